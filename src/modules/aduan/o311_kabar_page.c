/* o311_kabar_page.c: service request updates (mySociety's extension): what happened since, and a word from outside. */
#include <strings.h>

#include "base/random.h"
#include "modules/aduan/o311_dalam.h"

enum { UPDATES_MOST = 1000, WINDOW_DAYS = 90 };

static const char *
update_status(const struct langkah *l)
{
    static const struct { const char *ke, *status; } words[] = { { "diterima", "OPEN" },
        { "terverifikasi", "FOR_TRIAGE" }, { "perlu_kelengkapan", "OPEN" }, { "didisposisikan", "INTERNAL_REFERRAL" },
        { "dikembalikan", "FOR_TRIAGE" },
        { "diproses", "IN_PROGRESS" }, { "koordinasi", "IN_PROGRESS" }, { "dibuka_kembali", "REOPEN" },
        { "selesai", "FIXED" }, { "selesai_otomatis", "CLOSED" }, { "duplikat", "DUPLICATE" },
        { "bukan_wewenang", "NOT_COUNCILS_RESPONSIBILITY" }, { "diarsipkan", "NO_FURTHER_ACTION" },
        { "dicabut", "CANCELLED" } };
    if (str_eqz(l->ke, "ditanggapi"))
        return str_eqz(l->hasil, "dijadwalkan") ? "ACTION_SCHEDULED" : str_eqz(l->hasil, "ditangani") ? "FIXED"
            : "NO_FURTHER_ACTION";
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_eqz(l->ke, words[i].ke))
            return words[i].status;
    return "OPEN";
}

static void
update(struct req *req, struct tulis311 *t, const struct langkah *l, str nomor)
{
    tulis_object(t, "request_update");
    tulis_text(t, "update_id", str_format(req->arena, "%lld", (long long)l->id));
    tulis_text(t, "service_request_id", nomor);
    tulis_text(t, "status", str_of(update_status(l)));
    tulis_text(t, "updated_datetime", o311_moment(req, l->waktu));
    tulis_text(t, "description", l->isi);
    tulis_text(t, "media_url", S(""));
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

/* Public steps of shown cases; what officers and the reporter write among themselves never leaves. */
enum outcome
o311_updates(struct req *req, bool json)
{
    int64_t from, to;
    if (bounds(req, &from, &to) != OK)
        return o311_error(req, json, 400, "start_date and end_date go together, ISO 8601 with a time zone, at most %d"
            " days", WINDOW_DAYS);
    struct tulis311 t = tulis_open(req->arena, json);
    tulis_list(&t, "service_request_updates");
    struct query q = query_of(req->db, "SELECT l.id, p.nomor, l.ke, l.hasil, l.waktu, COALESCE((SELECT s.baru"
        " FROM perkara_sunting s WHERE s.langkah = l.id AND s.perkara = p.id ORDER BY s.id DESC LIMIT 1), l.isi)"
        " FROM perkara_langkah l JOIN perkara p ON p.id = l.perkara WHERE l.waktu >= $1 AND l.waktu <= $2"
        " AND l.publik = 1 AND p.tayang = 1 AND p.jenis = 'aduan' AND l.oleh <> 'pelapor'"
        " ORDER BY l.waktu, l.id LIMIT 1000");
    query_bind(&q, from);
    query_bind(&q, to);
    while (query_next(&q)) {
        struct langkah l = { .id = query_int(&q) };
        str nomor = query_str(&q);
        l.ke = query_str(&q);
        l.hasil = query_str(&q);
        l.waktu = query_int(&q);
        l.isi = query_str(&q);
        update(req, &t, &l, nomor);
    }
    TRY(query_end(&q));
    tulis_list_end(&t, "service_request_updates");
    return o311_reply(req, &t, 200);
}

/* ---- a word from outside -------------------------------------------------------------------------------------- */

struct kabar311 { bool json; int code; str salah; struct o311_kunci kunci; str luar, nomor, isi; bool reopen; };

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
    k->luar = str_head(value(req, "update_id"), 100);
    k->nomor = value(req, "service_request_id");
    k->isi = str_head(value(req, "description"), 2000);
    k->reopen = strcasecmp(cstr(req->arena, value(req, "status")), "REOPEN") == 0;
    return OK;
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
    o = perkara_by_nomor(req->db, k->nomor, &p);
    if (o == NOT_FOUND || (o == OK && !p.tayang))
        return wrong(k, 404, S("service_request_id is unknown"));
    TRY(o);
    bool asked = str_eqz(p.keadaan, "perlu_kelengkapan");
    struct tindakan t = { .aksi = k->reopen ? S("buka") : asked ? S("jawab") : S("balas"), .oleh = PELAPOR,
        .isi = k->isi, .jabatan = k->kunci.nama, .langkah = -1 };
    o = perkara_act(req, &aduan_alur, &p, &t);
    if (o == INVALID)
        return wrong(k, 400, S("this update does not fit the present status"));
    TRY(o);
    TRY(aduan_tell_desk(req, &p, t.aksi));
    step = id_new();
    TRY(note(req->db, k, step));
    return answer(req, k, step);
}
