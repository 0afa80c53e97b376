/* secret.c: `secret`: makes the secret of each region that has none yet, where only root reads. */
#include <stdio.h>

#include "perintah/daerah.h"
#include "perintah/perintah.h"

int
secret(struct arena *arena, struct opsi *o)
{
    struct konfigurasi k;
    int code = 0;
    if (konfigurasi_load(arena, o, &k) != OK)
        return 2;
    for (size_t i = 0; i < k.count; i++) {
        bool made = false;
        if (rahasia_prepare(arena, &k.items[i], &made) != OK)
            code = 1;
        else if (made)
            printf("Rahasia [region " STR "] dibuat di " RAHASIA_FOLDER "/" STR ". Simpan salinannya di tempat lain.\n",
                STR_ARG(k.items[i].bagian), STR_ARG(k.items[i].bagian));
    }
    return code;
}
