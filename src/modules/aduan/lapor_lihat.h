/* lapor_lihat.h: what the three steps of a report show. */
#pragma once

#include "core/tampilan/komponen.h"
#include "modules/aduan/foto_lihat.h"
#include "modules/aduan/lapor_dalam.h"

struct kelompok_kategori { str nama; struct kategori_list kategori; };
struct kelompok_kategori_list { struct kelompok_kategori *items; size_t count; };
struct lapor_pilih { str cari; struct kelompok_kategori_list kelompok; struct kategori_list sering; size_t jumlah; };

/* One question of the category, as a field. */
struct tanya { struct atribut a; str nama, nilai; };
struct tanya_list { struct tanya *items; size_t count; };

struct lapor_isi { struct kategori k; const struct form *form; struct pilihan_list kelurahan; struct tanya_list tanya;
    str tujuan, cap; markup peta;
    struct foto_token_list foto_ada; };

struct lapor_kirim { struct kategori k; struct draf d; const struct form *form; struct perkara_list dekat;
    struct berkas_list foto; struct pilihan_list tampak; str tujuan, cap, tempat,
    tunggu; };                  /* until when this network waits, unless it proves some work; empty: not asked */

struct lapor_selesai { struct perkara p; str kode, url; markup qr; str hari; };

struct pilihan_atribut_list { const struct pilihan_atribut *items; size_t count; };
static inline struct pilihan_atribut_list
tanya_choices(const struct atribut *a)
{
    return (struct pilihan_atribut_list){ a->pilihan, a->pilihan_count };
}
