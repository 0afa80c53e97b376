/* kalender_seed.c: national holidays and cuti bersama of 2024 to 2026 by their decrees (external-services.md 6). */
#include "core/kalender/kalender.h"

#define SKB_2024 "SKB 855/3/4 Tahun 2023"
#define SKB_2025 "SKB 1017/2/2 Tahun 2024"
#define SKB_2025_CHANGED "SKB 1017/2/2 Tahun 2024, diubah SKB 933/1/3 Tahun 2025"
#define SKB_2026 "SKB 1497/2/5 Tahun 2025"

/* Days that bear one name in one year; "04-10 04-11" are two of them. */
static const struct days { int year; const char *jenis, *dasar, *dates, *nama; } days[] = {
    { 2024, "nasional", SKB_2024, "01-01", "Tahun Baru Masehi" },
    { 2024, "nasional", SKB_2024, "02-08", "Isra Mikraj Nabi Muhammad" },
    { 2024, "nasional", SKB_2024, "02-10", "Tahun Baru Imlek" },
    { 2024, "nasional", SKB_2024, "03-11", "Hari Suci Nyepi" },
    { 2024, "nasional", SKB_2024, "03-29", "Wafat Yesus Kristus" },
    { 2024, "nasional", SKB_2024, "03-31", "Paskah" },
    { 2024, "nasional", SKB_2024, "04-10 04-11", "Idulfitri" },
    { 2024, "nasional", SKB_2024, "05-01", "Hari Buruh Internasional" },
    { 2024, "nasional", SKB_2024, "05-09", "Kenaikan Yesus Kristus" },
    { 2024, "nasional", SKB_2024, "05-23", "Hari Raya Waisak" },
    { 2024, "nasional", SKB_2024, "06-01", "Hari Lahir Pancasila" },
    { 2024, "nasional", SKB_2024, "06-17", "Iduladha" },
    { 2024, "nasional", SKB_2024, "07-07", "Tahun Baru Islam" },
    { 2024, "nasional", SKB_2024, "08-17", "Hari Kemerdekaan" },
    { 2024, "nasional", SKB_2024, "09-16", "Maulid Nabi Muhammad" },
    { 2024, "nasional", SKB_2024, "12-25", "Natal" },
    { 2024, "cuti_bersama", SKB_2024, "02-09", "Cuti bersama Tahun Baru Imlek" },
    { 2024, "cuti_bersama", SKB_2024, "03-12", "Cuti bersama Hari Suci Nyepi" },
    { 2024, "cuti_bersama", SKB_2024, "04-08 04-09 04-12 04-15", "Cuti bersama Idulfitri" },
    { 2024, "cuti_bersama", SKB_2024, "05-10", "Cuti bersama Kenaikan Yesus Kristus" },
    { 2024, "cuti_bersama", SKB_2024, "05-24", "Cuti bersama Hari Raya Waisak" },
    { 2024, "cuti_bersama", SKB_2024, "06-18", "Cuti bersama Iduladha" },
    { 2024, "cuti_bersama", SKB_2024, "12-26", "Cuti bersama Natal" },
    { 2024, "pemilu", "Keputusan Presiden", "02-14", "Pemungutan suara pemilihan umum" },
    { 2024, "pemilu", "Keputusan Presiden", "11-27", "Pemungutan suara pemilihan kepala daerah" },
    { 2025, "nasional", SKB_2025, "01-01", "Tahun Baru Masehi" },
    { 2025, "nasional", SKB_2025, "01-27", "Isra Mikraj Nabi Muhammad" },
    { 2025, "nasional", SKB_2025, "01-29", "Tahun Baru Imlek" },
    { 2025, "nasional", SKB_2025, "03-29", "Hari Suci Nyepi" },
    { 2025, "nasional", SKB_2025, "03-31 04-01", "Idulfitri" },
    { 2025, "nasional", SKB_2025, "04-18", "Wafat Yesus Kristus" },
    { 2025, "nasional", SKB_2025, "04-20", "Paskah" },
    { 2025, "nasional", SKB_2025, "05-01", "Hari Buruh Internasional" },
    { 2025, "nasional", SKB_2025, "05-12", "Hari Raya Waisak" },
    { 2025, "nasional", SKB_2025, "05-29", "Kenaikan Yesus Kristus" },
    { 2025, "nasional", SKB_2025, "06-01", "Hari Lahir Pancasila" },
    { 2025, "nasional", SKB_2025, "06-06", "Iduladha" },
    { 2025, "nasional", SKB_2025, "06-27", "Tahun Baru Islam" },
    { 2025, "nasional", SKB_2025, "08-17", "Hari Kemerdekaan" },
    { 2025, "nasional", SKB_2025, "09-05", "Maulid Nabi Muhammad" },
    { 2025, "nasional", SKB_2025, "12-25", "Natal" },
    { 2025, "cuti_bersama", SKB_2025_CHANGED, "01-28", "Cuti bersama Tahun Baru Imlek" },
    { 2025, "cuti_bersama", SKB_2025_CHANGED, "03-28", "Cuti bersama Hari Suci Nyepi" },
    { 2025, "cuti_bersama", SKB_2025_CHANGED, "04-02 04-03 04-04 04-07", "Cuti bersama Idulfitri" },
    { 2025, "cuti_bersama", SKB_2025_CHANGED, "05-13", "Cuti bersama Hari Raya Waisak" },
    { 2025, "cuti_bersama", SKB_2025_CHANGED, "05-30", "Cuti bersama Kenaikan Yesus Kristus" },
    { 2025, "cuti_bersama", SKB_2025_CHANGED, "06-09", "Cuti bersama Iduladha" },
    { 2025, "cuti_bersama", SKB_2025_CHANGED, "08-18", "Cuti bersama Hari Kemerdekaan" },
    { 2025, "cuti_bersama", SKB_2025_CHANGED, "12-26", "Cuti bersama Natal" },
    { 2026, "nasional", SKB_2026, "01-01", "Tahun Baru Masehi" },
    { 2026, "nasional", SKB_2026, "01-16", "Isra Mikraj Nabi Muhammad" },
    { 2026, "nasional", SKB_2026, "02-17", "Tahun Baru Imlek" },
    { 2026, "nasional", SKB_2026, "03-19", "Hari Suci Nyepi" },
    { 2026, "nasional", SKB_2026, "03-21 03-22", "Idulfitri" },
    { 2026, "nasional", SKB_2026, "04-03", "Wafat Yesus Kristus" },
    { 2026, "nasional", SKB_2026, "04-05", "Paskah" },
    { 2026, "nasional", SKB_2026, "05-01", "Hari Buruh Internasional" },
    { 2026, "nasional", SKB_2026, "05-14", "Kenaikan Yesus Kristus" },
    { 2026, "nasional", SKB_2026, "05-27", "Iduladha" },
    { 2026, "nasional", SKB_2026, "05-31", "Hari Raya Waisak" },
    { 2026, "nasional", SKB_2026, "06-01", "Hari Lahir Pancasila" },
    { 2026, "nasional", SKB_2026, "06-16", "Tahun Baru Islam" },
    { 2026, "nasional", SKB_2026, "08-17", "Hari Kemerdekaan" },
    { 2026, "nasional", SKB_2026, "08-25", "Maulid Nabi Muhammad" },
    { 2026, "nasional", SKB_2026, "12-25", "Natal" },
    { 2026, "cuti_bersama", SKB_2026, "02-16", "Cuti bersama Tahun Baru Imlek" },
    { 2026, "cuti_bersama", SKB_2026, "03-18", "Cuti bersama Hari Suci Nyepi" },
    { 2026, "cuti_bersama", SKB_2026, "03-20 03-23 03-24", "Cuti bersama Idulfitri" },
    { 2026, "cuti_bersama", SKB_2026, "05-15", "Cuti bersama Kenaikan Yesus Kristus" },
    { 2026, "cuti_bersama", SKB_2026, "05-28", "Cuti bersama Iduladha" },
    { 2026, "cuti_bersama", SKB_2026, "12-24", "Cuti bersama Natal" },
    /* no decree yet: only the days that never move */
    { 2027, "nasional", "", "01-01", "Tahun Baru Masehi" },
    { 2027, "nasional", "", "05-01", "Hari Buruh Internasional" },
    { 2027, "nasional", "", "06-01", "Hari Lahir Pancasila" },
    { 2027, "nasional", "", "08-17", "Hari Kemerdekaan" },
    { 2027, "nasional", "", "12-25", "Natal" },
};

static enum outcome
insert(struct db *db, const struct days *d, str tanggal)
{
    struct query q = query_of(db, "INSERT INTO libur (tanggal, jenis, nama, dasar, sementara)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tanggal, jenis) DO NOTHING");
    query_bind(&q, tanggal);
    query_bind(&q, str_of(d->jenis));
    query_bind(&q, str_of(d->nama));
    query_bind(&q, str_of(d->dasar));
    query_bind(&q, !*d->dasar);
    return query_end(&q);
}

enum outcome
kalender_seed(struct db *db, int64_t now)
{
    (void)now;
    for (size_t i = 0; i < COUNT(days); i++) {
        str words = str_of(days[i].dates), word;
        while (str_cut(&words, ' ', &word))
            TRY(insert(db, &days[i], str_format(db_arena_of(db), "%d-" STR, days[i].year, STR_ARG(word))));
    }
    return OK;
}
