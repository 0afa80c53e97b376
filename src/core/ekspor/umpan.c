/* umpan.c: feeds, written once for every kind of entry. */
#include "core/ekspor/umpan.h"

void
ekspor_xml(struct buf *b, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '&')
            buf_str(b, S("&amp;"));
        else if (c == '<')
            buf_str(b, S("&lt;"));
        else if (c == '>')
            buf_str(b, S("&gt;"));
        else if (c == '"')
            buf_str(b, S("&quot;"));
        else if (c >= 0x20 || c == '\n' || c == '\t')
            buf_char(b, (char)c);
    }
}

str
ekspor_alamat(struct req *req, str path)
{
    return str_format(req->arena, "%s://" STR STR, req->https ? "https" : "http", STR_ARG(req->host), STR_ARG(path));
}

static void
element(struct buf *b, const char *name, str text)
{
    buf_format(b, "<%s>", name);
    ekspor_xml(b, text);
    buf_format(b, "</%s>\n", name);
}

static void
link_to(struct buf *b, const char *rel, str url)
{
    buf_format(b, "<link rel=\"%s\" href=\"", rel);
    ekspor_xml(b, url);
    buf_str(b, S("\"/>\n"));
}

static void
entry(struct req *req, struct buf *b, const struct umpan_butir *e)
{
    str url = ekspor_alamat(req, e->path);
    buf_str(b, S("<entry>\n"));
    element(b, "id", url);
    element(b, "title", e->judul);
    element(b, "published", fmt_moment_iso(req->arena, e->terbit));
    element(b, "updated", fmt_moment_iso(req->arena, e->berubah ? e->berubah : e->terbit));
    link_to(b, "alternate", url);
    buf_str(b, S("<category term=\""));
    ekspor_xml(b, e->kategori);
    buf_str(b, S("\"/>\n"));
    element(b, "summary", e->isi);
    buf_str(b, S("</entry>\n"));
}

static int64_t
last_change(const struct umpan *u)
{
    int64_t newest = 0;
    for (size_t i = 0; i < u->count; i++) {
        int64_t at = u->items[i].berubah ? u->items[i].berubah : u->items[i].terbit;
        newest = at > newest ? at : newest;
    }
    return newest;
}

enum outcome
umpan_reply(struct req *req, const struct umpan *u)
{
    struct buf b = { .arena = req->arena };
    str self = ekspor_alamat(req, u->sendiri);
    buf_str(&b, S("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""
        " xml:lang=\"id\">\n"));
    element(&b, "id", self);
    element(&b, "title", u->judul);
    element(&b, "updated", fmt_moment_iso(req->arena, last_change(u)));
    buf_str(&b, S("<author>"));
    element(&b, "name", req->region->nama);
    buf_str(&b, S("</author>\n"));
    link_to(&b, "self", self);
    link_to(&b, "alternate", ekspor_alamat(req, u->halaman));
    for (size_t i = 0; i < u->count; i++)
        entry(req, &b, &u->items[i]);
    buf_str(&b, S("</feed>\n"));
    return reply_bytes(req, S("application/atom+xml; charset=utf-8"), buf_view(&b));
}
