/* masuk_gagal.c: failed logins: the wait doubles, for the account and for the address, and is forgotten in a day. */
#include "core/siapa/siapa_dalam.h"

enum { FREE_TRIES = 5, LONGEST_WAIT = 15 * MINUTE };

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

/* Five tries are free; then 4 s, 8 s, 16 s ... up to 15 minutes. */
enum outcome
gagal_add(struct db *db, str kunci, int64_t now)
{
    int64_t kali;
    TRY(times_failed(db, kunci, now, &kali));
    kali++;
    int64_t over = kali - FREE_TRIES, wait = over <= 0 ? 0 : over > 8 ? LONGEST_WAIT : (int64_t)2 << over;
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
