/* rencana_jadwal.c: the windows of a year: which there are, in which order, and when they may be moved. */
#include "modules/musrenbang/rencana.h"

/* The steps of every year (planning.md 1.1); `level` is what the path may leave out. */
static const struct { const char *kode, *nama; bool level; } steps[] = {
    { "usulan",    "Usulan RW",              false },
    { "pokir",     "Pokok pikiran DPRD",     false },
    { "lurah",     "Kelurahan",              true },
    { "camat",     "Kecamatan",              true },
    { "pd",        "Forum perangkat daerah", true },
    { "mitra",     "Bappeda",                true },
    { "tapd",      "TAPD",                   true },
    { "penetapan", "RKPD ditetapkan",        false },
};

static struct jadwal *
step_named(struct jadwal_list *l, str kode)
{
    for (size_t i = 0; i < l->count; i++)
        if (str_eq(l->items[i].kode, kode))
            return &l->items[i];
    return NULL;
}

static enum outcome
read_set(struct db *db, int64_t tahun, struct jadwal_list *l)
{
    struct query q = query_of(db, "SELECT kode, nama, mulai, selesai, dasar FROM tahapan WHERE tahun = $1");
    query_bind(&q, tahun);
    while (query_next(&q)) {
        struct jadwal *j = step_named(l, query_str(&q));
        if (!j)
            continue;
        j->nama = query_str(&q);
        j->mulai = query_date(&q);
        j->selesai = query_date(&q);
        j->dasar = query_str(&q);
        j->ada = true;
    }
    return query_end(&q);
}

enum outcome
jadwal_list(struct db *db, int64_t tahun, struct jadwal_list *l)
{
    struct tingkat_list path;
    *l = (struct jadwal_list){ arena_array(db_arena_of(db), struct jadwal, COUNT(steps)), COUNT(steps) };
    for (size_t i = 0; i < COUNT(steps); i++)
        l->items[i] = (struct jadwal){ .kode = str_of(steps[i].kode), .nama = str_of(steps[i].nama),
            .urutan = (int64_t)i + 1, .dipakai = !steps[i].level };
    TRY(tingkat_list(db, tahun, &path));
    for (size_t i = 0; i < path.count; i++) {
        struct jadwal *j = step_named(l, path.items[i].kode);
        if (j)
            j->dipakai = true;
    }
    return read_set(db, tahun, l);
}

/* ---- moving one -------------------------------------------------------------------------------------------------- */

/* A region may let its steps run beside one another: the setting musrenbang.jadwal_tumpang, with its legal basis. */
static enum outcome
may_overlap(struct db *db, bool *may)
{
    str text;
    enum outcome o = pengaturan_get(db, "musrenbang.jadwal_tumpang", &text);
    *may = o == OK && str_eqz(text, "1");
    return o == NOT_FOUND ? OK : o;
}

struct moving { struct req *req; const struct jadwal *step; const struct jadwal_isian *to; bool overlap; };

/* Both kinds of order: without overlap a step begins when the one before has ended, else when it has begun. */
static enum outcome
after_that(const struct moving *m, const struct jadwal *before)
{
    struct arena *a = m->req->arena;
    int64_t earliest = date_number(m->overlap ? before->mulai : before->selesai) + !m->overlap;
    if (date_number(m->to->mulai) >= earliest)
        return OK;
    return req_error(m->req, "mulai", "Tahap ini dimulai sebelum tahap \"" STR "\" %s (" STR " sampai " STR ")."
        " Mulailah paling awal " STR ", atau geser dulu tahap itu.", STR_ARG(before->nama),
        m->overlap ? "dimulai" : "selesai", STR_ARG(fmt_date(a, before->mulai)), STR_ARG(fmt_date(a, before->selesai)),
        STR_ARG(fmt_date(a, date_from_number(earliest))));
}

static enum outcome
before_that(const struct moving *m, const struct jadwal *after)
{
    struct arena *a = m->req->arena;
    int64_t latest = date_number(after->mulai) - !m->overlap;
    if (date_number(m->overlap ? m->to->mulai : m->to->selesai) <= latest)
        return OK;
    return req_error(m->req, m->overlap ? "mulai" : "selesai", "Tahap ini %s sesudah tahap \"" STR "\" dimulai ("
        STR " sampai " STR "). Tanggalnya paling lambat " STR ", atau geser dulu tahap itu.",
        m->overlap ? "dimulai" : "berakhir", STR_ARG(after->nama), STR_ARG(fmt_date(a, after->mulai)),
        STR_ARG(fmt_date(a, after->selesai)), STR_ARG(fmt_date(a, date_from_number(latest))));
}

/* One step after the other. Pokir come in beside the RW's lane and have no place in the row. */
static enum outcome
keep_order(const struct moving *m, const struct jadwal_list *all)
{
    bool right = true;
    for (size_t i = 0; i < all->count; i++) {
        const struct jadwal *j = &all->items[i];
        if (!j->ada || !j->dipakai || str_eqz(j->kode, "pokir") || str_eqz(m->step->kode, "pokir"))
            continue;
        if (j->urutan < m->step->urutan)
            right &= after_that(m, j) == OK;
        if (j->urutan > m->step->urutan)
            right &= before_that(m, j) == OK;
    }
    return right ? OK : INVALID;
}

/* Who relies on a window that runs must be able to read why it moved. */
static enum outcome
require_basis(const struct moving *m)
{
    const struct jadwal *j = m->step;
    struct tahapan t = { .mulai = j->mulai, .selesai = j->selesai };
    bool moved = date_number(j->mulai) != date_number(m->to->mulai)
        || date_number(j->selesai) != date_number(m->to->selesai);
    if (!j->ada || !moved || !tahapan_open(&t, date_of(m->req->now, m->req->region->zone)))
        return OK;
    if (m->to->dasar.len && !str_eq(m->to->dasar, j->dasar))
        return OK;
    return req_error(m->req, "dasar", "Tahap ini sedang berjalan. Tulis dasar perubahannya, misalnya nomor surat"
        " edaran, lain dari dasar yang lama.");
}

enum outcome
jadwal_change(struct req *req, int64_t tahun, str kode, const struct jadwal_isian *to)
{
    struct jadwal_list all;
    TRY(jadwal_list(req->db, tahun, &all));
    struct jadwal *step = step_named(&all, kode);
    if (!step)
        return NOT_FOUND;
    struct moving m = { .req = req, .step = step, .to = to };
    TRY(may_overlap(req->db, &m.overlap));
    if (date_number(to->selesai) < date_number(to->mulai))
        return req_error(req, "selesai", "Tahap berakhir sebelum dimulai. Tanggal akhirnya paling awal " STR ".",
            STR_ARG(fmt_date(req->arena, to->mulai)));
    enum outcome order = keep_order(&m, &all), basis = require_basis(&m);
    TRY(order);
    TRY(basis);
    struct tahapan t = { .kode = step->kode, .nama = step->nama, .urutan = step->urutan, .mulai = to->mulai,
        .selesai = to->selesai };
    TRY(tahapan_set(req->db, tahun, &t, to->dasar));
    return rencana_event(req, "rencana.jadwal", tahun, str_format(req->arena, "tahap=" STR "\nmulai_lama=" STR
        "\nselesai_lama=" STR "\nmulai=" STR "\nselesai=" STR "\ndasar=" STR, STR_ARG(kode),
        STR_ARG(step->ada ? date_iso(req->arena, step->mulai) : S("")),
        STR_ARG(step->ada ? date_iso(req->arena, step->selesai) : S("")), STR_ARG(date_iso(req->arena, to->mulai)),
        STR_ARG(date_iso(req->arena, to->selesai)), STR_ARG(to->dasar)));
}
