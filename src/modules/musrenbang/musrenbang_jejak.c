/* musrenbang_jejak.c: what an act leaves behind: the event, the trail's next node, a notice to the proposer. */
#include "base/random.h"
#include "core/kabar/kabar.h"
#include "core/perkara/tawaran.h"
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

enum outcome
note_event(struct req *req, const struct usulan *u, const char *jenis, str isi, str jabatan)
{
    struct peristiwa p = {
        .waktu = req->now, .akun = req->who.akun, .jabatan = jabatan, .jenis = str_of(jenis),
        .subjek_jenis = S("usulan"), .subjek = u->id, .publik = u->publik, .isi = isi,
        .bound = { { &ikat_usulan, u->id }, { &ikat_keputusan, u->id }, { &ikat_bukti, u->id } },
    };
    return peristiwa_add(req->db, &p);
}

static struct simpul
node_of(const struct usulan *u)
{
    return (struct simpul){
        .wilayah = u->wilayah, .opd = u->opd, .publik = u->publik, .waktu = u->berubah,
        .jumlah = u->biaya_kini, .keadaan = S("selesai"),
    };
}

/* What it was carried over from: one trail over both years, read from either end. */
static enum outcome
link_reserve(struct req *req, const struct usulan *u)
{
    struct tautan t = { .ke = u->id, .jumlah = u->biaya_kini, .bagian_e4 = 10000, .waktu = req->now };
    TRY(jejak_last(req->db, u->asal_usulan, &t.dari));
    return tautan_add(req->db, &t);
}

/* The complaints it came from stand before it on its trail, from the moment that the trail is public. */
static enum outcome
link_complaints(struct req *req, const struct usulan *u)
{
    struct tawaran t;
    struct perkara_list cases;
    enum outcome o = tawaran_of_tujuan(req->db, u->id, &t);
    if (o != OK)
        return o == NOT_FOUND ? OK : o;
    TRY(tawaran_cases(req->db, t.id, &cases));
    struct simpul s = { .id = t.id, .jenis = S("aduan"), .judul = S("Aduan berulang"), .wilayah = t.wilayah,
        .publik = true, .waktu = t.dibuat, .keadaan = S("selesai"),
        .keterangan = str_format(req->arena, "%lld laporan warga", (long long)t.jumlah) };
    if (cases.count)
        s.tautan = str_format(req->arena, "/aduan/" STR, STR_ARG(cases.items[0].nomor));
    TRY(simpul_add(req->db, &s));
    struct tautan link = { .dari = t.id, .ke = u->id, .bagian_e4 = 10000, .waktu = req->now };
    return tautan_add(req->db, &link);
}

/* The first node carries the proposal's own id: whoever knows the proposal finds its trail. */
static enum outcome
first_node(struct req *req, const struct usulan *u)
{
    struct simpul s = node_of(u);
    bool pokir = str_eqz(u->asal, "pokir");
    s.id = u->id;
    s.jenis = pokir ? S("pokir") : S("usulan");
    s.judul = pokir ? S("Pokok pikiran DPRD") : S("Rembuk RW");
    s.tautan = str_format(req->arena, "/usulan/" STR, STR_ARG(u->kode));
    s.keterangan = pokir ? u->pengusul_teks : str_format(req->arena, "%lld warga hadir",
        (long long)(u->hadir_laki + u->hadir_perempuan));
    TRY(simpul_add(req->db, &s));
    TRY(link_complaints(req, u));
    return u->asal_usulan ? link_reserve(req, u) : OK;
}

static str
sent_text(struct req *req, const struct usulan *u)
{
    return str_format(req->arena, "kode=" STR "\nkamus=%lld\nvolume_e4=%lld\nbiaya_sen=%lld\nstatus=" STR
        "\nlewat_pagu_sen=%lld", STR_ARG(u->kode), (long long)u->kamus, (long long)u->volume_kini.e4,
        (long long)u->biaya_kini.sen, STR_ARG(u->status), (long long)u->lewat_pagu.sen);
}

enum outcome
note_sent(struct req *req, const struct usulan *u, bool first)
{
    if (first)
        TRY(first_node(req, u));
    return note_event(req, u, first ? "musrenbang.diajukan" : "musrenbang.diajukan_ulang",
        sent_text(req, u), u->pengusul_teks);
}

/* ---- decisions ------------------------------------------------------------------------------------ */

static str
node_state(const struct keputusan *k)
{
    if (str_eqz(k->keputusan, "tolak"))
        return S("tolak");
    if (str_eqz(k->keputusan, "cadangan") || str_eqz(k->keputusan, "kembali"))
        return S("tunggu");
    return k->volume.e4 != k->volume_lama.e4 || k->biaya.sen != k->biaya_lama.sen ? S("ubah") : S("selesai");
}

static str
node_remark(struct req *req, const struct usulan *u, const struct keputusan *k)
{
    str word = keputusan_label(k->keputusan);
    if (k->volume.e4 == k->volume_lama.e4)
        return word;
    return str_format(req->arena, STR ": " STR " menjadi " STR " " STR, STR_ARG(word),
        STR_ARG(fmt_volume(req->arena, k->volume_lama)), STR_ARG(fmt_volume(req->arena, k->volume)),
        STR_ARG(u->satuan));
}

static enum outcome
decision_node(struct req *req, const struct usulan *u, const struct keputusan *k,
    const struct tingkat *level)
{
    int64_t before;
    struct simpul s = node_of(u);
    s.id = k->id;
    s.jenis = level->kode;
    s.judul = level->nama;
    s.keterangan = node_remark(req, u, k);
    s.keadaan = node_state(k);
    TRY(jejak_last(req->db, u->id, &before));
    TRY(simpul_add(req->db, &s));
    struct tautan t = { .dari = before, .ke = s.id, .jumlah = u->biaya_kini, .bagian_e4 = 10000,
        .waktu = req->now };
    return tautan_add(req->db, &t);
}

static str
decision_text(struct req *req, const struct keputusan *k)
{
    return str_format(req->arena, "keputusan=" STR "\ntingkat=" STR "\nvolume_lama_e4=%lld\nvolume_e4=%lld"
        "\nbiaya_lama_sen=%lld\nbiaya_sen=%lld\nalasan=" STR "\nopd_lama=%lld\nopd_baru=%lld\npenjelasan=" STR,
        STR_ARG(k->keputusan), STR_ARG(k->tingkat), (long long)k->volume_lama.e4, (long long)k->volume.e4,
        (long long)k->biaya_lama.sen, (long long)k->biaya.sen, STR_ARG(k->kode_alasan),
        (long long)k->opd_lama, (long long)k->opd_baru, STR_ARG(k->penjelasan));
}

static enum outcome
tell_proposer(struct req *req, const struct usulan *u, const struct keputusan *k)
{
    struct kabar n = {
        .id = id_new(), .akun = u->pengusul, .jenis = S("musrenbang.keputusan"), .waktu = req->now,
        .judul = str_format(req->arena, STR ": " STR, STR_ARG(keputusan_label(k->keputusan)),
            STR_ARG(u->judul)),
        .isi = str_format(req->arena, STR " memutuskan: " STR ". Perkiraan biaya sekarang " STR ". " STR,
            STR_ARG(k->jabatan), STR_ARG(keputusan_label(k->keputusan)),
            STR_ARG(fmt_rupiah(req->arena, u->biaya_kini)), STR_ARG(k->penjelasan)),
        .tautan = str_format(req->arena, "/usulan/" STR, STR_ARG(u->kode)),
    };
    return kabar_send(req->db, &n);
}

enum outcome
note_decided(struct req *req, const struct usulan *u, const struct keputusan *k, const struct tingkat *level)
{
    TRY(decision_node(req, u, k, level));
    TRY(note_event(req, u, "musrenbang.diputuskan", decision_text(req, k), k->jabatan));
    return tell_proposer(req, u, k);
}
