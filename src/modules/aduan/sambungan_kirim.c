/* sambungan_kirim.c: what leaves for another installation: only what everybody may read, each once, no contact. */
#include "base/letters.h"
#include "core/ekspor/ekspor.h"
#include "core/pribadi/pribadi.h"
#include "modules/aduan/aduan_lihat.h"
#include "modules/aduan/o311_dalam.h"
#include "modules/aduan/sambungan_dalam.h"

enum { OVERLAP = 10 * MINUTE, TEXT_MOST = 3600 };

/* Secret ones and those for officers never leave; what moderation put out of sight does not either. */
static bool
may_leave(const struct perkara *p)
{
    return p->tayang && str_eqz(p->tampak, "publik") && str_eqz(p->jenis, "aduan");
}

static enum outcome
code_there(struct db *db, const struct sambungan *s, int64_t kategori, str *kode)
{
    struct query q = query_of(db, "SELECT kode FROM sambungan_kategori WHERE sambungan = $1 AND kategori = $2"
        " AND kode <> ''");
    query_bind(&q, s->id);
    query_bind(&q, kategori);
    if (query_next(&q))
        *kode = query_str(&q);
    return query_end_one(&q);
}

static enum outcome
put_row(struct db *db, const struct sambungan *s, int64_t perkara, int64_t langkah, int64_t now)
{
    struct query q = query_of(db, "INSERT INTO sambungan_kirim (sambungan, perkara, langkah, status, isi, luar, tanda,"
        " galat, waktu, terbaca) VALUES ($1, $2, $3, 'menunggu', $4, '', '', '', $5, $6)"
        " ON CONFLICT (sambungan, perkara, langkah) DO NOTHING");
    query_bind(&q, s->id);
    query_bind(&q, perkara);
    query_bind(&q, langkah);
    query_bind_bytes(&q, S(""));
    query_bind(&q, now);
    query_bind(&q, s->terbaca);
    TRY(query_end(&q));
    return q.changed ? OK : CONFLICT;
}

/* They handle it from now on; its step says so to its reporter. */
static enum outcome
hand_over(struct req *req, const struct sambungan *s, struct perkara *p)
{
    struct tindakan t = { .aksi = S("serah"), .oleh = SISTEM, .jabatan = s->nama, .langkah = -1,
        .isi = str_format(req->arena, "Diteruskan ke " STR ". Jawabannya akan tampil di sini.", STR_ARG(s->nama)) };
    return perkara_act(req, &aduan_alur, p, &t);
}

enum outcome
sambungan_queue(struct req *req, const struct sambungan *s, struct perkara *p, str *why)
{
    str kode;
    if (!may_leave(p)) {
        *why = req_tr(req, S("Hanya laporan yang boleh dibaca umum dan sudah diverifikasi yang dapat diteruskan ke"
            " luar."));
        return INVALID;
    }
    enum outcome o = code_there(req->db, s, p->kategori, &kode);
    if (o == NOT_FOUND)
        *why = req_format(req, "Jenis \"" STR "\" belum punya padanan di " STR ". Tulis kodenya di halaman"
            " sambungan.", STR_ARG(p->kategori_nama), STR_ARG(s->nama));
    TRY(o == NOT_FOUND ? INVALID : o);
    TRY(put_row(req->db, s, p->id, 0, req->now));
    return str_eqz(s->arah, "serah") ? hand_over(req, s, p) : OK;
}

/* ---- by themselves -------------------------------------------------------------------------------------------- */

/* What came from elsewhere by Open311 stays: two installations never pass a case to and fro by themselves. */
static enum outcome
gather_new(struct req *req, const struct sambungan *s)
{
    enum { MOST = 50 };
    int64_t *ids = arena_array(req->arena, int64_t, MOST);
    size_t count = 0;
    bool handed = str_eqz(s->arah, "serah");
    struct query q = query_of(req->db, "SELECT p.id FROM perkara p JOIN sambungan_kategori k ON k.kategori = p.kategori"
        " WHERE k.sambungan = $1 AND k.otomatis = 1 AND p.jenis = 'aduan' AND p.dibuat >= $2 AND p.tayang = 1"
        " AND p.tampak = 'publik' AND p.terbuka = 1 AND p.kanal <> 'open311'"
        " AND ($3 = 0 OR p.keadaan = 'terverifikasi')"
        " AND NOT EXISTS (SELECT 1 FROM sambungan_kirim x WHERE x.sambungan = $1 AND x.perkara = p.id"
        " AND x.langkah = 0) ORDER BY p.id LIMIT 50");
    query_bind(&q, s->id);
    query_bind(&q, s->sejak);
    query_bind(&q, handed);
    while (count < MOST && query_next(&q))
        ids[count++] = query_int(&q);
    TRY(query_end(&q));
    for (size_t i = 0; i < count; i++) {
        struct perkara p;
        str why;
        TRY(aduan_by_id(req->db, ids[i], &p));
        enum outcome o = sambungan_queue(req, s, &p, &why);
        if (o != OK && o != CONFLICT && o != INVALID)
            return o;
    }
    return OK;
}

/* What the reporter said since; and, where we handle it, what was answered. Whoever reported a case that came from
   there is there. */
static enum outcome
gather_steps(struct req *req, struct sambungan *s)
{
    enum { MOST = 200 };
    struct berangkat *rows = arena_array(req->arena, struct berangkat, MOST);
    size_t count = 0;
    struct query q = query_of(req->db, "SELECT l.perkara, l.id FROM perkara_langkah l JOIN sambungan_kirim k"
        " ON k.perkara = l.perkara AND k.sambungan = $1 AND k.langkah = 0 AND k.status <> 'batal'"
        " WHERE l.waktu >= $2 AND l.waktu >= k.waktu AND l.publik = 1"
        " AND ((k.status <> 'asal' AND l.oleh = 'pelapor' AND l.aksi IN ('balas', 'jawab', 'buka', 'cabut', 'nilai'))"
        " OR (($3 = 1 OR k.status = 'asal') AND (l.oleh = 'petugas' OR l.aksi = 'tutup_otomatis')))"
        " AND NOT EXISTS (SELECT 1 FROM sambungan_kirim x WHERE x.sambungan = $1 AND x.perkara = l.perkara"
        " AND x.langkah = l.id) ORDER BY l.waktu, l.id LIMIT 200");
    query_bind(&q, s->id);
    query_bind(&q, s->terkirim - OVERLAP);
    query_bind(&q, str_eqz(s->arah, "salin"));
    while (count < MOST && query_next(&q)) {
        rows[count].perkara = query_int(&q);
        rows[count++].langkah = query_int(&q);
    }
    TRY(query_end(&q));
    for (size_t i = 0; i < count; i++)
        TRY(put_row(req->db, s, rows[i].perkara, rows[i].langkah, req->now));
    if (count < MOST)
        s->terkirim = req->now;
    struct query mark = query_of(req->db, "UPDATE sambungan SET terkirim = $2 WHERE id = $1");
    query_bind(&mark, s->id);
    query_bind(&mark, s->terkirim);
    return query_end(&mark);
}

enum outcome
sambungan_gather(struct req *req, struct sambungan *s)
{
    TRY(gather_new(req, s));
    return gather_steps(req, s);
}

/* ---- their words ---------------------------------------------------------------------------------------------- */

void
sambungan_pair(struct buf *b, const char *name, str value)
{
    if (value.len == 0)
        return;
    buf_format(b, "%s%s=", b->len ? "&" : "", name);
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~", c);
        if (plain && c)
            buf_char(b, (char)c);
        else
            buf_format(b, "%%%02X", c);
    }
}

/* Where the kind is sensitive the place is as rough as it is for everybody. */
static void
put_place(struct req *req, struct buf *b, const struct perkara *p)
{
    int64_t step = p->peka ? 10000 : 1;
    if (p->lat_e6 || p->lon_e6) {
        sambungan_pair(b, "lat", ekspor_derajat(req->arena, p->lat_e6 / step * step));
        sambungan_pair(b, "long", ekspor_derajat(req->arena, p->lon_e6 / step * step));
    }
    str place = p->peka || !p->alamat.len ? p->kelurahan_nama : p->alamat;
    sambungan_pair(b, "address_string", place.len ? place : req->region->nama);
}

/* Of who is not anonymous, where the connection wants names: the name, never a contact. */
static enum outcome
put_name(struct req *req, struct buf *b, const struct sambungan *s, const struct perkara *p)
{
    struct pihak_list list;
    if (!s->bernama || p->anonim)
        return OK;
    TRY(pihak_of(req->db, req->region->secret, p->id, S("pelapor"), &list));
    if (list.count)
        sambungan_pair(b, "first_name", list.items[0].nama);
    return OK;
}

static enum outcome
words_of_case(struct req *req, const struct sambungan *s, const struct perkara *p, struct buf *b)
{
    str kode = { 0 };
    TRY(code_there(req->db, s, p->kategori, &kode));
    sambungan_pair(b, "service_code", kode);
    sambungan_pair(b, "jurisdiction_id", s->yurisdiksi);
    sambungan_pair(b, "description", str_format(req->arena, STR "\n\n(" STR ", laporan " STR ")",
        STR_ARG(letters_head(p->isi.len ? p->isi : p->judul, TEXT_MOST)), STR_ARG(req->region->nama),
        STR_ARG(p->nomor)));
    put_place(req, b, p);
    sambungan_pair(b, "device_id", str_format(req->arena, "pamong:" STR ":" STR, STR_ARG(req->region->kode),
        STR_ARG(p->nomor)));
    TRY(foto_luar_words(req, s, p, 0, b));
    return put_name(req, b, s, p);
}

/* A rating has no place in the standard: in words for everybody, and as a number for who knows it. */
static void
put_words(struct req *req, struct buf *b, const struct langkah *l, const struct perkara *p)
{
    bool rated = str_eqz(l->aksi, "nilai") && p->nilai > 0;
    str words = l->isi.len ? letters_head(l->isi, 2000) : langkah_judul(req->arena, &aduan_alur, l);
    if (rated)
        sambungan_pair(b, "rating", str_format(req->arena, "%lld", (long long)p->nilai));
    sambungan_pair(b, "description", rated ? str_format(req->arena, STR " (%lld/5)", STR_ARG(words),
        (long long)p->nilai) : words);
}

static enum outcome
words_of_step(struct req *req, const struct sambungan *s, const struct berangkat *r, const struct perkara *p,
    struct buf *b)
{
    struct langkah_list steps;
    TRY(langkah_of(req->db, r->perkara, true, &steps));
    for (size_t i = 0; i < steps.count; i++) {
        const struct langkah *l = &steps.items[i];
        if (l->id != r->langkah)
            continue;
        sambungan_pair(b, "service_request_id", r->luar);
        sambungan_pair(b, "update_id", str_format(req->arena, STR "-%lld", STR_ARG(req->region->kode),
            (long long)l->id));
        sambungan_pair(b, "updated_datetime", o311_moment(req, l->waktu));
        sambungan_pair(b, "status", str_of(o311_update_status(l)));
        put_words(req, b, l, p);
        return foto_luar_words(req, s, p, l->id, b);
    }
    return NOT_FOUND;
}

/* ---- taking rows in hand -------------------------------------------------------------------------------------- */

static struct kolom_pribadi
sealed_at(const struct berangkat *r)
{
    return (struct kolom_pribadi){ r->langkah ? "sambungan_kirim.langkah" : "sambungan_kirim.perkara",
        r->langkah ? r->langkah : r->perkara };
}

/* The words of the first try are kept, sealed: by them the other side knows a second one. */
static enum outcome
fix_words(struct req *req, const struct sambungan *s, struct berangkat *r, bool *leaves)
{
    struct perkara p;
    struct buf b = { .arena = req->arena };
    TRY(aduan_by_id(req->db, r->perkara, &p));
    *leaves = r->asal ? str_eqz(p.tampak, "publik") : may_leave(&p);    /* theirs is read by everybody there already */
    if (!*leaves)
        return OK;
    if (r->isi.len)
        return pribadi_open(req->arena, req->region->secret, sealed_at(r), r->isi, &r->isi);
    enum outcome o = r->langkah ? words_of_step(req, s, r, &p, &b) : words_of_case(req, s, &p, &b);
    *leaves = o == OK;
    if (o != OK)
        return o == NOT_FOUND ? OK : o;
    r->isi = buf_view(&b);
    struct query q = query_of(req->db, "UPDATE sambungan_kirim SET isi = $4 WHERE sambungan = $1 AND perkara = $2"
        " AND langkah = $3");
    query_bind(&q, s->id);
    query_bind(&q, r->perkara);
    query_bind(&q, r->langkah);
    query_bind_bytes(&q, pribadi_seal(req->arena, req->region->secret, sealed_at(r), r->isi));
    return query_end(&q);
}

static enum outcome
waiting(struct db *db, const struct sambungan *s, struct berangkat_list *list)
{
    *list = (struct berangkat_list){ arena_array(db_arena_of(db), struct berangkat, BERANGKAT_MOST), 0 };
    struct query q = query_of(db, "SELECT k.perkara, k.langkah, k.isi, CASE WHEN k.langkah = 0 THEN k.luar ELSE r.luar"
        " END, k.tanda, CASE r.status WHEN 'asal' THEN 1 ELSE 0 END FROM sambungan_kirim k"
        " JOIN sambungan_kirim r ON r.sambungan = k.sambungan"
        " AND r.perkara = k.perkara AND r.langkah = 0 WHERE k.sambungan = $1 AND k.status = 'menunggu'"
        " AND (k.langkah = 0 OR r.luar <> '') ORDER BY k.waktu, k.langkah LIMIT 20");
    query_bind(&q, s->id);
    while (list->count < BERANGKAT_MOST && query_next(&q)) {
        struct berangkat *r = &list->items[list->count++];
        r->perkara = query_int(&q);
        r->langkah = query_int(&q);
        r->isi     = query_bytes(&q);
        r->luar    = query_str(&q);
        r->tanda   = query_str(&q);
        r->asal    = query_bool(&q);
    }
    return query_end(&q);
}

enum outcome
sambungan_lease(struct req *req, const struct sambungan *s, struct berangkat_list *list)
{
    const struct berangkat struck = { .isi = S("tidak lagi boleh dibaca umum, atau jenisnya tidak dipetakan") },
        unheard = { .isi = S("mereka tidak menerima kabar") };
    struct berangkat_list all;
    TRY(waiting(req->db, s, &all));
    *list = (struct berangkat_list){ arena_array(req->arena, struct berangkat, BERANGKAT_MOST), 0 };
    for (size_t i = 0; i < all.count; i++) {
        struct berangkat *r = &all.items[i];
        bool leaves, heard = r->langkah == 0 || !sambungan_is_silent(s, req->now);
        TRY(fix_words(req, s, r, &leaves));
        if (leaves && heard)
            list->items[list->count++] = *r;
        else
            TRY(berangkat_end(req->db, s, r, heard ? &struck : &unheard, "batal"));
    }
    return OK;
}

struct luar_tanya
sambungan_question(struct arena *arena, const struct sambungan *s, const struct berangkat *r)
{
    struct buf b = { .arena = arena };
    if (r->tanda.len)
        return (struct luar_tanya){ .cara = S("GET"), .url = str_format(arena, STR "/tokens/" STR ".json",
            STR_ARG(s->alamat), STR_ARG(r->tanda)) };
    sambungan_pair(&b, "api_key", s->kunci);
    buf_format(&b, "&" STR, STR_ARG(r->isi));
    return (struct luar_tanya){ .cara = S("POST"), .url = str_format(arena, STR "/%s.json", STR_ARG(s->alamat),
        r->langkah ? "servicerequestupdates" : "requests"), .isi = buf_view(&b) };
}
