/* serve.c: `serve` and `demo`: the helpers, the regions, the web server and the jobs, until a signal comes. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "contoh/contoh.h"
#include "core/pembantu/surel.h"
#include "core/siapa/siapa.h"
#include "core/tampilan/tampilan.h"
#include "core/tugas/tugas.h"
#include "modules/modules.h"
#include "perintah/kendali.h"
#include "perintah/perintah.h"

static const char *
helper_beside(struct arena *arena, const char *name)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    must(n > 0);
    str path = { self, (size_t)n };
    while (path.len && path.ptr[path.len - 1] != '/')
        path.len--;
    return cstr(arena, str_format(arena, STR "%s", STR_ARG(path), name));
}

/* Without a mail server there is nothing to send to: e-mails wait in their table; so do connections without hosts. */
static enum outcome
start_helpers(struct arena *arena, const struct konfigurasi *k)
{
    struct kiriman *frames = arena_array(arena, struct kiriman, 2);
    struct pembantu_atur config = { 0 };
    if (k->surel.server.len) {
        frames[0] = kirim_config_frame(arena, &k->surel);
        config.surel = &frames[0];
    }
    if (k->sambungan.len) {
        frames[1] = (struct kiriman){ { k->sambungan, k->surel.akar, k->dalam }, 3 };
        config.luar = &frames[1];
    }
    return pembantu_start(helper_beside(arena, "pamong-ubah"), helper_beside(arena, "pamong-kirim"), &config);
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

static void
say_where(const struct konfigurasi *k, int port)
{
    bool six = str_find(k->listen, S(":")) >= 0;
    if (str_starts(k->listen, S("/")))
        printf("Pamong melayani di " STR " (Ctrl C untuk berhenti)\n", STR_ARG(k->listen));
    else
        printf("Pamong melayani di http://%s" STR "%s:%d (Ctrl C untuk berhenti)\n", six ? "[" : "", STR_ARG(k->listen),
            six ? "]" : "", port);
    fflush(stdout);
}

static int
run(struct arena *arena, const struct konfigurasi *k, const struct daerah_list *all)
{
    struct http *http;
    struct http_config c = { .regions = all->open, .modules = all_modules, .folder = k->data,
        .listen = k->listen, .proxies = k->proksi, .port = (int)k->port,
        .threads = (int)k->threads, .pool = (int)k->pool, .behind_proxy = true,
        .listeners = (int)k->pendengar, .heartbeat = (int)k->detak,
        .resting = (int)k->diam,
        .hooks = { siapa_who, tampilan_layout, tampilan_error, siapa_hold } };
    (void)arena;
    if (http_start(&c, &http) != OK)
        return 1;
    struct tugas *tugas = tugas_start(all->open, all_modules);
    if (k->sample)
        contoh_print_accounts();
    say_where(k, http_port(http));
    wait_for_signal();
    pembantu_cut(PEMBANTU_KIRIM);       /* an e-mail under way is sent again after the next start */
    pembantu_cut(PEMBANTU_LUAR);
    tugas_stop(tugas);
    http_stop(http);
    return 0;
}

int
serve(struct arena *arena, struct opsi *o)
{
    struct konfigurasi k;
    struct daerah_list all = { 0 };
    if (konfigurasi_load(arena, o, &k) != OK)
        return 2;
    if (str_eqz(k.kurung, "wajib"))
        setenv("PAMONG_KURUNG_WAJIB", "1", 1);  /* for the helpers */
    if (start_helpers(arena, &k) != OK)
        return 1;
    block_signals();
    struct kendali *control;
    if (kendali_hold(arena, &k, &control) != OK || kurungan_close(arena, &k) != OK)
        return 1;
    bool open = daerah_open_all(arena, &k, &all) == OK
        && (!k.sample || daerah_told_full(arena, &k.items[0], contoh_fill(&all.items[0])) == OK);
    if (open)
        kendali_serve(control, &all);
    int code = open ? run(arena, &k, &all) : 1;
    kendali_stop(control);
    daerah_close_all(&all);
    pembantu_stop();
    return code;
}

int
demo(struct arena *arena, struct opsi *o)
{
    o->sample = true;
    return serve(arena, o);
}
