/* log.c: one JSON line an event, written in one call so that threads never mix their lines. */
#include "base/log.h"

#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

static atomic_int least = LOG_INFO;

void log_threshold(enum log_level level) { atomic_store(&least, (int)level); }

struct line { char bytes[2048]; size_t len; };

static void
put(struct line *l, const char *p, size_t n)
{
    size_t room = sizeof l->bytes - 4 - l->len;
    memcpy(l->bytes + l->len, p, n < room ? n : room);
    l->len += n < room ? n : room;
}

static void
put_escaped(struct line *l, str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        char escaped[8];
        if (c == '"' || c == '\\')
            put(l, (char[]){ '\\', (char)c }, 2);
        else if (c < 0x20 || c == 0x7F)
            put(l, escaped, (size_t)snprintf(escaped, sizeof escaped, "\\u%04x", c));
        else
            put(l, (const char *)&c, 1);
    }
}

static void
begin(struct line *l, enum log_level level, const char *area)
{
    static const char *const names[] = { "debug", "info", "warn", "error" };
    l->len = (size_t)snprintf(l->bytes, sizeof l->bytes / 2, "{\"t\":%lld,\"l\":\"%s\",\"a\":\"%s\",",
        (long long)clock_ms(), names[level], area);
}

static void
end(struct line *l)
{
    put(l, "}\n", 2);
    ssize_t ignored = write(STDERR_FILENO, l->bytes, l->len);
    (void)ignored;                      /* there is nobody left to tell */
}

void
log_event(enum log_level level, const char *area, const char *format, ...)
{
    if ((int)level < atomic_load(&least))
        return;
    struct line l;
    char text[1024];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    size_t kept = len < 0 ? 0 : (size_t)len < sizeof text ? (size_t)len : sizeof text - 1;
    begin(&l, level, area);
    put(&l, "\"m\":\"", 5);
    put_escaped(&l, (str){ text, kept });
    put(&l, "\"", 1);
    end(&l);
}

void
log_fields(enum log_level level, const char *area, str fields)
{
    if ((int)level < atomic_load(&least))
        return;
    struct line l;
    begin(&l, level, area);
    put(&l, fields.ptr, fields.len);
    end(&l);
}
