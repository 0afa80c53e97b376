/* jam_tutup.c: what closes after silence: an answer that nobody contested, a question that nobody answered. */
#include "core/perkara/perkara_dalam.h"

enum { TURN = 500, A_TURN = 50 };

struct diam { const struct alur *alur; str keadaan, aksi, alasan; };

/* The acts' rules want a request; a job has none, so it brings what they ask of one. */
static struct req
request_of(struct job_run *run)
{
    return (struct req){ .arena = run->arena, .region = run->region, .db = run->db, .now = run->now };
}

static enum outcome
close_one(struct job_run *run, const struct diam *d, int64_t id)
{
    struct perkara p;
    struct req req = request_of(run);
    TRY(perkara_by_id(run->db, id, &p));
    struct tindakan t = { .aksi = d->aksi, .oleh = SISTEM, .jabatan = S("sistem"), .langkah = -1,
        .kode_alasan = d->alasan, .isi = S("Ditutup otomatis karena tidak ada balasan sampai batas waktunya.") };
    enum outcome o = perkara_act(&req, d->alur, &p, &t);
    return o == INVALID ? FAILED : o;
}

/* In a state for so many working days since its last step. */
static enum outcome
close_some(struct job_run *run, const struct diam *d, const struct kalender *k, int64_t days)
{
    int64_t *ids = arena_array(run->arena, int64_t, A_TURN);
    size_t count = 0;
    date today = date_of(run->now, run->region->zone);
    struct query q = query_of(run->db, "SELECT id, berubah FROM perkara WHERE jenis = $1 AND keadaan = $2"
        " AND berubah < $3 ORDER BY tenggat, id LIMIT 500");
    query_bind(&q, str_of(d->alur->jenis));
    query_bind(&q, d->keadaan);
    query_bind(&q, run->now - days * DAY);
    while (count < A_TURN && query_next(&q)) {
        int64_t id = query_int(&q);
        date last = date_of(query_int(&q), run->region->zone);
        if (hari_kerja_between(k, last, today) > days)
            ids[count++] = id;
    }
    TRY(query_end(&q));
    for (size_t i = 0; i < count; i++)
        TRY(close_one(run, d, ids[i]));
    run->done = count == A_TURN ? TURN : (int64_t)count;
    return OK;
}

enum outcome
jam_close_silent(struct job_run *run, const struct alur *alur, const struct tutup *t)
{
    struct kalender k;
    struct aturan_jam rule;
    date today = date_of(run->now, run->region->zone);
    struct perkara any = { .jenis = str_of(alur->jenis) };
    enum outcome o = aturan_jam(run->db, &any, t->jam, today, &rule);
    if (o == NOT_FOUND)
        return OK;
    TRY(o);
    TRY(kalender_read(run->db, date_from_number(date_number(today) - 500), today, &k));
    struct diam d = { alur, str_of(t->keadaan), str_of(t->aksi), str_of(t->alasan) };
    return close_some(run, &d, &k, rule.hari);
}
