/* meja_massal_page.c: one act for many: first what will change, then each by the same rules as alone. */
#include "modules/aduan/meja_html.h"
#include "modules/aduan/meja_lihat.h"

enum { MOST = 60 };

struct massal_isian { int64_t opd; str perintah, kode_alasan, isi; };
static const struct field fields[] = {
    FIELD(struct massal_isian, opd, .label = "Perangkat daerah", .highest = INT64_MAX),
    FIELD(struct massal_isian, perintah, .label = "Yang perlu dikerjakan", .max = 300),
    FIELD(struct massal_isian, kode_alasan, .label = "Alasan", .max = 10),
    FIELD(struct massal_isian, isi, .label = "Penjelasan untuk pelapor", .max = 2000, .lines = true,
        .hint = "Bahasa sederhana, tanpa nama pelapor."),
    { 0 }
};

static bool
for_many(str aksi)
{
    return str_eqz(aksi, "verifikasi") || str_eqz(aksi, "disposisi") || str_eqz(aksi, "arsip");
}

/* Those ticked that this person may act on; the others are as if they were not there. */
static enum outcome
chosen(struct req *req, struct massal_lihat *m)
{
    str id_text;
    m->aksi = form_value(&req->form, S("aksi"));
    m->form = &req->form;
    TRY(meja_of(req, &m->meja));
    m->baris.items = arena_array(req->arena, struct massal_baris, MOST);
    for (size_t i = 0; (id_text = form_value_at(&req->form, S("laporan"), i)).len && m->baris.count < MOST; i++) {
        int64_t id;
        struct massal_baris *b = &m->baris.items[m->baris.count];
        struct place place;
        if (!str_int(id_text, &id))
            continue;
        enum outcome o = aduan_by_id(req->db, id, &b->p);
        if (o == NOT_FOUND)
            continue;
        TRY(o);
        TRY(perkara_place(req, &b->p, &place));
        m->baris.count += aduan_visible(req, &b->p) && who_may(&req->who, &aduan_meja, &place);
    }
    return OK;
}

static enum outcome
reasons(struct req *req, struct massal_lihat *m)
{
    struct alasan_list list;
    TRY(alasan_list(req->db, S("aduan"), m->aksi, &list));
    m->alasan.items = arena_array(req->arena, struct pilihan, list.count + 1);
    for (size_t i = 0; i < list.count; i++)
        m->alasan.items[m->alasan.count++] = (struct pilihan){ .kode = list.items[i].kode, .nama = list.items[i].nama };
    return OK;
}

static enum outcome
preview(struct req *req)
{
    struct massal_lihat m = { 0 };
    form_show(req, fields);
    TRY(chosen(req, &m));
    m.nama = for_many(m.aksi) ? req_tr(req, str_of(alur_find(&aduan_alur, m.aksi)->nama)) : S("");
    TRY(reasons(req, &m));
    TRY(meja_offices(req, &m.opd));
    meja_massal_halaman_html(&req->out, &m);
    req->section = S("meja");
    return page(req, req_tr(req, S("Tindakan untuk banyak laporan")));
}

/* Nothing is written: the form is shown again as a list to confirm, so that INVALID is its way to `preview`. */
static enum outcome
ask_first(struct req *req)
{
    if (!for_many(form_value(&req->form, S("aksi"))))
        return req_error(req, NULL, "Pilih tindakannya: verifikasi, teruskan, atau arsipkan.");
    if (form_value(&req->form, S("laporan")).len == 0)
        return req_error(req, NULL, "Belum ada laporan yang dipilih. Centang dulu di antrean.");
    return INVALID;
}

static enum outcome
never(struct req *req)
{
    (void)req;
    return FAILED;
}

static enum outcome
read(struct req *req)
{
    struct massal_isian *f = req_keep(req, sizeof *f);
    if (!for_many(form_value(&req->form, S("aksi"))))
        return req_error(req, NULL, "Pilih tindakannya: verifikasi, teruskan, atau arsipkan.");
    return form_read(req, fields, f) ? OK : INVALID;
}

/* One of them, by the flow's own rules; what is wrong with it stays its own. */
static enum outcome
act_on(struct req *req, const struct massal_lihat *m, struct massal_baris *b)
{
    const struct massal_isian *f = req->kept;
    int64_t shown = -1;
    if (!str_int(form_value(&req->form, str_format(req->arena, "langkah_%lld", (long long)b->p.id)), &shown))
        shown = 0;
    struct tindakan t = { .aksi = m->aksi, .oleh = MEJA, .isi = f->isi, .kode_alasan = f->kode_alasan,
        .perintah = f->perintah, .jabatan = m->meja.nama, .opd = f->opd, .langkah = shown };
    req->form.error_count = 0;
    enum outcome o = perkara_act(req, &aduan_alur, &b->p, &t);
    b->jadi = o == OK;
    if (o == OK)
        return aduan_publish_photos(req->db, &b->p);
    if (o == INVALID && req->form.error_count)
        b->sebab = req->form.errors[0].message;
    return o == INVALID || o == NOT_FOUND ? OK : o;
}

/* What every one of them lacks is asked for again; else each gets its own verdict. */
static enum outcome
save(struct req *req)
{
    struct massal_lihat m = { .selesai = true };
    TRY(chosen(req, &m));
    for (size_t i = 0; i < m.baris.count; i++) {
        TRY(act_on(req, &m, &m.baris.items[i]));
        m.jadi += m.baris.items[i].jadi;
    }
    if (m.baris.count == 0)
        return req_error(req, NULL, "Belum ada laporan yang dipilih. Centang dulu di antrean.");
    if (m.jadi == 0 && req->form.error_count && req->form.errors[0].name.len)
        return INVALID;
    req->form.error_count = 0;
    m.nama = req_tr(req, str_of(alur_find(&aduan_alur, m.aksi)->nama));
    meja_massal_halaman_html(&req->out, &m);
    req->section = S("meja");
    return page(req, req_tr(req, S("Hasil tindakan")));
}

const struct route aduan_meja_massal[] = {
    POST("/meja/aduan/massal",        ask_first, never, preview, &aduan_meja, no_place),
    POST("/meja/aduan/massal/simpan", read, save, preview,       &aduan_meja, no_place),
    { 0 }
};
