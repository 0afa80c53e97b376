/* html.h: writing HTML safely. Each function escapes for one place in a page. */
#pragma once

#include "base/base.h"
#include "base/clock.h"
#include "base/money.h"

/* HTML already made safe. Only html/ and the Markdown renderer may make one. */
typedef struct { str html; } markup;

/* The query of an address, "a=b&c=d" with or without its "?", each value already encoded: req_query() makes one. */
typedef struct { str text; } url_query;

/* What a region calls its areas and their heads, where it is not what the page texts say: desa, kepala desa. */
struct sebutan { str kelurahan, lurah, kecamatan, camat; };
str text_named(struct arena *, const struct sebutan *, str text);       /* the same text when `sebutan` is NULL */

/* What a page is written into. Everything a template may need of its surroundings is here, so that
   a template never sees the request. */
struct html {
    struct buf out;
    const struct zone *zone;                    /* the region's clock */
    str lang;                                   /* "id" or "en" */
    const struct sebutan *sebutan;              /* NULL: as the texts say */
    str csrf_token, form_key;                   /* what form_guard writes */
    bool has_form;                              /* set by form_guard: such a page is never cached */
    size_t counted;                             /* where the number ended that was written last, */
    bool one;                                   /* and whether it was 1: "1 resident", "2 residents" */
    uint64_t icons[8];                          /* which symbols the page used, see html/icon.h */
};
struct html html_open(struct arena *, const struct zone *, str lang);
str html_view(const struct html *);

void html_text_str(struct html *, str);         /* between tags */
void html_text_int(struct html *, int64_t);     /* grouped: 4.821; in English 4,821, as all that follow */
void html_text_money(struct html *, money);     /* Rp700.000.000 */
void html_text_volume(struct html *, volume);
void html_text_share(struct html *, share);
void html_text_date(struct html *, date);       /* 21 November 2026, in the page's language */
void html_text_markup(struct html *, markup);
void html_attr_str(struct html *, str);         /* inside "..." */
void html_attr_int(struct html *, int64_t);     /* plain digits */
void html_url_str(struct html *, str);          /* a whole URL: scheme checked, //host refused */
void html_path_str(struct html *, str);         /* one piece of a URL: %-encoded */
void html_path_int(struct html *, int64_t);
void html_path_query(struct html *, url_query);  /* as it is, after the path or its "?" */
static inline void html_text_size(struct html *h, size_t n) { html_text_int(h, (int64_t)n); }
static inline void html_attr_size(struct html *h, size_t n) { html_attr_int(h, (int64_t)n); }
void html_raw(struct html *, const char *, size_t);     /* for the template compiler only */

/* A value of any other type in a page is a compile error. */
#define html_text(h, x) _Generic((x), str: html_text_str, markup: html_text_markup, money: html_text_money, \
    volume: html_text_volume, share: html_text_share, date: html_text_date, \
    int: html_text_int, int64_t: html_text_int, size_t: html_text_size)(h, x)
#define html_attr(h, x) _Generic((x), str: html_attr_str, int: html_attr_int, int64_t: html_attr_int, \
    size_t: html_attr_size)(h, x)
#define html_url(h, x)  _Generic((x), str: html_url_str)(h, x)
#define html_path(h, x) _Generic((x), str: html_path_str, int: html_path_int, int64_t: html_path_int, \
    url_query: html_path_query)(h, x)
/* A custom property in a style attribute: whole numbers only. */
#define html_style(h, x) _Generic((x), int: html_attr_int, int64_t: html_attr_int)(h, x)
#define html_put(h, literal) html_raw(h, "" literal, sizeof(literal) - 1)

str  url_part(struct arena *, str);             /* the same, as a text: for building URLs */

/* Written by {{ form_guard }}: hidden fields _token and _kunci. */
void html_form_guard(struct html *);

/* In a template, where the page is always called `out`. */
#define tr(literal)   html_tr(out, S(literal))          /* {{ tr("Kirim usulan") }} */
#define icon(name)    html_icon(out, S(name))           /* {{ icon("users-round") }} */
#define moment(t)     html_moment(out, (t))             /* {{ moment(u->diajukan) }} */
#define moment_day(t) date_of((t), out->zone)
/* {{ fmt(rupiah_short, u->biaya) }} */
#define fmt(function, ...) number_in(out, fmt_##function(out->out.arena, __VA_ARGS__))

/* The text in the page's language; Indonesian when there is no translation. po/en.po may have two forms,
   "resident|residents": after the number 1 the page has the first. */
str    html_tr(const struct html *, str indonesian);
str    text_in(str lang, str indonesian);
/* The same for a format; the build refuses a translation whose directives are not the original's, in order. */
const char *html_format(const struct html *, const char *indonesian) __attribute__((format_arg(2)));
/* A written number in the page's language: 1.150,5 is 1,150.5 in English, Rp1,04 triliun is Rp1.04 trillion. */
str    number_in(const struct html *, str written);
str    date_in(const struct html *, date);              /* 21 November 2026; 21 Nov 2026 */
str    date_short_in(const struct html *, date);
str    html_moment(const struct html *, int64_t);       /* 21 November 2026, 14.32 WIB; 14:32 in English */
/* <svg class="i"><use href="#i-name"/></svg>; the layout prints the symbols that were used. */
markup html_icon(struct html *, str name);
markup html_qr(const struct html *, str text);  /* a QR code; empty when the text is too long */
/* The words that were looked for (base/word.h) stand in <mark>; the last one may be the beginning of a word. */
markup html_marked(const struct html *, str text, const str *wanted, size_t count);
markup html_icon_sprite(struct html *);         /* one hidden <svg> with every used symbol */
