/* musrenbang_lihat.h: what the public pages show; templates see these and never the request. */
#pragma once

#include "core/berkas/berkas.h"
#include "core/perkara/tawaran.h"
#include "modules/musrenbang/musrenbang_ba.h"
#include "modules/musrenbang/musrenbang_dalam.h"

/* One step of the calendar rail. */
struct tahap_lihat { str nama, rentang; bool kini, lewat; };
struct tahap_lihat_list { struct tahap_lihat *items; size_t count; };

/* A filter as a chip: `url` takes it away. */
struct cip { str teks, url; };
struct cip_list { struct cip *items; size_t count; };
struct opsi { str kode, nama; bool dipilih; };
struct opsi_list { struct opsi *items; size_t count; };

struct daerah_hitung { str kode, nama; int64_t jumlah, diterima; money biaya; str url; };
struct daerah_hitung_list { struct daerah_hitung *items; size_t count; };

struct musrenbang_lihat {
    struct tahun tahun;
    struct opsi_list tahun_lain;
    struct tahap_lihat_list tahap;
    str tutup;                          /* "Usulan ditutup 15 Januari 2027, 52 hari lagi." */
    int64_t jumlah, jumlah_rw, terendah, tertinggi;     /* of a kelurahan: the ends of the map's scale */
    money biaya;
    markup peta;
    struct peta_hidup hidup;
    struct daerah_hitung_list kelurahan;
    struct cip_list saring;
    struct opsi_list kelurahan_opsi, status_opsi, kelompok_opsi, opd_opsi;
    struct usulan_list usulan;
    str berikut, awal;                  /* next page and first page, empty when there is none */
    url_query query;                    /* the same filters, for downloads */
    bool disaring;
};

struct langkah_lihat { str judul, keterangan, keadaan, url, ikon; date tanggal; money jumlah; int64_t bagian;
    /* % of the highest */ bool turun, kini; };
struct langkah_lihat_list { struct langkah_lihat *items; size_t count; };

struct usulan_lihat {
    struct usulan u;
    str tempat;                         /* RW 04, Kel. Iring Mulyo, Kec. Metro Timur */
    str alamat;                         /* empty for a private house */
    int64_t lat_e6, lon_e6;
    markup peta;
    struct peta_hidup hidup;
    struct langkah_lihat_list jejak;
    struct keputusan_list keputusan;
    struct tingkat_list tingkat;
    struct berkas_list foto, dokumen;
    struct usulan_list mirip;
    struct peristiwa_list peristiwa;
    str sidik;                          /* of the last event, in groups of eight */
    struct salinan dari, ke;            /* the reserve it was copied from, and what it was copied into; id 0: none */
    struct perkara_list aduan;          /* the recurring complaints that it came from */
    str giliran;                        /* "Giliran Kecamatan sampai 19 Februari 2027" */
    str url;
};

/* The decision that a proposal did not get past, for the top of its page; NULL: none. */
static inline const struct keputusan *
keputusan_against(const struct usulan_lihat *l)
{
    str status = l->u.status;
    bool against = str_eqz(status, "ditolak") || str_eqz(status, "cadangan") || str_eqz(status, "dikembalikan");
    return against && l->keputusan.count ? &l->keputusan.items[l->keputusan.count - 1] : NULL;
}

struct penolakan { str kode, alasan; int64_t jumlah; struct daerah_hitung_list opd; };
struct penolakan_list { struct penolakan *items; size_t count; };
struct penolakan_lihat { struct tahun tahun; struct penolakan_list alasan; int64_t jumlah, diusulkan; };

struct wilayah_lihat { struct tahun tahun; struct wilayah w; str label; struct pagu pagu; bool ada_pagu;
    struct terpakai terpakai; share bagian; struct daerah_hitung_list rw; struct usulan_list usulan; str berikut; };

struct kamus_kelompok { str nama, ikon; struct kamus_list kamus; };
struct kamus_kelompok_list { struct kamus_kelompok *items; size_t count; };
struct kamus_lihat { struct tahun tahun; struct kamus_kelompok_list kelompok; size_t jumlah; };

/* Parts of a year that several pages show (tahun_lihat.c). */
enum outcome calendar_of(struct req *, struct musrenbang_lihat *) MUST_CHECK;
enum outcome count_by_kelurahan(struct req *, struct musrenbang_lihat *) MUST_CHECK;
enum outcome draw_year(struct req *, struct musrenbang_lihat *) MUST_CHECK;     /* after count_by_kelurahan */
struct daerah_hitung *daerah_row(struct daerah_hitung_list *, str kode);        /* NULL: none */
void daerah_count(struct daerah_hitung *, const struct hitung *);

enum outcome tahun_of(struct req *, struct tahun *) MUST_CHECK;    /* {tahun} */
struct usulan_saring saring_of(struct req *, int64_t tahun);    /* filters as the URL has them */

/* A private house is shown as its RW's centre and without address or photos (issue: e-Musrenbang, whole). */
enum outcome hide_private(struct db *, struct usulan *) MUST_CHECK;
/* The strip of one trail. */
enum outcome strip_of(struct req *, int64_t simpul, struct langkah_lihat_list *) MUST_CHECK;
