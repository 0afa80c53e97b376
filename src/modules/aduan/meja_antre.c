/* meja_antre.c: the queue of those on duty: the nearest due date first, filters in the URL, figures on the chips. */
#include "core/cari/cari.h"
#include "core/perkara/atur.h"
#include "modules/aduan/meja_html.h"
#include "modules/aduan/meja_tampilan_lihat.h"

void
sla_of(struct req *req, const struct kalender *k, struct antre_baris *b)
{
    const struct perkara *p = &b->p;
    date due, today = date_of(req->now, req->region->zone), from = date_of(p->dibuat, req->region->zone);
    if (date_parse(p->tenggat, &due) != OK) {
        str why = !p->terbuka ? S("tidak berjalan lagi") : str_eqz(p->keadaan, "perlu_kelengkapan")
            ? S("berhenti, menunggu pelapor") : S("menunggu pelapor");
        b->sla = (struct sla_lihat){ SLA_HENTI, req_tr(req, why), 0 };
        return;
    }
    b->sla = sla_days(req, hari_kerja_between(k, today, due), hari_kerja_between(k, from, due));
}

/* ---- chips ---------------------------------------------------------------------------------------------- */

static const char *const keys[] = { "keadaan", "opd", "kategori", NULL };

bool
meja_may_read_secret(struct req *req, const struct meja *m)
{
    struct place place = { .opd = m->opd };
    return who_may(&req->who, &aduan_rahasia, m->kota ? NULL : &place);
}

/* The queue with one of its filters put otherwise; an empty value takes it away. */
static str
url_with(struct req *req, const struct meja_lihat *m, const char *key, str value)
{
    str rest = req_query(req, keys, key).text;
    bool both = rest.len && value.len;
    if (m->utama && !rest.len && !value.len)
        return S("/meja/aduan?keadaan=terbuka");        /* without a filter the first of the kept views would come */
    return str_format(req->arena, "/meja/aduan%s" STR "%s%s%s" STR, rest.len || value.len ? "?" : "", STR_ARG(rest),
        both ? "&" : "", value.len ? key : "", value.len ? "=" : "", STR_ARG(url_part(req->arena, value)));
}

static void
add_chip(struct req *req, struct meja_lihat *m, const char *kode, str nama, int64_t jumlah)
{
    bool now = m->q.len == 0 && str_eqz(m->keadaan, kode);
    if (m->kategori.len)
        jumlah = -1;                            /* counted by office and state, not by what it is about */
    if (now)
        m->jumlah = jumlah;
    m->saring.items[m->saring.count++] = (struct cip_antre){ nama,
        url_with(req, m, "keadaan", str_of(kode)), jumlah, now, false };
}

/* A state with nothing in it has no chip, unless the page is of that state. */
static void
state_chips(struct req *req, struct meja_lihat *m, const struct antrean_hitung_list *counts)
{
    for (const struct keadaan_alur *k = aduan_alur.keadaan; k->kode; k++) {
        int64_t count = 0;
        for (size_t i = 0; i < counts->count; i++)
            if (str_eqz(counts->items[i].keadaan, k->kode))
                count = counts->items[i].jumlah;
        if (k->terbuka && (count || str_eqz(m->keadaan, k->kode)))
            add_chip(req, m, k->kode, req_tr(req, str_of(k->nama)), count);
    }
}

/* Whose cases: of the own office, or at the city's desk of the one that was chosen (-1: all). */
static int64_t
office_of(const struct meja_lihat *m)
{
    int64_t id;
    return !m->meja.kota ? m->meja.opd : str_int(m->opd, &id) ? id : -1;
}

struct antrean_minta
meja_wanted(struct req *req, const struct meja *m, int64_t opd)
{
    return (struct antrean_minta){ .jenis = str_of(aduan_alur.jenis), .opd = opd,
        .rahasia = meja_may_read_secret(req, m), .hari_ini = date_of(req->now, req->region->zone) };
}

/* Asked once: the navigation shows the same figures, unless the page narrowed them to an office. */
static enum outcome
counts_of(struct req *req, const struct meja *m, int64_t opd, const struct antrean_hitung_list **counts)
{
    int64_t own = m->kota ? -1 : m->opd;
    struct antrean_minta a = meja_wanted(req, m, opd);
    struct antrean_hitung_list *list = arena_alloc(req->arena, sizeof *list);
    *counts = opd == own ? req->counted : NULL;
    if (*counts)
        return OK;
    TRY(antrean_counts(req->db, &a, list));
    *counts = list;
    if (opd == own)
        req->counted = list;
    return OK;
}

static enum outcome
chips(struct req *req, struct meja_lihat *m)
{
    const struct antrean_hitung_list *counts;
    TRY(counts_of(req, &m->meja, office_of(m), &counts));
    m->saring.items = arena_array(req->arena, struct cip_antre, 24);
    add_chip(req, m, "", req_tr(req, S("Terbuka")), counts->jumlah);
    add_chip(req, m, "lewat", req_tr(req, S("Lewat batas")), counts->lewat);
    if (meja_may_read_secret(req, &m->meja))
        add_chip(req, m, "rahasia", req_tr(req, S("Rahasia")), counts->rahasia);
    state_chips(req, m, counts);
    add_chip(req, m, "digabung", req_tr(req, S("Digabung")), -1);
    return OK;
}

/* The offices at which something waits, and what reports are about: each a list behind its chip. */
static enum outcome
choices(struct req *req, struct meja_lihat *m)
{
    struct antrean_opd_list offices = { 0 };
    struct kategori_list kinds;
    struct antrean_minta a = meja_wanted(req, &m->meja, -1);
    if (m->meja.kota)
        TRY(antrean_offices(req->db, &a, &offices));
    m->opd_pilih.items = arena_array(req->arena, struct cip_antre, offices.count + 1);
    for (size_t i = 0; i < offices.count; i++) {
        const struct antrean_opd *o = &offices.items[i];
        str id = str_format(req->arena, "%lld", (long long)o->opd);
        m->opd_pilih.items[m->opd_pilih.count++] = (struct cip_antre){ o->nama, url_with(req, m, "opd", id), o->jumlah,
            str_eq(id, m->opd), false };
    }
    TRY(kategori_list(req->db, str_of(aduan_alur.jenis), &kinds));
    m->kategori_pilih.items = arena_array(req->arena, struct cip_antre, kinds.count + 1);
    for (size_t i = 0; i < kinds.count && !str_eqz(m->keadaan, "digabung"); i++) {
        str id = str_format(req->arena, "%lld", (long long)kinds.items[i].id);
        m->kategori_pilih.items[m->kategori_pilih.count++] = (struct cip_antre){ req_tr(req, kinds.items[i].nama),
            url_with(req, m, "kategori", id), -1, str_eq(id, m->kategori), false };
    }
    m->tanpa_opd = url_with(req, m, "opd", S(""));
    m->tanpa_kategori = url_with(req, m, "kategori", S(""));
    return OK;
}

void
aduan_angka(struct req *req, struct nav_angka_list *list)
{
    struct meja m;
    const struct antrean_hitung_list *counts;
    if (!who_may(&req->who, &aduan_tangani, NULL) || meja_of(req, &m) != OK
        || counts_of(req, &m, m.kota ? -1 : m.opd, &counts) != OK)
        return;
    list->items[list->count++] = (struct nav_angka){ "meja", counts->jumlah, false };
    list->items[list->count++] = (struct nav_angka){ "meja-lewat", counts->lewat, true };
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

/* What the address asks for, from its cursor on: due date and id of the last row shown. */
struct perkara_antre
meja_filter(struct req *req, const struct meja_lihat *m)
{
    struct perkara_antre a = { .jenis = str_of(aduan_alur.jenis), .opd = office_of(m), .keadaan = m->keadaan };
    str at = req_arg(req, "sejak"), due;
    if (str_cut(&at, '_', &due) && str_int(at, &a.sejak_id))
        a.sejak_tenggat = due;
    if (!str_int(m->kategori, &a.kategori))
        a.kategori = 0;
    if (str_eqz(m->keadaan, "lewat")) {         /* no state: whatever is late */
        a.keadaan = S("");
        a.hingga = date_iso(req->arena, date_of(req->now, req->region->zone));
    }
    a.rahasia = str_eqz(m->keadaan, "rahasia");
    return a;
}

/* Open and closed, the newest first; what this person may not read is not even looked for. */
static enum outcome
search_rows(struct req *req, struct meja_lihat *m, struct perkara_list *rows)
{
    struct cari_list found;
    struct cari_tanya t = { .kata = cari_words(req->arena, m->q), .jenis = str_of(aduan_alur.jenis), .dalam = true,
        .opd = m->meja.kota ? -1 : m->meja.opd, .rahasia = meja_may_read_secret(req, &m->meja),
        .sebelum = req_arg_int(req, "sebelum", 0) };
    TRY(cari_find(req->db, &t, &found));
    rows->items = arena_array(req->arena, struct perkara, found.count + 1);
    for (rows->count = 0; rows->count < found.count && rows->count < CARI_PAGE; rows->count++)
        TRY(aduan_by_id(req->db, found.items[rows->count].id, &rows->items[rows->count]));
    if (found.count > CARI_PAGE || found.lanjut)
        m->berikut = str_format(req->arena, "/meja/aduan" STR "&sebelum=%lld", STR_ARG(m->query.text),
            (long long)(found.count > CARI_PAGE ? found.items[CARI_PAGE - 1].id : found.lanjut));
    return OK;
}

static enum outcome
find_rows(struct req *req, struct meja_lihat *m, struct perkara_list *rows)
{
    if (m->q.len)
        return search_rows(req, m, rows);
    struct perkara_antre a = meja_filter(req, m);
    if (str_eqz(m->keadaan, "digabung"))
        return perkara_joined(req->db, a.jenis, a.opd, a.sejak_id, rows);
    return perkara_queue(req->db, &a, rows);
}

bool
meja_may_list(struct req *req, const struct perkara *p)
{
    struct place place = { .wilayah = p->wilayah, .opd = p->opd };
    return !str_eqz(p->tampak, "rahasia") || who_may(&req->who, &aduan_rahasia, &place);
}

enum outcome
meja_near(struct req *req, int64_t *metres)
{
    struct jarak j;
    enum outcome o = jarak_of(req->db, S("aduan"), "gabung", date_of(req->now, req->region->zone), &j);
    *metres = o == OK ? j.meter[0] : 0;
    return o == NOT_FOUND ? OK : o;
}

static enum outcome
read_rows(struct req *req, struct meja_lihat *m)
{
    struct perkara_list rows;
    struct kalender k;
    int64_t *twins = arena_array(req->arena, int64_t, PERKARA_PAGE);
    date today = date_of(req->now, req->region->zone);
    TRY(find_rows(req, m, &rows));
    TRY(meja_near(req, &m->dekat_meter));
    if (m->dekat_meter)
        TRY(antrean_twins(req->db, &rows, m->dekat_meter, twins));
    date from = date_from_number(date_number(today) - 800), to = date_from_number(date_number(today) + 400);
    TRY(kalender_read(req->db, from, to, &k));
    m->antre.items = arena_array(req->arena, struct antre_baris, rows.count + 1);
    for (size_t i = 0; i < rows.count && i < PERKARA_PAGE; i++) {
        if (!meja_may_list(req, &rows.items[i]))
            continue;
        struct antre_baris *b = &m->antre.items[m->antre.count++];
        *b = (struct antre_baris){ .p = rows.items[i], .kembar = rows.items[i].terbuka ? twins[i] : 0 };
        sla_of(req, &k, b);
    }
    if (rows.count > PERKARA_PAGE) {
        const struct perkara *last = &rows.items[PERKARA_PAGE - 1];
        m->berikut = str_format(req->arena, "/meja/aduan" STR "%csejak=" STR "_%lld", STR_ARG(m->query.text),
            m->query.text.len ? '&' : '?', STR_ARG(last->tenggat), (long long)last->id);
    }
    return OK;
}

/* What came since this page was asked for; a page asks it again whenever it hears that something came. */
enum outcome
meja_came(struct req *req)
{
    struct meja m;
    int64_t count;
    TRY(meja_of(req, &m));
    struct perkara_antre a = { .jenis = S("aduan"), .opd = m.kota ? -1 : m.opd,
        .sejak_id = req_arg_int(req, "sejak", INT64_MAX), .rahasia = meja_may_read_secret(req, &m) };
    TRY(perkara_came(req->db, &a, &count));
    str query = req_query(req, keys, NULL).text;
    if (count)
        meja_masuk_html(&req->out, count, str_format(req->arena, "/meja/aduan%s" STR, query.len ? "?" : "",
            STR_ARG(query)));
    req->bare = true;
    return page(req, S(""));
}

enum outcome
meja_asked(struct req *req, struct meja_lihat *m)
{
    static const char *const searching[] = { "q", NULL };
    m->q = str_trim(req_arg(req, "q"));
    m->keadaan = m->q.len ? S("cari") : req_arg(req, "keadaan");
    if (str_eqz(m->keadaan, "terbuka"))
        m->keadaan = S("");
    m->opd = req_arg(req, "opd");
    m->kategori = str_eqz(m->keadaan, "digabung") ? S("") : req_arg(req, "kategori");
    str query = req_query(req, m->q.len ? searching : keys, NULL).text;
    if (query.len)
        m->query.text = str_format(req->arena, "?" STR, STR_ARG(query));
    m->tanya = str_format(req->arena, "/meja/aduan/masuk?sejak=%lld%s" STR, (long long)req->new_id,
        m->q.len || !query.len ? "" : "&", STR_ARG(m->q.len ? S("") : query));
    m->jumlah = -1;
    return meja_of(req, &m->meja);
}

enum outcome
meja_queue(struct req *req, struct meja_lihat *m)
{
    m->form = &req->form;
    TRY(meja_asked(req, m));
    TRY(tampilan_chips(req, m));
    TRY(chips(req, m));
    TRY(choices(req, m));
    return read_rows(req, m);
}
