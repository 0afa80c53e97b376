/* cadangan.c: `backup`, `restore` and `backup-key`: a region into a folder of text, and back into either engine. */
#include "core/cadangan/cadangan.h"

#include <errno.h>
#include <fcntl.h>
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

/* Its lock, and the secret by which it is signed and locked files are named. */
static enum outcome
how_to_make(struct arena *arena, const struct konfigurasi_daerah *d, struct region *r, struct pencadangan *p)
{
    struct kunci_cadangan *k = arena_new(arena, struct kunci_cadangan);
    p->region = r;
    p->tingkat = (int)d->cadangan_tingkat;
    if (d->cadangan_kunci.len) {
        must(kunci_read_public(arena, d->cadangan_kunci, k));   /* konfigurasi_load has looked */
        p->kunci = k;
    }
    return rahasia_of(arena, d, &r->secret);
}

static void
tell_made(const struct cadangan *c)
{
    printf("Dicadangkan dan terbaca kembali: " STR "\n%lld tabel, %lld baris, %lld berkas, %lld byte.\n",
        STR_ARG(c->folder), (long long)c->tabel, (long long)c->baris, (long long)c->berkas, (long long)c->bytes);
    if (c->kunci.len)
        printf("Terkunci untuk kunci " STR ".\n", STR_ARG(c->kunci));
    else
        puts("TIDAK terkunci: siapa memegang folder itu dapat membacanya. Lihat: pamong help backup-key");
    if (c->rusak)
        fprintf(stderr, "%lld berkas tidak ikut karena isinya sudah rusak: jalankan pamong verify.\n",
            (long long)c->rusak);
}

int
backup(struct arena *arena, struct opsi *o)
{
    struct konfigurasi *k = arena_new(arena, struct konfigurasi);
    struct region region;
    struct cadangan c;
    struct pencadangan p = { .ke = str_of(absolute(arena, o->words[0])), .waktu = clock_now() };
    if (konfigurasi_load(arena, o, k) != OK)
        return 2;
    struct konfigurasi_daerah *d = konfigurasi_region(k, o);
    if (!d || daerah_as_owner(arena, k, d) != OK || daerah_open_beside(arena, d, &region) != OK)
        return 1;
    enum outcome made = how_to_make(arena, d, &region, &p);
    if (made == OK)
        made = cadangan_make(&p, arena, &c);
    else
        c.salah = S("rahasia daerah tidak terbaca; lihat log");
    if (made == OK)
        cadangan_trim(p.ke, d->kode, keep_of(&region, arena), arena);
    store_close(region.store);
    if (made != OK) {
        fprintf(stderr, "TIDAK DICADANGKAN: " STR "\n", STR_ARG(c.salah));
        return 1;
    }
    tell_made(&c);
    int noted = note_backup(arena, o, &c);
    return noted ? noted : c.rusak ? 3 : 0;
}

/* The file of a secret key; NULL was explained. */
static const struct kunci_cadangan *
key_in(struct arena *arena, const char *path)
{
    enum { MOST = 4096 };
    struct kunci_cadangan *k = arena_new(arena, struct kunci_cadangan);
    char *text = arena_alloc(arena, MOST);
    FILE *f = fopen(path, "rb");
    str read = { text, f ? fread(text, 1, MOST, f) : 0 };
    if (f)
        fclose(f);
    if (kunci_read_secret(arena, read, k))
        return k;
    fprintf(stderr, f ? "%s bukan berkas kunci rahasia cadangan, atau ada hurufnya yang berubah.\n"
        : "%s tidak terbaca.\n", path);
    return NULL;
}

static bool
write_key(struct arena *arena, const char *path, const struct kunci_cadangan *k)
{
    str id = kunci_id(arena, k), publik = kunci_public(arena, k), rahasia = kunci_secret(arena, k);
    str text = str_format(arena, "# Kunci rahasia cadangan Pamong (kunci " STR "). Siapa memegangnya dapat membaca"
        " semua cadangan;\n# tanpa ini tidak satu cadangan pun dapat dibuka. Simpan dua salinan, jangan di server.\n"
        "# cadangan.kunci = " STR "\n" STR "\n", STR_ARG(id), STR_ARG(publik), STR_ARG(rahasia));
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool written = fd >= 0 && write(fd, text.ptr, text.len) == (ssize_t)text.len && fsync(fd) == 0;
    if (fd >= 0)
        written = close(fd) == 0 && written;
    return written;
}

/* Made when the file is not there; when it is, its public half is told again. */
int
backup_key(struct arena *arena, struct opsi *o)
{
    struct kunci_cadangan *made = arena_new(arena, struct kunci_cadangan);
    const struct kunci_cadangan *k = made;
    if (access(o->words[0], F_OK) == 0) {
        k = key_in(arena, o->words[0]);
        if (!k)
            return 1;
    } else {
        kunci_make(made);
        if (!write_key(arena, o->words[0], made)) {
            fprintf(stderr, "%s tidak dapat ditulis: %s\n", o->words[0], strerror(errno));
            return 1;
        }
        printf("Kunci rahasia ditulis ke %s: pindahkan dari server ini dan simpan dua salinan.\n", o->words[0]);
    }
    str publik = kunci_public(arena, k);
    printf("Isi pamong.conf, di bagian daerahnya:\ncadangan.kunci = " STR "\n", STR_ARG(publik));
    return 0;
}

int
restore(struct arena *arena, struct opsi *o)
{
    struct konfigurasi *k = arena_new(arena, struct konfigurasi);
    struct cadangan c = { 0 };
    const struct kunci_cadangan *key = o->kunci ? key_in(arena, o->kunci) : NULL;       /* as long as root may */
    if ((o->kunci && !key) || konfigurasi_load(arena, o, k) != OK)
        return 2;
    struct konfigurasi_daerah *d = konfigurasi_region(k, o);
    if (!d || daerah_as_owner(arena, k, d) != OK)
        return 2;
    struct pemulihan p = { .from = str_of(o->words[0]), .folder = d->folder, .modules = all_modules, .kunci = key,
        .store = { .engine = d->postgres.len ? ENGINE_POSTGRES : ENGINE_SQLITE, .folder = d->folder,
            .conninfo = d->postgres, .schema = d->schema, .readers = 1, .writers = 1 } };
    str secret = str_format(arena, STR "/rahasia", STR_ARG(d->folder));
    if ((d->rahasia.len || access(secret.ptr, F_OK) == 0) && rahasia_of(arena, d, &p.secret) != OK)
        return 1;
    if (cadangan_restore(&p, arena, &c) != OK) {
        fprintf(stderr, "TIDAK DIPULIHKAN: " STR "\n", STR_ARG(c.salah));
        return 1;
    }
    printf("Dipulihkan dan sama: " STR " (" STR "), %lld tabel, %lld baris, %lld berkas.\n", STR_ARG(c.nama),
        STR_ARG(c.kode), (long long)c.tabel, (long long)c.baris, (long long)c.berkas);
    if (p.secret.len)
        puts("Tanda tangannya dari rahasia daerah ini.");
    else
        printf("TIDAK terbukti siapa pembuatnya: rahasia daerah belum ada. Salin ke " STR " sebelum pamong serve; lebih"
            " baik sebelum memulihkan, agar cadangan palsu ditolak.\n", STR_ARG(secret));
    return 0;
}
