/* kirim.c: pamong-kirim: e-mails from standard input to one mail server; no database, no files. */
#include <curl/curl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/kurung/kurung.h"
#include "kirim/kirim.h"

static enum outcome
answer(struct arena *arena, const struct kirim_config *c, const struct kiriman *in, struct kiriman *out)
{
    struct surel s;
    str pesan;
    struct smtp_hasil h = { "gagal", S("alamat atau isi surel tidak dapat dikirim") };
    if (!surel_of(in, &s))
        return FAILED;
    if (pesan_of(arena, c, &s, &pesan) == OK)
        h = smtp_send(arena, c, s.kepada, pesan);
    *out = (struct kiriman){ { str_of(h.kata), h.jawaban }, 2 };
    return OK;
}

/* From here on: the mail server's port and names of hosts, what is read to find and to believe it, nothing else. */
static enum outcome
confine(const struct kirim_config *c)
{
    static const char *const reads[] = { "/etc/resolv.conf", "/run/systemd/resolve", "/etc/hosts", "/etc/host.conf",
        "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/services", "/etc/ssl", "/usr/share/ca-certificates", "/lib",
        "/usr/lib", NULL };
    const int ports[] = { (int)c->port, 53, 0 };
    struct kurung k = { .nama = "kirim", .panggilan = panggilan_kirim, .baca = reads, .sambung = ports, .dengar = -1,
        .nama_host = true, .memori = 512UL * 1024 * 1024 };
    return kurung_close(&k, getenv("PAMONG_KURUNG_WAJIB") != NULL);
}

/* Only the first frame is one; its texts stay. */
static enum outcome
configure(struct arena *arena, const struct kiriman *in, struct kirim_config *c, struct kiriman *out)
{
    if (c->server.len || !kirim_config_of(in, c))
        return FAILED;
    const char *wrong = kirim_config_wrong(c);
    if (wrong) {
        *c = (struct kirim_config){ 0 };
        *out = (struct kiriman){ { arena_copy(arena, str_of(wrong)) }, 1 };
        return INVALID;
    }
    return confine(c);
}

int
main(void)
{
    struct kirim_config c = { 0 };
    struct arena *stays = arena_open(), *arena = arena_open();
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return 1;
    for (uint32_t kind;;) {
        struct kiriman in, out = { 0 };
        if (!bingkai_read(STDIN_FILENO, c.server.len ? arena : stays, 0, &kind, &in))
            return 0;
        enum outcome o = kind == KERJA_ATUR ? configure(arena, &in, &c, &out)
            : kind == KERJA_SUREL && c.server.len ? answer(arena, &c, &in, &out) : FAILED;
        if (!bingkai_write(STDOUT_FILENO, (uint32_t)o, &out))
            return 1;
        arena_reset(arena);
    }
}
