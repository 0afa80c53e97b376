/* meja_antre.c: the queue of those on duty: the nearest due date first, filters in the URL, figures on the chips. */
#include "core/cari/cari.h"
#include "modules/aduan/meja_html.h"

static str
days_left(struct req *req, int64_t left)
{
    if (left == 0)
        return S("hari ini");
    return left < 0 ? str_format(req->arena, "lewat %lld hari kerja", (long long)-left)
        : str_format(req->arena, "sisa %lld hari kerja", (long long)left);
}

void
sla_of(struct req *req, const struct kalender *k, struct antre_baris *b)
{
    const struct perkara *p = &b->p;
    date due, today = date_of(req->now, req->region->zone), from = date_of(p->dibuat, req->region->zone);
    b->sla = SLA_HENTI;
    if (date_parse(p->tenggat, &due) != OK) {
        b->sla_teks = !p->terbuka ? S("tidak berjalan lagi") : str_eqz(p->keadaan, "perlu_kelengkapan")
            ? S("berhenti, menunggu pelapor") : S("menunggu pelapor");
        return;
    }
    int64_t left = hari_kerja_between(k, today, due), whole = hari_kerja_between(k, from, due);
    b->sla = left < 0 ? SLA_LEWAT : left <= 1 ? SLA_DEKAT : SLA_AMAN;
    b->sla_teks = days_left(req, left);
    b->persen = left < 0 || whole <= 0 ? 100 : (whole - left) * 100 / whole;
}

/* ---- chips ---------------------------------------------------------------------------------------------- */

static bool
may_read_secret(struct req *req, const struct meja *m)
{
    struct place place = { .opd = m->opd };
    return who_may(&req->who, &aduan_rahasia, m->kota ? NULL : &place);
}

static void
add_chip(struct meja_lihat *m, struct cip_meja chip)
{
    if (str_eq(chip.kode, m->keadaan))
        m->jumlah = chip.jumlah;
    m->saring.items[m->saring.count++] = chip;
}

/* A state with nothing in it has no chip, unless the page is of that state. */
static void
state_chips(struct meja_lihat *m, const struct antrean_hitung_list *counts)
{
    for (const struct keadaan_alur *k = aduan_alur.keadaan; k->kode; k++) {
        struct cip_meja chip = { .kode = str_of(k->kode), .nama = str_of(k->nama) };
        for (size_t i = 0; i < counts->count; i++)
            if (str_eqz(counts->items[i].keadaan, k->kode))
                chip.jumlah = counts->items[i].jumlah;
        if (k->terbuka && (chip.jumlah || str_eq(chip.kode, m->keadaan)))
            add_chip(m, chip);
    }
}

static enum outcome
chips(struct req *req, struct meja_lihat *m)
{
    struct antrean_hitung_list counts;
    bool secret = may_read_secret(req, &m->meja);
    struct antrean_minta a = { .jenis = S("aduan"), .opd = m->meja.kota ? -1 : m->meja.opd, .rahasia = secret,
        .hari_ini = date_of(req->now, req->region->zone) };
    TRY(antrean_counts(req->db, &a, &counts));
    m->saring.items = arena_array(req->arena, struct cip_meja, 24);
    add_chip(m, (struct cip_meja){ .nama = S("Terbuka"), .jumlah = counts.jumlah });
    add_chip(m, (struct cip_meja){ .kode = S("lewat"), .nama = S("Lewat batas"), .jumlah = counts.lewat });
    if (secret)
        add_chip(m, (struct cip_meja){ .kode = S("rahasia"), .nama = S("Rahasia"), .jumlah = counts.rahasia });
    state_chips(m, &counts);
    add_chip(m, (struct cip_meja){ .kode = S("digabung"), .nama = S("Digabung"), .jumlah = -1 });
    return OK;
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

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
    a.rahasia = str_eqz(m->keadaan, "rahasia");
    return a;
}

/* Open and closed, the newest first; what this person may not read is not even looked for. */
static enum outcome
search_rows(struct req *req, struct meja_lihat *m, struct perkara_list *rows)
{
    struct cari_list found;
    struct cari_tanya t = { .kata = cari_words(req->arena, m->q), .jenis = str_of(aduan_alur.jenis), .dalam = true,
        .opd = m->meja.kota ? -1 : m->meja.opd, .rahasia = may_read_secret(req, &m->meja),
        .sebelum = req_arg_int(req, "sebelum", 0) };
    TRY(cari_find(req->db, &t, &found));
    rows->items = arena_array(req->arena, struct perkara, found.count + 1);
    for (rows->count = 0; rows->count < found.count && rows->count < CARI_PAGE; rows->count++)
        TRY(aduan_by_id(req->db, found.items[rows->count].id, &rows->items[rows->count]));
    if (found.count > CARI_PAGE)
        m->berikut = str_format(req->arena, "/meja/aduan" STR "&sebelum=%lld", STR_ARG(m->query),
            (long long)found.items[CARI_PAGE - 1].id);
    return OK;
}

static enum outcome
find_rows(struct req *req, struct meja_lihat *m, struct perkara_list *rows)
{
    if (m->q.len)
        return search_rows(req, m, rows);
    struct perkara_antre a = cursor_of(req, m);
    if (str_eqz(m->keadaan, "digabung"))
        return perkara_joined(req->db, a.jenis, a.opd, a.sejak_id, rows);
    return perkara_queue(req->db, &a, rows);
}

static enum outcome
read_rows(struct req *req, struct meja_lihat *m)
{
    struct perkara_list rows;
    struct kalender k;
    date today = date_of(req->now, req->region->zone);
    TRY(find_rows(req, m, &rows));
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
        sla_of(req, &k, b);
    }
    if (rows.count > PERKARA_PAGE) {
        const struct perkara *last = &rows.items[PERKARA_PAGE - 1];
        m->berikut = str_format(req->arena, "/meja/aduan?keadaan=" STR "&sejak=" STR "_%lld", STR_ARG(m->keadaan),
            STR_ARG(last->tenggat), (long long)last->id);
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
        .sejak_id = req_arg_int(req, "sejak", INT64_MAX), .rahasia = may_read_secret(req, &m) };
    TRY(perkara_came(req->db, &a, &count));
    str state = req_arg(req, "keadaan");
    if (count)
        meja_masuk_html(&req->out, count, str_format(req->arena, "/meja/aduan%s" STR, state.len ? "?keadaan=" : "",
            STR_ARG(url_part(req->arena, state))));
    req->bare = true;
    return page(req, S(""));
}

enum outcome
meja_queue(struct req *req, struct meja_lihat *m)
{
    m->q = str_trim(req_arg(req, "q"));
    m->keadaan = m->q.len ? S("cari") : req_arg(req, "keadaan");
    const char *key = m->q.len ? "q" : "keadaan";
    str value = m->q.len ? m->q : m->keadaan;
    if (value.len)
        m->query = str_format(req->arena, "?%s=" STR, key, STR_ARG(url_part(req->arena, value)));
    m->tanya = str_format(req->arena, "/meja/aduan/masuk?sejak=%lld&keadaan=" STR, (long long)req->new_id,
        STR_ARG(m->q.len ? S("") : url_part(req->arena, m->keadaan)));
    m->jumlah = -1;
    m->form = &req->form;
    TRY(meja_of(req, &m->meja));
    TRY(chips(req, m));
    return read_rows(req, m);
}
