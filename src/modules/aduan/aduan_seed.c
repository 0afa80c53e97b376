/* aduan_seed.c: the categories that a region starts with; their offices are the region's own choice. */
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
    TRY(langganan_seed(db));
    return o311_seed(db);
}
