/* putus_kepala.c: the head of a desk: until when it decides, what waits, what it may still spend. */
#include "modules/musrenbang/putus_lihat.h"

static str
window_text(struct req *req, const struct tahapan *t, date today)
{
    int64_t left = date_number(t->selesai) - date_number(today);
    str from = date_in(&req->out, t->mulai), to = date_in(&req->out, t->selesai);
    if (date_number(today) < date_number(t->mulai))
        return req_format(req, "Dibuka " STR " sampai " STR, STR_ARG(from), STR_ARG(to));
    if (left < 0)
        return req_format(req, "Ditutup sejak " STR, STR_ARG(to));
    return left ? req_format(req, "Ditutup " STR ", %lld hari lagi", STR_ARG(to), (long long)left)
        : req_format(req, "Ditutup hari ini, " STR, STR_ARG(to));
}

/* Every proposal of a level is due at the end of its window; the ring counts from the day it came there. */
static struct sla_lihat
due_of(struct req *req, const struct tahapan *t, const struct kalender *k, const struct usulan *u)
{
    const struct zone *zone = req->region->zone;
    date today = date_of(req->now, zone), came = date_of(u->berubah, zone);
    date from = date_number(came) > date_number(t->mulai) ? came : t->mulai;
    if (date_number(today) < date_number(t->mulai))
        return (struct sla_lihat){ SLA_HENTI, req_format(req, "mulai " STR, STR_ARG(date_short_in(&req->out,
            t->mulai))), 0 };
    return sla_days(req, hari_kerja_between(k, today, t->selesai), hari_kerja_between(k, from, t->selesai));
}

static enum outcome
read_due(struct req *req, struct putus_lihat *p, const struct usulan_list *waiting)
{
    struct tahapan t;
    struct kalender k;
    date today = date_of(req->now, req->region->zone);
    p->antre.items = arena_array(req->arena, struct putus_baris, waiting->count + 1);
    p->antre.count = waiting->count;
    for (size_t i = 0; i < waiting->count; i++)
        p->antre.items[i].u = waiting->items[i];
    enum outcome o = tahapan_get(req->db, p->kursi.tahun.tahun, p->kursi.tingkat.kode, &t);
    p->jadwal = o == OK ? window_text(req, &t, today) : req_tr(req, S("Jadwal belum ditetapkan"));
    if (o != OK)
        return o == NOT_FOUND ? OK : o;
    p->buka = tahapan_open(&t, today);
    p->lewat = date_number(today) > date_number(t.selesai);
    TRY(kalender_read(req->db, date_number(today) < date_number(t.mulai) ? today : t.mulai,
        p->lewat ? today : t.selesai, &k));
    for (size_t i = 0; i < p->antre.count; i++)
        p->antre.items[i].sla = due_of(req, &t, &k, &p->antre.items[i].u);
    return OK;
}

/* ---- figures ------------------------------------------------------------------------------------------------ */

static void
add(struct req *req, struct putus_lihat *p, struct angka_kerja a)
{
    a.nama = req_tr(req, a.nama);
    *arena_next(req->arena, &p->angka) = a;
}

static void
add_ceiling(struct req *req, struct putus_lihat *p, const struct rekomendasi *r)
{
    money left = { r->pagu.sen - r->biaya.sen };
    bool area = p->kursi.tingkat.lingkup >= TINGKAT_KECAMATAN;
    str cost = req_fmt(req, rupiah, r->biaya);
    add(req, p, (struct angka_kerja){ .nama = area ? S("Disetujui") : S("Sudah diterima"),
        .nilai = r->kali < 0 ? cost : req_fmt(req, int, r->kali), .catatan = r->kali < 0 ? S("") : cost });
    if (r->pagu.sen == 0) {
        add(req, p, (struct angka_kerja){ .nama = S("Pagu indikatif"), .nilai = req_tr(req, S("belum ditetapkan")) });
        return;
    }
    add(req, p, (struct angka_kerja){ .nama = area ? S("Pagu indikatif") : S("Pagu usulan warga"),
        .nilai = req_fmt(req, rupiah, r->pagu) });
    add(req, p, (struct angka_kerja){ .nama = S("Sisa pagu"), .nilai = req_fmt(req, rupiah, left),
        .buruk = left.sen < 0, .catatan = left.sen < 0 ? req_tr(req, S("melebihi pagu")) : S("") });
}

enum outcome
putus_head(struct req *req, struct putus_lihat *p, const struct usulan_list *waiting)
{
    struct rekomendasi r;
    struct sidang s = sidang_of(&p->kursi);
    TRY(read_due(req, p, waiting));
    TRY(rekomendasi_of(req->db, &s, &r));
    str count = req_fmt(req, int, p->menunggu);
    add(req, p, (struct angka_kerja){ .nama = S("Menunggu keputusan"), .buruk = p->lewat && p->menunggu,
        .nilai = p->menunggu_lebih ? str_format(req->arena, STR " " STR, STR_ARG(req_tr(req, S("lebih dari"))),
            STR_ARG(count)) : count,
        .catatan = p->menunggu_lebih || !p->menunggu ? S("") : req_fmt(req, rupiah, p->nilai) });
    add_ceiling(req, p, &r);
    return OK;
}
