/* peristiwa.c: events, written once, in the act's own transaction. */
#include "core/peristiwa/peristiwa.h"
#include "core/peristiwa/peristiwa_schema.h"
#include "core/pribadi/pribadi.h"
#include "core/peristiwa/segel.h"

enum { OF_SUBJECT_MOST = 500 };

/* Waits for the sealer: a row of its own, so that no two acts meet on one. */
static enum outcome
queue_for_sealing(struct db *db, int64_t id)
{
    struct query q = query_of(db, "INSERT INTO segel_antre (peristiwa) VALUES ($1)");
    query_bind(&q, id);
    return query_end(&q);
}

static enum outcome
insert_text(struct db *db, const struct peristiwa *p, str salt)
{
    struct query q = query_of(db,
        "INSERT INTO peristiwa_isi (peristiwa, garam, isi) VALUES ($1, $2, $3)");
    query_bind(&q, p->id);
    query_bind(&q, salt);
    query_bind(&q, p->isi);
    return query_end(&q);
}

enum outcome
peristiwa_add(struct db *db, struct peristiwa *p)
{
    struct arena *arena = db_arena_of(db);
    if (p->id == 0)
        p->id = id_new();
    str salt = random_hex(arena, 16);
    struct ikatan bound[BOUND_MOST];
    str ikatan;
    TRY(ikat_read(db, p, bound, &ikatan));
    struct daun leaf = { .id = p->id, .waktu = p->waktu, .akun = p->akun, .jabatan = p->jabatan,
        .jenis = p->jenis, .subjek_jenis = p->subjek_jenis, .subjek = p->subjek,
        .publik = p->publik, .komitmen = segel_commitment(arena, salt, p->isi), .ikatan = ikatan };
    struct query q = query_of(db,
        "INSERT INTO peristiwa (id, waktu, akun, jabatan, jenis, subjek_jenis, subjek, publik,"
        " komitmen, sidik) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    query_bind(&q, leaf.id);
    query_bind(&q, leaf.waktu);
    query_bind_id(&q, leaf.akun);
    query_bind(&q, leaf.jabatan);
    query_bind(&q, leaf.jenis);
    query_bind(&q, leaf.subjek_jenis);
    query_bind(&q, leaf.subjek);
    query_bind(&q, leaf.publik);
    query_bind(&q, leaf.komitmen);
    query_bind(&q, segel_leaf(arena, &leaf));
    TRY(query_end(&q));
    TRY(insert_text(db, p, salt));
    TRY(ikat_insert(db, p, bound));
    return queue_for_sealing(db, p->id);
}

enum outcome
peristiwa_of(struct db *db, const char *subjek_jenis, int64_t subjek, bool only_public,
    struct peristiwa_list *list)
{
    struct peristiwa_list found = {
        arena_array(db_arena_of(db), struct peristiwa, OF_SUBJECT_MOST), 0 };
    struct query q = query_of(db,
        "SELECT p.id, p.waktu, p.akun, p.jabatan, p.jenis, p.publik, i.isi, p.sidik FROM peristiwa p"
        " LEFT JOIN peristiwa_isi i ON i.peristiwa = p.id"
        " WHERE p.subjek_jenis = $1 AND p.subjek = $2 AND ($3 = 0 OR p.publik = 1)"
        " ORDER BY p.id LIMIT 500");
    query_bind(&q, str_of(subjek_jenis));
    query_bind(&q, subjek);
    query_bind(&q, only_public);
    while (found.count < OF_SUBJECT_MOST && query_next(&q)) {
        struct peristiwa *p = &found.items[found.count++];
        p->id = query_int(&q);
        p->waktu = query_int(&q);
        p->akun = query_int(&q);
        p->jabatan = query_str(&q);
        p->jenis = query_str(&q);
        p->publik = query_bool(&q);
        p->isi = query_str(&q);
        p->sidik = query_str(&q);
        p->subjek_jenis = str_of(subjek_jenis);
        p->subjek = subjek;
    }
    TRY(query_end(&q));
    *list = found;
    return OK;
}

/* Every 10 s, or at once again while whole turns come back full (architecture 3). */
static enum outcome
seal(struct job_run *run)
{
    return peristiwa_seal(run->db, run->region->secret, run->now, SEGEL_TURN, &run->done);
}

static const struct job jobs[] = {
    { "peristiwa.segel", seal, 10 },
    { 0 }
};

static const struct data_pribadi pribadi[] = {
    { .kolom = "peristiwa_isi.isi", "Isi peristiwa: apa yang diubah dan sebabnya", "Membuktikan siapa berbuat apa.",
        DASAR_HUKUM, "Yang berwenang atas hal yang diubah.",
        "Selamanya; isinya dapat dihapus tanpa merusak bukti yang lain.", "Di pohon segel hanya komitmennya." },
    { 0 }
};

const struct module peristiwa_module = {
    .name   = "peristiwa",
    .title  = "Peristiwa",
    .schema = &peristiwa_schema,
    .routes = LIST(struct route, segel_pages),
    .jobs   = jobs,
    .pribadi = pribadi,
};
