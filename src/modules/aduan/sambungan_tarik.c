/* sambungan_tarik.c: cases of another installation that are ours: read by pages, taken once, never to and fro. */
#include "base/random.h"
#include "modules/aduan/o311_dalam.h"
#include "modules/aduan/sambungan_dalam.h"

enum { PAGE_SIZE = 200, TEXT_MOST = 4000 };

enum outcome
sambungan_ask_requests(struct req *req, const struct sambungan *s, struct luar_tanya *t)
{
    struct tarik tarik;
    struct buf b = { .arena = req->arena };
    TRY(tarik_of(req->db, s->id, &tarik));
    struct bacaan reading = { .tanda = tarik.tanda };
    TRY(bacaan_load(req->db, s->id, "laporan", &reading));
    sambungan_pair(&b, "updated_after", o311_moment(req, bacaan_from(&reading)));
    sambungan_pair(&b, "page", str_format(req->arena, "%lld", (long long)reading.halaman));
    sambungan_pair(&b, "page_size", str_format(req->arena, "%d", PAGE_SIZE));
    sambungan_pair(&b, "extensions", S("true"));
    sambungan_pair(&b, "jurisdiction_id", s->yurisdiksi);
    *t = (struct luar_tanya){ .cara = S("GET"), .url = str_format(req->arena, STR "/requests.json?" STR,
        STR_ARG(s->alamat), STR_ARG(buf_view(&b))) };
    return OK;
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

/* Without what is no text: what strangers wrote stands on pages and in files of ours. */
static str
plain_text(struct arena *arena, str s, size_t most)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '\r' || (c < 32 && c != '\n' && c != '\t') || c == 127)
            continue;
        if ((c & 0xC0) != 0x80 && most-- == 0)
            break;
        buf_char(&b, (char)c);
    }
    str text = str_trim(buf_view(&b));
    return str_is_text(text) ? text : S("");
}

static int64_t
degrees(struct arena *arena, const json_t *object, const char *name)
{
    const json_t *v = json_object_get(object, name);
    int64_t e6;
    str s = json_is_number(v) ? str_format(arena, "%.7f", json_number_value(v)) : json_teks(arena, object, name);
    return derajat_parse(s, &e6) == OK ? e6 : 0;
}

static struct minta_luar
request_in(struct arena *arena, const json_t *r)
{
    const json_t *more = json_object_get(r, "extended_attributes");
    struct minta_luar m = { .nomor = json_teks(arena, r, "service_request_id"),
        .kode = json_teks(arena, r, "service_code"),
        .layanan = plain_text(arena, json_teks(arena, r, "service_name"), 200),
        .isi = plain_text(arena, json_teks(arena, r, "description"), TEXT_MOST),
        .alamat = plain_text(arena, json_teks(arena, r, "address"), 200),
        .catatan = plain_text(arena, json_teks(arena, r, "status_notes"), TEXT_MOST),
        .media = json_teks(arena, r, "media_url"), .asal = json_teks(arena, more, "origin"),
        .lat_e6 = degrees(arena, r, "lat"), .lon_e6 = degrees(arena, r, "long") };
    m.terbuka = str_eqz(str_lower(arena, json_teks(arena, r, "status")), "open");
    if (o311_moment_parse(json_teks(arena, r, "updated_datetime"), &m.berubah) != OK)
        m.berubah = 0;
    if (m.lat_e6 == 0 || m.lon_e6 == 0)
        m.lat_e6 = m.lon_e6 = 0;
    return m;
}

const json_t *
json_daftar(const json_t *all, const char *name)
{
    const json_t *list = json_is_array(all) ? all : json_object_get(all, name);
    return json_is_array(list) ? list : NULL;
}

enum outcome
minta_luar_read(struct arena *arena, str json, struct minta_luar_list *list)
{
    json_t *all = json_loadb(json.ptr, json.len, 0, NULL);
    const json_t *rows = json_daftar(all, "service_requests");
    enum outcome o = rows ? OK : INVALID;
    *list = (struct minta_luar_list){ arena_array(arena, struct minta_luar, MINTA_MOST), 0 };
    for (size_t i = 0; i < json_array_size(rows) && list->count < MINTA_MOST; i++)
        list->items[list->count++] = request_in(arena, json_array_get(rows, i));
    json_decref(all);
    return o;
}

/* ---- whose it is ---------------------------------------------------------------------------------------------- */

/* Known: what we sent there, and what was taken before. */
static enum outcome
require_new(struct db *db, const struct sambungan *s, str nomor)
{
    struct query q = query_of(db, "SELECT 1 FROM sambungan_kirim WHERE sambungan = $1 AND luar = $2 AND langkah = 0");
    query_bind(&q, s->id);
    query_bind(&q, nomor);
    bool known = query_next(&q);
    TRY(query_end(&q));
    return known ? NOT_FOUND : OK;
}

/* What we sent and have no number for yet says at its end where it came from: "(Kota Metro, laporan MTR-26-...)". */
static enum outcome
require_not_ours(struct req *req, const struct sambungan *s, const struct minta_luar *m)
{
    bool ours = false;
    str mark = str_format(req->arena, "(" STR ", laporan ", STR_ARG(req->region->nama));
    ptrdiff_t at = str_find(m->isi, mark);
    if (at < 0)
        return OK;
    str rest = str_from(m->isi, (size_t)at + mark.len), nomor;
    struct query q = query_of(req->db, "SELECT 1 FROM sambungan_kirim k JOIN perkara p ON p.id = k.perkara"
        " WHERE k.sambungan = $1 AND k.langkah = 0 AND p.nomor = $2");
    query_bind(&q, s->id);
    query_bind(&q, str_cut(&rest, ')', &nomor) ? nomor : S(""));
    ours = query_next(&q);
    TRY(query_end(&q));
    return ours ? NOT_FOUND : OK;
}

static enum outcome
mapped(struct db *db, const struct sambungan *s, str kode, struct kategori *k)
{
    int64_t id = 0;
    struct query q = query_of(db, "SELECT kategori FROM sambungan_layanan WHERE sambungan = $1 AND kode = $2");
    query_bind(&q, s->id);
    query_bind(&q, kode);
    if (query_next(&q))
        id = query_int(&q);
    TRY(query_end(&q));
    TRY(id ? kategori_by_id(db, id, k) : NOT_FOUND);
    return k->aktif && str_eqz(k->tampak, "publik") && str_eqz(k->jenis, "aduan") ? OK : NOT_FOUND;
}

/* By its kind; any other kind by its point alone. A point outside our area is never ours, if the area is known. */
static enum outcome
belongs(struct req *req, const struct sambungan *s, const struct minta_luar *m, struct tempat_luar *t)
{
    struct batas_list borders;
    bool placed = m->lat_e6 != 0;
    enum outcome inside = placed ? wilayah_at_point(req->db, m->lat_e6, m->lon_e6, &t->kelurahan) : NOT_FOUND;
    if (inside != OK && inside != NOT_FOUND)
        return inside;
    enum outcome o = mapped(req->db, s, m->kode, &t->k);
    if (o == NOT_FOUND && inside == OK)
        return mapped(req->db, s, S("*"), &t->k);
    TRY(o);
    if (!placed || inside == OK)
        return OK;
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, S(""), &borders));
    return borders.count ? NOT_FOUND : OK;
}

/* What came to them from elsewhere stays with them: cases are not passed on in a ring. */
enum outcome
minta_luar_ours(struct req *req, const struct sambungan *s, const struct minta_luar *m, struct tempat_luar *t)
{
    *t = (struct tempat_luar){ 0 };
    if (m->nomor.len == 0 || m->nomor.len > 100 || m->kode.len == 0 || !m->terbuka || m->asal.len)
        return NOT_FOUND;
    TRY(require_new(req->db, s, m->nomor));
    TRY(require_not_ours(req, s, m));
    return belongs(req, s, m, t);
}

/* ---- taking --------------------------------------------------------------------------------------------------- */

static enum outcome
note_origin(struct req *req, const struct sambungan *s, const struct minta_luar *m, struct perkara *p)
{
    struct query q = query_of(req->db, "INSERT INTO sambungan_kirim (sambungan, perkara, langkah, status, isi, luar,"
        " tanda, galat, waktu) VALUES ($1, $2, 0, 'asal', $3, $4, '', '', $5)");
    query_bind(&q, s->id);
    query_bind(&q, p->id);
    query_bind_bytes(&q, S(""));
    query_bind(&q, m->nomor);
    query_bind(&q, req->now);
    TRY(query_end(&q));
    struct tindakan t = { .aksi = S("catat"), .oleh = MEJA, .jabatan = S("Meja pengaduan"), .langkah = -1,
        .isi = str_format(req->arena, "Diambil dari " STR ", nomornya di sana " STR ". Yang ditulis untuk pelapor di"
            " sini dikirim ke sana.", STR_ARG(s->nama), STR_ARG(m->nomor)) };
    return perkara_act(req, &aduan_alur, p, &t);
}

static enum outcome
open_case(struct req *req, const struct sambungan *s, const struct minta_luar *m, const struct tempat_luar *t)
{
    str kode;
    str isi = m->isi.len ? m->isi : t->k.nama;
    struct perkara p = { .id = id_new(), .golongan = t->k.golongan, .kategori = t->k.id, .isi = isi,
        .judul = m->isi.len ? aduan_title(req->arena, isi) : t->k.nama, .wilayah = t->kelurahan,
        .kelurahan = t->kelurahan, .alamat = m->alamat, .lat_e6 = m->lat_e6, .lon_e6 = m->lon_e6,
        .kanal = S("open311"), .anonim = true, .tampak = t->k.tampak };
    TRY(perkara_open(req, &aduan_alur, &p, &kode));
    p.luar = m->nomor;
    TRY(perkara_update(req->db, &p));
    if (luar_listed(s->alamat, m->media))       /* from their own server only */
        TRY(foto_luar_queue(req, p.id, 0, m->media));
    return note_origin(req, s, m, &p);
}

static enum outcome
taken_in_hour(struct req *req, const struct sambungan *s, int64_t *count)
{
    struct query q = query_of(req->db, "SELECT count(*) FROM sambungan_kirim WHERE sambungan = $1 AND status = 'asal'"
        " AND waktu > $2");
    query_bind(&q, s->id);
    query_bind(&q, req->now - HOUR);
    if (query_next(&q))
        *count = query_int(&q);
    return query_end_one(&q);
}

/* `room` below 0: more than this hour holds; the same page comes once more. */
static enum outcome
take_all(struct req *req, const struct sambungan *s, const struct minta_luar_list *list, int64_t *room)
{
    for (size_t i = 0; i < list->count && *room >= 0; i++) {
        const struct minta_luar *m = &list->items[i];
        struct tempat_luar t;
        TRY(layanan_luar_seen(req->db, s->id, m->kode, m->layanan));
        enum outcome o = minta_luar_ours(req, s, m, &t);
        if (o == NOT_FOUND)
            continue;
        TRY(o);
        if (--*room >= 0)
            TRY(open_case(req, s, m, &t));
    }
    return OK;
}

enum outcome
sambungan_take_requests(struct req *req, const struct sambungan *s, const struct minta_luar_list *list,
    struct lembar *page)
{
    struct tarik tarik;
    struct lembar now = { 0 };
    int64_t taken = 0;
    TRY(tarik_of(req->db, s->id, &tarik));
    TRY(taken_in_hour(req, s, &taken));
    int64_t room = tarik.per_jam - taken;
    TRY(take_all(req, s, list, &room));
    page->lanjut = false;
    if (room < 0)
        return OK;
    for (size_t i = 0; i < list->count; i++)
        lembar_note(&now, list->items[i].nomor, list->items[i].berubah);
    lembar_compare(&now, page);
    struct bacaan reading = { .tanda = tarik.tanda };
    TRY(bacaan_load(req->db, s->id, "laporan", &reading));
    now.lanjut = bacaan_turn(&reading, &now, req->now);
    *page = now;
    tarik.tanda = reading.tanda;
    TRY(tarik_put(req->db, s->id, &tarik));
    return bacaan_save(req->db, s->id, "laporan", &reading);
}
