/* catat.c: when the last good backup was made, and who is told when that is too long ago. */
#include "base/log.h"
#include "base/random.h"
#include "core/cadangan/cadangan.h"
#include "core/cadangan/cadangan_schema.h"
#include "core/peristiwa/peristiwa.h"
#include "core/wilayah/wilayah.h"

enum { DEFAULT_HOURS = 26 };

enum outcome
cadangan_note(struct db *db, const struct cadangan *c, int64_t now)
{
    struct titik_segel t = { 0 };
    if (c->titik.len && !segel_read(c->titik, &t))
        return FAILED;
    struct query q = query_of(db, "INSERT INTO cadangan (id, waktu, selesai, tujuan, titik, tabel, baris, berkas,"
        " bytes, rusak) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    query_bind(&q, id_new());
    query_bind(&q, c->waktu);
    query_bind(&q, now);
    query_bind(&q, c->folder);
    query_bind(&q, t.ukuran);
    query_bind(&q, c->tabel);
    query_bind(&q, c->baris);
    query_bind(&q, c->berkas);
    query_bind(&q, c->bytes);
    query_bind(&q, c->rusak);
    return query_end(&q);
}

enum outcome
cadangan_state(struct db *db, int64_t now, struct cadangan_keadaan *k)
{
    str hours;
    int64_t n = DEFAULT_HOURS;
    *k = (struct cadangan_keadaan){ 0 };
    enum outcome o = pengaturan_get(db, "cadangan.batas_jam", &hours);
    if (o != OK && o != NOT_FOUND)
        return o;
    if (o == OK && (!str_int(hours, &n) || n < 1))
        n = DEFAULT_HOURS;
    struct query q = query_of(db, "SELECT waktu, tujuan FROM cadangan ORDER BY waktu DESC, id DESC LIMIT 1");
    if (query_next(&q)) {
        k->waktu = query_int(&q);
        k->tujuan = query_str(&q);
    }
    TRY(query_end(&q));
    k->batas = n * HOUR;
    k->umur = k->waktu ? now - k->waktu : 0;
    k->lama = k->waktu == 0 || k->umur > k->batas;
    return OK;
}

/* Every hour while it lasts: a backup that silently stopped is the commonest way to lose a city's data. */
static enum outcome
warn(struct job_run *run)
{
    struct cadangan_keadaan k;
    TRY(cadangan_state(run->db, run->now, &k));
    region_backed_up(run->region, k.waktu);
    if (k.lama && !run->region->sample)
        log_event(LOG_WARN, "cadangan", "region " STR ": the last good backup is %lld hours old (0: there is none)",
            STR_ARG(run->region->kode), (long long)(k.umur / HOUR));
    return OK;
}

static enum outcome
seed(struct db *db, int64_t now)
{
    (void)now;
    struct query q = query_of(db, "INSERT INTO pengaturan (kunci, nilai, dasar) VALUES ('cadangan.batas_jam', '26', '')"
        " ON CONFLICT (kunci) DO NOTHING");
    return query_end(&q);
}

static const struct job jobs[] = {
    { "cadangan.ingat", warn, HOUR },
    { 0 }
};

const struct module cadangan_module = {
    .name   = "cadangan",
    .title  = "Cadangan",
    .schema = &cadangan_schema,
    .jobs   = jobs,
    .seed   = seed,
};
