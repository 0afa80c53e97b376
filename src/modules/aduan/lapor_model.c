/* lapor_model.c: drafts of reports, and what keeps machines from flooding the desk without a puzzle for people. */
#include "modules/aduan/lapor_dalam.h"

#include <sodium.h>

#include "base/letters.h"
#include "base/random.h"
#include "core/pribadi/pribadi.h"

enum { DRAFT_HOURS = 24, QUICK_SECONDS = 4, STAMP_HOURS = 12, WORK_BITS = 16 };

#define COLUMNS "id, sidik, tamu, kategori, isi, kelurahan, alamat, lat_e6, lon_e6, jawaban, perkara, kode, dibuat"

static str
word_hash(const struct req *req, str kata)
{
    return pribadi_lookup(req->arena, req->region->secret, "aduan_draf", kata);
}

str
draf_tamu(const struct req *req)
{
    if (req->who.akun)
        return str_format(req->arena, "akun:%lld", (long long)req->who.akun);
    return pribadi_lookup(req->arena, req->region->secret, "tamu", req->guest);
}

enum outcome
draf_by_kata(struct req *req, str kata, struct draf *d)
{
    struct query q = query_of(req->db, "SELECT " COLUMNS " FROM aduan_draf WHERE sidik = $1 AND tamu = $2");
    query_bind(&q, word_hash(req, kata));
    query_bind(&q, draf_tamu(req));
    if (query_next(&q)) {
        d->id        = query_int(&q);
        d->sidik     = query_str(&q);
        d->tamu      = query_str(&q);
        d->kategori  = query_int(&q);
        d->isi       = query_str(&q);
        d->kelurahan = query_str(&q);
        d->alamat    = query_str(&q);
        d->lat_e6    = query_int(&q);
        d->lon_e6    = query_int(&q);
        d->jawaban   = query_str(&q);
        d->perkara   = query_int(&q);
        d->kode      = query_bytes(&q);
        d->dibuat    = query_int(&q);
    }
    return query_end_one(&q);
}

enum outcome
draf_save(struct req *req, struct draf *d, str kata)
{
    d->id = req->new_id;
    struct query q = query_of(req->db, "INSERT INTO aduan_draf (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8,"
        " $9, $10, 0, $11, $12)");
    query_bind(&q, d->id);
    query_bind(&q, word_hash(req, kata));
    query_bind(&q, draf_tamu(req));
    query_bind(&q, d->kategori);
    query_bind(&q, d->isi);
    query_bind(&q, d->kelurahan);
    query_bind(&q, d->alamat);
    query_bind(&q, d->lat_e6);
    query_bind(&q, d->lon_e6);
    query_bind(&q, d->jawaban);
    query_bind_bytes(&q, S(""));
    query_bind(&q, req->now);
    return query_end(&q);
}

enum outcome
draf_sent(struct req *req, const struct draf *d, const struct perkara *p, str kode)
{
    struct kolom_pribadi at = { "aduan_draf.kode", d->id };
    str sealed = pribadi_seal(req->arena, req->region->secret, at, kode);
    struct query q = query_of(req->db, "UPDATE aduan_draf SET perkara = $2, kode = $3 WHERE id = $1 AND perkara = 0");
    query_bind(&q, d->id);
    query_bind(&q, p->id);
    query_bind_bytes(&q, sealed);
    return query_end_changed(&q);
}

enum outcome
draf_kode(struct req *req, const struct draf *d, str *kode)
{
    struct kolom_pribadi at = { "aduan_draf.kode", d->id };
    return pribadi_open(req->arena, req->region->secret, at, d->kode, kode);
}

/* Photos of drafts that were never sent go with them; their bytes are the blobs' business. */
enum outcome
draf_prune(struct job_run *run)
{
    int64_t before = run->now - DRAFT_HOURS * HOUR;
    struct query files = query_of(run->db, "DELETE FROM berkas WHERE milik_jenis = 'aduan_draf' AND milik_id IN"
        " (SELECT id FROM aduan_draf WHERE dibuat < $1 ORDER BY dibuat LIMIT 500)");
    query_bind(&files, before);
    TRY(query_end(&files));
    struct query q = query_of(run->db, "DELETE FROM aduan_draf WHERE id IN"
        " (SELECT id FROM aduan_draf WHERE dibuat < $1 ORDER BY dibuat LIMIT 500)");
    query_bind(&q, before);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}

/* ---- how often ------------------------------------------------------------------------------------------ */

enum outcome
laju_count(struct req *req, const char *what, int64_t *kali)
{
    str key = pribadi_lookup(req->arena, req->region->secret, what, req->peer);
    struct query q = query_of(req->db, "INSERT INTO aduan_laju (kunci, jendela, kali) VALUES ($1, $2, 1)"
        " ON CONFLICT (kunci, jendela) DO UPDATE SET kali = aduan_laju.kali + 1 RETURNING kali");
    query_bind(&q, key);
    query_bind(&q, req->now / HOUR);
    if (query_next(&q))
        *kali = query_int(&q);
    return query_end_one(&q);
}

enum outcome
laju_peek(struct req *req, const char *what, int64_t *kali)
{
    *kali = 0;
    struct query q = query_of(req->db, "SELECT kali FROM aduan_laju WHERE kunci = $1 AND jendela = $2");
    query_bind(&q, pribadi_lookup(req->arena, req->region->secret, what, req->peer));
    query_bind(&q, req->now / HOUR);
    if (query_next(&q))
        *kali = query_int(&q);
    return query_end(&q);
}

enum outcome
laju_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM aduan_laju WHERE jendela < $1");
    query_bind(&q, run->now / HOUR - 24);
    return query_end(&q);
}

/* ---- the stamp and the work ------------------------------------------------------------------------------- */

str
lapor_stamp(struct req *req)
{
    str text = str_format(req->arena, "%lld", (long long)req->now);
    return str_format(req->arena, STR "." STR, STR_ARG(text), STR_ARG(req_seal(req, "lapor", text)));
}

/* Seconds since the form was shown; -1 when the stamp is not ours or is old. */
static int64_t
stamp_age(struct req *req, str stamp)
{
    str text;
    int64_t shown;
    if (!str_cut(&stamp, '.', &text) || !str_int(text, &shown) || !bytes_equal(stamp, req_seal(req, "lapor", text)))
        return -1;
    int64_t age = req->now - shown;
    return age < 0 || age > STAMP_HOURS * HOUR ? -1 : age;
}

bool
lapor_too_quick(struct req *req, str stamp)
{
    return stamp_age(req, stamp) < QUICK_SECONDS;
}

/* SHA-256 over stamp and answer begins with 16 zero bits: a third of a second on a cheap phone, done by the script. */
bool
lapor_worked(struct req *req, str stamp, str bukti)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    if (stamp_age(req, stamp) < 0 || bukti.len == 0 || bukti.len > 20)
        return false;
    str text = str_format(req->arena, STR ":" STR, STR_ARG(stamp), STR_ARG(bukti));
    crypto_hash_sha256(hash, (const unsigned char *)text.ptr, text.len);
    return hash[0] == 0 && hash[1] == 0;
}

/* ---- what a new case gets besides itself ------------------------------------------------------------------- */

bool
kata_tampak(str t)
{
    return str_eqz(t, "publik") || str_eqz(t, "tertutup") || str_eqz(t, "rahasia");
}

static enum outcome
keep_answers(struct db *db, const struct draf *d, int64_t perkara)
{
    enum { MOST = 100 };
    struct jawaban_list list = { arena_array(db_arena_of(db), struct jawaban, MOST), 0 };
    str rest = d->jawaban, line, code;
    while (list.count < MOST && str_cut(&rest, '\n', &line)) {
        if (!str_cut(&line, '=', &code) || code.len == 0)
            continue;
        list.items[list.count++] = (struct jawaban){ .kode = code, .nilai = line };
    }
    return jawaban_set(db, perkara, &list);
}

enum outcome
aduan_finish_intake(struct req *req, const struct draf *d, const struct perkara *p, struct pihak *pelapor)
{
    pelapor->perkara = p->id;
    pelapor->peran = S("pelapor");
    pelapor->akun = req->who.akun;
    pelapor->tamu = draf_tamu(req);
    pelapor->waktu = req->now;
    TRY(pihak_add(req->db, req->region->secret, pelapor));
    TRY(keep_answers(req->db, d, p->id));
    struct query q = query_of(req->db, "UPDATE berkas SET milik_jenis = 'perkara', milik_id = $2, publik = 0"
        " WHERE milik_jenis = 'aduan_draf' AND milik_id = $1");
    query_bind(&q, d->id);
    query_bind(&q, p->id);
    return query_end(&q);
}

/* ---- photos: of a draft its writer's alone; of a case for those who may read it on duty ----------------------- */

enum outcome
draf_foto_may(struct req *req, int64_t draf, bool *may)
{
    struct query q = query_of(req->db, "SELECT tamu FROM aduan_draf WHERE id = $1");
    query_bind(&q, draf);
    *may = query_next(&q) && str_eq(query_str(&q), draf_tamu(req));
    return query_end_one(&q);
}

enum outcome
aduan_foto_may(struct req *req, int64_t perkara, bool *may)
{
    struct perkara p;
    TRY(aduan_by_id(req->db, perkara, &p));
    p.tayang = false;                   /* that the words are shown says nothing about the photos */
    *may = aduan_visible(req, &p);
    return OK;
}

enum outcome
aduan_publish_photos(struct db *db, const struct perkara *p)
{
    static const char *const shown[] = { "foto", "sebelum", "sesudah" };        /* never: intern, asli */
    for (size_t i = 0; i < COUNT(shown); i++) {
        struct berkas photos = { .milik_jenis = S("perkara"), .milik_id = p->id, .peran = str_of(shown[i]) };
        TRY(berkas_publish(db, &photos, p->tayang && !p->peka));
    }
    return OK;
}

/* The first sentence, cut at a word. */
str
aduan_title(struct arena *arena, str isi)
{
    enum { LETTERS = 90 };
    str line, rest = isi;
    str_cut(&rest, '\n', &line);
    ptrdiff_t dot = str_find(line, S(". "));
    line = str_trim(dot > 10 ? str_head(line, (size_t)dot) : line);
    while (str_letters(line) > LETTERS) {
        size_t at = line.len;
        while (at > 0 && line.ptr[at - 1] != ' ')
            at--;
        line = at > 1 ? str_head(line, at - 1) : letters_head(line, LETTERS);
    }
    return line.len ? line : letters_head(arena_copy(arena, isi), LETTERS);
}
