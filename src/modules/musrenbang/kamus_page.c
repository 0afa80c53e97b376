/* kamus_page.c: the dictionary of a year for those who keep it: the list, one item, a new one. */
#include "base/letters.h"
#include "modules/musrenbang/kamus.h"
#include "modules/musrenbang/kamus_html.h"

struct kamus_isian { str kode, nama, kelompok; int64_t opd; str sub_kegiatan, sub_kegiatan_nama, satuan; money harga;
    volume maks; str pembayar, sebab; bool rw, dprd, fisik, aktif; };
static const struct field fields[] = {
    FIELD(struct kamus_isian, kode, .label = "Kode", .max = 12, REQUIRED,
        .hint = "Tetap: dengan kode ini butir yang sama dikenali di tahun lain."),
    FIELD(struct kamus_isian, nama, .label = "Jenis pekerjaan", .max = 120, REQUIRED),
    FIELD(struct kamus_isian, kelompok, .label = "Kelompok", .max = 20, REQUIRED),
    FIELD(struct kamus_isian, opd, .label = "Perangkat daerah", .highest = INT64_MAX, REQUIRED),
    FIELD(struct kamus_isian, sub_kegiatan, .label = "Kode sub kegiatan", .max = 24,
        .hint = "Seperti 1.03.10.2.01.0053. Tanpa kode ini usulannya belum dapat diterima TAPD."),
    FIELD(struct kamus_isian, sub_kegiatan_nama, .label = "Nama sub kegiatan", .max = 200),
    FIELD(struct kamus_isian, satuan, .label = "Satuan", .max = 30, REQUIRED),
    FIELD(struct kamus_isian, harga, .label = "Harga satuan", .unit = "rupiah", REQUIRED,
        .hint = "Hanya untuk usulan yang dikirim sesudah ini; yang sudah terkirim tetap dengan harganya."),
    FIELD(struct kamus_isian, maks, .label = "Volume terbesar satu usulan", .unit = "satuan",
        .hint = "0 atau kosong: tanpa batas."),
    FIELD(struct kamus_isian, pembayar, .label = "Dibayar oleh", .max = 20, REQUIRED),
    FIELD(struct kamus_isian, rw, .label = "RW boleh mengusulkan"),
    FIELD(struct kamus_isian, dprd, .label = "DPRD boleh mengusulkan (pokir)"),
    FIELD(struct kamus_isian, fisik, .label = "Pekerjaan fisik", .hint = "Usulannya wajib foto."),
    FIELD(struct kamus_isian, aktif, .label = "Dapat dipilih"),
    FIELD(struct kamus_isian, sebab, .label = "Sebab perubahan", .max = 200,
        .hint = "Wajib setelah masa usulan dibuka; tampil di riwayat."),
    { 0 }
};

static enum outcome
choices_of_office(struct req *req, struct pilihan_list *l)
{
    struct opd_list all;
    TRY(opd_all(req->db, S(""), &all));
    *l = (struct pilihan_list){ arena_array(req->arena, struct pilihan, all.count + 1), 0 };
    for (size_t i = 0; i < all.count; i++)
        l->items[l->count++] = (struct pilihan){ .nama = all.items[i].nama,
            .kode = str_number_in(req->arena, all.items[i].id) };
    return OK;
}

str
kamus_pengguna_text(struct html *out, str pengguna)
{
    (void)out;
    return str_eqz(pengguna, "rw dprd") ? S("RW, DPRD") : str_eqz(pengguna, "rw") ? S("RW") : S("DPRD");
}

/* ---- the list ---------------------------------------------------------------------------------------------- */

static str
list_url(struct req *req, const struct kamus_daftar *d, str sesudah)
{
    struct arena *a = req->arena;
    return str_format(a, "/rencana/%lld/kamus?cari=" STR "&kelompok=" STR "&keadaan=" STR "&opd=" STR "&sesudah=" STR,
        (long long)d->ask.tahun, STR_ARG(url_part(a, d->ask.cari)), STR_ARG(url_part(a, d->ask.kelompok)),
        STR_ARG(url_part(a, d->ask.keadaan)), STR_ARG(url_part(a, d->opd_kini)), STR_ARG(url_part(a, sesudah)));
}

static enum outcome
items(struct req *req)
{
    struct kamus_daftar d = { .ask = { .cari = letters_head(str_trim(req_arg(req, "cari")), 120),
        .kelompok = req_arg(req, "kelompok"), .keadaan = req_arg(req, "keadaan"), .opd = req_arg_int(req, "opd", 0),
        .sesudah = req_arg(req, "sesudah") }, .opd_kini = req_arg(req, "opd") };
    TRY(rencana_kepala(req, "kamus", &d.kepala));
    d.ask.tahun = d.kepala.tahun.tahun;
    TRY(kamus_locked(req, d.ask.tahun, &d.terkunci));
    TRY(kamus_find(req->db, &d.ask, &d.list));
    TRY(choices_of_office(req, &d.opd));
    d.disaring = d.ask.cari.len || d.ask.kelompok.len || d.ask.keadaan.len || d.ask.opd;
    if (d.list.count > KAMUS_SHOWN) {
        d.list.count = KAMUS_SHOWN;
        d.berikut = list_url(req, &d, d.list.items[KAMUS_SHOWN - 1].kode);
    }
    kamus_daftar_halaman_html(&req->out, &d);
    return page(req, req_tr(req, S("Kamus usulan")));
}

/* ---- one item ---------------------------------------------------------------------------------------------- */

static void
prefill(struct req *req, const struct kamus *k)
{
    form_set(req, "kode", k->kode);
    form_set(req, "nama", k->nama);
    form_set(req, "kelompok", k->kelompok);
    form_set(req, "opd", k->opd ? str_number_in(req->arena, k->opd) : S(""));
    form_set(req, "sub_kegiatan", k->sub_kegiatan);
    form_set(req, "sub_kegiatan_nama", k->sub_kegiatan_nama);
    form_set(req, "satuan", k->satuan);
    form_set(req, "harga", k->harga.sen ? money_input(req->arena, k->harga) : S(""));
    form_set(req, "maks", k->maks.e4 ? volume_input(req->arena, k->maks) : S(""));
    form_set(req, "pembayar", k->pembayar);
    form_set(req, "rw", kamus_usable_by(k, S("rw")) ? S("1") : S(""));
    form_set(req, "dprd", kamus_usable_by(k, S("dprd")) ? S("1") : S(""));
    form_set(req, "fisik", k->fisik ? S("1") : S(""));
    form_set(req, "aktif", k->aktif ? S("1") : S(""));
}

static enum outcome
show_item(struct req *req, struct kamus_satu *s)
{
    static struct pilihan groups[] = { { .kode = { "infrastruktur", 13 }, .nama = { "Infrastruktur", 13 } },
        { .kode = { "manusia", 7 }, .nama = { "Pembangunan manusia", 19 } },
        { .kode = { "ekonomi", 7 }, .nama = { "Ekonomi", 7 } } };
    static struct pilihan payers[] = { { .kode = { "opd", 3 }, .nama = { "Perangkat daerah", 16 } },
        { .kode = { "kelurahan", 9 }, .nama = { "Dana kelurahan", 14 } } };
    s->form = &req->form;
    s->kelompok = (struct pilihan_list){ groups, COUNT(groups) };
    s->pembayar = (struct pilihan_list){ payers, COUNT(payers) };
    TRY(choices_of_office(req, &s->opd));
    TRY(kamus_locked(req, s->kepala.tahun.tahun, &s->terkunci));
    if (s->k.id)
        TRY(peristiwa_of(req->db, "kamus", s->k.id, true, &s->riwayat));
    form_show(req, fields);
    prefill(req, &s->k);
    kamus_satu_halaman_html(&req->out, s);
    return page(req, s->baru ? req_tr(req, S("Butir kamus baru")) : s->k.nama);
}

static enum outcome
new_item(struct req *req)
{
    struct kamus_satu s = { .baru = true, .k = { .aktif = true, .pengguna = S("rw"), .pembayar = S("opd") } };
    TRY(rencana_kepala(req, "kamus", &s.kepala));
    s.tujuan = str_format(req->arena, "/rencana/%lld/kamus/baru", (long long)s.kepala.tahun.tahun);
    return show_item(req, &s);
}

/* {kode}: codes are unique in a year. */
static enum outcome
one_item(struct req *req)
{
    struct kamus_satu s = { 0 };
    TRY(rencana_kepala(req, "kamus", &s.kepala));
    TRY(kamus_by_kode(req->db, s.kepala.tahun.tahun, req_param(req, "butir"), &s.k));
    s.tujuan = str_format(req->arena, "/rencana/%lld/kamus/butir/" STR, (long long)s.kepala.tahun.tahun,
        STR_ARG(url_part(req->arena, s.k.kode)));
    return show_item(req, &s);
}

static enum outcome
read_item(struct req *req)
{
    struct kamus_isian *typed = req_keep(req, sizeof *typed);
    return form_read(req, fields, typed) ? OK : INVALID;
}

/* What was typed, as an item; what is wrong stands beside its field. */
static enum outcome
checked(struct req *req, int64_t tahun, struct kamus *k)
{
    const struct kamus_isian *f = req->kept;
    const char *field = NULL, *what;
    struct opd office;
    bool locked;
    *k = (struct kamus){ .id = k->id, .tahun = tahun, .kode = f->kode, .nama = f->nama, .kelompok = f->kelompok,
        .fisik = f->fisik, .sub_kegiatan = f->sub_kegiatan, .sub_kegiatan_nama = f->sub_kegiatan_nama,
        .satuan = f->satuan, .harga = f->harga, .maks = f->maks, .pembayar = f->pembayar, .aktif = f->aktif,
        .pengguna = f->rw && f->dprd ? S("rw dprd") : f->rw ? S("rw") : f->dprd ? S("dprd") : S("") };
    enum outcome o = opd_by_id(req->db, f->opd, &office);
    TRY(o == NOT_FOUND ? OK : o);
    k->opd = o == OK ? office.id : 0;
    if ((what = kamus_wrong(k, &field)))
        return req_error(req, strcmp(field, "pengguna") == 0 ? "rw" : field, strcmp(field, "pengguna") == 0
            ? "Pilih siapa yang boleh mengusulkan: RW, DPRD, atau keduanya." : "Periksa lagi: %s", what);
    TRY(kamus_locked(req, tahun, &locked));
    if (locked && str_letters(f->sebab) < 10)
        return req_error(req, "sebab", "Masa usulan %lld sudah dibuka, jadi kamusnya terkunci. Tulis sebab"
            " perubahan ini"
            " (paling sedikit 10 huruf).", (long long)tahun);
    return OK;
}

static enum outcome
create(struct req *req)
{
    struct rencana_kepala h;
    struct kamus there, k = { .id = req->new_id };
    TRY(rencana_kepala(req, "kamus", &h));
    TRY(checked(req, h.tahun.tahun, &k));
    enum outcome o = kamus_by_kode(req->db, h.tahun.tahun, k.kode, &there);
    if (o == OK)
        return req_error(req, "kode", "Kode " STR " sudah dipakai: " STR ". Pilih kode lain.", STR_ARG(k.kode),
            STR_ARG(there.nama));
    TRY(o == NOT_FOUND ? OK : o);
    TRY(kamus_insert(req->db, &k));
    TRY(kamus_event(req, NULL, &k, ((const struct kamus_isian *)req->kept)->sebab));
    flash(req, STR " masuk kamus.", STR_ARG(k.kode));
    return redirect(req, "/rencana/%lld/kamus", (long long)h.tahun.tahun);
}

static enum outcome
change(struct req *req)
{
    struct rencana_kepala h;
    struct kamus was;
    TRY(rencana_kepala(req, "kamus", &h));
    TRY(kamus_by_kode(req->db, h.tahun.tahun, req_param(req, "butir"), &was));
    struct kamus k = { .id = was.id };
    TRY(checked(req, h.tahun.tahun, &k));
    k.kode = was.kode;
    TRY(kamus_update(req->db, &k));
    TRY(kamus_event(req, &was, &k, ((const struct kamus_isian *)req->kept)->sebab));
    flash(req, STR " tersimpan. Usulan yang sudah terkirim tetap dengan harganya.", STR_ARG(k.kode));
    return redirect(req, "/rencana/%lld/kamus", (long long)h.tahun.tahun);
}

const struct route kamus_pages[] = {
    GET ("/rencana/{tahun}/kamus",               items,                       &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/kamus/baru",          new_item,                    &rencana_kelola, no_place),
    POST("/rencana/{tahun}/kamus/baru",          read_item, create, new_item, &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/kamus/butir/{butir}", one_item,                    &rencana_kelola, no_place),
    POST("/rencana/{tahun}/kamus/butir/{butir}", read_item, change, one_item, &rencana_kelola, no_place),
    { 0 }
};
