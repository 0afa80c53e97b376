/* alur.h: a flow as data: states, the acts between them, who may and what each asks for; of cases and of proposals. */
#pragma once

#include "base/base.h"

enum {                          /* what an act asks for */
    PERLU_ISI = 1, PERLU_ALASAN = 2, PERLU_OPD = 4, PERLU_HASIL = 8, PERLU_INDUK = 16, PERLU_NILAI = 32,
    /* what it does to the clocks */
    JAM_VERIFIKASI = 64, JAM_TANGGAPAN = 128, JAM_SELESAI = 256, JAM_GUGUR = 512, JAM_JEDA = 1024, JAM_LANJUT = 2048,
    JAM_ULANG = 4096,
    /* and else */
    BAGI_TUGAS = 8192,          /* the office given leads from now on */
    DUKUNG_TUGAS = 16384,       /* the office given supports */
    LEPAS_TUGAS = 32768,        /* the lead gives it back to the desk */
    TERTUTUP = 65536,           /* its text is for officers only */
    HITUNG_BUKA = 131072,       /* counts as opened again */
    LEPAS_INDUK = 262144,       /* is parted from the one it was joined to, and goes on where it was */
};
enum pelaku { MEJA = 1, KANTOR = 2, PELAPOR = 4, SISTEM = 8 };
struct langkah_alur { const char *aksi, *nama, *dari, *ke; unsigned oleh, efek; const char *hasil; };
struct keadaan_alur { const char *kode, *nama, *kelas, *ikon; bool terbuka; };
struct alur { const char *jenis, *awal; const struct langkah_alur *langkah; const struct keadaan_alur *keadaan; };

const struct langkah_alur *alur_find(const struct alur *, str aksi);            /* NULL: no such act */
const struct keadaan_alur *alur_keadaan(const struct alur *, str keadaan);      /* must exist */
