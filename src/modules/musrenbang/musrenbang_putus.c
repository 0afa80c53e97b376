/* musrenbang_putus.c: what a level may decide, and where the proposal goes next. */
#include "base/random.h"
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

/* One decision on its way through the guards. */
struct deciding {
    struct req *req;
    struct usulan *u;
    const struct putusan *p;
    const struct langkah_alur *l;
    struct tingkat level;
    const struct grant *seat;
    struct keputusan k;
    bool last;
};

static enum outcome
refuse_stale(const struct deciding *d)
{
    return alur_stale(d->req, &usulan_alur, d->u->kode, status_label(d->u), S(""));
}

unsigned
tingkat_pelaku(const struct tingkat *t)
{
    return t->lingkup == 0 ? KANTOR : MEJA;
}

/* The level whose turn it is, held by this person, over this place. A reserve waits for Bappeda. */
static enum outcome
take_seat(struct deciding *d)
{
    const struct usulan *u = d->u;
    bool reserve = str_eqz(u->status, "cadangan");
    if (!reserve && !str_eqz(u->status, "diajukan"))
        return refuse_stale(d);
    if (u->langkah != d->p->langkah)
        return refuse_stale(d);
    enum outcome o = tingkat_get(d->req->db, u->tahun, reserve ? S("mitra") : u->tingkat, &d->level);
    if (o == NOT_FOUND)
        return req_error(d->req, NULL, "Jalur pemeriksaan tahun ini tidak lengkap. Hubungi Bappeda.");
    TRY(o);
    struct place place = tingkat_place(&d->level, u);
    d->seat = seat_of(&d->req->who, &d->level, &place);
    if (d->seat)
        return OK;
    req_trace(d->req, S("usulan.bukan_giliran"), u->kode);
    return FORBIDDEN;
}

static enum outcome
require_open(struct deciding *d)
{
    struct tahapan t;
    enum outcome o = tahapan_get(d->req->db, d->u->tahun, d->level.kode, &t);
    if (o == NOT_FOUND)
        return req_error(d->req, NULL, "Jadwal tahap " STR " belum ditetapkan. Hubungi Bappeda.",
            STR_ARG(d->level.nama));
    TRY(o);
    if (tahapan_open(&t, date_of(d->req->now, d->req->region->zone)))
        return OK;
    return req_error(d->req, NULL, "Tahap " STR " dibuka " STR " sampai " STR ". Hari ini di luar jadwal"
        " itu, jadi keputusan belum dapat disimpan.", STR_ARG(t.nama),
        STR_ARG(fmt_date(d->req->arena, t.mulai)), STR_ARG(fmt_date(d->req->arena, t.selesai)));
}

/* Nobody skips a level, and a level that owes a berita acara hands on only what stands in a signed one. */
static enum outcome
require_handed_on(struct deciding *d)
{
    struct tingkat below;
    if (d->u->siap)
        return OK;
    TRY(tingkat_get(d->req->db, d->u->tahun, d->u->lolos, &below));
    return req_error(d->req, NULL, "Berita acara " STR " untuk usulan ini belum sah. Keputusan Anda dapat"
        " disimpan setelah berita acara itu ditandatangani.", STR_ARG(below.nama));
}

/* A decision of the table, from where the proposal stands, of this level. */
static enum outcome
require_possible(struct deciding *d)
{
    d->l = alur_find(&usulan_alur, d->p->keputusan);
    if (!d->l || !(d->l->oleh & (MEJA | KANTOR)))
        return req_error(d->req, "keputusan", "Pilih salah satu keputusan.");
    if (!alur_may(&usulan_alur, d->l, d->u->status, MEJA | KANTOR))
        return refuse_stale(d);
    if (!(d->l->oleh & tingkat_pelaku(&d->level)))
        return req_error(d->req, "keputusan", "Hanya perangkat daerah yang dapat mengalihkan usulan.");
    return OK;
}

/* ---- what each decision does ------------------------------------------------------------------------ */

static enum outcome
change_volume(struct deciding *d)
{
    struct usulan *u = d->u;
    struct kamus kamus;
    TRY(kamus_get(d->req->db, u->kamus, &kamus));
    if (d->p->volume.e4 <= 0)
        return req_error(d->req, "volume", "Isi volume yang disetujui, lebih dari nol.");
    if (kamus.maks.e4 && d->p->volume.e4 > kamus.maks.e4)
        return req_error(d->req, "volume", "Paling banyak " STR " " STR " untuk satu usulan.",
            STR_ARG(fmt_volume(d->req->arena, kamus.maks)), STR_ARG(kamus.satuan));
    if (d->p->harga.sen && d->level.lingkup != 0)
        return req_error(d->req, "harga", "Harga satuan hanya dapat diubah oleh perangkat daerah.");
    money price = d->p->harga.sen > 0 ? d->p->harga : u->harga, cost;
    if (d->p->volume.e4 == u->volume_kini.e4 && price.sen == u->harga.sen)
        return req_error(d->req, "volume", "Volumenya masih sama. Ubah angkanya, atau pilih Setuju.");
    if (biaya_of(d->req->db, price, d->p->volume, &cost) != OK)
        return req_error(d->req, "volume", "Volume ini terlalu besar untuk dihitung. Periksa lagi angkanya.");
    u->volume_kini = d->p->volume;
    u->harga = price;
    u->biaya_kini = cost;
    return OK;
}

static enum outcome
reroute(struct deciding *d)
{
    struct opd to;
    enum outcome o = d->p->opd ? opd_by_id(d->req->db, d->p->opd, &to) : NOT_FOUND;
    if (o == NOT_FOUND || d->p->opd == d->u->opd)
        return req_error(d->req, "opd", "Pilih perangkat daerah lain yang berwenang.");
    TRY(o);
    d->u->opd = to.id;
    d->u->opd_nama = to.singkatan;
    return OK;
}

/* At the last level the money must be there: planning.md 1.3, "fits PPAS pagu; maps to sub kegiatan". */
static enum outcome
require_money(struct deciding *d)
{
    struct usulan *u = d->u;
    struct kamus kamus;
    money ceiling, used, sum;
    TRY(kamus_get(d->req->db, u->kamus, &kamus));
    if (kamus.sub_kegiatan.len == 0)
        return req_error(d->req, NULL, "\"" STR "\" belum dipetakan ke sub kegiatan. Lengkapi kamus"
            " usulan lebih dulu.", STR_ARG(kamus.nama));
    enum outcome o = pagu_opd(d->req->db, u->tahun, u->opd, &ceiling, &used);
    if (o == NOT_FOUND)
        return OK;
    TRY(o);
    if (money_add(used, u->biaya_kini, &sum) == OK && sum.sen <= ceiling.sen)
        return OK;
    struct arena *a = d->req->arena;
    return req_error(d->req, NULL, "Pagu " STR " untuk usulan warga " STR "; sudah terpakai " STR "."
        " Usulan ini " STR ", lebih " STR ". Kurangi volumenya, atau jadikan cadangan.",
        STR_ARG(u->opd_nama), STR_ARG(fmt_rupiah(a, ceiling)), STR_ARG(fmt_rupiah(a, used)),
        STR_ARG(fmt_rupiah(a, u->biaya_kini)),
        STR_ARG(fmt_rupiah(a, (money){ sum.sen - ceiling.sen })));
}

static enum outcome
approve(struct deciding *d)
{
    struct tingkat next;
    enum outcome o = tingkat_after(d->req->db, d->u->tahun, d->level.kode, &next);
    if (o != OK && o != NOT_FOUND)
        return o;
    d->last = o == NOT_FOUND;
    if (d->last)
        TRY(require_money(d));
    d->u->lolos = d->level.kode;
    d->u->tingkat = d->last ? S("") : next.kode;
    d->u->siap = !d->level.perlu_ba;
    d->u->status = d->last ? S("diterima") : S("diajukan");
    return OK;
}

/* Out of the reserve, to the level after the last that said yes: nobody skips one. */
static enum outcome
lift(struct deciding *d)
{
    struct tingkat next;
    struct salinan copy = { 0 };
    enum outcome o = salinan_of(d->req->db, d->u->id, &copy);
    if (o == OK)
        return req_error(d->req, NULL, STR " sudah disalin ke tahun %lld sebagai " STR ". Lanjutkan usulan itu, atau"
            " batalkan dulu supaya cadangan ini dapat diangkat.", STR_ARG(d->u->kode), (long long)copy.tahun,
            STR_ARG(copy.kode));
    TRY(o == NOT_FOUND ? OK : o);
    TRY(tingkat_after(d->req->db, d->u->tahun, d->u->lolos, &next));
    d->u->tingkat = next.kode;
    d->u->siap = true;
    d->u->lewat_pagu = (money){ 0 };
    return OK;
}

static enum outcome
carry_out(struct deciding *d)
{
    if (d->l->ke[0])
        d->u->status = str_of(d->l->ke);
    if (d->l->efek & LEPAS_GILIRAN)
        d->u->tingkat = S("");
    if (d->l->efek & UBAH_VOLUME)
        TRY(change_volume(d));
    if (d->l->efek & PERLU_OPD)
        TRY(reroute(d));
    if (d->l->efek & ANGKAT)
        TRY(lift(d));
    return d->l->efek & MAJU ? approve(d) : OK;
}

static void
describe(struct deciding *d, const struct usulan *was)
{
    bool plain = !(d->l->efek & PERLU_ALASAN);
    d->k = (struct keputusan){
        .id = id_new(), .usulan = was->id, .tingkat = d->level.kode,
        .keputusan = d->last && plain ? S("terima") : d->p->keputusan,
        .volume_lama = was->volume_kini, .biaya_lama = was->biaya_kini,
        .volume = d->u->volume_kini, .harga = d->u->harga, .biaya = d->u->biaya_kini,
        .kode_alasan = plain ? S("") : d->p->kode_alasan,
        .penjelasan = str_trim(d->p->penjelasan), .opd_lama = was->opd, .opd_baru = d->u->opd,
        .akun = d->req->who.akun, .jabatan = jabatan_text(d->req->db, d->seat), .waktu = d->req->now,
    };
}

enum outcome
usulan_decide(struct req *req, struct usulan *u, const struct putusan *p)
{
    struct usulan was = *u;
    struct deciding d = { .req = req, .u = u, .p = p };
    TRY(take_seat(&d));
    TRY(require_open(&d));
    TRY(require_handed_on(&d));
    TRY(require_possible(&d));
    TRY(alur_words(req, &usulan_alur, d.l, p->penjelasan, p->kode_alasan));
    TRY(carry_out(&d));
    u->langkah++;
    u->berubah = req->now;
    describe(&d, &was);
    TRY(usulan_update(req->db, u));
    TRY(keputusan_insert(req->db, &d.k));
    TRY(hitung_move(req->db, &was, u, str_eqz(u->status, "ditolak") ? p->kode_alasan : S("")));
    return note_decided(req, u, &d.k, &d.level);
}
