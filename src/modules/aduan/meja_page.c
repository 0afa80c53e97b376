/* meja_page.c: the queue of those on duty: the nearest due date first, filters in the URL. */
#include "modules/aduan/meja_html.h"
#include "modules/aduan/meja_lihat.h"

/* Whoever is at the city's desk sees all; an office sees what it leads. */
enum outcome
meja_of(struct req *req, struct meja *m)
{
    struct opd o;
    *m = (struct meja){ .kota = who_may(&req->who, &aduan_meja, NULL), .nama = S("Meja pengaduan kota") };
    for (size_t i = 0; !m->kota && i < req->who.grant_count; i++)
        if (req->who.grants[i].opd)
            m->opd = req->who.grants[i].opd;
    if (m->kota)
        return OK;
    if (m->opd == 0) {
        m->kota = who_is(&req->who, "sekda");
        return m->kota ? OK : NOT_FOUND;
    }
    TRY(opd_by_id(req->db, m->opd, &o));
    m->nama = o.nama;
    return OK;
}

str
sla_text(struct req *req, const struct perkara *p, const struct kalender *k, enum sla *sla)
{
    date due, today = date_of(req->now, req->region->zone);
    *sla = SLA_HENTI;
    if (date_parse(p->tenggat, &due) != OK)
        return str_eqz(p->keadaan, "perlu_kelengkapan") ? S("berhenti, menunggu pelapor") : S("menunggu pelapor");
    int64_t left = hari_kerja_between(k, today, due);
    *sla = left < 0 ? SLA_LEWAT : left <= 1 ? SLA_DEKAT : SLA_AMAN;
    if (left == 0)
        return S("hari ini");
    return left < 0 ? str_format(req->arena, "lewat %lld hari kerja", (long long)-left)
        : str_format(req->arena, "sisa %lld hari kerja", (long long)left);
}

static void
filter_choices(struct req *req, struct meja_lihat *m)
{
    m->saring.items = arena_array(req->arena, struct pilihan, 20);
    m->saring.items[m->saring.count++] = (struct pilihan){ .kode = S("lewat"), .nama = S("Lewat batas") };
    for (const struct keadaan_alur *k = aduan_alur.keadaan; k->kode; k++)
        if (k->terbuka)
            m->saring.items[m->saring.count++] = (struct pilihan){ .kode = str_of(k->kode), .nama = str_of(k->nama) };
}

/* The cursor in the URL: due date and id of the last row shown. */
static struct perkara_antre
cursor_of(struct req *req, const struct meja_lihat *m)
{
    struct perkara_antre a = { .jenis = S("aduan"), .opd = m->meja.kota ? -1 : m->meja.opd, .keadaan = m->keadaan };
    str at = req_arg(req, "sejak"), due;
    if (str_cut(&at, '_', &due) && str_int(at, &a.sejak_id))
        a.sejak_tenggat = due;
    if (str_eqz(m->keadaan, "lewat")) {         /* no state: whatever is late */
        a.keadaan = S("");
        a.hingga = date_iso(req->arena, date_of(req->now, req->region->zone));
    }
    return a;
}

static enum outcome
read_rows(struct req *req, struct meja_lihat *m)
{
    struct perkara_list rows;
    struct kalender k;
    date today = date_of(req->now, req->region->zone);
    struct perkara_antre a = cursor_of(req, m);
    TRY(perkara_queue(req->db, &a, &rows));
    date from = date_from_number(date_number(today) - 800), to = date_from_number(date_number(today) + 400);
    TRY(kalender_read(req->db, from, to, &k));
    m->antre.items = arena_array(req->arena, struct antre_baris, rows.count + 1);
    for (size_t i = 0; i < rows.count && i < PERKARA_PAGE; i++) {
        const struct perkara *p = &rows.items[i];
        struct place place = { .wilayah = p->wilayah, .opd = p->opd };
        if (str_eqz(p->tampak, "rahasia") && !who_may(&req->who, &aduan_rahasia, &place))
            continue;
        struct antre_baris *b = &m->antre.items[m->antre.count++];
        b->p = *p;
        b->sla_teks = sla_text(req, p, &k, &b->sla);
        m->lewat += b->sla == SLA_LEWAT;
    }
    if (rows.count > PERKARA_PAGE) {
        const struct perkara *last = &rows.items[PERKARA_PAGE - 1];
        m->berikut = str_format(req->arena, "/meja/aduan?keadaan=" STR "&sejak=" STR "_%lld", STR_ARG(m->keadaan),
            STR_ARG(last->tenggat), (long long)last->id);
    }
    return OK;
}

static enum outcome
read_queue(struct req *req, struct meja_lihat *m)
{
    m->keadaan = req_arg(req, "keadaan");
    m->form = &req->form;
    TRY(meja_of(req, &m->meja));
    filter_choices(req, m);
    return read_rows(req, m);
}

static enum outcome
queue(struct req *req)
{
    struct meja_lihat m = { 0 };
    TRY(read_queue(req, &m));
    meja_halaman_html(&req->out, &m);
    req->section = S("meja");
    return page(req, req_tr(req, S("Antrean pengaduan")));
}

/* ---- one case beside the queue ------------------------------------------------------------------------------ */

struct tulis { str aksi, isi, kode_alasan, hasil, golongan, perintah; int64_t opd, induk, langkah; };
static const struct field fields[] = {
    FIELD(struct tulis, aksi, .label = "Tindakan", .max = 30, REQUIRED),
    FIELD(struct tulis, opd, .label = "Perangkat daerah", .highest = INT64_MAX),
    FIELD(struct tulis, perintah, .label = "Yang perlu dikerjakan", .max = 300),
    FIELD(struct tulis, golongan, .label = "Golongan", .max = 20),
    FIELD(struct tulis, kode_alasan, .label = "Alasan", .max = 10),
    FIELD(struct tulis, hasil, .label = "Hasil", .max = 20),
    FIELD(struct tulis, induk, .label = "Gabungkan ke", .highest = INT64_MAX),
    FIELD(struct tulis, isi, .label = "Isi", .max = 2000, .lines = true,
        .hint = "Bahasa sederhana, tanpa nama pelapor."),
    FIELD(struct tulis, langkah, .label = "Keadaan halaman", .highest = INT64_MAX),
    { 0 }
};

static enum outcome
show(struct req *req)
{
    struct meja_lihat m = { .ada = true };
    int64_t id;
    form_show(req, fields);
    TRY(req_id(req, &id));
    TRY(read_queue(req, &m));
    TRY(perkara_by_id(req->db, id, &m.p));
    TRY(kasus_gather(req, &m));
    m.tujuan = str_format(req->arena, "/meja/aduan/%lld", (long long)id);
    meja_halaman_html(&req->out, &m);
    req->section = S("meja");
    return page(req, m.p.nomor);
}

static enum outcome
read(struct req *req)
{
    struct tulis *t = req_keep(req, sizeof *t);
    return form_read(req, fields, t) ? OK : INVALID;
}

/* At the desk for the city, for an office otherwise: the flow's table says which acts are whose. */
static enum outcome
act(struct req *req)
{
    const struct tulis *w = req->kept;
    struct perkara p;
    struct meja m;
    int64_t id;
    TRY(req_id(req, &id));
    TRY(meja_of(req, &m));
    TRY(perkara_by_id(req->db, id, &p));
    struct tindakan t = { .aksi = w->aksi, .oleh = m.kota ? MEJA : KANTOR, .isi = w->isi, .kode_alasan = w->kode_alasan,
        .hasil = w->hasil, .perintah = w->perintah, .golongan = w->golongan, .jabatan = m.nama, .opd = w->opd,
        .induk = w->induk, .kantor = m.opd, .langkah = w->langkah };
    TRY(perkara_act(req, &aduan_alur, &p, &t));
    TRY(aduan_publish_photos(req->db, &p));
    flash(req, "Tersimpan. Laporan " STR " sekarang: %s.", STR_ARG(p.nomor),
        alur_keadaan(&aduan_alur, p.keadaan)->nama);
    return redirect(req, "/meja/aduan/%lld", (long long)id);
}

const struct route aduan_kerja_meja[] = {
    GET ("/meja/aduan",      queue,           &aduan_tangani, no_place),
    GET ("/meja/aduan/{id}", show,            &aduan_tangani, aduan_place),
    POST("/meja/aduan/{id}", read, act, show, &aduan_tangani, aduan_place),
    { 0 }
};
