/* aduan_alur.c: the states of a complaint and the acts between them (external-services.md 2.5). */
#include "modules/aduan/aduan.h"

static const struct keadaan_alur states[] = {
    { "diterima",          "Diterima",              "tunggu",  "inbox",        true },
    { "perlu_kelengkapan", "Perlu Anda lengkapi",   "ulang",   "message-circle-question", true },
    { "terverifikasi",     "Diverifikasi",          "kerja",   "badge-check",  true },
    { "didisposisikan",    "Diteruskan",            "kerja",   "forward",      true },
    { "dikembalikan",      "Dikembalikan ke meja",  "tunggu",  "undo-2",       true },
    { "diproses",          "Dikerjakan",            "kerja",   "wrench",       true },
    { "koordinasi",        "Dikerjakan bersama",    "kerja",   "users-round",  true },
    { "ditanggapi",        "Ditanggapi",            "selesai", "message-square", true },
    { "dibuka_kembali",    "Dibuka lagi",           "ulang",   "rotate-ccw",   true },
    { "selesai",           "Selesai",               "selesai", "circle-check", false },
    { "selesai_otomatis",  "Selesai",               "selesai", "circle-check", false },
    { "duplikat",          "Digabung",              "tunggu",  "layers",       false },
    { "bukan_wewenang",    "Bukan wewenang daerah", "tolak",   "external-link", false },
    { "diarsipkan",        "Ditolak",               "tolak",   "archive",      false },
    { "dicabut",           "Dicabut pelapor",       "tolak",   "ban",          false },
    { 0 }
};

#define WITH_OFFICE "didisposisikan diproses koordinasi dibuka_kembali"
#define AT_DESK "diterima terverifikasi dikembalikan dibuka_kembali"

static const struct langkah_alur acts[] = {
    /* the desk */
    { "verifikasi", "Verifikasi", "diterima", "terverifikasi", MEJA, JAM_VERIFIKASI, NULL },
    { "lengkapi", "Minta kelengkapan", "diterima terverifikasi dikembalikan", "perlu_kelengkapan", MEJA,
        PERLU_ISI | JAM_JEDA, NULL },
    { "disposisi", "Teruskan ke perangkat daerah", AT_DESK, "didisposisikan", MEJA,
        PERLU_OPD | JAM_VERIFIKASI | BAGI_TUGAS, NULL },
    { "alihkan", "Alihkan penanggung jawab", WITH_OFFICE, "didisposisikan", MEJA, PERLU_OPD | PERLU_ISI | BAGI_TUGAS,
        NULL },
    { "bukan_wewenang", "Nyatakan bukan wewenang daerah", AT_DESK, "bukan_wewenang", MEJA,
        PERLU_ISI | PERLU_ALASAN | JAM_VERIFIKASI | JAM_TANGGAPAN | JAM_GUGUR, "bukan_wewenang" },
    { "arsip", "Tolak dan arsipkan", "diterima terverifikasi dikembalikan perlu_kelengkapan", "diarsipkan",
        MEJA | SISTEM, PERLU_ISI | PERLU_ALASAN | JAM_GUGUR, NULL },
    { "gabung", "Gabungkan", "diterima terverifikasi dikembalikan didisposisikan diproses koordinasi", "duplikat", MEJA,
        PERLU_INDUK | JAM_GUGUR, NULL },
    { "pisah", "Pisahkan dari gabungan", "duplikat", "", MEJA, PERLU_ISI | LEPAS_INDUK, NULL },
    /* the office */
    { "kerjakan", "Mulai dikerjakan", "didisposisikan dibuka_kembali", "diproses", KANTOR, JAM_TANGGAPAN, NULL },
    { "koordinasi", "Libatkan perangkat daerah lain", "didisposisikan diproses koordinasi", "koordinasi", KANTOR | MEJA,
        PERLU_OPD | DUKUNG_TUGAS, NULL },
    { "kembalikan", "Kembalikan ke meja", "didisposisikan diproses", "dikembalikan", KANTOR,
        PERLU_ISI | PERLU_ALASAN | LEPAS_TUGAS, NULL },
    { "kabari", "Kabari pelapor", WITH_OFFICE, "", KANTOR | MEJA, PERLU_ISI | JAM_TANGGAPAN, NULL },
    { "tanggapi", "Tanggapi", WITH_OFFICE, "ditanggapi", KANTOR,
        PERLU_ISI | PERLU_HASIL | JAM_TANGGAPAN | JAM_SELESAI, NULL },
    { "catat", "Catatan internal", "*", "", KANTOR | MEJA, PERLU_ISI | TERTUTUP, NULL },
    /* the reporter */
    { "jawab", "Lengkapi", "perlu_kelengkapan", "diterima", PELAPOR, PERLU_ISI | JAM_LANJUT, NULL },
    { "balas", "Balas", "diterima terverifikasi didisposisikan dikembalikan diproses koordinasi dibuka_kembali", "",
        PELAPOR, PERLU_ISI, NULL },
    { "nilai", "Terima dan nilai", "ditanggapi selesai_otomatis", "selesai", PELAPOR, PERLU_NILAI, NULL },
    { "buka", "Buka lagi", "ditanggapi selesai selesai_otomatis", "dibuka_kembali", PELAPOR,
        PERLU_ISI | JAM_ULANG | HITUNG_BUKA, NULL },
    { "cabut", "Cabut laporan", "*", "dicabut", PELAPOR, JAM_GUGUR, NULL },
    /* another installation that it was handed to, by the job of the connection (sambungan_terima.c) */
    { "serah", "Teruskan ke instansi tersambung", "terverifikasi dikembalikan dibuka_kembali", "didisposisikan", SISTEM,
        JAM_VERIFIKASI | LEPAS_TUGAS, NULL },
    { "kabar_luar", "Kabar dari instansi tersambung", WITH_OFFICE " terverifikasi dikembalikan", "", SISTEM,
        JAM_TANGGAPAN, NULL },
    { "kerja_luar", "Dikerjakan instansi tersambung", "didisposisikan dibuka_kembali", "diproses", SISTEM,
        JAM_TANGGAPAN, NULL },
    { "jawab_luar", "Jawaban instansi tersambung", WITH_OFFICE, "ditanggapi", SISTEM,
        PERLU_HASIL | JAM_TANGGAPAN | JAM_SELESAI, NULL },
    { "kembali_luar", "Dikembalikan instansi tersambung", WITH_OFFICE, "dikembalikan", SISTEM, 0, NULL },
    /* nobody */
    { "tutup_otomatis", "Tutup otomatis", "ditanggapi", "selesai_otomatis", SISTEM, 0, NULL },
    { 0 }
};

const struct alur aduan_alur = { "aduan", "diterima", acts, states };
const struct alur uji_alur = { "uji", "diterima", acts, states };
