/* sambungan_bacaan.c: a long list of another installation by pages: goes on where it stopped, by their clock. */
#include "modules/aduan/sambungan_dalam.h"

/* OVERLAP: what they wrote late, in the order of their commits, is read once more. LITTLE: such a page is the last one,
   whatever size of page they keep to. */
enum { OVERLAP = 10 * MINUTE, LITTLE = 20, PAGES_MOST = 1000 };

int64_t
bacaan_from(const struct bacaan *b)
{
    return b->dari ? b->dari : b->tanda - OVERLAP;
}

/* A time ahead of ours is not gone to: a single wrong one would hide all that comes after it. */
static bool
end(struct bacaan *b, int64_t now)
{
    int64_t top = b->puncak < now ? b->puncak : now;
    b->tanda = top > b->tanda ? top : b->tanda;
    b->dari = b->puncak = 0;
    b->halaman = 1;
    return false;
}

/* Where they sort by the change, the last one is gone on from, so that what changes meanwhile moves nothing past us;
   else by their pages. What is read twice is taken once. */
bool
bacaan_turn(struct bacaan *b, const struct lembar *l, int64_t now)
{
    int64_t from = bacaan_from(b);
    b->puncak = l->puncak > b->puncak ? l->puncak : b->puncak;
    if (l->count < LITTLE || l->ulang || b->halaman >= PAGES_MOST)
        return end(b, now);
    b->dari = l->urut && l->akhir - 1 > from ? l->akhir - 1 : from;
    b->halaman = b->dari > from ? 1 : b->halaman + 1;
    return true;
}

void
lembar_note(struct lembar *l, str id, int64_t waktu)
{
    if (l->count == 0)
        *l = (struct lembar){ .pertama = id, .urut = true };
    l->count++;
    l->terakhir = id;
    if (waktu == 0)
        return;
    l->urut = l->urut && waktu >= l->akhir;
    l->akhir = waktu;
    l->puncak = waktu > l->puncak ? waktu : l->puncak;
}

/* They do not know pages and said the same once more. */
void
lembar_compare(struct lembar *l, const struct lembar *before)
{
    l->ulang = l->count == before->count && str_eq(l->pertama, before->pertama)
        && str_eq(l->terakhir, before->terakhir);
}

enum outcome
bacaan_load(struct db *db, int64_t sambungan, const char *apa, struct bacaan *b)
{
    b->halaman = 1;
    struct query q = query_of(db, "SELECT dari, puncak, halaman FROM sambungan_bacaan WHERE sambungan = $1"
        " AND apa = $2");
    query_bind(&q, sambungan);
    query_bind(&q, str_of(apa));
    if (query_next(&q)) {
        b->dari    = query_int(&q);
        b->puncak  = query_int(&q);
        b->halaman = query_int(&q);
    }
    return query_end(&q);
}

enum outcome
bacaan_save(struct db *db, int64_t sambungan, const char *apa, const struct bacaan *b)
{
    struct query q = query_of(db, "INSERT INTO sambungan_bacaan (sambungan, apa, dari, puncak, halaman)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (sambungan, apa) DO UPDATE SET dari = excluded.dari,"
        " puncak = excluded.puncak, halaman = excluded.halaman");
    query_bind(&q, sambungan);
    query_bind(&q, str_of(apa));
    query_bind(&q, b->dari);
    query_bind(&q, b->puncak);
    query_bind(&q, b->halaman);
    return query_end(&q);
}
