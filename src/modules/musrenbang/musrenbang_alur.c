/* musrenbang_alur.c: the states of a proposal and the acts between them (planning.md 1.3); levels are rows. */
#include "modules/musrenbang/musrenbang.h"

static const struct keadaan_alur states[] = {
    { "draf",         "Draf",               "tunggu",  "pencil-line",  true },
    { "diajukan",     "Diajukan",           "tunggu",  "hourglass",    true },
    { "dikembalikan", "Perlu Anda perbaiki", "ulang",  "undo-2",       true },
    { "cadangan",     "Cadangan",           "tunggu",  "archive",      true },
    { "ditolak",      "Ditolak",            "tolak",   "circle-x",     false },
    { "diterima",     "Diterima",           "selesai", "circle-check", false },
    { "dibatalkan",   "Dibatalkan",         "tolak",   "ban",          false },
    { "kedaluwarsa",  "Kedaluwarsa",        "tolak",   "calendar-x",   false },
    { 0 }
};

/* MEJA: a level that sits over an area; KANTOR: the office's own. What leads to '' goes to the next level, or stays. */
#define LEVELS MEJA | KANTOR
#define PROPOSERS "draf dikembalikan cadangan"
#define EXPLAINED PERLU_ISI | PERLU_ALASAN

static const struct langkah_alur acts[] = {
    /* the proposer */
    { "simpan", "Simpan draf", "Draf", "", "draf", PELAPOR, 0, .ikon = "pencil-line" },
    { "kirim", "Kirim usulan", "Diajukan", PROPOSERS, "diajukan", PELAPOR, 0, .ikon = "hourglass" },
    { "batal", "Batalkan", "Dibatalkan", PROPOSERS, "dibatalkan", PELAPOR, 0, .ikon = "ban" },
    /* a level, in its turn */
    { "setuju", "Setuju", "Setuju", "diajukan", "", LEVELS, MAJU, .kelas = "selesai", .ikon = "check",
        .bantu = "Volume dan biaya tetap" },
    { "ubah", "Setuju dengan perubahan", "Setuju, diubah", "diajukan", "", LEVELS, EXPLAINED | UBAH_VOLUME | MAJU,
        .kelas = "tunggu", .ikon = "pencil-line", .bantu = "Ubah volume, biaya dihitung ulang" },
    { "kembali", "Kembalikan", "Dikembalikan", "diajukan", "dikembalikan", LEVELS, EXPLAINED, .kelas = "ulang",
        .ikon = "undo-2", .bantu = "Pengusul memperbaiki lalu mengirim lagi" },
    { "tolak", "Tolak", "Ditolak", "diajukan cadangan", "ditolak", LEVELS, EXPLAINED | LEPAS_GILIRAN, .kelas = "tolak",
        .ikon = "circle-x", .bantu = "Wajib kode alasan, terlihat publik" },
    { "cadangan", "Jadikan cadangan", "Cadangan", "diajukan", "cadangan", LEVELS, EXPLAINED | LEPAS_GILIRAN,
        .kelas = "tunggu", .ikon = "archive", .bantu = "Layak, tetapi pagu tidak cukup" },
    { "alih", "Alihkan", "Dialihkan", "diajukan", "", KANTOR, EXPLAINED | PERLU_OPD, .kelas = "kerja",
        .ikon = "arrow-right-left", .bantu = "Perangkat daerah lain yang berwenang" },
    { "lanjut", "Angkat dari cadangan", "Diangkat dari cadangan", "cadangan", "diajukan", LEVELS, ANGKAT,
        .kelas = "kerja", .ikon = "arrow-up", .bantu = "Lanjut ke tingkat berikutnya" },
    /* nobody: what the last level's yes is written down as, and the end of a year */
    { "terima", "Terima", "Diterima", "", "diterima", 0, 0, .kelas = "selesai", .ikon = "circle-check" },
    { "kedaluwarsa", "Berakhir bersama tahunnya", "Kedaluwarsa", PROPOSERS, "kedaluwarsa", SISTEM, LEPAS_GILIRAN,
        .ikon = "calendar-x" },
    { 0 }
};

const struct alur usulan_alur = { .jenis = "usulan", .buka = "simpan", .langkah = acts, .keadaan = states,
    .sebutan = "Usulan", .ini = "Usulan ini", .pembaca = "Pengusul dan warga", .isian = "penjelasan" };

/* A reserve that a level has said yes to is the levels' own: only what was over the ceiling as sent comes back. */
bool
usulan_editable(const struct usulan *u)
{
    return alur_may(&usulan_alur, alur_find(&usulan_alur, S("kirim")), u->status, PELAPOR)
        && (!str_eqz(u->status, "cadangan") || u->lolos.len == 0);
}
