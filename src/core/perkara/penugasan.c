/* penugasan.c: which offices work on a case, who leads, and where a person stands to it. */
#include "base/random.h"
#include "core/perkara/perkara_dalam.h"

enum outcome
penugasan_of(struct db *db, int64_t perkara, struct penugasan_list *list)
{
    enum { MOST = 60 };
    *list = (struct penugasan_list){ 0 };
    struct query q = query_of(db, "SELECT t.id, t.perkara, t.opd, o.nama, t.peran, t.petugas, t.perintah, t.keadaan,"
        " t.sejak, t.sampai FROM perkara_tugas t JOIN opd o ON o.id = t.opd WHERE t.perkara = $1"
        " ORDER BY t.id LIMIT 60");
    query_bind(&q, perkara);
    while (list->count < MOST && query_next(&q)) {
        struct penugasan *t = arena_next(db_arena_of(db), list);
        t->id       = query_int(&q);
        t->perkara  = query_int(&q);
        t->opd      = query_int(&q);
        t->opd_nama = query_str(&q);
        t->peran    = query_str(&q);
        t->petugas  = query_int(&q);
        t->perintah = query_str(&q);
        t->keadaan  = query_str(&q);
        t->sejak    = query_int(&q);
        t->sampai   = query_int(&q);
    }
    return query_end(&q);
}

static enum outcome
begin(struct db *db, const struct perkara *p, const struct tindakan *a, str peran, int64_t now)
{
    struct query q = query_of(db, "INSERT INTO perkara_tugas (id, perkara, opd, peran, petugas, perintah, keadaan,"
        " sejak, sampai) VALUES ($1, $2, $3, $4, $5, $6, 'berjalan', $7, 0)");
    query_bind(&q, id_new());
    query_bind(&q, p->id);
    query_bind(&q, a->opd);
    query_bind(&q, peran);
    query_bind(&q, a->petugas);
    query_bind(&q, a->perintah);
    query_bind(&q, now);
    return query_end(&q);
}

enum outcome
penugasan_end(struct db *db, int64_t perkara, int64_t opd, str keadaan, int64_t now)
{
    struct query q = query_of(db, "UPDATE perkara_tugas SET keadaan = $3, sampai = $4 WHERE perkara = $1"
        " AND ($2 = 0 OR opd = $2) AND keadaan = 'berjalan'");
    query_bind(&q, perkara);
    query_bind(&q, opd);
    query_bind(&q, keadaan);
    query_bind(&q, now);
    return query_end(&q);
}

/* One office leads: who led before goes on as support, and nobody is lost. */
enum outcome
penugasan_lead(struct db *db, const struct perkara *p, const struct tindakan *a, int64_t now)
{
    struct query old = query_of(db, "UPDATE perkara_tugas SET peran = 'dukungan' WHERE perkara = $1"
        " AND peran = 'utama' AND keadaan = 'berjalan' AND opd <> $2");
    query_bind(&old, p->id);
    query_bind(&old, a->opd);
    TRY(query_end(&old));
    TRY(penugasan_end(db, p->id, a->opd, S("selesai"), now));
    return begin(db, p, a, S("utama"), now);
}

enum outcome
penugasan_support(struct db *db, const struct perkara *p, const struct tindakan *a, int64_t now)
{
    struct query there = query_of(db, "SELECT 1 FROM perkara_tugas WHERE perkara = $1 AND opd = $2"
        " AND keadaan = 'berjalan'");
    query_bind(&there, p->id);
    query_bind(&there, a->opd);
    bool working = query_next(&there);
    TRY(query_end(&there));
    return working ? CONFLICT : begin(db, p, a, S("dukungan"), now);
}

static bool
holds_office(const struct who *who, int64_t opd)
{
    for (size_t i = 0; i < who->grant_count; i++)
        if (who->grants[i].opd == opd)
            return true;
    return false;
}

enum outcome
perkara_place(struct req *req, const struct perkara *p, struct place *place)
{
    struct penugasan_list list;
    *place = (struct place){ .wilayah = p->wilayah, .opd = p->opd };
    if (holds_office(&req->who, p->opd))
        return OK;
    TRY(penugasan_of(req->db, p->id, &list));
    for (size_t i = 0; i < list.count; i++)
        if (str_eqz(list.items[i].keadaan, "berjalan") && holds_office(&req->who, list.items[i].opd))
            place->opd = list.items[i].opd;
    return OK;
}
