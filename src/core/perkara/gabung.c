/* gabung.c: one case joined to another: whose voices go along, and how it is parted again. */
#include <stdlib.h>

#include "base/random.h"
#include "core/perkara/atur.h"
#include "core/perkara/perkara_dalam.h"

/* In the box of perkara_near, so that whatever it offers may be joined; -1: a point is missing. */
static int64_t
metres_between(const struct perkara *a, const struct perkara *b)
{
    int64_t lat = llabs(a->lat_e6 - b->lat_e6), lon = llabs(a->lon_e6 - b->lon_e6);
    if ((a->lat_e6 == 0 && a->lon_e6 == 0) || (b->lat_e6 == 0 && b->lon_e6 == 0))
        return -1;
    return ((lat > lon ? lat : lon) + 8) / 9;           /* 1 m is 9 micro-degrees */
}

/* What is farther than the rule, or without a point in another kelurahan, is joined only for a written reason. */
enum outcome
gabung_near(struct req *req, const struct alur *alur, const struct perkara *p, const struct perkara *parent,
    str reason)
{
    enum { REASON_LEAST = 10 };
    struct jarak rule;
    int64_t metres = metres_between(p, parent);
    enum outcome o = jarak_of(req->db, p->jenis, "gabung", date_of(req->now, req->region->zone), &rule);
    if (o != OK)
        return o == NOT_FOUND ? OK : o;
    if (metres < 0 ? str_eq(p->kelurahan, parent->kelurahan) : metres <= rule.meter[0])
        return OK;
    if (str_letters(str_trim(reason)) >= REASON_LEAST)
        return OK;
    if (metres < 0)
        return req_error(req, alur->isian, "Jarak ke " STR " tidak diketahui dan kelurahannya berbeda (aturan: %lld"
            " meter, " STR "). Tulis alasannya, paling sedikit %d huruf, atau pilih laporan di kelurahan yang sama.",
            STR_ARG(parent->nomor), (long long)rule.meter[0], STR_ARG(rule.dasar), REASON_LEAST);
    return req_error(req, alur->isian, STR " berjarak sekitar %lld meter; yang digabung begitu saja paling jauh %lld"
        " meter (" STR "). Tulis alasannya, paling sedikit %d huruf, atau pilih laporan yang lebih dekat.",
        STR_ARG(parent->nomor), (long long)metres, (long long)rule.meter[0], STR_ARG(rule.dasar), REASON_LEAST);
}

/* Whoever reported or supported the one that was merged hears of the other from now on. */
enum outcome
gabung_carry(struct req *req, const struct perkara *p, int64_t induk)
{
    struct pihak_list voices;
    TRY(pihak_of(req->db, req->region->secret, p->id, S(""), &voices));
    for (size_t i = 0; i < voices.count; i++) {
        struct pihak v = voices.items[i];
        v.id = 0;
        v.perkara = induk;
        v.peran = S("pendukung");
        v.tamu = v.akun ? S("") : str_format(req->arena, "%lld", (long long)voices.items[i].id);
        v.waktu = req->now;
        enum outcome o = pihak_add(req->db, req->region->secret, &v);
        if (o != OK && o != CONFLICT)
            return o;
    }
    return OK;
}

/* ---- parting -------------------------------------------------------------------------------------------- */

/* When it was joined, and the state it came from. */
struct gabungan { str dari; int64_t waktu; };

static enum outcome
last_joining(struct db *db, int64_t perkara, struct gabungan *g)
{
    struct query q = query_of(db, "SELECT dari, waktu FROM perkara_langkah WHERE perkara = $1 AND aksi = 'gabung'"
        " ORDER BY urut DESC LIMIT 1");
    query_bind(&q, perkara);
    if (query_next(&q)) {
        g->dari  = query_str(&q);
        g->waktu = query_int(&q);
    }
    return query_end_one(&q);
}

/* Those who came along at that moment; who supported the other by themselves stays there. */
static enum outcome
take_voices_back(struct req *req, const struct perkara *p, const struct gabungan *g)
{
    struct pihak_list voices;
    TRY(pihak_of(req->db, req->region->secret, p->id, S(""), &voices));
    for (size_t i = 0; i < voices.count; i++) {
        const struct pihak *v = &voices.items[i];
        struct query q = query_of(req->db, "DELETE FROM perkara_pihak WHERE perkara = $1 AND peran = 'pendukung'"
            " AND waktu = $2 AND akun = $3 AND tamu = $4");
        query_bind(&q, p->induk);
        query_bind(&q, g->waktu);
        query_bind(&q, v->akun);
        query_bind(&q, v->akun ? S("") : str_format(req->arena, "%lld", (long long)v->id));
        TRY(query_end(&q));
    }
    struct query count = query_of(req->db, "UPDATE perkara SET dukungan = (SELECT count(*) FROM perkara_pihak h"
        " WHERE h.perkara = perkara.id AND h.peran = 'pendukung') WHERE id = $1");
    query_bind(&count, p->induk);
    return query_end(&count);
}

/* The clocks that fell away with the joining run on from where they began: the reporter loses no day. */
static enum outcome
run_clocks_on(struct db *db, struct perkara *p, const struct gabungan *g)
{
    struct query q = query_of(db, "UPDATE perkara_jam SET tercapai = 0, gugur = 0 WHERE perkara = $1 AND gugur = 1"
        " AND tercapai = $2");
    query_bind(&q, p->id);
    query_bind(&q, g->waktu);
    TRY(query_end(&q));
    return jam_nearest(db, p);
}

/* The other case's trail says it too, for its officers. */
static enum outcome
tell_the_other(struct req *req, const struct perkara *p, const struct tindakan *t)
{
    struct perkara other;
    TRY(perkara_by_id(req->db, p->induk, &other));
    struct langkah step = { .id = id_new(), .perkara = other.id, .aksi = S("dipisah"), .dari = other.keadaan,
        .ke = other.keadaan, .isi = str_format(req->arena, STR ": " STR, STR_ARG(p->nomor), STR_ARG(str_trim(t->isi))),
        .oleh = S("petugas"), .akun = req->who.akun, .jabatan = t->jabatan, .opd = t->kantor, .waktu = req->now };
    TRY(langkah_insert(req->db, &step));
    struct peristiwa e = { .waktu = req->now, .akun = req->who.akun, .jabatan = t->jabatan,
        .jenis = S("perkara.dipisah"), .subjek_jenis = S("perkara"), .subjek = other.id, PERKARA_BOUND(other.id),
        .isi = str_format(req->arena, "laporan=" STR "\nisi=" STR, STR_ARG(p->nomor), STR_ARG(str_trim(t->isi))) };
    TRY(peristiwa_add(req->db, &e));
    other.langkah++;
    other.berubah = req->now;
    return perkara_update(req->db, &other);
}

enum outcome
gabung_undo(struct req *req, const struct alur *alur, struct perkara *p, const struct tindakan *t)
{
    struct gabungan g = { 0 };
    enum outcome o = p->induk ? last_joining(req->db, p->id, &g) : NOT_FOUND;
    if (o == NOT_FOUND)
        return req_error(req, NULL, STR " (" STR ") tidak digabung dengan yang lain.",
            STR_ARG(req_tr(req, str_of(alur->ini))), STR_ARG(p->nomor));
    TRY(o);
    TRY(take_voices_back(req, p, &g));
    TRY(tell_the_other(req, p, t));
    TRY(run_clocks_on(req->db, p, &g));
    p->keadaan = g.dari;
    p->induk = 0;
    return OK;
}
