/* o311_page.c: Open311 GeoReport v2, reading: discovery, services, requests, updates, tokens. */
#include "modules/aduan/o311_dalam.h"

enum { WINDOW_DAYS = 90, REQUESTS_MOST = 1000, PAGES_MOST = 100000 };

/* ---- discovery -------------------------------------------------------------------------------------------------- */

static void
endpoint(struct req *req, struct tulis311 *t, const char *path, const char *type)
{
    static const char *const formats[] = { "text/xml", "application/json" };
    tulis_object(t, "endpoint");
    tulis_text(t, "specification", S("http://wiki.open311.org/GeoReport_v2"));
    tulis_text(t, "url", str_format(req->arena, "%s://" STR "%s", req->https ? "https" : "http", STR_ARG(req->host),
        path));
    tulis_text(t, "changeset", S("2026-11-27T00:00:00Z"));
    tulis_text(t, "type", str_of(type));
    tulis_member_list(t, "formats");
    for (size_t i = 0; i < COUNT(formats); i++)
        tulis_item(t, "format", str_of(formats[i]));
    tulis_member_list_end(t, "formats");
    tulis_object_end(t, "endpoint");
}

/* The content type stands bare here: the validators compare it whole (external-services.md 1.8, point 1). */
static enum outcome
discover(struct req *req, bool json)
{
    struct tulis311 t = tulis_open(req->arena, json);
    tulis_object(&t, "discovery");
    tulis_text(&t, "changeset", S("2026-11-27T00:00:00Z"));
    tulis_text(&t, "contact", str_format(req->arena, "Pengaduan warga " STR, STR_ARG(req->region->nama)));
    tulis_text(&t, "key_service", S("Kunci diminta pada Diskominfo daerah ini."));
    tulis_member_list(&t, "endpoints");
    endpoint(req, &t, "/open311/v2", "production");
    endpoint(req, &t, "/open311/uji/v2", "test");
    tulis_member_list_end(&t, "endpoints");
    tulis_object_end(&t, "discovery");
    TRY(o311_reply(req, &t, 200));
    req->content_type = json ? S("application/json") : S("text/xml");
    return OK;
}

static enum outcome
discovery(struct req *req)
{
    str name;
    bool json;
    TRY(o311_format(req, "berkas", &name, &json));
    return str_eqz(name, "discovery") ? discover(req, json) : NOT_FOUND;
}

/* ---- services --------------------------------------------------------------------------------------------------- */

/* The test jurisdiction has cases of a kind of their own, which no page of ours reads. */
static str
kind_of(const struct req *req)
{
    return str_starts(str_of(req->route->path), S("/open311/uji/")) ? S("uji") : S("aduan");
}

static bool
has_questions(struct req *req, int64_t kategori)
{
    struct atribut_list list = { 0 };
    return atribut_of(req->db, kategori, &list) == OK && list.count > 0;
}

static enum outcome
services(struct req *req, bool json)
{
    struct kategori_list all;
    struct tulis311 t = tulis_open(req->arena, json);
    TRY(kategori_list(req->db, kind_of(req), &all));
    (void)req_arg(req, "lat");
    (void)req_arg(req, "long");
    tulis_list(&t, "services");
    for (size_t i = 0; i < all.count; i++) {
        const struct kategori *k = &all.items[i];
        bool asks = has_questions(req, k->id);
        tulis_object(&t, "service");
        tulis_text(&t, "service_code", k->kode);
        tulis_text(&t, "service_name", k->nama);
        tulis_text(&t, "description", k->keterangan.len ? k->keterangan : k->nama);
        tulis_bool(&t, "metadata", asks);
        tulis_text(&t, "type", str_eqz(kind_of(req), "uji") ? S("batch") : S("realtime"));
        tulis_text(&t, "keywords", k->kata);
        tulis_text(&t, "group", k->kelompok);
        tulis_object_end(&t, "service");
    }
    tulis_list_end(&t, "services");
    return o311_reply(req, &t, 200);
}

static void
attribute(struct tulis311 *t, const struct atribut *a)
{
    tulis_object(t, "attribute");
    tulis_bool(t, "variable", a->variabel);
    tulis_text(t, "code", a->kode);
    tulis_text(t, "datatype", a->tipe);
    tulis_bool(t, "required", a->wajib);
    tulis_text(t, "datatype_description", a->petunjuk);
    tulis_int(t, "order", a->urutan);
    tulis_text(t, "description", a->tanya);
    tulis_member_list(t, "values");
    for (size_t i = 0; i < a->pilihan_count; i++) {
        tulis_object(t, "value");
        tulis_text(t, "key", a->pilihan[i].kunci);
        tulis_text(t, "name", a->pilihan[i].nama);
        tulis_object_end(t, "value");
    }
    tulis_member_list_end(t, "values");
    tulis_object_end(t, "attribute");
}

static enum outcome
definition(struct req *req)
{
    str code;
    bool json;
    struct kategori k;
    struct atribut_list list;
    TRY(o311_format(req, "kode", &code, &json));
    enum outcome o = kategori_by_kode(req->db, kind_of(req), code, &k);
    if (o == NOT_FOUND || (o == OK && !k.aktif))
        return o311_error(req, json, 404, "service_code " STR " is unknown", STR_ARG(code));
    TRY(o);
    TRY(atribut_of(req->db, k.id, &list));
    struct tulis311 t = tulis_open(req->arena, json);
    tulis_object(&t, "service_definition");
    tulis_text(&t, "service_code", k.kode);
    tulis_member_list(&t, "attributes");
    for (size_t i = 0; i < list.count; i++)
        attribute(&t, &list.items[i]);
    tulis_member_list_end(&t, "attributes");
    tulis_object_end(&t, "service_definition");
    return o311_reply(req, &t, 200);
}

/* ---- requests ---------------------------------------------------------------------------------------------------- */

/* Which stretch of time is asked for; by 1.4 never more than ninety days. */
struct rentang { int64_t dari, sampai; };

static enum outcome
span_of(struct req *req, bool json, struct rentang *r)
{
    str from = req_arg(req, "start_date"), to = req_arg(req, "end_date");
    int64_t most = (int64_t)WINDOW_DAYS * DAY;
    if ((from.len && o311_moment_parse(from, &r->dari) != OK) || (to.len && o311_moment_parse(to, &r->sampai) != OK)) {
        TRY(o311_error(req, json, 400, "start_date and end_date are ISO 8601 with a time zone"));
        return INVALID;
    }
    if (!to.len)
        r->sampai = from.len ? r->dari + most : req->now;
    if (!from.len)
        r->dari = r->sampai - most;
    if (r->sampai - r->dari <= most && r->sampai >= r->dari)
        return OK;
    TRY(o311_error(req, json, 400, "at most %d days between start_date and end_date", WINDOW_DAYS));
    return INVALID;
}

static bool
listed(str list, str word)
{
    str piece;
    if (list.len == 0)
        return true;
    while (str_cut(&list, ',', &piece))
        if (str_eq(str_trim(piece), word))
            return true;
    return false;
}

static enum outcome
by_ids(struct req *req, struct tulis311 *t, str ids, bool extended)
{
    str one;
    for (int n = 0; n < REQUESTS_MOST && str_cut(&ids, ',', &one); n++) {
        struct perkara p;
        enum outcome o = aduan_by_nomor(req->db, str_trim(one), &p);
        if (o == OK && p.tayang && str_eq(p.jenis, kind_of(req)))
            o311_request(req, t, &p, extended);
        if (o != OK && o != NOT_FOUND)
            return o;
    }
    return OK;
}

/* What is asked for, and how far the answer is. */
struct saringan { struct rentang dibuat, berubah; str codes, states; int64_t skip, room; bool extended; };

/* ISO 8601 with its zone, or not there at all. */
static bool
moment_arg(struct req *req, const char *name, int64_t *moment)
{
    str said = req_arg(req, name);
    return said.len == 0 || o311_moment_parse(said, moment) == OK;
}

static void
give(struct req *req, struct tulis311 *t, struct saringan *s, const struct perkara *p)
{
    if (!listed(s->codes, p->kategori_kode) || !listed(s->states, str_of(o311_status(p)))
        || p->berubah <= s->berubah.dari || p->berubah >= s->berubah.sampai || s->skip-- > 0)
        return;
    o311_request(req, t, p, s->extended);
    s->room--;
}

/* Newest first (1.4). */
static enum outcome
by_age(struct req *req, struct tulis311 *t, struct saringan *s)
{
    struct perkara_saring those = { .jenis = kind_of(req), .dari = s->dibuat.dari, .sampai = s->dibuat.sampai };
    for (bool more = true; more && s->room > 0;) {
        struct perkara_list list;
        TRY(perkara_publik(req->db, &those, &list));
        more = list.count > PERKARA_PAGE;
        for (size_t i = 0; i < list.count && i < PERKARA_PAGE && s->room > 0; i++) {
            those.sebelum = list.items[i].id;
            give(req, t, s, &list.items[i]);
        }
    }
    return OK;
}

/* With updated_after: the oldest change first, so that a reader goes on from the last one it has; then
   updated_datetime is the change also of those that are closed. */
static enum outcome
by_change(struct req *req, struct tulis311 *t, struct saringan *s)
{
    struct perkara_ubah after = { kind_of(req), s->berubah.dari, INT64_MAX };
    for (bool more = true; more && s->room > 0;) {
        struct perkara_list list;
        TRY(perkara_changed(req->db, &after, &list));
        more = list.count > PERKARA_PAGE;
        for (size_t i = 0; i < list.count && i < PERKARA_PAGE && s->room > 0; i++) {
            struct perkara *p = &list.items[i];
            after.sejak = p->berubah;
            after.sejak_id = p->id;
            p->selesai = 0;
            if (p->dibuat >= s->dibuat.dari && p->dibuat <= s->dibuat.sampai)
                give(req, t, s, p);
        }
    }
    return OK;
}

static enum outcome
by_filters(struct req *req, struct tulis311 *t, const struct rentang *r, bool extended)
{
    struct saringan s = { .dibuat = *r, .codes = req_arg(req, "service_code"), .states = req_arg(req, "status"),
        .room = req_arg_int(req, "page_size", REQUESTS_MOST), .extended = extended };
    int64_t page = req_arg_int(req, "page", 1);
    bool feed = req_arg(req, "updated_after").len > 0;
    s.berubah.sampai = INT64_MAX;
    if (!moment_arg(req, "updated_after", &s.berubah.dari) || !moment_arg(req, "updated_before", &s.berubah.sampai))
        return INVALID;
    s.room = s.room < 1 || s.room > REQUESTS_MOST ? REQUESTS_MOST : s.room;
    s.skip = (page < 1 || page > PAGES_MOST ? 0 : page - 1) * s.room;
    if (feed && !req_arg(req, "start_date").len && !req_arg(req, "end_date").len)
        s.dibuat = (struct rentang){ 0, INT64_MAX };
    return feed ? by_change(req, t, &s) : by_age(req, t, &s);
}

static enum outcome
requests(struct req *req, bool json)
{
    struct rentang r = { 0 };
    struct tulis311 t = tulis_open(req->arena, json);
    bool extended = str_eqz(req_arg(req, "extensions"), "true");
    str ids = req_arg(req, "service_request_id");
    tulis_list(&t, "service_requests");
    if (ids.len)
        TRY(by_ids(req, &t, ids, extended));
    else {
        enum outcome o = span_of(req, json, &r);
        if (o == INVALID)
            return OK;                  /* the error is the answer */
        TRY(o);
        o = by_filters(req, &t, &r, extended);
        if (o == INVALID)
            return o311_error(req, json, 400, "updated_after and updated_before are ISO 8601 with a time zone");
        TRY(o);
    }
    tulis_list_end(&t, "service_requests");
    return o311_reply(req, &t, 200);
}

static enum outcome
one_request(struct req *req)
{
    str id;
    bool json;
    struct perkara p;
    TRY(o311_format(req, "id", &id, &json));
    enum outcome o = aduan_by_nomor(req->db, id, &p);
    if (o == NOT_FOUND || (o == OK && (!p.tayang || !str_eq(p.jenis, kind_of(req)))))
        return o311_error(req, json, 404, "service_request_id " STR " is unknown", STR_ARG(id));
    TRY(o);
    struct tulis311 t = tulis_open(req->arena, json);
    tulis_list(&t, "service_requests");
    o311_request(req, &t, &p, str_eqz(req_arg(req, "extensions"), "true"));
    tulis_list_end(&t, "service_requests");
    return o311_reply(req, &t, 200);
}

/* A token is the number of a case that the desk has not looked at yet: it is known to its sender alone. */
static enum outcome
token(struct req *req)
{
    str word;
    bool json;
    struct perkara p;
    TRY(o311_format(req, "token", &word, &json));
    enum outcome o = aduan_by_kunci(req->db, req->region->secret, word, &p);
    if (o == NOT_FOUND)
        return o311_error(req, json, 404, "token is unknown");
    TRY(o);
    struct tulis311 t = tulis_open(req->arena, json);
    tulis_list(&t, "service_requests");
    tulis_object(&t, "request");
    tulis_text(&t, "service_request_id", p.nomor);
    tulis_text(&t, "token", word);
    tulis_object_end(&t, "request");
    tulis_list_end(&t, "service_requests");
    return o311_reply(req, &t, 200);
}

/* services.json, requests.xml, ...: one route, since the ending is part of the name. */
static enum outcome
by_name(struct req *req)
{
    str name;
    bool json;
    TRY(o311_format(req, "apa", &name, &json));
    if (str_eqz(name, "services"))
        return services(req, json);
    if (str_eqz(name, "requests"))
        return requests(req, json);
    if (str_eqz(name, "discovery"))         /* clients that know the endpoint only look for it there */
        return discover(req, json);
    return str_eqz(name, "servicerequestupdates") ? o311_updates(req, json) : NOT_FOUND;
}

#define ENDPOINT(base) \
    GET(base "/{apa}",             by_name,     &anyone, no_place), \
    GET(base "/services/{kode}",   definition,  &anyone, no_place), \
    GET(base "/requests/{id}",     one_request, &anyone, no_place), \
    GET(base "/tokens/{token}",    token,       &anyone, no_place)

const struct route aduan_o311[] = {
    GET("/open311/{berkas}", discovery, &anyone, no_place),
    ENDPOINT("/open311/v2"),
    ENDPOINT("/open311/uji/v2"),
    { 0 }
};
