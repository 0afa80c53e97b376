/* sp4n_impor_page.c: a file of SP4N-LAPOR! is brought, looked at and taken: each report once. */
#include "base/letters.h"
#include "base/random.h"
#include "core/pribadi/pribadi.h"
#include "modules/aduan/sp4n_dalam.h"
#include "modules/aduan/sp4n_html.h"

struct berkas_sp4n { int64_t id; str nama, isi; };

static struct kolom_pribadi
sealed_at(int64_t id)
{
    return (struct kolom_pribadi){ "sp4n_berkas.isi", id };
}

static enum outcome
file_of(struct req *req, struct berkas_sp4n *b)
{
    TRY(req_id(req, &b->id));
    struct query q = query_of(req->db, "SELECT nama, isi FROM sp4n_berkas WHERE id = $1 AND akun = $2");
    query_bind(&q, b->id);
    query_bind(&q, req->who.akun);
    if (query_next(&q)) {
        b->nama = query_str(&q);
        b->isi = query_bytes(&q);
    }
    TRY(query_end_one(&q));
    return pribadi_open(req->arena, req->region->secret, sealed_at(b->id), b->isi, &b->isi);
}

/* ---- bringing it ----------------------------------------------------------------------------------------------- */

static enum outcome
read(struct req *req)
{
    const struct upload *u;
    struct sp4n_baris_list *list = req_keep(req, sizeof *list);
    TRY(form_file(req, "berkas", &u));
    TRY(sp4n_read(req->db, u->bytes, list));
    return list->salah.len ? req_error(req, "berkas", STR, STR_ARG(list->salah)) : OK;
}

static enum outcome
bring(struct req *req)
{
    const struct upload *u = form_upload(&req->form, S("berkas"), 0);
    struct query q = query_of(req->db, "INSERT INTO sp4n_berkas (id, nama, isi, akun, dibuat)"
        " VALUES ($1, $2, $3, $4, $5)");
    query_bind(&q, req->new_id);
    query_bind(&q, letters_head(u->filename, 120));
    query_bind_bytes(&q, pribadi_seal(req->arena, req->region->secret, sealed_at(req->new_id), u->bytes));
    query_bind(&q, req->who.akun);
    query_bind(&q, req->now);
    TRY(query_end(&q));
    return redirect(req, "/meja/aduan/sp4n/berkas/%lld", (long long)req->new_id);
}

static enum outcome
preview(struct req *req)
{
    struct berkas_sp4n b;
    struct sp4n_pratinjau p = { .form = &req->form };
    TRY(file_of(req, &b));
    TRY(sp4n_read(req->db, b.isi, &p.baris));
    p.id = b.id;
    p.nama = b.nama;
    sp4n_pratinjau_halaman_html(&req->out, &p);
    req->section = S("aduan_atur");
    return page(req, req_tr(req, S("Pratinjau berkas LAPOR!")));
}

/* ---- taking it ------------------------------------------------------------------------------------------------- */

static enum outcome
note_origin(struct req *req, const struct sp4n_baris *b, struct perkara *p)
{
    struct query q = query_of(req->db, "INSERT INTO sp4n_laporan (luar, perkara, waktu, status)"
        " VALUES ($1, $2, $3, $4)");
    query_bind(&q, p->luar);
    query_bind(&q, p->id);
    query_bind(&q, req->now);
    query_bind(&q, letters_head(b->nilai[SP4N_STATUS], 100));
    TRY(query_end(&q));
    if (b->nilai[SP4N_INSTANSI].len == 0)
        return OK;
    struct tindakan t = { .aksi = S("catat"), .oleh = MEJA, .jabatan = S("Meja pengaduan"), .langkah = -1,
        .isi = str_format(req->arena, "Di SP4N-LAPOR! laporan ini ditujukan kepada " STR ".",
            STR_ARG(b->nilai[SP4N_INSTANSI])) };
    return perkara_act(req, &aduan_alur, p, &t);
}

/* Names are not taken over; a secret one stays secret, whatever its kind is otherwise. */
static enum outcome
take(struct req *req, const struct sp4n_baris *b)
{
    str kode, isi = b->nilai[SP4N_ISI], judul = b->nilai[SP4N_JUDUL], kelurahan = b->nilai[SP4N_KELURAHAN];
    struct wilayah w;
    enum outcome o = wilayah_by_kode(req->db, kelurahan, &w);
    bool placed = o == OK && w.tingkat == TINGKAT_KELURAHAN;
    TRY(o == NOT_FOUND ? OK : o);
    bool secret = str_eqz(str_lower(req->arena, b->nilai[SP4N_SIFAT]), "rahasia");
    struct perkara p = { .id = id_new(), .golongan = b->k.golongan, .kategori = b->k.id, .isi = isi,
        .judul = judul.len ? letters_head(judul, 200) : aduan_title(req->arena, isi),
        .wilayah = placed ? kelurahan : S(""), .kelurahan = placed ? kelurahan : S(""),
        .alamat = letters_head(b->nilai[SP4N_LOKASI], 200), .kanal = S("sp4n"), .anonim = true,
        .tampak = secret ? S("rahasia") : b->k.tampak };
    TRY(perkara_open(req, &aduan_alur, &p, &kode));
    p.luar = b->nilai[SP4N_ID];
    TRY(perkara_update(req->db, &p));
    return note_origin(req, b, &p);
}

/* What they call it now: for the desk to read; what is done here follows our own flow. */
static enum outcome
note_status(struct req *req, const struct sp4n_baris *b)
{
    struct perkara p;
    TRY(perkara_by_id(req->db, b->perkara, &p));
    struct query q = query_of(req->db, "UPDATE sp4n_laporan SET status = $2 WHERE luar = $1");
    query_bind(&q, b->nilai[SP4N_ID]);
    query_bind(&q, b->nilai[SP4N_STATUS]);
    TRY(query_end_changed(&q));
    struct tindakan t = { .aksi = S("catat"), .oleh = MEJA, .jabatan = S("Meja pengaduan"), .langkah = -1,
        .isi = str_format(req->arena, "Statusnya di SP4N-LAPOR! sekarang: " STR ".", STR_ARG(b->nilai[SP4N_STATUS])) };
    enum outcome o = perkara_act(req, &aduan_alur, &p, &t);
    return o == INVALID ? OK : o;       /* it is closed here: nobody has to read it */
}

static enum outcome
import(struct req *req)
{
    struct berkas_sp4n file;
    struct sp4n_baris_list list;
    TRY(file_of(req, &file));
    TRY(sp4n_read(req->db, file.isi, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct sp4n_baris *b = &list.items[i];
        if (!b->salah.len && !b->ada)
            TRY(take(req, b));
        else if (!b->salah.len && b->berubah)
            TRY(note_status(req, b));
    }
    if (!list.keliru) {
        struct query q = query_of(req->db, "DELETE FROM sp4n_berkas WHERE id = $1");
        query_bind(&q, file.id);
        TRY(query_end(&q));
    }
    flash(req, "%zu laporan masuk ke antrean; %zu sudah ada sebelumnya, %zu di antaranya berubah statusnya; %zu baris"
        " masih salah.", list.baru, list.lama, list.berubah, list.keliru);
    return list.keliru ? redirect(req, "/meja/aduan/sp4n/berkas/%lld", (long long)file.id)
        : redirect(req, "/meja/aduan/sp4n");
}

const struct route aduan_sp4n_impor[] = {
    POST_FILES("/meja/aduan/sp4n",        read, bring, sp4n_page, &aduan_atur, no_place, SP4N_FILE_MOST),
    GET ("/meja/aduan/sp4n/berkas/{id}",  preview,                 &aduan_atur, no_place),
    POST("/meja/aduan/sp4n/berkas/{id}",  NULL, import, preview,   &aduan_atur, no_place),
    { 0 }
};
