/* langganan_kabar.c: whom a new public complaint concerns, and the e-mails and notices that tell it. */
#include "base/random.h"
#include "core/kabar/kabar.h"
#include "modules/aduan/langganan.h"

enum { TOLD = 20, TURN = 50, FORGET_HOURS = 48 };

/* ---- whom it concerns ------------------------------------------------------------------------------------ */

/* The next morning at the hour that the region chose. */
static enum outcome
next_bundle(struct job_run *run, int64_t *when)
{
    str text;
    int64_t hour;
    TRY(pengaturan_get(run->db, "aduan.langganan_jam", &text));
    if (!str_int(text, &hour) || hour < 0 || hour > 23)
        hour = 6;
    int64_t midnight = date_start(date_of(run->now, run->region->zone), run->region->zone);
    *when = midnight + hour * HOUR;
    *when += *when <= run->now ? DAY : 0;
    return OK;
}

#define FOLLOWERS "INSERT INTO aduan_langganan_isi (langganan, perkara, siap) SELECT l.id, $1," \
    " CASE WHEN l.cara = 'langsung' THEN $2 ELSE $3 END FROM aduan_langganan l" \
    " WHERE l.keadaan = 'aktif' AND (l.kategori = 0 OR l.kategori = $4)"
#define ONCE " ON CONFLICT (langganan, perkara) DO NOTHING"

/* Around a point only for what has one that everybody may know: a distance would give a rounded one away. */
static enum outcome
match_one(struct job_run *run, const struct tampil *t, int64_t morning)
{
    enum { FARTHEST = 5000, E6 = 9 };   /* 1 m is 9 millionths of a degree */
    bool pinned = t->x >= 0 && !t->peka;
    struct query area = query_of(run->db, FOLLOWERS " AND l.meter = 0 AND l.wilayah = $5" ONCE);
    query_bind(&area, t->perkara);
    query_bind(&area, run->now);
    query_bind(&area, morning);
    query_bind(&area, t->kategori);
    query_bind(&area, t->kelurahan);
    TRY(query_end(&area));
    if (!pinned)
        return OK;
    struct query around = query_of(run->db, FOLLOWERS " AND l.meter > 0 AND l.lat_e6 BETWEEN $5 - $7 AND $5 + $7"
        " AND (l.lat_e6 - $5) * (l.lat_e6 - $5) + (l.lon_e6 - $6) * (l.lon_e6 - $6) <= l.meter * l.meter * 81" ONCE);
    query_bind(&around, t->perkara);
    query_bind(&around, run->now);
    query_bind(&around, morning);
    query_bind(&around, t->kategori);
    query_bind(&around, t->lat_e6);
    query_bind(&around, t->lon_e6);
    query_bind(&around, FARTHEST * E6);
    return query_end(&around);
}

enum outcome
langganan_match(struct job_run *run)
{
    struct tampil_list fresh;
    int64_t morning;
    TRY(tampil_next(run->db, S("aduan"), TAMPIL_KABAR, &fresh));
    if (!fresh.count)
        return OK;
    TRY(next_bundle(run, &morning));
    for (size_t i = 0; i < fresh.count; i++) {
        TRY(match_one(run, &fresh.items[i], morning));
        TRY(tampil_done(run->db, TAMPIL_KABAR, fresh.items[i].perkara));
    }
    run->done = (int64_t)fresh.count;
    return OK;
}

/* ---- telling --------------------------------------------------------------------------------------------- */

struct kiriman_tempat { struct buf isi; int64_t jumlah; };

/* What was put out of sight meanwhile is not told; its place decides again what may be. */
static enum outcome
gather(struct job_run *run, const struct langganan *l, struct kiriman_tempat *k)
{
    struct query q = query_of(run->db, "SELECT p.nomor, p.judul, c.nama, w.nama FROM aduan_langganan_isi i"
        " JOIN perkara p ON p.id = i.perkara JOIN perkara_kategori c ON c.id = p.kategori"
        " LEFT JOIN wilayah w ON w.kode = p.kelurahan"
        " WHERE i.langganan = $1 AND i.siap <= $2 AND p.tayang = 1 ORDER BY p.id DESC");
    query_bind(&q, l->id);
    query_bind(&q, run->now);
    while (query_next(&q)) {
        if (++k->jumlah > TOLD)
            continue;
        str nomor = query_str(&q), judul = query_str(&q), kind = query_str(&q), area = query_str(&q);
        buf_format(&k->isi, "- " STR " (" STR ", " STR ")\n  " STR "/aduan/" STR "\n", STR_ARG(judul), STR_ARG(kind),
            STR_ARG(area), STR_ARG(run->region->alamat), STR_ARG(nomor));
    }
    return query_end(&q);
}

static enum outcome
told(struct job_run *run, const struct langganan *l)
{
    struct query q = query_of(run->db, "DELETE FROM aduan_langganan_isi WHERE langganan = $1 AND siap <= $2");
    query_bind(&q, l->id);
    query_bind(&q, run->now);
    return query_end(&q);
}

static enum outcome
send(struct job_run *run, const struct langganan *l, struct kiriman_tempat *k)
{
    str label;
    TRY(langganan_label(run->db, l, &label));
    str url = l->meter ? S("/aduan/peta") : str_format(run->arena, "/aduan?kelurahan=" STR, STR_ARG(l->wilayah));
    str heading = str_format(run->arena, "%lld laporan baru: " STR, (long long)k->jumlah, STR_ARG(label));
    if (k->jumlah > TOLD)
        buf_format(&k->isi, "dan %lld lagi.\n", (long long)k->jumlah - TOLD);
    if (l->akun) {
        struct kabar n = { .id = id_new(), .akun = l->akun, .jenis = S("aduan.langganan"), .waktu = run->now,
            .judul = heading, .isi = buf_view(&k->isi), .tautan = url };
        return kabar_send(run->db, &n);
    }
    buf_format(&k->isi, "\nBerhenti berlangganan: " STR "/aduan/langganan/" STR "\n", STR_ARG(run->region->alamat),
        STR_ARG(l->kata));
    struct surel_antre mail = { .id = id_new(), .kepada = l->surel, .judul = heading, .isi = buf_view(&k->isi),
        .tautan = url, .waktu = run->now, .sekali = true,
        .berhenti = str_format(run->arena, "/aduan/langganan/" STR "/berhenti", STR_ARG(l->kata)) };
    return surel_queue(run->db, run->region->secret, &mail);
}

/* At most TURN of them a turn, who waits longest first. */
enum outcome
langganan_tell(struct job_run *run)
{
    int64_t *ids = arena_array(run->arena, int64_t, TURN);
    size_t count = 0;
    struct query q = query_of(run->db, "SELECT langganan FROM aduan_langganan_isi WHERE siap <= $1"
        " GROUP BY langganan ORDER BY min(siap), langganan LIMIT 50");
    query_bind(&q, run->now);
    while (count < TURN && query_next(&q))
        ids[count++] = query_int(&q);
    TRY(query_end(&q));
    for (size_t i = 0; i < count; i++) {
        struct langganan l;
        struct kiriman_tempat k = { .isi = { .arena = run->arena } };
        TRY(langganan_by_id(run->db, run->region->secret, ids[i], &l));
        TRY(gather(run, &l, &k));
        if (k.jumlah)
            TRY(send(run, &l, &k));
        TRY(told(run, &l));
    }
    run->done = (int64_t)count;
    return OK;
}

enum outcome
langganan_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM aduan_langganan WHERE id IN (SELECT id FROM aduan_langganan"
        " WHERE keadaan = 'menunggu' AND dibuat < $1 ORDER BY dibuat LIMIT 500)");
    query_bind(&q, run->now - FORGET_HOURS * HOUR);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}
