/* sambungan_atur_page.c: one connection: what is called how there, what was refused; and handing a case over. */
#include "core/perkara/atur.h"
#include "modules/aduan/sambungan_html.h"
#include "modules/aduan/sambungan_lihat.h"

static const struct pilihan acts[] = {
    { .kode = { "", 0 }, .nama = { "Tidak dicatat", 13 } },
    { .kode = { "kabar_luar", 10 }, .nama = { "Kabar bagi pelapor", 18 } },
    { .kode = { "kerja_luar", 10 }, .nama = { "Dikerjakan", 10 } },
    { .kode = { "jawab_luar ditangani", 20 }, .nama = { "Ditanggapi: ditangani", 21 } },
    { .kode = { "jawab_luar dijadwalkan", 22 }, .nama = { "Ditanggapi: dijadwalkan", 23 } },
    { .kode = { "jawab_luar tidak_dapat", 22 }, .nama = { "Ditanggapi: tidak dapat", 23 } },
    { .kode = { "jawab_luar tidak_terbukti", 25 }, .nama = { "Ditanggapi: tidak terbukti", 26 } },
    { .kode = { "kembali_luar", 12 }, .nama = { "Kembali ke meja pengaduan", 25 } },
};

/* ---- the page ------------------------------------------------------------------------------------------------- */

static enum outcome
refused_rows(struct req *req, struct sambungan_atur *a)
{
    enum { MOST = 50 };
    a->gagal.items = arena_array(req->arena, struct berangkat_gagal, MOST);
    struct query q = query_of(req->db, "SELECT k.perkara, p.nomor, k.galat, k.langkah, k.waktu FROM sambungan_kirim k"
        " JOIN perkara p ON p.id = k.perkara WHERE k.sambungan = $1 AND k.status = 'gagal'"
        " ORDER BY k.waktu DESC LIMIT 50");
    query_bind(&q, a->s.id);
    while (a->gagal.count < MOST && query_next(&q)) {
        struct berangkat_gagal *g = &a->gagal.items[a->gagal.count++];
        g->perkara = query_int(&q);
        g->nomor   = query_str(&q);
        g->galat   = query_str(&q);
        g->langkah = query_int(&q) != 0;
        g->waktu   = query_int(&q);
    }
    return query_end(&q);
}

static enum outcome
statuses(struct req *req, struct sambungan_atur *a)
{
    struct peta_keadaan list[STATUS_COUNT];
    TRY(peta_keadaan(req->db, a->s.id, list));
    a->status.items = arena_array(req->arena, struct status_baris, STATUS_COUNT);
    for (size_t i = 0; i < STATUS_COUNT; i++)
        a->status.items[a->status.count++] = (struct status_baris){ list[i], status_kata(list[i].status),
            list[i].hasil.len ? str_format(req->arena, STR " " STR, STR_ARG(list[i].aksi), STR_ARG(list[i].hasil))
            : list[i].aksi };
    return OK;
}

static enum outcome
show(struct req *req)
{
    struct sambungan_atur a = { .form = &req->form,
        .aksi = { (struct pilihan *)(uintptr_t)acts, COUNT(acts) } };
    int64_t id;
    TRY(req_id(req, &id));
    TRY(sambungan_by_id(req->db, req->region->secret, id, &a.s));
    TRY(peta_kategori(req->db, id, &a.kategori));
    TRY(statuses(req, &a));
    TRY(refused_rows(req, &a));
    TRY(sambungan_counts(req->db, id, &a.hitung));
    sambungan_atur_halaman_html(&req->out, &a);
    req->section = S("aduan_atur");
    return page(req, a.s.nama);
}

/* ---- saving --------------------------------------------------------------------------------------------------- */

static str
value(struct req *req, const char *prefix, str name)
{
    return str_trim(form_value(&req->form, str_format(req->arena, "%s" STR, prefix, STR_ARG(name))));
}

static enum outcome
save_categories(struct req *req, int64_t id)
{
    struct peta_kategori_list all;
    TRY(peta_kategori(req->db, id, &all));
    for (size_t i = 0; i < all.count; i++) {
        struct peta_kategori *k = &all.items[i];
        str name = str_format(req->arena, "%lld", (long long)k->kategori), code = value(req, "kode_", name);
        bool alone = value(req, "otomatis_", name).len > 0;
        if (code.len > 100)
            return req_error(req, NULL, "Kode untuk \"" STR "\" terlalu panjang: paling banyak 100 huruf.",
                STR_ARG(k->nama));
        if (alone && !code.len)
            return req_error(req, NULL, "\"" STR "\" ditandai diteruskan sendiri, tetapi kodenya di sana kosong. Isi"
                " kodenya atau hapus tandanya.", STR_ARG(k->nama));
        if (str_eq(code, k->kode) && alone == k->otomatis)
            continue;
        k->kode = code;
        k->otomatis = alone;
        TRY(peta_kategori_put(req->db, id, k));
    }
    return OK;
}

static enum outcome
save_statuses(struct req *req, int64_t id)
{
    struct peta_keadaan list[STATUS_COUNT];
    TRY(peta_keadaan(req->db, id, list));
    for (size_t i = 0; i < STATUS_COUNT; i++) {
        str chosen = value(req, "status_", list[i].status), act = { 0 };
        bool known = false;
        for (size_t j = 0; j < COUNT(acts); j++)
            known |= str_eq(acts[j].kode, chosen);
        if (!known)
            return req_error(req, NULL, "Pilih arti status " STR " dari daftar.", STR_ARG(list[i].status));
        str_cut(&chosen, ' ', &act);
        list[i].aksi = act;
        list[i].hasil = chosen;
        TRY(peta_keadaan_put(req->db, id, &list[i]));
    }
    return OK;
}

/* What stands now: who reads the event needs no older one. */
static enum outcome
note_mapping(struct req *req, int64_t id)
{
    struct buf b = { .arena = req->arena };
    struct peta_kategori_list kinds;
    struct peta_keadaan list[STATUS_COUNT];
    TRY(peta_keadaan(req->db, id, list));
    TRY(peta_kategori(req->db, id, &kinds));
    for (size_t i = 0; i < kinds.count; i++)
        if (kinds.items[i].kode.len)
            buf_format(&b, "kategori=" STR " " STR "\n", STR_ARG(kinds.items[i].nama), STR_ARG(kinds.items[i].kode));
    for (size_t i = 0; i < STATUS_COUNT; i++)
        buf_format(&b, "status=" STR " " STR " " STR "\n", STR_ARG(list[i].status), STR_ARG(list[i].aksi),
            STR_ARG(list[i].hasil));
    return atur_event(req, "sambungan.padanan", id, buf_view(&b));
}

static enum outcome
save(struct req *req)
{
    int64_t id;
    struct sambungan s;
    TRY(req_id(req, &id));
    TRY(sambungan_by_id(req->db, req->region->secret, id, &s));
    TRY(save_categories(req, id));
    TRY(save_statuses(req, id));
    TRY(note_mapping(req, id));
    flash(req, "Padanan untuk " STR " tersimpan.", STR_ARG(s.nama));
    return redirect(req, "/meja/aduan/sambungan/%lld", (long long)id);
}

/* Refused ones get their words anew: the mapping may have been mended. */
static enum outcome
send_again(struct req *req)
{
    int64_t id;
    TRY(req_id(req, &id));
    struct query q = query_of(req->db, "UPDATE sambungan_kirim SET status = 'menunggu', isi = $2, galat = ''"
        " WHERE sambungan = $1 AND status = 'gagal'");
    query_bind(&q, id);
    query_bind_bytes(&q, S(""));
    TRY(query_end(&q));
    struct query now = query_of(req->db, "UPDATE sambungan SET berikut = $2 WHERE id = $1 AND aktif = 1");
    query_bind(&now, id);
    query_bind(&now, req->now);
    TRY(query_end(&now));
    flash(req, "%lld kiriman dicoba lagi.", (long long)q.changed);
    return redirect(req, "/meja/aduan/sambungan/%lld", (long long)id);
}

/* ---- one case, by hand ---------------------------------------------------------------------------------------- */

static enum outcome
went_before(struct req *req, int64_t perkara, struct serah_lihat *l)
{
    enum { MOST = 20 };
    l->sudah.items = arena_array(req->arena, struct serah_baris, MOST);
    struct query q = query_of(req->db, "SELECT s.nama, k.luar, k.status, k.galat FROM sambungan_kirim k"
        " JOIN sambungan s ON s.id = k.sambungan WHERE k.perkara = $1 AND k.langkah = 0 ORDER BY k.waktu LIMIT 20");
    query_bind(&q, perkara);
    while (l->sudah.count < MOST && query_next(&q)) {
        struct serah_baris *b = &l->sudah.items[l->sudah.count++];
        b->nama   = query_str(&q);
        b->luar   = query_str(&q);
        b->status = query_str(&q);
        b->galat  = query_str(&q);
    }
    return query_end(&q);
}

enum outcome
serah_gather(struct req *req, const struct perkara *p, struct serah_lihat *l)
{
    enum { MOST = 20 };
    *l = (struct serah_lihat){ .perkara = p->id };
    TRY(went_before(req, p->id, l));
    l->ke.items = arena_array(req->arena, struct pilihan, MOST);
    if (!p->tayang || !str_eqz(p->tampak, "publik") || !p->terbuka)
        return OK;
    struct query q = query_of(req->db, "SELECT s.id, s.nama FROM sambungan s JOIN sambungan_kategori k"
        " ON k.sambungan = s.id AND k.kategori = $2 AND k.kode <> '' WHERE s.aktif = 1 AND NOT EXISTS (SELECT 1"
        " FROM sambungan_kirim x WHERE x.sambungan = s.id AND x.perkara = $1 AND x.langkah = 0)"
        " ORDER BY s.nama LIMIT 20");
    query_bind(&q, p->id);
    query_bind(&q, p->kategori);
    while (l->ke.count < MOST && query_next(&q)) {
        str id = str_format(req->arena, "%lld", (long long)query_int(&q));
        l->ke.items[l->ke.count++] = (struct pilihan){ .kode = id, .nama = query_str(&q) };
    }
    return query_end(&q);
}

static enum outcome
back_to_case(struct req *req)
{
    int64_t id;
    TRY(req_id(req, &id));
    str why = req->form.error_count ? req->form.errors[0].message : S("");
    flash(req, STR, STR_ARG(why));
    return redirect(req, "/meja/aduan/%lld", (long long)id);
}

static enum outcome
hand_over(struct req *req)
{
    int64_t id, to = 0;
    struct sambungan s;
    struct perkara p;
    str why = { 0 };
    TRY(req_id(req, &id));
    TRY(aduan_by_id(req->db, id, &p));
    enum outcome o = str_int(form_value(&req->form, S("sambungan")), &to)
        ? sambungan_by_id(req->db, req->region->secret, to, &s) : NOT_FOUND;
    if (o == NOT_FOUND || (o == OK && !s.aktif))
        return req_error(req, NULL, "Pilih instansi tersambung yang masih berjalan.");
    TRY(o);
    o = sambungan_queue(req, &s, &p, &why);
    if (o == INVALID && why.len)
        return req_error(req, NULL, STR, STR_ARG(why));
    if (o == CONFLICT)
        return req_error(req, NULL, "Laporan ini sudah diteruskan ke " STR ".", STR_ARG(s.nama));
    TRY(o);
    flash(req, "Laporan " STR " diteruskan ke " STR ".", STR_ARG(p.nomor), STR_ARG(s.nama));
    return redirect(req, "/meja/aduan/%lld", (long long)id);
}

const struct route aduan_sambungan_atur[] = {
    GET ("/meja/aduan/sambungan/{id}",       show,                          &aduan_atur, no_place),
    POST("/meja/aduan/sambungan/{id}",       NULL, save, show,              &aduan_atur, no_place),
    POST("/meja/aduan/sambungan/{id}/ulang", NULL, send_again, show,        &aduan_atur, no_place),
    POST("/meja/aduan/{id}/serah",           NULL, hand_over, back_to_case, &aduan_meja, aduan_place),
    { 0 }
};
