/* kabar_pribadi.c: what notices and e-mails tell of people, for the register. */
#include "core/pribadi/pribadi.h"
#include "core/kabar/surel_dalam.h"

const struct data_pribadi kabar_pribadi[] = {
    { .kolom = "kabar.isi", "Isi pemberitahuan",
        "Memberi tahu pemilik akun tentang tugas dan putusan.",
        DASAR_TUGAS,
        "Pemilik akun.",
        "Selama akunnya ada.",
        "Tampil apa adanya bagi yang berwenang." },
    { .kolom = "surel_keluar.kepada", "Alamat tujuan surel",
        "Mengirim surel yang diminta.",
        DASAR_TUGAS,
        "Administrator, disamarkan.",
        "Tiga puluh hari setelah terkirim (surel.simpan_detik).",
        "Tersegel (XChaCha20-Poly1305).",
        .seal = "UPDATE surel_keluar SET kepada = $2 WHERE id = $1" },
    { .kolom = "surel_keluar.isi", "Isi surel yang dikirim",
        "Mengirim surel yang diminta.",
        DASAR_TUGAS,
        "Tidak seorang pun.",
        "Tiga puluh hari setelah terkirim; yang memuat kode atau kabar laporan dikosongkan saat terkirim.",
        "Tampil apa adanya bagi yang berwenang." },
    { .kolom = "surel_ganti.surel", "Alamat surel baru yang menunggu kodenya",
        "Memastikan alamat itu milik pemilik akun.",
        DASAR_TUGAS,
        "Pemilik akun.",
        "Sampai kodenya ditulis, paling lama setengah jam berlaku.",
        "Tersegel (XChaCha20-Poly1305)." },
    { 0 }
};
