/* sp4n_page.c: SP4N-LAPOR!: how its files look, what its words are here, and our answers as a file for it. */
#include "core/ekspor/ekspor.h"
#include "core/perkara/atur.h"
#include "modules/aduan/sp4n_dalam.h"
#include "modules/aduan/sp4n_html.h"

struct isian_padanan { str macam, kata, tujuan; };
static const struct field fields[] = {
    FIELD(struct isian_padanan, macam, .label = "Macam", .max = 10, REQUIRED),
    FIELD(struct isian_padanan, kata, .label = "Kata di LAPOR!", .max = 200, REQUIRED,
        .hint = "Persis seperti tertulis dalam berkasnya."),
    FIELD(struct isian_padanan, tujuan, .label = "Di sini", .max = 60, REQUIRED,
        .hint = "Kode kategori (saluran), kode perangkat daerah (1.03), atau keadaan (ditanggapi)."),
    { 0 }
};

static const struct pilihan kinds[] = {
    { .kode = { "topik", 5 }, .nama = { "Topik mereka menjadi kategori kita", 34 } },
    { .kode = { "instansi", 8 }, .nama = { "Instansi mereka adalah perangkat daerah kita", 44 } },
    { .kode = { "status", 6 }, .nama = { "Status mereka untuk keadaan kita", 32 } },
};

enum outcome
sp4n_page(struct req *req)
{
    struct sp4n_lihat l = { .form = &req->form, .macam = { (struct pilihan *)(uintptr_t)kinds, COUNT(kinds) } };
    form_show(req, fields);
    form_set(req, "macam", S("topik"));
    form_set(req, "kata", req_arg(req, "kata"));
    struct sp4n_kolom columns[SP4N_BIDANG];
    TRY(sp4n_kolom(req->db, columns));
    l.kolom = (struct sp4n_kolom_list){ columns, SP4N_BIDANG };
    TRY(sp4n_padanan(req->db, &l.padanan));
    sp4n_halaman_html(&req->out, &l);
    req->section = S("aduan_atur");
    return page(req, req_tr(req, S("SP4N-LAPOR!")));
}

static enum outcome
save_columns(struct req *req)
{
    struct sp4n_kolom all[SP4N_BIDANG];
    struct buf said = { .arena = req->arena };
    TRY(sp4n_kolom(req->db, all));
    for (size_t i = 0; i < SP4N_BIDANG; i++) {
        str name = str_format(req->arena, "kolom_%s", all[i].bidang);
        str typed = str_lower(req->arena, str_trim(form_value(&req->form, name)));
        if (typed.len == 0 || typed.len > 60)
            return req_error(req, NULL, "Nama kolom untuk \"%s\" diisi, paling panjang 60 huruf.", all[i].nama);
        for (size_t n = 0; n < i; n++)
            if (str_eq(all[n].kolom, typed) && n != SP4N_STATUS)
                return req_error(req, NULL, "Kolom \"" STR "\" dipakai dua kali. Setiap bidang memerlukan kolom"
                    " sendiri.",
                    STR_ARG(typed));
        all[i].kolom = typed;
        TRY(sp4n_kolom_put(req->db, all[i].bidang, typed));
    }
    for (size_t i = 0; i < SP4N_BIDANG; i++)
        buf_format(&said, "%s=" STR "\n", all[i].bidang, STR_ARG(all[i].kolom));
    TRY(atur_event(req, "sp4n.kolom", 0, buf_view(&said)));
    flash(req, "Nama kolom tersimpan.");
    return redirect(req, "/meja/aduan/sp4n");
}

/* ---- words ----------------------------------------------------------------------------------------------------- */

static enum outcome
office_there(struct db *db, str kode)
{
    struct query q = query_of(db, "SELECT id FROM opd WHERE kode = $1 LIMIT 1");
    query_bind(&q, kode);
    if (query_next(&q))
        (void)query_int(&q);
    return query_end_one(&q);
}

static enum outcome
ours_there(struct req *req, const struct isian_padanan *f)
{
    struct kategori k;
    if (str_eqz(f->macam, "topik"))
        return kategori_by_kode(req->db, S("aduan"), f->tujuan, &k);
    if (str_eqz(f->macam, "instansi"))
        return office_there(req->db, f->tujuan);
    for (const struct keadaan_alur *s = aduan_alur.keadaan; s->kode; s++)
        if (str_eqz(f->tujuan, s->kode))
            return OK;
    return NOT_FOUND;
}

static enum outcome
read_word(struct req *req)
{
    struct isian_padanan *f = req_keep(req, sizeof *f);
    bool right = form_read(req, fields, f), known = false;
    for (size_t i = 0; i < COUNT(kinds); i++)
        known |= str_eq(kinds[i].kode, f->macam);
    if (right && !known)
        right = req_error(req, "macam", "Pilih macam padanannya.") == OK;
    enum outcome o = right ? ours_there(req, f) : OK;
    if (o == NOT_FOUND)
        right = req_error(req, "tujuan", "\"" STR "\" tidak ada di sini. Tulis kode kategori, kode perangkat daerah,"
            " atau keadaan laporan, sesuai macamnya.", STR_ARG(f->tujuan)) == OK;
    TRY(o == NOT_FOUND ? OK : o);
    return right ? OK : INVALID;
}

static enum outcome
save_word(struct req *req)
{
    const struct isian_padanan *f = req->kept;
    TRY(sp4n_padanan_put(req->db, &(struct sp4n_padanan){ f->macam, f->kata, f->tujuan }));
    TRY(atur_event(req, "sp4n.padanan", 0, str_format(req->arena, "macam=" STR "\nkata=" STR "\ntujuan=" STR,
        STR_ARG(f->macam), STR_ARG(f->kata), STR_ARG(f->tujuan))));
    flash(req, "Padanan \"" STR "\" tersimpan.", STR_ARG(f->kata));
    return redirect(req, "/meja/aduan/sp4n");
}

static enum outcome
drop_word(struct req *req)
{
    str kata = form_value(&req->form, S("kata")), macam = form_value(&req->form, S("macam"));
    enum outcome o = sp4n_padanan_drop(req->db, macam, kata);
    if (o == NOT_FOUND)
        return req_error(req, NULL, "Padanan itu sudah tidak ada.");
    TRY(o);
    TRY(atur_event(req, "sp4n.padanan_dihapus", 0, str_format(req->arena, "macam=" STR "\nkata=" STR, STR_ARG(macam),
        STR_ARG(kata))));
    flash(req, "Padanan \"" STR "\" dihapus.", STR_ARG(kata));
    return redirect(req, "/meja/aduan/sp4n");
}

/* ---- our answers ----------------------------------------------------------------------------------------------- */

struct jawab_sp4n { str luar, status, instansi, isi; int64_t waktu; };

static str luar(struct arena *a, const void *j) { (void)a; return ((const struct jawab_sp4n *)j)->luar; }
static str status(struct arena *a, const void *j) { (void)a; return ((const struct jawab_sp4n *)j)->status; }
static str instansi(struct arena *a, const void *j) { (void)a; return ((const struct jawab_sp4n *)j)->instansi; }
static str isi(struct arena *a, const void *j) { (void)a; return ((const struct jawab_sp4n *)j)->isi; }

static str
waktu(struct arena *a, const void *j)
{
    return fmt_moment_iso(a, ((const struct jawab_sp4n *)j)->waktu);
}

/* The newest public word of an officer on each; what officers write among themselves does not leave. */
static enum outcome
each_answer(struct req *req, struct ekspor *out)
{
    struct sp4n_padanan_list words;
    TRY(sp4n_padanan(req->db, &words));
    struct query q = query_of(req->db, "SELECT s.luar, p.keadaan, COALESCE(o.kode, ''), COALESCE(o.nama, ''), l.isi,"
        " l.waktu FROM sp4n_laporan s JOIN perkara p ON p.id = s.perkara JOIN perkara_langkah l ON l.id ="
        " (SELECT x.id FROM perkara_langkah x WHERE x.perkara = p.id AND x.publik = 1 AND x.oleh = 'petugas'"
        " AND x.aksi <> 'lapor' ORDER BY x.urut DESC LIMIT 1) LEFT JOIN opd o ON o.id = p.opd"
        " ORDER BY l.waktu, s.luar LIMIT 20000");
    enum outcome o = OK;
    while (o == OK && query_next(&q)) {
        struct jawab_sp4n j = { .luar = query_str(&q) };
        str state = query_str(&q), code = query_str(&q), name = query_str(&q);
        j.isi = query_str(&q);
        j.waktu = query_int(&q);
        str theirs = sp4n_kata(&words, "status", state), office = sp4n_kata(&words, "instansi", code);
        j.status = theirs.len ? theirs : state;
        j.instansi = office.len ? office : name;
        o = ekspor_row(out, &j);
    }
    enum outcome ended = query_end(&q);
    return o != OK ? o : ended;
}

static enum outcome
answers(struct req *req)
{
    struct sp4n_kolom k[SP4N_BIDANG];
    TRY(sp4n_kolom(req->db, k));
    const struct ekspor_kolom columns[] = { { cstr(req->arena, k[SP4N_ID].kolom), luar, false },
        { cstr(req->arena, k[SP4N_STATUS].kolom), status, false },
        { cstr(req->arena, k[SP4N_INSTANSI].kolom), instansi, false },
        { cstr(req->arena, k[SP4N_JAWABAN].kolom), isi, false },
        { cstr(req->arena, k[SP4N_WAKTU].kolom), waktu, false } };
    struct ekspor_isi e = { .nama = S("jawaban-sp4n"), .lembar = "Jawaban", .format = req_param(req, "format"),
        .kolom = columns, .kolom_count = COUNT(columns), .rows = each_answer };
    return ekspor_reply(req, &e);
}

const struct route aduan_sp4n[] = {
    GET ("/meja/aduan/sp4n",                  sp4n_page,                       &aduan_atur, no_place),
    POST("/meja/aduan/sp4n/kolom",            NULL, save_columns, sp4n_page,   &aduan_atur, no_place),
    POST("/meja/aduan/sp4n/padanan",          read_word, save_word, sp4n_page, &aduan_atur, no_place),
    POST("/meja/aduan/sp4n/padanan/hapus",    NULL, drop_word, sp4n_page,      &aduan_atur, no_place),
    GET ("/meja/aduan/sp4n/jawaban/{format}", answers,                         &aduan_atur, no_place),
    { 0 }
};
