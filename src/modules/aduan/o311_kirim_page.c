/* o311_kirim_page.c: Open311, sending: a new request, and an update of one; each once, however often it comes. */
#include <sodium.h>

#include "base/letters.h"
#include "base/random.h"
#include "core/pribadi/pribadi.h"
#include "modules/aduan/o311_dalam.h"
#include "modules/aduan/sambungan_dalam.h"

enum { BODY_MOST = 24 * 1024 * 1024, TEXT_MOST = 4000 };

/* What one read leaves for apply, and for the answer when something is wrong. */
struct masuk311 { bool json; int code; str salah; struct o311_kunci kunci; struct kategori k; struct draf d;
    struct pihak pelapor; struct foto_masuk foto; str hash; };

static enum outcome
wrong(struct masuk311 *m, int code, str text)
{
    m->code = code;
    m->salah = text;
    return INVALID;
}

static str value(const struct req *req, const char *name) { return str_trim(form_value(&req->form, str_of(name))); }

static bool
is_test(const struct req *req)
{
    return str_starts(str_of(req->route->path), S("/open311/uji/"));
}

/* Both are sent to one address; the name tells them apart. */
static bool
is_update(const struct req *req)
{
    return str_starts(req_param(req, "apa"), S("servicerequestupdates."));
}

static enum outcome
answer_error(struct req *req)
{
    if (is_update(req))
        return o311_update_error(req);
    const struct masuk311 *m = req->kept;
    if (m && m->code)
        return o311_error(req, m->json, m->code, STR, STR_ARG(m->salah));
    str first = req->form.error_count ? req->form.errors[0].message : S("the request could not be taken");
    return o311_error(req, m && m->json, 400, STR, STR_ARG(first));
}

/* ---- reading ------------------------------------------------------------------------------------------------ */

static enum outcome
check_key(struct req *req, struct masuk311 *m)
{
    enum outcome o = o311_key(req, value(req, "api_key"), &m->kunci);
    if (o == NOT_FOUND || (o == OK && m->kunci.uji != is_test(req)))
        return wrong(m, 403, S("api_key is missing or not valid here"));
    return o;
}

static enum outcome
check_service(struct req *req, struct masuk311 *m)
{
    str code = value(req, "service_code");
    if (code.len == 0)
        return wrong(m, 400, S("service_code is required"));
    enum outcome o = kategori_by_kode(req->db, is_test(req) ? S("uji") : S("aduan"), code, &m->k);
    if (o == NOT_FOUND || (o == OK && !m->k.aktif))
        return wrong(m, 404, S("service_code is unknown"));
    return o;
}

/* lat AND long, or address_string, or address_id (1.3). */
static enum outcome
check_place(struct req *req, struct masuk311 *m)
{
    str lat = value(req, "lat"), lon = value(req, "long");
    m->d.alamat = letters_head(value(req, "address_string"), 200);
    if ((lat.len == 0) != (lon.len == 0))
        return wrong(m, 400, S("lat and long go together"));
    if (titik_parse(lat, lon, &m->d.lat_e6, &m->d.lon_e6) != OK)
        return wrong(m, 400, S("lat and long are decimal degrees"));
    if (lat.len == 0 && m->d.alamat.len == 0 && value(req, "address_id").len == 0)
        return wrong(m, 400, S("lat and long, address_string or address_id is required"));
    if (lat.len == 0 || is_test(req))
        return OK;
    enum outcome o = wilayah_at_point(req->db, m->d.lat_e6, m->d.lon_e6, &m->d.kelurahan);
    if (o != NOT_FOUND)
        return o;
    struct batas_list borders;
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, S(""), &borders));
    return borders.count ? wrong(m, 400, S("this place is outside the jurisdiction")) : OK;
}

static bool
is_choice(const struct atribut *a, str v)
{
    bool known = a->pilihan_count == 0;
    for (size_t i = 0; i < a->pilihan_count; i++)
        known |= str_eq(a->pilihan[i].kunci, v);
    return known;
}

/* attribute[CODE]=v and attribute[CODE][]=v; unknown ones are left out, missing ones are named. */
static enum outcome
check_attributes(struct req *req, struct masuk311 *m)
{
    struct atribut_list list;
    struct buf b = { .arena = req->arena };
    TRY(atribut_of(req->db, m->k.id, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct atribut *a = &list.items[i];
        str one = str_format(req->arena, "attribute[" STR "]", STR_ARG(a->kode));
        str many = str_format(req->arena, "attribute[" STR "][]", STR_ARG(a->kode));
        size_t given = 0;
        for (size_t n = 0; n < req->form.pair_count; n++) {
            const struct pair *p = &req->form.pairs[n];
            if ((!str_eq(p->name, one) && !str_eq(p->name, many)) || p->value.len == 0)
                continue;
            if (!is_choice(a, p->value) || p->value.len > 400 || str_find(p->value, S("\n")) >= 0)
                return wrong(m, 400, str_format(req->arena, "attribute " STR " has a value outside its list",
                    STR_ARG(a->kode)));
            buf_format(&b, STR "=" STR "\n", STR_ARG(a->kode), STR_ARG(p->value));
            given++;
        }
        if (a->wajib && a->variabel && given == 0)
            return wrong(m, 400, str_format(req->arena, "attribute " STR " required", STR_ARG(a->kode)));
    }
    m->d.jawaban = buf_view(&b);
    return OK;
}

enum outcome
o311_media_take(struct req *req, struct foto_masuk *f)
{
    for (size_t i = 0; i < req->form.upload_count && f->count < FOTO_MOST; i++) {
        const struct upload *u = &req->form.uploads[i];
        if (!str_starts(u->name, S("media")) && !str_starts(u->name, S("photo")))
            continue;
        TRY(berkas_take_photo(req, "media", u, &f->items[f->count]));
        f->count++;
    }
    return OK;
}

static void
take_person(struct req *req, struct masuk311 *m)
{
    str first = value(req, "first_name"), last = value(req, "last_name");
    struct pihak *p = &m->pelapor;
    p->nama = letters_head(str_trim(str_format(req->arena, STR " " STR, STR_ARG(first), STR_ARG(last))), 120);
    if (surel_parse(req->arena, value(req, "email"), &p->surel) != OK)
        p->surel = S("");
    if (telepon_parse(req->arena, value(req, "phone"), &p->telepon) != OK)
        p->telepon = S("");
    p->kabari = p->surel.len > 0;
}

/* Another Pamong names itself, its region and its number; what came from one is not taken by a third. */
static str
origin_of(const struct req *req)
{
    str device = value(req, "device_id");
    return str_starts(device, S("pamong:")) && device.len <= 100 ? device : S("");
}

/* Over everything sent but the key: the same twice is one request. Another Pamong's number says it alone: a photo may
   have been covered between two tries. */
static str
sent_hash(struct req *req)
{
    unsigned char hash[16];
    crypto_generichash_state s;
    str origin = origin_of(req);
    if (origin.len)
        return origin;
    crypto_generichash_init(&s, NULL, 0, sizeof hash);
    for (size_t i = 0; i < req->form.pair_count; i++) {
        const struct pair *p = &req->form.pairs[i];
        if (str_eqz(p->name, "api_key") || str_starts(p->name, S("_")))
            continue;
        const size_t lengths[] = { p->name.len, p->value.len };
        crypto_generichash_update(&s, (const unsigned char *)lengths, sizeof lengths);
        crypto_generichash_update(&s, (const unsigned char *)p->name.ptr, p->name.len);
        crypto_generichash_update(&s, (const unsigned char *)p->value.ptr, p->value.len);
    }
    for (size_t i = 0; i < req->form.upload_count; i++)
        crypto_generichash_update(&s, (const unsigned char *)req->form.uploads[i].bytes.ptr,
            req->form.uploads[i].bytes.len);
    crypto_generichash_final(&s, hash, sizeof hash);
    return hex_of(req->arena, hash, sizeof hash);
}

static enum outcome
read(struct req *req)
{
    struct masuk311 *m = req_keep(req, sizeof *m);
    str name;
    TRY(o311_format(req, "apa", &name, &m->json));
    if (is_update(req))
        return o311_update_read(req, m->json);
    if (!str_eqz(name, "requests"))
        return wrong(m, 404, S("nothing is sent here"));
    TRY(check_key(req, m));
    TRY(check_service(req, m));
    TRY(check_place(req, m));
    TRY(check_attributes(req, m));
    m->d.isi = value(req, "description");
    if (str_letters(m->d.isi) > TEXT_MOST)
        return wrong(m, 400, S("description is longer than 4000 characters"));
    m->hash = sent_hash(req);
    take_person(req, m);
    enum outcome o = o311_media_take(req, &m->foto);
    return o == INVALID ? wrong(m, 400, S("media could not be read as a photo")) : o;
}

/* ---- writing -------------------------------------------------------------------------------------------------- */

static enum outcome
answer(struct req *req, const struct masuk311 *m, const struct perkara *p, str token)
{
    struct tulis311 t = tulis_open(req->arena, m->json);
    tulis_list(&t, "service_requests");
    tulis_object(&t, "request");
    if (token.len)
        tulis_text(&t, "token", token);
    else
        tulis_text(&t, "service_request_id", p->nomor);
    tulis_text(&t, "service_notice", S(""));
    tulis_text(&t, "account_id", S(""));
    tulis_object_end(&t, "request");
    tulis_list_end(&t, "service_requests");
    return o311_reply(req, &t, 200);
}

static enum outcome
sent_before(struct req *req, const struct masuk311 *m, struct perkara *p)
{
    int64_t id = 0;
    struct query q = query_of(req->db, "SELECT perkara FROM o311_kirim WHERE kunci = $1 AND sidik = $2");
    query_bind(&q, m->kunci.id);
    query_bind(&q, m->hash);
    if (query_next(&q))
        id = query_int(&q);
    TRY(query_end_one(&q));
    return aduan_by_id(req->db, id, p);
}

static enum outcome
note_sent(struct req *req, const struct masuk311 *m, const struct perkara *p)
{
    struct query q = query_of(req->db, "INSERT INTO o311_kirim (kunci, sidik, perkara, waktu) VALUES ($1, $2, $3, $4)");
    query_bind(&q, m->kunci.id);
    query_bind(&q, m->hash);
    query_bind(&q, p->id);
    query_bind(&q, req->now);
    return query_end(&q);
}

static struct perkara
case_of(struct req *req, const struct masuk311 *m)
{
    struct perkara p = { .golongan = m->k.golongan, .kategori = m->k.id, .isi = m->d.isi, .wilayah = m->d.kelurahan,
        .kelurahan = m->d.kelurahan, .alamat = m->d.alamat, .lat_e6 = m->d.lat_e6, .lon_e6 = m->d.lon_e6,
        .kanal = S("open311"), .tampak = m->k.tampak, .tayang = is_test(req) };
    p.judul = m->d.isi.len ? aduan_title(req->arena, m->d.isi) : m->k.nama;
    return p;
}

static enum outcome
create(struct req *req)
{
    if (is_update(req))
        return o311_update_take(req);
    struct masuk311 *m = req->kept;
    struct perkara p;
    str code = { 0 };
    int64_t used = 0;
    enum outcome o = sent_before(req, m, &p);
    if (o == OK)
        return answer(req, m, &p, is_test(req) ? p.luar : S(""));
    if (o != NOT_FOUND)
        return o;
    TRY(o311_key_used(req->db, m->kunci.id, req->now, &used));
    if (used >= m->kunci.per_jam)
        return wrong(m, 429, S("too many requests with this key in this hour"));
    p = case_of(req, m);
    TRY(perkara_open(req, is_test(req) ? &uji_alur : &aduan_alur, &p, &code));
    p.luar = is_test(req) ? code : origin_of(req);
    TRY(perkara_update(req->db, &p));
    TRY(aduan_finish_intake(req, &m->d, &p, &m->pelapor));
    TRY(foto_attach(req->db, &m->foto, &(struct berkas){ .milik_jenis = S("perkara"), .milik_id = p.id,
        .peran = S("foto") }));
    if (luar_listed(req->region->sambungan, value(req, "media_url")))
        TRY(foto_luar_queue(req, p.id, 0, value(req, "media_url")));
    TRY(note_sent(req, m, &p));
    return answer(req, m, &p, is_test(req) ? code : S(""));
}

const struct route aduan_o311_kirim[] = {
    POST_FILES("/open311/v2/{apa}",     read, create, answer_error, &anyone, no_place, BODY_MOST, .api = true),
    POST_FILES("/open311/uji/v2/{apa}", read, create, answer_error, &anyone, no_place, BODY_MOST, .api = true),
    { 0 }
};
