/* akun_impor.c: RW accounts from a CSV: every line or none, each with a code to print. */
#include "base/random.h"
#include "core/impor/csv.h"
#include "core/siapa/akun_dalam.h"
#include "core/siapa/akun_html.h"
#include "core/wilayah/wilayah.h"

enum { FILE_MOST = 256 * 1024 };

static const char file[] = "berkas";
static const char *const columns[] = { "wilayah", "nama", "masuk", "surel", NULL };
enum { WILAYAH, NAMA, MASUK, SUREL };

static enum outcome
form_page(struct req *req)
{
    akun_impor_halaman_html(&req->out, &req->form);
    req->section = S("akun");
    return page(req, req_tr(req, S("Akun RW dari CSV")));
}

/* A line's mistake, by line and column; the others are looked at, too, so that one round mends them all. */
static void
wrong(struct req *req, struct csv *c, size_t column, const char *what)
{
    str said = csv_at(c, column, "%s", what);
    (void)req_error(req, file, STR, STR_ARG(said));
}

static void
check_line(struct req *req, struct akun_baru_list *l, struct akun_baru *b)
{
    struct csv *c = l->csv;
    const char *masuk = masuk_wrong(b->masuk), *surel = surel_wrong(req->arena, &b->surel);
    if (wilayah_level(b->wilayah) != TINGKAT_RW)
        wrong(req, c, l->at[WILAYAH], "isi kode RW seperti 18.72.01.1001.004.");
    if (!b->nama.len || str_letters(b->nama) > 120 || str_find(b->nama, S("\n")) >= 0)
        wrong(req, c, l->at[NAMA], "nama diisi satu baris, paling panjang 120 huruf.");
    if (masuk)
        wrong(req, c, l->at[MASUK], masuk);
    if (surel)
        wrong(req, c, l->at[SUREL], surel);
    for (size_t i = 0; i < l->count; i++) {
        if (str_eq(l->items[i].masuk, b->masuk))
            wrong(req, c, l->at[MASUK], "nama masuk ini sudah ada di baris lain berkas ini.");
        if (str_eq(l->items[i].wilayah, b->wilayah))
            wrong(req, c, l->at[WILAYAH], "RW ini sudah ada di baris lain berkas ini.");
    }
}

static void
take_line(struct req *req, struct akun_baru_list *l)
{
    const str *cells = l->csv->cells;
    struct akun_baru b = { .baris = l->csv->line, .id = id_new(), .peran = id_new(), .wilayah = cells[l->at[WILAYAH]],
        .nama = cells[l->at[NAMA]], .masuk = masuk_clean(req->arena, cells[l->at[MASUK]]),
        .surel = cells[l->at[SUREL]], .kode = random_code(req->arena, KODE_LETTERS) };
    check_line(req, l, &b);
    l->items[l->count++] = b;
}

static enum outcome
read_file(struct req *req)
{
    const struct upload *u;
    struct akun_baru_list *l = req_keep(req, sizeof *l);
    TRY(form_file(req, file, &u));
    *l = (struct akun_baru_list){ .items = arena_array(req->arena, struct akun_baru, AKUN_FILE_MOST),
        .csv = arena_new(req->arena, struct csv) };
    *l->csv = csv_open(req->arena, u->bytes);
    bool good = csv_heading(l->csv, columns, l->at);
    while (good && csv_next(l->csv)) {
        if (l->count == AKUN_FILE_MOST)
            return req_error(req, file, "Satu berkas paling banyak %d akun. Bagi menjadi beberapa berkas.",
                AKUN_FILE_MOST);
        take_line(req, l);
    }
    if (l->csv->error.len)
        return req_error(req, file, STR, STR_ARG(l->csv->error));
    if (!l->count)
        return req_error(req, file, "Berkas ini hanya berisi judul. Tambahkan satu baris untuk setiap ketua RW.");
    return req->form.error_count ? INVALID : OK;
}

/* ---- in the transaction ------------------------------------------------------------------------------------- */

static bool
within_scope(const struct req *req, str wilayah)
{
    struct place here = { wilayah, 0 };
    return who_may(&req->who, &akun_rw_kelola, &here);
}

static void
wrong_now(struct req *req, const struct akun_baru *b, size_t column, str what)
{
    (void)req_error(req, file, "Baris %lld, kolom %s: " STR, (long long)b->baris, columns[column], STR_ARG(what));
}

/* What only the database knows. A foreign RW is spoken of like one that does not exist. */
static enum outcome
check_against_rows(struct req *req, const struct akun_baru *b, const struct peran *p)
{
    struct wilayah w;
    struct akun there;
    str holder;
    enum outcome o = within_scope(req, b->wilayah) ? wilayah_by_kode(req->db, b->wilayah, &w) : NOT_FOUND;
    if (o == NOT_FOUND)
        wrong_now(req, b, WILAYAH, S("RW ini tidak ada di wilayah Anda."));
    TRY(o == NOT_FOUND ? OK : o);
    o = akun_by_masuk(req->db, b->masuk, &there);
    if (o == OK)
        wrong_now(req, b, MASUK, S("nama masuk ini sudah dipakai akun lain."));
    TRY(o == NOT_FOUND ? OK : o);
    o = within_scope(req, b->wilayah) ? peran_holder(req->db, p, &holder) : NOT_FOUND;
    if (o == OK)
        wrong_now(req, b, WILAYAH, str_format(req->arena, "RW ini masih dipegang " STR ". Akhiri dulu perannya.",
            STR_ARG(holder)));
    return o == NOT_FOUND ? OK : o;
}

static enum outcome
add(struct req *req, const struct akun_baru *b, struct slip *slip)
{
    struct akun a = { .id = b->id, .masuk = b->masuk, .nama = b->nama, .aktif = true };
    struct peran p = { .id = b->peran, .akun = b->id, .jabatan = S("rw"), .wilayah = b->wilayah,
        .mulai = date_of(req->now, req->region->zone), .penetapan = S("definitif") };
    TRY(check_against_rows(req, b, &p));
    if (req->form.error_count)
        return OK;                      /* nothing will be kept; the other lines are still looked at */
    *slip = (struct slip){ b->masuk, b->nama, S(""), kode_printed(req->arena, b->kode) };
    TRY(akun_insert(req->db, &a, req->now));
    TRY(akun_set_surel(req->db, req->region->secret, a.id, b->surel));
    TRY(akun_set_kode(req->db, a.id, b->kode, req->now + KODE_LASTS));
    TRY(peran_insert(req->db, &p));
    TRY(akun_event(req, "akun.dibuat", a.id, str_format(req->arena, "jabatan=rw\nwilayah=" STR, STR_ARG(b->wilayah))));
    return wilayah_label(req->db, b->wilayah, &slip->tempat);
}

static enum outcome
save(struct req *req)
{
    const struct akun_baru_list *l = req->kept;
    struct slip_list slips = { arena_array(req->arena, struct slip, l->count), l->count };
    for (size_t i = 0; i < l->count; i++)
        TRY(add(req, &l->items[i], &slips.items[i]));
    if (req->form.error_count)
        return INVALID;
    TRY(lembar_insert(req, &slips));
    flash(req, "%zu akun dibuat. Cetak lembar ini sekarang: kodenya tidak ditampilkan lagi setelah satu jam.",
        l->count);
    return redirect(req, "/admin/lembar/%lld", (long long)req->new_id);
}

const struct route akun_impor_pages[] = {
    GET("/admin/akun/impor", form_page, &akun_rw_kelola, no_place),
    POST_FILES("/admin/akun/impor", read_file, save, form_page, &akun_rw_kelola, no_place, FILE_MOST),
    { 0 }
};
