/* atur_alasan_page.c: coded reasons of the acts on complaints: the list, one, a new one. */
#include "modules/aduan/atur_html.h"
#include "modules/aduan/atur_lihat.h"

static const struct field fields[] = {
    FIELD(struct alasan_isian, kode, .label = "Kode", .max = 4, REQUIRED, .hint = "A dan nomor, misalnya A12."),
    FIELD(struct alasan_isian, nama, .label = "Alasan", .max = 80, REQUIRED, .hint = "Seperti dibaca pelapor."),
    FIELD(struct alasan_isian, aktif, .label = "Dapat dipilih"),
    { 0 }
};
static const struct alasan_jenis kind = { &aduan_alur, 'A', ALASAN_ROWS("perkara_langkah"), fields, "perkara.alasan",
    atur_event };

static enum outcome
reasons(struct req *req)
{
    struct atur_alasan l = { .kepala = atur_kepala(req, "alasan") };
    TRY(alasan_show_all(req, &kind, S("/meja/aduan/atur/alasan"), &l.daftar));
    atur_alasan_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Alasan aduan")));
}

/* {alasan}, or a new one. */
static enum outcome
one_reason(struct req *req)
{
    struct atur_alasan_satu s = { .kepala = atur_kepala(req, "alasan") };
    TRY(alasan_show_one(req, &kind, S("/meja/aduan/atur/alasan"), req_param(req, "alasan"), &s.satu));
    atur_alasan_satu_halaman_html(&req->out, &s);
    return page(req, s.satu.judul);
}

static enum outcome read_reason(struct req *req) { return alasan_read(req, &kind); }

/* The program gives one by itself when its day comes: without it, what stays incomplete would stay for ever. */
static enum outcome
keep_the_programs_own(struct req *req)
{
    const struct alasan *a = req->kept;
    if (!str_eqz(req_param(req, "alasan"), ALASAN_TAK_LENGKAP) || (a->aktif && str_has_word(a->untuk, S("arsip"))))
        return OK;
    return req_error(req, "aktif", "Alasan %s dipakai saat laporan diarsipkan sendiri karena tidak dilengkapi."
        " Namanya dapat diubah; ia tetap aktif untuk \"Tolak dan arsipkan\".", ALASAN_TAK_LENGKAP);
}

static enum outcome
save(struct req *req)
{
    TRY(keep_the_programs_own(req));
    TRY(alasan_save(req, &kind, req_param(req, "alasan")));
    return redirect(req, "/meja/aduan/atur/alasan");
}

const struct route aduan_atur_alasan[] = {
    GET ("/meja/aduan/atur/alasan",          reasons,                       &aduan_atur, no_place),
    GET ("/meja/aduan/atur/alasan/baru",     one_reason,                    &aduan_atur, no_place),
    POST("/meja/aduan/atur/alasan/baru",     read_reason, save, one_reason, &aduan_atur, no_place),
    GET ("/meja/aduan/atur/alasan/{alasan}", one_reason,                    &aduan_atur, no_place),
    POST("/meja/aduan/atur/alasan/{alasan}", read_reason, save, one_reason, &aduan_atur, no_place),
    { 0 }
};
