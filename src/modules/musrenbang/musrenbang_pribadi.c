/* musrenbang_pribadi.c: what proposals tell of people, for the register. */
#include "core/pribadi/pribadi.h"
#include "modules/musrenbang/musrenbang_dalam.h"

const struct data_pribadi musrenbang_pribadi[] = {
    { .kolom = "usulan.alamat", "Alamat tempat yang diusulkan",
        "Menemukan tempatnya.",
        DASAR_TUGAS,
        "Semua orang; tanpa alamat bila usulannya menyangkut rumah seseorang.",
        "Menurut jadwal retensi arsip daerah.",
        "Usulan bertanda pribadi tampil tanpa alamat dan titik." },
    { .kolom = "usulan.lat_e6", "Titik usulan di peta (dengan lon_e6)",
        "Menemukan tempatnya.",
        DASAR_TUGAS,
        "Semua orang; tanpa titik bila usulannya menyangkut rumah seseorang.",
        "Menurut jadwal retensi arsip daerah.",
        "Usulan bertanda pribadi tampil tanpa alamat dan titik." },
    { .kolom = "usulan.pengusul_teks", "Sebutan pengusul (RW, anggota DPRD, atau nama di atas kertas)",
        "Menyebut dari mana usulan datang.",
        DASAR_TUGAS,
        "Semua orang.",
        "Menurut jadwal retensi arsip daerah.",
        "Tampil apa adanya." },
    { .kolom = "berita_acara.penandatangan", "Nama penanda tangan berita acara",
        "Berita acara sah dengan tanda tangan.",
        DASAR_HUKUM,
        "Semua orang.",
        "Selamanya: arsip statis.",
        "Tampil apa adanya bagi yang berwenang." },
    { 0 }
};
