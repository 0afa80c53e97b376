/* lambang.c: which SVG may be a coat of arms: listed elements and attributes with harmless values, nothing else. */
#include "core/tampilan/warna.h"

#include <strings.h>

static const char *const elements[] = { "svg", "g", "path", "circle", "ellipse", "rect", "line", "polygon",
    "polyline" };
static const char *const attributes[] = { "cx", "cy", "d", "fill", "fill-opacity", "fill-rule", "height", "opacity",
    "points", "r", "rx", "ry", "stroke", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-width",
    "transform", "version", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2" };

enum { DEPTH = 16 };
struct drawing { str rest; str open[DEPTH]; size_t depth, roots; bool view_box; };

static bool
is_listed(str name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eqz(name, list[i]))
            return true;
    return false;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
skip_blanks(struct drawing *s)
{
    while (s->rest.len && is_blank(s->rest.ptr[0]))
        s->rest = str_from(s->rest, 1);
}

static str
take_name(struct drawing *s)
{
    size_t n = 0;
    while (n < s->rest.len && ((s->rest.ptr[n] | 0x20) >= 'a' && (s->rest.ptr[n] | 0x20) <= 'z'))
        n++;
    while (n && n < s->rest.len && (s->rest.ptr[n] == '-' || (s->rest.ptr[n] >= '0' && s->rest.ptr[n] <= '9')
        || ((s->rest.ptr[n] | 0x20) >= 'a' && (s->rest.ptr[n] | 0x20) <= 'z')))
        n++;
    str name = str_head(s->rest, n);
    s->rest = str_from(s->rest, n);
    return name;
}

/* Numbers, path letters, colours, transforms: no URL, no reference, no entity fits in these. */
static bool
is_harmless(str v)
{
    for (size_t i = 0; i < v.len; i++) {
        char c = v.ptr[i], l = (char)(c | 0x20);
        if (!(l >= 'a' && l <= 'z') && !(c >= '0' && c <= '9') && !is_blank(c) && !(c && strchr(".,#()+-%", c)))
            return false;
    }
    for (size_t i = 0; i + 3 <= v.len; i++)
        if (strncasecmp(v.ptr + i, "url", 3) == 0)
            return false;
    return true;
}

static const char *
read_attribute(struct drawing *s, bool root)
{
    str name = take_name(s), value;
    char quote = s->rest.len > 1 && s->rest.ptr[0] == '=' ? s->rest.ptr[1] : 0;
    if (!name.len || (quote != '"' && quote != '\''))
        return "Gambar ini memuat atribut yang tidak ditulis sebagai nama=\"nilai\". Simpan ulang sebagai SVG polos.";
    s->rest = str_from(s->rest, 2);
    if (!str_cut(&s->rest, quote, &value) || (value.len && value.ptr + value.len == s->rest.ptr))
        return "Gambar ini terpotong. Unggah lagi berkas utuhnya.";
    if (root && str_eqz(name, "xmlns"))
        return str_eqz(value, "http://www.w3.org/2000/svg") ? NULL : "Gambar ini bukan SVG biasa (xmlns-nya lain).";
    if (!is_listed(name, attributes, COUNT(attributes)))
        return "Gambar ini memuat atribut di luar daftar: hanya bentuk, ukuran, warna, dan transform yang diterima,"
            " tanpa style, class, id, dan tautan. Simpan ulang sebagai SVG polos dengan warna sebagai atribut.";
    if (!is_harmless(value))
        return "Gambar ini memuat nilai yang bukan angka atau warna, misalnya tautan atau gradasi. Pakai warna polos.";
    s->view_box |= root && str_eqz(name, "viewBox");
    return NULL;
}

static const char *
close_element(struct drawing *s)
{
    str name = take_name(s);
    skip_blanks(s);
    if (!s->depth || !str_eq(name, s->open[s->depth - 1]) || !str_starts(s->rest, S(">")))
        return "Elemen gambar ini tidak tertutup dengan benar. Simpan ulang sebagai SVG polos.";
    s->depth--;
    s->rest = str_from(s->rest, 1);
    return NULL;
}

static const char *
open_element(struct drawing *s)
{
    str name = take_name(s);
    bool root = s->depth == 0;
    if (!is_listed(name, elements, COUNT(elements)) || root != str_eqz(name, "svg"))
        return "Gambar ini memuat elemen di luar daftar: hanya svg, g, path, circle, ellipse, rect, line, polygon, dan"
            " polyline yang diterima, tanpa teks, skrip, dan gambar lain.";
    s->roots += root;
    if (s->depth == DEPTH || s->roots > 1)
        return "Gambar ini terlalu dalam bersarang, atau berisi lebih dari satu gambar.";
    for (skip_blanks(s); s->rest.len && s->rest.ptr[0] != '>' && s->rest.ptr[0] != '/'; skip_blanks(s)) {
        const char *wrong = read_attribute(s, root);
        if (wrong)
            return wrong;
    }
    bool empty = str_starts(s->rest, S("/>"));
    if (!empty && !str_starts(s->rest, S(">")))
        return "Gambar ini terpotong. Unggah lagi berkas utuhnya.";
    s->rest = str_from(s->rest, empty ? 2 : 1);
    if (!empty)
        s->open[s->depth++] = name;
    return NULL;
}

const char *
lambang_wrong(str svg)
{
    struct drawing s = { .rest = str_trim(svg) };
    const char *wrong = NULL;
    if (svg.len > LAMBANG_MOST)
        return "Gambar lambang paling besar 16 KB. Sederhanakan bentuknya.";
    while (!wrong && s.rest.len) {
        skip_blanks(&s);
        if (!s.rest.len)
            break;
        if (s.rest.ptr[0] != '<')
            return "Gambar ini memuat teks. Ubah teks menjadi bentuk (path).";
        bool closing = str_starts(s.rest, S("</"));
        s.rest = str_from(s.rest, closing ? 2 : 1);
        wrong = closing ? close_element(&s) : open_element(&s);
    }
    if (wrong)
        return wrong;
    if (s.depth || s.roots != 1)
        return "Gambar ini bukan satu SVG yang utuh.";
    return s.view_box ? NULL : "Gambar ini belum punya viewBox, sehingga ukurannya tidak dapat disesuaikan.";
}
