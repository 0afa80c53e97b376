/* sambungan_status.c: installations without updates: the status of each case of ours there, from their requests. */
#include "base/letters.h"
#include "base/random.h"
#include "modules/aduan/sambungan_dalam.h"

/* ASK_MOST: what one question names, so that its address stays short. */
enum { ASK_MOST = 40, AGAIN = 10 * MINUTE };

bool
kabar_is_unknown(const struct luar_jawab *j)
{
    return j->hasil == LUAR_DIJAWAB && (j->status == 404 || j->status == 405 || j->status == 501);
}

bool
sambungan_is_silent(const struct sambungan *s, int64_t now)
{
    return s->tanpa_kabar && now < s->tanpa_kabar + DAY;
}

enum outcome
sambungan_set_silent(struct db *db, struct sambungan *s, int64_t since)
{
    s->tanpa_kabar = since;
    struct query q = query_of(db, "UPDATE sambungan SET tanpa_kabar = $2 WHERE id = $1");
    query_bind(&q, s->id);
    query_bind(&q, since);
    return query_end(&q);
}

/* ---- asking -------------------------------------------------------------------------------------------------- */

enum outcome
sambungan_ask_statuses(struct req *req, const struct sambungan *s, struct luar_tanya *t, bool *any)
{
    struct buf names = { .arena = req->arena }, b = { .arena = req->arena };
    struct query q = query_of(req->db, "SELECT luar FROM sambungan_kirim WHERE sambungan = $1 AND pantau > 0"
        " AND pantau <= $2 ORDER BY pantau, perkara LIMIT $3");
    query_bind(&q, s->id);
    query_bind(&q, req->now);
    query_bind(&q, ASK_MOST);
    while (query_next(&q)) {
        str luar = query_str(&q);
        buf_format(&names, "%s" STR, names.len ? "," : "", STR_ARG(luar));
    }
    TRY(query_end(&q));
    *any = names.len > 0;
    sambungan_pair(&b, "service_request_id", buf_view(&names));
    sambungan_pair(&b, "jurisdiction_id", s->yurisdiksi);
    *t = (struct luar_tanya){ .cara = S("GET"), .url = str_format(req->arena, STR "/requests.json?" STR,
        STR_ARG(s->alamat), STR_ARG(buf_view(&b))) };
    return OK;
}

/* ---- what they say of one ------------------------------------------------------------------------------------ */

struct dipantau { int64_t perkara; str luar, kata; };

/* What they said before and say now, in one text each: "closed Sudah dikeruk". */
static str
words_of(struct arena *arena, const struct minta_luar *m)
{
    return letters_head(str_format(arena, "%s " STR, m->terbuka ? "open" : "closed", STR_ARG(m->catatan)), 2000);
}

static str
status_now(const struct dipantau *d, const struct minta_luar *m)
{
    return !m->terbuka ? S("CLOSED") : str_starts(d->kata, S("closed")) ? S("REOPEN") : S("OPEN");
}

/* That a case is open, without a word, is no news. */
static enum outcome
tell(struct req *req, const struct sambungan *s, const struct dipantau *d, const struct minta_luar *m)
{
    struct peta_keadaan as;
    struct perkara p;
    bool new_there = d->kata.len == 0 && m->terbuka && m->catatan.len == 0;
    if (new_there || str_eq(d->kata, words_of(req->arena, m)))
        return OK;
    struct kata_luar said = { .nama = s->nama, .status = status_now(d, m), .isi = m->catatan, .langkah = id_new() };
    TRY(peta_keadaan_of(req->db, s, said.status, &as));
    TRY(aduan_by_id(req->db, d->perkara, &p));
    enum outcome o = kata_luar_act(req, &p, &as, &said);
    return o == CONFLICT ? OK : o;
}

/* A case that has ended here is not asked for any more. */
static enum outcome
note(struct req *req, const struct sambungan *s, const struct dipantau *d, str words)
{
    struct query q = query_of(req->db, "UPDATE sambungan_kirim SET kata = $3, pantau = CASE WHEN (SELECT p.terbuka"
        " FROM perkara p WHERE p.id = $2) = 1 THEN $4 ELSE 0 END WHERE sambungan = $1 AND perkara = $2"
        " AND langkah = 0");
    query_bind(&q, s->id);
    query_bind(&q, d->perkara);
    query_bind(&q, words);
    query_bind(&q, req->now + AGAIN);
    return query_end(&q);
}

/* One that had ended and is open again is asked for at once, wherever it is. */
enum outcome
sambungan_watch_again(struct req *req, const struct perkara *p)
{
    struct query q = query_of(req->db, "UPDATE sambungan_kirim SET pantau = $2 WHERE perkara = $1 AND langkah = 0"
        " AND pantau = 0 AND status = 'terkirim'");
    query_bind(&q, p->id);
    query_bind(&q, req->now);
    return query_end(&q);
}

static const struct minta_luar *
named(const struct minta_luar_list *list, str nomor)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_eq(list->items[i].nomor, nomor))
            return &list->items[i];
    return NULL;
}

enum outcome
sambungan_take_statuses(struct req *req, const struct sambungan *s, const struct minta_luar_list *list)
{
    struct dipantau *asked = arena_array(req->arena, struct dipantau, ASK_MOST);
    size_t count = 0;
    struct query q = query_of(req->db, "SELECT perkara, luar, kata FROM sambungan_kirim WHERE sambungan = $1"
        " AND pantau > 0 AND pantau <= $2 ORDER BY pantau, perkara LIMIT $3");
    query_bind(&q, s->id);
    query_bind(&q, req->now);
    query_bind(&q, ASK_MOST);
    while (query_next(&q)) {
        struct dipantau *d = &asked[count++];
        d->perkara = query_int(&q);
        d->luar    = query_str(&q);
        d->kata    = query_str(&q);
    }
    TRY(query_end(&q));
    for (size_t i = 0; i < count; i++) {
        const struct minta_luar *m = named(list, asked[i].luar);
        if (m)
            TRY(tell(req, s, &asked[i], m));
        TRY(note(req, s, &asked[i], m ? words_of(req->arena, m) : asked[i].kata));
    }
    return OK;
}
