/* verify.c: `verify`: every event of a region recomputed, against a checkpoint that was kept elsewhere. */
#include <stdio.h>

#include "core/peristiwa/peristiwa.h"
#include "perintah/daerah.h"
#include "perintah/perintah.h"

static bool
read_checkpoint(const char *text, struct titik_segel *t)
{
    str rest = str_of(text), words[6];
    size_t n = 0;
    while (n < 6 && str_cut(&rest, ' ', &words[n]))
        n++;
    t->akar = words[2];
    t->tanda = words[4];
    t->kunci = words[5];
    return n == 6 && str_eqz(words[0], "pamong-segel") && str_int(words[1], &t->ukuran)
        && str_int(words[3], &t->waktu);
}

int
verify(struct arena *arena, struct opsi *o)
{
    struct region region;
    struct titik_segel outside;
    int64_t events = 0;
    str at = { 0 };
    if (o->titik && !read_checkpoint(o->titik, &outside)) {
        fputs("--titik bukan titik segel: salin seluruh baris dari /segel.txt, dalam tanda kutip.\n", stderr);
        return 2;
    }
    if (daerah_of(arena, o, &region) != OK)
        return 1;
    struct db *db = store_reader(region.store, arena);
    enum outcome result = db_begin_read(db);
    if (result == OK)
        result = peristiwa_verify(db, o->titik ? &outside : NULL, region.secret, &events, &at);
    store_reader_done(region.store, db);
    if (result == OK)
        printf("Utuh: %lld peristiwa, semua titik segel cocok.\n", (long long)events);
    else
        printf("RUSAK setelah %lld peristiwa: " STR "\n", (long long)events, STR_ARG(at));
    store_close(region.store);
    return result == OK ? 0 : 1;
}
