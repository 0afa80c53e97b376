/* masuk_gagal.c: failed logins: the wait doubles, for the account and for the address, and is forgotten in a day. */
#include "core/siapa/siapa_dalam.h"

/* One person mistypes five times; a whole office may sit behind one address. */
enum { FREE_OF_ACCOUNT = 5, FREE_OF_ADDRESS = 30, LONGEST_WAIT = 15 * MINUTE };

str
kunci_akun(struct arena *arena, str masuk)
{
    return str_format(arena, "akun:" STR, STR_ARG(masuk));
}

str
kunci_alamat(struct arena *arena, str peer)
{
    return str_format(arena, "alamat:" STR, STR_ARG(peer));
}

enum outcome
tunggu_of(struct db *db, str kunci, int64_t now, int64_t *seconds)
{
    *seconds = 0;
    struct query q = query_of(db, "SELECT tunggu_sampai FROM masuk_gagal WHERE kunci = $1");
    query_bind(&q, kunci);
    if (query_next(&q)) {
        int64_t until = query_int(&q);
        *seconds = until > now ? until - now : 0;
    }
    return query_end(&q);
}

static enum outcome
times_failed(struct db *db, str kunci, int64_t now, int64_t *kali)
{
    *kali = 0;
    struct query q = query_of(db, "SELECT kali FROM masuk_gagal WHERE kunci = $1 AND terakhir > $2");
    query_bind(&q, kunci);
    query_bind(&q, now - DAY);
    if (query_next(&q))
        *kali = query_int(&q);
    return query_end(&q);
}

/* Some tries are free; then 4 s, 8 s, 16 s ... up to 15 minutes. */
enum outcome
gagal_add(struct db *db, str kunci, int64_t now)
{
    int64_t kali, free_tries = str_starts(kunci, S("akun:")) ? FREE_OF_ACCOUNT : FREE_OF_ADDRESS;
    TRY(times_failed(db, kunci, now, &kali));
    kali++;
    int64_t over = kali - free_tries, wait = over <= 0 ? 0 : over > 8 ? LONGEST_WAIT : (int64_t)2 << over;
    struct query q = query_of(db,
        "INSERT INTO masuk_gagal (kunci, kali, terakhir, tunggu_sampai) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (kunci) DO UPDATE SET kali = excluded.kali, terakhir = excluded.terakhir,"
        " tunggu_sampai = excluded.tunggu_sampai");
    query_bind(&q, kunci);
    query_bind(&q, kali);
    query_bind(&q, now);
    query_bind(&q, now + (wait > LONGEST_WAIT ? LONGEST_WAIT : wait));
    return query_end(&q);
}

enum outcome
gagal_forget(struct db *db, str kunci)
{
    struct query q = query_of(db, "DELETE FROM masuk_gagal WHERE kunci = $1");
    query_bind(&q, kunci);
    return query_end(&q);
}

/* What is older than a day protects nobody. */
enum outcome
gagal_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM masuk_gagal WHERE kunci IN"
        " (SELECT kunci FROM masuk_gagal WHERE terakhir < $1 ORDER BY terakhir LIMIT 500)");
    query_bind(&q, run->now - DAY);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}
