/* pagu_impor.c: ceilings as one CSV of areas and offices: out, in, shown before it is applied. */
#include "core/ekspor/ekspor.h"
#include "core/impor/csv.h"
#include "modules/musrenbang/pagu.h"
#include "modules/musrenbang/pagu_html.h"

enum { FILE_KB = 1024, BODY_MOST = (FILE_KB + 64) * 1024, ROWS_MOST = 3000 };
static const char file[] = "berkas";

enum { JENIS, KODE, JUMLAH, KUOTA, COLUMNS };
static const char *const names[] = { "jenis", "kode", "jumlah", "kuota", NULL };

/* ---- out --------------------------------------------------------------------------------------------------- */

struct baris { str jenis, kode, nama, jumlah, kuota; };
static str jenis(struct arena *a, const void *row) { (void)a; return ((const struct baris *)row)->jenis; }
static str kode(struct arena *a, const void *row) { (void)a; return ((const struct baris *)row)->kode; }
static str nama(struct arena *a, const void *row) { (void)a; return ((const struct baris *)row)->nama; }
static str jumlah(struct arena *a, const void *row) { (void)a; return ((const struct baris *)row)->jumlah; }
static str kuota(struct arena *a, const void *row) { (void)a; return ((const struct baris *)row)->kuota; }

static const struct ekspor_kolom columns[] = { { "jenis", jenis, false }, { "kode", kode, false },
    { "nama", nama, false }, { "jumlah", jumlah, false }, { "kuota", kuota, false } };

/* Those without a ceiling too: the file is also the form to fill in. */
static enum outcome
each_row(struct req *req, struct ekspor *out)
{
    struct pagu_baris_list areas;
    struct pagu_opd_baris_list offices;
    int64_t tahun;
    TRY(str_int(req_param(req, "tahun"), &tahun) ? OK : NOT_FOUND);
    TRY(pagu_all(req->db, tahun, &areas));
    TRY(pagu_opd_rows(req->db, tahun, &offices));
    for (size_t i = 0; i < areas.count; i++) {
        const struct pagu_baris *b = &areas.items[i];
        TRY(ekspor_row(out, &(struct baris){ S("wilayah"), b->kode, b->nama, b->jumlah_teks, b->kuota_teks }));
    }
    for (size_t i = 0; i < offices.count; i++) {
        const struct pagu_opd_baris *b = &offices.items[i];
        TRY(ekspor_row(out, &(struct baris){ S("perangkat_daerah"), b->opd.kode, b->opd.nama, b->jumlah_teks, S("") }));
    }
    return OK;
}

static enum outcome
download(struct req *req)
{
    struct rencana_kepala k;
    TRY(rencana_kepala(req, "pagu", &k));
    return ekspor_reply(req, &(struct ekspor_isi){ .nama = str_format(req->arena, "pagu-%lld",
        (long long)k.tahun.tahun), .lembar = "Pagu", .format = S("csv"), .kolom = columns,
        .kolom_count = COUNT(columns), .rows = each_row });
}

/* ---- in ---------------------------------------------------------------------------------------------------- */

/* Everything that a line may name, read once. */
struct reading { struct req *req; struct csv c; size_t at[COLUMNS]; struct pagu_baris_list areas;
    struct pagu_opd_baris_list offices; struct pagu_ubah_list *list; };

static void
wrong(struct reading *r, size_t column, const char *what)
{
    str said = csv_at(&r->c, r->at[column], "%s", what);
    (void)req_error(r->req, file, STR, STR_ARG(said));
}

static bool
find_now(const struct reading *r, str kode_dicari, struct pagu_ubah *u, struct pagu_isian *now)
{
    if (u->opd) {
        for (size_t i = 0; i < r->offices.count; i++)
            if (str_eq(r->offices.items[i].opd.kode, kode_dicari)) {
                u->nama = r->offices.items[i].opd.nama;
                *now = (struct pagu_isian){ r->offices.items[i].ada, { r->offices.items[i].jumlah, 0 } };
                return true;
            }
        return false;
    }
    size_t low = 0, high = r->areas.count;      /* they come by code */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(r->areas.items[middle].kode, kode_dicari);
        if (order == 0) {
            u->nama = r->areas.items[middle].nama;
            *now = (struct pagu_isian){ r->areas.items[middle].ada, { r->areas.items[middle].jumlah,
                r->areas.items[middle].kuota } };
            return true;
        }
        *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
    }
    return false;
}

static void
take_line(struct reading *r)
{
    str kind = csv_unguarded(r->c.cells[r->at[JENIS]]), what = csv_unguarded(r->c.cells[r->at[KODE]]);
    struct pagu_ubah u = { .kode = what, .opd = str_eqz(kind, "perangkat_daerah") };
    struct pagu_isian typed, now = { 0 };
    const char *bad = pagu_parse(r->c.cells[r->at[JUMLAH]], r->c.cells[r->at[KUOTA]], &typed);
    if (!u.opd && !str_eqz(kind, "wilayah"))
        wrong(r, JENIS, "isi wilayah atau perangkat_daerah.");
    else if (bad)
        wrong(r, JUMLAH, bad);
    else if (u.opd && typed.pagu.kuota)
        wrong(r, KUOTA, "perangkat daerah tidak punya kuota. Kosongkan.");
    else if (!find_now(r, what, &u, &now))
        wrong(r, KODE, u.opd ? "perangkat daerah ini tidak ada." : "wilayah ini tidak ada di daerah ini.");
    else if (typed.ada == now.ada && typed.pagu.jumlah.sen == now.pagu.jumlah.sen && typed.pagu.kuota == now.pagu.kuota)
        r->list->sama++;
    else {
        u.hapus = !typed.ada;
        u.lama = now.pagu.jumlah;
        u.baru = typed.pagu.jumlah;
        u.kuota = typed.pagu.kuota;
        r->list->items[r->list->count++] = u;
    }
}

static enum outcome
read_csv(struct req *req, int64_t tahun, str text, struct pagu_ubah_list *l)
{
    struct reading r = { .req = req, .c = csv_open(req->arena, text), .list = l };
    *l = (struct pagu_ubah_list){ .items = arena_array(req->arena, struct pagu_ubah, ROWS_MOST) };
    TRY(pagu_all(req->db, tahun, &r.areas));
    TRY(pagu_opd_rows(req->db, tahun, &r.offices));
    bool good = csv_heading(&r.c, names, r.at);
    while (good && csv_next(&r.c)) {
        if (l->count == ROWS_MOST)
            return req_error(req, file, "Satu berkas paling banyak %d perubahan. Bagi menjadi beberapa berkas.",
                ROWS_MOST);
        take_line(&r);
    }
    if (r.c.error.len)
        return req_error(req, file, STR, STR_ARG(r.c.error));
    if (!l->count && !l->sama && !req->form.error_count)
        return req_error(req, file, "Berkas ini hanya berisi judul. Tambahkan satu baris untuk setiap wilayah.");
    return req->form.error_count ? INVALID : OK;
}

/* ---- pages ------------------------------------------------------------------------------------------------- */

static enum outcome
form_page(struct req *req)
{
    struct pagu_impor l = { .form = &req->form };
    TRY(rencana_kepala(req, "pagu", &l.kepala));
    pagu_impor_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Muat pagu dari CSV")));
}

static enum outcome read_file(struct req *req) { return rencana_berkas_read(req, "pagu", FILE_KB); }

static enum outcome
take_file(struct req *req)
{
    struct rencana_berkas b = *(const struct rencana_berkas *)req->kept;
    struct pagu_ubah_list l;
    struct rencana_kepala k;
    TRY(rencana_kepala(req, "pagu", &k));
    TRY(read_csv(req, k.tahun.tahun, b.isi, &l));
    b.tahun = k.tahun.tahun;
    TRY(rencana_berkas_insert(req, &b));
    return redirect(req, "/rencana/%lld/pagu/impor/%lld", (long long)b.tahun, (long long)req->new_id);
}

static enum outcome
preview(struct req *req)
{
    struct pagu_impor l = { .form = &req->form, .pratinjau = true };
    struct rencana_berkas b;
    TRY(rencana_kepala(req, "pagu", &l.kepala));
    TRY(rencana_berkas_of(req, "pagu", &b));
    size_t told = req->form.error_count;
    enum outcome o = read_csv(req, b.tahun, b.isi, &l.list);
    if (told)
        req->form.error_count = told;   /* apply has said it already */
    l.rusak = o == INVALID && !told;
    TRY(o == INVALID ? OK : o);
    l.id = b.id;
    l.nama = b.nama;
    pagu_impor_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Periksa isi berkas")));
}

static enum outcome
write_office(struct req *req, int64_t tahun, const struct pagu_ubah *u)
{
    int64_t id = 0;
    struct query q = query_of(req->db, "SELECT id FROM opd WHERE kode = $1");
    query_bind(&q, u->kode);
    if (query_next(&q))
        id = query_int(&q);
    TRY(query_end_one(&q));
    return u->hapus ? pagu_opd_drop(req->db, tahun, id) : pagu_opd_set(req->db, tahun, id, u->baru);
}

static enum outcome
apply_file(struct req *req)
{
    struct rencana_kepala k;
    struct rencana_berkas b;
    struct pagu_ubah_list l;
    TRY(rencana_kepala(req, "pagu", &k));
    TRY(rencana_berkas_of(req, "pagu", &b));
    TRY(read_csv(req, b.tahun, b.isi, &l));
    for (size_t i = 0; i < l.count; i++) {
        const struct pagu_ubah *u = &l.items[i];
        if (u->opd)
            TRY(write_office(req, b.tahun, u));
        else if (u->hapus)
            TRY(pagu_drop(req->db, b.tahun, u->kode));
        else
            TRY(pagu_set(req->db, b.tahun, u->kode, &(struct pagu){ u->baru, u->kuota }));
    }
    enum outcome areas = pagu_fits(req, b.tahun, NULL), offices = pagu_opd_fits(req, b.tahun, NULL);
    TRY(areas);
    TRY(offices);
    TRY(rencana_berkas_drop(req->db, b.id));
    TRY(rencana_event(req, "rencana.pagu_impor", b.tahun, str_format(req->arena, "ubah=%zu\nsama=%zu", l.count,
        l.sama)));
    flash(req, "%zu perubahan pagu tersimpan.", l.count);
    return redirect(req, "/rencana/%lld/pagu", (long long)b.tahun);
}

const struct route pagu_impor_pages[] = {
    GET ("/rencana/{tahun}/pagu/unduh",       download,                    &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/pagu/impor",       form_page,                   &rencana_kelola, no_place),
    POST_FILES("/rencana/{tahun}/pagu/impor", read_file, take_file, form_page, &rencana_kelola, no_place, BODY_MOST),
    GET ("/rencana/{tahun}/pagu/impor/{id}",  preview,                     &rencana_kelola, no_place),
    POST("/rencana/{tahun}/pagu/impor/{id}",  NULL, apply_file, preview,   &rencana_kelola, no_place),
    { 0 }
};
