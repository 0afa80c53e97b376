/* aduan_alur.c: the states of a complaint and the acts between them (external-services.md 2.5). */
#include "modules/aduan/sambungan_dalam.h"

static const struct keadaan_alur states[] = {
    { "diterima",          "Diterima",              "tunggu",  "inbox",        true },
    { "perlu_kelengkapan", "Perlu dilengkapi",      "ulang",   "message-circle-question", true },
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

/* Clocks of a case first, in the order of their bits; then rules that no case carries. */
enum { VERIFIKASI = 1, TANGGAPAN = 2, SELESAI = 4 };
static const struct kata_alur clocks[] = {
    { "verifikasi", "Verifikasi oleh meja", true },
    { "tanggapan", "Tanggapan pertama", true },
    { "selesai", "Penyelesaian", true },
    { "tutup", "Tutup otomatis setelah ditanggapi", true },
    { "buka", "Masih dapat dibuka lagi", true },
    { "lengkapi", "Diarsipkan bila tidak dilengkapi", true },
    { 0 }
};

static const struct kata_alur classes[] = {
    { "", "Semua golongan", false },
    { "biasa", "Biasa", true },
    { "pengawasan", "Perlu pemeriksaan lapangan", true },
    { "informasi", "Permintaan informasi", true },
    { "aspirasi", "Aspirasi", true },
    { 0 }
};

static const struct kata_alur results[] = {
    { "ditangani", "Ditangani", true },
    { "dijadwalkan", "Dijadwalkan", true },
    { "tidak_dapat", "Tidak dapat ditangani", true },
    { "tidak_terbukti", "Tidak terbukti", true },
    { "bukan_wewenang", "Bukan wewenang daerah", false },
    { 0 }
};

#define WITH_OFFICE "didisposisikan diproses koordinasi dibuka_kembali"
#define AT_DESK "diterima terverifikasi dikembalikan dibuka_kembali"
#define ALIVE "diterima terverifikasi didisposisikan dikembalikan diproses koordinasi dibuka_kembali"

static const struct langkah_alur acts[] = {
    { "lapor", "Lapor", "Laporan diterima", "", "diterima", PELAPOR | MEJA, 0,
        .mulai = VERIFIKASI | TANGGAPAN | SELESAI, .ikon = "inbox" },
    /* the desk */
    { "verifikasi", "Verifikasi", "Diverifikasi", "diterima", "terverifikasi", MEJA, TAYANGKAN, .temui = VERIFIKASI,
        .ikon = "badge-check" },
    { "lengkapi", "Minta kelengkapan", "Pelapor diminta melengkapi", "diterima terverifikasi dikembalikan",
        "perlu_kelengkapan", MEJA, PERLU_ISI | JAM_JEDA, .ikon = "message-circle-question" },
    { "disposisi", "Teruskan ke perangkat daerah", "Diteruskan ke", AT_DESK, "didisposisikan", MEJA,
        PERLU_OPD | TAYANGKAN | BAGI_TUGAS, .temui = VERIFIKASI, .ikon = "forward" },
    { "alihkan", "Alihkan penanggung jawab", "Diteruskan ke", WITH_OFFICE, "didisposisikan", MEJA,
        PERLU_OPD | PERLU_ISI | BAGI_TUGAS, .ikon = "arrow-right-left" },
    { "bukan_wewenang", "Nyatakan bukan wewenang daerah", "Bukan wewenang daerah", AT_DESK, "bukan_wewenang", MEJA,
        PERLU_ISI | PERLU_ALASAN | TAYANGKAN | JAM_GUGUR, .temui = VERIFIKASI | TANGGAPAN, .hasil = "bukan_wewenang",
        .ikon = "external-link" },
    { "arsip", "Tolak dan arsipkan", "Ditolak", "diterima terverifikasi dikembalikan perlu_kelengkapan", "diarsipkan",
        MEJA | SISTEM, PERLU_ISI | PERLU_ALASAN | JAM_GUGUR, .ikon = "archive" },
    { "gabung", "Gabungkan", "Digabung dengan laporan lain",
        "diterima terverifikasi dikembalikan didisposisikan diproses koordinasi", "duplikat", MEJA,
        PERLU_INDUK | JAM_GUGUR, .ikon = "layers" },
    { "pisah", "Pisahkan dari gabungan", "Dipisahkan dari laporan lain", "duplikat", "", MEJA, PERLU_ISI | LEPAS_INDUK,
        .ikon = "split" },
    /* the office */
    { "kerjakan", "Mulai dikerjakan", "Mulai dikerjakan", "didisposisikan dibuka_kembali", "diproses", KANTOR, 0,
        .temui = TANGGAPAN, .ikon = "wrench" },
    { "koordinasi", "Libatkan perangkat daerah lain", "Perangkat daerah lain ikut menangani",
        "didisposisikan diproses koordinasi", "koordinasi", KANTOR | MEJA, PERLU_OPD | DUKUNG_TUGAS,
        .ikon = "users-round" },
    { "kembalikan", "Kembalikan ke meja", "Dikembalikan ke meja pengaduan", "didisposisikan diproses", "dikembalikan",
        KANTOR, PERLU_ISI | PERLU_ALASAN | LEPAS_TUGAS, .ikon = "undo-2" },
    { "kabari", "Kabari pelapor", "Kabar dari petugas", WITH_OFFICE, "", KANTOR | MEJA, PERLU_ISI,
        .temui = TANGGAPAN },
    { "tanggapi", "Tanggapi", "Ditanggapi", WITH_OFFICE, "ditanggapi", KANTOR, PERLU_ISI | PERLU_HASIL,
        .temui = TANGGAPAN | SELESAI, .ikon = "message-square" },
    { "catat", "Catatan internal", "Catatan internal", "*", "", KANTOR | MEJA, PERLU_ISI | TERTUTUP, .ikon = "lock" },
    /* the reporter */
    { "jawab", "Lengkapi", "Pelapor melengkapi", "perlu_kelengkapan", "diterima", PELAPOR, PERLU_ISI | JAM_LANJUT,
        .ikon = "user-round" },
    { "balas", "Balas", "Pelapor menambahkan", ALIVE, "", PELAPOR, PERLU_ISI, .ikon = "user-round" },
    { "nilai", "Terima dan nilai", "Pelapor menerima dan menilai", "ditanggapi selesai_otomatis", "selesai", PELAPOR,
        PERLU_NILAI, .ikon = "user-round" },
    { "buka", "Buka lagi", "Pelapor membuka lagi", "ditanggapi selesai selesai_otomatis", "dibuka_kembali", PELAPOR,
        PERLU_ISI | JAM_GUGUR | HITUNG_BUKA, .mulai = TANGGAPAN | SELESAI },
    { "cabut", "Cabut laporan", "Dicabut pelapor", "*", "dicabut", PELAPOR, JAM_GUGUR, .ikon = "user-round" },
    /* another installation that it was handed to, by the job of the connection (sambungan_terima.c) */
    { "serah", "Teruskan ke instansi tersambung", "Diteruskan ke instansi lain",
        "terverifikasi dikembalikan dibuka_kembali", "didisposisikan", SISTEM, TAYANGKAN | LEPAS_TUGAS,
        .temui = VERIFIKASI },
    { "kabar_luar", "Kabar dari instansi tersambung", "Kabar dari instansi lain",
        WITH_OFFICE " terverifikasi dikembalikan", "", SISTEM, 0, .temui = TANGGAPAN },
    { "kerja_luar", "Dikerjakan instansi tersambung", "Dikerjakan instansi lain", "didisposisikan dibuka_kembali",
        "diproses", SISTEM, 0, .temui = TANGGAPAN },
    { "jawab_luar", "Jawaban instansi tersambung", "Ditanggapi instansi lain", WITH_OFFICE, "ditanggapi", SISTEM,
        PERLU_HASIL, .temui = TANGGAPAN | SELESAI },
    { "kembali_luar", "Dikembalikan instansi tersambung", "Dikembalikan instansi lain", WITH_OFFICE, "dikembalikan",
        SISTEM, 0, .ikon = "undo-2" },
    /* nobody */
    { "tutup_otomatis", "Tutup otomatis", "Ditutup otomatis", "ditanggapi", "selesai_otomatis", SISTEM, 0,
        .ikon = "clock" },
    { 0 }
};

#define COMPLAINTS .buka = "lapor", .utama = "selesai", .langkah = acts, .keadaan = states, .jam = clocks, \
    .golongan = classes, .hasil = results, .sebutan = "Laporan", .ini = "Laporan ini", .pembaca = "Pelapor", \
    .meja = "meja pengaduan", .isian = "isi", .dibuka = sambungan_watch_again
const struct alur aduan_alur = { .jenis = "aduan", .kanal = &aduan_channel, .kanal_rahasia = &aduan_channel_rahasia,
    COMPLAINTS };
const struct alur uji_alur = { .jenis = "uji", COMPLAINTS };

str jam_label(str jam) { return alur_kata(clocks, jam); }
str golongan_label(str golongan) { return alur_kata(classes, golongan); }
str hasil_label(str hasil) { return alur_kata(results, hasil); }
