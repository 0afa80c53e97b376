/* contoh_tahun.c: two planning years: one that runs today, one that is finished; dictionary, windows, ceilings. */
#include "base/random.h"
#include "contoh/contoh_dalam.h"

static const struct {
    const char *kode, *nama, *kelompok, *opd, *sub, *sub_nama, *satuan, *pengguna;
    int64_t harga;
    int maks;
    bool fisik;
} kamus[] = {
    { "I01", "Saluran drainase U-ditch 40 x 40", "infrastruktur", "Dinas PUTR", "1.03.06.2.01.0012",
        "Pembangunan Sistem Drainase Lingkungan", "meter", "rw dprd", 850000, 300, true },
    { "I02", "Paving jalan lingkungan", "infrastruktur", "Dinas Perkim", "7.01.03.2.02.0002",
        "Pembangunan Sarana dan Prasarana Kelurahan", "m²", "rw dprd", 210000, 900, true },
    { "I03", "Lampu jalan tenaga surya", "infrastruktur", "Dishub", "2.15.02.2.02.0002",
        "Penyediaan Perlengkapan Jalan di Jalan Kabupaten/Kota", "titik", "rw dprd", 9500000, 20, true },
    { "I04", "Talud pasangan batu", "infrastruktur", "Dinas PUTR", "7.01.03.2.02.0002",
        "Pembangunan Sarana dan Prasarana Kelurahan", "meter", "rw", 1275000, 120, true },
    { "I05", "Perbaikan pos keamanan lingkungan", "infrastruktur", "Dinas Perkim", "7.01.03.2.02.0002",
        "Pembangunan Sarana dan Prasarana Kelurahan", "unit", "rw", 24800000, 2, true },
    { "I06", "Taman bermain RW", "infrastruktur", "DLH", "2.11.04.2.01.0004",
        "Pengelolaan Ruang Terbuka Hijau (RTH)", "unit", "rw dprd", 96500000, 1, true },
    { "I07", "Gerobak sampah bermotor", "infrastruktur", "DLH", "7.01.03.2.02.0002",
        "Pembangunan Sarana dan Prasarana Kelurahan", "unit", "rw", 39500000, 3, true },
    { "I08", "Sumur resapan", "infrastruktur", "DLH", "7.01.03.2.02.0002",
        "Pembangunan Sarana dan Prasarana Kelurahan", "titik", "rw", 3600000, 30, true },
    { "I09", "Sumur bor air bersih komunal", "infrastruktur", "Dinas Perkim", "1.03.03.2.01.0022",
        "Pembangunan SPAM Bukan Jaringan Perpipaan", "unit", "rw dprd", 118000000, 1, true },
    { "I10", "Perbaikan rumah tidak layak huni", "infrastruktur", "Dinas Perkim", "7.01.03.2.02.0002",
        "Pembangunan Sarana dan Prasarana Kelurahan", "rumah", "rw", 25000000, 4, true },
    { "I11", "Hotmix jalan lingkungan", "infrastruktur", "Dinas PUTR", "1.03.10.2.01.0053",
        "Pembangunan Jalan", "m²", "dprd", 265000, 2000, true },
    { "M01", "Pelatihan menjahit", "manusia", "Disnaker", "7.01.03.2.02.0003",
        "Pemberdayaan Masyarakat di Kelurahan", "orang", "rw dprd", 1250000, 40, false },
    { "M02", "Pelatihan kader posyandu", "manusia", "Dinkes", "7.01.03.2.02.0003",
        "Pemberdayaan Masyarakat di Kelurahan", "orang", "rw", 600000, 60, false },
    { "M03", "Alat antropometri posyandu", "manusia", "Dinkes", "7.01.03.2.02.0002",
        "Pembangunan Sarana dan Prasarana Kelurahan", "set", "rw", 9300000, 4, false },
    { "M04", "Taman baca masyarakat", "manusia", "Dispusip", "1.01.02.2.04.0059",
        "Pembangunan Taman Bacaan Masyarakat", "ruang", "rw dprd", 31500000, 1, true },
    { "M05", "Sarana PAUD", "manusia", "Disdikbud", "1.01.02.2.03.0002",
        "Pembangunan Sarana, Prasarana dan Utilitas PAUD", "unit", "rw dprd", 27500000, 2, false },
    { "E01", "Pelatihan pengolahan sampah", "ekonomi", "DLH", "7.01.03.2.02.0003",
        "Pemberdayaan Masyarakat di Kelurahan", "orang", "rw", 1100000, 40, false },
    { "E02", "Bantuan bibit pekarangan", "ekonomi", "DKPP", "7.01.03.2.02.0003",
        "Pemberdayaan Masyarakat di Kelurahan", "paket kelompok", "rw", 7500000, 5, false },
    { "E03", "Pelatihan pemasaran daring UMKM", "ekonomi", "Dinas KUMP", "7.01.03.2.02.0003",
        "Pemberdayaan Masyarakat di Kelurahan", "orang", "rw dprd", 950000, 50, false },
};

static enum outcome
office_named(struct db *db, str singkatan, int64_t *id)
{
    struct query q = query_of(db, "SELECT id FROM opd WHERE singkatan = $1");
    query_bind(&q, singkatan);
    if (query_next(&q))
        *id = query_int(&q);
    return query_end_one(&q);
}

static enum outcome
add_kamus(struct db *db, int64_t tahun)
{
    for (size_t i = 0; i < COUNT(kamus); i++) {
        struct kamus k = { .id = id_new(), .tahun = tahun, .kode = str_of(kamus[i].kode), .nama = str_of(kamus[i].nama),
            .kelompok = str_of(kamus[i].kelompok), .fisik = kamus[i].fisik, .sub_kegiatan = str_of(kamus[i].sub),
            .sub_kegiatan_nama = str_of(kamus[i].sub_nama), .satuan = str_of(kamus[i].satuan),
            .harga = money_of_rupiah(kamus[i].harga), .maks = { (int64_t)kamus[i].maks * 10000 },
            .pengguna = str_of(kamus[i].pengguna), .pembayar = S("opd"), .aktif = true };
        TRY(office_named(db, str_of(kamus[i].opd), &k.opd));
        TRY(kamus_insert(db, &k));
    }
    return OK;
}

/* Days from `today`; the running year's windows overlap, so that a visitor can try every level on any day. */
static const struct { const char *kode, *nama; int from, to; } windows[] = {
    { "usulan", "Usulan RW", -25, 52 },      { "pokir", "Pokok pikiran DPRD", -25, 80 },
    { "lurah", "Kelurahan", -20, 67 },       { "camat", "Kecamatan", -18, 87 },
    { "pd", "Forum perangkat daerah", -16, 108 }, { "mitra", "Kota (Bappeda)", -14, 122 },
    { "tapd", "TAPD", -12, 150 },            { "penetapan", "RKPD ditetapkan", 160, 220 },
};

static enum outcome
add_windows(struct db *db, int64_t tahun, int64_t today)
{
    for (size_t i = 0; i < COUNT(windows); i++) {
        struct tahapan t = { .kode = str_of(windows[i].kode), .nama = str_of(windows[i].nama), .urutan = (int64_t)i + 1,
            .mulai = date_from_number(today + windows[i].from), .selesai = date_from_number(today + windows[i].to) };
        TRY(tahapan_set(db, tahun, &t, S("jadwal contoh")));
    }
    return OK;
}

static enum outcome
add_ceilings(struct db *db, int64_t tahun)
{
    struct arena *a = db_arena_of(db);
    struct opd_list dinas;
    for (int i = 0; i < KELURAHAN; i++)
        for (int rw = 1; rw <= rw_count(i); rw++)
            TRY(pagu_set(db, tahun, rw_kode(a, i, rw), &(struct pagu){ money_of_rupiah(350000000), 6 }));
    TRY(opd_all(db, S("dinas"), &dinas));
    for (size_t i = 0; i < dinas.count; i++)
        TRY(pagu_opd_set(db, tahun, dinas.items[i].id, money_of_rupiah(9000000000)));
    return OK;
}

static enum outcome
add_year(struct db *db, int64_t tahun, const char *keadaan, int64_t today)
{
    struct tahun t = { tahun, str_format(db_arena_of(db), "Musrenbang RKPD %lld", (long long)tahun),
        str_of(keadaan), true };
    TRY(tahun_insert(db, &t));
    TRY(path_insert(db, tahun, true));
    TRY(criteria_insert(db, tahun));
    TRY(add_windows(db, tahun, today));
    TRY(add_kamus(db, tahun));
    return add_ceilings(db, tahun);
}

/* The sample's windows overlap on purpose; a region that wants that, too, has such a row with its legal basis. */
static enum outcome
let_windows_overlap(struct db *db)
{
    struct query q = query_of(db, "INSERT INTO pengaturan (kunci, nilai, dasar)"
        " VALUES ('musrenbang.jadwal_tumpang', '1', 'kota contoh') ON CONFLICT (kunci) DO NOTHING");
    return query_end(&q);
}

enum outcome
isi_tahun(struct db *db, void *context)
{
    const struct isi *isi = context;
    int64_t today = date_number(date_of(isi->now, isi->region->zone));
    int64_t year = date_from_number(today).year;
    TRY(let_windows_overlap(db));
    TRY(add_year(db, year + 1, "selesai", today - 365));
    return add_year(db, year + 2, "berjalan", today);
}
