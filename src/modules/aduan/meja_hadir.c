/* meja_hadir.c: who else has a case open or is writing on it: noted beside a page's answer, forgotten after minutes. */
#include "core/langsung/langsung.h"
#include "modules/aduan/meja_html.h"

enum { FORGOTTEN_SECONDS = 300, AGAIN_SECONDS = 110, SHOWN_MOST = 8 };

/* ---- noting: on the writer, after the page was made ------------------------------------------------------------ */

/* Flat: it outlives the request. */
struct catatan { int64_t perkara, akun, opd, waktu; bool menulis; };

/* Pages that have it open hear that somebody came or began to write: of the lead and of who works beside it. */
static enum outcome
tell(struct db *db, int64_t id)
{
    struct perkara p;
    struct penugasan_list offices;
    enum outcome o = aduan_by_id(db, id, &p);
    if (o != OK)
        return o == NOT_FOUND ? OK : o;
    bool secret = str_eqz(p.tampak, "rahasia");
    struct signal s = { .channel = secret ? &aduan_channel_rahasia : &aduan_channel, .key = id, .name = "hadir",
        .place = { p.wilayah, p.opd } };
    TRY(langsung_say(db, &s));
    TRY(penugasan_of(db, id, &offices));
    for (size_t i = 0; i < offices.count; i++) {
        const struct penugasan *w = &offices.items[i];
        s.place = (struct place){ .opd = w->opd };
        if (w->opd != p.opd && str_eqz(w->keadaan, "berjalan"))
            TRY(langsung_say(db, &s));
    }
    return OK;
}

static enum outcome
note(struct db *db, void *context)
{
    const struct catatan *c = context;
    bool news = true;
    struct query was = query_of(db, "SELECT menulis FROM aduan_hadir WHERE perkara = $1 AND akun = $2"
        " AND terakhir > $3");
    query_bind(&was, c->perkara);
    query_bind(&was, c->akun);
    query_bind(&was, c->waktu - FORGOTTEN_SECONDS);
    if (query_next(&was))
        news = query_bool(&was) != c->menulis;
    TRY(query_end(&was));
    struct query q = query_of(db, "INSERT INTO aduan_hadir (perkara, akun, opd, menulis, terakhir)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (perkara, akun) DO UPDATE SET opd = excluded.opd,"
        " menulis = excluded.menulis, terakhir = excluded.terakhir");
    query_bind(&q, c->perkara);
    query_bind(&q, c->akun);
    query_bind(&q, c->opd);
    query_bind(&q, c->menulis);
    query_bind(&q, c->waktu);
    TRY(query_end(&q));
    return news ? tell(db, c->perkara) : OK;
}

/* One write in two minutes, and one for each change: a page that is asked for often costs no more. */
static enum outcome
note_me(struct req *req, const struct meja *m, int64_t perkara, bool menulis)
{
    struct catatan c = { perkara, req->who.akun, m->opd, req->now, menulis };
    bool fresh = false;
    struct query q = query_of(req->db, "SELECT menulis FROM aduan_hadir WHERE perkara = $1 AND akun = $2"
        " AND terakhir > $3");
    query_bind(&q, perkara);
    query_bind(&q, req->who.akun);
    query_bind(&q, req->now - AGAIN_SECONDS);
    if (query_next(&q))
        fresh = query_bool(&q) == menulis;
    TRY(query_end(&q));
    if (!fresh)
        (void)store_write_later(req->region->store, note, &c, sizeof c);        /* too many wait: it is left out */
    return OK;
}

/* ---- showing ----------------------------------------------------------------------------------------------------- */

static enum outcome
others(struct req *req, int64_t perkara, struct hadir_list *list)
{
    *list = (struct hadir_list){ arena_array(req->arena, struct hadir, SHOWN_MOST), 0 };
    struct query q = query_of(req->db, "SELECT a.nama, COALESCE(o.singkatan, ''), h.menulis FROM aduan_hadir h"
        " JOIN akun a ON a.id = h.akun LEFT JOIN opd o ON o.id = h.opd WHERE h.perkara = $1 AND h.akun <> $2"
        " AND h.terakhir > $3 ORDER BY h.menulis DESC, a.nama LIMIT 8");
    query_bind(&q, perkara);
    query_bind(&q, req->who.akun);
    query_bind(&q, req->now - FORGOTTEN_SECONDS);
    while (list->count < SHOWN_MOST && query_next(&q)) {
        struct hadir *h = &list->items[list->count++];
        h->nama    = query_str(&q);
        h->kantor  = query_str(&q);
        h->menulis = query_bool(&q);
        h->kantor  = h->kantor.len ? h->kantor : req_tr(req, S("Meja pengaduan kota"));
    }
    return query_end(&q);
}

/* The first of the queue stands open by itself: whoever only looks at the queue is not said to have it open. */
enum outcome
hadir_gather(struct req *req, struct meja_lihat *m)
{
    const char *channel = m->rahasia ? "aduan.rahasia" : "aduan";
    m->hadir_kanal = str_format(req->arena, "%s-%lld", channel, (long long)m->p.id);
    bool writing = req_arg(req, "aksi").len > 0;
    m->hadir_tanya = str_format(req->arena, "/meja/aduan/%lld/hadir%s", (long long)m->p.id,
        m->awal ? "?awal=1" : writing ? "?menulis=1" : "");
    if (!m->awal && str_eqz(req->method, "GET"))
        TRY(note_me(req, &m->meja, m->p.id, writing));
    return others(req, m->p.id, &m->hadir);
}

/* An open page asks: what changed, and so that it is not forgotten. */
static enum outcome
present(struct req *req)
{
    struct meja m;
    struct hadir_list list;
    int64_t id;
    TRY(req_id(req, &id));
    TRY(meja_of(req, &m));
    if (req_arg(req, "awal").len == 0)
        TRY(note_me(req, &m, id, req_arg(req, "menulis").len > 0));
    TRY(others(req, id, &list));
    kasus_hadir_html(&req->out, &list);
    req->bare = true;
    return page(req, S(""));
}

enum outcome
hadir_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM aduan_hadir WHERE (perkara, akun) IN"
        " (SELECT perkara, akun FROM aduan_hadir WHERE terakhir < $1 ORDER BY terakhir LIMIT 500)");
    query_bind(&q, run->now - FORGOTTEN_SECONDS);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}

const struct route aduan_hadir[] = {
    GET("/meja/aduan/{id}/hadir", present, &aduan_tangani, aduan_place, .quiet = true),
    { 0 }
};
