/* rencana_alasan_page.c: coded reasons of decisions: the list, one, a new one. */
#include "modules/musrenbang/rencana_html.h"
#include "modules/musrenbang/rencana_lihat.h"

static const struct field fields[] = {
    FIELD(struct alasan_isian, kode, .label = "Kode", .max = 4, REQUIRED, .hint = "R dan nomor, misalnya R12."),
    FIELD(struct alasan_isian, nama, .label = "Alasan", .max = 80, REQUIRED, .hint = "Seperti dibaca pengusul"
        " dan warga."),
    FIELD(struct alasan_isian, aktif, .label = "Dapat dipilih"),
    { 0 }
};
static const struct alasan_jenis kind = { &usulan_alur, 'R', ALASAN_ROWS("usulan_keputusan"), fields, "rencana.alasan",
    rencana_event };

/* They hold for every year; the page stands under one. */
static str
url_of(struct req *req, const struct rencana_kepala *k)
{
    return str_format(req->arena, "/rencana/%lld/alasan", (long long)k->tahun.tahun);
}

static enum outcome
reasons(struct req *req)
{
    struct alasan_lihat l = { 0 };
    TRY(rencana_kepala(req, "alasan", &l.kepala));
    TRY(alasan_show_all(req, &kind, url_of(req, &l.kepala), &l.daftar));
    rencana_alasan_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Alasan keputusan")));
}

/* {alasan}, or a new one. */
static enum outcome
one_reason(struct req *req)
{
    struct alasan_satu_lihat s = { 0 };
    TRY(rencana_kepala(req, "alasan", &s.kepala));
    TRY(alasan_show_one(req, &kind, url_of(req, &s.kepala), req_param(req, "alasan"), &s.satu));
    rencana_alasan_satu_halaman_html(&req->out, &s);
    return page(req, s.satu.judul);
}

static enum outcome read_reason(struct req *req) { return alasan_read(req, &kind); }

static enum outcome
save(struct req *req)
{
    struct rencana_kepala k;
    TRY(rencana_kepala(req, "alasan", &k));
    TRY(alasan_save(req, &kind, req_param(req, "alasan")));
    return redirect(req, "/rencana/%lld/alasan", (long long)k.tahun.tahun);
}

const struct route rencana_alasan_pages[] = {
    GET ("/rencana/{tahun}/alasan",          reasons,                       &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/alasan/baru",     one_reason,                    &rencana_kelola, no_place),
    POST("/rencana/{tahun}/alasan/baru",     read_reason, save, one_reason, &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/alasan/{alasan}", one_reason,                    &rencana_kelola, no_place),
    POST("/rencana/{tahun}/alasan/{alasan}", read_reason, save, one_reason, &rencana_kelola, no_place),
    { 0 }
};
