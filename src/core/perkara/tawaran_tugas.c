/* tawaran_tugas.c: the job that finds what recurs: enough cases of one kind, near each other, within some months. */
#include "core/perkara/tawaran.h"

#include "base/random.h"
#include "core/perkara/perkara_dalam.h"

enum { NEAR_MOST = 200, E6 = 9 };       /* 1 m is 9 millionths of a degree */

struct aturan { int64_t id, kali, meter, bulan; };
struct tetangga { int64_t perkara, lat_e6, lon_e6, tawaran; str keadaan, tawaran_keadaan; };
struct tetangga_list { struct tetangga *items; size_t count; };

/* The rule of its kind, or the one for every kind, as it holds today. */
static enum outcome
rule_of(struct job_run *run, str jenis, int64_t kategori, struct aturan *a)
{
    struct query q = query_of(run->db, "SELECT id, kali, meter, bulan FROM aturan_ulang WHERE jenis = $1"
        " AND kategori IN (0, $2) AND mulai <= $3 AND (selesai = '' OR selesai >= $3)"
        " ORDER BY kategori DESC, mulai DESC LIMIT 1");
    query_bind(&q, jenis);
    query_bind(&q, kategori);
    query_bind(&q, date_of(run->now, run->region->zone));
    if (query_next(&q)) {
        a->id    = query_int(&q);
        a->kali  = query_int(&q);
        a->meter = query_int(&q);
        a->bulan = query_int(&q);
    }
    return query_end_one(&q);
}

static bool
within(const struct tetangga *n, const struct tampil *t, int64_t meter)
{
    int64_t dx = n->lon_e6 - t->lon_e6, dy = n->lat_e6 - t->lat_e6, reach = meter * E6;
    return dx * dx + dy * dy <= reach * reach;
}

/* Itself too. What was joined with another is the same event, not one more; a closed offer keeps its cases. */
static enum outcome
neighbours(struct job_run *run, const struct ulang *u, const struct tampil *t, const struct aturan *a,
    struct tetangga_list *list)
{
    int64_t reach = a->meter * E6 / PETAK_SISI + 1;
    *list = (struct tetangga_list){ arena_array(run->arena, struct tetangga, NEAR_MOST), 0 };
    struct query q = query_of(run->db, "SELECT p.id, p.lat_e6, p.lon_e6, COALESCE(o.id, 0), n.keadaan,"
        " COALESCE(o.keadaan, '') FROM perkara_tampil n JOIN perkara p ON p.id = n.perkara"
        " LEFT JOIN tawaran_perkara i ON i.perkara = p.id LEFT JOIN tawaran o ON o.id = i.tawaran"
        " WHERE n.jenis = $1 AND n.x BETWEEN $2 AND $3 AND n.y BETWEEN $4 AND $5 AND n.kategori = $6"
        " AND n.kelurahan = $7 AND p.dibuat >= $8 AND p.induk IS NULL ORDER BY p.id DESC LIMIT 200");
    query_bind(&q, str_of(u->jenis));
    query_bind(&q, t->x - reach);
    query_bind(&q, t->x + reach);
    query_bind(&q, t->y - reach);
    query_bind(&q, t->y + reach);
    query_bind(&q, t->kategori);
    query_bind(&q, t->kelurahan);
    query_bind(&q, run->now - a->bulan * 365 * DAY / 12);
    while (list->count < NEAR_MOST && query_next(&q)) {
        struct tetangga n = { .perkara = query_int(&q) };
        n.lat_e6  = query_int(&q);
        n.lon_e6  = query_int(&q);
        n.tawaran = query_int(&q);
        n.keadaan = query_str(&q);
        n.tawaran_keadaan = query_str(&q);
        bool free = !n.tawaran || str_eqz(n.tawaran_keadaan, "terbuka");
        if (free && within(&n, t, a->meter) && !str_has_word(str_of(u->bukan), n.keadaan))
            list->items[list->count++] = n;
    }
    return query_end(&q);
}

/* The RW whose middle is nearest; the kelurahan where no RW has one. */
static enum outcome
nearest_rw(struct job_run *run, const struct tampil *t, str *wilayah)
{
    struct wilayah_list all;
    int64_t best = INT64_MAX;
    *wilayah = t->kelurahan;
    TRY(wilayah_of_level(run->db, TINGKAT_RW, t->kelurahan, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct wilayah *w = &all.items[i];
        int64_t dx = w->lon_e6 - t->lon_e6, dy = w->lat_e6 - t->lat_e6, far = dx * dx + dy * dy;
        if ((!w->lat_e6 && !w->lon_e6) || far >= best)
            continue;
        best = far;
        *wilayah = w->kode;
    }
    return OK;
}

static enum outcome
offer(struct job_run *run, const struct ulang *u, const struct tampil *t, const struct aturan *a, int64_t *id)
{
    str wilayah;
    *id = id_new();
    TRY(nearest_rw(run, t, &wilayah));
    struct query q = query_of(run->db, "INSERT INTO tawaran (id, jenis, kategori, wilayah, kelurahan, jumlah, aturan,"
        " keadaan, tujuan, sebab, akun, dibuat, berubah) VALUES ($1, $2, $3, $4, $5, 0, $6, 'terbuka', 0, '', 0, $7,"
        " $7)");
    query_bind(&q, *id);
    query_bind(&q, str_of(u->jenis));
    query_bind(&q, t->kategori);
    query_bind(&q, wilayah);
    query_bind(&q, t->kelurahan);
    query_bind(&q, a->id);
    query_bind(&q, run->now);
    return query_end(&q);
}

static enum outcome
put_into(struct job_run *run, int64_t tawaran, const struct tetangga_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct query q = query_of(run->db, "INSERT INTO tawaran_perkara (perkara, tawaran) VALUES ($1, $2)"
            " ON CONFLICT (perkara) DO NOTHING");
        query_bind(&q, list->items[i].perkara);
        query_bind(&q, tawaran);
        TRY(query_end(&q));
    }
    struct query q = query_of(run->db, "UPDATE tawaran SET jumlah = (SELECT count(*) FROM tawaran_perkara i"
        " WHERE i.tawaran = tawaran.id), berubah = $2 WHERE id = $1");
    query_bind(&q, tawaran);
    query_bind(&q, run->now);
    return query_end(&q);
}

static enum outcome
look_around(struct job_run *run, const struct ulang *u, const struct tampil *t)
{
    struct aturan a = { 0 };
    struct tetangga_list list;
    int64_t tawaran = 0;
    enum outcome o = rule_of(run, str_of(u->jenis), t->kategori, &a);
    if (o != OK)
        return o == NOT_FOUND ? OK : o;
    TRY(neighbours(run, u, t, &a, &list));
    for (size_t i = 0; i < list.count && !tawaran; i++)
        tawaran = list.items[i].tawaran;
    if (!tawaran && (int64_t)list.count < a.kali)
        return OK;
    if (!tawaran)
        TRY(offer(run, u, t, &a, &tawaran));
    return put_into(run, tawaran, &list);
}

enum outcome
tawaran_find(struct job_run *run, const struct ulang *u)
{
    struct tampil_list fresh;
    TRY(tampil_next(run->db, str_of(u->jenis), TAMPIL_ULANG, &fresh));
    for (size_t i = 0; i < fresh.count; i++) {
        const struct tampil *t = &fresh.items[i];
        if (t->x >= 0 && !t->peka)      /* a draft names its place */
            TRY(look_around(run, u, t));
        TRY(tampil_done(run->db, TAMPIL_ULANG, t->perkara));
    }
    run->done = (int64_t)fresh.count;
    return OK;
}
