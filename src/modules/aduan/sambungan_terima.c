/* sambungan_terima.c: what another installation says of the cases that it has from us: each update once. */
#include "base/letters.h"
#include "base/random.h"
#include "modules/aduan/o311_dalam.h"
#include "modules/aduan/sambungan_dalam.h"

enum { WINDOW = 89 * DAY, UPDATES_MOST = 1000 };

/* An end ahead of our clock, for theirs may be; never so wide that they refuse it. */
static struct bacaan
updates_reading(const struct sambungan *s)
{
    return (struct bacaan){ .tanda = s->terbaca };
}

static int64_t
until(const struct bacaan *reading, int64_t now)
{
    int64_t most = bacaan_from(reading) + WINDOW;
    return now + DAY < most ? now + DAY : most;
}

/* With our key where cases of theirs are handled here: what their reporter says is for who handles it alone. */
enum outcome
sambungan_pull(struct req *req, const struct sambungan *s, struct luar_tanya *t)
{
    struct tarik tarik;
    struct buf b = { .arena = req->arena };
    struct bacaan reading = updates_reading(s);
    TRY(tarik_of(req->db, s->id, &tarik));
    TRY(bacaan_load(req->db, s->id, "kabar", &reading));
    sambungan_pair(&b, "start_date", o311_moment(req, bacaan_from(&reading)));
    sambungan_pair(&b, "end_date", o311_moment(req, until(&reading, req->now)));
    if (reading.halaman > 1)
        sambungan_pair(&b, "page", str_format(req->arena, "%lld", (long long)reading.halaman));
    if (tarik.aktif)
        sambungan_pair(&b, "api_key", s->kunci);
    sambungan_pair(&b, "jurisdiction_id", s->yurisdiksi);
    *t = (struct luar_tanya){ .cara = S("GET"), .url = str_format(req->arena, STR "/servicerequestupdates.json?" STR,
        STR_ARG(s->alamat), STR_ARG(buf_view(&b))) };
    return OK;
}

struct kabar_luar { str id, nomor, status, isi, media; int64_t waktu, nilai; bool pelapor; };

/* Read case-insensitively, with blanks for underscores (external-services.md 1.6). */
str
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
    struct kabar_luar k = { .id = letters_head(json_teks(arena, u, "update_id"), 100),
        .nomor = json_teks(arena, u, "service_request_id"), .status = status_of(arena, json_teks(arena, u, "status")),
        .isi = json_teks(arena, u, "description"), .media = json_teks(arena, u, "media_url") };
    if (o311_moment_parse(json_teks(arena, u, "updated_datetime"), &k.waktu) != OK)
        k.waktu = 0;
    const json_t *more = json_object_get(u, "extras");
    k.pelapor = str_eqz(json_teks(arena, more, "author"), "reporter") || str_eqz(k.status, "REOPEN")
        || str_eqz(k.status, "CANCELLED");
    if (!str_int(json_teks(arena, more, "rating"), &k.nilai))
        k.nilai = 0;
    return k;
}

/* ---- one update ----------------------------------------------------------------------------------------------- */

struct kasus_luar { int64_t perkara; bool asal; };

static enum outcome
ours(struct db *db, const struct sambungan *s, str nomor, struct kasus_luar *k)
{
    struct query q = query_of(db, "SELECT perkara, CASE status WHEN 'asal' THEN 1 ELSE 0 END FROM sambungan_kirim"
        " WHERE sambungan = $1 AND luar = $2 AND langkah = 0");
    query_bind(&q, s->id);
    query_bind(&q, nomor);
    if (query_next(&q)) {
        k->perkara = query_int(&q);
        k->asal    = query_bool(&q);
    }
    return query_end_one(&q);
}

/* What we said ourselves, under the number that they gave it. */
static enum outcome
said_by_us(struct db *db, const struct sambungan *s, str id, bool *by_us)
{
    struct query q = query_of(db, "SELECT 1 FROM sambungan_kirim WHERE sambungan = $1 AND luar = $2 AND langkah <> 0");
    query_bind(&q, s->id);
    query_bind(&q, id);
    *by_us = query_next(&q);
    return query_end(&q);
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
became(struct req *req, const struct sambungan *s, const struct kabar_luar *k, const char *aksi)
{
    struct query q = query_of(req->db, "UPDATE sambungan_terima SET aksi = $3 WHERE sambungan = $1 AND luar = $2");
    query_bind(&q, s->id);
    query_bind(&q, k->id);
    query_bind(&q, str_of(aksi));
    return query_end(&q);
}

enum outcome
peta_keadaan_of(struct db *db, const struct sambungan *s, str status, struct peta_keadaan *found)
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
enum outcome
kata_luar_act(struct req *req, struct perkara *p, const struct peta_keadaan *as, const struct kata_luar *k)
{
    struct tindakan t = { .aksi = as->aksi, .hasil = as->hasil, .oleh = SISTEM, .jabatan = k->nama, .langkah = -1,
        .id = k->langkah, .isi = k->isi.len ? letters_head(k->isi, 2000) : status_kata(k->status) };
    if (as->aksi.len == 0)
        return CONFLICT;
    enum outcome o = perkara_act(req, &aduan_alur, p, &t);
    if (o == INVALID && !str_eqz(t.aksi, "kabar_luar")) {
        t.aksi = S("kabar_luar");
        o = perkara_act(req, &aduan_alur, p, &t);
    }
    return o == INVALID ? CONFLICT : o;
}

enum outcome
kata_pelapor_act(struct req *req, struct perkara *p, const struct kata_luar *k)
{
    bool rated = k->nilai >= 1 && k->nilai <= 5 && str_eqz(k->status, "CLOSED");
    str aksi = str_eqz(k->status, "REOPEN") ? S("buka") : str_eqz(k->status, "CANCELLED") ? S("cabut")
        : rated ? S("nilai") : str_eqz(p->keadaan, "perlu_kelengkapan") ? S("jawab") : S("balas");
    struct tindakan t = { .aksi = aksi, .oleh = PELAPOR, .isi = letters_head(k->isi, 2000), .jabatan = k->nama,
        .langkah = -1, .id = k->langkah, .nilai = rated ? k->nilai : 0 };
    enum outcome o = perkara_act(req, &aduan_alur, p, &t);
    if (o != OK)
        return o == INVALID ? CONFLICT : o;
    return aduan_tell_desk(req, p, aksi);
}

/* Of a case that came from there: the reporter is there, and so may be officers who say something. */
static enum outcome
act(struct req *req, const struct sambungan *s, const struct kabar_luar *k, const struct kasus_luar *of)
{
    struct peta_keadaan as = { k->status, S("kabar_luar"), S("") };
    struct kata_luar said = { s->nama, k->status, k->isi, k->nilai, id_new(), k->pelapor };
    struct perkara p;
    TRY(aduan_by_id(req->db, of->perkara, &p));
    if (!of->asal)
        TRY(peta_keadaan_of(req->db, s, k->status, &as));
    bool answer = of->asal && (k->pelapor || str_eqz(p.keadaan, "perlu_kelengkapan"));
    enum outcome o = answer ? kata_pelapor_act(req, &p, &said) : kata_luar_act(req, &p, &as, &said);
    if (o != OK)
        return o == CONFLICT ? OK : o;
    if (luar_listed(s->alamat, k->media))
        TRY(foto_luar_queue(req, p.id, said.langkah, k->media));
    return became(req, s, k, answer ? "pelapor" : "instansi");
}

static enum outcome
take_one(struct req *req, const struct sambungan *s, const struct kabar_luar *k)
{
    struct kasus_luar of = { 0 };
    bool by_us = false;
    if (!k->id.len || !k->nomor.len || !str_is_text(k->isi))
        return OK;
    enum outcome o = ours(req->db, s, k->nomor, &of);
    if (o == NOT_FOUND || (o == OK && !of.asal && !str_eqz(s->arah, "serah")))
        return OK;
    TRY(o);
    TRY(said_by_us(req->db, s, k->id, &by_us));
    if (by_us)
        return OK;
    o = claim(req, s, k, of.perkara);
    if (o != OK)
        return o == CONFLICT ? OK : o;
    return act(req, s, k, &of);
}

/* ---- a page of them ------------------------------------------------------------------------------------------- */

static enum outcome
move_on(struct req *req, struct sambungan *s, struct lembar *page)
{
    struct bacaan reading = updates_reading(s);
    TRY(bacaan_load(req->db, s->id, "kabar", &reading));
    int64_t asked = until(&reading, req->now);
    page->lanjut = bacaan_turn(&reading, page, req->now);
    if (!page->lanjut && asked < req->now && reading.tanda < asked)
        reading.tanda = asked;          /* a long silence */
    s->terbaca = reading.tanda;
    struct query q = query_of(req->db, "UPDATE sambungan SET terbaca = $2 WHERE id = $1");
    query_bind(&q, s->id);
    query_bind(&q, s->terbaca);
    TRY(query_end(&q));
    return bacaan_save(req->db, s->id, "kabar", &reading);
}

enum outcome
sambungan_take(struct req *req, struct sambungan *s, str json, struct lembar *page)
{
    json_t *all = json_loadb(json.ptr, json.len, 0, NULL);
    const json_t *rows = json_daftar(all, "service_request_updates");
    struct lembar now = { 0 };
    size_t count = json_array_size(rows);
    struct kabar_luar *list = arena_array(req->arena, struct kabar_luar, UPDATES_MOST);
    bool good = rows != NULL;
    for (size_t i = 0; i < count && i < UPDATES_MOST; i++)
        list[i] = update_of(req->arena, json_array_get(rows, i));
    json_decref(all);
    if (!good)
        return INVALID;
    for (size_t i = 0; i < count && i < UPDATES_MOST; i++) {
        TRY(take_one(req, s, &list[i]));
        lembar_note(&now, list[i].id, list[i].waktu);
    }
    lembar_compare(&now, page);
    *page = now;
    return move_on(req, s, page);
}
