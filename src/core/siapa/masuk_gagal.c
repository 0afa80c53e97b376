/* masuk_gagal.c: failed logins: the wait doubles, for the account and for the address, and is forgotten in a day. */
#include <arpa/inet.h>

#include "core/siapa/siapa_dalam.h"

/* One person mistypes five times; a whole office may sit behind one address. When the whole region has seen too many in
   an hour, an address gets only a few: many addresses guessing slowly are one attack. Nobody is ever locked out. */
enum { LONGEST_WAIT = 15 * MINUTE, FREE_UNDER_ATTACK = 3 };

str
kunci_akun(struct arena *arena, str masuk)
{
    return str_format(arena, "akun:" STR, STR_ARG(masuk));
}

str
kunci_alamat(struct arena *arena, str peer)
{
    struct in6_addr six;
    char start[INET6_ADDRSTRLEN];
    if (inet_pton(AF_INET6, cstr(arena, peer), &six) != 1)
        return str_format(arena, "alamat:" STR, STR_ARG(peer));
    memset(&six.s6_addr[8], 0, 8);      /* one subscriber has a whole /64 */
    return str_format(arena, "alamat:%s/64", inet_ntop(AF_INET6, &six, start, sizeof start));
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
times_failed(struct db *db, str kunci, int64_t since, int64_t *kali)
{
    *kali = 0;
    struct query q = query_of(db, "SELECT kali FROM masuk_gagal WHERE kunci = $1 AND terakhir > $2");
    query_bind(&q, kunci);
    query_bind(&q, since);
    if (query_next(&q))
        *kali = query_int(&q);
    return query_end(&q);
}

/* The region's own count begins anew each hour. */
static str
hour_key(struct arena *arena, int64_t now)
{
    return str_format(arena, "semua:%lld", (long long)(now / HOUR));
}

static const str all_of_region = { "semua:", 6 };

static enum outcome
free_tries(struct db *db, str kunci, int64_t now, int64_t *tries)
{
    struct aturan rules;
    int64_t in_all;
    TRY(aturan_of(db, date_of(now, &zone_wib), NULL, &rules));
    TRY(times_failed(db, hour_key(db_arena_of(db), now), now - HOUR, &in_all));
    bool attack = rules.gagal_semua && in_all > rules.gagal_semua;
    *tries = str_starts(kunci, S("akun:")) ? rules.gagal_akun : attack ? FREE_UNDER_ATTACK : rules.gagal_alamat;
    return OK;
}

/* Some tries are free; then 4 s, 8 s, 16 s ... up to 15 minutes. */
enum outcome
gagal_add(struct db *db, str kunci, int64_t now)
{
    int64_t kali, tries, wait = 0;
    bool of_region = str_eq(kunci, all_of_region);
    TRY(free_tries(db, kunci, now, &tries));
    if (of_region)
        kunci = hour_key(db_arena_of(db), now);
    TRY(times_failed(db, kunci, now - DAY, &kali));
    int64_t over = ++kali - tries;
    if (!of_region && over > 0)
        wait = over > 8 ? LONGEST_WAIT : (int64_t)2 << over;
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
