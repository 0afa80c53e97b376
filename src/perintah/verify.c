/* verify.c: `verify`: every event recomputed, with the rows and files it binds, against a checkpoint kept elsewhere. */
#include <stdio.h>

#include "core/peristiwa/peristiwa.h"
#include "modules/modules.h"
#include "perintah/daerah.h"
#include "perintah/perintah.h"
#include "store/dump.h"

/* Pages, indexes and foreign keys first: what cannot be read cannot be proved. */
static enum outcome
prove(struct arena *arena, const struct region *r, struct pembuktian *p)
{
    struct db *db = store_reader(r->store, arena);
    enum outcome o = db_begin_read(db);
    db_be_patient(db);              /* all of it, however long it takes */
    if (o == OK)
        o = store_check(db, &p->at);
    if (o == OK)
        o = peristiwa_verify(db, p);
    store_reader_done(r->store, db);
    return o;
}

int
verify(struct arena *arena, struct opsi *o)
{
    struct region region;
    struct titik_segel outside;
    if (o->titik && !segel_read(str_of(o->titik), &outside)) {
        fputs("--titik bukan titik segel: salin seluruh baris dari /segel.txt, dalam tanda kutip.\n", stderr);
        return 2;
    }
    if (daerah_of(arena, o, &region) != OK)
        return 1;
    struct pembuktian p = { .modules = all_modules, .outside = o->titik ? &outside : NULL, .secret = region.secret,
        .folder = region.folder };
    enum outcome result = prove(arena, &region, &p);
    if (result == OK)
        printf("Utuh: %lld peristiwa, %lld kelompok baris, %lld berkas; semua titik segel cocok.\n",
            (long long)p.events, (long long)p.rows, (long long)p.files);
    else if (result == CONFLICT)
        printf("RUSAK setelah %lld peristiwa: " STR "\n", (long long)p.events, STR_ARG(p.at));
    else
        printf("TIDAK TERBACA: basis data tidak dapat dibaca sampai selesai; lihat log.\n");
    store_close(region.store);
    return result == OK ? 0 : 1;
}
