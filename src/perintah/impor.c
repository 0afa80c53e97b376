/* impor.c: `import`: reference data of a region from files. */
#include <stdio.h>

#include "core/wilayah/acuan.h"
#include "perintah/daerah.h"
#include "perintah/perintah.h"

/* The national reference, with no server running on this data folder. */
int
import(struct arena *arena, struct opsi *o)
{
    struct region region;
    struct acuan_hasil h = { 0 };
    if (strcmp(o->words[0], "acuan") != 0) {
        fputs("Yang dapat diimpor: acuan.\n", stderr);
        return 2;
    }
    if (daerah_of(arena, o, &region) != OK)
        return 1;
    enum outcome result = acuan_import_folder(region.store, o->words[1], clock_now(), arena, &h);
    if (result == OK)
        printf("%lld wilayah dimuat dan berlaku sekarang.\n", (long long)h.baris);
    else
        fprintf(stderr, "Tidak dimuat; acuan yang lama tetap berlaku. " STR "\n", STR_ARG(h.galat));
    store_close(region.store);
    return result == OK ? 0 : 1;
}
