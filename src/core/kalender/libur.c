/* libur.c: the closed days of a year: reading them from a CSV, and putting them in the place of the old ones. */
#include "core/impor/csv.h"
#include "core/kalender/kalender_dalam.h"

enum { DAYS_MOST = 200 };

static const struct { const char *jenis, *label; } kinds[] = { { "nasional", "Libur nasional" },
    { "cuti_bersama", "Cuti bersama" }, { "daerah", "Libur daerah" }, { "pemilu", "Hari pemungutan suara" } };

str
libur_jenis_label(str jenis)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eqz(jenis, kinds[i].jenis))
            return str_of(kinds[i].label);
    return jenis;
}

str
libur_hari_text(struct html *out, date d)
{
    str whole = fmt_date_long(out->out.arena, d), day = { 0 };
    str_cut(&whole, ',', &day);
    return day;
}

static void
bind_year(struct query *q, int64_t tahun)
{
    date first = { (int16_t)tahun, 1, 1 }, last = { (int16_t)tahun, 12, 31 };
    query_bind(q, first);
    query_bind(q, last);
}

enum outcome
libur_of_year(struct db *db, int64_t tahun, struct libur_list *list)
{
    enum { MOST = 400 };
    *list = (struct libur_list){ 0 };
    struct query q = query_of(db, "SELECT tanggal, jenis, nama, dasar, sementara FROM libur WHERE tanggal >= $1"
        " AND tanggal <= $2 ORDER BY tanggal, jenis LIMIT 400");
    bind_year(&q, tahun);
    while (list->count < MOST && query_next(&q)) {
        struct libur *l = arena_next(db_arena_of(db), list);
        l->tanggal = query_date(&q);
        l->jenis = query_str(&q);
        l->nama = query_str(&q);
        l->dasar = query_str(&q);
        l->sementara = query_bool(&q);
    }
    return query_end(&q);
}

/* ---- from a CSV --------------------------------------------------------------------------------------------- */

enum { TANGGAL, JENIS, NAMA, DASAR };

static bool
is_kind(str jenis)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eqz(jenis, kinds[i].jenis))
            return true;
    return false;
}

static bool
comes_twice(const struct libur_list *list, const struct libur *l)
{
    for (size_t i = 0; i < list->count; i++)
        if (date_number(list->items[i].tanggal) == date_number(l->tanggal) && str_eq(list->items[i].jenis, l->jenis))
            return true;
    return false;
}

static bool
read_day(struct csv *c, const size_t *at, struct libur_baca *b)
{
    struct libur l = { .jenis = c->cells[at[JENIS]], .nama = c->cells[at[NAMA]], .dasar = c->cells[at[DASAR]] };
    bool day = date_parse(c->cells[at[TANGGAL]], &l.tanggal) == OK && l.tanggal.year >= 2000 && l.tanggal.year < 2100;
    if (day && !b->tahun)
        b->tahun = l.tanggal.year;
    if (!day)
        b->galat = csv_at(c, at[TANGGAL], "tanggal ditulis seperti 2027-08-17.");
    else if (l.tanggal.year != b->tahun)
        b->galat = csv_at(c, at[TANGGAL], "satu berkas untuk satu tahun; baris pertama tahun %lld.",
            (long long)b->tahun);
    else if (!is_kind(l.jenis))
        b->galat = csv_at(c, at[JENIS], "isi nasional, cuti_bersama, daerah, atau pemilu.");
    else if (!l.nama.len || str_letters(l.nama) > 120)
        b->galat = csv_at(c, at[NAMA], "nama diisi, paling panjang 120 huruf.");
    else if (!l.dasar.len || str_letters(l.dasar) > 200)
        b->galat = csv_at(c, at[DASAR], "isi nomor keputusannya, misalnya SKB 1497/2/5 Tahun 2025.");
    else if (comes_twice(&b->list, &l))
        b->galat = csv_at(c, at[TANGGAL], "hari ini sudah ada di baris lain dengan jenis yang sama.");
    else if (b->list.count == DAYS_MOST)
        b->galat = str_format(c->arena, "Paling banyak %d hari setahun.", DAYS_MOST);
    if (!b->galat.len)
        b->list.items[b->list.count++] = l;
    return b->galat.len == 0;
}

enum outcome
libur_read(struct arena *arena, str text, struct libur_baca *b)
{
    static const char *const columns[] = { "tanggal", "jenis", "nama", "dasar", NULL };
    size_t at[4];
    *b = (struct libur_baca){ .list = { arena_array(arena, struct libur, DAYS_MOST), 0 } };
    struct csv c = csv_open(arena, text);
    bool good = csv_heading(&c, columns, at);
    while (good && csv_next(&c))
        good = read_day(&c, at, b);
    if (c.error.len)
        b->galat = c.error;
    else if (!b->galat.len && !b->list.count)
        b->galat = S("Berkas ini hanya berisi judul. Tambahkan satu baris untuk setiap hari.");
    return b->galat.len ? INVALID : OK;
}

static enum outcome
clear_kind(struct db *db, int64_t tahun, str jenis)
{
    struct query q = query_of(db, "DELETE FROM libur WHERE tanggal >= $1 AND tanggal <= $2 AND jenis = $3");
    bind_year(&q, tahun);
    query_bind(&q, jenis);
    return query_end(&q);
}

enum outcome
libur_replace(struct db *db, const struct libur_baca *b)
{
    for (size_t i = 0; i < b->list.count; i++)
        TRY(clear_kind(db, b->tahun, b->list.items[i].jenis));
    for (size_t i = 0; i < b->list.count; i++) {
        const struct libur *l = &b->list.items[i];
        struct query q = query_of(db, "INSERT INTO libur (tanggal, jenis, nama, dasar, sementara)"
            " VALUES ($1, $2, $3, $4, 0)");
        query_bind(&q, l->tanggal);
        query_bind(&q, l->jenis);
        query_bind(&q, l->nama);
        query_bind(&q, l->dasar);
        TRY(query_end(&q));
    }
    return OK;
}
