/* kalender_seed.c: national holidays and cuti bersama of 2024 to 2026 by their decrees (external-services.md 6). */
#include "core/kalender/kalender.h"

struct days { int year; const char *jenis, *dasar; bool sementara; const char *dates; };

static const struct days years[] = {
    { 2024, "nasional", "SKB 855/3/4 Tahun 2023", false,
        "01-01 02-08 02-10 03-11 03-29 03-31 04-10 04-11 05-01 05-09 05-23 06-01 06-17 07-07 08-17 09-16 12-25" },
    { 2024, "cuti_bersama", "SKB 855/3/4 Tahun 2023", false,
        "02-09 03-12 04-08 04-09 04-12 04-15 05-10 05-24 06-18 12-26" },
    { 2024, "pemilu", "Keputusan Presiden", false, "02-14 11-27" },
    { 2025, "nasional", "SKB 1017/2/2 Tahun 2024", false,
        "01-01 01-27 01-29 03-29 03-31 04-01 04-18 04-20 05-01 05-12 05-29 06-01 06-06 06-27 08-17 09-05 12-25" },
    { 2025, "cuti_bersama", "SKB 1017/2/2 Tahun 2024, diubah SKB 933/1/3 Tahun 2025", false,
        "01-28 03-28 04-02 04-03 04-04 04-07 05-13 05-30 06-09 08-18 12-26" },
    { 2026, "nasional", "SKB 1497/2/5 Tahun 2025", false,
        "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17 08-25 12-25" },
    { 2026, "cuti_bersama", "SKB 1497/2/5 Tahun 2025", false,
        "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24" },
    { 2027, "nasional", "", true, "01-01 05-01 06-01 08-17 12-25" },
};

static enum outcome
insert(struct db *db, const struct days *d, str tanggal)
{
    struct query q = query_of(db, "INSERT INTO libur (tanggal, jenis, nama, dasar, sementara)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tanggal, jenis) DO NOTHING");
    query_bind(&q, tanggal);
    query_bind(&q, str_of(d->jenis));
    query_bind(&q, strcmp(d->jenis, "nasional") == 0 ? S("Libur nasional")
        : strcmp(d->jenis, "pemilu") == 0 ? S("Hari pemungutan suara") : S("Cuti bersama"));
    query_bind(&q, str_of(d->dasar));
    query_bind(&q, d->sementara);
    return query_end(&q);
}

enum outcome
kalender_seed(struct db *db, int64_t now)
{
    (void)now;
    for (size_t i = 0; i < COUNT(years); i++) {
        str words = str_of(years[i].dates), word;
        while (str_cut(&words, ' ', &word))
            TRY(insert(db, &years[i], str_format(db_arena_of(db), "%d-" STR, years[i].year, STR_ARG(word))));
    }
    return OK;
}
