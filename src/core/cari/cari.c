/* cari.c: finds rows by their words; the two engines' own languages of searching stand here and in schema/ only. */
#include "core/cari/cari.h"

#include "base/word.h"
#include "core/cari/cari_schema.h"
#include "core/pribadi/pribadi.h"

enum { WORD_LEAST = 2, PREFIX_LEAST = 3 };

enum outcome
cari_write(struct db *db, const char *sql, int64_t id)
{
    struct query q = query_of(db, sql);
    query_bind(&q, id);
    return query_end(&q);
}

enum outcome
cari_write_with(struct db *db, const char *sql, int64_t id, str text)
{
    struct query q = query_of(db, sql);
    query_bind(&q, id);
    query_bind(&q, text);
    return query_end(&q);
}

enum outcome
cari_forget(struct db *db, int64_t id)
{
    struct query q = query_of(db, "DELETE FROM cari WHERE id = $1");
    query_bind(&q, id);
    return query_end(&q);
}

struct cari_kata
cari_words(struct arena *arena, str typed)
{
    struct cari_kata k = { 0 };
    struct word w;
    for (size_t at = 0; k.count < COUNT(k.items) && word_next(arena, typed, &at, &w);)
        if (w.plain.len >= WORD_LEAST)
            k.items[k.count++] = w.plain;
    return k;
}

/* ---- the engines' languages: words are small letters and digits by now, so nothing in them can be syntax --------- */

struct ask { struct db *db; const struct cari_tanya *t; bool prefix, publik; };

static bool
is_prefix(const struct ask *a, size_t nth)
{
    return a->prefix && nth + 1 == a->t->kata.count && a->t->kata.items[nth].len >= PREFIX_LEAST;
}

/* wilayah without its dots, as the schema writes it. */
static str
without_dots(struct arena *arena, str kode)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < kode.len; i++)
        if (kode.ptr[i] != '.')
            buf_char(&b, kode.ptr[i]);
    return buf_view(&b);
}

struct tanda { str items[4]; size_t count; };

/* The words that narrow. What is public is no secret, and a word at every row is what costs most: the row says it. */
static struct tanda
marks_of(const struct ask *a, struct arena *arena)
{
    struct tanda m = { 0 };
    if (a->t->jenis.len)
        m.items[m.count++] = a->t->jenis;
    if (a->t->opd >= 0)
        m.items[m.count++] = str_format(arena, "o%lld", (long long)a->t->opd);
    if (a->t->wilayah.len)
        m.items[m.count++] = str_format(arena, "w" STR, STR_ARG(without_dots(arena, a->t->wilayah)));
    if (!a->t->rahasia && !a->publik)
        m.items[m.count++] = S("r0");
    return m;
}

/* {tanda} : ("aduan" AND "r0") AND {judul isi lain} : ("lampu" AND "jal" *) */
static str
lite_words(const struct ask *a, struct arena *arena)
{
    struct buf b = { .arena = arena };
    struct tanda m = marks_of(a, arena);
    for (size_t i = 0; i < m.count; i++)
        buf_format(&b, "%s\"" STR "\"%s", i ? " AND " : "{tanda} : (", STR_ARG(m.items[i]),
            i + 1 == m.count ? ") AND " : "");
    for (size_t i = 0; i < a->t->kata.count; i++)
        buf_format(&b, "%s\"" STR "\"%s", i ? " AND " : "{judul isi lain} : (", STR_ARG(a->t->kata.items[i]),
            is_prefix(a, i) ? " *" : "");
    buf_char(&b, ')');
    return buf_view(&b);
}

/* '/aduan' & '/r0' & 'lampu' & 'jal':* */
static str
pg_words(const struct ask *a, struct arena *arena)
{
    struct buf b = { .arena = arena };
    struct tanda m = marks_of(a, arena);
    for (size_t i = 0; i < m.count; i++)
        buf_format(&b, "'/" STR "' & ", STR_ARG(m.items[i]));
    for (size_t i = 0; i < a->t->kata.count; i++)
        buf_format(&b, "%s'" STR "'%s", i ? " & " : "", STR_ARG(a->t->kata.items[i]), is_prefix(a, i) ? ":*" : "");
    return buf_view(&b);
}

#define FOUND(semua) "SELECT c.id, c.jenis, c.kode, c.judul, c.isi, COALESCE((SELECT w.nama FROM wilayah w" \
    " WHERE w.kode = c.wilayah AND w.selesai = ''), ''), c.waktu, " semua " FROM "
#define MAY " ($3 = 1 OR c.rahasia = 0)"
/* Ids alone until it is known how many there are: of too many to rank only a page is read. */
#define LITE(table, most) "WITH f AS MATERIALIZED (SELECT rowid AS id FROM " table " WHERE " table " MATCH $1" \
    " AND rowid < $2 ORDER BY rowid DESC LIMIT " most "), n AS (SELECT count(*) AS ada FROM f) " \
    FOUND("n.ada < " most) "n, (SELECT id FROM f ORDER BY id DESC" \
    " LIMIT (SELECT CASE WHEN ada < " most " THEN ada ELSE 21 END FROM n)) g" \
    " JOIN cari c ON c.id = g.id WHERE" MAY " ORDER BY c.id DESC"
/* The newest rows by their ids, each looked at: so many and no more, however frequent the words are. */
#define NEWEST(rows) "(SELECT * FROM cari WHERE id < $2 ORDER BY id DESC LIMIT " rows ") c"
#define WALK(publik, rows, most) FOUND("0") NEWEST(rows) " WHERE c.publik = " publik \
    " AND c.kata @@ CAST($1 AS tsquery) AND" MAY " ORDER BY c.id DESC LIMIT " most
/* By the index, in no order, until there are too many. MATERIALIZED: planned as if all were wanted, else a rare word is
   looked for row by row; id + 0: nor along the primary key (measurements.md E). */
#define PROBE(publik) "WITH f AS MATERIALIZED (SELECT * FROM cari c WHERE publik = " publik \
    " AND kata @@ CAST($1 AS tsquery) AND id + 0 < $2 AND" MAY ") " FOUND("0") "(SELECT * FROM f LIMIT 201) c"

static enum outcome
read_rows(const struct ask *a, const char *sql, struct cari_list *list)
{
    bool pg = db_engine(a->db) == ENGINE_POSTGRES;
    struct arena *arena = db_arena_of(a->db);
    *list = (struct cari_list){ .items = arena_array(arena, struct cari_hasil, CARI_RANKED + 1), .semua = true };
    struct query q = query_of(a->db, sql);
    query_bind(&q, pg ? pg_words(a, arena) : lite_words(a, arena));
    query_bind(&q, a->t->sebelum ? a->t->sebelum : INT64_MAX);
    query_bind(&q, a->t->rahasia);
    while (list->count <= CARI_RANKED && query_next(&q)) {
        struct cari_hasil *h = &list->items[list->count++];
        h->id     = query_int(&q);
        h->jenis  = query_str(&q);
        h->kode   = query_str(&q);
        h->judul  = query_str(&q);
        h->isi    = query_str(&q);
        h->tempat = query_str(&q);
        h->waktu  = query_int(&q);
        list->semua = query_bool(&q);
    }
    return query_end(&q);
}

/* FTS5 gives them in the order of their ids, one after the other: it stops where we do. */
static enum outcome
lite_found(const struct ask *a, struct cari_list *list)
{
    static const char *const sql[2][2] = { { LITE("cari_dalam", "21"), LITE("cari_dalam", "201") },
        { LITE("cari_umum", "21"), LITE("cari_umum", "201") } };
    return read_rows(a, sql[a->publik][a->t->peringkat], list);
}

/* Where a walk over so many rows ends; `whole`: there are no more. */
static enum outcome
walk_end(const struct ask *a, int64_t rows, int64_t *last, bool *whole)
{
    struct query q = query_of(a->db, "SELECT min(id), count(*) FROM (SELECT id FROM cari WHERE id < $1"
        " ORDER BY id DESC LIMIT $2) c");
    query_bind(&q, a->t->sebelum ? a->t->sebelum : INT64_MAX);
    query_bind(&q, rows);
    if (query_next(&q)) {
        *last  = query_int(&q);
        *whole = query_int(&q) < rows;
    }
    return query_end_one(&q);
}

/* GIN knows no order, and all matches of a frequent word are too many to sort: the newest rows are looked at first;
   what does not fill a page among them is asked of the index, up to a bound; what is more, but old, is walked for. */
static enum outcome
pg_found(const struct ask *a, struct cari_list *list)
{
    enum { NEAR = 2000, FAR = 50000 };
    static const char *const walk[2][2] = { { WALK("0", "2000", "21"), WALK("0", "2000", "201") },
        { WALK("1", "2000", "21"), WALK("1", "2000", "201") } };
    static const char *const probe[2] = { PROBE("0"), PROBE("1") };
    static const char *const far[2] = { WALK("0", "50000", "21"), WALK("1", "50000", "21") };
    int64_t last = 0;
    bool whole = false;
    TRY(read_rows(a, walk[a->publik][a->t->peringkat], list));
    TRY(walk_end(a, NEAR, &last, &whole));
    if (list->count > CARI_PAGE || whole) {
        list->semua = whole && list->count <= (a->t->peringkat ? CARI_RANKED : CARI_PAGE);
        return OK;
    }
    TRY(read_rows(a, probe[a->publik], list));
    if (list->count <= CARI_RANKED) {
        list->semua = true;
        cari_newest_first(list);
        return OK;
    }
    TRY(read_rows(a, far[a->publik], list));
    list->semua = false;
    TRY(walk_end(a, FAR, &last, &whole));
    list->lanjut = whole || list->count > CARI_PAGE ? 0 : last;
    return OK;
}

static enum outcome
read_found(struct ask a, bool publik, struct cari_list *list)
{
    a.publik = publik;
    return db_engine(a.db) == ENGINE_POSTGRES ? pg_found(&a, list) : lite_found(&a, list);
}

/* Two lists, the newest first, become one. */
static struct cari_list
merge(struct arena *arena, const struct cari_list *a, const struct cari_list *b)
{
    struct cari_list all = { .items = arena_array(arena, struct cari_hasil, CARI_RANKED + 1),
        .semua = a->semua && b->semua, .lanjut = a->lanjut > b->lanjut ? a->lanjut : b->lanjut };
    for (size_t i = 0, j = 0; all.count <= CARI_PAGE && (i < a->count || j < b->count);) {
        bool first = j == b->count || (i < a->count && a->items[i].id > b->items[j].id);
        all.items[all.count++] = first ? a->items[i++] : b->items[j++];
    }
    return all;
}

static enum outcome
find(const struct ask *a, struct cari_list *list)
{
    struct cari_list shown, inside = { 0 };
    TRY(read_found(*a, true, &shown));
    if (a->t->dalam)
        TRY(read_found(*a, false, &inside));
    *list = a->t->dalam ? merge(db_arena_of(a->db), &shown, &inside) : shown;
    return OK;
}

/* Whole words when they fill a page by themselves: what begins with a frequent word is too much to go through. */
enum outcome
cari_find(struct db *db, const struct cari_tanya *t, struct cari_list *list)
{
    struct cari_tanya top = *t, wish = *t;
    struct ask whole = { db, &top, false, false }, wanted = { db, &wish, false, false };
    *list = (struct cari_list){ 0 };
    if (t->kata.count == 0)
        return OK;
    top.sebelum = 0;
    wish.peringkat = top.peringkat = t->peringkat && !t->dalam && !t->sebelum;
    TRY(find(&whole, list));
    wanted.prefix = list->count <= CARI_PAGE && t->kata.items[t->kata.count - 1].len >= PREFIX_LEAST;
    if (t->sebelum || wanted.prefix)
        TRY(find(&wanted, list));
    list->berperingkat = wish.peringkat && list->semua;
    if (list->berperingkat)
        cari_rank(db_arena_of(db), t, list);
    else if (list->count > CARI_PAGE + 1)
        list->count = CARI_PAGE + 1;
    return OK;
}

/* ---- showing --------------------------------------------------------------------------------------------------- */

static bool
is_found(const struct cari_kata *k, str word)
{
    for (size_t i = 0; i < k->count; i++)
        if (i + 1 == k->count ? str_starts(word, k->items[i]) : str_eq(word, k->items[i]))
            return true;
    return false;
}

/* Where the first word that was looked for stands; 0 when none does. */
static size_t
first_found(struct arena *arena, const struct cari_kata *k, str text)
{
    struct word w;
    for (size_t at = 0; word_next(arena, text, &at, &w);)
        if (is_found(k, w.plain))
            return w.from;
    return 0;
}

str
cari_excerpt(struct arena *arena, const struct cari_kata *k, str text)
{
    enum { LENGTH = 220, BEFORE = 60 };
    if (text.len <= LENGTH)
        return text;
    size_t first = first_found(arena, k, text), at = first > BEFORE ? first - BEFORE : 0, from = at, to = 0;
    struct word w;
    while (at && at < first && text.ptr[at - 1] != ' ')
        from = ++at;
    while (word_next(arena, text, &at, &w) && (!to || w.to <= from + LENGTH)) {
        from = to || !from ? from : w.from;
        to = w.to;
    }
    return str_format(arena, "%s" STR "%s", from ? "… " : "", STR_ARG(str_head(str_from(text, from), to - from)),
        to < text.len ? " …" : "");
}

static const struct data_pribadi pribadi[] = {
    { .kolom = "cari.isi", "Salinan naskah untuk pencarian", "Menemukan laporan dan usulan.", DASAR_TUGAS,
        "Siapa yang boleh membaca naskah aslinya.", "Selama naskah aslinya dapat dicari.",
        "Naskah yang tertutup bagi umum ada di indeks tersendiri." },
    { 0 }
};

const struct module cari_module = {
    .name   = "cari",
    .title  = "Pencarian",
    .schema = &cari_schema,
    .pribadi = pribadi,
};
