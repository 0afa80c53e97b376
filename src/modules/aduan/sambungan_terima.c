/* sambungan_terima.c: what another installation says of the cases that it has from us: each update once. */
#include "modules/aduan/o311_dalam.h"
#include "modules/aduan/sambungan_dalam.h"

enum { OVERLAP = HOUR, WINDOW = 89 * DAY, UPDATES_MOST = 1000 };

static str
encoded(struct arena *arena, str moment)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < moment.len; i++)
        if (moment.ptr[i] == '+')
            buf_str(&b, S("%2B"));
        else
            buf_char(&b, moment.ptr[i]);
    return buf_view(&b);
}

struct luar_tanya
sambungan_pull(struct arena *arena, const struct region *region, const struct sambungan *s, int64_t now)
{
    struct req clock = { .arena = arena, .region = region };
    int64_t from = s->terbaca - OVERLAP, to = now + MINUTE;
    if (to - from > WINDOW)
        to = from + WINDOW;
    str place = s->yurisdiksi.len ? str_format(arena, "&jurisdiction_id=" STR, STR_ARG(s->yurisdiksi)) : S("");
    return (struct luar_tanya){ S("GET"), str_format(arena, STR "/servicerequestupdates.json?start_date=" STR
        "&end_date=" STR STR, STR_ARG(s->alamat), STR_ARG(encoded(arena, o311_moment(&clock, from))),
        STR_ARG(encoded(arena, o311_moment(&clock, to))), STR_ARG(place)), S("") };
}

struct kabar_luar { str id, nomor, status, isi; int64_t waktu; };

/* Read case-insensitively, with blanks for underscores (external-services.md 1.6). */
static str
status_of(struct arena *arena, str said)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < said.len && i < 60; i++) {
        char c = said.ptr[i];
        buf_char(&b, c == ' ' ? '_' : c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
    return buf_view(&b);
}

static struct kabar_luar
update_of(struct arena *arena, const json_t *u)
{
    struct kabar_luar k = { .id = str_head(json_teks(arena, u, "update_id"), 100),
        .nomor = json_teks(arena, u, "service_request_id"), .status = status_of(arena, json_teks(arena, u, "status")),
        .isi = json_teks(arena, u, "description") };
    if (o311_moment_parse(json_teks(arena, u, "updated_datetime"), &k.waktu) != OK)
        k.waktu = 0;
    return k;
}

/* ---- one update ----------------------------------------------------------------------------------------------- */

static enum outcome
ours(struct db *db, const struct sambungan *s, str nomor, int64_t *perkara)
{
    struct query q = query_of(db, "SELECT perkara FROM sambungan_kirim WHERE sambungan = $1 AND luar = $2"
        " AND langkah = 0");
    query_bind(&q, s->id);
    query_bind(&q, nomor);
    if (query_next(&q))
        *perkara = query_int(&q);
    return query_end_one(&q);
}

/* CONFLICT: it came before. */
static enum outcome
claim(struct req *req, const struct sambungan *s, const struct kabar_luar *k, int64_t perkara)
{
    struct query q = query_of(req->db, "INSERT INTO sambungan_terima (sambungan, luar, perkara, aksi, waktu)"
        " VALUES ($1, $2, $3, '', $4) ON CONFLICT (sambungan, luar) DO NOTHING");
    query_bind(&q, s->id);
    query_bind(&q, k->id);
    query_bind(&q, perkara);
    query_bind(&q, req->now);
    TRY(query_end(&q));
    return q.changed ? OK : CONFLICT;
}

static enum outcome
became(struct req *req, const struct sambungan *s, const struct kabar_luar *k, str aksi)
{
    struct query q = query_of(req->db, "UPDATE sambungan_terima SET aksi = $3 WHERE sambungan = $1 AND luar = $2");
    query_bind(&q, s->id);
    query_bind(&q, k->id);
    query_bind(&q, aksi);
    return query_end(&q);
}

static enum outcome
mapped(struct db *db, const struct sambungan *s, str status, struct peta_keadaan *found)
{
    struct peta_keadaan list[STATUS_COUNT];
    TRY(peta_keadaan(db, s->id, list));
    *found = (struct peta_keadaan){ status, S("kabar_luar"), S("") };
    for (size_t i = 0; i < STATUS_COUNT; i++)
        if (str_eq(list[i].status, status))
            *found = list[i];
    return OK;
}

/* What does not fit the state here is still told, if anything may be. */
static enum outcome
act(struct req *req, const struct sambungan *s, const struct kabar_luar *k, int64_t perkara)
{
    struct peta_keadaan as;
    struct perkara p;
    TRY(mapped(req->db, s, k->status, &as));
    TRY(perkara_by_id(req->db, perkara, &p));
    if (as.aksi.len == 0)
        return OK;
    struct tindakan t = { .aksi = as.aksi, .hasil = as.hasil, .oleh = SISTEM, .jabatan = s->nama, .langkah = -1,
        .isi = k->isi.len ? str_head(k->isi, 2000) : status_kata(k->status) };
    enum outcome o = perkara_act(req, &aduan_alur, &p, &t);
    if (o == INVALID && !str_eqz(t.aksi, "kabar_luar")) {
        t.aksi = S("kabar_luar");
        o = perkara_act(req, &aduan_alur, &p, &t);
    }
    if (o == INVALID)
        return OK;
    TRY(o);
    return became(req, s, k, t.aksi);
}

static enum outcome
take_one(struct req *req, const struct sambungan *s, const struct kabar_luar *k)
{
    int64_t perkara = 0;
    if (!k->id.len || !k->nomor.len || !str_is_text(k->isi))
        return OK;
    enum outcome o = ours(req->db, s, k->nomor, &perkara);
    if (o == NOT_FOUND)
        return OK;
    TRY(o);
    o = claim(req, s, k, perkara);
    if (o != OK)
        return o == CONFLICT ? OK : o;
    return act(req, s, k, perkara);
}

enum outcome
sambungan_take(struct req *req, struct sambungan *s, str json)
{
    json_t *all = json_loadb(json.ptr, json.len, 0, NULL);
    size_t count = json_is_array(all) ? json_array_size(all) : 0;
    struct kabar_luar *list = arena_array(req->arena, struct kabar_luar, UPDATES_MOST);
    bool good = json_is_array(all);
    for (size_t i = 0; i < count && i < UPDATES_MOST; i++)
        list[i] = update_of(req->arena, json_array_get(all, i));
    json_decref(all);
    if (!good)
        return INVALID;
    for (size_t i = 0; i < count && i < UPDATES_MOST; i++) {
        TRY(take_one(req, s, &list[i]));
        if (list[i].waktu > s->terbaca)
            s->terbaca = list[i].waktu;
    }
    struct query q = query_of(req->db, "UPDATE sambungan SET terbaca = $2 WHERE id = $1");
    query_bind(&q, s->id);
    query_bind(&q, s->terbaca);
    return query_end(&q);
}
