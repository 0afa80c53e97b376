/* str.c: looking at views of text, never changing what they look at. */
#include "base/base.h"

str str_of(const char *z) { return (str){ z, z ? strlen(z) : 0 }; }

bool
str_eq(str a, str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Most differ in their first letter: then nobody counts the others. */
bool
str_eqz(str a, const char *z)
{
    return !(a.len && z && *a.ptr != *z) && str_eq(a, str_of(z));
}

bool str_starts(str s, str prefix) { return s.len >= prefix.len && str_eq(str_head(s, prefix.len), prefix); }

bool
str_ends(str s, str suffix)
{
    return s.len >= suffix.len && str_eq(str_from(s, s.len - suffix.len), suffix);
}

str
str_from(str s, size_t start)
{
    return start >= s.len ? (str){ 0 } : (str){ s.ptr + start, s.len - start };
}

str str_head(str s, size_t len) { return (str){ s.ptr, len < s.len ? len : s.len }; }

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

str
str_trim(str s)
{
    while (s.len && is_blank(s.ptr[0]))
        s = str_from(s, 1);
    while (s.len && is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

bool
str_cut(str *rest, char at, str *piece)
{
    if (!rest->ptr)
        return false;
    const char *found = rest->len ? memchr(rest->ptr, at, rest->len) : NULL;
    if (!found) {
        *piece = *rest;
        *rest = (str){ 0 };
        return true;
    }
    size_t len = (size_t)(found - rest->ptr);
    *piece = (str){ rest->ptr, len };
    *rest = (str){ found + 1, rest->len - len - 1 };
    return true;
}

bool
str_has_word(str words, str word)
{
    str piece;
    while (str_cut(&words, ' ', &piece))
        if (str_eq(piece, word))
            return true;
    return false;
}

str
str_lower(struct arena *arena, str s)
{
    char *copy = arena_alloc(arena, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        copy[i] = (char)(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] | 0x20 : s.ptr[i]);
    return (str){ copy, s.len };
}

str
str_upper(struct arena *arena, str s)
{
    char *copy = arena_alloc(arena, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        copy[i] = (char)(s.ptr[i] >= 'a' && s.ptr[i] <= 'z' ? s.ptr[i] & ~0x20 : s.ptr[i]);
    return (str){ copy, s.len };
}

ptrdiff_t
str_find(str s, str needle)
{
    if (!needle.len)
        return 0;
    const char *found = s.len ? memmem(s.ptr, s.len, needle.ptr, needle.len) : NULL;
    return found ? found - s.ptr : -1;
}

bool
str_int(str s, int64_t *out)
{
    bool negative = s.len > 1 && s.ptr[0] == '-';
    int64_t n = 0;
    if (s.len == 0)
        return false;
    for (size_t i = negative; i < s.len; i++) {
        int digit = s.ptr[i] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(n, 10, &n)
            || __builtin_sub_overflow(n, digit, &n))
            return false;
    }
    if (!negative && n == INT64_MIN)
        return false;
    *out = negative ? n : -n;
    return true;
}

/* The length of one well-formed sequence (Unicode 15, table 3-7), or 0. */
static size_t
sequence(const unsigned char *p, size_t left)
{
    unsigned char c = p[0], from = 0x80, to = 0xBF;
    size_t len = c < 0x80 ? 1 : c >= 0xC2 && c <= 0xDF ? 2 : (c & 0xF0) == 0xE0 ? 3
        : c >= 0xF0 && c <= 0xF4 ? 4 : 0;
    if (len == 0 || len > left)
        return 0;
    if (c == 0xE0)
        from = 0xA0;
    else if (c == 0xED)
        to = 0x9F;
    else if (c == 0xF0)
        from = 0x90;
    else if (c == 0xF4)
        to = 0x8F;
    for (size_t i = 1; i < len; i++) {
        if (p[i] < from || p[i] > to)
            return 0;
        from = 0x80;
        to = 0xBF;
    }
    return len;
}

bool
str_is_text(str s)
{
    for (size_t i = 0; i < s.len;) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool control = (c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7F;
        size_t len = control ? 0 : sequence((const unsigned char *)s.ptr + i, s.len - i);
        bool c1 = len == 2 && c == 0xC2 && (unsigned char)s.ptr[i + 1] < 0xA0;
        if (len == 0 || c1)
            return false;
        i += len;
    }
    return true;
}

size_t
str_letters(str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return n;
}

int
str_compare(str a, str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int order = least ? memcmp(a.ptr, b.ptr, least) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}
