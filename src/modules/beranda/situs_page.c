/* situs_page.c: for search engines: what they may look at, and a map of the public pages, by kind and month. */
#include "modules/beranda/beranda.h"

#include "base/random.h"
#include "core/ekspor/umpan.h"
#include "modules/modules.h"

enum { MONTHS_MOST = 240 };

static const char *const pages[] = { "/", "/lapor", "/lacak", "/aduan", "/aduan/peta", "/aduan/kinerja",
    "/aduan/langganan", "/musrenbang", "/wilayah", "/segel" };

static enum outcome
robots(struct req *req)
{
    return reply_bytes(req, S("text/plain; charset=utf-8"), str_format(req->arena,
        "User-agent: *\nDisallow: /masuk\nDisallow: /saya\nDisallow: /lacak/\nDisallow: /lapor/\nDisallow: /berhenti/\n"
        "Disallow: /aduan/langganan/\nDisallow: /aduan/peta?\nDisallow: /open311/\n\nSitemap: " STR "\n",
        STR_ARG(ekspor_alamat(req, S("/sitemap.xml")))));
}

/* ---- the index -------------------------------------------------------------------------------------------- */

#define XML "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define SPACE " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"

static void
put(struct req *req, struct buf *b, const char *name, str path, int64_t changed)
{
    buf_format(b, "<%s><loc>", name);
    ekspor_xml(b, ekspor_alamat(req, path));
    buf_str(b, S("</loc>"));
    if (changed)
        buf_format(b, "<lastmod>" STR "</lastmod>", STR_ARG(fmt_moment_iso(req->arena, changed)));
    buf_format(b, "</%s>\n", name);
}

/* A month as YYYY-MM, `back` months before the one of now. */
static date
month_before(int64_t now, int back)
{
    date d = date_of(now, &zone_wib);
    int months = d.year * 12 + d.month - 1 - back;
    return (date){ (int16_t)(months / 12), (int8_t)(months % 12 + 1), 1 };
}

/* One file a month, from the first row's on: ids are in the order of time. */
static enum outcome
months_of(struct req *req, struct buf *b, const struct module *m)
{
    int64_t first = 0;
    struct query q = query_of(req->db, m->sitemap->first);
    if (query_next(&q))
        first = query_int(&q);
    TRY(query_end(&q));
    for (int back = 0; first && back < MONTHS_MOST; back++) {
        date month = month_before(clock_now(), back);
        put(req, b, "sitemap", str_format(req->arena, "/sitemap/%s-%04d-%02d.xml", m->name, month.year, month.month),
            0);
        if (id_lowest(date_start(month, &zone_wib) * 1000) <= first)
            break;
    }
    return OK;
}

static enum outcome
index_of_maps(struct req *req)
{
    struct buf b = { .arena = req->arena };
    buf_str(&b, S(XML "<sitemapindex" SPACE));
    put(req, &b, "sitemap", S("/sitemap/umum.xml"), 0);
    for (const struct module *const *m = all_modules; *m; m++)
        if ((*m)->sitemap)
            TRY(months_of(req, &b, *m));
    buf_str(&b, S("</sitemapindex>\n"));
    return reply_bytes(req, S("application/xml; charset=utf-8"), buf_view(&b));
}

/* ---- one file --------------------------------------------------------------------------------------------- */

static enum outcome
pages_of_month(struct req *req, struct buf *b, const struct sitemap *s, date month)
{
    date next = { (int16_t)(month.year + month.month / 12), (int8_t)(month.month % 12 + 1), 1 };
    struct query q = query_of(req->db, s->sql);
    query_bind(&q, id_lowest(date_start(month, &zone_wib) * 1000));
    query_bind(&q, id_lowest(date_start(next, &zone_wib) * 1000));
    while (query_next(&q)) {
        str name = query_str(&q);
        put(req, b, "url", str_format(req->arena, "%s" STR, s->path, STR_ARG(url_part(req->arena, name))),
            query_int(&q));
    }
    return query_end(&q);
}

static enum outcome
rows_of(struct req *req, struct buf *b, str file)
{
    str month, name;
    date first;
    for (const struct module *const *m = all_modules; *m; m++) {
        month = file;
        if (!(*m)->sitemap || !str_cut(&month, '-', &name) || !str_eqz(name, (*m)->name))
            continue;
        if (date_parse(str_format(req->arena, STR "-01", STR_ARG(month)), &first) != OK || first.year < 2020)
            return NOT_FOUND;
        return pages_of_month(req, b, (*m)->sitemap, first);
    }
    return NOT_FOUND;
}

static enum outcome
one_map(struct req *req)
{
    struct buf b = { .arena = req->arena };
    str file = req_param(req, "berkas");
    if (!str_ends(file, S(".xml")))
        return NOT_FOUND;
    file.len -= 4;
    buf_str(&b, S(XML "<urlset" SPACE));
    if (!str_eqz(file, "umum"))
        TRY(rows_of(req, &b, file));
    else
        for (size_t i = 0; i < COUNT(pages); i++)
            put(req, &b, "url", str_of(pages[i]), 0);
    buf_str(&b, S("</urlset>\n"));
    return reply_bytes(req, S("application/xml; charset=utf-8"), buf_view(&b));
}

const struct route beranda_situs[] = {
    GET("/robots.txt",        robots,        &anyone, no_place),
    GET("/sitemap.xml",       index_of_maps, &anyone, no_place),
    GET("/sitemap/{berkas}",  one_map,       &anyone, no_place),
    { 0 }
};
