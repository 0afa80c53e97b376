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
    str query = req_query(req, names, NULL);
    const char *mark = query.len ? "?" : "";
    return umpan_reply(req, &(struct umpan){ .items = items, .count = list.count,
        .judul = str_format(req->arena, "Usulan musrenbang %lld " STR, (long long)t.tahun,
            STR_ARG(req->region->nama)),
        .sendiri = str_format(req->arena, "/musrenbang/%lld/umpan%s" STR, (long long)t.tahun, mark, STR_ARG(query)),
        .halaman = str_format(req->arena, "/musrenbang/%lld%s" STR, (long long)t.tahun, mark, STR_ARG(query)) });
}

const struct route musrenbang_umpan[] = {
    GET("/musrenbang/{tahun}/umpan", feed, &anyone, no_place),
    { 0 }
};
