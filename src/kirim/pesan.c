/* pesan.c: an RFC 5322 message of what serve wrote: nothing typed by a person can become a header or a line of SMTP. */
#include "kirim/kirim.h"

#include <time.h>

enum { WORD_BYTES = 36, LINE_MOST = 76 };

/* ---- headers ------------------------------------------------------------------------------------------------ */

static void
put_base64(struct buf *b, str s)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < s.len; i += 3) {
        uint32_t three = 0;
        for (size_t k = 0; k < 3; k++)
            three = three << 8 | (i + k < s.len ? (unsigned char)s.ptr[i + k] : 0U);
        for (size_t k = 0; k < 4; k++)
            buf_char(b, i + k > s.len ? '=' : letters[three >> (18 - 6 * k) & 63]);
    }
}

/* At most WORD_BYTES, whole letters only. */
static str
word_of(str s)
{
    size_t len = s.len < WORD_BYTES ? s.len : WORD_BYTES;
    while (len < s.len && len > 1 && ((unsigned char)s.ptr[len] & 0xC0) == 0x80)
        len--;
    return str_head(s, len);
}

/* Line ends and other control characters become blanks before anything else is done. */
static str
one_line(struct arena *arena, str s)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < s.len; i++)
        buf_char(&b, (unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7F ? ' ' : s.ptr[i]);
    return str_trim(buf_view(&b));
}

/* RFC 2047, unless it is short and plain; each word in a line of its own. */
static void
put_words(struct buf *b, str text)
{
    str s = one_line(b->arena, text);
    if (s.len <= 60 && ascii_only(s, " .,-/"))
        return buf_str(b, s);
    while (s.len) {
        str word = word_of(s);
        buf_str(b, S("=?UTF-8?B?"));
        put_base64(b, word);
        buf_str(b, S("?="));
        s = str_from(s, word.len);
        if (s.len)
            buf_str(b, S("\r\n "));
    }
}

static void
put_date(struct buf *b, int64_t moment)
{
    static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        "Dec" };
    struct tm t;
    time_t seconds = (time_t)moment;
    must(gmtime_r(&seconds, &t));
    buf_format(b, "Date: %s, %02d %s %d %02d:%02d:%02d +0000\r\n", days[t.tm_wday], t.tm_mday, months[t.tm_mon],
        t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

/* ---- the body: quoted-printable ---------------------------------------------------------------------------- */

/* A blank at the end of a line would be lost on the way. */
static bool
stands_for_itself(str s, size_t at)
{
    char c = s.ptr[at];
    if (c == ' ' || c == '\t')
        return at + 1 < s.len && s.ptr[at + 1] != '\n' && s.ptr[at + 1] != '\r';
    return c > ' ' && c < 0x7F && c != '=';
}

static void
put_quoted(struct buf *b, str s)
{
    size_t line = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\n' || s.ptr[i] == '\r') {
            i += s.ptr[i] == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n';
            buf_str(b, S("\r\n"));
            line = 0;
            continue;
        }
        bool plain = stands_for_itself(s, i);
        if (line + (plain ? 1 : 3) > LINE_MOST - 1) {
            buf_str(b, S("=\r\n"));
            line = 0;
        }
        if (plain)
            buf_char(b, s.ptr[i]);
        else
            buf_format(b, "=%02X", (unsigned char)s.ptr[i]);
        line += plain ? 1 : 3;
    }
    buf_str(b, S("\r\n"));
}

/* Nothing in it can end the header or begin another one. */
static bool
stop_fits(str url)
{
    enum { URL_MOST = 500 };
    return !url.len || (url.len <= URL_MOST && ascii_only(url, "/:.-_~%")
        && (str_starts(url, S("https://")) || str_starts(url, S("http://"))));
}

enum outcome
pesan_of(struct arena *arena, const struct kirim_config *c, const struct surel *s, str *pesan)
{
    struct buf b = { .arena = arena };
    str domain = c->dari, local;
    if (!alamat_fits(c->dari) || !alamat_fits(s->kepada) || !ascii_only(s->nomor, ".-") || s->nomor.len > 100
        || !str_is_text(s->judul) || !str_is_text(s->isi) || !str_is_text(s->nama_pengirim)
        || s->nama_pengirim.len > SUREL_JUDUL_MOST || s->waktu < 0 || !stop_fits(s->berhenti))
        return INVALID;
    str_cut(&domain, '@', &local);
    put_date(&b, s->waktu);
    buf_str(&b, S("From: "));
    put_words(&b, s->nama_pengirim);
    buf_format(&b, " <" STR ">\r\nTo: <" STR ">\r\nSubject: ", STR_ARG(c->dari), STR_ARG(s->kepada));
    put_words(&b, s->judul);
    buf_format(&b, "\r\nMessage-ID: <" STR "@" STR ">\r\n", STR_ARG(s->nomor), STR_ARG(domain));
    if (s->berhenti.len)
        buf_format(&b, "List-Unsubscribe:\r\n <" STR ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            STR_ARG(s->berhenti));
    buf_str(&b, S("Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Language: id\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"));
    put_quoted(&b, s->isi);
    *pesan = buf_view(&b);
    return OK;
}
