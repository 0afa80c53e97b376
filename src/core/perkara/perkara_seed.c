/* perkara_seed.c: what a kind of case starts with in a region: deadlines, the line up which they go, reasons. */
#include "core/perkara/perkara_dalam.h"
#include "core/perkara/tawaran.h"

static enum outcome
seed_rule(struct db *db, const char *jenis, const struct aturan_awal *r)
{
    struct query q = query_of(db, "INSERT INTO aturan_jam (id, jenis, jam, golongan, hari, dasar, mulai, selesai)"
        " VALUES ($1, $2, $3, $4, $5, $6, '2025-01-01', '') ON CONFLICT (id) DO NOTHING");
    query_bind(&q, r->id);
    query_bind(&q, str_of(jenis));
    query_bind(&q, str_of(r->jam));
    query_bind(&q, str_of(r->golongan));
    query_bind(&q, r->hari);
    query_bind(&q, str_of(r->dasar));
    return query_end(&q);
}

static enum outcome
seed_level(struct db *db, const char *jenis, int64_t urutan, const struct jenjang_awal *l)
{
    struct query q = query_of(db, "INSERT INTO perkara_jenjang (jenis, mulai, urutan, jabatan, nama, daerah, hari,"
        " dasar) VALUES ($1, '2020-01-01', $2, $3, $4, $5, $6, 'Kebijakan daerah')");
    query_bind(&q, str_of(jenis));
    query_bind(&q, urutan);
    query_bind(&q, str_of(l->jabatan));
    query_bind(&q, str_of(l->nama));
    query_bind(&q, l->daerah);
    query_bind(&q, l->hari);
    return query_end(&q);
}

/* A line of the region's own is never filled up. */
static enum outcome
has_line(struct db *db, const char *jenis, bool *has)
{
    struct query q = query_of(db, "SELECT 1 FROM perkara_jenjang WHERE jenis = $1 LIMIT 1");
    query_bind(&q, str_of(jenis));
    *has = query_next(&q);
    return query_end(&q);
}

enum outcome
perkara_seed_kind(struct db *db, const char *jenis, const struct perkara_awal *a)
{
    for (size_t i = 0; a->aturan[i].jam; i++)
        TRY(seed_rule(db, jenis, &a->aturan[i]));
    bool has;
    TRY(has_line(db, jenis, &has));
    for (size_t i = 0; !has && a->jenjang[i].jabatan; i++)
        TRY(seed_level(db, jenis, (int64_t)i + 1, &a->jenjang[i]));
    return alasan_seed(db, jenis, a->alasan);
}

enum outcome
perkara_seed(struct db *db, int64_t now)
{
    (void)now;
    return tawaran_seed(db);
}
