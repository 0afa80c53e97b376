/* atur_tanya_page.c: one question of a category of complaints. */
#include "modules/aduan/atur_html.h"
#include "modules/aduan/atur_lihat.h"

static const struct { const char *kode, *nama; } types[] = { { "string", "Satu baris" }, { "text", "Beberapa baris" },
    { "number", "Angka" }, { "datetime", "Tanggal" }, { "singlevaluelist", "Pilih satu" },
    { "multivaluelist", "Pilih beberapa" } };

str
tipe_label(str tipe)
{
    for (size_t i = 0; i < COUNT(types); i++)
        if (str_eqz(tipe, types[i].kode))
            return str_of(types[i].nama);
    return tipe;
}

struct tanya_isian { str kode, tanya, petunjuk, tipe; int64_t urutan; str pilihan; bool wajib, keterangan, aktif; };
static const struct field fields[] = {
    FIELD(struct tanya_isian, kode, .label = "Kode", .max = 40, REQUIRED,
        .hint = "Huruf kecil dan tanda hubung, misalnya jumlah-lampu; tidak dapat diganti."),
    FIELD(struct tanya_isian, tanya, .label = "Pertanyaan", .max = 160, REQUIRED),
    FIELD(struct tanya_isian, petunjuk, .label = "Petunjuk", .max = 200),
    FIELD(struct tanya_isian, tipe, .label = "Bentuk jawaban", .max = 20, REQUIRED),
    FIELD(struct tanya_isian, urutan, .label = "Urutan", .lowest = 0, .highest = 99),
    FIELD(struct tanya_isian, pilihan, .label = "Pilihan", .max = 2000, .lines = true,
        .hint = "Hanya untuk pilih satu atau beberapa: satu pilihan pada setiap baris."),
    FIELD(struct tanya_isian, wajib, .label = "Wajib dijawab"),
    FIELD(struct tanya_isian, keterangan, .label = "Bukan pertanyaan, hanya keterangan untuk dibaca"),
    FIELD(struct tanya_isian, aktif, .label = "Dapat dijawab"),
    { 0 }
};

static str
choices_text(struct arena *a, const struct atribut *t)
{
    struct buf b = { .arena = a };
    for (size_t i = 0; i < t->pilihan_count; i++)
        buf_format(&b, "%s" STR, i ? "\n" : "", STR_ARG(t->pilihan[i].nama));
    return buf_view(&b);
}

static enum outcome
show_question(struct req *req, const struct kategori *k, const struct atribut_baris *b, bool fresh)
{
    struct atur_tanya s = { .kepala = atur_kepala(req, "kategori"), .form = &req->form, .k = *k, .baru = fresh };
    s.judul = fresh ? req_tr(req, S("Pertanyaan baru")) : b->a.tanya;
    s.tujuan = str_format(req->arena, "/meja/aduan/atur/kategori/" STR "/tanya/" STR, STR_ARG(k->kode),
        STR_ARG(fresh ? S("baru") : b->a.kode));
    s.tipe.items = arena_array(req->arena, struct pilihan, COUNT(types));
    for (size_t i = 0; i < COUNT(types); i++)
        s.tipe.items[s.tipe.count++] = (struct pilihan){ .kode = str_of(types[i].kode),
            .nama = req_tr(req, str_of(types[i].nama)) };
    form_show(req, fields);
    form_set(req, "kode", b->a.kode);
    form_set(req, "tanya", b->a.tanya);
    form_set(req, "petunjuk", b->a.petunjuk);
    form_set(req, "tipe", b->a.tipe);
    form_set(req, "urutan", str_number_in(req->arena, b->a.urutan));
    form_set(req, "pilihan", choices_text(req->arena, &b->a));
    form_set(req, "wajib", b->a.wajib ? S("1") : S(""));
    form_set(req, "keterangan", b->a.variabel ? S("") : S("1"));
    form_set(req, "aktif", b->aktif ? S("1") : S(""));
    atur_tanya_halaman_html(&req->out, &s);
    return page(req, s.judul);
}

static enum outcome
category_of(struct req *req, struct kategori *k)
{
    return kategori_by_kode(req->db, S("aduan"), req_param(req, "kategori"), k);
}

static enum outcome
new_question(struct req *req)
{
    struct kategori k;
    TRY(category_of(req, &k));
    return show_question(req, &k, &(struct atribut_baris){ .a = { .tipe = S("string"), .variabel = true },
        .aktif = true }, true);
}

static enum outcome
one_question(struct req *req)
{
    struct kategori k;
    struct atribut_baris b;
    TRY(category_of(req, &k));
    TRY(atribut_row(req->db, k.id, req_param(req, "tanya"), &b));
    return show_question(req, &k, &b, false);
}

/* A line's key: its own words in small letters, with hyphens; the same words keep the same key. */
static str
key_of(struct arena *a, str name)
{
    struct buf b = { .arena = a };
    str small = str_lower(a, name);
    for (size_t i = 0; i < small.len && b.len < 40; i++) {
        char c = small.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain)
            buf_char(&b, c);
        else if (b.len && b.ptr[b.len - 1] != '-')
            buf_char(&b, '-');
    }
    return buf_view(&b);
}

static enum outcome
read_choices(struct req *req, str lines, struct atribut *t)
{
    enum { MOST = 50 };
    str line;
    t->pilihan = arena_array(req->arena, struct pilihan_atribut, MOST);
    while (str_cut(&lines, '\n', &line)) {
        line = str_trim(line);
        if (line.len == 0)
            continue;
        str key = key_of(req->arena, line);
        if (t->pilihan_count == MOST)
            return req_error(req, "pilihan", "Paling banyak %d pilihan.", MOST);
        if (key.len == 0)
            return req_error(req, "pilihan", "\"" STR "\" perlu huruf atau angka.", STR_ARG(line));
        for (size_t i = 0; i < t->pilihan_count; i++)
            if (str_eq(t->pilihan[i].kunci, key))
                return req_error(req, "pilihan", "\"" STR "\" tertulis dua kali.", STR_ARG(line));
        t->pilihan[t->pilihan_count++] = (struct pilihan_atribut){ key, line };
    }
    return OK;
}

static enum outcome
read_question(struct req *req)
{
    struct tanya_isian f = { 0 };
    struct atribut_baris *b = req_keep(req, sizeof *b);
    bool right = form_read(req, fields, &f);
    b->a = (struct atribut){ .kode = f.kode, .urutan = f.urutan, .tipe = f.tipe, .tanya = f.tanya,
        .petunjuk = f.petunjuk, .wajib = f.wajib && !f.keterangan, .variabel = !f.keterangan };
    b->aktif = f.aktif;
    if (str_ends(f.tipe, S("valuelist")))
        right &= read_choices(req, f.pilihan, &b->a) == OK;
    return right ? OK : INVALID;
}

static enum outcome
save(struct req *req, bool fresh)
{
    struct kategori k;
    struct atribut_baris there, b = *(const struct atribut_baris *)req->kept;
    TRY(category_of(req, &k));
    if (!fresh) {
        TRY(atribut_row(req->db, k.id, req_param(req, "tanya"), &there));
        b.a.kode = there.a.kode;
    }
    TRY(atribut_change(req, k.id, &b, fresh));
    flash(req, "Pertanyaan tersimpan.");
    return redirect(req, "/meja/aduan/atur/kategori/" STR, STR_ARG(k.kode));
}

static enum outcome create(struct req *req) { return save(req, true); }
static enum outcome change(struct req *req) { return save(req, false); }

#define OF "/meja/aduan/atur/kategori/{kategori}/tanya/"
const struct route aduan_atur_tanya[] = {
    GET (OF "baru",    new_question,                        &aduan_atur, no_place),
    POST(OF "baru",    read_question, create, new_question, &aduan_atur, no_place),
    GET (OF "{tanya}", one_question,                        &aduan_atur, no_place),
    POST(OF "{tanya}", read_question, change, one_question, &aduan_atur, no_place),
    { 0 }
};
