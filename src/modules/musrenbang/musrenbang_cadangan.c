/* musrenbang_cadangan.c: reserves carried into the year after, and what a closed year ends. */
#include "base/random.h"
#include "core/berkas/berkas.h"
#include "core/kabar/kabar.h"
#include "modules/musrenbang/kamus.h"
#include "modules/musrenbang/musrenbang_dalam.h"

enum outcome
salinan_of(struct db *db, int64_t id, struct salinan *s)
{
    struct query q = query_of(db, "SELECT id, tahun, kode, status, publik FROM usulan WHERE asal_usulan = $1"
        " AND asal_usulan IS NOT NULL AND status <> 'dibatalkan'");
    query_bind(&q, id);
    if (query_next(&q)) {
        s->id     = query_int(&q);
        s->tahun  = query_int(&q);
        s->kode   = query_str(&q);
        s->status = query_str(&q);
        s->publik = query_bool(&q);
    }
    return query_end_one(&q);
}

/* ---- guards ------------------------------------------------------------------------------------------------ */

static enum outcome
require_reserve(struct req *req, const struct usulan *u)
{
    struct salinan first = { 0 };
    bool was = false;
    TRY(usulan_was_reserve(req->db, u, &was));
    if (!was)
        return req_error(req, NULL, "Hanya cadangan yang dapat disalin ke tahun berikutnya. Keadaan " STR " sekarang: "
            STR ".", STR_ARG(u->kode), STR_ARG(status_label(u)));
    enum outcome o = salinan_of(req->db, u->id, &first);
    if (o == OK)
        return req_error(req, NULL, STR " sudah disalin ke tahun %lld sebagai " STR ". Lanjutkan usulan itu.",
            STR_ARG(u->kode), (long long)first.tahun, STR_ARG(first.kode));
    return o == NOT_FOUND ? OK : o;
}

static enum outcome
require_next_year(struct req *req, const struct usulan *u, struct tahun *next)
{
    enum outcome o = tahun_get(req->db, u->tahun + 1, next);
    if (o == NOT_FOUND)
        return req_error(req, NULL, "Tahun %lld belum disiapkan. Cadangan ini dapat disalin setelah Bappeda"
            " menyiapkannya.",
            (long long)u->tahun + 1);
    TRY(o);
    return !str_eqz(next->keadaan, "selesai") ? OK : req_error(req, NULL, "Tahun %lld sudah ditutup, jadi cadangan ini"
        " tidak dapat disalin lagi. Tulis usulan baru.", (long long)next->tahun);
}

/* The same work by its code: prices and rows are the new year's own. */
static enum outcome
require_kamus(struct req *req, const struct usulan *u, int64_t tahun, struct kamus *k)
{
    struct kamus old;
    TRY(kamus_get(req->db, u->kamus, &old));
    enum outcome o = kamus_by_kode(req->db, tahun, old.kode, k);
    TRY(o == NOT_FOUND ? OK : o);
    bool there = o == OK && k->aktif && kamus_usable_by(k, str_eqz(u->asal, "pokir") ? S("dprd") : S("rw"));
    return there ? OK : req_error(req, NULL, "\"" STR "\" (" STR ") tidak ada lagi di kamus usulan %lld. Tulis usulan"
        " baru dengan jenis pekerjaan lain dari kamus itu.", STR_ARG(old.nama), STR_ARG(old.kode), (long long)tahun);
}

/* ---- the copy ---------------------------------------------------------------------------------------------- */

/* The meeting of the new year is still to come: nothing of the old one is kept. */
static enum outcome
draft_of(struct req *req, const struct usulan *u, const struct kamus *k, struct usulan *draft)
{
    *draft = *u;
    draft->id = req->new_id;
    draft->kode = usulan_make_kode(req->arena, k->tahun);
    draft->tahun = k->tahun;
    draft->kamus = k->id;
    draft->kelompok = k->kelompok;
    draft->opd = k->opd;
    draft->harga = k->harga;
    draft->volume_awal = u->volume_kini;
    draft->status = S("draf");
    draft->tingkat = draft->lolos = draft->rembuk_tempat = S("");
    draft->siap = draft->publik = false;
    draft->lewat_pagu = (money){ 0 };
    draft->rembuk_tanggal = (date){ 0 };
    draft->hadir_laki = draft->hadir_perempuan = draft->ba_berkas = draft->diajukan = 0;
    draft->asal_usulan = u->id;
    draft->langkah = 1;
    draft->dibuat = draft->berubah = req->now;
    if (biaya_of(req->db, draft->harga, draft->volume_awal, &draft->estimasi) != OK)
        return req_error(req, NULL, "Volume " STR " terlalu besar untuk harga tahun %lld. Tulis usulan baru.",
            STR_ARG(fmt_volume(req->arena, draft->volume_awal)), (long long)k->tahun);
    draft->biaya_kini = draft->estimasi;
    return OK;
}

/* The place looks the same until somebody takes new photos; the blobs are shared. */
static enum outcome
copy_photos(struct req *req, const struct usulan *u, const struct usulan *draft)
{
    struct berkas_list photos;
    TRY(berkas_of(req->db, "usulan", u->id, "foto", &photos));
    for (size_t i = 0; i < photos.count; i++) {
        struct berkas b = photos.items[i];
        b.id = id_new();
        b.milik_id = draft->id;
        b.publik = false;
        TRY(berkas_insert(req->db, &b));
    }
    return OK;
}

static enum outcome
tell_of_copy(struct req *req, const struct usulan *u, const struct usulan *draft)
{
    struct kabar n = { .id = id_new(), .akun = u->pengusul, .jenis = S("musrenbang.disalin"), .waktu = req->now,
        .judul = str_format(req->arena, "Disalin ke %lld: " STR, (long long)draft->tahun, STR_ARG(u->judul)),
        .isi = str_format(req->arena, "Cadangan " STR " disalin sebagai draf " STR ". Lengkapi rembuk dan berita"
            " acaranya,"
            " lalu kirim pada masa usulan %lld.", STR_ARG(u->kode), STR_ARG(draft->kode), (long long)draft->tahun),
        .tautan = S("/kabar") };
    if (u->pengusul == 0 || u->pengusul == req->who.akun)
        return OK;
    n.tautan = str_format(req->arena, "/%s/%lld", str_eqz(u->asal, "pokir") ? "pokir" : str_eqz(u->kanal, "kertas")
        ? "kertas" : "rw", (long long)draft->id);
    return kabar_send(req->db, &n);
}

enum outcome
usulan_carry_over(struct req *req, const struct usulan *u, struct usulan *draft)
{
    struct tahun next = { 0 };
    struct kamus k = { 0 };
    TRY(require_reserve(req, u));
    TRY(require_next_year(req, u, &next));
    TRY(require_kamus(req, u, next.tahun, &k));
    TRY(draft_of(req, u, &k, draft));
    TRY(usulan_insert(req->db, draft));
    TRY(copy_photos(req, u, draft));
    str office = req->who.grant_count ? req->who.grants->jabatan_nama : u->pengusul_teks;
    TRY(note_event(req, u, "musrenbang.disalin", str_format(req->arena, "ke=" STR "\ntahun=%lld",
        STR_ARG(draft->kode), (long long)draft->tahun), office));
    TRY(note_event(req, draft, "musrenbang.salinan", str_format(req->arena, "dari=" STR, STR_ARG(u->kode)), office));
    return tell_of_copy(req, u, draft);
}

/* ---- the end of a year ------------------------------------------------------------------------------------- */

static enum outcome
expired_node(struct job_run *run, const struct usulan *u)
{
    int64_t before;
    struct simpul s = { .id = id_new(), .jenis = S("kedaluwarsa"), .judul = S("Tahun ditutup"), .wilayah = u->wilayah,
        .opd = u->opd, .publik = true, .waktu = run->now, .keterangan = S("Kedaluwarsa"), .keadaan = S("tolak"),
        .jumlah = u->biaya_kini };
    TRY(jejak_last(run->db, u->id, &before));
    TRY(simpul_add(run->db, &s));
    struct tautan t = { .dari = before, .ke = s.id, .jumlah = u->biaya_kini, .bagian_e4 = 10000, .waktu = run->now };
    return tautan_add(run->db, &t);
}

static enum outcome
tell_of_end(struct job_run *run, const struct usulan *was)
{
    struct kabar n = { .id = id_new(), .akun = was->pengusul, .jenis = S("musrenbang.kedaluwarsa"), .waktu = run->now,
        .judul = str_format(run->arena, "Kedaluwarsa: " STR, STR_ARG(was->judul)),
        .isi = str_format(run->arena, "Tahun perencanaan %lld ditutup selagi usulan " STR " masih " STR ". %s",
            (long long)was->tahun, STR_ARG(was->kode), STR_ARG(was->status), str_eqz(was->status, "cadangan")
            ? "Cadangan ini dapat disalin ke tahun berikutnya dari daftar usulan Anda." : "Usulkan lagi di tahun"
                " berikutnya"
            " bila masih perlu."),
        .tautan = was->publik ? str_format(run->arena, "/usulan/" STR, STR_ARG(was->kode)) : S("/kabar") };
    return was->pengusul ? kabar_send(run->db, &n) : OK;
}

static enum outcome
expire(struct job_run *run, const struct usulan *was)
{
    struct usulan u = *was;
    u.status = S("kedaluwarsa");
    u.tingkat = S("");
    u.langkah++;
    u.berubah = run->now;
    TRY(usulan_update(run->db, &u));
    TRY(hitung_move(run->db, was, &u, S("")));
    struct peristiwa p = { .waktu = run->now, .jabatan = S("Sistem"), .jenis = S("musrenbang.kedaluwarsa"),
        .subjek_jenis = S("usulan"), .subjek = u.id, .publik = u.publik,
        .isi = str_format(run->arena, "status_lama=" STR "\nsebab=tahun %lld ditutup", STR_ARG(was->status),
            (long long)u.tahun),
        .bound = { { &ikat_usulan, u.id }, { &ikat_keputusan, u.id }, { &ikat_bukti, u.id } } };
    TRY(peristiwa_add(run->db, &p));
    if (u.publik)
        TRY(expired_node(run, &u));
    return tell_of_end(run, was);
}

/* Turns of at most 500: what is still open when its year is closed. */
enum outcome
usulan_expire(struct job_run *run)
{
    struct usulan_list open;
    TRY(usulan_unfinished(run->db, &open));
    for (size_t i = 0; i < open.count; i++)
        TRY(expire(run, &open.items[i]));
    run->done = (int64_t)open.count;
    return OK;
}
