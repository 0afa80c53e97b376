/* admin_page.c: the overview of the settings: what there is, how much of it, and what is missing. */
#include "core/cadangan/cadangan.h"
#include "core/kabar/kabar.h"
#include "core/kalender/kalender.h"
#include "core/opd/opd.h"
#include "core/pribadi/pribadi.h"
#include "core/siapa/akun_dalam.h"
#include "core/siapa/akun_html.h"
#include "core/wilayah/wilayah.h"

static void
add(struct admin_kartu_list *list, struct admin_kartu k)
{
    list->items[list->count++] = k;
}

static enum outcome
calendar_card(struct req *req, struct admin_kartu_list *list)
{
    struct kalender_tahun_list years;
    date today = date_of(req->now, req->region->zone);
    int64_t missing = 0;
    TRY(kalender_years(req->db, &years));
    TRY(kalender_missing(req->db, today, &missing));
    add(list, (struct admin_kartu){ .judul = S("Kalender"), .url = S("/admin/kalender"), .ikon = S("calendar-range"),
        .jumlah = (int64_t)years.count, .awas = missing != 0,
        .isi = missing ? str_format(req->arena, "Kalender tahun %lld belum ada.", (long long)missing)
            : S("tahun dengan hari libur dan cuti bersama") });
    return OK;
}

static enum outcome
mail_card(struct req *req, struct admin_kartu_list *list)
{
    struct surel_keadaan k;
    TRY(surel_state(req->db, req->region, &k));
    struct admin_kartu card = { .judul = S("Surel keluar"), .url = S("/admin/surel"), .ikon = S("send"),
        .jumlah = k.menunggu, .awas = k.gagal || !k.siap, .isi = S("surel menunggu dikirim") };
    if (!k.siap)
        card.isi = str_format(req->arena, "Server surel belum diatur; %lld surel menunggu.", (long long)k.menunggu);
    else if (k.gagal)
        card.isi = str_format(req->arena, "%lld surel gagal dikirim.", (long long)k.gagal);
    add(list, card);
    return OK;
}

static enum outcome
backup_card(struct req *req, struct admin_kartu_list *list)
{
    struct cadangan_keadaan k;
    TRY(cadangan_state(req->db, req->now, &k));
    long long hours = (long long)(k.umur / HOUR), most = (long long)(k.batas / HOUR);
    add(list, (struct admin_kartu){ .judul = S("Pencadangan"), .ikon = S("archive"), .jumlah = hours,
        .awas = k.lama && !req->region->sample,
        .isi = !k.lama ? S("jam sejak cadangan terakhir") : k.waktu == 0
            ? S("Belum ada cadangan. Jadwalkan: pamong backup TUJUAN.")
            : str_format(req->arena, "Cadangan terakhir %lld jam lalu, batasnya %lld jam. Periksa jadwal pamong backup"
                " dan ruang di tujuannya.", hours, most) });
    return OK;
}

static enum outcome
overview(struct req *req)
{
    enum { CARDS = 12 };
    struct admin_kartu_list list = { arena_array(req->arena, struct admin_kartu, CARDS), 0 };
    struct wilayah_list kelurahan;
    struct opd_list opd;
    struct aturan_baris_list rules;
    int64_t accounts, personal;
    TRY(akun_count(req->db, &accounts));
    TRY(pribadi_count(req->db, &personal));
    TRY(aturan_rows(req->db, &rules));
    TRY(wilayah_of_level(req->db, TINGKAT_KELURAHAN, S(""), &kelurahan));
    TRY(opd_all(req->db, S(""), &opd));
    add(&list, (struct admin_kartu){ .judul = S("Akun dan peran"), .isi = S("akun aktif"), .url = S("/admin/akun"),
        .ikon = S("users-round"), .jumlah = accounts });
    add(&list, (struct admin_kartu){ .judul = S("Wilayah"), .isi = S("kelurahan atau desa"), .url = S("/admin/wilayah"),
        .ikon = S("map"), .jumlah = (int64_t)kelurahan.count });
    add(&list, (struct admin_kartu){ .judul = S("Perangkat daerah"), .isi = S("perangkat daerah dan unit kerja"),
        .url = S("/admin/opd"), .ikon = S("landmark"), .jumlah = (int64_t)opd.count });
    TRY(calendar_card(req, &list));
    TRY(mail_card(req, &list));
    add(&list, (struct admin_kartu){ .judul = S("Aturan masuk"), .isi = S("baris aturan masuk dan kata sandi"),
        .url = S("/admin/aturan-masuk"), .ikon = S("shield-check"), .jumlah = (int64_t)rules.count });
    add(&list, (struct admin_kartu){ .judul = S("Data pribadi"), .isi = S("kolom dalam register"),
        .url = S("/admin/data-pribadi"), .ikon = S("id-card"), .jumlah = personal });
    add(&list, (struct admin_kartu){ .judul = S("Tampilan daerah"), .isi = S("warna, semboyan, dan lambang"),
        .url = S("/admin/tampilan"), .ikon = S("pencil-line"), .jumlah = 5 });
    TRY(backup_card(req, &list));
    admin_halaman_html(&req->out, &list);
    req->section = S("admin");
    return page(req, req_tr(req, S("Pengaturan")));
}

const struct route admin_pages[] = {
    GET("/admin", overview, &akun_kelola, no_place),
    { 0 }
};
