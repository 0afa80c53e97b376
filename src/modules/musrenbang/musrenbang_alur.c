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

#define PROPOSERS "draf dikembalikan cadangan"
#define EXPLAINED PERLU_ISI | PERLU_ALASAN

/* MEJA: a level that sits over an area; KANTOR: the office's own. What leads to '' goes to the next level. */
static const struct langkah_alur acts[] = {
    { "simpan", "Simpan draf", PROPOSERS, "", PELAPOR, 0, NULL },
    { "kirim", "Kirim usulan", PROPOSERS, "diajukan", PELAPOR, 0, NULL },
    { "batal", "Batalkan", PROPOSERS, "dibatalkan", PELAPOR, 0, NULL },
    { "setuju", "Setuju", "diajukan", "", MEJA | KANTOR, 0, NULL },
    { "ubah", "Setuju dengan perubahan", "diajukan", "", MEJA | KANTOR, EXPLAINED, NULL },
    { "kembali", "Kembalikan", "diajukan", "dikembalikan", MEJA | KANTOR, EXPLAINED, NULL },
    { "tolak", "Tolak", "diajukan cadangan", "ditolak", MEJA | KANTOR, EXPLAINED, NULL },
    { "cadangan", "Jadikan cadangan", "diajukan", "cadangan", MEJA | KANTOR, EXPLAINED, NULL },
    { "alih", "Alihkan", "diajukan", "", KANTOR, EXPLAINED | PERLU_OPD, NULL },
    { "lanjut", "Angkat dari cadangan", "cadangan", "diajukan", MEJA, 0, NULL },
    { "kedaluwarsa", "Berakhir bersama tahunnya", PROPOSERS, "kedaluwarsa", SISTEM, 0, NULL },
    { 0 }
};

const struct alur usulan_alur = { "usulan", "draf", acts, states };
