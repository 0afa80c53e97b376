/* umpan_page.c: the newest public proposals of a year as a feed, by the filters of their list. */
#include "core/ekspor/umpan.h"
#include "modules/musrenbang/musrenbang_lihat.h"

static struct umpan_butir
entry_of(struct req *req, const struct usulan *u)
{
    return (struct umpan_butir){ .path = str_format(req->arena, "/usulan/" STR, STR_ARG(u->kode)), .judul = u->judul,
        .kategori = kelompok_label(u->kelompok), .terbit = u->diajukan, .berubah = u->berubah,
        .isi = str_format(req->arena, STR ", " STR ", " STR ". " STR, STR_ARG(status_label(u)),
            STR_ARG(u->kelurahan_nama), STR_ARG(fmt_rupiah(req->arena, u->biaya_kini)), STR_ARG(u->masalah)) };
}

static enum outcome
feed(struct req *req)
{
    struct tahun t;
    struct usulan_list list;
    TRY(tahun_of(req, &t));
    struct usulan_saring s = saring_of(req, t.tahun);
    s.sebelum = 0;
    TRY(usulan_public(req->db, &s, &list));
    list.count = list.count > USULAN_PAGE ? USULAN_PAGE : list.count;
    struct umpan_butir *items = arena_array(req->arena, struct umpan_butir, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        TRY(hide_private(req->db, &list.items[i]));
        items[i] = entry_of(req, &list.items[i]);
    }
    static const char *const names[] = { "kelurahan", "status", "kelompok", "asal", "opd", NULL };
    str query = req_query(req, names, NULL).text;
    const char *mark = query.len ? "?" : "";
    return umpan_reply(req, &(struct umpan){ .items = items, .count = list.count,
        .judul = str_format(req->arena, "Usulan musrenbang %lld " STR, (long long)t.tahun,
            STR_ARG(req->region->nama)),
        .sendiri = str_format(req->arena, "/musrenbang/%lld/umpan%s" STR, (long long)t.tahun, mark, STR_ARG(query)),
        .halaman = str_format(req->arena, "/musrenbang/%lld%s" STR, (long long)t.tahun, mark, STR_ARG(query)) });
}

/* ---- what was decided ---------------------------------------------------------------------------------------- */

struct putusan_umpan { int64_t usulan; str keputusan, tingkat, alasan, penjelasan, jabatan; int64_t urut, waktu; };

static enum outcome
newest_decisions(struct db *db, int64_t tahun, struct putusan_umpan *items, size_t *count)
{
    struct query q = query_of(db, "SELECT k.usulan, k.keputusan, COALESCE(t.nama, k.tingkat), COALESCE(a.nama, ''),"
        " k.penjelasan, k.jabatan, k.urut, k.waktu FROM keputusan_tahun y CROSS JOIN usulan_keputusan k"
        " CROSS JOIN usulan u"
        " LEFT JOIN tingkat_putus t ON t.tahun = u.tahun AND t.kode = k.tingkat"
        " LEFT JOIN perkara_alasan a ON a.jenis = 'usulan' AND a.kode = k.kode_alasan"
        " WHERE y.tahun = $1 AND k.id = y.keputusan AND u.id = k.usulan AND u.publik = 1"
        " ORDER BY y.keputusan DESC LIMIT 50");
    query_bind(&q, tahun);
    for (*count = 0; *count < USULAN_PAGE && query_next(&q); ++*count) {
        struct putusan_umpan *p = &items[*count];
        p->usulan     = query_int(&q);
        p->keputusan  = query_str(&q);
        p->tingkat    = query_str(&q);
        p->alasan     = query_str(&q);
        p->penjelasan = query_str(&q);
        p->jabatan    = query_str(&q);
        p->urut       = query_int(&q);
        p->waktu      = query_int(&q);
    }
    return query_end(&q);
}

/* A decision is an entry of its own: the fragment tells the third from the second of one proposal. */
static enum outcome
decision_entry(struct req *req, const struct putusan_umpan *p, struct umpan_butir *e)
{
    struct usulan u;
    TRY(usulan_by_id(req->db, p->usulan, &u));
    TRY(hide_private(req->db, &u));
    *e = (struct umpan_butir){ .kategori = p->tingkat, .terbit = p->waktu,
        .path = str_format(req->arena, "/usulan/" STR "#k%lld", STR_ARG(u.kode), (long long)p->urut),
        .judul = str_format(req->arena, STR ": " STR, STR_ARG(keputusan_label(p->keputusan)), STR_ARG(u.judul)),
        .isi = str_format(req->arena, STR ", " STR ". " STR "%s" STR, STR_ARG(p->tingkat), STR_ARG(u.kelurahan_nama),
            STR_ARG(p->alasan), p->alasan.len ? ". " : "", STR_ARG(u.pribadi ? S("") : p->penjelasan)) };
    return OK;
}

static enum outcome
decisions(struct req *req)
{
    struct tahun t;
    size_t count;
    struct putusan_umpan *rows = arena_array(req->arena, struct putusan_umpan, USULAN_PAGE);
    struct umpan_butir *items = arena_array(req->arena, struct umpan_butir, USULAN_PAGE);
    TRY(tahun_of(req, &t));
    TRY(newest_decisions(req->db, t.tahun, rows, &count));
    for (size_t i = 0; i < count; i++)
        TRY(decision_entry(req, &rows[i], &items[i]));
    return umpan_reply(req, &(struct umpan){ .items = items, .count = count,
        .judul = str_format(req->arena, "Keputusan musrenbang %lld " STR, (long long)t.tahun,
            STR_ARG(req->region->nama)),
        .sendiri = str_format(req->arena, "/musrenbang/%lld/keputusan/umpan", (long long)t.tahun),
        .halaman = str_format(req->arena, "/musrenbang/%lld", (long long)t.tahun) });
}

const struct route musrenbang_umpan[] = {
    GET("/musrenbang/{tahun}/umpan", feed, &anyone, no_place),
    GET("/musrenbang/{tahun}/keputusan/umpan", decisions, &anyone, no_place),
    { 0 }
};
