/* impor.c: `import`: reference data of a region from files, read here and saved by who holds the data folder. */
#include <stdio.h>

#include "core/kalender/kalender_dalam.h"
#include "core/wilayah/wilayah_dalam.h"
#include "perintah/kendali.h"
#include "perintah/perintah.h"

enum { FILE_MOST = 32 * 1024 * 1024 };

/* ---- the work --------------------------------------------------------------------------------------------------- */

static int
reference(struct kerja *w)
{
    struct acuan_hasil h = { 0 };
    if (w->count != 2 + ACUAN_FILES)
        return kerja_said(w, 2, "Acuan terdiri dari empat berkas.\n");
    if (acuan_import_idn(w->region->store, w->words + 2, w->now, w->arena, &h) == OK)
        return kerja_said(w, 0, "%lld wilayah dimuat dan berlaku sekarang.\n", (long long)h.baris);
    return kerja_said(w, 1, "Tidak dimuat; acuan yang lama tetap berlaku. " STR "\n", STR_ARG(h.galat));
}

struct saving { struct kerja *w; date today; int64_t count; struct rw_baris_list rw; struct libur_baca libur; };

static enum outcome
copy_areas(struct db *db, void *context)
{
    struct saving *s = context;
    return wilayah_set_up(db, s->w->region->kode, s->today, &s->count);
}

static enum outcome
save_rws(struct db *db, void *context)
{
    struct saving *s = context;
    return rw_save(db, &s->rw, s->today);
}

static enum outcome
save_holidays(struct db *db, void *context)
{
    struct saving *s = context;
    return libur_replace(db, &s->libur);
}

static int
areas(struct kerja *w)
{
    struct saving s = { .w = w, .today = date_of(w->now, w->region->zone) };
    enum outcome o = store_write_wait(w->region->store, copy_areas, &s, w->arena);
    if (o == NOT_FOUND)
        return kerja_said(w, 1, "Acuan belum diisi, atau tidak memuat " STR ". Isi dulu: pamong import acuan FOLDER\n",
            STR_ARG(w->region->kode));
    return o == OK ? kerja_said(w, 0, "%lld wilayah disalin dari acuan; yang sudah ada tidak diubah.\n",
        (long long)s.count) : kerja_said(w, 1, "Tidak tersimpan; lihat log.\n");
}

static int
rws(struct kerja *w)
{
    struct saving s = { .w = w, .today = date_of(w->now, w->region->zone) };
    if (rw_read(w->arena, w->words[2], &s.rw) != OK
        || store_write_wait(w->region->store, save_rws, &s, w->arena) != OK)
        return kerja_said(w, 1, "Tidak ada yang disimpan. " STR "\n", STR_ARG(s.rw.galat));
    return kerja_said(w, 0, "%zu RW tersimpan.\n", s.rw.count);
}

static int
holidays(struct kerja *w)
{
    struct saving s = { .w = w };
    if (libur_read(w->arena, w->words[2], &s.libur) != OK
        || store_write_wait(w->region->store, save_holidays, &s, w->arena) != OK)
        return kerja_said(w, 1, "Tidak ada yang disimpan. " STR "\n", STR_ARG(s.libur.galat));
    return kerja_said(w, 0, "%zu hari libur tahun %lld tersimpan.\n", s.libur.list.count, (long long)s.libur.tahun);
}

/* `files`: how many follow the kind's name; of a folder they have fixed names. */
static const struct { const char *name; size_t files; kerja_fn *run; } kinds[] = {
    { "acuan", ACUAN_FILES, reference }, { "kalender", 1, holidays }, { "rw", 1, rws }, { "wilayah", 0, areas },
};

int
import_work(struct kerja *w)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (w->count >= 2 && str_eqz(w->words[1], kinds[i].name) && w->count == 2 + kinds[i].files)
            return kinds[i].run(w);
    return kerja_said(w, 2, "Yang dapat diimpor: acuan FOLDER, kalender FILE, rw FILE, wilayah.\n");
}

/* ---- the files ------------------------------------------------------------------------------------------*/

static bool
read_file(struct arena *arena, const char *path, str *text)
{
    FILE *f = fopen(path, "rb");
    long size = f && fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
    bool fits = size > 0 && size <= FILE_MOST && fseek(f, 0, SEEK_SET) == 0;
    char *bytes = fits ? arena_alloc(arena, (size_t)size) : NULL;
    fits = fits && fread(bytes, 1, (size_t)size, f) == (size_t)size;
    if (f)
        fclose(f);
    if (fits)
        *text = (str){ bytes, (size_t)size };
    else
        fprintf(stderr, "Berkas %s tidak ada, kosong, atau lebih besar dari 32 MB.\n", path);
    return fits;
}

int
import(struct arena *arena, struct opsi *o)
{
    str words[2 + ACUAN_FILES] = { S("import"), str_of(o->words[0]) };
    size_t count = 2, files = 0;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(o->words[0], kinds[i].name) == 0)
            files = kinds[i].files;
    if (files && o->word_count != 2) {
        fprintf(stderr, "pamong import %s memerlukan %s\n", o->words[0], files == 1 ? "FILE" : "FOLDER");
        return 2;
    }
    for (size_t i = 0; i < files; i++) {
        const char *path = files == 1 ? o->words[1]
            : str_format(arena, "%s/%s.csv", o->words[1], acuan_files[i]).ptr;
        if (!read_file(arena, path, &words[count++]))
            return 1;
    }
    return kendali_ask(arena, o, words, count);
}
