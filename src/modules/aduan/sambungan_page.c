/* sambungan_page.c: connections to other installations: all of them, a new one, a try now, a stop. */
#include "core/perkara/atur.h"
#include "modules/aduan/sambungan_html.h"
#include "modules/aduan/sambungan_lihat.h"

struct isian_sambungan { str nama, alamat, kunci, yurisdiksi, arah, foto; bool bernama; };
static const struct field fields[] = {
    FIELD(struct isian_sambungan, nama, .label = "Nama instansi", .max = 120, REQUIRED),
    FIELD(struct isian_sambungan, alamat, .label = "Alamat GeoReport v2", .max = 400, REQUIRED,
        .hint = "Misalnya https://lapor.example.go.id/open311/v2"),
    FIELD(struct isian_sambungan, kunci, .label = "Kunci dari mereka (api_key)", .max = 200, .secret = true, REQUIRED),
    FIELD(struct isian_sambungan, yurisdiksi, .label = "Kode yurisdiksi", .max = 100,
        .hint = "Hanya bila mereka memintanya (jurisdiction_id)."),
    FIELD(struct isian_sambungan, arah, .label = "Siapa yang menangani", .max = 10, REQUIRED),
    FIELD(struct isian_sambungan, foto, .label = "Foto yang boleh dilihat umum", .max = 10, REQUIRED),
    FIELD(struct isian_sambungan, bernama, .label = "Sertakan nama pelapor yang tidak anonim",
        .hint = "Surel dan telepon tidak pernah disertakan."),
    { 0 }
};

static const struct pilihan directions[] = {
    { .kode = { "serah", 5 }, .nama = { "Mereka menangani; jawabannya kembali ke sini", 44 } },
    { .kode = { "salin", 5 }, .nama = { "Kami menangani; mereka mendapat salinan dan kabarnya", 52 } },
};

static const struct pilihan photos[] = {
    { .kode = { "alamat", 6 }, .nama = { "Alamatnya disertakan (media_url); mereka mengambilnya dari sini", 63 } },
    { .kode = { "berkas", 6 }, .nama = { "Diunggah bersama laporannya (media[]), bila mereka menerimanya", 62 } },
    { .kode = { "tidak", 5 }, .nama = { "Tidak disertakan", 16 } },
};

static bool
is_one_of(const struct pilihan *list, size_t count, str kode)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(list[i].kode, kode))
            return true;
    return false;
}

static enum outcome
list(struct req *req)
{
    struct sambungan_lihat l = { .form = &req->form, .siap = req->region->sambungan.len > 0,
        .arah = { (struct pilihan *)(uintptr_t)directions, COUNT(directions) },
        .foto = { (struct pilihan *)(uintptr_t)photos, COUNT(photos) } };
    struct sambungan_list all;
    form_show(req, fields);
    form_set(req, "arah", S("serah"));
    form_set(req, "foto", S("alamat"));
    TRY(sambungan_all(req->db, req->region->secret, &all));
    l.daftar.items = arena_array(req->arena, struct sambungan_baris, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        struct sambungan_baris *b = &l.daftar.items[l.daftar.count++];
        b->s = all.items[i];
        TRY(sambungan_counts(req->db, b->s.id, &b->hitung));
    }
    sambungan_halaman_html(&req->out, &l);
    req->section = S("aduan_atur");
    return page(req, req_tr(req, S("Sambungan Open311")));
}

static str
without_slash(str s)
{
    while (str_ends(s, S("/")))
        s.len--;
    return s;
}

static enum outcome
read(struct req *req)
{
    struct isian_sambungan *f = req_keep(req, sizeof *f);
    struct luar_asal origin;
    bool right = form_read(req, fields, f);
    f->alamat = without_slash(f->alamat);
    if (right && !luar_asal_of(f->alamat, &origin))
        right = req_error(req, "alamat", "Tulis alamat lengkapnya, mulai dengan https://, tanpa tanda tanya.") == OK;
    else if (right && !luar_listed(req->region->sambungan, f->alamat))
        right = req_error(req, "alamat", "Server " STR " belum boleh dihubungi. Minta pengelola server menambahkannya"
            " pada sambungan.host dalam pamong.conf.", STR_ARG(origin.host)) == OK;
    if (right && !is_one_of(photos, COUNT(photos), f->foto))
        right = req_error(req, "foto", "Pilih bagaimana fotonya disertakan.") == OK;
    if (right && !is_one_of(directions, COUNT(directions), f->arah))
        right = req_error(req, "arah", "Pilih siapa yang menangani laporan yang diteruskan.") == OK;
    return right ? OK : INVALID;
}

static enum outcome
make(struct req *req)
{
    const struct isian_sambungan *f = req->kept;
    struct sambungan s = { .id = req->new_id, .nama = f->nama, .alamat = f->alamat, .kunci = f->kunci,
        .yurisdiksi = f->yurisdiksi, .arah = f->arah, .foto = f->foto, .bernama = f->bernama, .dibuat = req->now };
    TRY(sambungan_insert(req->db, req->region->secret, &s));
    TRY(atur_event(req, "sambungan.dibuat", s.id, str_format(req->arena, "nama=" STR "\nalamat=" STR "\narah=" STR
        "\nfoto=" STR "\nbernama=%d", STR_ARG(s.nama), STR_ARG(s.alamat), STR_ARG(s.arah), STR_ARG(s.foto),
        s.bernama)));
    flash(req, "Sambungan ke " STR " tersimpan. Sekarang tulis padanan jenis laporannya.", STR_ARG(f->nama));
    return redirect(req, "/meja/aduan/sambungan/%lld", (long long)s.id);
}

static enum outcome
try_now(struct req *req)
{
    int64_t id;
    TRY(req_id(req, &id));
    struct query q = query_of(req->db, "UPDATE sambungan SET berikut = $2 WHERE id = $1 AND aktif = 1");
    query_bind(&q, id);
    query_bind(&q, req->now);
    TRY(query_end_changed(&q));
    flash(req, "Sambungan itu dicoba sekarang.");
    return redirect(req, "/meja/aduan/sambungan/%lld", (long long)id);
}

static enum outcome
stop(struct req *req)
{
    int64_t id;
    TRY(req_id(req, &id));
    struct query q = query_of(req->db, "UPDATE sambungan SET aktif = 1 - aktif, berikut = $2 WHERE id = $1"
        " RETURNING aktif");
    query_bind(&q, id);
    query_bind(&q, req->now);
    bool aktif = query_next(&q) && query_bool(&q);
    TRY(query_end_one(&q));
    TRY(atur_event(req, aktif ? "sambungan.aktif" : "sambungan.berhenti", id, S("")));
    flash(req, "Keadaan sambungan itu diubah.");
    return redirect(req, "/meja/aduan/sambungan/%lld", (long long)id);
}

const struct route aduan_sambungan[] = {
    GET ("/meja/aduan/sambungan",            list,                &aduan_atur, no_place),
    POST("/meja/aduan/sambungan",            read, make, list,    &aduan_atur, no_place),
    POST("/meja/aduan/sambungan/{id}/coba",  NULL, try_now, list, &aduan_atur, no_place),
    POST("/meja/aduan/sambungan/{id}/henti", NULL, stop, list,    &aduan_atur, no_place),
    { 0 }
};
