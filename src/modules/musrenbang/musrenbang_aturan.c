/* musrenbang_aturan.c: what a proposer may do: save, send, cancel; every guard of planning.md 1.3. */
#include "base/random.h"
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

/* ---- where ------------------------------------------------------------------------------------------ */

static enum outcome
refuse_foreign_point(struct req *req, const struct usulan *u, str at)
{
    str here, there;
    TRY(wilayah_label(req->db, u->kelurahan, &here));
    TRY(wilayah_label(req->db, at, &there));
    return req_error(req, "lat", "Titik ini berada di " STR ", bukan di " STR ". Geser titik ke wilayah"
        " Anda, atau kosongkan dan tulis alamatnya.", STR_ARG(there), STR_ARG(here));
}

/* A point must lie in the proposal's own kelurahan, as far as its border is known. */
static enum outcome
place_point(struct req *req, const struct usulan_isian *f, struct usulan *u)
{
    if (titik_parse(f->lat, f->lon, &u->lat_e6, &u->lon_e6) != OK)
        return req_error(req, "lat", "Tulis titik dalam derajat, misalnya lintang -5,1204 dan bujur"
            " 105,3189, atau kosongkan dan tulis alamatnya.");
    if (u->lat_e6 == 0 && u->lon_e6 == 0)
        return OK;
    str at;
    enum outcome o = wilayah_at_point(req->db, u->lat_e6, u->lon_e6, &at);
    if (o == NOT_FOUND) {
        struct batas_list borders;
        TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, u->kecamatan, &borders));
        return borders.count == 0 ? OK : req_error(req, "lat", "Titik ini di luar daerah. Geser titik ke"
            " wilayah Anda, atau kosongkan dan tulis alamatnya.");
    }
    TRY(o);
    return str_eq(at, u->kelurahan) ? OK : refuse_foreign_point(req, u, at);
}

/* The RW that a person proposes for: the one they chose, or their only one. */
static enum outcome
place_proposal(struct req *req, const struct usulan_isian *f, struct usulan *u)
{
    str kode = f->wilayah;
    if (kode.len == 0 && req->scope.count == 1)
        kode = req->scope.places[0].wilayah;
    struct wilayah w;
    enum outcome o = wilayah_by_kode(req->db, kode, &w);
    if (o == NOT_FOUND)
        return req_error(req, "wilayah", "Pilih wilayah usulan ini.");
    TRY(o);
    int64_t level = str_eqz(u->asal, "pokir") ? TINGKAT_KELURAHAN : TINGKAT_RW;
    if (w.tingkat < level)
        return req_error(req, "wilayah", level == TINGKAT_RW ? "Pilih RW, bukan " STR "."
            : "Pilih kelurahan, bukan " STR ".", STR_ARG(w.nama));
    struct place place = { .wilayah = kode };
    if (!who_may(&req->who, req->route->may, &place))
        return req_error(req, "wilayah", "Anda tidak bertugas di " STR ". Pilih wilayah Anda sendiri.",
            STR_ARG(w.nama));
    u->wilayah = kode;
    u->kelurahan = wilayah_at(kode, TINGKAT_KELURAHAN);
    u->kecamatan = wilayah_at(kode, TINGKAT_KECAMATAN);
    return OK;
}

/* ---- what --------------------------------------------------------------------------------------------- */

/* What was sent once keeps its price and the office that the levels gave it, whatever the kamus says by now, unless
   it asks for another thing. */
static void
take_kamus(struct usulan *u, const struct kamus *k)
{
    bool sent = u->diajukan && u->kamus == k->id;
    u->harga = sent ? u->harga : k->harga;
    u->opd = sent ? u->opd : k->opd;
    u->kamus = k->id;
    u->kelompok = k->kelompok;
    u->kamus_nama = k->nama;
    u->satuan = k->satuan;
}

static enum outcome
choose_kamus(struct req *req, const struct usulan_isian *f, struct usulan *u)
{
    struct kamus k;
    enum outcome o = f->kamus ? kamus_get(req->db, f->kamus, &k) : NOT_FOUND;
    if (o == NOT_FOUND || (o == OK && (!k.aktif || k.tahun != u->tahun)))
        return req_error(req, "kamus", "Pilih jenis pekerjaan dari kamus usulan %lld.",
            (long long)u->tahun);
    TRY(o);
    str user = str_eqz(u->asal, "pokir") ? S("dprd") : S("rw");
    if (!kamus_usable_by(&k, user))
        return req_error(req, "kamus", "\"" STR "\" tidak dapat diusulkan lewat jalur ini. Pilih jenis"
            " pekerjaan lain dari kamus.", STR_ARG(k.nama));
    if (k.maks.e4 && f->volume.e4 > k.maks.e4)
        return req_error(req, "volume", "Paling banyak " STR " " STR " untuk satu usulan. Kurangi"
            " volumenya, atau bagi menjadi beberapa usulan.", STR_ARG(fmt_volume(req->arena, k.maks)),
            STR_ARG(k.satuan));
    take_kamus(u, &k);
    u->volume_awal = u->volume_kini = f->volume;
    if (biaya_of(req->db, u->harga, f->volume, &u->estimasi) != OK)
        return req_error(req, "volume", "Volume ini terlalu besar untuk dihitung. Periksa lagi angkanya.");
    u->biaya_kini = u->estimasi;
    return OK;
}

static void
take_texts(struct usulan *u, const struct usulan_isian *f)
{
    u->judul           = f->judul;
    u->masalah         = f->masalah;
    u->rt              = f->rt;
    u->alamat          = f->alamat;
    u->pribadi         = f->pribadi;
    u->manfaat         = f->manfaat;
    u->prioritas       = f->prioritas;
    u->rembuk_tanggal  = f->rembuk_tanggal;
    u->rembuk_tempat   = f->rembuk_tempat;
    u->hadir_laki      = f->hadir_laki;
    u->hadir_perempuan = f->hadir_perempuan;
}

/* USL-28-K7PXM: short enough to read over the telephone, and no counter that everybody waits for. */
str
usulan_make_kode(struct arena *arena, int64_t tahun)
{
    return str_format(arena, "USL-%02lld-" STR, (long long)(tahun % 100),
        STR_ARG(random_code(arena, 6)));
}

static enum outcome
start_draft(struct req *req, struct usulan *u)
{
    struct tahun t;
    enum outcome o = tahun_current(req->db, &t);
    if (o == NOT_FOUND)
        return req_error(req, NULL, "Belum ada tahun perencanaan yang berjalan. Hubungi Bappeda.");
    TRY(o);
    u->id = req->new_id;
    u->tahun = t.tahun;
    u->pengusul = req->who.akun;
    u->status = S("draf");
    u->dibuat = req->now;
    u->kode = usulan_make_kode(req->arena, t.tahun);
    return OK;
}

/* Who proposes, as an office: an RW by its own number, whoever typed it. */
static enum outcome
name_proposer(struct req *req, struct usulan *u)
{
    if (str_eqz(u->asal, "pokir")) {
        const struct grant *g = req->who.grants;
        u->pengusul_teks = req->who.grant_count ? g->jabatan_nama : S("Anggota DPRD");
        return OK;
    }
    struct wilayah w;
    TRY(wilayah_by_kode(req->db, u->wilayah, &w));
    u->pengusul_teks = str_format(req->arena, "Ketua " STR, STR_ARG(w.nama));
    return OK;
}

enum outcome
usulan_save(struct req *req, const struct usulan_isian *f, int64_t id, struct asal_usulan asal,
    struct usulan *u)
{
    *u = (struct usulan){ .asal = asal.asal, .kanal = asal.kanal };
    if (id)
        TRY(usulan_by_id(req->db, id, u));
    else
        TRY(start_draft(req, u));
    struct usulan was = *u;
    if (!usulan_editable(u))
        return req_error(req, NULL, "Usulan ini sudah dikirim dan sedang diperiksa, jadi isinya tidak"
            " dapat diubah lagi. Keadaannya sekarang: " STR ".", STR_ARG(status_label(u)));
    take_texts(u, f);
    TRY(place_proposal(req, f, u));
    TRY(choose_kamus(req, f, u));
    TRY(place_point(req, f, u));
    TRY(name_proposer(req, u));
    u->langkah++;
    u->berubah = req->now;
    if (!id)
        return usulan_insert(req->db, u);
    TRY(usulan_update(req->db, u));
    return hitung_move(req->db, &was, u, S(""));
}

/* ---- sending -------------------------------------------------------------------------------------- */

static enum outcome
require_window(struct req *req, const struct usulan *u, str kode)
{
    struct tahapan t;
    enum outcome o = tahapan_get(req->db, u->tahun, kode, &t);
    if (o == NOT_FOUND)
        return req_error(req, NULL, "Jadwal tahap ini belum ditetapkan. Hubungi Bappeda.");
    TRY(o);
    if (tahapan_open(&t, date_of(req->now, req->region->zone)))
        return OK;
    return req_error(req, NULL, "\"" STR "\" RKPD %lld dibuka " STR " sampai " STR ". Hari ini di luar"
        " jadwal itu. Usulan tetap tersimpan sebagai draf.", STR_ARG(t.nama), (long long)u->tahun,
        STR_ARG(fmt_date(req->arena, t.mulai)), STR_ARG(fmt_date(req->arena, t.selesai)));
}

/* What the rembuk decided, and that it met: without it a proposal is one person's wish. */
static enum outcome
require_evidence(struct req *req, const struct usulan *u)
{
    struct kamus k;
    struct bukti bukti;
    TRY(kamus_get(req->db, u->kamus, &k));
    TRY(bukti_of(req->db, u->id, &bukti));
    bool right = true;
    if (k.fisik && bukti.foto == 0)
        right = req_error(req, "foto", "Lampirkan paling sedikit satu foto keadaan sekarang. Pekerjaan fisik"
            " tidak dapat diperiksa tanpa foto.") == OK;
    if (bukti.berita_acara == 0 && !str_eqz(u->asal, "pokir"))
        right = req_error(req, "berita_acara", "Lampirkan berita acara rembuk warga (foto atau PDF).") == OK;
    if (date_is_none(u->rembuk_tanggal) && !str_eqz(u->asal, "pokir"))
        right = req_error(req, "rembuk_tanggal", "Isi tanggal rembuk warga.") == OK;
    if (u->hadir_laki + u->hadir_perempuan == 0 && !str_eqz(u->asal, "pokir"))
        right = req_error(req, "hadir_laki", "Isi jumlah warga yang hadir pada rembuk.") == OK;
    if (u->lat_e6 == 0 && u->lon_e6 == 0 && u->alamat.len == 0)
        right = req_error(req, "alamat", "Tandai tempatnya di peta, atau tulis alamat atau patokannya.") == OK;
    if (date_number(u->rembuk_tanggal) > date_number(date_of(req->now, req->region->zone)))
        right = req_error(req, "rembuk_tanggal", "Tanggal rembuk belum terjadi. Periksa lagi tanggalnya.") == OK;
    return right ? OK : INVALID;
}

static enum outcome
require_quota(struct req *req, const struct usulan *u, const struct pagu *p, const struct terpakai *used)
{
    if (p->kuota == 0 || used->kali < p->kuota)
        return OK;
    str label;
    TRY(wilayah_label(req->db, u->wilayah, &label));
    return req_error(req, NULL, STR " sudah mengirim %lld dari %lld usulan yang boleh dikirim untuk RKPD"
        " %lld. Batalkan satu usulan yang kurang penting, atau simpan ini untuk tahun depan.",
        STR_ARG(label), (long long)used->kali, (long long)p->kuota, (long long)u->tahun);
}

/* Over the ceiling is no refusal: it becomes a reserve and says by how much (planning.md 1.3, worked number J). */
static enum outcome
weigh_against_ceiling(struct req *req, struct usulan *u)
{
    struct pagu p;
    struct terpakai used;
    money sum;
    u->lewat_pagu = (money){ 0 };
    enum outcome o = pagu_wilayah(req->db, u->tahun, u->wilayah, &p);
    if (o == NOT_FOUND)
        return OK;
    TRY(o);
    TRY(pagu_terpakai(req->db, u->tahun, u->wilayah, u->id, &used));
    TRY(require_quota(req, u, &p, &used));
    if (money_add(used.jumlah, u->biaya_kini, &sum) != OK)
        return req_error(req, "volume", "Jumlah usulan RW terlalu besar untuk dihitung.");
    if (sum.sen > p.jumlah.sen)
        u->lewat_pagu.sen = sum.sen - p.jumlah.sen;
    return OK;
}

static enum outcome
first_turn(struct req *req, struct usulan *u)
{
    struct tingkat t;
    if (str_eqz(u->status, "dikembalikan")) {
        u->status = S("diajukan");
        return OK;
    }
    u->status = u->lewat_pagu.sen ? S("cadangan") : S("diajukan");
    u->siap = true;
    u->tingkat = S("");
    if (u->lewat_pagu.sen)
        return OK;
    /* pokir go to the office at once: Setwan and Bappeda took them in (planning.md 1.2) */
    enum outcome o = str_eqz(u->asal, "pokir") ? tingkat_get(req->db, u->tahun, S("pd"), &t)
        : tingkat_after(req->db, u->tahun, S(""), &t);
    if (o == NOT_FOUND)
        return req_error(req, NULL, "Jalur pemeriksaan tahun ini belum diatur. Hubungi Bappeda.");
    TRY(o);
    u->tingkat = t.kode;
    return OK;
}

enum outcome
usulan_send(struct req *req, struct usulan *u)
{
    struct usulan was = *u;
    if (!usulan_editable(u))
        return req_error(req, NULL, "Usulan ini sudah dikirim.");
    bool again = str_eqz(u->status, "dikembalikan");
    TRY(require_window(req, u, again ? u->tingkat : str_eqz(u->asal, "pokir") ? S("pokir") : S("usulan")));
    if (u->volume_awal.e4 <= 0)
        return req_error(req, "volume", "Isi volume lebih dari nol.");
    TRY(require_evidence(req, u));
    if (!str_eqz(u->asal, "pokir"))
        TRY(weigh_against_ceiling(req, u));
    TRY(first_turn(req, u));
    u->publik = true;
    u->diajukan = u->diajukan ? u->diajukan : req->now;
    u->berubah = req->now;
    u->langkah++;
    TRY(usulan_update(req->db, u));
    TRY(hitung_move(req->db, &was, u, S("")));
    return note_sent(req, u, was.diajukan == 0);
}

enum outcome
usulan_cancel(struct req *req, struct usulan *u, str penjelasan)
{
    struct usulan was = *u;
    if (!usulan_editable(u))
        return req_error(req, NULL, "Usulan yang sedang diperiksa tidak dapat dibatalkan. Minta kelurahan"
            " mengembalikannya lebih dulu.");
    u->status = S("dibatalkan");
    u->tingkat = S("");
    u->publik = false;
    u->langkah++;
    u->berubah = req->now;
    TRY(usulan_update(req->db, u));
    TRY(hitung_move(req->db, &was, u, S("")));
    return note_event(req, u, "musrenbang.dibatalkan", penjelasan, u->pengusul_teks);
}
