/* jam_tugas.c: what clocks do by themselves: go up the line, follow a new decree, close after silence. */
#include "base/random.h"
#include "core/kabar/kabar.h"
#include "core/perkara/perkara_dalam.h"

enum { TURN = 500 };

/* ---- counted anew --------------------------------------------------------------------------------------- */

struct lama { int64_t id; date mulai, tenggat; int64_t hari, naik; };

static enum outcome
move_due(struct db *db, const struct lama *l, date due, str sebab, int64_t now)
{
    struct query q = query_of(db, "UPDATE perkara_jam SET tenggat = $2,"
        " naik_tenggat = CASE WHEN naik = 0 THEN $2 ELSE naik_tenggat END WHERE id = $1");
    query_bind(&q, l->id);
    query_bind(&q, due);
    TRY(query_end(&q));
    struct query log = query_of(db, "INSERT INTO perkara_jam_hitung (id, jam, lama, baru, sebab, waktu)"
        " VALUES ($1, $2, $3, $4, $5, $6)");
    query_bind(&log, id_new());
    query_bind(&log, l->id);
    query_bind(&log, l->tenggat);
    query_bind(&log, due);
    query_bind(&log, sebab);
    query_bind(&log, now);
    return query_end(&log);
}

enum outcome
jam_again(struct db *db, int64_t perkara, str sebab, int64_t now)
{
    enum { MOST = 10 };
    struct lama running[MOST];
    size_t count = 0;
    struct query q = query_of(db, "SELECT id, mulai, tenggat, hari, naik FROM perkara_jam WHERE perkara = $1"
        " AND tercapai = 0 ORDER BY id LIMIT 10");
    query_bind(&q, perkara);
    while (count < MOST && query_next(&q)) {
        struct lama *l = &running[count++];
        l->id      = query_int(&q);
        l->mulai   = query_date(&q);
        l->tenggat = query_date(&q);
        l->hari    = query_int(&q);
        l->naik    = query_int(&q);
    }
    TRY(query_end(&q));
    for (size_t i = 0; i < count; i++) {
        struct hitungan h = { 0 };
        TRY(hitungan_of(db, perkara, running[i].mulai, &h));
        date due = tenggat_of(&h, running[i].mulai, running[i].hari);
        if (date_number(due) != date_number(running[i].tenggat))
            TRY(move_due(db, &running[i], due, sebab, now));
    }
    return OK;
}

/* The closed days as one word: another word means that a decree changed them. */
static enum outcome
calendar_word(struct db *db, str *word)
{
    struct query q = query_of(db, "SELECT count(*), COALESCE(min(tanggal), ''), COALESCE(max(tanggal), ''),"
        " CAST(COALESCE(sum(CAST(substr(tanggal, 6, 2) AS INTEGER) * 31 * CAST(substr(tanggal, 9, 2) AS INTEGER)"
        " + CAST(substr(tanggal, 1, 4) AS INTEGER)), 0) AS BIGINT) FROM libur");
    if (query_next(&q)) {
        int64_t days = query_int(&q);
        str first = query_str(&q), last = query_str(&q);
        *word = str_format(db_arena_of(db), "%lld " STR " " STR " %lld", (long long)days, STR_ARG(first), STR_ARG(last),
            (long long)query_int(&q));
    }
    return query_end_one(&q);
}

static enum outcome
setting(struct db *db, const char *kunci, str *nilai)
{
    enum outcome o = pengaturan_get(db, kunci, nilai);
    if (o == NOT_FOUND)
        *nilai = S("");
    return o == NOT_FOUND ? OK : o;
}

static enum outcome
set_setting(struct db *db, const char *kunci, str nilai)
{
    struct query q = query_of(db, "INSERT INTO pengaturan (kunci, nilai, dasar) VALUES ($1, $2, '')"
        " ON CONFLICT (kunci) DO UPDATE SET nilai = excluded.nilai");
    query_bind(&q, str_of(kunci));
    query_bind(&q, nilai);
    return query_end(&q);
}

/* Cases with running clocks after `after`, at most a turn; `last` is where the next turn goes on. */
static enum outcome
recompute_some(struct job_run *run, int64_t after, int64_t *last)
{
    int64_t *cases = arena_array(run->arena, int64_t, TURN);
    size_t count = 0;
    struct query q = query_of(run->db, "SELECT DISTINCT perkara FROM perkara_jam WHERE tercapai = 0 AND perkara > $1"
        " ORDER BY perkara LIMIT 100");
    query_bind(&q, after);
    while (count < TURN && query_next(&q))
        cases[count++] = query_int(&q);
    TRY(query_end(&q));
    for (size_t i = 0; i < count; i++) {
        struct perkara p;
        TRY(jam_again(run->db, cases[i], S("kalender berubah"), run->now));
        TRY(perkara_by_id(run->db, cases[i], &p));
        str before = p.tenggat;
        TRY(jam_nearest(run->db, &p));
        if (!str_eq(before, p.tenggat) && !str_eqz(before, "9999"))
            TRY(perkara_update(run->db, &p));
    }
    *last = count ? cases[count - 1] : 0;
    return OK;
}

enum outcome
jam_recompute(struct job_run *run)
{
    str now = { 0 }, then = { 0 }, at;
    int64_t after = 0, last = 0;
    TRY(calendar_word(run->db, &now));
    TRY(setting(run->db, "perkara.kalender", &then));
    if (str_eq(now, then))
        return OK;
    TRY(setting(run->db, "perkara.kalender_sampai", &at));
    if (!str_int(at, &after))
        after = 0;
    TRY(recompute_some(run, after, &last));
    TRY(set_setting(run->db, "perkara.kalender_sampai", str_format(run->arena, "%lld", (long long)last)));
    run->done = last ? TURN : 0;        /* a full turn is followed by another at once */
    return last ? OK : set_setting(run->db, "perkara.kalender", now);
}

/* ---- up the line ---------------------------------------------------------------------------------------- */

struct jenjang { int64_t urutan; str jabatan, nama; bool daerah; int64_t hari; };
struct lewat { int64_t jam, perkara, naik; str nama; };

static enum outcome
level_above(struct db *db, str jenis, date today, int64_t level, struct jenjang *l)
{
    struct query q = query_of(db, "SELECT urutan, jabatan, nama, daerah, hari FROM perkara_jenjang WHERE jenis = $1"
        " AND mulai = (SELECT max(mulai) FROM perkara_jenjang WHERE jenis = $1 AND mulai <= $2) AND urutan > $3"
        " ORDER BY urutan LIMIT 1");
    query_bind(&q, jenis);
    query_bind(&q, today);
    query_bind(&q, level);
    if (query_next(&q)) {
        l->urutan  = query_int(&q);
        l->jabatan = query_str(&q);
        l->nama    = query_str(&q);
        l->daerah  = query_bool(&q);
        l->hari    = query_int(&q);
    }
    return query_end_one(&q);
}

static enum outcome
tell_level(struct job_run *run, const struct alur *a, const struct perkara *p, const struct jenjang *l,
    const struct akun_ids *who)
{
    for (size_t i = 0; i < who->count; i++) {
        struct kabar n = { .id = id_new(), .akun = who->items[i], .jenis = S("perkara.naik"), .waktu = run->now,
            .judul = str_format(run->arena, "Lewat tenggat: " STR, STR_ARG(p->nomor)),
            .isi = str_format(run->arena, STR " \"" STR "\" lewat tenggat dan naik ke " STR "."
                " Pemiliknya tetap " STR ".", STR_ARG(str_of(a->sebutan)), STR_ARG(p->judul),
                STR_ARG(l->nama), STR_ARG(p->opd_nama.len ? p->opd_nama : str_of(a->meja))),
            .tautan = str_format(run->arena, "/meja/" STR "/%lld", STR_ARG(p->jenis), (long long)p->id) };
        TRY(kabar_send(run->db, &n));
    }
    return OK;
}

static enum outcome
note_rise(struct job_run *run, const struct perkara *p, const struct jenjang *l, str jam)
{
    struct langkah step = { .id = id_new(), .perkara = p->id, .aksi = S("naik"), .dari = p->keadaan, .ke = p->keadaan,
        .isi = str_format(run->arena, "Lewat tenggat " STR ": naik ke " STR ".", STR_ARG(jam), STR_ARG(l->nama)),
        .oleh = S("sistem"), .jabatan = S("sistem"), .opd = p->opd, .waktu = run->now };
    TRY(langkah_insert(run->db, &step));
    struct peristiwa e = { .waktu = run->now, .jabatan = S("sistem"), .jenis = S("perkara.naik"),
        .subjek_jenis = S("perkara"), .subjek = p->id, PERKARA_BOUND(p->id),
        .isi = str_format(run->arena, "jam=" STR "\nke=" STR,
            STR_ARG(jam), STR_ARG(l->jabatan)) };
    return peristiwa_add(run->db, &e);
}

/* The next level whose office has somebody; a level that nobody holds is stepped over at once. */
static enum outcome
find_level(struct job_run *run, const struct perkara *p, int64_t from, struct jenjang *l, struct akun_ids *who)
{
    date today = date_of(run->now, run->region->zone);
    for (;;) {
        enum outcome o = level_above(run->db, p->jenis, today, from, l);
        if (o != OK)
            return o;
        struct place place = { .opd = l->daerah ? 0 : p->opd };
        TRY(siapa_holders(run->db, l->jabatan, &place, today, who));
        if (who->count)
            return OK;
        from = l->urutan;
    }
}

static enum outcome
set_rise(struct job_run *run, const struct lewat *c, int64_t level, date next)
{
    struct query q = query_of(run->db, "UPDATE perkara_jam SET naik = $2, naik_tenggat = $3 WHERE id = $1");
    query_bind(&q, c->jam);
    query_bind(&q, level);
    query_bind(&q, next);
    return query_end(&q);
}

static enum outcome
raise(struct job_run *run, const struct alur *alur, const struct lewat *c)
{
    struct perkara p;
    struct jenjang l = { 0 };
    struct akun_ids who;
    struct kalender k;
    date today = date_of(run->now, run->region->zone);
    TRY(perkara_by_id(run->db, c->perkara, &p));
    enum outcome o = find_level(run, &p, c->naik, &l, &who);
    if (o == NOT_FOUND)
        return set_rise(run, c, c->naik, (date){ 0 });
    TRY(o);
    TRY(kalender_read(run->db, today, date_from_number(date_number(today) + 120), &k));
    TRY(set_rise(run, c, l.urutan, hari_kerja_after(&k, today, l.hari)));
    p.naik = l.urutan > p.naik ? l.urutan : p.naik;
    p.langkah++;
    TRY(perkara_update(run->db, &p));
    TRY(note_rise(run, &p, &l, c->nama));
    return tell_level(run, alur, &p, &l, &who);
}

enum outcome
jam_escalate(struct job_run *run, const struct alur *alur)
{
    enum { A_TURN = 100 };
    struct lewat *late = arena_array(run->arena, struct lewat, A_TURN);
    size_t count = 0;
    struct query q = query_of(run->db, "SELECT j.id, j.perkara, j.naik, j.jam FROM perkara_jam j"
        " JOIN perkara p ON p.id = j.perkara WHERE j.tercapai = 0 AND j.naik_tenggat <> '' AND j.naik_tenggat < $1"
        " AND p.jenis = $2 AND NOT EXISTS (SELECT 1 FROM perkara_jeda e WHERE e.perkara = j.perkara AND e.selesai = '')"
        " ORDER BY j.naik_tenggat, j.id LIMIT 100");
    query_bind(&q, date_of(run->now, run->region->zone));
    query_bind(&q, str_of(alur->jenis));
    while (count < A_TURN && query_next(&q)) {
        struct lewat *c = &late[count++];
        c->jam     = query_int(&q);
        c->perkara = query_int(&q);
        c->naik    = query_int(&q);
        c->nama    = query_str(&q);
    }
    TRY(query_end(&q));
    for (size_t i = 0; i < count; i++)
        TRY(raise(run, alur, &late[i]));
    run->done = count == A_TURN ? TURN : (int64_t)count;
    return OK;
}
