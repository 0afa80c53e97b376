/* musrenbang.c: all that the rest of the program knows of this module. */
#include "modules/musrenbang/cadangan.h"
#include "modules/musrenbang/musrenbang_dalam.h"
#include "modules/musrenbang/musrenbang_schema.h"
#include "modules/musrenbang/pagu.h"

const struct permission usulan_ajukan  = { "usulan.ajukan", "Mengirim usulan RW", "rw" };
const struct permission usulan_pokir   = { "usulan.pokir", "Mengirim pokok pikiran DPRD", "dprd setwan" };
const struct permission usulan_kertas  = { "usulan.kertas", "Mencatat usulan di atas kertas", "lurah" };
const struct permission usulan_putus   = { "usulan.putus", "Memutuskan usulan di tingkatnya",
    "lurah camat verifikator_pd kepala_pd mitra tapd" };
const struct permission usulan_internal = { "usulan.internal", "Membaca usulan yang belum terbit",
    "lurah camat mitra tapd inspektorat admin" };
const struct permission rencana_kelola = { "rencana.kelola", "Mengatur tahun, jadwal, kamus, dan pagu",
    "mitra admin" };

static const struct job jobs[] = {
    { "musrenbang.hitung", hitung_fold, MINUTE },
    { "musrenbang.ukuran", ukuran_fold, MINUTE },
    { "musrenbang.kedaluwarsa", usulan_expire, MINUTE },
    { "musrenbang.berkas", rencana_berkas_prune, HOUR },
    { 0 }
};

static const struct sitemap sitemap = { "/usulan/", "SELECT min(id) FROM usulan WHERE publik = 1",
    "SELECT kode, berubah FROM usulan WHERE publik = 1 AND id >= $1 AND id < $2 ORDER BY id LIMIT 20000" };

static const struct milik milik[] = {
    { "Usulan", "SELECT kode || ' ' || judul, CASE WHEN publik = 1 THEN '/usulan/' || kode ELSE '' END, dibuat"
        " FROM usulan WHERE pengusul = $1 ORDER BY tahun DESC, id DESC LIMIT 500" },
    { 0 }
};

static const struct pemakai_berkas users[] = {
    { "berita_acara.pdf", "SELECT 1 FROM berita_acara WHERE pdf = $1 AND pdf <> '' LIMIT 1" },
    { 0 }
};

const struct module musrenbang_module = {
    .name        = "musrenbang",
    .title       = "e-Musrenbang",
    .schema      = &musrenbang_schema,
    .permissions = LIST(struct permission, &usulan_ajukan, &usulan_pokir, &usulan_kertas, &usulan_putus,
        &usulan_internal, &rencana_kelola),
    .routes      = LIST(struct route, musrenbang_publik, musrenbang_usulan, musrenbang_rw, musrenbang_putus,
        musrenbang_massal, musrenbang_peringkat, musrenbang_ba, musrenbang_sipd, musrenbang_unduh, musrenbang_statistik,
        rencana_pages, rencana_jalur_pages,
        rencana_alasan_pages, rencana_tumpang_pages, kamus_pages, kamus_impor_pages, pagu_pages, pagu_impor_pages,
        cadangan_pages, musrenbang_peta, musrenbang_tawaran, musrenbang_umpan),
    .jobs        = jobs,
    .sitemap     = &sitemap,
    .search      = &usulan_search,
    .home        = musrenbang_home,
    .pribadi     = musrenbang_pribadi,
    .milik       = milik,
    .pemakai_berkas = users,
    .bound       = LIST(struct bound, &ikat_usulan, &ikat_keputusan, &ikat_bukti, &ikat_ba, &ikat_ba_baris,
        &ikat_pindaian),
    .seed        = musrenbang_seed,
};
