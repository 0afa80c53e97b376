/* massal_page.c: one decision for many: first what will change, then each by the same rules as alone. */
#include "modules/musrenbang/putus_html.h"
#include "modules/musrenbang/putus_lihat.h"

enum { MOST = 60 };

struct massal_isian { str kode_alasan, penjelasan; };
static const struct field fields[] = {
    FIELD(struct massal_isian, kode_alasan, .label = "Alasan", .max = 20),
    FIELD(struct massal_isian, penjelasan, .label = "Penjelasan untuk pengusul dan warga", .max = 1000, .lines = true),
    { 0 }
};

static enum outcome
chosen(struct req *req, struct massal_lihat *m)
{
    TRY(kursi_of(req, &m->kursi));
    m->baris.items = arena_array(req->arena, struct massal_baris, MOST);
    str id_text;
    for (size_t i = 0; (id_text = form_value_at(&req->form, S("usulan"), i)).len && m->baris.count < MOST; i++) {
        int64_t id;
        struct massal_baris *b = &m->baris.items[m->baris.count];
        if (!str_int(id_text, &id))
            continue;
        enum outcome o = usulan_by_id(req->db, id, &b->u);
        if (o == NOT_FOUND)
            continue;
        TRY(o);
        struct place place = { b->u.wilayah, b->u.opd };
        m->baris.count += who_may(&req->who, &usulan_putus, &place);
    }
    return OK;
}

static enum outcome
preview(struct req *req)
{
    struct massal_lihat m = { .form = &req->form, .aksi = form_value(&req->form, S("aksi")) };
    struct alasan_list reasons;
    form_show(req, fields);
    TRY(chosen(req, &m));
    m.kembali = str_eqz(m.aksi, "kembali");
    TRY(alasan_list(req->db, S("usulan"), S("kembali"), &reasons));
    m.alasan.items = arena_array(req->arena, struct pilihan, reasons.count + 1);
    for (size_t i = 0; i < reasons.count; i++)
        m.alasan.items[m.alasan.count++] = (struct pilihan){ .kode = reasons.items[i].kode,
            .nama = reasons.items[i].nama };
    m.judul = m.kembali ? req_format(req, "Kembalikan %zu usulan", m.baris.count)
        : req_format(req, "Setujui %zu usulan", m.baris.count);
    massal_halaman_html(&req->out, &m);
    req->section = S("verifikasi");
    return page(req, m.judul);
}

/* Nothing is written: the form is shown again as a list to confirm, so that INVALID is its way to `preview`. */
static enum outcome
ask_first(struct req *req)
{
    if (form_value(&req->form, S("usulan")).len == 0)
        return req_error(req, NULL, "Belum ada usulan yang dipilih. Centang dulu di antrean.");
    return INVALID;
}

static enum outcome
never(struct req *req)
{
    (void)req;
    return FAILED;
}

static int64_t
step_of(struct req *req, int64_t id)
{
    int64_t n = -1;
    return str_int(form_value(&req->form, str_format(req->arena, "langkah_%lld", (long long)id)), &n) ? n : -1;
}

/* Each refused one is named with its reason in the notice; the others are saved. */
static enum outcome
save(struct req *req)
{
    struct massal_lihat m = { .aksi = form_value(&req->form, S("aksi")) };
    size_t saved = 0;
    str first = { 0 };
    TRY(chosen(req, &m));
    for (size_t i = 0; i < m.baris.count; i++) {
        struct usulan u = m.baris.items[i].u;
        struct putusan p = { .keputusan = str_eqz(m.aksi, "kembali") ? S("kembali") : S("setuju"),
            .kode_alasan = form_value(&req->form, S("kode_alasan")),
            .penjelasan = form_value(&req->form, S("penjelasan")), .langkah = step_of(req, u.id) };
        enum outcome o = usulan_decide(req, &u, &p);
        if (o == FAILED || o == CONFLICT)
            return o;
        saved += o == OK;
        if (o != OK && first.len == 0)
            first = req->form.error_count ? req->form.errors[0].message : S("Bukan giliran Anda.");
    }
    if (saved == 0)
        return req->form.error_count ? INVALID : req_error(req, NULL, "Tidak ada yang dapat disimpan. " STR,
            STR_ARG(first));
    if (saved < m.baris.count)
        flash(req, "%zu dari %zu usulan tersimpan. Yang lain: " STR, saved, m.baris.count, STR_ARG(first));
    else
        flash(req, "%zu usulan tersimpan.", saved);
    return redirect(req, "/verifikasi");
}

const struct route musrenbang_massal[] = {
    POST("/verifikasi/massal",        ask_first, never, preview, &usulan_putus, no_place),
    POST("/verifikasi/massal/simpan", NULL, save, preview,       &usulan_putus, no_place, STRONG("tapd")),
    { 0 }
};
