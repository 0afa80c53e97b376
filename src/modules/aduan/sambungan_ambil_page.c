/* sambungan_ambil_page.c: which cases of another installation are ours: by kind, by place, how many an hour. */
#include "modules/aduan/sambungan_html.h"
#include "modules/aduan/sambungan_lihat.h"

enum { PER_HOUR = 200, BACK_DAYS = 90 };

struct isian_ambil { bool aktif, ulang; int64_t per_jam; };
static const struct field fields[] = {
    FIELD(struct isian_ambil, aktif, .label = "Ambil laporan dari sana yang menjadi urusan kita",
        .hint = "Pelapornya tetap di sana; yang ditulis untuk pelapor di sini dikirim ke sana."),
    FIELD(struct isian_ambil, per_jam, .label = "Paling banyak laporan baru per jam", .lowest = 1, .highest = 10000,
        REQUIRED),
    FIELD(struct isian_ambil, ulang, .label = "Baca ulang 90 hari terakhir",
        .hint = "Setelah padanan ditambah. Yang sudah diambil tidak diambil lagi."),
    { 0 }
};

static enum outcome
choices(struct req *req, int64_t id, struct pilihan_list *list)
{
    struct peta_kategori_list all;
    TRY(peta_kategori(req->db, id, &all));
    list->items = arena_array(req->arena, struct pilihan, all.count + 1);
    list->items[list->count++] = (struct pilihan){ .kode = S("0"), .nama = S("Bukan urusan kita") };
    for (size_t i = 0; i < all.count; i++)
        list->items[list->count++] = (struct pilihan){ .nama = all.items[i].nama,
            .kode = str_format(req->arena, "%lld", (long long)all.items[i].kategori) };
    return OK;
}

/* '*' stands first, also before anything was seen. */
static enum outcome
services(struct req *req, int64_t id, struct layanan_luar_list *list)
{
    TRY(layanan_luar(req->db, id, list));
    if (list->count && str_eqz(list->items[0].kode, "*"))
        return OK;
    memmove(list->items + 1, list->items, sizeof *list->items * list->count++);
    list->items[0] = (struct layanan_luar){ .kode = S("*") };
    return OK;
}

static enum outcome
show(struct req *req)
{
    struct sambungan_ambil a = { .form = &req->form };
    int64_t id;
    TRY(req_id(req, &id));
    TRY(sambungan_by_id(req->db, req->region->secret, id, &a.s));
    TRY(tarik_of(req->db, id, &a.tarik));
    TRY(services(req, id, &a.layanan));
    TRY(choices(req, id, &a.kategori));
    TRY(sambungan_counts(req->db, id, &a.hitung));
    form_show(req, fields);
    form_set(req, "per_jam", str_format(req->arena, "%lld", (long long)(a.tarik.per_jam ? a.tarik.per_jam : PER_HOUR)));
    if (a.tarik.aktif)
        form_set(req, "aktif", S("1"));
    sambungan_ambil_halaman_html(&req->out, &a);
    req->section = S("aduan_atur");
    return page(req, req_format(req, "Ambil laporan dari " STR, STR_ARG(a.s.nama)));
}

static enum outcome
read(struct req *req)
{
    struct isian_ambil *f = req_keep(req, sizeof *f);
    return form_read(req, fields, f) ? OK : INVALID;
}

static bool
is_choice(const struct pilihan_list *list, str kode)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_eq(list->items[i].kode, kode))
            return true;
    return false;
}

static enum outcome
save_services(struct req *req, int64_t id)
{
    struct layanan_luar_list list;
    struct pilihan_list ours = { 0 };
    TRY(services(req, id, &list));
    TRY(choices(req, id, &ours));
    for (size_t i = 0; i < list.count; i++) {
        struct layanan_luar *l = &list.items[i];
        str chosen = form_value(&req->form, str_format(req->arena, "layanan_" STR, STR_ARG(l->kode)));
        if (chosen.len == 0)
            continue;                   /* it came while the page was open */
        if (!is_choice(&ours, chosen) || !str_int(chosen, &l->kategori))
            return req_error(req, NULL, "Pilih jenis laporan untuk kode " STR " dari daftar.", STR_ARG(l->kode));
        TRY(layanan_luar_put(req->db, id, l));
    }
    return OK;
}

/* From a day before it is turned on: their clock may be behind ours. */
static enum outcome
save(struct req *req)
{
    const struct isian_ambil *f = req->kept;
    struct sambungan s;
    struct tarik t;
    int64_t id;
    TRY(req_id(req, &id));
    TRY(sambungan_by_id(req->db, req->region->secret, id, &s));
    TRY(tarik_of(req->db, id, &t));
    TRY(save_services(req, id));
    if (f->ulang)
        t.tanda = req->now - BACK_DAYS * DAY;
    else if (t.tanda == 0 || (f->aktif && !t.aktif))
        t.tanda = req->now - DAY;
    if (f->ulang || f->aktif != t.aktif)
        TRY(bacaan_save(req->db, id, "laporan", &(struct bacaan){ .halaman = 1 }));
    t.aktif = f->aktif;
    t.per_jam = f->per_jam;
    TRY(tarik_put(req->db, id, &t));
    struct query q = query_of(req->db, "UPDATE sambungan SET berikut = $2 WHERE id = $1 AND aktif = 1");
    query_bind(&q, id);
    query_bind(&q, req->now);
    TRY(query_end(&q));
    if (t.aktif)
        flash(req, "Tersimpan. Laporan dari " STR " dibaca mulai sekarang.", STR_ARG(s.nama));
    else
        flash(req, "Tersimpan. Laporan dari " STR " tidak diambil.", STR_ARG(s.nama));
    return redirect(req, "/meja/aduan/sambungan/%lld/ambil", (long long)id);
}

const struct route aduan_sambungan_ambil[] = {
    GET ("/meja/aduan/sambungan/{id}/ambil", show,             &aduan_atur, no_place),
    POST("/meja/aduan/sambungan/{id}/ambil", read, save, show, &aduan_atur, no_place),
    { 0 }
};
