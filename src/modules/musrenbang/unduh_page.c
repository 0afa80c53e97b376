/* unduh_page.c: the public list in every format, by the same filters as the page. */
#include "core/ekspor/ekspor.h"
#include "modules/musrenbang/musrenbang_lihat.h"

enum { ROWS_MOST = 20000 };

static str kode(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->kode; }
static str judul(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->judul; }
static str asal(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->asal; }
static str kanal(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->kanal; }
static str pengusul(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->pengusul_teks; }
static str wilayah(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->wilayah; }
static str kelurahan(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->kelurahan_nama; }
static str kecamatan(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->kecamatan_nama; }
static str kamus(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->kamus_nama; }
static str kelompok(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->kelompok; }
static str opd(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->opd_nama; }
static str satuan(struct arena *a, const void *u) { (void)a; return ((const struct usulan *)u)->satuan; }
static str keadaan(struct arena *a, const void *u) { (void)a; return status_label(u); }

static str
volume_awal(struct arena *a, const void *u)
{
    return ekspor_desimal(a, ((const struct usulan *)u)->volume_awal.e4, 10000, 4);
}

static str
estimasi(struct arena *a, const void *u)
{
    return ekspor_desimal(a, ((const struct usulan *)u)->estimasi.sen, 100, 2);
}

static str
volume_kini(struct arena *a, const void *u)
{
    return ekspor_desimal(a, ((const struct usulan *)u)->volume_kini.e4, 10000, 4);
}

static str
biaya_kini(struct arena *a, const void *u)
{
    return ekspor_desimal(a, ((const struct usulan *)u)->biaya_kini.sen, 100, 2);
}

static str
manfaat(struct arena *a, const void *u)
{
    return str_format(a, "%lld", (long long)((const struct usulan *)u)->manfaat);
}

static str
diajukan(struct arena *a, const void *u)
{
    return fmt_moment_iso(a, ((const struct usulan *)u)->diajukan);
}

/* The state as planning.md 1.3 names it: DIAJUKAN, V_LURAH, V_CAMAT ... */
static str
status_baku(struct arena *a, const void *row)
{
    const struct usulan *u = row;
    str name = str_eqz(u->status, "diajukan") && u->lolos.len
        ? str_format(a, "V_" STR, STR_ARG(u->lolos)) : arena_copy(a, u->status);
    char *p = (char *)(uintptr_t)name.ptr;
    for (size_t i = 0; i < name.len; i++)
        if (p[i] >= 'a' && p[i] <= 'z')
            p[i] = (char)(p[i] - 'a' + 'A');
    return name;
}

static bool
point(const void *row, int64_t *lat, int64_t *lon)
{
    const struct usulan *u = row;
    *lat = u->lat_e6;
    *lon = u->lon_e6;
    return *lat || *lon;
}

static const struct ekspor_kolom columns[] = {
    { "kode", kode, false }, { "judul", judul, false }, { "status", status_baku, false }, { "keadaan", keadaan, false },
    { "asal", asal, false }, { "kanal", kanal, false }, { "pengusul", pengusul, false },
    { "kode_wilayah", wilayah, false }, { "kelurahan", kelurahan, false }, { "kecamatan", kecamatan, false },
    { "kamus", kamus, false }, { "kelompok", kelompok, false }, { "perangkat_daerah", opd, false },
    { "volume_usulan", volume_awal, true }, { "estimasi_rupiah", estimasi, true },
    { "volume_kini", volume_kini, true }, { "biaya_kini_rupiah", biaya_kini, true }, { "satuan", satuan, false },
    { "penerima_manfaat", manfaat, true }, { "diajukan", diajukan, false },
};

/* Page by page, as the list reads them. */
static enum outcome
each_usulan(struct req *req, struct ekspor *out)
{
    struct tahun t;
    TRY(tahun_of(req, &t));
    struct usulan_saring s = saring_of(req, t.tahun);
    s.sebelum = 0;
    for (size_t rows = 0; rows < ROWS_MOST;) {
        struct usulan_list list;
        TRY(usulan_public(req->db, &s, &list));
        size_t count = list.count > USULAN_PAGE ? USULAN_PAGE : list.count;
        for (size_t i = 0; i < count; i++, rows++) {
            TRY(hide_private(req->db, &list.items[i]));
            TRY(ekspor_row(out, &list.items[i]));
        }
        if (list.count <= USULAN_PAGE)
            break;
        s.sebelum = list.items[count - 1].id;
    }
    return OK;
}

static enum outcome
download(struct req *req)
{
    return ekspor_reply(req, &(struct ekspor_isi){ .nama = S("usulan"), .lembar = "Usulan",
        .format = req_param(req, "format"), .kolom = columns, .kolom_count = COUNT(columns), .rows = each_usulan,
        .titik = point });
}

const struct route musrenbang_unduh[] = {
    GET("/musrenbang/{tahun}/unduh/{format}", download, &anyone, no_place),
    { 0 }
};
