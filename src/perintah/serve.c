/* serve.c: `serve` and `demo`: the helpers, the regions, the web server and the jobs, until a signal comes. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "contoh/contoh.h"
#include "core/pembantu/pembantu.h"
#include "core/siapa/siapa.h"
#include "core/tampilan/tampilan.h"
#include "core/tugas/tugas.h"
#include "modules/modules.h"
#include "perintah/daerah.h"
#include "perintah/perintah.h"

/* What is open: the regions that could be, ended by NULL. */
struct opened { struct region *items; const struct region **list; size_t count; };

static const char *
helper_beside(struct arena *arena)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    must(n > 0);
    str path = { self, (size_t)n };
    while (path.len && path.ptr[path.len - 1] != '/')
        path.len--;
    return cstr(arena, str_format(arena, STR "pamong-ubah", STR_ARG(path)));
}

static void
block_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static void
wait_for_signal(void)
{
    sigset_t set;
    int got;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigwait(&set, &got);
}

static enum outcome
begin_region(struct arena *arena, const struct konfigurasi *k, size_t at, struct region *r)
{
    str kode = { 0 };
    TRY(daerah_open(arena, &k->items[at], k->sample, r));
    enum outcome o = daerah_seed(r, arena, &kode);
    if (o == OK && k->sample)
        o = contoh_fill(r);
    if (o != OK) {
        store_close(r->store);
        return o;
    }
    if (kode.len)
        printf("Akun pertama " STR ": admin, kode sekali pakai " STR " (berlaku 7 hari)\n", STR_ARG(r->nama),
            STR_ARG(kode));
    return OK;
}

/* One that cannot be opened was logged and does not stop the others; none at all does. */
static enum outcome
open_all(struct arena *arena, const struct konfigurasi *k, struct opened *all)
{
    str data = arena_copy(arena, k->data);
    if (mkdir(data.ptr, 0750) != 0 && errno != EEXIST) {
        log_event(LOG_ERROR, "perintah", "cannot make the folder " STR ": %s", STR_ARG(data), strerror(errno));
        return FAILED;
    }
    all->items = arena_array(arena, struct region, k->count);
    all->list = arena_array(arena, const struct region *, k->count + 1);
    for (size_t i = 0; i < k->count; i++)
        if (begin_region(arena, k, i, &all->items[all->count]) == OK) {
            all->list[all->count] = &all->items[all->count];
            all->count++;
        }
    if (all->count < k->count)
        log_event(LOG_ERROR, "perintah", "%zu of %zu regions are not served: pamong doctor tells why",
            k->count - all->count, k->count);
    return all->count ? OK : FAILED;
}

static void
close_all(struct opened *all)
{
    for (size_t i = 0; i < all->count; i++)
        store_close(all->items[i].store);
}

static int
run(struct arena *arena, const struct konfigurasi *k, struct opened *all)
{
    struct http *http;
    struct http_config c = { .regions = all->list, .modules = all_modules, .listen = k->listen, .port = (int)k->port,
        .threads = (int)k->threads, .pool = (int)k->pool, .behind_proxy = true,
        .hooks = { siapa_who, tampilan_layout, tampilan_error } };
    (void)arena;
    if (http_start(&c, &http) != OK)
        return 1;
    struct tugas *tugas = tugas_start(all->list, all_modules);
    if (k->sample)
        contoh_print_accounts();
    printf("Pamong melayani di http://127.0.0.1:%d (Ctrl C untuk berhenti)\n", http_port(http));
    fflush(stdout);
    wait_for_signal();
    tugas_stop(tugas);
    http_stop(http);
    return 0;
}

int
serve(struct arena *arena, struct opsi *o)
{
    struct konfigurasi k;
    struct opened all = { 0 };
    if (konfigurasi_load(arena, o, &k) != OK)
        return 2;
    if (str_eqz(k.kurung, "wajib"))
        setenv("PAMONG_KURUNG_WAJIB", "1", 1);  /* for the helpers */
    if (pembantu_start(helper_beside(arena)) != OK)
        return 1;
    block_signals();
    if (kurungan_close(arena, &k) != OK)
        return 1;
    int code = open_all(arena, &k, &all) == OK ? run(arena, &k, &all) : 1;
    close_all(&all);
    pembantu_stop();
    return code;
}

int
demo(struct arena *arena, struct opsi *o)
{
    o->sample = true;
    return serve(arena, o);
}
