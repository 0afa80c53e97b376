/* rencana_page.c: planning years: the list, a new one, its windows, opening and closing it. */
#include "modules/musrenbang/rencana_html.h"
#include "modules/musrenbang/rencana_lihat.h"

enum { YEAR_FIRST = 2020, YEAR_LAST = 2099 };

/* ---- the head of a year's pages ---------------------------------------------------------------------------- */

static const struct { const char *kode, *nama, *ikon, *url; } sections[] = {
    { "jadwal",   "Jadwal",   "calendar-range", "" },
    { "jalur",    "Jalur",    "split",          "/jalur" },
    { "kriteria", "Kriteria", "scale",          "/kriteria" },
    { "alasan",   "Alasan",   "message-square-text", "/alasan" },
    { "kamus",    "Kamus",    "book-open",      "/kamus" },
    { "pagu",     "Pagu",     "wallet",         "/pagu" },
    { "cadangan", "Cadangan", "archive",        "/cadangan" },
};

enum outcome
rencana_kepala(struct req *req, const char *kini, struct rencana_kepala *k)
{
    int64_t tahun;
    TRY(str_int(req_param(req, "tahun"), &tahun) ? OK : NOT_FOUND);
    TRY(tahun_get(req->db, tahun, &k->tahun));
    k->form = &req->form;
    k->bagian = (struct rencana_bagian_list){ arena_array(req->arena, struct rencana_bagian, COUNT(sections)),
        COUNT(sections) };
    for (size_t i = 0; i < COUNT(sections); i++)
        k->bagian.items[i] = (struct rencana_bagian){ str_of(sections[i].kode), str_of(sections[i].nama),
            str_of(sections[i].ikon), str_format(req->arena, "/rencana/%lld%s", (long long)tahun, sections[i].url),
            strcmp(sections[i].kode, kini) == 0 };
    req->section = S("rencana");
    return OK;
}

str
keadaan_tahun_label(str keadaan)
{
    return str_eqz(keadaan, "berjalan") ? S("Berjalan") : str_eqz(keadaan, "selesai") ? S("Selesai") : S("Disiapkan");
}

str
rencana_kata_text(struct html *out, str jenis)
{
    static const struct { const char *jenis, *kata; } words[] = { { "rencana.dibuat", "Tahun dibuat" },
        { "rencana.jadwal", "Jadwal diubah" }, { "rencana.jalur", "Jalur diubah" },
        { "rencana.kriteria", "Kriteria diubah" }, { "rencana.keadaan", "Keadaan tahun diubah" },
        { "rencana.pagu", "Pagu diubah" }, { "rencana.pagu_impor", "Pagu dimuat dari CSV" },
        { "rencana.tumpang", "Tahap bersamaan diatur" },
        { "rencana.kamus_impor", "Kamus dimuat dari CSV" } };
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_eqz(jenis, words[i].jenis))
            return html_tr(out, str_of(words[i].kata));
    return jenis;
}

/* "tahap=usulan" and so on as a sentence reads them: "tahap: usulan, mulai: 2026-11-26"; what is empty is left out. */
str
rencana_isi_text(struct html *out, str isi)
{
    struct buf b = { .arena = out->out.arena };
    str line, name;
    while (str_cut(&isi, '\n', &line)) {
        if (!str_cut(&line, '=', &name) || !line.len)
            continue;
        buf_format(&b, "%s", b.len ? ", " : "");
        for (size_t i = 0; i < name.len; i++)
            buf_char(&b, name.ptr[i] == '_' ? ' ' : name.ptr[i]);
        buf_format(&b, ": " STR, STR_ARG(line));
    }
    return buf_view(&b);
}

/* ---- the list and a new year ------------------------------------------------------------------------------- */

struct tahun_isian { int64_t tahun, dari; };
static const struct field year_fields[] = {
    FIELD(struct tahun_isian, tahun, .label = "Tahun rencana"
        " (RKPD)", .lowest = YEAR_FIRST, .highest = YEAR_LAST, REQUIRED,
        .max = 4, .hint = "Tahun anggaran yang direncanakan, misalnya 2028."),
    FIELD(struct tahun_isian, dari, .label = "Salin dari tahun", .highest = YEAR_LAST,
        .hint = "Jadwal digeser sebanyak selisih tahunnya; jalur, kriteria, kamus dengan harganya, dan pagu ikut"
            " disalin."),
    { 0 }
};

static enum outcome
years(struct req *req)
{
    struct tahun_list all;
    struct rencana_daftar d = { .form = &req->form };
    TRY(tahun_list(req->db, &all));
    d.tahun.items = arena_array(req->arena, struct rencana_baris, all.count + 1);
    d.dari.items = arena_array(req->arena, struct pilihan, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        struct rencana_baris *b = &d.tahun.items[d.tahun.count++];
        b->tahun = all.items[i];
        TRY(tahun_counts(req->db, b->tahun.tahun, &b->jumlah));
        str year = str_number_in(req->arena, b->tahun.tahun);
        d.dari.items[d.dari.count++] = (struct pilihan){ .kode = year, .nama = year };
    }
    form_show(req, year_fields);
    form_set(req, "tahun", all.count ? str_number_in(req->arena, all.items[0].tahun + 1) : S(""));
    form_set(req, "dari", d.dari.count ? d.dari.items[0].kode : S(""));
    rencana_daftar_halaman_html(&req->out, &d);
    req->section = S("rencana");
    return page(req, req_tr(req, S("Tahun perencanaan")));
}

static enum outcome
read_year(struct req *req)
{
    struct tahun_isian *typed = req_keep(req, sizeof *typed);
    return form_read(req, year_fields, typed) ? OK : INVALID;
}

static enum outcome
create(struct req *req)
{
    const struct tahun_isian *typed = req->kept;
    struct tahun there, source = { 0 };
    enum outcome o = tahun_get(req->db, typed->tahun, &there);
    if (o == OK)
        return req_error(req, "tahun", "Tahun %lld sudah ada. Buka tahun itu, atau tulis tahun lain.",
            (long long)typed->tahun);
    TRY(o == NOT_FOUND ? OK : o);
    o = typed->dari ? tahun_get(req->db, typed->dari, &source) : OK;
    if (o == NOT_FOUND)
        return req_error(req, "dari", "Tahun %lld tidak ada. Pilih dari daftar.", (long long)typed->dari);
    TRY(o);
    struct tahun fresh = { typed->tahun, str_format(req->arena, "Musrenbang RKPD %lld", (long long)typed->tahun),
        S("disiapkan"), req->region->sample };
    TRY(tahun_insert(req->db, &fresh));
    if (typed->dari)
        TRY(tahun_copy(req->db, typed->dari, fresh.tahun));
    else {
        TRY(path_insert(req->db, fresh.tahun, true));
        TRY(criteria_insert(req->db, fresh.tahun));
    }
    TRY(rencana_event(req, "rencana.dibuat", fresh.tahun, str_format(req->arena, "dari=%lld",
        (long long)typed->dari)));
    flash(req, "Tahun %lld disiapkan. Periksa jadwal, kamus, dan pagunya, lalu buka.", (long long)fresh.tahun);
    return redirect(req, "/rencana/%lld", (long long)fresh.tahun);
}

/* ---- windows ----------------------------------------------------------------------------------------------- */

static struct lencana
badge_of(const struct jadwal *j, date today)
{
    struct tahapan t = { .mulai = j->mulai, .selesai = j->selesai };
    if (!j->dipakai)
        return (struct lencana){ S(""), S("ban"), S("Tidak dipakai") };
    if (!j->ada)
        return (struct lencana){ S("ulang"), S("triangle-alert"), S("Belum diisi") };
    if (tahapan_open(&t, today))
        return (struct lencana){ S("kerja"), S("hourglass"), S("Sedang berjalan") };
    return date_number(j->selesai) < date_number(today) ? (struct lencana){ S("selesai"), S("check"), S("Selesai") }
        : (struct lencana){ S("tunggu"), S("clock"), S("Akan datang") };
}

static enum outcome
windows(struct req *req)
{
    struct jadwal_lihat l = { 0 };
    struct jadwal_list all;
    date today = date_of(req->now, req->region->zone);
    TRY(rencana_kepala(req, "jadwal", &l.kepala));
    TRY(jadwal_list(req->db, l.kepala.tahun.tahun, &all));
    TRY(tahun_counts(req->db, l.kepala.tahun.tahun, &l.jumlah));
    TRY(peristiwa_of(req->db, "tahun_rencana", l.kepala.tahun.tahun, true, &l.riwayat));
    l.tahap = (struct jadwal_baris_list){ arena_array(req->arena, struct jadwal_baris, all.count), all.count };
    for (size_t i = 0; i < all.count; i++)
        l.tahap.items[i] = (struct jadwal_baris){ all.items[i], badge_of(&all.items[i], today) };
    rencana_jadwal_halaman_html(&req->out, &l);
    return page(req, l.kepala.tahun.nama);
}

static const struct field window_fields[] = {
    FIELD(struct jadwal_isian, mulai, .label = "Mulai", REQUIRED),
    FIELD(struct jadwal_isian, selesai, .label = "Sampai", REQUIRED, .hint = "Hari terakhir tahap ini masih terbuka."),
    FIELD(struct jadwal_isian, dasar, .label = "Dasar", .max = 200,
        .hint = "Nomor keputusan atau surat edaran. Wajib bila tahap yang sedang berjalan digeser."),
    { 0 }
};

static enum outcome
one_window(struct req *req)
{
    struct jadwal_satu s = { .form = &req->form };
    struct jadwal_list all;
    TRY(rencana_kepala(req, "jadwal", &s.kepala));
    TRY(jadwal_list(req->db, s.kepala.tahun.tahun, &all));
    for (size_t i = 0; i < all.count; i++)
        if (str_eq(all.items[i].kode, req_param(req, "tahap")))
            s.j = all.items[i];
    TRY(s.j.kode.len ? OK : NOT_FOUND);
    struct tahapan t = { .mulai = s.j.mulai, .selesai = s.j.selesai };
    s.berjalan = s.j.ada && tahapan_open(&t, date_of(req->now, req->region->zone));
    form_show(req, window_fields);
    if (s.j.ada) {
        form_set(req, "mulai", date_iso(req->arena, s.j.mulai));
        form_set(req, "selesai", date_iso(req->arena, s.j.selesai));
        form_set(req, "dasar", s.j.dasar);
    }
    rencana_tahap_halaman_html(&req->out, &s);
    return page(req, s.j.nama);
}

static enum outcome
read_window(struct req *req)
{
    struct jadwal_isian *typed = req_keep(req, sizeof *typed);
    return form_read(req, window_fields, typed) ? OK : INVALID;
}

static enum outcome
save_window(struct req *req)
{
    struct rencana_kepala k;
    TRY(rencana_kepala(req, "jadwal", &k));
    TRY(jadwal_change(req, k.tahun.tahun, req_param(req, "tahap"), req->kept));
    flash(req, "Jadwal tersimpan.");
    return redirect(req, "/rencana/%lld", (long long)k.tahun.tahun);
}

/* ---- open and closed --------------------------------------------------------------------------------------- */

static enum outcome
change_state(struct req *req, const struct rencana_kepala *k, str to)
{
    TRY(tahun_set_keadaan(req->db, k->tahun.tahun, to));
    return rencana_event(req, "rencana.keadaan", k->tahun.tahun, str_format(req->arena, "lama=" STR "\nbaru=" STR,
        STR_ARG(k->tahun.keadaan), STR_ARG(to)));
}

static enum outcome
open_year_now(struct req *req)
{
    struct rencana_kepala k;
    TRY(rencana_kepala(req, "jadwal", &k));
    if (str_eqz(k.tahun.keadaan, "berjalan"))
        return req_error(req, NULL, "Tahun %lld sudah berjalan.", (long long)k.tahun.tahun);
    TRY(tahun_is_ready(req, k.tahun.tahun));
    TRY(change_state(req, &k, S("berjalan")));
    flash(req, "Tahun %lld dibuka.", (long long)k.tahun.tahun);
    return redirect(req, "/rencana/%lld", (long long)k.tahun.tahun);
}

static enum outcome
ask_to_close(struct req *req)
{
    struct tutup_lihat l = { .form = &req->form };
    struct tahun_jumlah j;
    TRY(rencana_kepala(req, "jadwal", &l.kepala));
    TRY(tahun_counts(req->db, l.kepala.tahun.tahun, &j));
    int64_t tahun = l.kepala.tahun.tahun;
    str back = str_format(req->arena, "/rencana/%lld", (long long)tahun);
    l.tanya = (struct konfirmasi){ .merusak = true, .batal = back,
        .tujuan = str_format(req->arena, STR "/tutup", STR_ARG(back)), .tombol = req_tr(req, S("Ya, tutup tahun ini")),
        .judul = str_format(req->arena, "Tutup tahun %lld?", (long long)tahun),
        .isi = str_format(req->arena, "%lld usulan yang masih draf, dikembalikan, atau cadangan menjadi"
            " kedaluwarsa, dan"
            " pengusulnya diberi tahu. Itu tidak dapat dikembalikan. Cadangan masih dapat disalin ke tahun berikutnya.",
            (long long)j.belum_selesai) };
    rencana_tutup_halaman_html(&req->out, &l);
    return page(req, l.tanya.judul);
}

static enum outcome
close_year(struct req *req)
{
    struct rencana_kepala k;
    struct tahun_jumlah j;
    TRY(rencana_kepala(req, "jadwal", &k));
    TRY(tahun_counts(req->db, k.tahun.tahun, &j));
    if (!str_eqz(k.tahun.keadaan, "berjalan"))
        return req_error(req, NULL, "Tahun %lld tidak sedang berjalan, jadi tidak dapat ditutup.",
            (long long)k.tahun.tahun);
    if (j.diperiksa)
        return req_error(req, NULL, "Masih %lld usulan menunggu keputusan. Putuskan dulu semuanya; bila jadwalnya sudah"
            " lewat, perpanjang tahap itu.", (long long)j.diperiksa);
    TRY(change_state(req, &k, S("selesai")));
    flash(req, "Tahun %lld ditutup. Usulan yang belum selesai menjadi kedaluwarsa dalam beberapa menit.",
        (long long)k.tahun.tahun);
    return redirect(req, "/rencana/%lld", (long long)k.tahun.tahun);
}

const struct route rencana_pages[] = {
    GET ("/rencana",                        years,                             &rencana_kelola, no_place),
    POST("/rencana",                        read_year, create, years,          &rencana_kelola, no_place),
    GET ("/rencana/{tahun}",                windows,                           &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/jadwal/{tahap}", one_window,                        &rencana_kelola, no_place),
    POST("/rencana/{tahun}/jadwal/{tahap}", read_window, save_window, one_window, &rencana_kelola, no_place),
    POST("/rencana/{tahun}/buka",           NULL, open_year_now, windows,      &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/tutup",          ask_to_close,                      &rencana_kelola, no_place),
    POST("/rencana/{tahun}/tutup",          NULL, close_year, ask_to_close,    &rencana_kelola, no_place),
    { 0 }
};
