/* alasan_page.c: what the pages of a kind's coded reasons show and take; the module gives them their place. */
#include "core/perkara/alasan_html.h"
#include "core/perkara/perkara_dalam.h"

str
aksi_words_text(struct html *out, const struct alur *alur, str untuk)
{
    struct buf b = { .arena = out->out.arena };
    str word;
    while (str_cut(&untuk, ' ', &word)) {
        const struct langkah_alur *l = alur_find(alur, word);
        if (l)
            buf_format(&b, "%s" STR, b.len ? ", " : "", STR_ARG(html_tr(out, str_of(l->nama))));
    }
    return buf_view(&b);
}

enum outcome
alasan_show_all(struct req *req, const struct alasan_jenis *j, str url, struct alasan_daftar *d)
{
    *d = (struct alasan_daftar){ .alur = j->alur, .url = url };
    return alasan_rows(req->db, j, &d->alasan);
}

/* The acts that ask for a reason, ticked as stored or as typed. */
static void
fill_acts(struct req *req, const struct alur *alur, str untuk, struct aksi_pilih_list *list)
{
    enum { MOST = 10 };
    bool typed = str_eqz(req->method, "POST");
    list->items = arena_array(req->arena, struct aksi_pilih, MOST);
    for (const struct langkah_alur *l = alur->langkah; l->aksi && list->count < MOST; l++)
        if (l->efek & PERLU_ALASAN)
            list->items[list->count++] = (struct aksi_pilih){ str_of(l->aksi), str_of(l->nama),
                typed ? form_has(&req->form, S("untuk"), str_of(l->aksi)) : str_has_word(untuk, str_of(l->aksi)) };
}

enum outcome
alasan_show_one(struct req *req, const struct alasan_jenis *j, str url, str kode, struct alasan_satu *s)
{
    struct alasan a = { .aktif = true };
    *s = (struct alasan_satu){ .form = &req->form, .url = url, .baru = kode.len == 0 };
    if (!s->baru)
        TRY(alasan_row(req->db, str_of(j->alur->jenis), kode, &a));
    s->judul = s->baru ? req_tr(req, S("Alasan baru")) : str_format(req->arena, STR " " STR, STR_ARG(a.kode),
        STR_ARG(a.nama));
    s->tujuan = str_format(req->arena, STR "/" STR, STR_ARG(url), STR_ARG(s->baru ? S("baru") : a.kode));
    fill_acts(req, j->alur, a.untuk, &s->aksi);
    form_show(req, j->fields);
    form_set(req, "kode", a.kode);
    form_set(req, "nama", a.nama);
    form_set(req, "aktif", a.aktif ? S("1") : S(""));
    return OK;
}

enum outcome
alasan_read(struct req *req, const struct alasan_jenis *j)
{
    struct alasan_isian typed = { 0 };
    struct alasan *a = req_keep(req, sizeof *a);
    struct buf words = { .arena = req->arena };
    bool right = form_read(req, j->fields, &typed);
    for (const struct langkah_alur *l = j->alur->langkah; l->aksi; l++)
        if ((l->efek & PERLU_ALASAN) && form_has(&req->form, S("untuk"), str_of(l->aksi)))
            buf_format(&words, "%s%s", words.len ? " " : "", l->aksi);
    *a = (struct alasan){ .kode = typed.kode, .nama = typed.nama, .untuk = buf_view(&words), .aktif = typed.aktif };
    return right ? OK : INVALID;
}
