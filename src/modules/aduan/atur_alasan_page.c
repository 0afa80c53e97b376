/* atur_alasan_page.c: coded reasons of the acts on complaints: the list, one, a new one. */
#include "modules/aduan/atur_html.h"
#include "modules/aduan/atur_lihat.h"

struct alasan_isian { str kode, nama; bool aktif; };
static const struct field fields[] = {
    FIELD(struct alasan_isian, kode, .label = "Kode", .max = 4, REQUIRED, .hint = "A dan nomor, misalnya A12."),
    FIELD(struct alasan_isian, nama, .label = "Alasan", .max = 80, REQUIRED, .hint = "Seperti dibaca pelapor."),
    FIELD(struct alasan_isian, aktif, .label = "Dapat dipilih"),
    { 0 }
};

str
aksi_words_text(struct html *out, str untuk)
{
    struct buf b = { .arena = out->out.arena };
    str word;
    while (str_cut(&untuk, ' ', &word)) {
        const struct langkah_alur *l = alur_find(&aduan_alur, word);
        if (l)
            buf_format(&b, "%s" STR, b.len ? ", " : "", STR_ARG(html_tr(out, str_of(l->nama))));
    }
    return buf_view(&b);
}

static enum outcome
reasons(struct req *req)
{
    struct atur_alasan l = { .kepala = atur_kepala(req, "alasan") };
    TRY(alasan_atur_rows(req->db, S("aduan"), &l.alasan));
    atur_alasan_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Alasan aduan")));
}

/* The acts that ask for a reason. */
static void
fill_acts(struct req *req, struct atur_alasan_satu *s, str untuk)
{
    enum { MOST = 10 };
    bool typed = str_eqz(req->method, "POST");
    s->aksi.items = arena_array(req->arena, struct aksi_pilih, MOST);
    for (const struct langkah_alur *l = aduan_alur.langkah; l->aksi && s->aksi.count < MOST; l++)
        if (l->efek & PERLU_ALASAN)
            s->aksi.items[s->aksi.count++] = (struct aksi_pilih){ str_of(l->aksi), str_of(l->nama),
                typed ? form_has(&req->form, S("untuk"), str_of(l->aksi)) : str_has_word(untuk, str_of(l->aksi)) };
}

static enum outcome
show_reason(struct req *req, const struct alasan_atur *a, bool fresh)
{
    struct atur_alasan_satu s = { .kepala = atur_kepala(req, "alasan"), .form = &req->form, .baru = fresh };
    s.judul = fresh ? req_tr(req, S("Alasan baru")) : str_format(req->arena, STR " " STR, STR_ARG(a->kode),
        STR_ARG(a->nama));
    s.tujuan = str_format(req->arena, "/meja/aduan/atur/alasan/" STR, STR_ARG(fresh ? S("baru") : a->kode));
    fill_acts(req, &s, a->untuk);
    form_show(req, fields);
    form_set(req, "kode", a->kode);
    form_set(req, "nama", a->nama);
    form_set(req, "aktif", a->aktif ? S("1") : S(""));
    atur_alasan_satu_halaman_html(&req->out, &s);
    return page(req, s.judul);
}

static enum outcome
new_reason(struct req *req)
{
    return show_reason(req, &(struct alasan_atur){ .aktif = true }, true);
}

static enum outcome
one_reason(struct req *req)
{
    struct alasan_atur a;
    TRY(alasan_atur_row(req->db, S("aduan"), req_param(req, "alasan"), &a));
    return show_reason(req, &a, false);
}

static enum outcome
read_reason(struct req *req)
{
    struct alasan_isian typed = { 0 };
    struct alasan_atur *a = req_keep(req, sizeof *a);
    struct buf words = { .arena = req->arena };
    bool right = form_read(req, fields, &typed);
    for (const struct langkah_alur *l = aduan_alur.langkah; l->aksi; l++)
        if ((l->efek & PERLU_ALASAN) && form_has(&req->form, S("untuk"), str_of(l->aksi)))
            buf_format(&words, "%s%s", words.len ? " " : "", l->aksi);
    *a = (struct alasan_atur){ .kode = typed.kode, .nama = typed.nama, .untuk = buf_view(&words),
        .aktif = typed.aktif };
    return right ? OK : INVALID;
}

/* The program gives one by itself when its day comes: without it, what stays incomplete would stay for ever. */
static enum outcome
keep_the_programs_own(struct req *req, const struct alasan_atur *a)
{
    if (!str_eqz(a->kode, ALASAN_TAK_LENGKAP) || (a->aktif && str_has_word(a->untuk, S("arsip"))))
        return OK;
    return req_error(req, "aktif", "Alasan %s dipakai saat laporan diarsipkan sendiri karena tidak dilengkapi."
        " Namanya dapat diubah; ia tetap aktif untuk \"Tolak dan arsipkan\".", ALASAN_TAK_LENGKAP);
}

static enum outcome
save(struct req *req, bool fresh)
{
    struct alasan_atur there, a = *(const struct alasan_atur *)req->kept;
    if (!fresh) {
        TRY(alasan_atur_row(req->db, S("aduan"), req_param(req, "alasan"), &there));
        a.kode = there.kode;
    }
    TRY(keep_the_programs_own(req, &a));
    TRY(alasan_atur_save(req, &aduan_alur, &a, fresh));
    flash(req, "Alasan " STR " tersimpan.", STR_ARG(a.kode));
    return redirect(req, "/meja/aduan/atur/alasan");
}

static enum outcome create(struct req *req) { return save(req, true); }
static enum outcome change(struct req *req) { return save(req, false); }

const struct route aduan_atur_alasan[] = {
    GET ("/meja/aduan/atur/alasan",          reasons,                         &aduan_atur, no_place),
    GET ("/meja/aduan/atur/alasan/baru",     new_reason,                      &aduan_atur, no_place),
    POST("/meja/aduan/atur/alasan/baru",     read_reason, create, new_reason, &aduan_atur, no_place),
    GET ("/meja/aduan/atur/alasan/{alasan}", one_reason,                      &aduan_atur, no_place),
    POST("/meja/aduan/atur/alasan/{alasan}", read_reason, change, one_reason, &aduan_atur, no_place),
    { 0 }
};
