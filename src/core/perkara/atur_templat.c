/* atur_templat.c: templates of answers, and the words in braces that a case fills. */
#include "core/perkara/atur.h"
#include "core/perkara/perkara_dalam.h"

#define COLUMNS "t.id, t.jenis, t.opd, t.aksi, t.judul, t.isi, t.aktif, COALESCE(o.nama, '')"
#define FROM " FROM perkara_templat t LEFT JOIN opd o ON o.id = t.opd"

static struct templat
read_templat(struct query *q)           /* in the order of COLUMNS */
{
    struct templat t = { .id = query_int(q) };
    t.jenis    = query_str(q);
    t.opd      = query_int(q);
    t.aksi     = query_str(q);
    t.judul    = query_str(q);
    t.isi      = query_str(q);
    t.aktif    = query_bool(q);
    t.opd_nama = query_str(q);
    return t;
}

enum outcome
templat_rows(struct db *db, str jenis, struct templat_list *list)
{
    enum { MOST = 200 };
    *list = (struct templat_list){ 0 };
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE t.jenis = $1 ORDER BY t.aktif DESC, t.judul, t.id"
        " LIMIT 200");
    query_bind(&q, jenis);
    while (list->count < MOST && query_next(&q))
        *arena_next(db_arena_of(db), list) = read_templat(&q);
    return query_end(&q);
}

enum outcome
templat_by_id(struct db *db, str jenis, int64_t id, struct templat *t)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE t.id = $1 AND t.jenis = $2");
    query_bind(&q, id);
    query_bind(&q, jenis);
    if (query_next(&q))
        *t = read_templat(&q);
    return query_end_one(&q);
}

enum outcome
templat_save(struct req *req, const struct templat *t)
{
    str odd = templat_unknown(t->isi);
    if (odd.len)
        return req_error(req, "isi", "{" STR "} tidak dikenal. Yang dapat dipakai: {nomor}, {judul}, {kelurahan},"
            " {opd}, {tenggat}.", STR_ARG(odd));
    struct query q = query_of(req->db, "INSERT INTO perkara_templat (id, jenis, opd, aksi, judul, isi, aktif)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET opd = excluded.opd, aksi = excluded.aksi,"
        " judul = excluded.judul, isi = excluded.isi, aktif = excluded.aktif");
    query_bind(&q, t->id);
    query_bind(&q, t->jenis);
    query_bind(&q, t->opd);
    query_bind(&q, t->aksi);
    query_bind(&q, t->judul);
    query_bind(&q, t->isi);
    query_bind(&q, t->aktif);
    TRY(query_end(&q));
    return atur_event(req, "perkara.templat", t->id, str_format(req->arena, "judul=" STR "\nopd=%lld\naksi=" STR
        "\naktif=%d\nisi=" STR, STR_ARG(t->judul), (long long)t->opd, STR_ARG(t->aksi), t->aktif, STR_ARG(t->isi)));
}

/* ---- words in braces -------------------------------------------------------------------------------------------- */

static bool
word_of(struct req *req, const struct perkara *p, str word, str *value)
{
    date due;
    if (str_eqz(word, "nomor"))
        *value = p->nomor;
    else if (str_eqz(word, "judul"))
        *value = p->judul;
    else if (str_eqz(word, "kelurahan"))
        *value = p->kelurahan_nama;
    else if (str_eqz(word, "opd"))
        *value = p->opd_nama.len ? p->opd_nama : S("meja pengaduan");
    else if (str_eqz(word, "tenggat"))
        *value = date_parse(p->tenggat, &due) == OK ? fmt_date(req->arena, due) : S("-");
    else
        return false;
    return true;
}

/* The next "{word}" after `rest` began; what stood before it. */
static bool
next_word(str *rest, str *before, str *word)
{
    ptrdiff_t open = str_find(*rest, S("{"));
    ptrdiff_t close = open < 0 ? -1 : str_find(str_from(*rest, (size_t)open), S("}"));
    if (close < 0)
        return false;
    *before = str_head(*rest, (size_t)open);
    *word = str_head(str_from(*rest, (size_t)open + 1), (size_t)close - 1);
    *rest = str_from(*rest, (size_t)(open + close) + 1);
    return true;
}

str
templat_fill(struct req *req, str isi, const struct perkara *p)
{
    struct buf b = { .arena = req->arena };
    str before, word, value;
    while (next_word(&isi, &before, &word)) {
        buf_str(&b, before);
        if (word_of(req, p, word, &value))
            buf_str(&b, value);
        else
            buf_format(&b, "{" STR "}", STR_ARG(word));
    }
    buf_str(&b, isi);
    return buf_view(&b);
}

str
templat_unknown(str isi)
{
    static const char known[] = "nomor judul kelurahan opd tenggat";
    str before, word;
    while (next_word(&isi, &before, &word))
        if (!str_has_word(str_of(known), word))
            return word.len ? word : S(" ");
    return (str){ 0 };
}
