/* kepala_fuzz.c: the first lines of a request: what the guard lets through has one host and one end of its body. */
#include "fuzz.h"
#include "http/http_internal.h"

static const str hosts[] = { { "uji.test", 8 } };
static const struct region region = { .hosts = hosts, .host_count = 1 };
static const struct region *const regions[] = { &region, NULL };
static const struct http_config config = { .regions = regions };

static void
check_guard(const struct guard *g, str target)
{
    must(g->hosts == 1 && g->lengths + g->encodings <= 1 && str_starts(target, S("/")));
    must(g->content_length >= -1 && (g->content_length == -1) == (g->encodings == 1));
    must(!memchr(g->host.ptr ? g->host.ptr : "", '\n', g->host.len));
}

/* A name of ours, and after it nothing, or a port in figures. */
static void
check_host(str host)
{
    if (!region_of(&config, host))
        return;
    str port = str_from(host, hosts[0].len);
    must(host.len >= hosts[0].len && (port.len == 0 || (port.ptr[0] == ':' && port.len >= 2 && port.len <= 6)));
    for (size_t i = 1; i < port.len; i++)
        must(port.ptr[i] >= '0' && port.ptr[i] <= '9');
}

/* What is read of a Cookie line lies in it and is one cookie's; written again among others, it is read again. */
static void
check_cookie(struct arena *arena, str line)
{
    str value = cookie_get(line, "pamong_sesi");
    must(str_find(value, S(";")) < 0);
    must(value.len == 0 || (value.ptr >= line.ptr && value.ptr + value.len <= line.ptr + line.len));
    str again = str_format(arena, "xpamong_sesi=palsu; pamong_sesi=" STR "; pamong_sesi=lain", STR_ARG(value));
    must(memchr(value.ptr ? value.ptr : "", 0, value.len) || str_eq(cookie_get(again, "pamong_sesi"), value));
    must(str_is_text(header_text(arena, line, 120)) && header_text(arena, line, 120).len <= 120);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    struct guard g = { 0 };
    str rest = { (const char *)bytes, len }, method = { 0 }, target = { 0 }, line, name;
    str_cut(&rest, ' ', &method);
    str_cut(&rest, '\n', &target);
    while (str_cut(&rest, '\n', &line) && str_cut(&line, ':', &name)) {
        guard_header(&g, name, str_trim(line));
        check_host(str_trim(line));
        check_cookie(arena, line);
    }
    if (guard_verdict(&g, method, S("HTTP/1.1"), target) == 0)
        check_guard(&g, target);
    arena_close(arena);
    return 0;
}
