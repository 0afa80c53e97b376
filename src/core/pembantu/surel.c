/* surel.c: e-mails as frames, and what an address or a configuration must be; the same at both ends. */
#include "core/pembantu/surel.h"

struct kiriman
kirim_config_frame(struct arena *arena, const struct kirim_config *c)
{
    return (struct kiriman){ { c->server, str_format(arena, "%lld", (long long)c->port), c->tls, c->masuk, c->sandi,
        c->dari, c->akar }, 7 };
}

bool
kirim_config_of(const struct kiriman *k, struct kirim_config *c)
{
    if (k->count != 7)
        return false;
    *c = (struct kirim_config){ .server = k->parts[0], .tls = k->parts[2], .masuk = k->parts[3], .sandi = k->parts[4],
        .dari = k->parts[5], .akar = k->parts[6] };
    return str_int(k->parts[1], &c->port);
}

struct kiriman
surel_frame(struct arena *arena, const struct surel *s)
{
    return (struct kiriman){ { s->nomor, s->kepada, s->nama_pengirim, s->judul, s->isi,
        str_format(arena, "%lld", (long long)s->waktu), s->berhenti }, 7 };
}

bool
surel_of(const struct kiriman *k, struct surel *s)
{
    if (k->count != 7)
        return false;
    *s = (struct surel){ .nomor = k->parts[0], .kepada = k->parts[1], .nama_pengirim = k->parts[2],
        .judul = k->parts[3], .isi = k->parts[4], .berhenti = k->parts[6] };
    return s->isi.len <= SUREL_ISI_MOST && s->judul.len <= SUREL_JUDUL_MOST && str_int(k->parts[5], &s->waktu);
}

/* ---- addresses and the configuration ------------------------------------------------------------------------ */

enum { ADDRESS_MOST = 254, LOCAL_MOST = 64 };

static bool
is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool
ascii_only(str s, const char *signs)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_alnum(s.ptr[i]) && (!s.ptr[i] || !strchr(signs, s.ptr[i])))
            return false;
    return s.len > 0;
}

bool
alamat_fits(str a)
{
    str domain = a, local;
    return a.len <= ADDRESS_MOST && str_cut(&domain, '@', &local) && ascii_only(local, ".!#$%&'*+/=?^_`{|}~-")
        && local.len <= LOCAL_MOST && local.ptr[0] != '.' && local.ptr[0] != '-' && ascii_only(domain, ".-")
        && domain.ptr[0] != '.' && domain.ptr[0] != '-' && !str_ends(domain, S("."));
}

static bool
is_this_machine(str server)
{
    return str_eqz(server, "127.0.0.1") || str_eqz(server, "localhost") || str_eqz(server, "::1");
}

const char *
kirim_config_wrong(const struct kirim_config *c)
{
    bool open = str_eqz(c->tls, "tidak");
    if (!open && !str_eqz(c->tls, "starttls") && !str_eqz(c->tls, "smtps"))
        return "surel.tls: pilih starttls, smtps, atau tidak";
    if (c->port < 1 || c->port > 65535)
        return "surel.port: isi dengan angka 1 sampai 65535";
    if (!ascii_only(c->server, ".-:"))
        return "surel.server: tulis nama atau alamat server, misalnya smtp.example.go.id";
    if (!alamat_fits(c->dari))
        return "surel.dari: tulis satu alamat pengirim, misalnya pamong@example.go.id";
    if (open && c->masuk.len && !is_this_machine(c->server))
        return "surel.sandi akan terlihat di jalan: pakai surel.tls = starttls atau smtps";
    return NULL;
}
