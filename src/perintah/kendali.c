/* kendali.c: the lock on the data folder, and the socket over which commands hand their work to who holds it. */
#include "perintah/kendali.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "perintah/kawat.h"
#include "perintah/perintah.h"

struct kendali {
    const struct konfigurasi *k;
    const struct daerah_list *regions;
    str path;
    int lock, fd;
    atomic_bool stopping;
    bool serving;
    pthread_t thread;
};

int
kerja_said(struct kerja *w, int code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_str(&w->out, str_formatv(w->arena, format, args));
    va_end(args);
    return code;
}

static int
work(struct kerja *w)
{
    w->out.arena = w->arena;
    w->now = clock_now();
    for (const struct kerja_kind *kind = kerja_kinds; kind->name; kind++)
        if (w->count && str_eqz(w->words[0], kind->name))
            return kind->run(w);
    return kerja_said(w, 2, "Pekerjaan ini tidak dikenal server; samakan versi pamong.\n");
}

/* -1: somebody else holds it, or it cannot be made. */
static int
take_lock(struct arena *arena, str data)
{
    str path = str_format(arena, STR "/kunci", STR_ARG(data));
    if (mkdir(cstr(arena, data), 0750) != 0 && errno != EEXIST)
        return -1;
    int fd = open(path.ptr, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    close(fd);
    return -1;
}

static str
socket_path(struct arena *arena, const struct konfigurasi *k)
{
    return str_format(arena, STR "/kendali.sock", STR_ARG(k->data));
}

/* ---- serve's side ----------------------------------------------------------------------------------------------- */

/* By its folder: what a configuration names that could not be opened is not there. */
static const struct region *
region_named(const struct kendali *c, str bagian)
{
    for (size_t i = 0; i < c->k->count; i++)
        for (size_t j = 0; j < c->regions->count && str_eq(c->k->items[i].bagian, bagian); j++)
            if (str_eq(c->k->items[i].folder, c->regions->items[j].folder))
                return &c->regions->items[j];
    return NULL;
}

static void
answer(struct kendali *c, int fd)
{
    struct arena *arena = arena_open();
    struct kawat_isi asked;
    if (kawat_peer_is_ours(fd) && kawat_read(fd, arena, &asked) && asked.count) {
        struct kerja w = { .arena = arena, .region = region_named(c, asked.items[0]), .words = asked.items + 1,
            .count = asked.count - 1, .out = { .arena = arena } };
        int code = w.region ? work(&w) : kerja_said(&w, 1, "Daerah itu sedang tidak dilayani: pamong doctor.\n");
        str reply[] = { str_format(arena, "%d", code), buf_view(&w.out) };
        if (!kawat_write(fd, reply, COUNT(reply)))
            log_event(LOG_WARN, "perintah", "who asked for work left before the answer");
    }
    close(fd);
    arena_close(arena);
}

static void *
attend(void *kendali)
{
    struct kendali *c = kendali;
    while (!atomic_load(&c->stopping)) {
        int fd = accept4(c->fd, NULL, NULL, SOCK_CLOEXEC);
        if (fd >= 0)
            answer(c, fd);
        else if (errno != EINTR && errno != ECONNABORTED)
            break;
    }
    return NULL;
}

enum outcome
kendali_hold(struct arena *arena, const struct konfigurasi *k, struct kendali **out)
{
    struct kendali *c = arena_new(arena, struct kendali);
    *c = (struct kendali){ .k = k, .path = socket_path(arena, k), .lock = take_lock(arena, k->data) };
    if (c->lock < 0) {
        fprintf(stderr, "Folder data " STR " sedang dipakai Pamong yang lain, atau tidak dapat ditulis. Hentikan yang"
            " lain, atau pilih folder lain.\n", STR_ARG(k->data));
        return FAILED;
    }
    unlink(c->path.ptr);                        /* of one that ended without a word: the lock is ours */
    c->fd = kawat_listen(c->path.ptr);
    if (c->fd < 0) {
        fprintf(stderr, STR ": %s\n", STR_ARG(c->path), strerror(errno));
        return FAILED;
    }
    *out = c;
    return OK;
}

void
kendali_serve(struct kendali *c, const struct daerah_list *regions)
{
    c->regions = regions;
    c->serving = pthread_create(&c->thread, NULL, attend, c) == 0;
    must(c->serving);
}

void
kendali_stop(struct kendali *c)
{
    atomic_store(&c->stopping, true);
    shutdown(c->fd, SHUT_RDWR);
    if (c->serving)
        pthread_join(c->thread, NULL);
    unlink(c->path.ptr);
    close(c->fd);
    close(c->lock);
}

/* ---- a command's side ------------------------------------------------------------------------------------------- */

static int
ask_server(struct arena *arena, int fd, const struct konfigurasi_daerah *d, const struct kawat_isi *work_words)
{
    struct kawat_isi reply;
    str *items = arena_array(arena, str, work_words->count + 1);
    int64_t code = 1;
    items[0] = d->bagian;
    for (size_t i = 0; i < work_words->count; i++)
        items[i + 1] = work_words->items[i];
    bool answered = kawat_write(fd, items, work_words->count + 1) && kawat_read(fd, arena, &reply) && reply.count == 2
        && str_int(reply.items[0], &code);
    close(fd);
    if (!answered) {
        fputs("Server menutup sambungan sebelum menjawab. Periksa lognya, lalu ulangi.\n", stderr);
        return 1;
    }
    fprintf(code ? stderr : stdout, STR, STR_ARG(reply.items[1]));
    return (int)code;
}

static int
work_here(struct arena *arena, const struct konfigurasi *k, struct konfigurasi_daerah *d,
    const struct kawat_isi *words)
{
    struct region region;
    str kode = { 0 };
    if (daerah_as_owner(arena, k, d) != OK)
        return 1;
    int lock = take_lock(arena, k->data);
    if (lock < 0) {
        fprintf(stderr, "Folder data " STR " sedang dipakai perintah lain, atau tidak dapat ditulis.\n",
            STR_ARG(k->data));
        return 1;
    }
    int code = 1;
    if (daerah_open(arena, d, k->sample, &region) == OK) {
        struct kerja w = { .arena = arena, .region = &region, .words = words->items, .count = words->count,
            .out = { .arena = arena } };
        if (daerah_seed(&region, arena, &kode) == OK)
            code = work(&w);
        daerah_said_first(&region, kode);
        fprintf(code ? stderr : stdout, STR, STR_ARG(buf_view(&w.out)));
        store_close(region.store);
    }
    close(lock);
    return code;
}

int
kendali_ask(struct arena *arena, const struct opsi *o, const str *words, size_t count)
{
    struct konfigurasi *k = arena_new(arena, struct konfigurasi);
    if (konfigurasi_load(arena, o, k) != OK)
        return 2;
    struct konfigurasi_daerah *d = konfigurasi_region(k, o);
    if (!d)
        return 2;
    struct kawat_isi given = { words, count };
    int fd = kawat_connect(socket_path(arena, k).ptr);
    return fd >= 0 ? ask_server(arena, fd, d, &given) : work_here(arena, k, d, &given);
}
