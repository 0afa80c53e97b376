/* aduan.c: all that the rest of the program knows of this module. */
#include "core/perkara/tawaran.h"
#include "modules/aduan/aduan_schema.h"
#include "modules/aduan/atur_lihat.h"
#include "modules/aduan/langganan.h"
#include "modules/aduan/o311_dalam.h"
#include "modules/aduan/sambungan_dalam.h"
#include "modules/aduan/sp4n_dalam.h"

const struct permission aduan_meja = { "aduan.meja", "Menerima, memverifikasi, dan meneruskan aduan", "admin_aduan" };
const struct permission aduan_tangani = { "aduan.tangani", "Menangani aduan perangkat daerahnya",
    "admin_aduan penghubung petugas kasi kabid kepala_pd sekda" };
const struct permission aduan_rahasia = { "aduan.rahasia", "Membaca aduan rahasia yang ditanganinya",
    "admin_aduan penghubung kepala_pd" };
const struct permission aduan_atur = { "aduan.atur", "Mengatur kategori, batas waktu, dan templat",
    "admin admin_aduan" };

const struct channel aduan_channel = { "aduan", &aduan_tangani, false };
const struct channel aduan_channel_rahasia = { "aduan.rahasia", &aduan_rahasia, false };

/* ---- complaints among the cases --------------------------------------------------------------------------- */

static enum outcome
only_complaints(enum outcome o, const struct perkara *p)
{
    return o == OK && !str_eqz(p->jenis, aduan_alur.jenis) && !str_eqz(p->jenis, uji_alur.jenis) ? NOT_FOUND : o;
}

enum outcome
aduan_by_id(struct db *db, int64_t id, struct perkara *p)
{
    return only_complaints(perkara_by_id(db, id, p), p);
}

enum outcome
aduan_by_nomor(struct db *db, str nomor, struct perkara *p)
{
    return only_complaints(perkara_by_nomor(db, nomor, p), p);
}

enum outcome
aduan_by_kunci(struct db *db, str secret, str kode, struct perkara *p)
{
    return only_complaints(perkara_by_kunci(db, secret, kode, p), p);
}

bool
aduan_visible(struct req *req, const struct perkara *p)
{
    struct place place;
    bool secret = str_eqz(p->tampak, "rahasia");
    if (p->tayang || (p->akun && p->akun == req->who.akun))
        return true;
    if (perkara_place(req, p, &place) != OK || (secret && !who_may(&req->who, &aduan_rahasia, &place)))
        return false;
    return who_may(&req->who, &aduan_meja, &place) || who_may(&req->who, &aduan_tangani, &place);
}

enum outcome
aduan_place(struct req *req, struct place *place)
{
    int64_t id;
    struct perkara p;
    str nomor = req_param(req, "nomor");
    if (nomor.len)
        TRY(aduan_by_nomor(req->db, nomor, &p));
    else {
        TRY(req_id(req, &id));
        TRY(aduan_by_id(req->db, id, &p));
    }
    if (!aduan_visible(req, &p))
        return NOT_FOUND;
    return perkara_place(req, &p, place);
}

/* ---- by itself ------------------------------------------------------------------------------------------ */

static enum outcome escalate(struct job_run *run) { return jam_escalate(run, &aduan_alur); }

static enum outcome
close_answered(struct job_run *run)
{
    return jam_close_silent(run, &aduan_alur, &(struct tutup){ "tutup", "ditanggapi", "tutup_otomatis", "" });
}

static enum outcome
close_incomplete(struct job_run *run)
{
    return jam_close_silent(run, &aduan_alur, &(struct tutup){ "lengkapi", "perlu_kelengkapan", "arsip",
        ALASAN_TAK_LENGKAP });
}

/* What recurs at a place is offered to whoever plans there. */
static enum outcome
find_recurring(struct job_run *run)
{
    return tawaran_find(run, &(struct ulang){ "aduan", "duplikat diarsipkan bukan_wewenang dicabut" });
}

static const struct job jobs[] = {
    { "aduan.naik",     escalate,         MINUTE },
    { "aduan.tutup",    close_answered,   HOUR },
    { "aduan.lengkapi", close_incomplete, HOUR },
    { "aduan.draf",     draf_prune,       HOUR },
    { "aduan.draf_balasan", draf_balasan_prune, HOUR },
    { "aduan.hadir",      hadir_prune, 10 * MINUTE },
    { "aduan.sp4n",     sp4n_berkas_prune, HOUR },
    { "aduan.laju",     laju_prune,       HOUR },
    { "aduan.ikut",     langganan_match,  5 },
    { "aduan.kabari",   langganan_tell,   10 },
    { "aduan.ulang",    find_recurring,   MINUTE },
    { "aduan.ragu",     langganan_prune,  HOUR },
    { 0 }
};

static const struct sitemap sitemap = { "/aduan/", "SELECT min(id) FROM perkara WHERE jenis = 'aduan' AND tayang = 1",
    "SELECT nomor, berubah FROM perkara WHERE jenis = 'aduan' AND tayang = 1 AND id >= $1 AND id < $2 ORDER BY id"
    " LIMIT 20000" };

static const struct milik milik[] = {
    { "Tempat yang diikuti", "SELECT COALESCE(w.nama, l.wilayah), '/aduan/langganan', l.dibuat FROM aduan_langganan l"
        " LEFT JOIN wilayah w ON w.kode = l.wilayah WHERE l.akun = $1 AND l.akun <> 0 ORDER BY l.id DESC LIMIT 500" },
    { 0 }
};

const struct module aduan_module = {
    .name        = "aduan",
    .title       = "Pengaduan warga",
    .schema      = &aduan_schema,
    .permissions = LIST(struct permission, &aduan_meja, &aduan_tangani, &aduan_rahasia, &aduan_atur),
    .routes      = LIST(struct route, aduan_lapor, aduan_kirim, aduan_pages, aduan_unduh, aduan_lacak,
        aduan_meja_massal, aduan_tampilan, aduan_hadir, aduan_kerja_meja, aduan_kinerja, aduan_peta,
        aduan_peta_titik,
        aduan_langganan, aduan_foto,
        aduan_kasus, aduan_kunci, aduan_atur_pages, aduan_atur_tanya, aduan_atur_jam, aduan_atur_jarak,
        aduan_atur_alasan,
        aduan_atur_templat, aduan_o311, aduan_o311_kirim, aduan_sambungan, aduan_sambungan_atur,
        aduan_sambungan_ambil, aduan_sp4n,
        aduan_sp4n_impor),
    .jobs        = jobs,
    .sitemap     = &sitemap,
    .outside     = sambungan_outside,
    .channels    = LIST(struct channel, &aduan_channel, &aduan_channel_rahasia),
    .joined      = "/open311/",
    .home        = aduan_home,
    .search      = &aduan_search,
    .pribadi     = aduan_pribadi,
    .milik       = milik,
    .seed        = aduan_seed,
};
