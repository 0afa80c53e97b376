/* cari_page.c: one search over everything that everybody may read, by words or by a whole code. */
#include "core/wilayah/wilayah.h"
#include "modules/beranda/beranda.h"
#include "modules/beranda/cari_html.h"
#include "modules/modules.h"

static const char *const keys[] = { "q", "jenis", "kelurahan", NULL };

static const struct search *
kind_of(str jenis)
{
    for (const struct module *const *m = all_modules; *m; m++)
        if ((*m)->search && str_eqz(jenis, (*m)->search->jenis))
            return (*m)->search;
    return NULL;
}

/* Where a whole code leads; NOT_FOUND when it is none of ours, or not for everybody. */
static enum outcome
by_code(struct req *req, str typed, str *url)
{
    enum outcome o = NOT_FOUND;
    for (const struct module *const *m = all_modules; *m && o == NOT_FOUND; m++)
        if ((*m)->search)
            o = (*m)->search->by_code(req, typed, url);
    return o;
}

static void
add_chip(struct req *req, struct cari_lihat *l, const char *jenis, str nama)
{
    str rest = req_query(req, keys, "jenis").text;
    l->cip.items[l->cip.count++] = (struct cari_cip){ nama, str_format(req->arena, "/cari?" STR "%s%s%s",
        STR_ARG(rest), rest.len && *jenis ? "&" : "", *jenis ? "jenis=" : "", jenis), str_eqz(l->jenis, jenis) };
}

static enum outcome
chips(struct req *req, struct cari_lihat *l)
{
    enum { KINDS_MOST = 16 };
    struct wilayah w;
    l->cip.items = arena_array(req->arena, struct cari_cip, KINDS_MOST);
    add_chip(req, l, "", S("Semua"));
    for (const struct module *const *m = all_modules; *m && l->cip.count < KINDS_MOST; m++)
        if ((*m)->search)
            add_chip(req, l, (*m)->search->jenis, str_of((*m)->search->nama));
    if (l->kelurahan.len == 0)
        return OK;
    enum outcome o = wilayah_by_kode(req->db, l->kelurahan, &w);
    if (o != OK) {
        l->kelurahan = S("");
        return o == NOT_FOUND ? OK : o;
    }
    l->kelurahan_nama = w.nama;
    l->tanpa_tempat = str_format(req->arena, "/cari?" STR, STR_ARG(req_query(req, keys, "kelurahan").text));
    return OK;
}

/* What is not of a kind that has a page of its own, or went out of sight meanwhile, is passed over. */
static enum outcome
show_found(struct req *req, struct cari_lihat *l, const struct cari_hasil *h)
{
    const struct search *kind = kind_of(h->jenis);
    struct search_state tanda;
    enum outcome o = kind ? kind->state(req, h->id, &tanda) : NOT_FOUND;
    if (o != OK)
        return o == NOT_FOUND ? OK : o;
    str answer;
    TRY(cari_answer(req->db, &l->kata, h, &answer));
    l->temuan.items[l->temuan.count++] = (struct temuan){ .judul = h->judul, .kode = h->kode, .jawaban = answer,
        .cuplikan = cari_excerpt(req->arena, &l->kata, h->isi), .jenis = str_of(kind->nama), .tempat = h->tempat,
        .url = str_format(req->arena, "%s" STR, kind->path, STR_ARG(url_part(req->arena, h->kode))),
        .waktu = h->waktu, .tanda = tanda };
    return OK;
}

static enum outcome
find(struct req *req, struct cari_lihat *l)
{
    struct cari_tanya t = { .kata = l->kata, .jenis = l->jenis, .wilayah = l->kelurahan, .opd = -1,
        .sebelum = req_arg_int(req, "sebelum", 0), .peringkat = true };
    struct cari_list found;
    int64_t from = req_arg_int(req, "mulai", 0);
    t.mulai = from > 0 && from < CARI_RANKED ? (size_t)from : 0;
    str query = req_query(req, keys, NULL).text;
    TRY(cari_find(req->db, &t, &found));
    l->temuan.items = arena_array(req->arena, struct temuan, found.count + 1);
    for (size_t i = 0; i < found.count && i < CARI_PAGE; i++)
        TRY(show_found(req, l, &found.items[i]));
    l->berperingkat = found.berperingkat;
    if (found.berperingkat && found.count > CARI_PAGE)
        l->berikut = str_format(req->arena, "/cari?" STR "&mulai=%zu", STR_ARG(query), t.mulai + CARI_PAGE);
    else if (found.count > CARI_PAGE || found.lanjut)
        l->berikut = str_format(req->arena, "/cari?" STR "&sebelum=%lld", STR_ARG(query),
            (long long)(found.count > CARI_PAGE ? found.items[CARI_PAGE - 1].id : found.lanjut));
    if (t.sebelum || t.mulai)
        l->awal = str_format(req->arena, "/cari?" STR, STR_ARG(query));
    return OK;
}

/* As long as the field allows, and whole letters. */
static str
typed(struct req *req)
{
    enum { MOST = 120 };
    str q = str_trim(req_arg(req, "q"));
    for (size_t len = MOST; len < q.len; len--)
        if (((unsigned char)q.ptr[len] & 0xC0) != 0x80)
            q.len = len;
    return q;
}

static enum outcome
show(struct req *req)
{
    str url;
    struct cari_lihat l = { .q = typed(req), .kelurahan = req_arg(req, "kelurahan"),
        .jenis = kind_of(req_arg(req, "jenis")) ? req_arg(req, "jenis") : S("") };
    enum outcome o = l.q.len ? by_code(req, l.q, &url) : NOT_FOUND;
    if (o != NOT_FOUND)
        return o == OK ? redirect(req, STR, STR_ARG(url)) : o;
    l.kata = cari_words(req->arena, l.q);
    TRY(chips(req, &l));
    TRY(find(req, &l));
    cari_halaman_html(&req->out, &l);
    req->section = S("cari");
    return page(req, l.q.len ? req_format(req, "Cari: " STR, STR_ARG(l.q)) : req_tr(req, S("Cari")));
}

const struct route cari_pages[] = {
    GET("/cari", show, &anyone, no_place),
    { 0 }
};
