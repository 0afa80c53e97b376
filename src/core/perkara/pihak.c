/* pihak.c: reporters, supporters and followers, their data sealed; one voice each. */
#include "base/random.h"
#include "core/perkara/perkara_dalam.h"

static str
seal(struct db *db, str secret, const char *kolom, int64_t id, str plain)
{
    return pribadi_seal(db_arena_of(db), secret, (struct kolom_pribadi){ kolom, id }, plain);
}

enum outcome
pihak_add(struct db *db, str secret, struct pihak *p)
{
    struct arena *arena = db_arena_of(db);
    p->id = p->id ? p->id : id_new();
    struct query q = query_of(db,
        "INSERT INTO perkara_pihak (id, perkara, peran, akun, tamu, nama, surel, surel_cari, telepon, telepon_cari,"
        " kabari, berhenti, waktu) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
        " ON CONFLICT (perkara, peran, akun, tamu) DO NOTHING");
    query_bind(&q, p->id);
    query_bind(&q, p->perkara);
    query_bind(&q, p->peran);
    query_bind(&q, p->akun);
    query_bind(&q, p->tamu);
    query_bind_bytes(&q, seal(db, secret, "perkara_pihak.nama", p->id, p->nama));
    query_bind_bytes(&q, seal(db, secret, "perkara_pihak.surel", p->id, p->surel));
    query_bind(&q, pribadi_lookup(arena, secret, "perkara_pihak.surel", p->surel));
    query_bind_bytes(&q, seal(db, secret, "perkara_pihak.telepon", p->id, p->telepon));
    query_bind(&q, pribadi_lookup(arena, secret, "perkara_pihak.telepon", p->telepon));
    query_bind(&q, p->kabari);
    query_bind(&q, p->kabari ? random_hex(arena, 16) : S(""));
    query_bind(&q, p->waktu);
    TRY(query_end(&q));
    return q.changed ? OK : CONFLICT;
}

static enum outcome
open_sealed(struct db *db, str secret, const char *kolom, int64_t id, str *value)
{
    return pribadi_open(db_arena_of(db), secret, (struct kolom_pribadi){ kolom, id }, *value, value);
}

enum outcome
pihak_of(struct db *db, str secret, int64_t perkara, str peran, struct pihak_list *list)
{
    enum { MOST = 200 };
    *list = (struct pihak_list){ 0 };
    struct query q = query_of(db, "SELECT id, perkara, peran, akun, nama, surel, telepon, kabari, berhenti, waktu"
        " FROM perkara_pihak WHERE perkara = $1 AND ($2 = '' OR peran = $2) ORDER BY id LIMIT 200");
    query_bind(&q, perkara);
    query_bind(&q, peran);
    while (list->count < MOST && query_next(&q)) {
        struct pihak *p = arena_next(db_arena_of(db), list);
        p->id      = query_int(&q);
        p->perkara = query_int(&q);
        p->peran   = query_str(&q);
        p->akun    = query_int(&q);
        p->nama    = query_bytes(&q);
        p->surel   = query_bytes(&q);
        p->telepon = query_bytes(&q);
        p->kabari  = query_bool(&q);
        p->berhenti = query_str(&q);
        p->waktu   = query_int(&q);
    }
    TRY(query_end(&q));
    for (size_t i = 0; i < list->count; i++) {
        struct pihak *p = &list->items[i];
        TRY(open_sealed(db, secret, "perkara_pihak.nama", p->id, &p->nama));
        TRY(open_sealed(db, secret, "perkara_pihak.surel", p->id, &p->surel));
        TRY(open_sealed(db, secret, "perkara_pihak.telepon", p->id, &p->telepon));
    }
    return OK;
}

enum outcome
pihak_by_berhenti(struct db *db, str berhenti)
{
    struct query q = query_of(db, "SELECT 1 FROM perkara_pihak WHERE berhenti = $1 AND berhenti <> ''");
    query_bind(&q, berhenti);
    return query_end_one(&q);
}

enum outcome
pihak_quiet(struct db *db, str berhenti)
{
    struct query q = query_of(db, "UPDATE perkara_pihak SET kabari = 0 WHERE berhenti = $1 AND berhenti <> ''");
    query_bind(&q, berhenti);
    return query_end_changed(&q);
}

enum outcome
pihak_count(struct db *db, int64_t perkara, str peran, int64_t *count)
{
    struct query q = query_of(db, "SELECT count(*) FROM (SELECT 1 FROM perkara_pihak WHERE perkara = $1 AND peran = $2"
        " LIMIT 10000) p");
    query_bind(&q, perkara);
    query_bind(&q, peran);
    if (query_next(&q))
        *count = query_int(&q);
    return query_end_one(&q);
}

enum outcome
perkara_support(struct req *req, struct perkara *p, const struct pihak *who, bool *first)
{
    struct pihak voice = *who;
    if (!p->terbuka)
        return req_error(req, NULL, "Laporan ini sudah ditutup. Bila masalahnya muncul lagi, buat laporan baru; yang"
            " lama ikut ditautkan.");
    voice.perkara = p->id;
    voice.peran = S("pendukung");
    voice.waktu = req->now;
    enum outcome o = pihak_add(req->db, req->region->secret, &voice);
    *first = o == OK;
    return o == CONFLICT ? OK : o;
}

/* A case's folded count follows its rows, at most 500 a turn: nobody who supports waits for anybody else. */
enum outcome
dukungan_fold(struct job_run *run)
{
    struct query q = query_of(run->db,
        "UPDATE perkara SET dukungan = (SELECT count(*) FROM perkara_pihak h WHERE h.perkara = perkara.id"
        " AND h.peran = 'pendukung') WHERE id IN (SELECT DISTINCT h.perkara FROM perkara_pihak h"
        " WHERE h.peran = 'pendukung' AND h.waktu >= $1 ORDER BY h.perkara LIMIT 500)");
    query_bind(&q, run->now - 2 * MINUTE);
    return query_end(&q);
}
