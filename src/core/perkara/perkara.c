/* perkara.c: opening a case: its number, its tracking code, its clocks; and all that the program knows of cases. */
#include "base/random.h"
#include "core/perkara/perkara_dalam.h"
#include "core/perkara/perkara_schema.h"

/* MTR-26-K7PXMQ: the region's letters, the year, six letters of 32 (docs/decisions/0002). */
static enum outcome
make_number(struct req *req, str *nomor)
{
    str letters;
    enum outcome o = pengaturan_get(req->db, "perkara.awalan", &letters);
    if (o != OK && o != NOT_FOUND)
        return o;
    if (o == NOT_FOUND || letters.len == 0)
        letters = S("PMG");
    *nomor = str_format(req->arena, STR "-%02d-" STR, STR_ARG(letters),
        date_of(req->now, req->region->zone).year % 100, STR_ARG(random_code(req->arena, 6)));
    return OK;
}

/* K7PX-MQ2A-9FWD: 60 bits, four letters at a time, so that it can be read over the telephone. */
static str
make_code(struct arena *arena)
{
    str c = random_code(arena, 12);
    return str_format(arena, "%.4s-%.4s-%.4s", c.ptr, c.ptr + 4, c.ptr + 8);
}

static enum outcome
first_step(struct req *req, const struct alur *a, const struct perkara *p)
{
    struct langkah l = { .id = id_new(), .perkara = p->id, .aksi = str_of(a->buka), .ke = p->keadaan, .publik = true,
        .oleh = str_eqz(p->kanal, "web") || str_eqz(p->kanal, "open311") ? S("pelapor") : S("petugas"),
        .akun = req->who.akun, .opd = p->opd, .waktu = req->now };
    TRY(langkah_insert(req->db, &l));
    struct peristiwa e = { .waktu = req->now, .akun = req->who.akun, .jabatan = S("pelapor"),
        .jenis = str_format(req->arena, "perkara.%s", a->buka), .subjek_jenis = S("perkara"), .subjek = p->id,
        .publik = false, PERKARA_BOUND(p->id),
        .isi = str_format(req->arena, "jenis=%s\nnomor=" STR "\nkategori=%lld\ntampak=" STR "\nkanal=" STR
            "\njudul=" STR "\nisi=" STR, a->jenis, STR_ARG(p->nomor), (long long)p->kategori, STR_ARG(p->tampak),
            STR_ARG(p->kanal), STR_ARG(p->judul), STR_ARG(p->isi)) };
    return peristiwa_add(req->db, &e);
}

enum outcome
perkara_open(struct req *req, const struct alur *a, struct perkara *p, str *kode)
{
    date today = date_of(req->now, req->region->zone);
    const struct langkah_alur *first = alur_find(a, str_of(a->buka));
    *kode = make_code(req->arena);
    p->id = p->id ? p->id : req->new_id;
    p->jenis = str_of(a->jenis);
    p->keadaan = str_of(first->ke);
    p->terbuka = true;
    p->kunci = perkara_kunci(req->arena, req->region->secret, *kode);
    p->tenggat = S("9999");
    p->langkah = 1;
    p->dibuat = p->berubah = req->now;
    TRY(make_number(req, &p->nomor));
    TRY(perkara_insert(req->db, p));
    TRY(alur_start(req->db, a, first, p, today));
    TRY(perkara_update(req->db, p));
    TRY(first_step(req, a, p));
    TRY(perkara_arrived(req->db, a, p));
    return perkara_hitung_move(req, NULL, p);
}

static const struct job jobs[] = {
    { "perkara.hitung",   perkara_fold,  5 },
    { "perkara.petak",    petak_fold,    5 },
    { "perkara.peka",     petak_regroup, MINUTE },
    { "perkara.antrean",  antrean_fold,  5 },
    { "perkara.dukungan", dukungan_fold, 30 },
    { "perkara.kalender", jam_recompute, MINUTE },
    { 0 }
};

const struct bound ikat_perkara = { "perkara",
    "SELECT id, jenis, nomor, kunci, golongan, kategori, judul, isi, wilayah, kelurahan, alamat, lat_e6, lon_e6, kanal,"
    " tampak, anonim, tayang, opd, keadaan, terbuka, hasil, induk, nilai, dibuka_kali, akun, dibuat, selesai, ujung,"
    " hari FROM perkara WHERE id = $1",
    "SELECT id FROM perkara WHERE id > $1 ORDER BY id LIMIT 500" };

const struct bound ikat_langkah = { "langkah perkara",
    "SELECT id, urut, aksi, dari, ke, hasil, kode_alasan, isi, publik, oleh, akun, jabatan, opd, waktu"
    " FROM perkara_langkah WHERE perkara = $1 ORDER BY urut",
    "SELECT id FROM perkara WHERE id > $1 ORDER BY id LIMIT 500" };

static const struct milik milik[] = {
    { "Laporan", "SELECT p.nomor || ' ' || p.judul, CASE WHEN p.tayang = 1 THEN '/' || p.jenis || '/' || p.nomor"
        " ELSE '' END, p.dibuat FROM perkara_pihak h JOIN perkara p ON p.id = h.perkara WHERE h.akun = $1"
        " AND h.akun <> 0 ORDER BY h.perkara DESC LIMIT 500" },
    { 0 }
};

const struct module perkara_module = {
    .name   = "perkara",
    .title  = "Perkara",
    .schema = &perkara_schema,
    .jobs   = jobs,
    .seed   = perkara_seed,
    .pribadi = perkara_pribadi,
    .milik       = milik,
    .bound  = LIST(struct bound, &ikat_perkara, &ikat_langkah),
};
