/* log.c: one JSON line an event, written in one call so that threads never mix their lines. */
#include "base/log.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

static atomic_int least = LOG_INFO;

void log_threshold(enum log_level level) { atomic_store(&least, (int)level); }

/* Below PIPE_BUF: a line that is longer would no longer reach a pipe in one piece. */
enum { TEXT_MOST = 1024, END_MOST = 16 };
struct line { char bytes[4096]; size_t len; };

static pthread_mutex_t soon_lock = PTHREAD_MUTEX_INITIALIZER;
static struct line soon;                /* whole lines that wait to be written together */

/* All of it or nothing: half an escape is no JSON. */
static bool
put(struct line *l, str piece)
{
    if (piece.len > sizeof l->bytes - END_MOST - l->len)
        return false;
    if (piece.len)
        memcpy(l->bytes + l->len, piece.ptr, piece.len);
    l->len += piece.len;
    return true;
}

/* A text that was cut in the middle of a letter ends before it. */
static str
without_half_letter(str text)
{
    str s = text;
    for (int i = 0; i < 3 && s.len && !str_is_text(s); i++)
        s.len--;
    return str_is_text(s) ? s : text;
}

static void
put_escaped(struct line *l, str text)
{
    bool well_formed = str_is_text(text), fits = true;
    for (size_t i = 0; i < text.len && fits; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        char escaped[8] = { '\\', (char)c };
        size_t len = 2;
        if (c < 0x20 || c == 0x7F || (c >= 0x80 && !well_formed))
            len = (size_t)snprintf(escaped, sizeof escaped, "\\u%04x", c < 0x80 ? c : 0xFFFDu);
        else if (c != '"' && c != '\\')
            len = 1;
        fits = put(l, (str){ len == 1 ? text.ptr + i : escaped, len });
    }
}

/* By hand: a line is written for every request, and snprintf is a tenth of what a kept page costs. */
static void
begin(struct line *l, enum log_level level, const char *area)
{
    static const str starts[] = { S(",\"l\":\"debug\",\"a\":\""), S(",\"l\":\"info\",\"a\":\""),
        S(",\"l\":\"warn\",\"a\":\""), S(",\"l\":\"error\",\"a\":\"") };
    char digits[24], *p = digits + sizeof digits;
    for (int64_t ms = clock_ms(); ms > 0; ms /= 10)
        *--p = (char)('0' + ms % 10);
    l->len = 0;
    put(l, S("{\"t\":"));
    put(l, (str){ p, (size_t)(digits + sizeof digits - p) });
    put(l, starts[level]);
    put(l, str_head(str_of(area), 32));
    put(l, S("\","));
}

static void
close_line(struct line *l, str close)
{
    must(close.len < END_MOST);
    memcpy(l->bytes + l->len, close.ptr, close.len);
    l->len += close.len;
}

static void
write_out(struct line *l)
{
    ssize_t ignored = l->len ? write(STDERR_FILENO, l->bytes, l->len) : 0;
    (void)ignored;                      /* there is nobody left to tell */
    l->len = 0;
}

void
log_flush(void)
{
    pthread_mutex_lock(&soon_lock);
    write_out(&soon);
    pthread_mutex_unlock(&soon_lock);
}

/* What waits was said before. */
static void
end(struct line *l, str close)
{
    log_flush();
    close_line(l, close);
    write_out(l);
}

void
log_event(enum log_level level, const char *area, const char *format, ...)
{
    if ((int)level < atomic_load(&least))
        return;
    struct line l;
    char text[TEXT_MOST];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    bool cut = len >= (int)sizeof text;
    str said = { text, len < 0 ? 0 : cut ? sizeof text - 1 : (size_t)len };
    begin(&l, level, area);
    put(&l, S("\"m\":\""));
    put_escaped(&l, cut ? without_half_letter(said) : said);
    end(&l, S("\"}\n"));
}

static void
put_fields(struct line *l, str fields)
{
    if (!put(l, fields))
        put(l, S("\"m\":\"these fields were too long for a line\""));
}

void
log_fields(enum log_level level, const char *area, str fields)
{
    if ((int)level < atomic_load(&least))
        return;
    struct line l;
    begin(&l, level, area);
    put_fields(&l, fields);
    end(&l, S("}\n"));
}

void
log_soon(enum log_level level, const char *area, str fields)
{
    if ((int)level < atomic_load(&least))
        return;
    struct line l;
    begin(&l, level, area);
    put_fields(&l, fields);
    close_line(&l, S("}\n"));
    pthread_mutex_lock(&soon_lock);
    if (sizeof soon.bytes - soon.len < l.len)
        write_out(&soon);
    memcpy(soon.bytes + soon.len, l.bytes, l.len);
    soon.len += l.len;
    pthread_mutex_unlock(&soon_lock);
}
