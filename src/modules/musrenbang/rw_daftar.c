/* rw_daftar.c: what one proposer has: the window, the ceiling, their proposals, last year's reserves. */
#include "modules/musrenbang/rw_html.h"
#include "modules/musrenbang/rw_lihat.h"

static enum outcome
window_text(struct req *req, const struct lane *lane, struct rw_daftar *d)
{
    struct tahapan t;
    enum outcome o = tahapan_get(req->db, d->tahun.tahun, strcmp(lane->section, "pokir") == 0 ? S("pokir")
        : S("usulan"), &t);
    if (o == NOT_FOUND)
        return OK;
    TRY(o);
    d->buka = tahapan_open(&t, date_of(req->now, req->region->zone));
    d->tutup = str_format(req->arena, "Dibuka " STR " sampai " STR, STR_ARG(fmt_date(req->arena, t.mulai)),
        STR_ARG(fmt_date(req->arena, t.selesai)));
    return OK;
}

static enum outcome
ceiling(struct req *req, str wilayah, struct rw_daftar *d)
{
    enum outcome o = pagu_wilayah(req->db, d->tahun.tahun, wilayah, &d->pagu);
    if (o == NOT_FOUND)
        return OK;
    TRY(o);
    d->ada_pagu = true;
    TRY(pagu_terpakai(req->db, d->tahun.tahun, wilayah, 0, &d->terpakai));
    d->sisa.sen = d->pagu.jumlah.sen - d->terpakai.jumlah.sen;
    if (d->pagu.jumlah.sen > 0)
        d->bagian.bp = (int64_t)((__int128)d->terpakai.jumlah.sen * 10000 / d->pagu.jumlah.sen);
    return OK;
}

/* What was over the ceiling the year before: of the RW, or of the account where many propose for one place. */
static enum outcome
reserves(struct req *req, struct rw_daftar *d, bool by_area)
{
    struct cadangan_ask ask = { .tahun = d->tahun.tahun - 1, .pengusul = by_area ? 0 : req->who.akun };
    if (by_area)
        ask.wilayah = req->scope.places[0].wilayah;
    return cadangan_rows(req, &ask, &d->cadangan);
}

enum outcome
rw_own_list(struct req *req)
{
    const struct lane *lane = lane_of(req);
    struct rw_daftar d = { .judul = req_tr(req, str_of(lane->judul)), .label = S(""), .form = &req->form };
    bool by_area = strcmp(lane->section, "rw") == 0 && req->scope.count > 0;
    TRY(tahun_current(req->db, &d.tahun));
    TRY(window_text(req, lane, &d));
    d.baru = str_format(req->arena, "%s/baru", lane->url);
    d.dasar = str_of(lane->url);
    if (by_area) {
        TRY(wilayah_label(req->db, req->scope.places[0].wilayah, &d.label));
        TRY(ceiling(req, req->scope.places[0].wilayah, &d));
        TRY(usulan_of_rw(req->db, d.tahun.tahun, req->scope.places[0].wilayah, &d.usulan));
    } else {
        d.label = d.tahun.nama;
        TRY(usulan_of_pengusul(req->db, d.tahun.tahun, req->who.akun, &d.usulan));
    }
    TRY(reserves(req, &d, by_area));
    if (strcmp(lane->section, "pokir") != 0 && req->scope.count)
        TRY(tawaran_gather(req, &d.tawaran));
    rw_daftar_halaman_html(&req->out, &d);
    req->section = str_of(lane->section);
    return page(req, d.judul);
}
