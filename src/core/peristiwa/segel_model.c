/* segel_model.c: the tree in the database: sealing, and the latest checkpoint. */
#include "base/random.h"
#include "core/peristiwa/peristiwa.h"
#include "core/peristiwa/segel.h"

str
segel_signed_text(struct arena *arena, int64_t size, str root, int64_t when)
{
    return str_format(arena, "pamong-segel:%lld:" STR ":%lld", (long long)size, STR_ARG(root),
        (long long)when);
}

static enum outcome
edge(struct db *db, struct tepi *t)
{
    *t = (struct tepi){ 0 };
    struct query q = query_of(db,
        "SELECT ukuran, tepi FROM segel_titik ORDER BY ukuran DESC LIMIT 1");
    bool readable = true;
    if (query_next(&q)) {
        int64_t size = query_int(&q);
        readable = tepi_read(query_str(&q), size, t);
    }
    TRY(query_end(&q));
    return readable ? OK : FAILED;
}

struct waiting { int64_t *events; str *hashes; size_t count; };

static enum outcome
waiting_events(struct db *db, int64_t most, struct waiting *w)
{
    struct arena *arena = db_arena_of(db);
    w->events = arena_array(arena, int64_t, (size_t)most);
    w->hashes = arena_array(arena, str, (size_t)most);
    w->count = 0;
    struct query q = query_of(db,
        "SELECT p.id, p.sidik FROM segel_antre a JOIN peristiwa p ON p.id = a.peristiwa"
        " ORDER BY a.peristiwa LIMIT $1");
    query_bind(&q, most);
    while (w->count < (size_t)most && query_next(&q)) {
        w->events[w->count] = query_int(&q);
        w->hashes[w->count++] = query_str(&q);
    }
    return query_end(&q);
}

static enum outcome
append_leaf(struct db *db, int64_t at, int64_t event, str hash)
{
    struct query leaf = query_of(db,
        "INSERT INTO segel_daun (urut, peristiwa, sidik) VALUES ($1, $2, $3)");
    query_bind(&leaf, at);
    query_bind(&leaf, event);
    query_bind(&leaf, hash);
    TRY(query_end(&leaf));
    struct query done = query_of(db, "DELETE FROM segel_antre WHERE peristiwa = $1");
    query_bind(&done, event);
    return query_end(&done);
}

static enum outcome
insert_checkpoint(struct db *db, const struct tepi *t, str seed, int64_t now)
{
    struct arena *arena = db_arena_of(db);
    str root = tepi_root(arena, t), signature, key;
    segel_sign(arena, seed, segel_signed_text(arena, t->count, root, now), &signature, &key);
    struct query q = query_of(db,
        "INSERT INTO segel_titik (ukuran, akar, tepi, waktu, tanda, kunci)"
        " VALUES ($1, $2, $3, $4, $5, $6)");
    query_bind(&q, t->count);
    query_bind(&q, root);
    query_bind(&q, tepi_text(arena, t));
    query_bind(&q, now);
    query_bind(&q, signature);
    query_bind(&q, key);
    return query_end(&q);
}

enum outcome
peristiwa_seal(struct db *db, str seed, int64_t now, int64_t most, int64_t *sealed)
{
    struct tepi t;
    struct waiting w;
    TRY(edge(db, &t));
    TRY(waiting_events(db, most, &w));
    *sealed = (int64_t)w.count;
    if (w.count == 0)
        return OK;
    for (size_t i = 0; i < w.count; i++) {
        TRY(append_leaf(db, t.count, w.events[i], w.hashes[i]));
        if (!tepi_append(&t, w.hashes[i]))
            return FAILED;
    }
    return insert_checkpoint(db, &t, seed, now);
}

enum outcome
segel_latest(struct db *db, struct titik_segel *titik)
{
    struct query q = query_of(db,
        "SELECT ukuran, akar, waktu, tanda, kunci FROM segel_titik ORDER BY ukuran DESC LIMIT 1");
    *titik = (struct titik_segel){ 0 };
    if (query_next(&q)) {
        titik->ukuran = query_int(&q);
        titik->akar = query_str(&q);
        titik->waktu = query_int(&q);
        titik->tanda = query_str(&q);
        titik->kunci = query_str(&q);
    }
    return query_end_one(&q);
}

str
segel_line(struct arena *arena, const struct titik_segel *t)
{
    return str_format(arena, "pamong-segel %lld " STR " %lld " STR " " STR, (long long)t->ukuran, STR_ARG(t->akar),
        (long long)t->waktu, STR_ARG(t->tanda), STR_ARG(t->kunci));
}

static bool
is_hex(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("0123456789abcdef", s.ptr[i]) || !s.ptr[i])
            return false;
    return s.len > 0;
}

bool
segel_read(str line, struct titik_segel *t)
{
    str words[6];
    size_t n = 0;
    line = str_trim(line);
    while (n < COUNT(words) && str_cut(&line, ' ', &words[n]))
        n++;
    if (n < COUNT(words) || line.ptr || !str_eqz(words[0], "pamong-segel"))
        return false;
    *t = (struct titik_segel){ .akar = words[2], .tanda = words[4], .kunci = words[5] };
    return str_int(words[1], &t->ukuran) && str_int(words[3], &t->waktu) && is_hex(t->akar) && is_hex(t->tanda)
        && is_hex(t->kunci);
}
