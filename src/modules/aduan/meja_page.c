/* meja_page.c: the desk: whose it is, the queue with one case beside it, and one act on that case. */
#include "modules/aduan/meja_html.h"
#include "modules/aduan/meja_lihat.h"
#include "modules/aduan/meja_tampilan_lihat.h"

enum { BODY_MOST = 24 * 1024 * 1024 };

/* Whoever is at the city's desk sees all; an office sees what it leads. */
enum outcome
meja_of(struct req *req, struct meja *m)
{
    struct opd o;
    *m = (struct meja){ .kota = who_may(&req->who, &aduan_meja, NULL), .nama = S("Meja pengaduan kota") };
    for (size_t i = 0; !m->kota && i < req->who.grant_count; i++)
        if (req->who.grants[i].opd)
            m->opd = req->who.grants[i].opd;
    m->urus = m->kota;
    if (m->kota)
        return OK;
    if (m->opd == 0) {
        m->kota = who_is(&req->who, "sekda");
        return m->kota ? OK : NOT_FOUND;
    }
    TRY(opd_by_id(req->db, m->opd, &o));
    m->nama = o.nama;
    return OK;
}

/* ---- one case beside the queue ------------------------------------------------------------------------------ */

/* What the address keeps of the queue while one case is worked on. */
static const char *const meja_keys[] = { "keadaan", "opd", "kategori", "q", NULL };

struct tulis { str simpan, aksi, isi, kode_alasan, hasil, golongan, perintah, saat, nomor_induk;
    int64_t opd, induk, langkah; };
struct menindak { struct tulis f; struct foto_masuk foto; };
static const struct field fields[] = {
    FIELD(struct tulis, aksi, .label = "Keadaan setelah ini", .max = 30, REQUIRED),
    FIELD(struct tulis, opd, .label = "Perangkat daerah", .highest = INT64_MAX),
    FIELD(struct tulis, perintah, .label = "Yang perlu dikerjakan", .max = 300),
    FIELD(struct tulis, golongan, .label = "Golongan", .max = 20),
    FIELD(struct tulis, kode_alasan, .label = "Alasan", .max = 10),
    FIELD(struct tulis, hasil, .label = "Hasil penanganan", .max = 20, .hint = "Diisi bila laporannya ditanggapi."),
    FIELD(struct tulis, induk, .label = "Gabungkan ke", .highest = INT64_MAX),
    FIELD(struct tulis, nomor_induk, .label = "Nomor laporan lain", .max = 40,
        .hint = "Yang lebih jauh dari aturan digabung hanya dengan alasan tertulis."),
    FIELD(struct tulis, isi, .label = "Isi", .max = 2000, .lines = true,
        .hint = "Bahasa sederhana, tanpa nama pelapor."),
    FIELD(struct tulis, saat, .label = "Foto menunjukkan keadaan", .max = 10),
    FIELD(struct tulis, simpan, .label = "Simpan draf", .max = 10),
    FIELD(struct tulis, langkah, .label = "Keadaan halaman", .highest = INT64_MAX),
    { 0 }
};

/* Beside the queue the first one is open by itself; on a phone the list stands alone. */
static enum outcome
queue(struct req *req)
{
    struct meja_lihat m = { 0 };
    str first = S("");
    if (req->query.len == 0)
        TRY(tampilan_first(req, &first));
    if (first.len)
        return redirect(req, STR, STR_ARG(first));
    form_show(req, fields);
    TRY(meja_queue(req, &m));
    if (m.antre.count) {
        m.p = m.antre.items[0].p;
        m.ada = m.awal = true;
        TRY(kasus_gather(req, &m));
    }
    meja_halaman_html(&req->out, &m);
    req->section = str_eqz(m.keadaan, "lewat") ? S("meja-lewat") : str_eqz(m.keadaan, "digabung") ? S("meja-gabung")
        : S("meja");
    return page(req, req_tr(req, S("Antrean pengaduan")));
}

static enum outcome
show(struct req *req)
{
    struct meja_lihat m = { .ada = true };
    int64_t id;
    form_show(req, fields);
    TRY(req_id(req, &id));
    TRY(meja_queue(req, &m));
    TRY(aduan_by_id(req->db, id, &m.p));
    const struct menindak *sent = req->kept;
    m.foto_ada = foto_tokens(req, sent ? &sent->foto : NULL);
    TRY(kasus_gather(req, &m));
    meja_halaman_html(&req->out, &m);
    req->section = S("meja");
    return page(req, m.p.nomor);
}

static enum outcome
read(struct req *req)
{
    struct menindak *t = req_keep(req, sizeof *t);
    enum outcome photos = foto_take(req, &t->foto);
    if (photos != OK && photos != INVALID)
        return photos;
    return form_read(req, fields, &t->f) && photos == OK ? OK : INVALID;
}

/* Before the work or after it, for everybody; with an internal note for officers only. */
static enum outcome
keep_photos(struct req *req, const struct perkara *p, const struct tindakan *t)
{
    const struct menindak *w = req->kept;
    bool inside = alur_find(&aduan_alur, t->aksi)->efek & TERTUTUP;
    struct berkas like = { .milik_jenis = S("perkara"), .milik_id = p->id,
        .peran = inside ? S("intern") : str_eqz(w->f.saat, "sebelum") ? S("sebelum") : S("sesudah") };
    return foto_of_step(req->db, &w->foto, &like, t->id);
}

/* To the case; to the queue when it was given back and is theirs no more. */
static enum outcome
back_to(struct req *req, int64_t id)
{
    struct place place;
    str query = req_query(req, meja_keys, NULL).text;
    enum outcome o = aduan_place(req, &place);
    if (o != OK && o != NOT_FOUND)
        return o;
    bool theirs = o == OK && who_may(&req->who, &aduan_tangani, &place);
    str path = theirs ? str_format(req->arena, "/meja/aduan/%lld", (long long)id) : S("/meja/aduan");
    return redirect(req, STR "%s" STR, STR_ARG(path), query.len ? "?" : "", STR_ARG(query));
}

static enum outcome
keep_draft(struct req *req, int64_t id, const struct menindak *m)
{
    TRY(draf_balasan_keep(req, id, &(struct draf_isi){ m->f.aksi, m->f.isi, &m->foto }));
    flash(req, "Draf tersimpan. Hanya Anda yang melihatnya; belum ada yang dikirim.");
    return back_to(req, id);
}

/* What was chosen beside it, or another one by its number. */
static enum outcome
parent_of(struct req *req, const struct tulis *w, int64_t *induk)
{
    struct perkara p;
    str nomor = str_upper(req->arena, str_trim(w->nomor_induk));
    *induk = w->induk;
    if (nomor.len == 0)
        return OK;
    enum outcome o = aduan_by_nomor(req->db, nomor, &p);
    if (o == NOT_FOUND || (o == OK && !aduan_visible(req, &p)))
        return req_error(req, "nomor_induk", "Tidak ada laporan bernomor " STR ". Periksa nomornya.", STR_ARG(nomor));
    TRY(o);
    *induk = p.id;
    return OK;
}

/* At the desk for the city, for an office otherwise: the flow's table says which acts are whose. */
static enum outcome
act(struct req *req)
{
    const struct menindak *kept = req->kept;
    const struct tulis *w = &kept->f;
    struct perkara p;
    struct meja m;
    int64_t id;
    TRY(req_id(req, &id));
    TRY(meja_of(req, &m));
    TRY(aduan_by_id(req->db, id, &p));
    if (w->simpan.len)
        return keep_draft(req, id, kept);
    int64_t induk;
    TRY(parent_of(req, w, &induk));
    struct tindakan t = { .aksi = w->aksi, .oleh = m.kota ? MEJA : KANTOR, .isi = w->isi, .kode_alasan = w->kode_alasan,
        .hasil = w->hasil, .perintah = w->perintah, .golongan = w->golongan, .jabatan = m.nama, .opd = w->opd,
        .induk = induk, .kantor = m.opd, .langkah = w->langkah, .id = req->new_id };
    TRY(perkara_act(req, &aduan_alur, &p, &t));
    TRY(keep_photos(req, &p, &t));
    TRY(aduan_publish_photos(req->db, &p));
    TRY(draf_balasan_forget(req, id));
    flash(req, "Tersimpan. Laporan " STR " sekarang: %s.", STR_ARG(p.nomor),
        alur_keadaan(&aduan_alur, p.keadaan)->nama);
    return back_to(req, id);
}

const struct route aduan_kerja_meja[] = {
    GET ("/meja/aduan",      queue,           &aduan_tangani, no_place),
    GET ("/meja/aduan/masuk", meja_came,      &aduan_tangani, no_place, .quiet = true),
    GET ("/meja/aduan/{id}", show,            &aduan_tangani, aduan_place),
    POST_FILES("/meja/aduan/{id}", read, act, show, &aduan_tangani, aduan_place, BODY_MOST),
    { 0 }
};
