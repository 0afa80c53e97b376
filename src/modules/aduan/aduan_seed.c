/* aduan_seed.c: categories, deadlines, the line up and reasons that a region starts with; it may change them all. */
#include "modules/aduan/langganan.h"
#include "modules/aduan/o311_dalam.h"

static const struct awal { int64_t id; const char *kode, *kelompok, *nama, *ikon, *golongan, *tampak, *kata;
    bool peka; } categories[] = {
    { 101, "jalan-lubang", "Jalan", "Jalan berlubang atau rusak", "construction", "biasa", "publik",
        "aspal lubang retak amblas", false },
    { 102, "jembatan", "Jalan", "Jembatan atau gorong-gorong rusak", "landmark", "pengawasan", "publik",
        "jembatan gorong plat", false },
    { 103, "lampu-jalan", "Jalan", "Lampu jalan padam", "lamp", "biasa", "publik", "pju gelap penerangan", false },
    { 104, "rambu", "Jalan", "Rambu dan marka", "triangle-alert", "biasa", "publik", "rambu marka zebra cross", false },
    { 105, "parkir", "Jalan", "Parkir dan pungutan parkir", "car", "biasa", "publik", "parkir karcis juru", false },
    { 111, "saluran", "Air dan banjir", "Saluran tersumbat atau banjir", "waves", "biasa", "publik",
        "got drainase banjir mampet", false },
    { 112, "air-bersih", "Air dan banjir", "Air bersih", "droplets", "biasa", "publik", "pdam keruh mati pipa", false },
    { 121, "sampah", "Kebersihan", "Sampah menumpuk", "trash-2", "biasa", "publik", "sampah tps bau liar", false },
    { 122, "limbah", "Kebersihan", "Limbah dan pencemaran", "factory", "pengawasan", "publik", "limbah asap bau b3",
        false },
    { 123, "pohon", "Kebersihan", "Pohon tumbang atau membahayakan", "tree-pine", "biasa", "publik",
        "pohon tumbang ranting", false },
    { 131, "ktp-kk", "Layanan", "KTP, KK, dan akta", "id-card", "biasa", "tertutup",
        "ktp kk akta dukcapil antre", false },
    { 132, "pelayanan", "Layanan", "Pelayanan kantor pemerintah", "building-2", "biasa", "publik",
        "antre lambat loket petugas", false },
    { 133, "izin", "Layanan", "Perizinan", "file-check", "biasa", "tertutup", "izin pbg oss nib", false },
    { 141, "sekolah", "Pendidikan dan kesehatan", "Sekolah dan guru", "school", "pengawasan", "publik",
        "guru sekolah seragam pungutan ppdb", false },
    { 142, "puskesmas", "Pendidikan dan kesehatan", "Puskesmas dan rumah sakit", "hospital", "biasa", "publik",
        "puskesmas bpjs obat rawat", false },
    { 143, "bansos", "Pendidikan dan kesehatan", "Bantuan sosial", "hand-heart", "pengawasan", "tertutup",
        "bansos pkh sembako dtks", true },
    { 151, "ketertiban", "Ketertiban", "Ketertiban dan kebisingan", "volume-2", "biasa", "publik",
        "bising pkl keributan", false },
    { 152, "kekerasan", "Ketertiban", "Kekerasan pada perempuan dan anak", "shield-alert", "pengawasan", "rahasia",
        "kdrt kekerasan anak perempuan", true },
    { 153, "pungli", "Ketertiban", "Pungutan liar dan korupsi", "gavel", "pengawasan", "rahasia",
        "pungli suap korupsi gratifikasi", true },
    { 161, "informasi", "Lainnya", "Permintaan informasi", "info", "informasi", "publik",
        "tanya informasi jadwal", false },
    { 162, "aspirasi", "Lainnya", "Aspirasi dan usul", "lightbulb", "aspirasi", "publik",
        "usul saran aspirasi", false },
    { 163, "lain", "Lainnya", "Lainnya", "circle-ellipsis", "biasa", "tertutup", "lain", false },
};

#define PANRB "PermenPANRB 5/2025 (SP4N); batas waktu menurut petunjuk LAPOR!"
#define PERPRES "Perpres 76/2013"

/* external-services.md 2.1: 3, 5 and 5/14/60 working days; closing after ten; reopening is the region's choice. */
static const struct aturan_awal rules[] = {
    { 1, "verifikasi", "",           3,  PANRB },
    { 2, "tanggapan",  "",           5,  PANRB },
    { 3, "selesai",    "informasi",  5,  PANRB },
    { 4, "selesai",    "biasa",      14, PANRB },
    { 5, "selesai",    "aspirasi",   14, PANRB },
    { 6, "selesai",    "pengawasan", 60, PANRB "; " PERPRES },
    { 7, "tutup",      "",           10, PANRB },
    { 8, "buka",       "",           20, "Kebijakan daerah" },
    { 9, "lengkapi",   "",           30, "UU 25/2009 pasal 44-50" },
    { 0 }
};

static const struct jenjang_awal line[] = {
    { "kasi",      "kepala seksi",     false, 1 },
    { "kabid",     "kepala bidang",    false, 2 },
    { "kepala_pd", "kepala dinas",     false, 3 },
    { "sekda",     "Sekretaris Daerah", true, 5 },
    { 0 }
};

static const struct alasan_awal reasons[] = {
    { "A01", "Bukan kewenangan pemerintah daerah",   "bukan_wewenang" },
    { "A02", "Bukan kewenangan perangkat daerah ini", "kembalikan" },
    { "A03", "Alamat atau tempat tidak ditemukan",   "kembalikan arsip" },
    { "A04", "Terlalu umum, tidak dapat ditindaklanjuti", "arsip" },
    { "A05", "Bukan tentang kinerja pemerintah",     "arsip" },
    { "A06", "Iklan, judi, atau tautan berbahaya",   "arsip" },
    { "A07", "Menyerang pribadi atau memuat SARA",   "arsip" },
    { "A08", "Pelapor tidak melengkapi sampai batas waktu", "arsip" },
    { "A09", "Perlu perangkat daerah lain lebih dulu", "kembalikan" },
    { 0 }
};

static enum outcome
seed_category(struct db *db, const struct awal *a, int64_t at)
{
    struct kategori k;
    enum outcome o = kategori_by_id(db, a->id, &k);
    if (o != NOT_FOUND)
        return o;                       /* a region's own choice stays */
    k = (struct kategori){ .id = a->id, .jenis = S("aduan"), .kode = str_of(a->kode), .nama = str_of(a->nama),
        .kelompok = str_of(a->kelompok), .kata = str_of(a->kata), .ikon = str_of(a->ikon),
        .golongan = str_of(a->golongan), .tampak = str_of(a->tampak), .peka = a->peka, .urutan = at, .aktif = true };
    return kategori_save(db, &k);
}

enum outcome
aduan_seed(struct db *db, int64_t now)
{
    (void)now;
    for (size_t i = 0; i < COUNT(categories); i++)
        TRY(seed_category(db, &categories[i], (int64_t)i));
    TRY(perkara_seed_kind(db, aduan_alur.jenis, &(struct perkara_awal){ rules, line, reasons }));
    TRY(langganan_seed(db));
    return o311_seed(db);
}
