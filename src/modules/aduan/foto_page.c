/* foto_page.c: covering parts of a photo for good, and opening the one that was before with a reason. */
#include "core/peristiwa/peristiwa.h"
#include "modules/aduan/foto_html.h"
#include "modules/aduan/foto_lihat.h"

enum { OPEN_SECONDS = 300, PER = 1000 };

/* The photo of {foto}: only one of this case, and of that role when one is named. */
static enum outcome
photo_of(struct req *req, int64_t perkara, const char *peran, struct berkas *b)
{
    int64_t id;
    if (!str_int(req_param(req, "foto"), &id))
        return NOT_FOUND;
    TRY(berkas_by_id(req->db, id, b));
    bool ours = str_eqz(b->milik_jenis, "perkara") && b->milik_id == perkara && b->sidik_kecil.len;
    bool original = str_eqz(b->peran, "asli");
    return ours && original == (peran != NULL) ? OK : NOT_FOUND;
}

/* ---- covering ------------------------------------------------------------------------------------------- */

struct menyensor { struct berkas lama, baru; str kotak; int64_t jumlah; };

static const struct field no_fields[] = { { 0 } };

static struct kotak_isian
typed_box(struct req *req, int64_t nomor)
{
    static const char *const names[] = { "kiri", "atas", "lebar", "tinggi" };
    struct kotak_isian k = { .nomor = nomor };
    str *const into[] = { &k.kiri, &k.atas, &k.lebar, &k.tinggi };
    for (size_t i = 0; i < COUNT(names); i++)
        *into[i] = str_trim(form_value(&req->form, str_format(req->arena, "%s_%lld", names[i], (long long)nomor)));
    return k;
}

static enum outcome
cover_form(struct req *req)
{
    struct sensor_lihat s = { .form = &req->form };
    int64_t id;
    form_show(req, no_fields);
    TRY(req_id(req, &id));
    TRY(aduan_by_id(req->db, id, &s.p));
    TRY(photo_of(req, id, NULL, &s.foto));
    s.tujuan = str_format(req->arena, "/meja/aduan/%lld/foto/%lld", (long long)id, (long long)s.foto.id);
    s.kotak.items = arena_array(req->arena, struct kotak_isian, KOTAK_MOST);
    for (int64_t i = 1; i <= KOTAK_MOST; i++)
        s.kotak.items[s.kotak.count++] = typed_box(req, i);
    sensor_halaman_html(&req->out, &s);
    req->section = S("meja");
    return page(req, req_tr(req, S("Tutup bagian foto")));
}

/* Whole numbers from 0 to 1000, inside the photo; a row that is empty is no box. */
static enum outcome
read_box(struct req *req, const struct kotak_isian *k, struct buf *into, int64_t *count)
{
    const str typed[] = { k->kiri, k->atas, k->lebar, k->tinggi };
    int64_t n[COUNT(typed)];
    size_t given = 0;
    for (size_t i = 0; i < COUNT(typed); i++)
        given += typed[i].len > 0;
    if (given == 0)
        return OK;
    for (size_t i = 0; i < COUNT(typed); i++)
        if (!str_int(typed[i], &n[i]) || n[i] < 0 || n[i] > PER)
            return req_error(req, NULL, "Kotak %lld: tulis keempat angkanya, masing-masing 0 sampai 1000.",
                (long long)k->nomor);
    if (n[2] == 0 || n[3] == 0 || n[0] + n[2] > PER || n[1] + n[3] > PER)
        return req_error(req, NULL, "Kotak %lld keluar dari foto atau tidak berukuran. Kiri ditambah lebar, dan atas"
            " ditambah tinggi, paling banyak 1000.", (long long)k->nomor);
    buf_format(into, "%lld %lld %lld %lld;", (long long)n[0], (long long)n[1], (long long)n[2], (long long)n[3]);
    ++*count;
    return OK;
}

static enum outcome
cover_read(struct req *req)
{
    struct menyensor *m = req_keep(req, sizeof *m);
    struct buf boxes = { .arena = req->arena };
    int64_t id;
    TRY(req_id(req, &id));
    TRY(photo_of(req, id, NULL, &m->lama));
    for (int64_t i = 1; i <= KOTAK_MOST; i++) {
        struct kotak_isian k = typed_box(req, i);
        TRY(read_box(req, &k, &boxes, &m->jumlah));
    }
    if (m->jumlah == 0)
        return req_error(req, NULL, "Belum ada bagian yang ditutup. Tulis letak paling sedikit satu kotak.");
    m->kotak = buf_view(&boxes);
    return berkas_cover(req, &m->lama, m->kotak, &m->baru);
}

static enum outcome
note_cover(struct req *req, const struct perkara *p, const struct menyensor *m)
{
    struct query q = query_of(req->db, "INSERT INTO aduan_sensor (id, perkara, asli, hasil, kotak, jumlah, akun, waktu)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    query_bind(&q, req->new_id);
    query_bind(&q, p->id);
    query_bind(&q, m->lama.id);
    query_bind(&q, m->baru.id);
    query_bind(&q, m->kotak);
    query_bind(&q, m->jumlah);
    query_bind(&q, req->who.akun);
    query_bind(&q, req->now);
    TRY(query_end(&q));
    struct query step = query_of(req->db, "INSERT INTO aduan_langkah_foto (berkas, perkara, langkah)"
        " SELECT CAST($1 AS BIGINT), perkara, langkah FROM aduan_langkah_foto WHERE berkas = $2");
    query_bind(&step, m->baru.id);
    query_bind(&step, m->lama.id);
    TRY(query_end(&step));
    struct peristiwa e = { .waktu = req->now, .akun = req->who.akun, .jabatan = S("meja"),
        .jenis = S("perkara.foto_ditutup"), .subjek_jenis = S("perkara"), .subjek = p->id,
        .isi = str_format(req->arena, "asli=%lld\nhasil=%lld\nkotak=" STR, (long long)m->lama.id,
            (long long)m->baru.id, STR_ARG(m->kotak)) };
    return peristiwa_add(req->db, &e);
}

/* The new one takes the old one's place under an address of its own; the old one answers nobody any more. */
static enum outcome
cover_save(struct req *req)
{
    const struct menyensor *m = req->kept;
    struct perkara p;
    struct berkas was;
    int64_t id;
    TRY(req_id(req, &id));
    TRY(aduan_by_id(req->db, id, &p));
    TRY(photo_of(req, id, NULL, &was));         /* covered by somebody else meanwhile: not there any more */
    struct berkas b = m->baru;
    b.milik_jenis = was.milik_jenis;
    b.milik_id = was.milik_id;
    b.peran = was.peran;
    b.nama = was.nama;
    b.publik = was.publik;
    TRY(berkas_insert(req->db, &b));
    TRY(berkas_shut(req->db, was.id));
    TRY(note_cover(req, &p, m));
    flash(req, "%lld bagian foto ditutup. Foto aslinya disimpan tertutup.", (long long)m->jumlah);
    return redirect(req, "/meja/aduan/%lld", (long long)id);
}

/* ---- the one that was before ---------------------------------------------------------------------------- */

struct asli_isian { str sebab; };
static const struct field reason_fields[] = {
    FIELD(struct asli_isian, sebab, .label = "Untuk apa foto asli dibuka?", .max = 200, REQUIRED),
    { 0 }
};

static enum outcome
original_form(struct req *req)
{
    struct asli_lihat a = { .form = &req->form };
    struct berkas b;
    int64_t id;
    form_show(req, reason_fields);
    TRY(req_id(req, &id));
    TRY(aduan_by_id(req->db, id, &a.p));
    TRY(photo_of(req, id, "asli", &b));
    a.tujuan = str_format(req->arena, "/meja/aduan/%lld/foto/%lld/asli", (long long)id, (long long)b.id);
    asli_halaman_html(&req->out, &a);
    req->section = S("meja");
    return page(req, req_tr(req, S("Foto asli")));
}

static enum outcome
original_read(struct req *req)
{
    struct asli_isian *f = req_keep(req, sizeof *f);
    if (!form_read(req, reason_fields, f))
        return INVALID;
    return str_letters(f->sebab) >= 10 ? OK : req_error(req, "sebab", "Tulis keperluannya dalam satu kalimat (paling"
        " sedikit 10 huruf). Pembukaan foto asli tercatat.");
}

/* A sign that opens this one photo for this one account, for five minutes. */
static str
sign(struct req *req, int64_t foto, int64_t until)
{
    return req_seal(req, "aduan.asli", str_format(req->arena, "%lld:%lld", (long long)foto, (long long)until));
}

static enum outcome
original_open(struct req *req)
{
    const struct asli_isian *f = req->kept;
    struct berkas b;
    int64_t id, until = req->now + OPEN_SECONDS;
    TRY(req_id(req, &id));
    TRY(photo_of(req, id, "asli", &b));
    struct peristiwa e = { .waktu = req->now, .akun = req->who.akun, .jabatan = S("meja"),
        .jenis = S("perkara.foto_asli_dibuka"), .subjek_jenis = S("perkara"), .subjek = id,
        .isi = str_format(req->arena, "foto=%lld\nsebab=" STR, (long long)b.id, STR_ARG(f->sebab)) };
    TRY(peristiwa_add(req->db, &e));
    return redirect(req, "/meja/aduan/%lld/foto/%lld/asli/%lld." STR, (long long)id, (long long)b.id,
        (long long)until, STR_ARG(sign(req, b.id, until)));
}

static enum outcome
original_give(struct req *req)
{
    struct berkas b;
    int64_t id, until;
    str rest = req_param(req, "tanda"), text;
    TRY(req_id(req, &id));
    TRY(photo_of(req, id, "asli", &b));
    bool right = str_cut(&rest, '.', &text) && str_int(text, &until) && until >= req->now
        && bytes_equal(rest, sign(req, b.id, until));
    if (!right)
        return redirect(req, "/meja/aduan/%lld/foto/%lld/asli", (long long)id, (long long)b.id);
    return berkas_give(req, &b, S(""));
}

#define PHOTO "/meja/aduan/{id}/foto/{foto}"

const struct route aduan_foto[] = {
    GET (PHOTO,                 cover_form,                                  &aduan_meja, aduan_place),
    POST(PHOTO,                 cover_read, cover_save, cover_form,          &aduan_meja, aduan_place),
    GET (PHOTO "/asli",         original_form,                               &aduan_meja, aduan_place),
    POST(PHOTO "/asli",         original_read, original_open, original_form, &aduan_meja, aduan_place),
    GET (PHOTO "/asli/{tanda}", original_give,                               &aduan_meja, aduan_place),
    { 0 }
};
