/* surel_model.c: the outbox: what is due, whose it is for now, and how it ended. */
#include "core/kabar/surel_dalam.h"
#include "core/pribadi/pribadi.h"
#include "core/siapa/siapa.h"
#include "core/wilayah/wilayah.h"

#define KEPADA "surel_keluar.kepada"
#define COLUMNS "id, akun, kepada, judul, isi, tautan, waktu, coba, berikut, galat, sekali, berhenti"

static struct surel_baris
read_row(struct query *q)               /* in the order of COLUMNS */
{
    struct surel_baris b = { .id = query_int(q) };
    b.akun    = query_int(q);
    b.kepada  = query_bytes(q);
    b.judul   = query_str(q);
    b.isi     = query_str(q);
    b.tautan  = query_str(q);
    b.waktu   = query_int(q);
    b.coba    = query_int(q);
    b.berikut = query_int(q);
    b.galat   = query_str(q);
    b.sekali  = query_bool(q);
    b.berhenti = query_str(q);
    return b;
}

enum outcome
surel_queue(struct db *db, str secret, const struct surel_antre *s)
{
    str sealed = pribadi_seal(db_arena_of(db), secret, (struct kolom_pribadi){ KEPADA, s->id }, s->kepada);
    struct query q = query_of(db, "INSERT INTO surel_keluar (id, akun, kepada, judul, isi, tautan, waktu, coba,"
        " berikut, status, galat, sekali, berhenti)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $7, 'menunggu', '', $8, $9)");
    query_bind(&q, s->id);
    query_bind(&q, s->akun);
    query_bind_bytes(&q, sealed);
    query_bind(&q, s->judul);
    query_bind(&q, s->isi);
    query_bind(&q, s->tautan);
    query_bind(&q, s->waktu);
    query_bind(&q, s->sekali);
    query_bind(&q, s->berhenti);
    return query_end(&q);
}

enum outcome
surel_state(struct db *db, const struct region *r, struct surel_keadaan *k)
{
    *k = (struct surel_keadaan){ .siap = r->surel };
    struct query q = query_of(db, "SELECT (SELECT count(*) FROM (SELECT 1 FROM surel_keluar WHERE status = 'menunggu'"
        " LIMIT 1000) m), (SELECT count(*) FROM (SELECT 1 FROM surel_keluar WHERE status = 'gagal' LIMIT 1000) g),"
        " COALESCE((SELECT galat FROM surel_keluar WHERE status = 'menunggu' AND galat <> ''"
        " ORDER BY berikut DESC, id DESC LIMIT 1), '')");
    if (query_next(&q)) {
        k->menunggu = query_int(&q);
        k->gagal = query_int(&q);
        k->galat = query_str(&q);
    }
    return query_end_one(&q);
}

/* ---- leases ------------------------------------------------------------------------------------------------- */

enum outcome
surel_due(struct db *db, int64_t now, bool *due)
{
    struct query q = query_of(db, "SELECT 1 FROM surel_keluar WHERE status = 'menunggu' AND berikut <= $1 LIMIT 1");
    query_bind(&q, now);
    *due = query_next(&q);
    return query_end(&q);
}

/* Those that waited for a mail server longer than surel.paling_lama_detik are no news any more. */
static enum outcome
give_up_old(struct db *db, int64_t now)
{
    str text;
    int64_t longest;
    TRY(pengaturan_get(db, "surel.paling_lama_detik", &text));
    if (!str_int(text, &longest))
        return OK;
    struct query q = query_of(db, "UPDATE surel_keluar SET status = 'gagal', berikut = $2, galat = $3 WHERE id IN"
        " (SELECT id FROM surel_keluar WHERE status = 'menunggu' AND berikut < $1 AND coba = 0"
        " ORDER BY berikut LIMIT 500)");
    query_bind(&q, now - longest);
    query_bind(&q, now);
    query_bind(&q, S("Terlalu lama menunggu server surel; pemberitahuannya tetap ada di kotak masuk."));
    return query_end(&q);
}

enum outcome
surel_lease(struct db *db, int64_t now, struct surel_baris_list *list)
{
    *list = (struct surel_baris_list){ arena_array(db_arena_of(db), struct surel_baris, SUREL_LEASED), 0 };
    TRY(give_up_old(db, now));
    struct query q = query_of(db, "UPDATE surel_keluar SET coba = coba + 1, berikut = $2, galat = '' WHERE id IN"
        " (SELECT id FROM surel_keluar WHERE status = 'menunggu' AND berikut <= $1 ORDER BY berikut, id LIMIT 8)"
        " RETURNING " COLUMNS);
    query_bind(&q, now);
    query_bind(&q, now + SUREL_LEASE);
    while (list->count < SUREL_LEASED && query_next(&q))
        list->items[list->count++] = read_row(&q);
    return query_end(&q);
}

enum outcome
surel_address(struct db *db, str secret, const struct surel_baris *b, str *kepada)
{
    if (b->kepada.len)
        return pribadi_open(db_arena_of(db), secret, (struct kolom_pribadi){ KEPADA, b->id }, b->kepada, kepada);
    struct query q = query_of(db, "SELECT 1 FROM akun a LEFT JOIN surel_pilihan p ON p.akun = a.id"
        " WHERE a.id = $1 AND a.aktif = 1 AND a.surel_cari <> '' AND COALESCE(p.kabar, 1) = 1");
    query_bind(&q, b->akun);
    (void)query_next(&q);
    TRY(query_end_one(&q));
    return akun_surel(db, secret, b->akun, kepada);
}

/* ---- ends --------------------------------------------------------------------------------------------------- */

int64_t
surel_wait(str jeda, int64_t tries)
{
    str word;
    int64_t seconds = 0;
    while (tries > 0 && str_cut(&jeda, ' ', &word))
        if (word.len && --tries == 0 && str_int(word, &seconds))
            return seconds;
    return 0;
}

/* `coba` is the lease: whoever lost it changes nothing. */
static enum outcome
end_row(struct db *db, const struct surel_baris *b, const char *status, int64_t berikut, str galat)
{
    struct query q = query_of(db, "UPDATE surel_keluar SET status = $3, berikut = $4, galat = $5,"
        " isi = CASE WHEN sekali = 1 AND $3 <> 'menunggu' THEN '' ELSE isi END,"
        " berhenti = CASE WHEN $3 <> 'menunggu' THEN '' ELSE berhenti END"
        " WHERE id = $1 AND coba = $2 AND status = 'menunggu'");
    query_bind(&q, b->id);
    query_bind(&q, b->coba);
    query_bind(&q, str_of(status));
    query_bind(&q, berikut);
    query_bind(&q, galat);
    return query_end_changed(&q);
}

enum outcome
surel_note(struct db *db, const struct surel_baris *b, const struct surel_akhir *end, int64_t now)
{
    str jeda;
    if (end->hasil == SUREL_DIKIRIM)
        return end_row(db, b, "dikirim", now, S(""));
    if (end->hasil == SUREL_GAGAL)
        return end_row(db, b, "gagal", now, end->jawaban);
    TRY(pengaturan_get(db, "surel.jeda_detik", &jeda));
    int64_t wait = surel_wait(jeda, b->coba);
    return end_row(db, b, wait ? "menunggu" : "gagal", now + wait, end->jawaban);
}

enum outcome
surel_cancel(struct db *db, const struct surel_baris *b)
{
    return end_row(db, b, "batal", b->berikut, S(""));
}

enum outcome
surel_give_back(struct db *db, const struct surel_baris *b, str jawaban, int64_t now)
{
    str jeda;
    TRY(pengaturan_get(db, "surel.jeda_detik", &jeda));
    struct query q = query_of(db, "UPDATE surel_keluar SET coba = coba - 1, berikut = $3, galat = $4"
        " WHERE id = $1 AND coba = $2 AND status = 'menunggu'");
    query_bind(&q, b->id);
    query_bind(&q, b->coba);
    query_bind(&q, now + surel_wait(jeda, 1));
    query_bind(&q, jawaban);
    return query_end(&q);
}

enum outcome
surel_failed(struct db *db, int64_t before, struct surel_baris_list *list)
{
    *list = (struct surel_baris_list){ arena_array(db_arena_of(db), struct surel_baris, SUREL_SHOWN + 1), 0 };
    struct query q = query_of(db, "SELECT " COLUMNS " FROM surel_keluar WHERE status = 'gagal' AND id < $1"
        " ORDER BY id DESC LIMIT 51");
    query_bind(&q, before ? before : INT64_MAX);
    while (list->count <= SUREL_SHOWN && query_next(&q))
        list->items[list->count++] = read_row(&q);
    return query_end(&q);
}

/* Addresses and texts are personal: what has ended goes after surel.simpan_detik. */
enum outcome
surel_prune(struct job_run *run)
{
    str text;
    int64_t kept;
    TRY(pengaturan_get(run->db, "surel.simpan_detik", &text));
    if (!str_int(text, &kept))
        return OK;
    struct query q = query_of(run->db, "DELETE FROM surel_keluar WHERE id IN (SELECT id FROM surel_keluar"
        " WHERE status <> 'menunggu' AND berikut < $1 ORDER BY berikut LIMIT 500)");
    query_bind(&q, run->now - kept);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}
