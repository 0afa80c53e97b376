/* aduan_kabar.c: who on duty hears of what happens to a complaint. */
#include "base/random.h"
#include "core/kabar/kabar.h"
#include "modules/aduan/lapor_dalam.h"

static enum outcome
tell_holders(struct req *req, const struct perkara *p, str jabatan, const struct place *place)
{
    struct akun_ids who;
    TRY(siapa_holders(req->db, jabatan, place, date_of(req->now, req->region->zone), &who));
    for (size_t i = 0; i < who.count; i++) {
        struct kabar n = { .id = id_new(), .akun = who.items[i], .jenis = S("aduan.pelapor"), .waktu = req->now,
            .judul = str_format(req->arena, "Pelapor: " STR, STR_ARG(p->nomor)),
            .isi = str_format(req->arena, "Pelapor menulis pada laporan " STR ". Keadaannya sekarang: %s.",
                STR_ARG(p->nomor), alur_keadaan(&aduan_alur, p->keadaan)->nama),
            .tautan = str_format(req->arena, "/meja/aduan/%lld", (long long)p->id) };
        TRY(kabar_send(req->db, &n));
    }
    return OK;
}

enum outcome
aduan_tell_desk(struct req *req, const struct perkara *p, str aksi)
{
    struct place office = { .opd = p->opd }, everywhere = { 0 };
    (void)aksi;
    return p->opd ? tell_holders(req, p, S("penghubung"), &office)
        : tell_holders(req, p, S("admin_aduan"), &everywhere);
}

bool
reopening_is_over(struct req *req, const struct perkara *p)
{
    struct aturan_jam rule;
    struct kalender k;
    date today = date_of(req->now, req->region->zone), ended = date_of(p->berubah, req->region->zone);
    if (aturan_jam(req->db, p, "buka", today, &rule) != OK || kalender_read(req->db, ended, today, &k) != OK)
        return false;
    return hari_kerja_between(&k, ended, today) > rule.hari;
}
