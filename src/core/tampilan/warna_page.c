/* warna_page.c: the administrator's page of colours, motto and coat of arms; what cannot be read is refused. */
#include "core/peristiwa/peristiwa.h"
#include "core/tampilan/warna.h"
#include "core/tampilan/warna_html.h"

const struct permission tampilan_kelola = { "tampilan.kelola", "Mengatur warna, lambang, dan semboyan", "admin" };

enum { BODY_MOST = 128 * 1024 };

struct warna_isian { str merek, merek_tua, merek_lembut, aksen, motto; bool tanpa_lambang; };
static const struct field fields[] = {
    FIELD(struct warna_isian, merek, .label = "Warna merek", .hint = "Tombol dan tautan, misalnya #0b5a54", .max = 7,
        REQUIRED),
    FIELD(struct warna_isian, merek_tua, .label = "Warna merek tua", .hint = "Kepala dan kaki halaman", .max = 7,
        REQUIRED),
    FIELD(struct warna_isian, merek_lembut, .label = "Warna merek lembut", .hint = "Latar yang ditandai", .max = 7,
        REQUIRED),
    FIELD(struct warna_isian, aksen, .label = "Warna aksen", .hint = "Benang motif dan bingkai lambang", .max = 7,
        REQUIRED),
    FIELD(struct warna_isian, motto, .label = "Semboyan", .hint = "Di bawah nama daerah", .max = 80),
    FIELD(struct warna_isian, tanpa_lambang, .label = "Hapus lambang, pakai gambar bawaan"),
    { 0 }
};

static enum outcome
look(struct req *req)
{
    struct warna_lihat l = { .form = &req->form, .region = req->region };
    enum outcome o = rupa_current(req->db, &l.kini);
    if (o != OK && o != NOT_FOUND)
        return o;
    l.dipilih = o == OK;
    form_show(req, fields);
    form_set(req, "merek", l.dipilih ? l.kini.tema.brand : S("#0b5a54"));
    form_set(req, "merek_tua", l.dipilih ? l.kini.tema.brand_strong : S("#073f3b"));
    form_set(req, "merek_lembut", l.dipilih ? l.kini.tema.brand_soft : S("#e2f0ed"));
    form_set(req, "aksen", l.dipilih ? l.kini.tema.accent : S("#e0a72e"));
    form_set(req, "motto", l.dipilih ? l.kini.motto : req->region->motto);
    warna_halaman_html(&req->out, &l);
    req->section = S("admin");
    return page(req, req_tr(req, S("Tampilan daerah")));
}

/* The first complaint about each colour, beside its field, with the nearest darker one that holds. */
static void
refuse_colours(struct req *req, const struct tema_salah_list *wrong)
{
    static const struct { const char *warna, *field; } places[] = { { "merek", "merek" }, { "merek tua", "merek_tua" },
        { "merek lembut", "merek_lembut" }, { "aksen", "aksen" } };
    for (size_t p = 0; p < COUNT(places); p++)
        for (size_t i = 0; i < wrong->count; i++) {
            const struct tema_salah *s = &wrong->items[i];
            if (strcmp(s->warna, places[p].warna) != 0)
                continue;
            if (!s->kontras_e2)
                (void)req_error(req, places[p].field, "Tulis warna sebagai #rrggbb, misalnya #0b5a54.");
            else
                (void)req_error(req, places[p].field, "Kontrasnya %d,%02d di atas %s, paling sedikit %d,%02d. %s" STR
                    "%s", s->kontras_e2 / 100, s->kontras_e2 % 100, s->di_atas, s->paling_sedikit_e2 / 100,
                    s->paling_sedikit_e2 % 100, s->usul.len ? "Coba " : "Pilih pasangannya lebih terang",
                    STR_ARG(s->usul), ".");
            break;
        }
}

struct chosen { struct rupa rupa; bool keep_logo; };

static enum outcome
read(struct req *req)
{
    struct chosen *c = req_keep(req, sizeof *c);
    struct warna_isian f = { 0 };
    struct tema_salah_list wrong;
    const struct upload *u = form_upload(&req->form, S("lambang"), 0);
    bool readable = form_read(req, fields, &f);
    c->rupa.tema = (struct tema){ f.merek, f.merek_tua, f.merek_lembut, f.aksen };
    c->rupa.motto = f.motto;
    if (readable && tema_css(req->arena, &c->rupa.tema, &c->rupa.css, &wrong) != OK)
        refuse_colours(req, &wrong);
    const char *bad = u && u->bytes.len ? lambang_wrong(u->bytes) : NULL;
    if (bad)
        (void)req_error(req, "lambang", "%s", bad);
    c->rupa.lambang = u && !bad ? str_trim(u->bytes) : S("");
    c->keep_logo = !c->rupa.lambang.len && !f.tanpa_lambang;
    return req->form.error_count ? INVALID : OK;
}

static enum outcome
save(struct req *req)
{
    const struct chosen *c = req->kept;
    struct rupa now = c->rupa, before = { 0 };
    enum outcome o = rupa_current(req->db, &before);
    if (o != OK && o != NOT_FOUND)
        return o;
    now.id = req->new_id;
    if (c->keep_logo)
        now.lambang = before.lambang;
    TRY(rupa_insert(req->db, &now, req->who.akun, req->now));
    struct peristiwa p = { .waktu = req->now, .akun = req->who.akun, .jenis = S("tampilan.diubah"),
        .subjek_jenis = S("tampilan"), .subjek = now.id,
        .jabatan = req->who.grant_count ? req->who.grants[0].jabatan : S("") };
    TRY(peristiwa_add(req->db, &p));
    flash(req, "Tampilan tersimpan dan langsung berlaku.");
    return redirect(req, "/admin/tampilan");
}

/* Shown in <img>, where a drawing runs nothing, even if the list had a hole. */
static enum outcome
emblem(struct req *req)
{
    struct rupa r = { 0 };
    TRY(rupa_current(req->db, &r));
    TRY(r.lambang.len ? OK : NOT_FOUND);
    (void)req_arg(req, "v");
    reply_header(req, "Cache-Control", S("public, max-age=86400"));
    return reply_bytes(req, S("image/svg+xml"), r.lambang);
}

const struct route warna_pages[] = {
    GET("/lambang.svg", emblem, &anyone, no_place),
    GET("/admin/tampilan", look, &tampilan_kelola, no_place),
    POST_FILES("/admin/tampilan", read, save, look, &tampilan_kelola, no_place, BODY_MOST),
    { 0 }
};
