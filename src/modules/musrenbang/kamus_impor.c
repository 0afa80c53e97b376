/* kamus_impor.c: the dictionary as CSV: read and compared line by line, shown, then applied whole or not at all. */
#include "base/random.h"
#include "core/ekspor/ekspor.h"
#include "core/impor/csv.h"
#include "modules/musrenbang/kamus.h"
#include "modules/musrenbang/kamus_html.h"

enum { FILE_KB = 512, BODY_MOST = (FILE_KB + 64) * 1024 };
static const char file[] = "berkas";

enum { KODE, NAMA, KELOMPOK, FISIK, OPD, SUB, SUB_NAMA, SATUAN, HARGA, MAKS, PENGGUNA, PEMBAYAR, AKTIF, COLUMNS };
static const char *const names[] = { "kode", "nama", "kelompok", "fisik", "perangkat_daerah", "sub_kegiatan",
    "sub_kegiatan_nama", "satuan", "harga", "maks", "pengguna", "pembayar", "aktif", NULL };
/* The members of struct kamus as kamus_wrong calls them, by the file's column. */
static const struct { const char *field; size_t column; } members[] = { { "kode", KODE }, { "nama", NAMA },
    { "kelompok", KELOMPOK }, { "opd", OPD }, { "sub_kegiatan", SUB }, { "sub_kegiatan_nama", SUB_NAMA },
    { "satuan", SATUAN }, { "harga", HARGA }, { "maks", MAKS }, { "pengguna", PENGGUNA }, { "pembayar", PEMBAYAR } };

/* ---- out --------------------------------------------------------------------------------------------------- */

#define ITEM(row) ((const struct kamus *)(row))
static str kode(struct arena *a, const void *r) { (void)a; return ITEM(r)->kode; }
static str nama(struct arena *a, const void *r) { (void)a; return ITEM(r)->nama; }
static str kelompok(struct arena *a, const void *r) { (void)a; return ITEM(r)->kelompok; }
static str fisik(struct arena *a, const void *r) { (void)a; return ITEM(r)->fisik ? S("ya") : S("tidak"); }
static str office(struct arena *a, const void *r) { (void)a; return ITEM(r)->opd_nama; }
static str sub(struct arena *a, const void *r) { (void)a; return ITEM(r)->sub_kegiatan; }
static str sub_nama(struct arena *a, const void *r) { (void)a; return ITEM(r)->sub_kegiatan_nama; }
static str satuan(struct arena *a, const void *r) { (void)a; return ITEM(r)->satuan; }
static str harga(struct arena *a, const void *r) { return money_input(a, ITEM(r)->harga); }
static str maks(struct arena *a, const void *r) { return volume_input(a, ITEM(r)->maks); }
static str pengguna(struct arena *a, const void *r) { (void)a; return ITEM(r)->pengguna; }
static str pembayar(struct arena *a, const void *r) { (void)a; return ITEM(r)->pembayar; }
static str aktif(struct arena *a, const void *r) { (void)a; return ITEM(r)->aktif ? S("ya") : S("tidak"); }

static const struct ekspor_kolom columns[] = {
    { "kode", kode, false }, { "nama", nama, false }, { "kelompok", kelompok, false }, { "fisik", fisik, false },
    { "perangkat_daerah", office, false }, { "sub_kegiatan", sub, false }, { "sub_kegiatan_nama", sub_nama, false },
    { "satuan", satuan, false }, { "harga", harga, false }, { "maks", maks, false }, { "pengguna", pengguna, false },
    { "pembayar", pembayar, false }, { "aktif", aktif, false },
};

static enum outcome
each_item(struct req *req, struct ekspor *out)
{
    struct kamus_ask ask = { 0 };
    struct kamus_list all;
    TRY(str_int(req_param(req, "tahun"), &ask.tahun) ? OK : NOT_FOUND);
    do {
        TRY(kamus_find(req->db, &ask, &all));
        for (size_t i = 0; i < all.count && i < KAMUS_SHOWN; i++) {
            TRY(ekspor_row(out, &all.items[i]));
            ask.sesudah = all.items[i].kode;
        }
    } while (all.count > KAMUS_SHOWN);
    return OK;
}

static enum outcome
download(struct req *req)
{
    struct tahun t;
    int64_t tahun;
    TRY(str_int(req_param(req, "tahun"), &tahun) ? OK : NOT_FOUND);
    TRY(tahun_get(req->db, tahun, &t));
    return ekspor_reply(req, &(struct ekspor_isi){ .nama = str_format(req->arena, "kamus-%lld", (long long)tahun),
        .lembar = "Kamus", .format = S("csv"), .kolom = columns, .kolom_count = COUNT(columns), .rows = each_item });
}

/* ---- in ---------------------------------------------------------------------------------------------------- */

struct reading { struct req *req; struct csv c; size_t at[COLUMNS]; struct opd_list opd;
    struct kamus_baris_list *list; };

static str
cell(const struct reading *r, size_t column)
{
    return csv_unguarded(r->c.cells[r->at[column]]);
}

static void
wrong(struct reading *r, size_t column, const char *what)
{
    str said = csv_at(&r->c, r->at[column], "%s", what);
    (void)req_error(r->req, file, STR, STR_ARG(said));
}

static bool
yes_or_no(struct reading *r, size_t column)
{
    str word = cell(r, column);
    if (!str_eqz(word, "ya") && !str_eqz(word, "tidak"))
        wrong(r, column, "isi ya atau tidak.");
    return str_eqz(word, "ya");
}

/* An office by its short name or its code: people know the one, programs the other. */
static int64_t
office_of(const struct reading *r, str said)
{
    for (size_t i = 0; i < r->opd.count; i++)
        if (said.len && (str_eq(r->opd.items[i].singkatan, said) || str_eq(r->opd.items[i].kode, said)))
            return r->opd.items[i].id;
    return 0;
}

static void
take_line(struct reading *r)
{
    struct kamus_baris b = { .baris = r->c.line, .opd_kode = cell(r, OPD) };
    b.k = (struct kamus){ .kode = cell(r, KODE), .nama = cell(r, NAMA), .kelompok = cell(r, KELOMPOK),
        .fisik = yes_or_no(r, FISIK), .opd = office_of(r, cell(r, OPD)), .opd_nama = cell(r, OPD),
        .sub_kegiatan = cell(r, SUB), .sub_kegiatan_nama = cell(r, SUB_NAMA), .satuan = cell(r, SATUAN),
        .pengguna = cell(r, PENGGUNA), .pembayar = cell(r, PEMBAYAR), .aktif = yes_or_no(r, AKTIF) };
    const char *field = "", *what;
    if (money_parse(cell(r, HARGA), &b.k.harga) != OK)
        wrong(r, HARGA, "harga diisi angka rupiah, misalnya 850000 atau 850.000.");
    else if (cell(r, MAKS).len && volume_parse(cell(r, MAKS), &b.k.maks) != OK)
        wrong(r, MAKS, "volume terbesar diisi angka, misalnya 300; kosong atau 0 berarti tanpa batas.");
    else if ((what = kamus_wrong(&b.k, &field)))
        for (size_t i = 0; i < COUNT(members); i++)
            if (strcmp(members[i].field, field) == 0)
                wrong(r, members[i].column, what);
    for (size_t i = 0; i < r->list->count; i++)
        if (str_eq(r->list->items[i].k.kode, b.k.kode))
            wrong(r, KODE, cstr(r->req->arena, str_format(r->req->arena, "kode ini sudah ada di baris %lld.",
                (long long)r->list->items[i].baris)));
    r->list->items[r->list->count++] = b;
}

static enum outcome
compare(struct req *req, int64_t tahun, struct kamus_baris_list *l)
{
    for (size_t i = 0; i < l->count; i++) {
        struct kamus_baris *b = &l->items[i];
        struct kamus there;
        enum outcome o = kamus_by_kode(req->db, tahun, b->k.kode, &there);
        TRY(o == NOT_FOUND ? OK : o);
        b->baru = o == NOT_FOUND;
        b->sama = o == OK && kamus_same(&b->k, &there);
        b->harga_lama = o == OK ? there.harga : (money){ 0 };
        b->k.id = o == OK ? there.id : 0;
        b->k.tahun = tahun;
        l->baru += b->baru;
        l->sama += b->sama;
        l->ubah += !b->baru && !b->sama;
    }
    return OK;
}

enum outcome
kamus_read(struct req *req, int64_t tahun, str text, struct kamus_baris_list *l)
{
    struct reading r = { .req = req, .c = csv_open(req->arena, text), .list = l };
    *l = (struct kamus_baris_list){ .items = arena_array(req->arena, struct kamus_baris, KAMUS_FILE_MOST) };
    TRY(opd_all(req->db, S(""), &r.opd));
    bool good = csv_heading(&r.c, names, r.at);
    while (good && csv_next(&r.c)) {
        if (l->count == KAMUS_FILE_MOST)
            return req_error(req, file, "Satu berkas paling banyak %d butir. Bagi menjadi beberapa berkas.",
                KAMUS_FILE_MOST);
        take_line(&r);
    }
    if (r.c.error.len)
        return req_error(req, file, STR, STR_ARG(r.c.error));
    if (!l->count)
        return req_error(req, file, "Berkas ini hanya berisi judul. Tambahkan satu baris untuk setiap butir kamus.");
    TRY(req->form.error_count ? INVALID : OK);
    return compare(req, tahun, l);
}

/* ---- pages ------------------------------------------------------------------------------------------------- */

static enum outcome
form_page(struct req *req)
{
    struct kamus_impor l = { .form = &req->form };
    TRY(rencana_kepala(req, "kamus", &l.kepala));
    TRY(kamus_locked(req, l.kepala.tahun.tahun, &l.terkunci));
    kamus_impor_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Muat kamus dari CSV")));
}

static enum outcome read_file(struct req *req) { return rencana_berkas_read(req, "kamus", FILE_KB); }

/* Looked at before it is kept: a broken file never waits. */
static enum outcome
take_file(struct req *req)
{
    struct rencana_berkas b = *(const struct rencana_berkas *)req->kept;
    struct kamus_baris_list l;
    struct rencana_kepala k;
    TRY(rencana_kepala(req, "kamus", &k));
    TRY(kamus_read(req, k.tahun.tahun, b.isi, &l));
    b.tahun = k.tahun.tahun;
    TRY(rencana_berkas_insert(req, &b));
    return redirect(req, "/rencana/%lld/kamus/impor/%lld", (long long)b.tahun, (long long)req->new_id);
}

static enum outcome
preview(struct req *req)
{
    struct kamus_impor l = { .form = &req->form, .pratinjau = true };
    struct rencana_berkas b;
    TRY(rencana_kepala(req, "kamus", &l.kepala));
    TRY(rencana_berkas_of(req, "kamus", &b));
    TRY(kamus_locked(req, b.tahun, &l.terkunci));
    size_t told = req->form.error_count;
    enum outcome o = kamus_read(req, b.tahun, b.isi, &l.list);
    if (o == INVALID && told)
        req->form.error_count = told;   /* apply has said it already */
    TRY(o == INVALID ? OK : o);
    l.rusak = o == INVALID && l.list.baru + l.list.ubah + l.list.sama == 0;
    l.id = b.id;
    l.nama = b.nama;
    kamus_impor_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Periksa isi berkas")));
}

static enum outcome
write_line(struct req *req, struct kamus_baris *b, str sebab)
{
    struct kamus was = { 0 };
    if (b->sama)
        return OK;
    if (b->baru) {
        b->k.id = id_new();
        TRY(kamus_insert(req->db, &b->k));
        return kamus_event(req, NULL, &b->k, sebab);
    }
    TRY(kamus_get(req->db, b->k.id, &was));
    TRY(kamus_update(req->db, &b->k));
    return kamus_event(req, &was, &b->k, sebab);
}

static enum outcome
apply_file(struct req *req)
{
    struct rencana_kepala k;
    struct rencana_berkas b;
    struct kamus_baris_list l;
    bool locked;
    str sebab = str_trim(form_value(&req->form, S("sebab")));
    TRY(rencana_kepala(req, "kamus", &k));
    TRY(rencana_berkas_of(req, "kamus", &b));
    TRY(kamus_read(req, b.tahun, b.isi, &l));
    TRY(kamus_locked(req, b.tahun, &locked));
    if (locked && l.baru + l.ubah && str_letters(sebab) < 10)
        return req_error(req, "sebab", "Masa usulan %lld sudah dibuka, jadi kamusnya terkunci. Tulis sebab"
            " perubahan ini"
            " (paling sedikit 10 huruf).", (long long)b.tahun);
    for (size_t i = 0; i < l.count; i++)
        TRY(write_line(req, &l.items[i], sebab));
    TRY(rencana_berkas_drop(req->db, b.id));
    TRY(rencana_event(req, "rencana.kamus_impor", b.tahun, str_format(req->arena, "baru=%zu\nubah=%zu\nsama=%zu\nsebab="
        STR, l.baru, l.ubah, l.sama, STR_ARG(sebab))));
    flash(req, "%zu butir baru dan %zu perubahan tersimpan.", l.baru, l.ubah);
    return redirect(req, "/rencana/%lld/kamus", (long long)b.tahun);
}

const struct route kamus_impor_pages[] = {
    GET ("/rencana/{tahun}/kamus/unduh",      download,                    &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/kamus/impor",      form_page,                   &rencana_kelola, no_place),
    POST_FILES("/rencana/{tahun}/kamus/impor", read_file, take_file, form_page, &rencana_kelola, no_place, BODY_MOST),
    GET ("/rencana/{tahun}/kamus/impor/{id}", preview,                     &rencana_kelola, no_place),
    POST("/rencana/{tahun}/kamus/impor/{id}", NULL, apply_file, preview,   &rencana_kelola, no_place),
    { 0 }
};
