/* o311_model.c: formats, moments, errors and keys of Open311, and a case as a client sees it. */
#include <stdio.h>

#include "core/pribadi/pribadi.h"
#include "modules/aduan/o311_dalam.h"

enum outcome
o311_format(struct req *req, const char *param, str *name, bool *json)
{
    str all = req_param(req, param);
    *json = str_ends(all, S(".json"));
    if (!*json && !str_ends(all, S(".xml")))
        return NOT_FOUND;
    *name = str_head(all, all.len - (*json ? 5 : 4));
    return name->len ? OK : NOT_FOUND;
}

enum outcome
o311_reply(struct req *req, struct tulis311 *t, int status)
{
    TRY(reply_bytes(req, t->json ? S("application/json; charset=utf-8") : S("text/xml; charset=utf-8"), tulis_view(t)));
    req->status = status;
    return OK;
}

enum outcome
o311_error(struct req *req, bool json, int code, const char *format, ...)
{
    va_list args;
    struct tulis311 t = tulis_open(req->arena, json);
    va_start(args, format);
    str text = str_formatv(req->arena, format, args);
    va_end(args);
    tulis_list(&t, "errors");
    tulis_object(&t, "error");
    tulis_int(&t, "code", code);
    tulis_text(&t, "description", text);
    tulis_object_end(&t, "error");
    tulis_list_end(&t, "errors");
    return o311_reply(req, &t, code);
}

str
o311_moment(struct req *req, int64_t moment)
{
    if (moment == 0)
        return (str){ 0 };
    int offset = req->region->zone->offset / HOUR;
    str utc = fmt_moment_iso(req->arena, moment + (int64_t)offset * HOUR);
    return str_format(req->arena, STR "+%02d:00", STR_ARG(str_head(utc, 19)), offset);
}

/* Two figures, and nothing that is a number otherwise: no "-5". */
static bool
two_figures(str s, size_t at, int64_t most, int64_t *n)
{
    str two = str_head(str_from(s, at), 2);
    return two.len == 2 && two.ptr[0] >= '0' && two.ptr[0] <= '9' && str_int(two, n) && *n <= most;
}

enum outcome
o311_moment_parse(str s, int64_t *moment)
{
    date d;
    int64_t hour, minute, second, zone_hour, zone_minute;
    if (s.len < 20 || s.ptr[10] != 'T' || date_parse(str_head(s, 10), &d) != OK)
        return INVALID;
    str clock = str_from(s, 11);
    if (!two_figures(clock, 0, 23, &hour) || !two_figures(clock, 3, 59, &minute) || !two_figures(clock, 6, 60, &second)
        || clock.ptr[2] != ':' || clock.ptr[5] != ':')
        return INVALID;
    static const struct zone utc = { 0, "UTC" };
    *moment = date_start(d, &utc) + hour * HOUR + minute * MINUTE + second;
    str zone = str_from(clock, 8);
    if (str_eqz(zone, "Z"))
        return OK;
    if (zone.len != 6 || (zone.ptr[0] != '+' && zone.ptr[0] != '-') || zone.ptr[3] != ':'
        || !two_figures(zone, 1, 14, &zone_hour) || !two_figures(zone, 4, 59, &zone_minute))
        return INVALID;
    int64_t shift = zone_hour * HOUR + zone_minute * MINUTE;
    *moment += zone.ptr[0] == '+' ? -shift : shift;
    return OK;
}

/* ---- keys -------------------------------------------------------------------------------------------------- */

enum outcome
o311_key(struct req *req, str key, struct o311_kunci *k)
{
    if (key.len < 16 || key.len > 100)
        return NOT_FOUND;
    struct query q = query_of(req->db, "SELECT id, nama, uji, per_jam FROM o311_kunci WHERE sidik = $1 AND aktif = 1");
    query_bind(&q, pribadi_lookup(req->arena, req->region->secret, "o311", key));
    if (query_next(&q)) {
        k->id      = query_int(&q);
        k->nama    = query_str(&q);
        k->uji     = query_bool(&q);
        k->per_jam = query_int(&q);
    }
    return query_end_one(&q);
}

enum outcome
o311_key_used(struct db *db, int64_t kunci, int64_t now, int64_t *kali)
{
    struct query q = query_of(db, "SELECT count(*) FROM o311_kirim WHERE kunci = $1 AND waktu > $2");
    query_bind(&q, kunci);
    query_bind(&q, now - HOUR);
    if (query_next(&q))
        *kali = query_int(&q);
    return query_end_one(&q);
}

static enum outcome
there_is(struct db *db, const char *sql, int64_t kunci, int64_t perkara, bool *found)
{
    struct query q = query_of(db, sql);
    query_bind(&q, kunci);
    query_bind(&q, perkara);
    *found = query_next(&q);
    return query_end(&q);
}

enum outcome
o311_key_sent(struct db *db, int64_t kunci, int64_t perkara, bool *sent)
{
    return there_is(db, "SELECT 1 FROM o311_kirim WHERE kunci = $1 AND perkara = $2", kunci, perkara, sent);
}

enum outcome
o311_key_partner(struct db *db, int64_t kunci, bool *partner)
{
    return there_is(db, "SELECT 1 FROM o311_mitra WHERE kunci = $1 AND $2 = 0", kunci, 0, partner);
}

enum outcome
o311_key_took(struct db *db, int64_t kunci, int64_t perkara, bool *took)
{
    return there_is(db, "SELECT 1 FROM o311_mitra_perkara WHERE kunci = $1 AND perkara = $2", kunci, perkara, took);
}

/* ---- a case ------------------------------------------------------------------------------------------------ */

/* An answered one is still open: its reporter has the last word (external-services.md 2.5). */
const char *
o311_status(const struct perkara *p)
{
    return p->terbuka ? "open" : "closed";
}

static str
notes_of(struct req *req, const struct perkara *p)
{
    const struct keadaan_alur *k = alur_keadaan(&aduan_alur, p->keadaan);
    return p->hasil.len ? str_format(req->arena, "%s (" STR ")", k->nama, STR_ARG(p->hasil)) : str_of(k->nama);
}

/* To a hundredth of a degree where the kind is sensitive: about a kilometre. */
static int64_t
rounded(int64_t e6, bool peka)
{
    return peka ? e6 / 10000 * 10000 : e6;
}

static str
expected_of(struct req *req, const struct perkara *p)
{
    date due;
    if (date_parse(p->tenggat, &due) != OK)
        return (str){ 0 };
    return o311_moment(req, date_start(due, req->region->zone) + DAY - 1);
}

str
o311_media(const struct req *req, int64_t berkas)
{
    return berkas ? str_format(req->arena, "%s://" STR "/berkas/%lld", req->https ? "https" : "http",
        STR_ARG(req->host), (long long)berkas) : S("");
}

void
o311_request(struct req *req, struct tulis311 *t, const struct perkara *p, bool extended)
{
    bool placed = p->lat_e6 || p->lon_e6;
    struct berkas_list photos = { 0 };
    if (berkas_of(req->db, "perkara", p->id, "foto", &photos) != OK || p->peka)
        photos.count = 0;
    bool shown = photos.count && photos.items[0].publik;
    tulis_object(t, "request");
    tulis_text(t, "service_request_id", p->nomor);
    tulis_text(t, "status", str_of(o311_status(p)));
    tulis_text(t, "status_notes", notes_of(req, p));
    tulis_text(t, "service_name", p->kategori_nama);
    tulis_text(t, "service_code", p->kategori_kode);
    tulis_text(t, "description", p->isi);
    tulis_text(t, "agency_responsible", p->opd_nama);
    tulis_text(t, "service_notice", S(""));
    tulis_text(t, "requested_datetime", o311_moment(req, p->dibuat));
    tulis_text(t, "updated_datetime", o311_moment(req, p->selesai ? p->selesai : p->berubah));
    tulis_text(t, "expected_datetime", expected_of(req, p));
    tulis_text(t, "address", p->peka ? p->kelurahan_nama : p->alamat);
    tulis_text(t, "address_id", S(""));
    tulis_text(t, "zipcode", S(""));
    tulis_degrees(t, "lat", rounded(p->lat_e6, p->peka), placed);
    tulis_degrees(t, "long", rounded(p->lon_e6, p->peka), placed);
    tulis_text(t, "media_url", o311_media(req, shown ? photos.items[0].id : 0));
    if (extended) {
        tulis_member_object(t, "extended_attributes");
        tulis_text(t, "channel", p->kanal);
        tulis_text(t, "title", p->judul);
        if (str_eqz(p->jenis, "aduan") && str_eqz(p->kanal, "open311"))
            tulis_text(t, "origin", p->luar);
        tulis_object_end(t, "extended_attributes");
    }
    tulis_object_end(t, "request");
}
