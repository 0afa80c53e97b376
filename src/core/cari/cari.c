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

struct ask { struct db *db; const struct cari_tanya *t; bool prefix; };

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

/* The words that narrow. */
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
    if (!a->t->rahasia)
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

#define FOUND "SELECT c.id, c.jenis, c.kode, c.judul, c.isi, COALESCE((SELECT w.nama FROM wilayah w" \
    " WHERE w.kode = c.wilayah AND w.selesai = ''), ''), c.waktu FROM "
#define LITE(table) FOUND table " JOIN cari c ON c.id = " table ".rowid WHERE " table " MATCH $1 AND " table \
    ".rowid < $2 ORDER BY " table ".rowid DESC LIMIT 21"
/* id + 0: else a rare word is looked for along the primary key (measurements.md E) */
#define PG(publik) FOUND "cari c WHERE c.publik = " publik " AND c.kata @@ CAST($1 AS tsquery) AND c.id < $2" \
    " ORDER BY c.id + 0 DESC LIMIT 21"

static enum outcome
read_found(const struct ask *a, bool publik, struct cari_list *list)
{
    static const char *const sql[2][2] = { { LITE("cari_dalam"), LITE("cari_umum") }, { PG("0"), PG("1") } };
    bool pg = db_engine(a->db) == ENGINE_POSTGRES;
    struct arena *arena = db_arena_of(a->db);
    *list = (struct cari_list){ arena_array(arena, struct cari_hasil, CARI_PAGE + 1), 0 };
    struct query q = query_of(a->db, sql[pg][publik]);
    query_bind(&q, pg ? pg_words(a, arena) : lite_words(a, arena));
    query_bind(&q, a->t->sebelum ? a->t->sebelum : INT64_MAX);
    while (list->count <= CARI_PAGE && query_next(&q)) {
        struct cari_hasil *h = &list->items[list->count++];
        h->id     = query_int(&q);
        h->jenis  = query_str(&q);
        h->kode   = query_str(&q);
        h->judul  = query_str(&q);
        h->isi    = query_str(&q);
        h->tempat = query_str(&q);
        h->waktu  = query_int(&q);
    }
    return query_end(&q);
}

/* Two lists, the newest first, become one. */
static struct cari_list
merge(struct arena *arena, const struct cari_list *a, const struct cari_list *b)
{
    struct cari_list all = { arena_array(arena, struct cari_hasil, CARI_PAGE + 1), 0 };
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
    TRY(read_found(a, true, &shown));
    if (a->t->dalam)
        TRY(read_found(a, false, &inside));
    *list = inside.count ? merge(db_arena_of(a->db), &shown, &inside) : shown;
    return OK;
}

/* Whole words when they fill a page by themselves: what begins with a frequent word is too much to go through. */
enum outcome
cari_find(struct db *db, const struct cari_tanya *t, struct cari_list *list)
{
    struct cari_tanya top = *t;
    struct ask whole = { db, &top, false }, wanted = { db, t, false };
    *list = (struct cari_list){ 0 };
    if (t->kata.count == 0)
        return OK;
    top.sebelum = 0;
    TRY(find(&whole, list));
    wanted.prefix = list->count <= CARI_PAGE && t->kata.items[t->kata.count - 1].len >= PREFIX_LEAST;
    return t->sebelum || wanted.prefix ? find(&wanted, list) : OK;
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
