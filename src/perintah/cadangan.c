/* cadangan.c: `backup` and `restore`: a region into a folder of text, and back into either engine. */
#include "core/cadangan/cadangan.h"

#include <stdio.h>
#include <unistd.h>

#include "core/wilayah/wilayah.h"
#include "modules/modules.h"
#include "perintah/kendali.h"
#include "perintah/perintah.h"

enum { KEEP_DEFAULT = 14, NUMBERS = 6 };

static int64_t
keep_of(const struct region *r, struct arena *arena)
{
    str text = { 0 };
    int64_t n = KEEP_DEFAULT;
    struct db *db = store_reader(r->store, arena);
    if (db_begin_read(db) != OK || pengaturan_get(db, "cadangan.simpan", &text) != OK || !str_int(text, &n) || n < 1)
        n = KEEP_DEFAULT;
    store_reader_done(r->store, db);
    return n;
}

/* The row that tells how old the last good one is, by who holds the data folder. */
static int
note_backup(struct arena *arena, const struct opsi *o, const struct cadangan *c)
{
    str words[] = { S("cadangan"), c->folder, c->titik, str_format(arena, "%lld %lld %lld %lld %lld %lld",
        (long long)c->waktu, (long long)c->tabel, (long long)c->baris, (long long)c->berkas, (long long)c->bytes,
        (long long)c->rusak) };
    return kendali_ask(arena, o, words, COUNT(words));
}

static enum outcome
write_note(struct db *db, void *context)
{
    const struct kerja *w = context;
    struct cadangan c = { .folder = w->words[1], .titik = w->words[2] };
    int64_t *const into[NUMBERS] = { &c.waktu, &c.tabel, &c.baris, &c.berkas, &c.bytes, &c.rusak };
    str rest = w->words[3], word;
    for (size_t i = 0; i < NUMBERS; i++)
        if (!str_cut(&rest, ' ', &word) || !str_int(word, into[i]))
            return INVALID;
    return cadangan_note(db, &c, w->now);
}

int
cadangan_work(struct kerja *w)
{
    enum outcome o = w->count == 4 ? store_write_wait(w->region->store, write_note, w, w->arena) : INVALID;
    if (o == OK)
        region_backed_up(w->region, w->now);
    return o == OK ? 0 : kerja_said(w, 1, "Cadangan itu tidak tercatat; lihat log.\n");
}

static const char *
absolute(struct arena *arena, const char *path)
{
    char here[4096];
    return path[0] == '/' || !getcwd(here, sizeof here) ? path : str_format(arena, "%s/%s", here, path).ptr;
}

int
backup(struct arena *arena, struct opsi *o)
{
    struct konfigurasi *k = arena_new(arena, struct konfigurasi);
    struct region region;
    struct cadangan c;
    str into = str_of(absolute(arena, o->words[0]));
    if (konfigurasi_load(arena, o, k) != OK)
        return 2;
    struct konfigurasi_daerah *d = konfigurasi_region(k, o);
    if (!d || daerah_as_owner(arena, k, d) != OK || daerah_open_beside(arena, d, &region) != OK)
        return 1;
    enum outcome made = cadangan_make(&region, into, clock_now(), arena, &c);
    if (made == OK)
        cadangan_trim(into, d->kode, keep_of(&region, arena), arena);
    store_close(region.store);
    if (made != OK) {
        fprintf(stderr, "TIDAK DICADANGKAN: " STR "\n", STR_ARG(c.salah));
        return 1;
    }
    printf("Dicadangkan dan terbaca kembali: " STR "\n%lld tabel, %lld baris, %lld berkas, %lld byte.\n",
        STR_ARG(c.folder), (long long)c.tabel, (long long)c.baris, (long long)c.berkas, (long long)c.bytes);
    if (c.rusak)
        fprintf(stderr, "%lld berkas tidak ikut karena isinya sudah rusak: jalankan pamong verify.\n",
            (long long)c.rusak);
    int noted = note_backup(arena, o, &c);
    return noted ? noted : c.rusak ? 3 : 0;
}

int
restore(struct arena *arena, struct opsi *o)
{
    struct konfigurasi *k = arena_new(arena, struct konfigurasi);
    struct cadangan c = { 0 };
    if (konfigurasi_load(arena, o, k) != OK)
        return 2;
    struct konfigurasi_daerah *d = konfigurasi_region(k, o);
    if (!d || daerah_as_owner(arena, k, d) != OK)
        return 2;
    struct pemulihan p = { .from = str_of(o->words[0]), .folder = d->folder, .modules = all_modules,
        .store = { .engine = d->postgres.len ? ENGINE_POSTGRES : ENGINE_SQLITE, .folder = d->folder,
            .conninfo = d->postgres, .schema = d->schema, .readers = 1, .writers = 1 } };
    str secret = str_format(arena, STR "/rahasia", STR_ARG(d->folder));
    if (access(secret.ptr, F_OK) == 0 && rahasia_of(arena, d, &p.secret) != OK)
        return 1;
    if (cadangan_restore(&p, arena, &c) != OK) {
        fprintf(stderr, "TIDAK DIPULIHKAN: " STR "\n", STR_ARG(c.salah));
        return 1;
    }
    printf("Dipulihkan dan sama: " STR " (" STR "), %lld tabel, %lld baris, %lld berkas.\n", STR_ARG(c.nama),
        STR_ARG(c.kode), (long long)c.tabel, (long long)c.baris, (long long)c.berkas);
    if (!p.secret.len)
        printf("Salin rahasia daerah ini ke " STR " sebelum pamong serve: rahasia tidak pernah ikut dicadangkan.\n",
            STR_ARG(secret));
    return 0;
}
