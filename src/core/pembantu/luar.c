/* luar.c: which servers of others may be talked to; the same at both ends. */
#include "core/pembantu/luar.h"

#include "core/pembantu/surel.h"

static bool
is_this_machine(str host)
{
    return str_eqz(host, "127.0.0.1") || str_eqz(host, "localhost");
}

bool
luar_asal_of(str url, struct luar_asal *a)
{
    bool tls = str_starts(url, S("https://"));
    str rest = str_from(url, tls ? 8 : 7), origin, host;
    if (url.len > 2000 || (!tls && !str_starts(url, S("http://"))) || !str_cut(&rest, '/', &origin))
        return false;
    *a = (struct luar_asal){ .tls = tls, .port = tls ? 443 : 80 };
    str port = origin;
    if (!str_cut(&port, ':', &host) || !ascii_only(host, ".-") || host.ptr[0] == '-')
        return false;
    a->host = host;
    bool named = host.len < origin.len;
    return (!named || str_int(port, &a->port)) && a->port > 0 && a->port < 65536 && (rest.len == 0
        || ascii_only(rest, "/.-_~?&=%+,:"));
}

static bool
same(const struct luar_asal *a, const struct luar_asal *b)
{
    return a->tls == b->tls && a->port == b->port && str_eq(a->host, b->host);
}

bool
luar_listed(str hosts, str url)
{
    struct luar_asal wanted, one;
    str word;
    if (!luar_asal_of(url, &wanted))
        return false;
    while (str_cut(&hosts, ' ', &word))
        if (word.len && luar_asal_of(word, &one) && same(&wanted, &one))
            return true;
    return false;
}

const char *
luar_hosts_wrong(str hosts)
{
    struct luar_asal one;
    size_t count = 0;
    str word;
    while (str_cut(&hosts, ' ', &word)) {
        if (word.len == 0)
            continue;
        if (!luar_asal_of(word, &one))
            return "sambungan.host: tulis alamat server, misalnya https://lapor.example.go.id";
        if (!one.tls && !is_this_machine(one.host))
            return "sambungan.host: kunci akan terlihat di jalan; pakai https://";
        if (++count > LUAR_HOST_MOST)
            return "sambungan.host: paling banyak 16 server";
    }
    return NULL;
}

void
luar_ports(str hosts, int *ports)
{
    struct luar_asal one;
    size_t count = 0;
    str word;
    while (count < LUAR_HOST_MOST && str_cut(&hosts, ' ', &word))
        if (word.len && luar_asal_of(word, &one))
            ports[count++] = (int)one.port;
    ports[count] = 0;
}
