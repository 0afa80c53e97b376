/* contoh_kota.c: Kota Metro's areas on a schematic map, its 61 offices, its accounts. */
#include "base/random.h"
#include "core/peristiwa/peristiwa.h"
#include "contoh/contoh_dalam.h"

/* Codes and names: Kepmendagri 300.2.2-2138/2025; centres rounded, for a schematic map only. */
const struct kelurahan_contoh kelurahan_contoh[KELURAHAN] = {
    { "18.72.01.1001", "Metro", -5122, 105303 },           { "18.72.01.1002", "Hadimulyo Timur", -5096, 105309 },
    { "18.72.01.1003", "Imopuro", -5112, 105304 },         { "18.72.01.1004", "Hadimulyo Barat", -5107, 105297 },
    { "18.72.01.1005", "Yosomulyo", -5099, 105325 },       { "18.72.02.1001", "Banjarsari", -5090, 105287 },
    { "18.72.02.1002", "Purwosari", -5087, 105304 },       { "18.72.02.1003", "Karangrejo", -5076, 105340 },
    { "18.72.02.1004", "Purwoasri", -5074, 105311 },       { "18.72.03.1001", "Mulyojati", -5135, 105298 },
    { "18.72.03.1002", "Ganjar Agung", -5135, 105281 },    { "18.72.03.1003", "Mulyosari", -5149, 105277 },
    { "18.72.03.1004", "Ganjar Asri", -5123, 105294 },     { "18.72.04.1001", "Yosodadi", -5109, 105336 },
    { "18.72.04.1002", "Tejosari", -5146, 105325 },        { "18.72.04.1003", "Iring Mulyo", -5123, 105321 },
    { "18.72.04.1004", "Yosorejo", -5112, 105318 },        { "18.72.04.1005", "Tejo Agung", -5133, 105319 },
    { "18.72.05.1001", "Rejomulyo", -5162, 105319 },       { "18.72.05.1002", "Margorejo", -5145, 105301 },
    { "18.72.05.1003", "Sumbersari Bantul", -5168, 105289 }, { "18.72.05.1004", "Margodadi", -5150, 105303 },
};
static const struct { const char *kode, *nama; } kecamatan[] = { { "18.72.01", "Metro Pusat" },
    { "18.72.02", "Metro Utara" }, { "18.72.03", "Metro Barat" }, { "18.72.04", "Metro Timur" },
    { "18.72.05", "Metro Selatan" } };

int rw_count(int kelurahan) { return 8 + kelurahan % 2; }

str
rw_kode(struct arena *arena, int kelurahan, int rw)
{
    return str_format(arena, "%s.%03d", kelurahan_contoh[kelurahan].kode, rw);
}

/* ---- borders: each place reaches half way to its neighbours --------------------------------------------------- */

struct corner { double x, y; };
enum { CORNERS_MOST = 64 };

/* Keeps what is nearer to a than to b. */
static int
cut(struct corner *c, int count, struct corner a, struct corner b)
{
    struct corner kept[CORNERS_MOST];
    int n = 0;
    double nx = b.x - a.x, ny = b.y - a.y, limit = nx * (a.x + b.x) / 2 + ny * (a.y + b.y) / 2;
    for (int i = 0; i < count; i++) {
        struct corner p = c[i], q = c[(i + 1) % count];
        double dp = nx * p.x + ny * p.y - limit, dq = nx * q.x + ny * q.y - limit;
        if (dp <= 0 && n < CORNERS_MOST)
            kept[n++] = p;
        if ((dp < 0) != (dq < 0) && dp != dq && n < CORNERS_MOST) {
            double t = dp / (dp - dq);
            kept[n++] = (struct corner){ p.x + t * (q.x - p.x), p.y + t * (q.y - p.y) };
        }
    }
    memcpy(c, kept, (size_t)n * sizeof *c);
    return n;
}

static str
schematic_border(struct arena *arena, int at)
{
    static const struct corner edge[] = { { 105.268, -5.085 }, { 105.285, -5.066 }, { 105.325, -5.060 },
        { 105.352, -5.070 }, { 105.354, -5.110 }, { 105.344, -5.150 }, { 105.330, -5.174 }, { 105.290, -5.180 },
        { 105.266, -5.160 } };
    struct corner c[CORNERS_MOST];
    int count = (int)COUNT(edge);
    memcpy(c, edge, sizeof edge);
    struct corner own = { kelurahan_contoh[at].lon_e3 / 1000.0, kelurahan_contoh[at].lat_e3 / 1000.0 };
    for (int i = 0; i < KELURAHAN; i++)
        if (i != at)
            count = cut(c, count, own, (struct corner){ kelurahan_contoh[i].lon_e3 / 1000.0,
                kelurahan_contoh[i].lat_e3 / 1000.0 });
    struct buf b = { .arena = arena };
    for (int i = 0; i < count; i++)
        buf_format(&b, "%s%lld,%lld", i ? " " : "", (long long)(c[i].x * 1e6), (long long)(c[i].y * 1e6));
    return buf_view(&b);
}

static enum outcome
add_rws(struct db *db, int kelurahan, date mulai)
{
    static const int around[][2] = { { 0, 0 }, { 2, 1 }, { -2, 1 }, { 1, -2 }, { -1, -2 }, { 3, 0 }, { -3, 0 },
        { 0, 3 }, { 0, -3 } };
    for (int rw = 1; rw <= rw_count(kelurahan); rw++) {
        struct wilayah w = { .kode = rw_kode(db_arena_of(db), kelurahan, rw), .tingkat = TINGKAT_RW, .jenis = S("rw"),
            .induk = str_of(kelurahan_contoh[kelurahan].kode),
            .nama = str_format(db_arena_of(db), "RW %02d", rw),
            .lat_e6 = (int64_t)kelurahan_contoh[kelurahan].lat_e3 * 1000 + around[rw - 1][0] * 600,
            .lon_e6 = (int64_t)kelurahan_contoh[kelurahan].lon_e3 * 1000 + around[rw - 1][1] * 600 };
        TRY(wilayah_insert(db, &w, mulai));
    }
    return OK;
}

static enum outcome
add_areas(struct db *db, date mulai)
{
    struct wilayah kota = { .kode = S("18.72"), .induk = S("18"), .tingkat = TINGKAT_DAERAH, .jenis = S("kota"),
        .nama = S("Kota Metro") };
    TRY(wilayah_insert(db, &kota, mulai));
    for (size_t i = 0; i < COUNT(kecamatan); i++) {
        struct wilayah w = { .kode = str_of(kecamatan[i].kode), .induk = S("18.72"), .tingkat = TINGKAT_KECAMATAN,
            .jenis = S("kecamatan"), .nama = str_of(kecamatan[i].nama) };
        TRY(wilayah_insert(db, &w, mulai));
    }
    for (int i = 0; i < KELURAHAN; i++) {
        str kode = str_of(kelurahan_contoh[i].kode);
        struct wilayah w = { .kode = kode, .induk = str_head(kode, 8), .tingkat = TINGKAT_KELURAHAN,
            .jenis = S("kelurahan"), .nama = str_of(kelurahan_contoh[i].nama),
            .lat_e6 = (int64_t)kelurahan_contoh[i].lat_e3 * 1000,
                .lon_e6 = (int64_t)kelurahan_contoh[i].lon_e3 * 1000 };
        TRY(wilayah_insert(db, &w, mulai));
        TRY(wilayah_set_border(db, kode, schematic_border(db_arena_of(db), i), S("peta skematis, bukan batas")));
        TRY(add_rws(db, i, mulai));
    }
    return OK;
}

/* ---- offices: 18 dinas, 6 badan, 8 bagian, 2 lembaga, 5 kecamatan, 22 kelurahan (assessment.md 4.1) ------------- */

static const struct { const char *jenis, *nama, *singkat; } offices[] = {
    { "dinas", "Dinas Pendidikan dan Kebudayaan", "Disdikbud" }, { "dinas", "Dinas Kesehatan", "Dinkes" },
    { "dinas", "Dinas Pekerjaan Umum dan Tata Ruang", "Dinas PUTR" },
    { "dinas", "Dinas Perumahan dan Kawasan Permukiman", "Dinas Perkim" },
    { "dinas", "Dinas Sosial", "Dinsos" }, { "dinas", "Dinas Tenaga Kerja", "Disnaker" },
    { "dinas", "Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "Dinas PPPA" },
    { "dinas", "Dinas Ketahanan Pangan dan Pertanian", "DKPP" }, { "dinas", "Dinas Lingkungan Hidup", "DLH" },
    { "dinas", "Dinas Kependudukan dan Pencatatan Sipil", "Disdukcapil" },
    { "dinas", "Dinas Pengendalian Penduduk dan KB", "DPPKB" }, { "dinas", "Dinas Perhubungan", "Dishub" },
    { "dinas", "Dinas Komunikasi dan Informatika", "Diskominfo" },
    { "dinas", "Dinas Koperasi, UMK, dan Perindustrian", "Dinas KUMP" }, { "dinas", "Dinas Perdagangan", "Disdag" },
    { "dinas", "Dinas Kepemudaan, Olahraga, dan Pariwisata", "Disporapar" },
    { "dinas", "Dinas Perpustakaan dan Kearsipan", "Dispusip" },
    { "dinas", "Dinas Penanaman Modal dan PTSP", "DPMPTSP" },
    { "badan", "Badan Perencanaan Pembangunan Daerah", "Bappeda" },
    { "badan", "Badan Pengelolaan Keuangan dan Aset Daerah", "BPKAD" },
    { "badan", "Badan Pendapatan Daerah", "Bapenda" }, { "badan", "Badan Kepegawaian dan PSDM", "BKPSDM" },
    { "badan", "Badan Kesatuan Bangsa dan Politik", "Kesbangpol" },
    { "badan", "Badan Penanggulangan Bencana Daerah", "BPBD" },
    { "bagian", "Bagian Pemerintahan", "Bag. Pemerintahan" }, { "bagian", "Bagian Hukum", "Bag. Hukum" },
    { "bagian", "Bagian Kesejahteraan Rakyat", "Bag. Kesra" }, { "bagian", "Bagian Perekonomian", "Bag. Ekonomi" },
    { "bagian", "Bagian Pembangunan", "Bag. Pembangunan" }, { "bagian", "Bagian Pengadaan Barang dan Jasa",
        "Bag. PBJ" },
    { "bagian", "Bagian Umum", "Bag. Umum" }, { "bagian", "Bagian Organisasi", "Bag. Organisasi" },
    { "lembaga", "Inspektorat", "Inspektorat" }, { "lembaga", "Sekretariat DPRD", "Setwan" },
};

static enum outcome
add_office(struct db *db, const char *jenis, str nama, str singkat, str wilayah)
{
    static int number;
    struct opd o = { .id = id_new(), .kode = str_format(db_arena_of(db), "CONTOH.%03d", ++number),
        .nama = nama, .singkatan = singkat, .jenis = str_of(jenis), .wilayah = wilayah };
    return opd_insert(db, &o, (date){ 2020, 1, 1 });
}

static enum outcome
add_offices(struct db *db)
{
    struct arena *a = db_arena_of(db);
    for (size_t i = 0; i < COUNT(offices); i++)
        TRY(add_office(db, offices[i].jenis, str_of(offices[i].nama), str_of(offices[i].singkat), S("")));
    for (size_t i = 0; i < COUNT(kecamatan); i++)
        TRY(add_office(db, "kecamatan", str_format(a, "Kecamatan %s", kecamatan[i].nama),
            str_format(a, "Kec. %s", kecamatan[i].nama), str_of(kecamatan[i].kode)));
    for (int i = 0; i < KELURAHAN; i++)
        TRY(add_office(db, "kelurahan", str_format(a, "Kelurahan %s", kelurahan_contoh[i].nama),
            str_format(a, "Kel. %s", kelurahan_contoh[i].nama), str_of(kelurahan_contoh[i].kode)));
    return OK;
}

enum outcome
isi_kota(struct db *db, void *isi)
{
    (void)isi;
    struct query q = query_of(db, "INSERT INTO pengaturan (kunci, nilai, dasar) VALUES ('" ISI_MENGISI "', '1', '')");
    TRY(query_end(&q));
    TRY(add_areas(db, (date){ 2020, 1, 1 }));
    return add_offices(db);
}

/* ---- accounts ---------------------------------------------------------------------------------------------------- */

struct adding { struct db *db; str hash; int64_t now; };

static enum outcome
add_account(const struct adding *a, str masuk, str nama, const struct peran *role)
{
    struct akun k = { .id = id_new(), .masuk = masuk, .nama = nama, .aktif = true, .contoh = true };
    struct peran p = *role;
    TRY(akun_insert(a->db, &k, a->now));
    TRY(akun_set_sandi(a->db, k.id, a->hash));
    p.id = id_new();
    p.akun = k.id;
    p.mulai = (date){ 2024, 1, 2 };
    p.penetapan = p.penetapan.len ? p.penetapan : S("definitif");
    p.nomor_sk = S("800/CONTOH/2024");
    TRY(peran_insert(a->db, &p));
    return akun_note(a->db, k.id, &(struct peristiwa){ .waktu = a->now, .jabatan = S("sistem"),
        .jenis = S("akun.dibuat") });
}

/* "Iring Mulyo" is iringmulyo in a login name. */
static str
slug(struct arena *arena, const char *name)
{
    struct buf b = { .arena = arena };
    for (const char *p = name; *p; p++)
        if (*p != ' ' && *p != '.')
            buf_char(&b, (char)(*p >= 'A' && *p <= 'Z' ? *p | 0x20 : *p));
    return buf_view(&b);
}

static enum outcome
add_area_accounts(const struct adding *a)
{
    struct arena *arena = db_arena_of(a->db);
    for (size_t i = 0; i < COUNT(kecamatan); i++)
        TRY(add_account(a, str_format(arena, "camat." STR, STR_ARG(slug(arena, kecamatan[i].nama))),
            str_format(arena, "Camat %s (contoh)", kecamatan[i].nama),
            &(struct peran){ .jabatan = S("camat"), .wilayah = str_of(kecamatan[i].kode) }));
    for (int i = 0; i < KELURAHAN; i++) {
        const struct kelurahan_contoh *k = &kelurahan_contoh[i];
        TRY(add_account(a, str_format(arena, "lurah." STR, STR_ARG(slug(arena, k->nama))),
            str_format(arena, "Lurah %s (contoh)", k->nama),
            &(struct peran){ .jabatan = S("lurah"), .wilayah = str_of(k->kode) }));
        for (int rw = 1; rw <= rw_count(i); rw++)
            TRY(add_account(a, str_format(arena, "rw%02d." STR, rw, STR_ARG(slug(arena, k->nama))),
                str_format(arena, "Ketua RW %02d %s (contoh)", rw, k->nama),
                &(struct peran){ .jabatan = S("rw"), .wilayah = rw_kode(arena, i, rw) }));
    }
    return OK;
}

/* Who answers complaints in an office, and whom a broken deadline goes up to. */
static enum outcome
add_line_accounts(const struct adding *a, const struct opd *o)
{
    static const struct { const char *awal, *nama, *jabatan; } line[] = { { "lapor", "Penghubung", "penghubung" },
        { "kasi", "Kepala Seksi", "kasi" }, { "kabid", "Kepala Bidang", "kabid" } };
    struct arena *arena = db_arena_of(a->db);
    str name = slug(arena, cstr(arena, o->singkatan));
    for (size_t i = 0; i < COUNT(line); i++)
        TRY(add_account(a, str_format(arena, "%s." STR, line[i].awal, STR_ARG(name)),
            str_format(arena, "%s " STR " (contoh)", line[i].nama, STR_ARG(o->singkatan)),
            &(struct peran){ .jabatan = str_of(line[i].jabatan), .opd = o->id }));
    return OK;
}

static enum outcome
add_office_accounts(const struct adding *a)
{
    static const struct { const char *masuk, *nama, *jabatan; } region_wide[] = { { "bappeda", "Mitra Bappeda",
        "mitra" },
        { "tapd", "TAPD", "tapd" }, { "dprd", "Anggota DPRD", "dprd" }, { "setwan", "Sekretariat DPRD", "setwan" },
        { "inspektorat", "Inspektorat", "inspektorat" }, { "admin", "Administrator", "admin" },
        { "aduan", "Meja Pengaduan", "admin_aduan" }, { "sekda", "Sekretaris Daerah", "sekda" } };
    struct arena *arena = db_arena_of(a->db);
    struct opd_list dinas;
    for (size_t i = 0; i < COUNT(region_wide); i++)
        TRY(add_account(a, str_of(region_wide[i].masuk), str_format(arena, "%s (contoh)", region_wide[i].nama),
            &(struct peran){ .jabatan = str_of(region_wide[i].jabatan) }));
    TRY(opd_all(a->db, S("dinas"), &dinas));
    for (size_t i = 0; i < dinas.count; i++)
        TRY(add_line_accounts(a, &dinas.items[i]));
    for (size_t i = 0; i < dinas.count; i++)
        TRY(add_account(a, str_format(arena, "pd." STR, STR_ARG(slug(arena, cstr(arena, dinas.items[i].singkatan)))),
            str_format(arena, "Verifikator " STR " (contoh)", STR_ARG(dinas.items[i].singkatan)),
            &(struct peran){ .jabatan = S("verifikator_pd"), .opd = dinas.items[i].id }));
    return OK;
}

enum outcome
isi_akun(struct db *db, void *isi)
{
    struct adding a = { .db = db, .now = ((struct isi *)isi)->now };
    TRY(sandi_hash(db_arena_of(db), S(CONTOH_SANDI), &a.hash));
    TRY(add_area_accounts(&a));
    return add_office_accounts(&a);
}

enum outcome
isi_surel(struct db *db, void *isi)
{
    enum { MOST = 1000 };
    const struct isi *i = isi;
    struct arena *arena = db_arena_of(db);
    struct akun *all = arena_array(arena, struct akun, MOST);
    size_t count = 0;
    struct query q = query_of(db, "SELECT id, masuk FROM akun WHERE contoh = 1 LIMIT 1000");
    for (; count < MOST && query_next(&q); count++) {
        all[count].id = query_int(&q);
        all[count].masuk = query_str(&q);
    }
    TRY(query_end(&q));
    for (size_t n = 0; n < count; n++)
        TRY(akun_set_surel(db, i->region->secret, all[n].id, str_format(arena, STR "@contoh.example",
            STR_ARG(all[n].masuk))));
    struct query end = query_of(db, "DELETE FROM pengaturan WHERE kunci = '" ISI_MENGISI "'");
    return query_end(&end);
}
