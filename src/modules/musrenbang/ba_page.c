/* ba_page.c: making, printing and signing a berita acara. */
#include "core/dokumen/dokumen.h"
#include "modules/musrenbang/ba_html.h"
#include "modules/musrenbang/putus_lihat.h"

enum { SCAN_MOST = 22 * 1024 * 1024 };

static const struct field fields[] = {
    FIELD(struct ba_isian, tanggal, .label = "Tanggal musyawarah", REQUIRED),
    FIELD(struct ba_isian, tempat, .label = "Tempat", .max = 120, REQUIRED),
    FIELD(struct ba_isian, hadir_laki, .label = "Hadir, laki-laki", .lowest = 0, .highest = 100000, REQUIRED),
    FIELD(struct ba_isian, hadir_perempuan, .label = "Hadir, perempuan", .lowest = 0, .highest = 100000, REQUIRED),
    FIELD(struct ba_isian, penandatangan, .label = "Penandatangan", .max = 200, REQUIRED,
        .hint = "Jabatan yang menandatangani, dipisah koma."),
    FIELD(struct ba_isian, catatan, .label = "Catatan musyawarah", .max = 4000, .lines = true),
    FIELD(struct ba_isian, sebab, .label = "Sebab perubahan", .max = 400, .lines = true),
    { 0 }
};

/* A page of the lines, which `list` is then. */
static struct halaman
page_of_lines(struct req *req, str url, struct ba_baris_list *list)
{
    struct halaman h = halaman_of(req->arena, url, req_arg_int(req, "hal", 1), BA_PAGE, (int64_t)list->count);
    if (list->count) {
        list->items += h.dari - 1;
        list->count = (size_t)(h.sampai - h.dari + 1);
    }
    if (h.sebelum.len == 0 && h.berikut.len == 0)
        h.jumlah = 0;
    return h;
}

static enum outcome
list(struct req *req)
{
    struct ba_lihat l = { .form = &req->form };
    struct usulan_list waiting;
    form_show(req, fields);
    TRY(kursi_of(req, &l.kursi));
    struct sidang s = sidang_of(&l.kursi);
    if (!l.kursi.tingkat.perlu_ba)
        return redirect(req, "/verifikasi");
    TRY(ba_of(req->db, l.kursi.tahun.tahun, l.kursi.tingkat.kode, l.kursi.tempat.wilayah, &l.ba));
    TRY(ba_before(req->db, l.kursi.tahun.tahun, l.kursi.tingkat.kode, l.kursi.tempat.wilayah, &l.dulu));
    TRY(ba_draft_lines(req->db, l.kursi.tahun.tahun, l.kursi.tingkat.kode, l.kursi.tempat.wilayah, &l.draf));
    TRY(usulan_queue(req->db, &s, 0, &waiting));
    l.menunggu_lebih = waiting.count > USULAN_PAGE;
    l.menunggu = l.menunggu_lebih ? USULAN_PAGE : (int64_t)waiting.count;
    l.lebih = l.draf.jumlah - (int64_t)l.draf.count;
    l.halaman = page_of_lines(req, S("/verifikasi/berita-acara?hal="), &l.draf);
    l.perubahan = l.ba.count > 0;
    form_set(req, "tanggal", date_iso(req->arena, date_of(req->now, req->region->zone)));
    ba_halaman_html(&req->out, &l);
    req->section = S("ba");
    return page(req, req_tr(req, S("Berita acara")));
}

static enum outcome
read_minutes(struct req *req)
{
    struct ba_isian *f = req_keep(req, sizeof *f);
    if (!form_read(req, fields, f))
        return INVALID;
    if (f->hadir_laki + f->hadir_perempuan == 0)
        return req_error(req, "hadir_laki", "Isi jumlah yang hadir, paling sedikit satu orang.");
    return OK;
}

static enum outcome
create(struct req *req)
{
    struct kursi k;
    struct berita_acara b;
    TRY(kursi_of(req, &k));
    struct sidang s = sidang_of(&k);
    TRY(ba_create(req, &s, req->kept, &b));
    flash(req, "Daftar dibekukan sebagai " STR ". Cetak, tandatangani, lalu unggah pindaiannya.", STR_ARG(b.nomor));
    return redirect(req, "/berita-acara/%lld", (long long)b.id);
}

/* ---- one ------------------------------------------------------------------------------------------------- */

static enum outcome
ba_place(struct req *req, struct place *place)
{
    int64_t id;
    struct berita_acara b;
    TRY(req_id(req, &id));
    TRY(ba_by_id(req->db, id, &b));
    place->wilayah = b.wilayah;
    return OK;
}

static enum outcome
read_one(struct req *req, struct ba_satu *s)
{
    int64_t id;
    struct tingkat level;
    TRY(req_id(req, &id));
    TRY(ba_by_id(req->db, id, &s->b));
    TRY(ba_lines(req->db, id, &s->baris));
    TRY(wilayah_label(req->db, s->b.wilayah, &s->label));
    TRY(tingkat_get(req->db, s->b.tahun, s->b.tingkat, &level));
    struct place place = { .wilayah = s->b.wilayah };
    s->boleh = seat_of(&req->who, &level, &place) != NULL;
    s->tujuan = str_format(req->arena, "/berita-acara/%lld/sah", (long long)id);
    return OK;
}

static enum outcome
show(struct req *req)
{
    struct ba_satu s = { .form = &req->form };
    TRY(read_one(req, &s));
    s.halaman = page_of_lines(req, str_format(req->arena, "/berita-acara/%lld?hal=", (long long)s.b.id), &s.baris);
    ba_satu_halaman_html(&req->out, &s);
    req->section = S("ba");
    return page(req, s.b.nomor);
}

/* ---- the paper --------------------------------------------------------------------------------------------- */

static void
put_list(struct dokumen *d, const struct ba_baris_list *lines)
{
    static const struct dokumen_kolom columns[] = { { "No.", 30, true }, { "Usulan", 190, false }, { "RW", 45, false },
        { "Keputusan", 75, false }, { "Volume", 65, true }, { "Biaya", 90, true } };
    struct arena *a = dokumen_arena(d);
    dokumen_table_begin(d, columns, COUNT(columns));
    for (size_t i = 0; i < lines->count; i++) {
        const struct ba_baris *r = &lines->items[i];
        str cells[] = { r->nomor ? fmt_int(a, r->nomor) : S("-"),
            str_format(a, STR "\n" STR, STR_ARG(r->judul), STR_ARG(r->kode)), r->rw, keputusan_label(r->keputusan),
            str_format(a, STR " " STR, STR_ARG(fmt_volume(a, r->volume)), STR_ARG(r->satuan)), fmt_rupiah(a,
                r->biaya) };
        dokumen_table_row(d, cells);
    }
    dokumen_table_end(d);
}

static void
write_paper(struct req *req, struct dokumen *d, const struct ba_satu *s)
{
    const struct berita_acara *b = &s->b;
    struct arena *a = req->arena;
    dokumen_letterhead(d, str_format(a, "PEMERINTAH " STR, STR_ARG(req->region->nama)), s->label);
    dokumen_title(d, S("BERITA ACARA MUSYAWARAH PERENCANAAN PEMBANGUNAN"), b->nomor);
    dokumen_text(d, str_format(a, "Pada " STR " bertempat di " STR " telah dilaksanakan musyawarah untuk RKPD %lld,"
        " dihadiri %lld laki-laki dan %lld perempuan. Musyawarah menyepakati %lld usulan senilai " STR
        " dengan urutan sebagai berikut.", STR_ARG(fmt_date_long(a, b->tanggal)), STR_ARG(b->tempat),
            (long long)b->tahun,
        (long long)b->hadir_laki, (long long)b->hadir_perempuan, (long long)b->jumlah, STR_ARG(fmt_rupiah(a,
            b->biaya))));
    if (b->sebab.len)
        dokumen_text(d, str_format(a, "Berita acara perubahan ke-%lld karena: " STR, (long long)b->ke - 1,
            STR_ARG(b->sebab)));
    put_list(d, &s->baris);
    if (b->catatan.len)
        dokumen_text(d, b->catatan);
    dokumen_signatures(d, b->penandatangan);
    dokumen_proof(d, str_format(a, "Sidik daftar (SHA-256): " STR, STR_ARG(b->sidik_daftar)),
        str_format(a, "http://" STR "/berita-acara/%lld", STR_ARG(req->host), (long long)b->id));
}

static enum outcome
paper(struct req *req)
{
    struct ba_satu s = { 0 };
    str pdf;
    TRY(read_one(req, &s));
    struct dokumen *d = dokumen_open(req->arena, s.b.nomor, s.b.dibuat);
    write_paper(req, d, &s);
    TRY(dokumen_close(d, &pdf));
    reply_as(req, str_format(req->arena, STR ".pdf", STR_ARG(s.b.nomor)));
    return reply_bytes(req, S("application/pdf"), pdf);
}

/* ---- signing ------------------------------------------------------------------------------------------------ */

static enum outcome
read_scan(struct req *req)
{
    struct berkas *b = req_keep(req, sizeof *b);
    const struct upload *u = form_upload(&req->form, S("pindaian"), 0);
    if (!u)
        return req_error(req, "pindaian", "Pilih berkas pindaian berita acara yang sudah ditandatangani.");
    return berkas_take_document(req, "pindaian", u, b);
}

static enum outcome
sign(struct req *req)
{
    struct ba_satu s = { 0 };
    struct berkas scan = *(const struct berkas *)req->kept;
    TRY(read_one(req, &s));
    if (!s.boleh)
        return FORBIDDEN;
    scan.milik_jenis = S("berita_acara");
    scan.milik_id = s.b.id;
    scan.peran = S("pindaian");
    TRY(berkas_insert(req->db, &scan));
    TRY(ba_sign(req, &s.b, scan.id));
    flash(req, "Berita acara " STR " sah. Usulannya diteruskan ke tingkat berikutnya.", STR_ARG(s.b.nomor));
    return redirect(req, "/berita-acara/%lld", (long long)s.b.id);
}

const struct route musrenbang_ba[] = {
    GET ("/verifikasi/berita-acara", list,                       &usulan_putus, no_place),
    POST("/verifikasi/berita-acara", read_minutes, create, list, &usulan_putus, no_place),
    GET ("/berita-acara/{id}",       show,                       &usulan_putus, ba_place),
    GET ("/berita-acara/{id}/pdf",   paper,                      &usulan_putus, ba_place),
    POST_FILES("/berita-acara/{id}/sah", read_scan, sign, show,  &usulan_putus, ba_place, SCAN_MOST, STRONG("*")),
    { 0 }
};
