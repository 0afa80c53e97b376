/* jam.c: deadlines in working days: rules with dates, pauses that do not count, the nearest on the case's row. */
#include "base/random.h"
#include "core/perkara/perkara_dalam.h"

#define NONE_RUNS "9999"

/* ---- rules ---------------------------------------------------------------------------------------------- */

enum outcome
aturan_jam(struct db *db, const struct perkara *p, const char *jam, date today, struct aturan_jam *a)
{
    struct query q = query_of(db, "SELECT id, hari, dasar FROM aturan_jam WHERE jenis = $1 AND jam = $2 AND mulai <= $3"
        " AND (selesai = '' OR selesai >= $3) AND golongan IN ('', $4) ORDER BY golongan DESC, mulai DESC LIMIT 1");
    query_bind(&q, p->jenis);
    query_bind(&q, str_of(jam));
    query_bind(&q, today);
    query_bind(&q, p->golongan);
    if (query_next(&q)) {
        a->id = query_int(&q);
        a->hari = query_int(&q);
        a->dasar = query_str(&q);
    }
    return query_end_one(&q);
}

/* ---- arithmetic: days used are working days since the start, without those that stood still ------------------- */

enum outcome
hitungan_of(struct db *db, int64_t perkara, date first, struct hitungan *h)
{
    enum { MOST = 40, REACH_DAYS = 800 };
    date last = date_from_number(date_number(first) + REACH_DAYS);
    TRY(kalender_read(db, first, last, &h->kalender));
    h->jeda = arena_array(db_arena_of(db), struct jeda, MOST);
    struct query q = query_of(db, "SELECT mulai, selesai FROM perkara_jeda WHERE perkara = $1 ORDER BY id LIMIT 40");
    query_bind(&q, perkara);
    while (h->jeda_count < MOST && query_next(&q)) {
        struct jeda *j = &h->jeda[h->jeda_count++];
        j->mulai = query_date(&q);
        j->selesai = query_date(&q);
        h->berhenti |= date_is_none(j->selesai);
    }
    return query_end(&q);
}

static int64_t
larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Working days between `from` and `to` on which the clock stood still. */
static int64_t
stood_still(const struct hitungan *h, date from, date to)
{
    int64_t days = 0;
    for (size_t i = 0; i < h->jeda_count; i++) {
        int64_t begin = larger(date_number(h->jeda[i].mulai), date_number(from));
        int64_t end = date_is_none(h->jeda[i].selesai) ? date_number(to) : date_number(h->jeda[i].selesai);
        end = end < date_number(to) ? end : date_number(to);
        if (end > begin)
            days += hari_kerja_between(&h->kalender, date_from_number(begin), date_from_number(end));
    }
    return days;
}

/* The due date: day `hari` of those that count. Pauses that are over push it on; an open one only while it lasts. */
date
tenggat_of(const struct hitungan *h, date mulai, int64_t hari)
{
    date due = hari_kerja_after(&h->kalender, mulai, hari);
    for (int tries = 0; tries < 40; tries++) {
        date next = hari_kerja_after(&h->kalender, mulai, hari + stood_still(h, mulai, due));
        if (date_number(next) == date_number(due))
            break;
        due = next;
    }
    return due;
}

/* ---- reading -------------------------------------------------------------------------------------------- */

#define COLUMNS "j.id, j.perkara, j.jam, j.aturan, j.mulai, j.hari, j.tenggat, j.tercapai, j.gugur, j.naik," \
    " j.naik_tenggat, a.dasar"
#define FROM " FROM perkara_jam j JOIN aturan_jam a ON a.id = j.aturan"

static struct jam
read_jam(struct query *q)               /* in the order of COLUMNS */
{
    struct jam j = { .id = query_int(q) };
    j.perkara      = query_int(q);
    j.jam          = query_str(q);
    j.aturan       = query_int(q);
    j.mulai        = query_date(q);
    j.hari         = query_int(q);
    j.tenggat      = query_date(q);
    j.tercapai     = query_int(q);
    j.gugur        = query_bool(q);
    j.naik         = query_int(q);
    j.naik_tenggat = query_date(q);
    j.dasar        = query_str(q);
    return j;
}

static enum outcome
clocks(struct db *db, int64_t perkara, struct jam_list *list)
{
    enum { MOST = 40 };
    *list = (struct jam_list){ 0 };
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE j.perkara = $1 ORDER BY j.id LIMIT 40");
    query_bind(&q, perkara);
    while (list->count < MOST && query_next(&q))
        *arena_next(db_arena_of(db), list) = read_jam(&q);
    return query_end(&q);
}

enum outcome
jam_of(struct db *db, const struct zone *zone, int64_t perkara, int64_t now, struct jam_list *list)
{
    struct hitungan h = { 0 };
    TRY(clocks(db, perkara, list));
    if (list->count == 0)
        return OK;
    TRY(hitungan_of(db, perkara, list->items[0].mulai, &h));
    list->jeda = h.berhenti;
    for (size_t i = 0; i < list->count; i++) {
        struct jam *j = &list->items[i];
        date until = date_of(j->tercapai ? j->tercapai : now, zone);
        j->pakai = hari_kerja_between(&h.kalender, j->mulai, until) - stood_still(&h, j->mulai, until);
        j->sisa = j->hari - j->pakai;
    }
    return OK;
}

enum outcome
jam_nearest(struct db *db, struct perkara *p)
{
    struct query q = query_of(db, "SELECT COALESCE(min(tenggat), '" NONE_RUNS "') FROM perkara_jam"
        " WHERE perkara = $1 AND tercapai = 0");
    query_bind(&q, p->id);
    if (query_next(&q))
        p->tenggat = query_str(&q);
    return query_end_one(&q);
}

/* ---- acts ----------------------------------------------------------------------------------------------- */

enum outcome
jam_start(struct db *db, struct perkara *p, const char *jam, date today)
{
    struct aturan_jam rule = { 0 };
    struct hitungan h = { 0 };
    enum outcome o = aturan_jam(db, p, jam, today, &rule);
    if (o == NOT_FOUND)
        return OK;                      /* a kind without that deadline */
    TRY(o);
    TRY(hitungan_of(db, p->id, today, &h));
    date due = tenggat_of(&h, today, rule.hari);
    struct query q = query_of(db, "INSERT INTO perkara_jam (id, perkara, jam, aturan, mulai, hari, tenggat, tercapai,"
        " gugur, naik, naik_tenggat) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, $7)");
    query_bind(&q, id_new());
    query_bind(&q, p->id);
    query_bind(&q, str_of(jam));
    query_bind(&q, rule.id);
    query_bind(&q, today);
    query_bind(&q, rule.hari);
    query_bind(&q, due);
    TRY(query_end(&q));
    return jam_nearest(db, p);
}

enum outcome
jam_meet(struct db *db, struct perkara *p, const char *jam, int64_t now)
{
    struct query q = query_of(db, "UPDATE perkara_jam SET tercapai = $3 WHERE perkara = $1 AND jam = $2"
        " AND tercapai = 0");
    query_bind(&q, p->id);
    query_bind(&q, str_of(jam));
    query_bind(&q, now);
    TRY(query_end(&q));
    return jam_nearest(db, p);
}

enum outcome
jam_drop_all(struct db *db, struct perkara *p, int64_t now)
{
    struct query q = query_of(db, "UPDATE perkara_jam SET tercapai = $2, gugur = 1 WHERE perkara = $1"
        " AND tercapai = 0");
    query_bind(&q, p->id);
    query_bind(&q, now);
    TRY(query_end(&q));
    return jam_nearest(db, p);
}

enum outcome
jam_pause(struct db *db, struct perkara *p, date today, str sebab)
{
    struct query q = query_of(db, "INSERT INTO perkara_jeda (id, perkara, mulai, selesai, sebab)"
        " VALUES ($1, $2, $3, '', $4)");
    query_bind(&q, id_new());
    query_bind(&q, p->id);
    query_bind(&q, today);
    query_bind(&q, sebab);
    TRY(query_end(&q));
    p->tenggat = S(NONE_RUNS);          /* nothing is due while it stands still */
    return OK;
}

enum outcome
jam_resume(struct db *db, struct perkara *p, date today, int64_t now)
{
    struct query q = query_of(db, "UPDATE perkara_jeda SET selesai = $2 WHERE perkara = $1 AND selesai = ''");
    query_bind(&q, p->id);
    query_bind(&q, today);
    TRY(query_end(&q));
    TRY(jam_again(db, p->id, S("jeda berakhir"), now));
    return jam_nearest(db, p);
}

enum outcome
jam_class(struct db *db, struct perkara *p, const char *jam, int64_t now)
{
    struct jam_list list;
    struct aturan_jam rule = { 0 };
    TRY(clocks(db, p->id, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct jam *j = &list.items[i];
        if (j->tercapai || !str_eqz(j->jam, jam))
            continue;
        TRY(aturan_jam(db, p, jam, j->mulai, &rule));
        struct query q = query_of(db, "UPDATE perkara_jam SET aturan = $2, hari = hari + $3 - (SELECT a.hari"
            " FROM aturan_jam a WHERE a.id = perkara_jam.aturan) WHERE id = $1");
        query_bind(&q, j->id);
        query_bind(&q, rule.id);
        query_bind(&q, rule.hari);
        TRY(query_end(&q));
    }
    TRY(jam_again(db, p->id, S("golongan berubah"), now));
    return jam_nearest(db, p);
}

enum outcome
jam_extend(struct db *db, struct perkara *p, const char *jam, date today, int64_t now)
{
    struct aturan_jam rule = { 0 };
    TRY(aturan_jam(db, p, "perpanjangan", today, &rule));
    struct query q = query_of(db, "UPDATE perkara_jam SET hari = hari + $3 WHERE perkara = $1 AND jam = $2"
        " AND tercapai = 0");
    query_bind(&q, p->id);
    query_bind(&q, str_of(jam));
    query_bind(&q, rule.hari);
    TRY(query_end(&q));
    TRY(jam_again(db, p->id, str_format(db_arena_of(db), "perpanjangan: " STR, STR_ARG(rule.dasar)), now));
    return jam_nearest(db, p);
}

enum outcome
alur_start(struct db *db, const struct alur *a, const struct langkah_alur *l, struct perkara *p, date today)
{
    for (size_t i = 0; l->mulai >> i; i++)
        if (l->mulai >> i & 1)
            TRY(jam_start(db, p, a->jam[i].kode, today));
    return OK;
}
