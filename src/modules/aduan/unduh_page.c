/* unduh_page.c: the public complaints as open data and as a feed, by the same filters as the list. */
#include "core/ekspor/ekspor.h"
#include "modules/aduan/aduan_lihat.h"
#include "modules/aduan/o311_tulis.h"

enum { ROWS_MOST = 20000 };

/* ---- downloads ----------------------------------------------------------------------------------------------- */

static str nomor(struct arena *a, const void *p) { (void)a; return ((const struct perkara *)p)->nomor; }
static str judul(struct arena *a, const void *p) { (void)a; return ((const struct perkara *)p)->judul; }
static str isi(struct arena *a, const void *p) { (void)a; return ((const struct perkara *)p)->isi; }
static str kategori(struct arena *a, const void *p) { (void)a; return ((const struct perkara *)p)->kategori_nama; }
static str keadaan(struct arena *a, const void *p) { (void)a; return ((const struct perkara *)p)->keadaan; }
static str hasil(struct arena *a, const void *p) { (void)a; return ((const struct perkara *)p)->hasil; }
static str opd(struct arena *a, const void *p) { (void)a; return ((const struct perkara *)p)->opd_nama; }
static str wilayah(struct arena *a, const void *p) { (void)a; return ((const struct perkara *)p)->kelurahan; }
static str kelurahan(struct arena *a, const void *p) { (void)a; return ((const struct perkara *)p)->kelurahan_nama; }

static str
dilaporkan(struct arena *a, const void *p)
{
    return fmt_moment_iso(a, ((const struct perkara *)p)->dibuat);
}

static str
selesai(struct arena *a, const void *row)
{
    const struct perkara *p = row;
    return p->selesai ? fmt_moment_iso(a, p->selesai) : S("");
}

static str
dukungan(struct arena *a, const void *p)
{
    return str_format(a, "%lld", (long long)((const struct perkara *)p)->dukungan);
}

/* A sensitive kind is counted for its kelurahan, never pinned. */
static bool
point(const void *row, int64_t *lat, int64_t *lon)
{
    const struct perkara *p = row;
    *lat = p->lat_e6;
    *lon = p->lon_e6;
    return !p->peka && (*lat || *lon);
}

static const struct ekspor_kolom columns[] = {
    { "nomor", nomor, false }, { "judul", judul, false }, { "isi", isi, false }, { "kategori", kategori, false },
    { "keadaan", keadaan, false }, { "hasil", hasil, false }, { "perangkat_daerah", opd, false },
    { "kode_wilayah", wilayah, false }, { "kelurahan", kelurahan, false }, { "dilaporkan", dilaporkan, false },
    { "selesai", selesai, false }, { "warga_mengalami", dukungan, true },
};

/* Page by page, as the list reads them. */
static enum outcome
each_aduan(struct req *req, struct ekspor *out)
{
    struct perkara_saring s = aduan_saring_of(req);
    s.sebelum = 0;
    for (size_t rows = 0; rows < ROWS_MOST;) {
        struct perkara_list list;
        TRY(perkara_publik(req->db, &s, &list));
        size_t count = list.count > PERKARA_PAGE ? PERKARA_PAGE : list.count;
        for (size_t i = 0; i < count; i++, rows++)
            TRY(ekspor_row(out, &list.items[i]));
        if (list.count <= PERKARA_PAGE)
            break;
        s.sebelum = list.items[count - 1].id;
    }
    return OK;
}

static enum outcome
download(struct req *req)
{
    return ekspor_reply(req, &(struct ekspor_isi){ .nama = S("aduan"), .lembar = "Aduan",
        .format = req_param(req, "format"), .kolom = columns, .kolom_count = COUNT(columns), .rows = each_aduan,
        .titik = point });
}

/* ---- the feed (RFC 4287): the newest page of the list --------------------------------------------------------- */

static str
address(struct req *req, str path)
{
    return str_format(req->arena, "%s://" STR STR, req->https ? "https" : "http", STR_ARG(req->host), STR_ARG(path));
}

static void
element(struct buf *b, const char *name, str text)
{
    buf_format(b, "<%s>", name);
    tulis_xml(b, text);
    buf_format(b, "</%s>\n", name);
}

static void
link_to(struct buf *b, const char *rel, str url)
{
    buf_format(b, "<link rel=\"%s\" href=\"", rel);
    tulis_xml(b, url);
    buf_str(b, S("\"/>\n"));
}

/* An entry stays the same one when it moves on: its id is its address. */
static void
entry(struct req *req, struct buf *b, const struct perkara *p)
{
    str url = address(req, str_format(req->arena, "/aduan/" STR, STR_ARG(p->nomor)));
    buf_str(b, S("<entry>\n"));
    element(b, "id", url);
    element(b, "title", p->judul);
    element(b, "published", fmt_moment_iso(req->arena, p->dibuat));
    element(b, "updated", fmt_moment_iso(req->arena, p->berubah ? p->berubah : p->dibuat));
    link_to(b, "alternate", url);
    buf_str(b, S("<category term=\""));
    tulis_xml(b, p->kategori_nama);
    buf_str(b, S("\"/>\n"));
    element(b, "summary", str_format(req->arena, "%s, " STR ". " STR,
        alur_keadaan(&aduan_alur, p->keadaan)->nama, STR_ARG(p->kelurahan_nama), STR_ARG(p->isi)));
    buf_str(b, S("</entry>\n"));
}

static int64_t
last_change(const struct perkara_list *list)
{
    int64_t newest = 0;
    for (size_t i = 0; i < list->count; i++) {
        int64_t at = list->items[i].berubah ? list->items[i].berubah : list->items[i].dibuat;
        newest = at > newest ? at : newest;
    }
    return newest;
}

static enum outcome
feed(struct req *req)
{
    struct perkara_list list;
    struct buf b = { .arena = req->arena };
    struct perkara_saring s = aduan_saring_of(req);
    str query = aduan_saring_query(req);
    const char *mark = query.len ? "?" : "";
    TRY(perkara_publik(req->db, &s, &list));
    list.count = list.count > PERKARA_PAGE ? PERKARA_PAGE : list.count;
    str self = address(req, str_format(req->arena, "/aduan/umpan%s" STR, mark, STR_ARG(query)));
    buf_str(&b, S("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""
        " xml:lang=\"id\">\n"));
    element(&b, "id", self);
    element(&b, "title", str_format(req->arena, "Pengaduan warga " STR, STR_ARG(req->region->nama)));
    element(&b, "updated", fmt_moment_iso(req->arena, last_change(&list)));
    buf_str(&b, S("<author>"));
    element(&b, "name", req->region->nama);
    buf_str(&b, S("</author>\n"));
    link_to(&b, "self", self);
    link_to(&b, "alternate", address(req, str_format(req->arena, "/aduan%s" STR, mark, STR_ARG(query))));
    for (size_t i = 0; i < list.count; i++)
        entry(req, &b, &list.items[i]);
    buf_str(&b, S("</feed>\n"));
    return reply_bytes(req, S("application/atom+xml; charset=utf-8"), buf_view(&b));
}

const struct route aduan_unduh[] = {
    GET("/aduan/unduh/{format}", download, &anyone, no_place),
    GET("/aduan/umpan",          feed,     &anyone, no_place),
    { 0 }
};
