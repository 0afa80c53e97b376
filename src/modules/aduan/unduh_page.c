/* unduh_page.c: the public complaints as open data and as a feed, and a desk's queue, by the filters of their lists. */
#include "core/ekspor/ekspor.h"
#include "core/ekspor/umpan.h"
#include "modules/aduan/meja_lihat.h"

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

/* ---- the desk's queue: its columns, no words that somebody wrote but the title -------------------------- */

static str tampak(struct arena *a, const void *p) { (void)a; return ((const struct perkara *)p)->tampak; }

static str
tenggat(struct arena *a, const void *row)
{
    const struct perkara *p = row;
    (void)a;
    return p->tenggat.len == 10 ? p->tenggat : S("");
}

static const struct ekspor_kolom desk_columns[] = {
    { "nomor", nomor, false }, { "judul", judul, false }, { "kategori", kategori, false },
    { "keadaan", keadaan, false }, { "tenggat", tenggat, false }, { "perangkat_daerah", opd, false },
    { "kode_wilayah", wilayah, false }, { "kelurahan", kelurahan, false }, { "dilaporkan", dilaporkan, false },
    { "tampak", tampak, false }, { "warga_mengalami", dukungan, true },
};

static enum outcome
each_waiting(struct req *req, struct ekspor *out)
{
    struct meja_lihat m = { 0 };
    TRY(meja_asked(req, &m));
    struct perkara_antre a = meja_filter(req, &m);
    a.sejak_tenggat = S("");
    a.sejak_id = 0;
    for (size_t rows = 0; rows < ROWS_MOST;) {
        struct perkara_list list;
        TRY(perkara_queue(req->db, &a, &list));
        size_t count = list.count > PERKARA_PAGE ? PERKARA_PAGE : list.count;
        for (size_t i = 0; i < count; i++, rows++)
            if (meja_may_list(req, &list.items[i]))
                TRY(ekspor_row(out, &list.items[i]));
        if (list.count <= PERKARA_PAGE)
            break;
        a.sejak_tenggat = list.items[count - 1].tenggat;
        a.sejak_id = list.items[count - 1].id;
    }
    return OK;
}

static enum outcome
download_queue(struct req *req)
{
    TRY(req_trace_page(req, S("aduan.unduh_antrean"), req->query));
    return ekspor_reply(req, &(struct ekspor_isi){ .nama = S("antrean-pengaduan"), .lembar = "Antrean",
        .format = req_param(req, "format"), .kolom = desk_columns, .kolom_count = COUNT(desk_columns),
        .rows = each_waiting });
}

/* ---- the feed: the newest page of the list --------------------------------------------------------- */

static struct umpan_butir
entry_of(struct req *req, const struct perkara *p)
{
    return (struct umpan_butir){ .path = str_format(req->arena, "/aduan/" STR, STR_ARG(p->nomor)), .judul = p->judul,
        .kategori = p->kategori_nama, .terbit = p->dibuat, .berubah = p->berubah,
        .isi = str_format(req->arena, "%s, " STR ". " STR, alur_keadaan(&aduan_alur, p->keadaan)->nama,
            STR_ARG(p->kelurahan_nama), STR_ARG(p->isi)) };
}

static enum outcome
feed(struct req *req)
{
    struct perkara_list list;
    struct perkara_saring s = aduan_saring_of(req);
    str query = aduan_saring_query(req).text;
    const char *mark = query.len ? "?" : "";
    TRY(perkara_publik(req->db, &s, &list));
    list.count = list.count > PERKARA_PAGE ? PERKARA_PAGE : list.count;
    struct umpan_butir *items = arena_array(req->arena, struct umpan_butir, list.count + 1);
    for (size_t i = 0; i < list.count; i++)
        items[i] = entry_of(req, &list.items[i]);
    return umpan_reply(req, &(struct umpan){ .items = items, .count = list.count,
        .judul = str_format(req->arena, "Pengaduan warga " STR, STR_ARG(req->region->nama)),
        .sendiri = str_format(req->arena, "/aduan/umpan%s" STR, mark, STR_ARG(query)),
        .halaman = str_format(req->arena, "/aduan%s" STR, mark, STR_ARG(query)) });
}

const struct route aduan_unduh[] = {
    GET("/aduan/unduh/{format}", download, &anyone, no_place),
    GET("/aduan/umpan",          feed,     &anyone, no_place),
    GET("/meja/aduan/unduh/{format}", download_queue, &aduan_tangani, no_place),
    { 0 }
};
