/* statistik_page.c: the statistics of one year, all from counters: where, what, who, how, how long. */
#include "html/chart.h"
#include "modules/musrenbang/beranda_lihat.h"
#include "modules/musrenbang/statistik_html.h"

enum { BLOCKS = 8, WIDE = 520, NARROW = 320 };

static struct stat_blok *
open_block(struct req *req, struct statistik_lihat *l, const char *id, const char *judul, size_t most)
{
    struct stat_blok *b = &l->blok.items[l->blok.count++];
    *b = (struct stat_blok){ .id = str_of(id), .judul = req_tr(req, str_of(judul)), .kolom = req_tr(req, S("Usulan")),
        .items = arena_array(req->arena, struct stat_baris, most + 1) };
    return b;
}

/* Counts as they are, with the share of all beside them. */
static void
add_count(struct req *req, struct stat_blok *b, str nama, int64_t n, int64_t all)
{
    share part = { all > 0 ? n * 10000 / all : 0 };
    b->items[b->count++] = (struct stat_baris){ .nama = nama, .besar = n, .nilai = req_fmt(req, int, n),
        .catatan = req_fmt(req, share, part) };
}

static void
draw(struct req *req, struct stat_blok *b)
{
    struct chart_bar *bars = arena_array(req->arena, struct chart_bar, b->count + 1);
    for (size_t i = 0; i < b->count; i++)
        bars[i] = (struct chart_bar){ b->items[i].nama, b->items[i].nilai, b->items[i].besar };
    struct chart_bars chart = { bars, b->count, b->judul, WIDE };
    b->lebar = chart_bar(&req->out, &chart);
    chart.width = NARROW;
    b->sempit = chart_bar(&req->out, &chart);
}

/* ---- from the counters of proposals -------------------------------------------------------------------- */

static enum outcome
by_status(struct req *req, struct statistik_lihat *l)
{
    struct uang_baris_list list;
    TRY(money_by_status(req, l->tahun.tahun, &list));
    struct stat_blok *b = open_block(req, l, "st", "Menurut keadaan", list.count);
    b->isi = req_tr(req, S("Di mana usulan berada sekarang, dan berapa perkiraan biayanya."));
    b->kolom_catatan = req_tr(req, S("Perkiraan biaya"));
    for (size_t i = 0; i < list.count; i++) {
        const struct uang_baris *u = &list.items[i];
        l->jumlah += u->jumlah;
        b->items[b->count++] = (struct stat_baris){ .nama = u->nama, .besar = u->jumlah,
            .nilai = req_fmt(req, int, u->jumlah), .catatan = req_fmt(req, rupiah_short, u->biaya),
            .url = str_format(req->arena, "/musrenbang/%lld?status=" STR "#daftar", (long long)l->tahun.tahun,
                STR_ARG(u->kode)) };
    }
    draw(req, b);
    return OK;
}

static enum outcome
by_area(struct req *req, struct statistik_lihat *l)
{
    struct musrenbang_lihat m = { .tahun = l->tahun };
    TRY(count_by_kelurahan(req, &m));
    struct stat_blok *b = open_block(req, l, "kl", "Menurut kelurahan", m.kelurahan.count);
    b->isi = req_tr(req, S("Semua usulan yang dikirim dari RW dan kelurahan itu."));
    b->kolom_catatan = req_tr(req, S("Perkiraan biaya"));
    for (size_t i = 0; i < m.kelurahan.count; i++) {
        const struct daerah_hitung *d = &m.kelurahan.items[i];
        b->items[b->count++] = (struct stat_baris){ .nama = d->nama, .url = d->url, .besar = d->jumlah,
            .nilai = req_fmt(req, int, d->jumlah), .catatan = req_fmt(req, rupiah_short, d->biaya) };
    }
    draw(req, b);
    return OK;
}

static enum outcome
by_office(struct req *req, struct statistik_lihat *l)
{
    struct hitung_list counts;
    int64_t before = -1;
    TRY(hitung_grouped(req->db, l->tahun.tahun, HITUNG_OPD, S(""), &counts));
    struct stat_blok *b = open_block(req, l, "pd", "Menurut perangkat daerah", counts.count);
    b->isi = req_tr(req, S("Perangkat daerah yang menilai kelayakannya."));
    b->kolom_catatan = req_tr(req, S("Bagian"));
    struct opd_list offices;
    TRY(opd_all(req->db, S(""), &offices));
    for (size_t i = 0; i < counts.count; i++) {
        const struct hitung *h = &counts.items[i];
        if (h->opd != before) {
            b->items[b->count++] = (struct stat_baris){ .nama = req_tr(req, S("Belum ditentukan")) };
            for (size_t j = 0; j < offices.count; j++)
                if (offices.items[j].id == h->opd)
                    b->items[b->count - 1].nama = offices.items[j].singkatan;
        }
        before = h->opd;
        b->items[b->count - 1].besar += h->jumlah;
    }
    for (size_t i = 0; i < b->count; i++) {
        share part = { l->jumlah > 0 ? b->items[i].besar * 10000 / l->jumlah : 0 };
        b->items[i].nilai = req_fmt(req, int, b->items[i].besar);
        b->items[i].catatan = req_fmt(req, share, part);
    }
    draw(req, b);
    return OK;
}

/* ---- from the other counters ----------------------------------------------------------------------------- */

static struct ukuran
measure(const struct ukuran_list *all, const char *ukuran, const char *butir)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_eqz(all->items[i].ukuran, ukuran) && str_eqz(all->items[i].butir, butir))
            return all->items[i];
    return (struct ukuran){ 0 };
}

static void
by_group(struct req *req, struct statistik_lihat *l, const struct ukuran_list *all)
{
    static const char *const groups[] = { "infrastruktur", "manusia", "ekonomi" };
    struct stat_blok *b = open_block(req, l, "gr", "Menurut kelompok", COUNT(groups));
    b->isi = req_tr(req, S("Kelompok pekerjaan dalam kamus usulan."));
    b->kolom_catatan = req_tr(req, S("Bagian"));
    for (size_t i = 0; i < COUNT(groups); i++)
        add_count(req, b, req_tr(req, kelompok_label(str_of(groups[i]))), measure(all, "kelompok", groups[i]).jumlah,
            l->jumlah);
    draw(req, b);
}

static void
by_way(struct req *req, struct statistik_lihat *l, const struct ukuran_list *all)
{
    struct stat_blok *b = open_block(req, l, "kn", "Cara mengirim", 2);
    b->isi = req_tr(req, S("Usulan di atas kertas dicatat oleh kelurahan dan diperlakukan sama."));
    b->kolom_catatan = req_tr(req, S("Bagian"));
    add_count(req, b, req_tr(req, S("Daring")), measure(all, "kanal", "daring").jumlah, l->jumlah);
    add_count(req, b, req_tr(req, S("Kertas")), measure(all, "kanal", "kertas").jumlah, l->jumlah);
    draw(req, b);
}

static void
by_attendance(struct req *req, struct statistik_lihat *l, const struct ukuran_list *all)
{
    int64_t men = measure(all, "hadir", "laki").nilai, women = measure(all, "hadir", "perempuan").nilai;
    struct stat_blok *b = open_block(req, l, "hd", "Yang hadir di rembuk warga", 2);
    b->isi = req_tr(req, S("Jumlah kehadiran menurut berita acara rembuk; satu orang dihitung di setiap rembuk."));
    b->kolom = req_tr(req, S("Kehadiran"));
    b->kolom_catatan = req_tr(req, S("Bagian"));
    add_count(req, b, req_tr(req, S("Laki-laki")), men, men + women);
    add_count(req, b, req_tr(req, S("Perempuan")), women, men + women);
    draw(req, b);
}

/* Tenths of a day: most decisions of a level take less than a week. */
static enum outcome
by_duration(struct req *req, struct statistik_lihat *l, const struct ukuran_list *all)
{
    struct tingkat_list levels;
    TRY(tingkat_list(req->db, l->tahun.tahun, &levels));
    struct stat_blok *b = open_block(req, l, "lm", "Lama tiap tingkat", levels.count);
    b->isi = req_tr(req, S("Rata-rata hari dari giliran dimulai sampai keputusan disimpan."));
    b->kolom = req_tr(req, S("Rata-rata hari"));
    b->kolom_catatan = req_tr(req, S("Keputusan"));
    for (size_t i = 0; i < levels.count; i++) {
        struct ukuran u = measure(all, "lama", cstr(req->arena, levels.items[i].kode));
        int64_t tenths = u.jumlah > 0 ? u.nilai * 10 / u.jumlah / DAY : 0;
        b->items[b->count++] = (struct stat_baris){ .nama = req_tr(req, levels.items[i].nama), .besar = tenths,
            .nilai = u.jumlah > 0 ? req_fmt(req, volume, (volume){ tenths * 1000 }) : S("–"),
            .catatan = req_fmt(req, int, u.jumlah) };
    }
    draw(req, b);
    return OK;
}

static enum outcome
statistics(struct req *req)
{
    struct statistik_lihat l = { .blok.items = arena_array(req->arena, struct stat_blok, BLOCKS) };
    struct ukuran_list all;
    TRY(tahun_of(req, &l.tahun));
    TRY(ukuran_all(req->db, l.tahun.tahun, &all));
    TRY(by_status(req, &l));
    TRY(by_area(req, &l));
    by_group(req, &l, &all);
    TRY(by_office(req, &l));
    by_attendance(req, &l, &all);
    TRY(by_duration(req, &l, &all));
    by_way(req, &l, &all);
    statistik_halaman_html(&req->out, &l);
    req->section = S("musrenbang");
    return page(req, req_tr(req, S("Statistik")));
}

const struct route musrenbang_statistik[] = {
    GET("/musrenbang/{tahun}/statistik", statistics, &anyone, no_place),
    { 0 }
};
