/* kirim.c: pamong-kirim: e-mails to one mail server, or requests to listed servers; no database, no files. */
#include <curl/curl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

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

/* What the first frame made of this process: a sender of e-mails, or of requests. */
struct tugasku { struct kirim_config surel; struct luar_atur luar; };

static enum outcome
refuse(struct arena *arena, const char *wrong, struct kiriman *out)
{
    *out = (struct kiriman){ { arena_copy(arena, str_of(wrong)) }, 1 };
    return INVALID;
}

static enum outcome
configure_mail(struct arena *arena, const struct kiriman *in, struct tugasku *t, struct kiriman *out)
{
    if (!kirim_config_of(in, &t->surel))
        return FAILED;
    const int ports[] = { (int)t->surel.port, 53, 0 };
    const char *wrong = kirim_config_wrong(&t->surel);
    if (!wrong)
        return kirim_confine(ports, cstr(arena, t->surel.akar));
    t->surel = (struct kirim_config){ 0 };
    return refuse(arena, wrong, out);
}

static enum outcome
configure_hosts(struct arena *arena, const struct kiriman *in, struct tugasku *t, struct kiriman *out)
{
    str hosts = in->parts[0];
    int ports[LUAR_HOST_MOST + 2] = { 53 };
    const char *wrong = luar_hosts_wrong(hosts);
    if (wrong || hosts.len == 0)
        return refuse(arena, wrong ? wrong : "sambungan.host kosong", out);
    t->luar = (struct luar_atur){ hosts, in->parts[1], str_eqz(in->parts[2], "ya") };
    luar_ports(hosts, ports + 1);
    return kirim_confine(ports, cstr(arena, t->luar.akar));
}

/* Only the first frame is one; its texts stay. */
static enum outcome
configure(struct arena *arena, const struct kiriman *in, struct tugasku *t, struct kiriman *out)
{
    if (t->surel.server.len || t->luar.hosts.len)
        return FAILED;
    return in->count == 3 ? configure_hosts(arena, in, t, out) : configure_mail(arena, in, t, out);
}

static enum outcome
work(struct arena *arena, uint32_t kind, const struct tugasku *t, const struct kiriman *in, struct kiriman *out)
{
    if (kind == KERJA_SUREL && t->surel.server.len)
        return answer(arena, &t->surel, in, out);
    if (kind != KERJA_LUAR || !t->luar.hosts.len || in->count != 5)
        return FAILED;
    struct luar_tanya question = { in->parts[0], in->parts[1], in->parts[2], in->parts[3],
        in->parts[4].len > 0 };
    *out = luar_send(arena, &t->luar, &question);
    return OK;
}

int
main(void)
{
    struct tugasku t = { 0 };
    struct arena *stays = arena_open(), *arena = arena_open();
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return 1;
    for (uint32_t kind;;) {
        struct kiriman in, out = { 0 };
        if (!bingkai_read(STDIN_FILENO, t.surel.server.len || t.luar.hosts.len ? arena : stays, 0, &kind, &in))
            return 0;
        enum outcome o = kind == KERJA_ATUR ? configure(arena, &in, &t, &out) : work(arena, kind, &t, &in, &out);
        if (!bingkai_write(STDOUT_FILENO, (uint32_t)o, &out))
            return 1;
        arena_reset(arena);
    }
}
