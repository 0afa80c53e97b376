/* terdahulu.c: the backups that stand there already: the oldest go, and what is locked in the newest is linked. */
#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/random.h"
#include "core/cadangan/cadangan_dalam.h"

enum { BACKUPS_MOST = 4096, NAME_BYTES = 32 };

struct terdahulu { str folder; struct manifes_baris *items; size_t count, room; };
struct names { char **items; size_t count; };

static int
newest_first(const void *a, const void *b)
{
    return -strcmp(*(char *const *)a, *(char *const *)b);
}

static struct names
names_of(str into, str kode, struct arena *arena)
{
    struct names n = { arena_array(arena, char *, BACKUPS_MOST), 0 };
    str start = str_format(arena, "pamong-" STR "-", STR_ARG(kode));
    DIR *folder = opendir(cstr(arena, into));
    if (!folder)
        return n;
    for (struct dirent *e; n.count < BACKUPS_MOST && (e = readdir(folder));)
        if (str_starts(str_of(e->d_name), start) && strlen(e->d_name) == start.len + 16)
            n.items[n.count++] = cstr(arena, str_of(e->d_name));
    closedir(folder);
    qsort(n.items, n.count, sizeof *n.items, newest_first);
    return n;
}

void
cadangan_trim(str into, str kode, int64_t most, struct arena *arena)
{
    struct names n = names_of(into, kode, arena);
    for (size_t i = (size_t)(most > 0 ? most : 1); i < n.count; i++)
        folder_remove(str_format(arena, STR "/%s", STR_ARG(into), n.items[i]).ptr);
}

/* ---- locked files that are there already -------------------------------------------------------------------- */

/* "ab/cdef...": the same for the same content, and told by it only to who has the region's secret. */
str
terdahulu_name(struct arena *arena, str secret, str hash)
{
    unsigned char sum[NAME_BYTES];
    str text = str_format(arena, "cadangan.berkas\n" STR, STR_ARG(hash));
    crypto_generichash(sum, sizeof sum, (const unsigned char *)text.ptr, text.len, (const unsigned char *)secret.ptr,
        secret.len);
    str hex = hex_of(arena, sum, sizeof sum);
    return str_format(arena, STR "/" STR, STR_ARG(str_head(hex, 2)), STR_ARG(str_from(hex, 2)));
}

static enum outcome
count_one(void *context, const struct manifes_baris *b)
{
    struct terdahulu *e = context;
    e->room += str_eqz(b->jenis, "bagian");
    return OK;
}

static enum outcome
keep_one(void *context, const struct manifes_baris *b)
{
    struct terdahulu *e = context;
    if (str_eqz(b->jenis, "bagian"))
        e->items[e->count++] = *b;
    return OK;
}

static int
by_name(const void *a, const void *b)
{
    return str_compare(((const struct manifes_baris *)a)->nama, ((const struct manifes_baris *)b)->nama);
}

struct terdahulu *
terdahulu_find(const struct pencadangan *p, const struct kunci_sesi *sesi, struct arena *arena)
{
    struct terdahulu *e = arena_new(arena, struct terdahulu);
    struct names n = names_of(p->ke, p->region->kode, arena);
    struct cadangan c;
    struct arsip a = { 0 };
    if (n.count == 0)
        return e;
    e->folder = str_format(arena, STR "/%s", STR_ARG(p->ke), n.items[0]);
    if (arsip_open(&a, e->folder, arena, &c) != OK || !str_eq(c.kunci, (str){ (const char *)sesi->id, KUNCI_ID })
        || manifes_walk(a.luar, arena, &c, count_one, e) != OK)
        return e;
    e->items = arena_array(arena, struct manifes_baris, e->room);
    if (manifes_walk(a.luar, arena, &c, keep_one, e) != OK)
        e->count = 0;
    qsort(e->items, e->count, sizeof *e->items, by_name);
    return e;
}

/* Only what still stands there as it was written. */
const struct manifes_baris *
terdahulu_link(const struct terdahulu *e, str file, str to, struct arena *turn)
{
    str hash, from = str_format(turn, STR "/" STR, STR_ARG(e->folder), STR_ARG(file));
    int64_t bytes;
    struct manifes_baris wanted = { .nama = file };
    const struct manifes_baris *known = e->count ? bsearch(&wanted, e->items, e->count, sizeof wanted, by_name) : NULL;
    bool linked = known && tercap_hash(from.ptr, turn, &hash, &bytes) && bytes == known->bytes
        && str_eq(hash, known->hash) && link(from.ptr, cstr(turn, to)) == 0;
    return linked ? known : NULL;
}
