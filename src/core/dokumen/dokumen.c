/* dokumen.c: a small layout from top to bottom with cairo and pango; 7 ms a page (measurements.md G). */
#include "core/dokumen/dokumen.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include "base/clock.h"

#define FONT "Plus Jakarta Sans, DejaVu Sans, sans-serif"
static const double WIDTH = 595, HEIGHT = 842, EDGE = 48, FOOT = 40;

struct dokumen {
    struct arena *arena;
    struct buf pdf;
    cairo_surface_t *surface;
    cairo_t *c;
    double y;
    int page;
    str judul;
    const struct dokumen_kolom *columns;
    size_t column_count;
};

struct arena *dokumen_arena(struct dokumen *d) { return d->arena; }

static cairo_status_t
append(void *buf, const unsigned char *bytes, unsigned len)
{
    buf_put(buf, (const char *)bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

/* ---- text ------------------------------------------------------------------------------------------------- */

struct style { double size; bool bold, centre, right; };

static PangoLayout *
lay_out(struct dokumen *d, str text, double width, struct style s)
{
    PangoLayout *l = pango_cairo_create_layout(d->c);
    PangoFontDescription *font = pango_font_description_from_string(FONT);
    pango_font_description_set_absolute_size(font, s.size * PANGO_SCALE);
    pango_font_description_set_weight(font, s.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(l, font);
    pango_font_description_free(font);
    pango_layout_set_width(l, (int)(width * PANGO_SCALE));
    pango_layout_set_alignment(l, s.centre ? PANGO_ALIGN_CENTER : s.right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(l, text.ptr ? text.ptr : "", (int)text.len);
    return l;
}

static double
height_of(PangoLayout *l)
{
    int h;
    pango_layout_get_size(l, NULL, &h);
    return (double)h / PANGO_SCALE;
}

static double
draw(struct dokumen *d, PangoLayout *l, double x, double y)
{
    double h = height_of(l);
    cairo_move_to(d->c, x, y);
    pango_cairo_show_layout(d->c, l);
    g_object_unref(l);
    return h;
}

static void
rule(struct dokumen *d, double thick)
{
    cairo_set_line_width(d->c, thick);
    cairo_move_to(d->c, EDGE, d->y);
    cairo_line_to(d->c, WIDTH - EDGE, d->y);
    cairo_stroke(d->c);
}

/* ---- pages ------------------------------------------------------------------------------------------------- */

static void
end_page(struct dokumen *d)
{
    str foot = str_format(d->arena, STR ", halaman %d", STR_ARG(d->judul), d->page);
    draw(d, lay_out(d, foot, WIDTH - 2 * EDGE, (struct style){ .size = 8, .centre = true }), EDGE, HEIGHT - FOOT);
    cairo_show_page(d->c);
}

static void
begin_page(struct dokumen *d)
{
    d->page++;
    d->y = EDGE;
}

static bool
need(struct dokumen *d, double height)
{
    if (d->y + height <= HEIGHT - FOOT - 10)
        return false;
    end_page(d);
    begin_page(d);
    return true;
}

struct dokumen *
dokumen_open(struct arena *arena, str judul, int64_t dibuat)
{
    struct dokumen *d = arena_new(arena, struct dokumen);
    *d = (struct dokumen){ .arena = arena, .pdf = { .arena = arena }, .judul = judul };
    d->surface = cairo_pdf_surface_create_for_stream(append, &d->pdf, WIDTH, HEIGHT);
    cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_TITLE, cstr(arena, judul));
    cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_CREATE_DATE, cstr(arena,
        fmt_moment_iso(arena, dibuat)));
    d->c = cairo_create(d->surface);
    begin_page(d);
    return d;
}

enum outcome
dokumen_close(struct dokumen *d, str *pdf)
{
    end_page(d);
    bool fine = cairo_status(d->c) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(d->c);
    cairo_surface_finish(d->surface);
    fine &= cairo_surface_status(d->surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(d->surface);
    *pdf = buf_view(&d->pdf);
    return fine ? OK : FAILED;
}

/* ---- parts ------------------------------------------------------------------------------------------------- */

static void
block(struct dokumen *d, str text, struct style s, double after)
{
    PangoLayout *l = lay_out(d, text, WIDTH - 2 * EDGE, s);
    need(d, height_of(l));
    d->y += draw(d, l, EDGE, d->y) + after;
}

void
dokumen_letterhead(struct dokumen *d, str pemerintah, str unit)
{
    block(d, pemerintah, (struct style){ .size = 14, .bold = true, .centre = true }, 2);
    block(d, unit, (struct style){ .size = 11, .centre = true }, 6);
    rule(d, 1.5);
    d->y += 14;
}

void
dokumen_title(struct dokumen *d, str judul, str nomor)
{
    block(d, judul, (struct style){ .size = 12, .bold = true, .centre = true }, 2);
    block(d, nomor, (struct style){ .size = 10, .centre = true }, 14);
}

void dokumen_text(struct dokumen *d, str paragraph) { block(d, paragraph, (struct style){ .size = 10 }, 8); }

static double
row_height(struct dokumen *d, const str *cells)
{
    double most = 0;
    for (size_t i = 0; i < d->column_count; i++) {
        PangoLayout *l = lay_out(d, cells[i], d->columns[i].lebar - 6, (struct style){ .size = 8.5 });
        double h = height_of(l);
        g_object_unref(l);
        most = h > most ? h : most;
    }
    return most + 6;
}

static void
put_row(struct dokumen *d, const str *cells, bool bold)
{
    double x = EDGE, h = row_height(d, cells);
    for (size_t i = 0; i < d->column_count; i++) {
        const struct dokumen_kolom *k = &d->columns[i];
        draw(d, lay_out(d, cells[i], k->lebar - 6, (struct style){ .size = 8.5, .bold = bold, .right = k->kanan }),
            x + 3, d->y + 3);
        x += k->lebar;
    }
    d->y += h;
    rule(d, 0.4);
}

static void
put_head(struct dokumen *d)
{
    str cells[16];
    must(d->column_count <= COUNT(cells));
    for (size_t i = 0; i < d->column_count; i++)
        cells[i] = str_of(d->columns[i].judul);
    rule(d, 0.8);
    put_row(d, cells, true);
}

void
dokumen_table_begin(struct dokumen *d, const struct dokumen_kolom *columns, size_t count)
{
    d->columns = columns;
    d->column_count = count;
    need(d, 60);
    put_head(d);
}

/* On a new page the head stands again. */
void
dokumen_table_row(struct dokumen *d, const str *cells)
{
    if (need(d, row_height(d, cells)))
        put_head(d);
    put_row(d, cells, false);
}

void dokumen_table_end(struct dokumen *d) { d->y += 14; }

void
dokumen_signatures(struct dokumen *d, str names)
{
    enum { MOST = 4 };
    str each[MOST];
    size_t count = 0;
    while (count < MOST && str_cut(&names, ',', &each[count]))
        count++;
    need(d, 110);
    double width = (WIDTH - 2 * EDGE) / (double)(count ? count : 1);
    for (size_t i = 0; i < count; i++)
        draw(d, lay_out(d, str_format(d->arena, STR "\n\n\n\n\n(................................)",
            STR_ARG(str_trim(each[i]))),
            width - 8, (struct style){ .size = 9.5, .centre = true }), EDGE + (double)i * width, d->y);
    d->y += 100;
}

static void
put_qr(struct dokumen *d, str url, double x, double y, double size)
{
    QRcode *qr = QRcode_encodeString(cstr(d->arena, url), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (!qr)
        return;
    double dot = size / qr->width;
    for (int row = 0; row < qr->width; row++)
        for (int col = 0; col < qr->width; col++)
            if (qr->data[row * qr->width + col] & 1)
                cairo_rectangle(d->c, x + col * dot, y + row * dot, dot, dot);
    cairo_fill(d->c);
    QRcode_free(qr);
}

void
dokumen_proof(struct dokumen *d, str line, str url)
{
    need(d, 80);
    put_qr(d, url, EDGE, d->y, 64);
    draw(d, lay_out(d, str_format(d->arena, STR "\nPeriksa keasliannya di " STR, STR_ARG(line), STR_ARG(url)),
        WIDTH - 2 * EDGE - 80, (struct style){ .size = 8 }), EDGE + 78, d->y + 8);
    d->y += 76;
}
