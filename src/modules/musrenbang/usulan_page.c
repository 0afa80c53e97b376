/* usulan_page.c: the public page of one proposal: its trail, its decisions, its place. */
#include "html/map.h"
#include "modules/musrenbang/musrenbang_lihat.h"
#include "modules/musrenbang/usulan_html.h"

/* ---- the strip ---------------------------------------------------------------------------------------------- */

static str
step_icon(const struct simpul *s)
{
    return str_eqz(s->keadaan, "tolak") ? S("x") : str_eqz(s->keadaan, "tunggu") ? S("clock") : S("check");
}

/* A trail keeps words as they were written, in Indonesian: "47 warga hadir", "Setuju, diubah: 13 menjadi 10 orang". */
static str
counted_words(struct req *req, str number, str words)
{
    int64_t n;
    if (!str_int(number, &n))
        return (str){ 0 };
    if (str_eqz(words, "warga hadir"))
        return n == 1 ? req_tr(req, S("1 warga hadir")) : req_format(req, "%lld warga hadir", (long long)n);
    if (str_eqz(words, "laporan warga"))
        return n == 1 ? req_tr(req, S("1 laporan warga")) : req_format(req, "%lld laporan warga", (long long)n);
    return (str){ 0 };
}

static str
remark_in(struct req *req, str written)
{
    str rest = written, word, before, after;
    if (str_cut(&rest, ' ', &word)) {
        str counted = counted_words(req, word, rest);
        if (counted.len)
            return counted;
    }
    ptrdiff_t colon = str_find(written, S(": ")), becomes = str_find(written, S(" menjadi "));
    if (colon < 0 || becomes < colon)
        return req_tr(req, written);
    before = str_head(str_from(written, (size_t)colon + 2), (size_t)(becomes - colon) - 2);
    rest = str_from(written, (size_t)becomes + strlen(" menjadi "));
    if (!str_cut(&rest, ' ', &after))
        return req_tr(req, written);
    return str_format(req->arena, STR ": " STR " " STR " " STR " " STR, STR_ARG(req_tr(req, str_head(written,
        (size_t)colon))), STR_ARG(number_in(&req->out, before)), STR_ARG(req_tr(req, S("menjadi"))),
        STR_ARG(number_in(&req->out, after)), STR_ARG(rest));
}

enum outcome
strip_of(struct req *req, int64_t simpul, struct langkah_lihat_list *list)
{
    struct simpul_list nodes;
    money highest = { 1 };
    TRY(jejak_of(req->db, simpul, false, &nodes));
    *list = (struct langkah_lihat_list){
        arena_array(req->arena, struct langkah_lihat, nodes.count + 1), nodes.count };
    for (size_t i = 0; i < nodes.count; i++)
        highest.sen = nodes.items[i].jumlah.sen > highest.sen ? nodes.items[i].jumlah.sen : highest.sen;
    for (size_t i = 0; i < nodes.count; i++) {
        const struct simpul *s = &nodes.items[i];
        list->items[i] = (struct langkah_lihat){ .judul = req_tr(req, s->judul),
            .keterangan = remark_in(req, s->keterangan), .keadaan = s->keadaan, .ikon = step_icon(s),
            .tanggal = date_of(s->waktu, req->region->zone), .jumlah = s->jumlah,
            .bagian = (int64_t)((__int128)s->jumlah.sen * 100 / highest.sen), .kini = i + 1 == nodes.count,
            .turun = i && s->jumlah.sen < nodes.items[i - 1].jumlah.sen };
    }
    return OK;
}

/* ---- the page ------------------------------------------------------------------------------------------------ */

static enum outcome
whose_turn(struct req *req, struct usulan_lihat *l)
{
    struct tahapan t;
    struct tingkat level;
    const struct usulan *u = &l->u;
    if (!u->tingkat.len)
        return OK;
    TRY(tingkat_get(req->db, u->tahun, u->tingkat, &level));
    enum outcome o = tahapan_get(req->db, u->tahun, u->tingkat, &t);
    if (o == NOT_FOUND)
        return OK;
    TRY(o);
    bool returned = str_eqz(u->status, "dikembalikan");
    l->giliran = req_format(req, "Giliran " STR ", sampai " STR ".", STR_ARG(req_tr(req, returned
        ? S("pengusul memperbaiki") : level.nama)), STR_ARG(date_in(&req->out, t.selesai)));
    return OK;
}

static enum outcome
draw_place(struct req *req, struct usulan_lihat *l)
{
    struct batas_list borders;
    const struct usulan *u = &l->u;
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, u->kelurahan, &borders));
    bool placed = u->lat_e6 || u->lon_e6;
    if (borders.count == 0 && !placed)
        return OK;
    struct map_area area = { .nama = u->kelurahan_nama, .shade = 1 };
    if (borders.count)
        area.cincin = borders.items[0].cincin;
    struct map_pin pin = { u->lat_e6, u->lon_e6, .label = u->judul };
    struct map map = { .areas = &area, .area_count = borders.count, .pins = &pin, .pin_count = placed,
        .width = 320, .title = req_tr(req, S("Lokasi usulan di kelurahannya")) };
    l->peta = map_svg(&req->out, &map);
    l->hidup.batas = str_format(req->arena, "/musrenbang/%lld/peta?kelurahan=" STR, (long long)u->tahun,
        STR_ARG(u->kelurahan));
    return OK;
}

/* Over the years: from the reserve before it, to the proposal after it once that was sent. */
static enum outcome
other_years(struct req *req, struct usulan_lihat *l)
{
    struct usulan before;
    if (l->u.asal_usulan) {
        TRY(usulan_by_id(req->db, l->u.asal_usulan, &before));
        l->dari = (struct salinan){ before.id, before.tahun, before.kode, before.status, before.publik };
    }
    enum outcome o = salinan_of(req->db, l->u.id, &l->ke);
    return o == NOT_FOUND ? OK : o;
}

/* What residents reported, where it came from that. */
static enum outcome
complaints(struct req *req, struct usulan_lihat *l)
{
    struct tawaran t;
    enum outcome o = tawaran_of_tujuan(req->db, l->u.id, &t);
    if (o != OK)
        return o == NOT_FOUND ? OK : o;
    return tawaran_cases(req->db, t.id, &l->aduan);
}

static enum outcome
gather(struct req *req, struct usulan_lihat *l)
{
    struct usulan *u = &l->u;
    TRY(wilayah_label(req->db, u->wilayah, &l->tempat));
    TRY(keputusan_of(req->db, u->id, &l->keputusan));
    TRY(strip_of(req, u->id, &l->jejak));
    if (!u->pribadi)
        TRY(berkas_of(req->db, "usulan", u->id, "foto", &l->foto));
    TRY(berkas_of(req->db, "usulan", u->id, "berita_acara", &l->dokumen));
    l->dokumen.count = 0;               /* attendance lists name people: staff only */
    TRY(usulan_similar(req->db, u, req->now, &l->mirip));
    for (size_t i = 0; i < l->mirip.count; i++)
        TRY(hide_private(req->db, &l->mirip.items[i]));
    TRY(peristiwa_of(req->db, "usulan", u->id, true, &l->peristiwa));
    if (l->peristiwa.count)
        l->sidik = l->peristiwa.items[l->peristiwa.count - 1].sidik;
    return OK;
}

static enum outcome
show(struct req *req)
{
    struct usulan_lihat l = { 0 };
    TRY(usulan_by_kode(req->db, req_param(req, "kode"), &l.u));
    if (!l.u.publik)
        return NOT_FOUND;
    TRY(hide_private(req->db, &l.u));
    TRY(gather(req, &l));
    TRY(whose_turn(req, &l));
    TRY(other_years(req, &l));
    TRY(complaints(req, &l));
    TRY(draw_place(req, &l));
    l.alamat = l.u.rt.len ? str_format(req->arena, STR "%sRT " STR, STR_ARG(l.u.alamat), l.u.alamat.len ? ", " : "",
        STR_ARG(l.u.rt)) : l.u.alamat;
    usulan_halaman_html(&req->out, &l);
    req->section = S("musrenbang");
    return page(req, l.u.judul);
}

const struct route musrenbang_usulan[] = {
    GET("/usulan/{kode}", show, &anyone, no_place),
    { 0 }
};
