/* o311_kabar_page.c: service request updates (mySociety's extension): what happened since, and a word from outside. */
#include "base/letters.h"
#include "base/random.h"
#include "modules/aduan/o311_dalam.h"
#include "modules/aduan/sambungan_dalam.h"

enum { UPDATES_MOST = 1000, PAGES_MOST = 100000, WINDOW_DAYS = 90 };

static const char *
reporter_status(const struct langkah *l)
{
    return str_eqz(l->aksi, "buka") ? "REOPEN" : str_eqz(l->aksi, "cabut") ? "CANCELLED"
        : str_eqz(l->aksi, "nilai") ? "CLOSED" : "OPEN";
}

const char *
o311_update_status(const struct langkah *l)
{
    static const struct { const char *ke, *status; } words[] = { { "diterima", "OPEN" },
        { "terverifikasi", "FOR_TRIAGE" }, { "perlu_kelengkapan", "OPEN" }, { "didisposisikan", "INTERNAL_REFERRAL" },
        { "dikembalikan", "FOR_TRIAGE" },
        { "diproses", "IN_PROGRESS" }, { "koordinasi", "IN_PROGRESS" }, { "dibuka_kembali", "REOPEN" },
        { "selesai", "FIXED" }, { "selesai_otomatis", "CLOSED" }, { "duplikat", "DUPLICATE" },
        { "bukan_wewenang", "NOT_COUNCILS_RESPONSIBILITY" }, { "diarsipkan", "NO_FURTHER_ACTION" },
        { "dicabut", "CANCELLED" } };
    if (str_eqz(l->oleh, "pelapor") && !str_eqz(l->aksi, "lapor"))
        return reporter_status(l);
    if (str_eqz(l->ke, "ditanggapi"))
        return str_eqz(l->hasil, "dijadwalkan") ? "ACTION_SCHEDULED" : str_eqz(l->hasil, "ditangani") ? "FIXED"
            : "NO_FURTHER_ACTION";
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_eqz(l->ke, words[i].ke))
            return words[i].status;
    return "OPEN";
}

/* One step as it leaves; `nilai` is the case's. */
struct kabar_keluar { struct langkah l; str nomor; int64_t nilai, foto; };

static void
update(struct req *req, struct tulis311 *t, const struct kabar_keluar *k)
{
    const struct langkah *l = &k->l;
    tulis_object(t, "request_update");
    tulis_text(t, "update_id", str_format(req->arena, "%lld", (long long)l->id));
    tulis_text(t, "service_request_id", k->nomor);
    tulis_text(t, "status", str_of(o311_update_status(l)));
    tulis_text(t, "updated_datetime", o311_moment(req, l->waktu));
    tulis_text(t, "description", l->isi);
    tulis_text(t, "media_url", o311_media(req, k->foto));
    if (str_eqz(l->oleh, "pelapor")) {
        tulis_member_object(t, "extras");
        tulis_text(t, "author", S("reporter"));
        if (str_eqz(l->aksi, "nilai"))
            tulis_int(t, "rating", k->nilai);
        tulis_object_end(t, "extras");
    }
    tulis_object_end(t, "request_update");
}

/* Both bounds or none (1.6). */
static enum outcome
bounds(struct req *req, int64_t *from, int64_t *to)
{
    str a = req_arg(req, "start_date"), b = req_arg(req, "end_date");
    *to = req->now;
    *from = req->now - (int64_t)WINDOW_DAYS * DAY;
    if (a.len == 0 && b.len == 0)
        return OK;
    if (o311_moment_parse(a, from) != OK || o311_moment_parse(b, to) != OK || *to < *from
        || *to - *from > (int64_t)WINDOW_DAYS * DAY)
        return INVALID;
    return OK;
}

static struct kabar_keluar
read_update(struct query *q)
{
    struct kabar_keluar k = { .l.id = query_int(q) };
    k.nomor   = query_str(q);
    k.nilai   = query_int(q);
    k.l.aksi  = query_str(q);
    k.l.oleh  = query_str(q);
    k.l.ke    = query_str(q);
    k.l.hasil = query_str(q);
    k.l.waktu = query_int(q);
    k.l.isi   = query_str(q);
    k.foto    = query_int(q);
    return k;
}

/* Public steps of shown cases. What their reporter writes later goes to who handles the case alone: to a partner that
   took it, by its key (0: none). */
static enum outcome
give_updates(struct req *req, struct tulis311 *t, const int64_t span[2], int64_t kunci)
{
    int64_t size = req_arg_int(req, "page_size", UPDATES_MOST), page = req_arg_int(req, "page", 1);
    size = size < 1 || size > UPDATES_MOST ? UPDATES_MOST : size;
    struct query q = query_of(req->db, "SELECT l.id, p.nomor, p.nilai, l.aksi, l.oleh, l.ke, l.hasil, l.waktu,"
        " COALESCE((SELECT s.baru FROM perkara_sunting s WHERE s.langkah = l.id AND s.perkara = p.id"
        " ORDER BY s.id DESC LIMIT 1), l.isi), COALESCE((SELECT b.id FROM aduan_langkah_foto f JOIN berkas b"
        " ON b.id = f.berkas WHERE f.perkara = p.id AND f.langkah = l.id AND b.publik = 1 ORDER BY b.id LIMIT 1), 0)"
        " FROM perkara_langkah l JOIN perkara p ON p.id = l.perkara WHERE l.waktu >= $1 AND l.waktu <= $2"
        " AND l.publik = 1 AND p.tayang = 1 AND p.jenis = 'aduan' AND (l.oleh <> 'pelapor' OR ($3 <> 0"
        " AND l.aksi <> 'lapor' AND EXISTS (SELECT 1 FROM o311_mitra_perkara m WHERE m.kunci = $3"
        " AND m.perkara = p.id AND l.waktu >= m.sejak)))"
        " ORDER BY l.waktu, l.id LIMIT $4 OFFSET $5");
    query_bind(&q, span[0]);
    query_bind(&q, span[1]);
    query_bind(&q, kunci);
    query_bind(&q, size);
    query_bind(&q, (page < 1 || page > PAGES_MOST ? 0 : page - 1) * size);
    while (query_next(&q)) {
        struct kabar_keluar k = read_update(&q);
        update(req, t, &k);
    }
    return query_end(&q);
}

enum outcome
o311_updates(struct req *req, bool json)
{
    int64_t span[2];
    struct o311_kunci key = { 0 };
    str said = req_arg(req, "api_key");
    if (bounds(req, &span[0], &span[1]) != OK)
        return o311_error(req, json, 400, "start_date and end_date go together, ISO 8601 with a time zone, at most %d"
            " days", WINDOW_DAYS);
    enum outcome o = said.len ? o311_key(req, said, &key) : OK;
    if (o == NOT_FOUND || key.uji)
        return o311_error(req, json, 403, "api_key is not valid here");
    TRY(o);
    struct tulis311 t = tulis_open(req->arena, json);
    tulis_list(&t, "service_request_updates");
    TRY(give_updates(req, &t, span, key.id));
    tulis_list_end(&t, "service_request_updates");
    req->no_store = key.id != 0;
    return o311_reply(req, &t, 200);
}

/* ---- a word from outside -------------------------------------------------------------------------------------- */

struct kabar311 { bool json; int code; str salah; struct o311_kunci kunci; str luar, nomor; struct kata_luar kata;
    struct foto_masuk foto; };

static enum outcome
wrong(struct kabar311 *k, int code, str text)
{
    k->code = code;
    k->salah = text;
    return INVALID;
}

static str value(const struct req *req, const char *name) { return str_trim(form_value(&req->form, str_of(name))); }

enum outcome
o311_update_error(struct req *req)
{
    const struct kabar311 *k = req->kept;
    str first = req->form.error_count ? req->form.errors[0].message : S("the update could not be taken");
    return k && k->code ? o311_error(req, k->json, k->code, STR, STR_ARG(k->salah))
        : o311_error(req, k && k->json, 400, STR, STR_ARG(first));
}

enum outcome
o311_update_read(struct req *req, bool json)
{
    static const char *const needed[] = { "service_request_id", "update_id", "updated_datetime", "status",
        "description" };
    struct kabar311 *k = req_keep(req, sizeof *k);
    int64_t when;
    k->json = json;
    enum outcome o = o311_key(req, value(req, "api_key"), &k->kunci);
    if (o == NOT_FOUND || (o == OK && k->kunci.uji))
        return wrong(k, 403, S("api_key is missing or not valid here"));
    TRY(o);
    for (size_t i = 0; i < COUNT(needed); i++)
        if (value(req, needed[i]).len == 0)
            return wrong(k, 400, str_format(req->arena, "%s is required", needed[i]));
    if (o311_moment_parse(value(req, "updated_datetime"), &when) != OK)
        return wrong(k, 400, S("updated_datetime is ISO 8601 with a time zone"));
    k->luar = letters_head(value(req, "update_id"), 100);
    k->nomor = value(req, "service_request_id");
    k->kata = (struct kata_luar){ .nama = k->kunci.nama, .status = status_of(req->arena, value(req, "status")),
        .isi = value(req, "description"), .pelapor = true };
    if (!str_int(value(req, "rating"), &k->kata.nilai))
        k->kata.nilai = 0;
    enum outcome taken = o311_media_take(req, &k->foto);
    return taken == INVALID ? wrong(k, 400, S("media could not be read as a photo")) : taken;
}

static enum outcome
answer(struct req *req, const struct kabar311 *k, int64_t step)
{
    struct tulis311 t = tulis_open(req->arena, k->json);
    tulis_list(&t, "service_request_updates");
    tulis_object(&t, "request_update");
    tulis_text(&t, "update_id", str_format(req->arena, "%lld", (long long)step));
    tulis_object_end(&t, "request_update");
    tulis_list_end(&t, "service_request_updates");
    return o311_reply(req, &t, 200);
}

static enum outcome
came_before(struct db *db, const struct kabar311 *k, int64_t *step)
{
    struct query q = query_of(db, "SELECT langkah FROM o311_kabar WHERE kunci = $1 AND luar = $2");
    query_bind(&q, k->kunci.id);
    query_bind(&q, k->luar);
    if (query_next(&q))
        *step = query_int(&q);
    return query_end_one(&q);
}

static enum outcome
note(struct db *db, const struct kabar311 *k, int64_t step)
{
    struct query q = query_of(db, "INSERT INTO o311_kabar (kunci, luar, langkah) VALUES ($1, $2, $3)");
    query_bind(&q, k->kunci.id);
    query_bind(&q, k->luar);
    query_bind(&q, step);
    return query_end(&q);
}

/* ---- who says it ---------------------------------------------------------------------------------------------- */

static enum outcome
note_partner(struct req *req, const struct kabar311 *k, int64_t perkara)
{
    struct query q = query_of(req->db, "INSERT INTO o311_mitra_perkara (kunci, perkara, sejak) VALUES ($1, $2, $3)"
        " ON CONFLICT (kunci, perkara) DO NOTHING");
    query_bind(&q, k->kunci.id);
    query_bind(&q, perkara);
    query_bind(&q, req->now);
    return query_end(&q);
}

/* The first word of a partner about a case that no office of ours has: it handles it from now on. What ours has is
   told of only. */
static enum outcome
take_over(struct req *req, const struct kabar311 *k, struct perkara *p)
{
    bool took;
    TRY(o311_key_took(req->db, k->kunci.id, p->id, &took));
    if (took)
        return OK;
    TRY(note_partner(req, k, p->id));
    struct tindakan t = { .aksi = S("serah"), .oleh = SISTEM, .jabatan = k->kunci.nama, .langkah = -1,
        .isi = str_format(req->arena, "Ditangani " STR ". Jawabannya akan tampil di sini.", STR_ARG(k->kunci.nama)) };
    bool may = !p->opd && alur_may(&aduan_alur, alur_find(&aduan_alur, t.aksi), p->keadaan, SISTEM);
    return may ? perkara_act(req, &aduan_alur, p, &t) : OK;
}

static enum outcome
partner_says(struct req *req, const struct kabar311 *k, struct perkara *p)
{
    struct peta_keadaan as;
    TRY(take_over(req, k, p));
    peta_keadaan_usual(k->kata.status, &as);
    if (p->opd)
        as = (struct peta_keadaan){ k->kata.status, S("kabar_luar"), S("") };
    return kata_luar_act(req, p, &as, &k->kata);
}

/* Whoever sent a case speaks for its reporter; a partner for itself; nobody else says anything. */
static enum outcome
say(struct req *req, struct kabar311 *k, struct perkara *p)
{
    bool sent, partner;
    TRY(o311_key_sent(req->db, k->kunci.id, p->id, &sent));
    if (sent)
        return kata_pelapor_act(req, p, &k->kata);
    TRY(o311_key_partner(req->db, k->kunci.id, &partner));
    return partner ? partner_says(req, k, p) : wrong(k, 403, S("this api_key did not send that service request"));
}

/* With their bytes, or by addresses of servers that may be talked to. */
static enum outcome
take_photos(struct req *req, const struct kabar311 *k, const struct perkara *p, int64_t step)
{
    str url;
    for (size_t i = 0; i < k->foto.count; i++)
        TRY(foto_luar_keep(req->db, p, step, &k->foto.items[i]));
    for (size_t i = 0; i < FOTO_MOST && (url = str_trim(form_value_at(&req->form, S("media_url"), i))).len; i++)
        if (luar_listed(req->region->sambungan, url))
            TRY(foto_luar_queue(req, p->id, step, url));
    return OK;
}

enum outcome
o311_update_take(struct req *req)
{
    struct kabar311 *k = req->kept;
    struct perkara p;
    int64_t step = 0;
    enum outcome o = came_before(req->db, k, &step);
    if (o == OK)
        return answer(req, k, step);
    if (o != NOT_FOUND)
        return o;
    o = aduan_by_nomor(req->db, k->nomor, &p);
    if (o == NOT_FOUND || (o == OK && !p.tayang))
        return wrong(k, 404, S("service_request_id is unknown"));
    TRY(o);
    k->kata.langkah = step = id_new();
    o = say(req, k, &p);
    if (o == CONFLICT)
        return wrong(k, 400, S("this update does not fit the present status"));
    TRY(o);
    TRY(take_photos(req, k, &p, step));
    TRY(note(req->db, k, step));
    return answer(req, k, step);
}
