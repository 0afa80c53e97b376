/* berkas.c: taking files in, and giving them out to whom they may go. */
#include "core/berkas/berkas.h"

#include "base/letters.h"
#include "base/random.h"
#include "core/berkas/berkas_schema.h"
#include "core/pembantu/pembantu.h"
#include "core/pribadi/pribadi.h"
#include "store/blob.h"

static const struct berkas_owner *owners;

void berkas_owners(const struct berkas_owner *list) { owners = list; }

static str
folder_of(const struct req *req)
{
    return str_format(req->arena, STR "/berkas", STR_ARG(req->region->folder));
}

/* ---- in ------------------------------------------------------------------------------------------------ */

static enum outcome
ask(struct req *req, const char *field, enum pekerjaan kind, const struct kiriman *question, struct kiriman *answer)
{
    enum outcome o = pembantu_ask(kind, question, req->arena, answer);
    if (o == INVALID)
        return req_error(req, field, STR, STR_ARG(answer->parts[0]));
    if (o != OK)
        return req_error(req, field, "Berkas ini tidak dapat dibuka. Coba berkas lain, atau ambil ulang fotonya.");
    return OK;
}

static enum outcome
begin(struct req *req, const char *field, const struct upload *u, struct berkas *b)
{
    *b = (struct berkas){ .id = id_new(), .nama = letters_head(u->filename, 200), .akun = req->who.akun,
        .waktu = req->now };
    return u->bytes.len ? OK : req_error(req, field, "Berkas ini kosong. Pilih berkas lain.");
}

static void
read_sizes(str text, struct berkas *b)
{
    int64_t *const into[] = { &b->lebar, &b->tinggi, &b->lat_e6, &b->lon_e6 };
    str piece;
    for (size_t i = 0; i < COUNT(into) && str_cut(&text, ' ', &piece); i++)
        if (!str_int(piece, into[i]))
            *into[i] = 0;
}

static enum outcome
keep_widths(struct req *req, struct kiriman made, struct berkas *b)
{
    if (made.count != 4)
        return FAILED;
    str folder = folder_of(req);
    TRY(blob_put(folder, made.parts[0], req->arena, &b->sidik));
    TRY(blob_put(folder, made.parts[1], req->arena, &b->sidik_sedang));
    TRY(blob_put(folder, made.parts[2], req->arena, &b->sidik_kecil));
    b->jenis = S("image/jpeg");
    b->ukuran = (int64_t)made.parts[0].len;
    read_sizes(made.parts[3], b);
    return OK;
}

enum outcome
berkas_take_photo(struct req *req, const char *field, const struct upload *u, struct berkas *b)
{
    struct kiriman made, question = { .parts = { u->bytes }, .count = 1 };
    TRY(begin(req, field, u, b));
    TRY(ask(req, field, KERJA_FOTO, &question, &made));
    return keep_widths(req, made, b);
}

enum outcome
berkas_cover(struct req *req, const struct berkas *old, str boxes, struct berkas *made)
{
    struct kiriman answer, question = { .parts = { { 0 }, boxes }, .count = 2 };
    *made = (struct berkas){ .id = id_new(), .akun = req->who.akun, .waktu = req->now };
    TRY(blob_get(folder_of(req), old->sidik, req->arena, &question.parts[0]));
    TRY(ask(req, NULL, KERJA_SENSOR, &question, &answer));
    return keep_widths(req, answer, made);
}

enum outcome
berkas_take_document(struct req *req, const char *field, const struct upload *u, struct berkas *b)
{
    struct kiriman answer, question = { .parts = { u->bytes }, .count = 1 };
    if (!str_starts(u->bytes, S("%PDF")))
        return berkas_take_photo(req, field, u, b);
    TRY(begin(req, field, u, b));
    TRY(ask(req, field, KERJA_PDF, &question, &answer));
    TRY(blob_put(folder_of(req), u->bytes, req->arena, &b->sidik));
    b->jenis = S("application/pdf");
    b->ukuran = (int64_t)u->bytes.len;
    return OK;
}

static str
signed_text(struct req *req, const struct berkas *b)
{
    return str_format(req->arena, STR "|" STR "|" STR "|" STR "|%lld|%lld|%lld", STR_ARG(b->sidik),
        STR_ARG(b->sidik_sedang), STR_ARG(b->sidik_kecil), STR_ARG(b->jenis), (long long)b->ukuran,
        (long long)b->lebar, (long long)b->tinggi);
}

str
berkas_token(struct req *req, const struct berkas *b)
{
    str text = signed_text(req, b);
    return str_format(req->arena, STR "|" STR, STR_ARG(text),
        STR_ARG(req_seal(req, "berkas", text)));
}

/* A form that lay open for days: what it names may be swept, and stays from now on when it is not. */
static bool
still_there(struct req *req, const struct berkas *b)
{
    const str names[] = { b->sidik, b->sidik_sedang, b->sidik_kecil };
    bool there = true;
    for (size_t i = 0; i < COUNT(names); i++)
        there &= !names[i].len || blob_keep(folder_of(req), names[i], req->arena);
    return there;
}

bool
berkas_from_token(struct req *req, str token, struct berkas *b)
{
    *b = (struct berkas){ .id = id_new(), .akun = req->who.akun, .waktu = req->now };
    str *const texts[] = { &b->sidik, &b->sidik_sedang, &b->sidik_kecil, &b->jenis };
    int64_t *const numbers[] = { &b->ukuran, &b->lebar, &b->tinggi };
    str piece;
    for (size_t i = 0; i < COUNT(texts); i++)
        if (!str_cut(&token, '|', texts[i]))
            return false;
    for (size_t i = 0; i < COUNT(numbers); i++)
        if (!str_cut(&token, '|', &piece) || !str_int(piece, numbers[i]))
            return false;
    return bytes_equal(token, req_seal(req, "berkas", signed_text(req, b))) && still_there(req, b);
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

#define COLUMNS "id, milik_jenis, milik_id, peran, jenis, nama, sidik, sidik_sedang, sidik_kecil, ukuran," \
    " lebar, tinggi, publik, akun, waktu"

static struct berkas
read_berkas(struct query *q)            /* in the order of COLUMNS */
{
    struct berkas b = { .id = query_int(q) };
    b.milik_jenis  = query_str(q);
    b.milik_id     = query_int(q);
    b.peran        = query_str(q);
    b.jenis        = query_str(q);
    b.nama         = query_str(q);
    b.sidik        = query_str(q);
    b.sidik_sedang = query_str(q);
    b.sidik_kecil  = query_str(q);
    b.ukuran       = query_int(q);
    b.lebar        = query_int(q);
    b.tinggi       = query_int(q);
    b.publik       = query_bool(q);
    b.akun         = query_int(q);
    b.waktu        = query_int(q);
    return b;
}

enum outcome
berkas_insert(struct db *db, const struct berkas *b)
{
    struct query q = query_of(db, "INSERT INTO berkas (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
        " $10, $11, $12, $13, $14, $15)");
    query_bind(&q, b->id);
    query_bind(&q, b->milik_jenis);
    query_bind(&q, b->milik_id);
    query_bind(&q, b->peran);
    query_bind(&q, b->jenis);
    query_bind(&q, b->nama);
    query_bind(&q, b->sidik);
    query_bind(&q, b->sidik_sedang);
    query_bind(&q, b->sidik_kecil);
    query_bind(&q, b->ukuran);
    query_bind(&q, b->lebar);
    query_bind(&q, b->tinggi);
    query_bind(&q, b->publik);
    query_bind(&q, b->akun);
    query_bind(&q, b->waktu);
    return query_end(&q);
}

enum outcome
berkas_of(struct db *db, const char *milik_jenis, int64_t milik_id, const char *peran, struct berkas_list *list)
{
    enum { MOST = 60 };
    *list = (struct berkas_list){ 0 };
    struct query q = query_of(db, "SELECT " COLUMNS " FROM berkas WHERE milik_jenis = $1 AND milik_id = $2"
        " AND ($3 = '' OR peran = $3) ORDER BY id LIMIT 60");
    query_bind(&q, str_of(milik_jenis));
    query_bind(&q, milik_id);
    query_bind(&q, str_of(peran));
    while (list->count < MOST && query_next(&q))
        *arena_next(db_arena_of(db), list) = read_berkas(&q);
    return query_end(&q);
}

enum outcome
berkas_by_id(struct db *db, int64_t id, struct berkas *b)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM berkas WHERE id = $1");
    *b = (struct berkas){ 0 };
    query_bind(&q, id);
    if (query_next(&q))
        *b = read_berkas(&q);
    return query_end_one(&q);
}

enum outcome
berkas_shut(struct db *db, int64_t id)
{
    struct query q = query_of(db, "UPDATE berkas SET peran = 'asli', publik = 0 WHERE id = $1");
    query_bind(&q, id);
    return query_end_changed(&q);
}

enum outcome
berkas_publish(struct db *db, const struct berkas *those, bool publik)
{
    struct query q = query_of(db, "UPDATE berkas SET publik = $4 WHERE milik_jenis = $1"
        " AND milik_id = $2 AND peran = $3");
    query_bind(&q, those->milik_jenis);
    query_bind(&q, those->milik_id);
    query_bind(&q, those->peran);
    query_bind(&q, publik);
    return query_end(&q);
}

enum outcome
berkas_delete(struct db *db, int64_t id, const char *milik_jenis, int64_t milik_id)
{
    struct query q = query_of(db, "DELETE FROM berkas WHERE id = $1 AND milik_jenis = $2 AND milik_id = $3");
    query_bind(&q, id);
    query_bind(&q, str_of(milik_jenis));
    query_bind(&q, milik_id);
    return query_end(&q);
}

/* ---- out ------------------------------------------------------------------------------------------------ */

static enum outcome
may_see(struct req *req, const struct berkas *b)
{
    bool may = b->publik;
    if (str_eqz(b->peran, "asli"))
        return NOT_FOUND;
    for (const struct berkas_owner *o = owners; !may && o && o->jenis; o++)
        if (str_eqz(b->milik_jenis, o->jenis))
            TRY(o->may(req, b->milik_id, &may));
    return may ? OK : NOT_FOUND;
}

enum outcome
berkas_give(struct req *req, const struct berkas *b, str width)
{
    int64_t size;
    str hash = str_eqz(width, "320") && b->sidik_kecil.len ? b->sidik_kecil
        : str_eqz(width, "800") && b->sidik_sedang.len ? b->sidik_sedang : b->sidik;
    int fd = blob_open(folder_of(req), hash, &size);
    if (fd < 0)
        return NOT_FOUND;
    reply_header(req, "Cache-Control", b->publik ? S("public, max-age=31536000, immutable") : S("private, no-store"));
    if (str_eqz(b->jenis, "application/pdf"))
        reply_as(req, b->nama.len ? b->nama : S("dokumen.pdf"));
    return reply_file(req, b->jenis, fd, size);
}

static enum outcome
give(struct req *req)
{
    int64_t id;
    struct berkas b;
    TRY(req_id(req, &id));
    TRY(berkas_by_id(req->db, id, &b));
    TRY(may_see(req, &b));
    return berkas_give(req, &b, req_param(req, "lebar"));
}

static const struct route pages[] = {
    GET("/berkas/{id}",         give, &anyone, no_place),
    GET("/berkas/{id}/{lebar}", give, &anyone, no_place),
    { 0 }
};

static const struct data_pribadi pribadi[] = {
    { .kolom = "berkas.nama", "Nama berkas sebagaimana diunggah", "Mengenali berkas saat diunduh.", DASAR_TUGAS,
        "Yang boleh membuka berkasnya.", "Selama berkasnya ada.",
        "Foto disandi ulang: tempat dan alat pemotretnya dibuang." },
    { 0 }
};

static const struct pemakai_berkas users[] = {
    { "berkas.sidik", "SELECT 1 FROM berkas WHERE sidik = $1 LIMIT 1" },
    { "berkas.sidik_sedang", "SELECT 1 FROM berkas WHERE sidik_sedang = $1 AND sidik_sedang <> '' LIMIT 1" },
    { "berkas.sidik_kecil", "SELECT 1 FROM berkas WHERE sidik_kecil = $1 AND sidik_kecil <> '' LIMIT 1" },
    { 0 }
};

static const struct job outside[] = {
    { "berkas.yatim", berkas_sweep, HOUR },
    { 0 }
};

/* A region's own value stays; 0: nothing is swept. */
static enum outcome
seed_settings(struct db *db, int64_t now)
{
    (void)now;
    struct query q = query_of(db, "INSERT INTO pengaturan (kunci, nilai, dasar) VALUES ('berkas.yatim_hari', '7', '')"
        " ON CONFLICT (kunci) DO NOTHING");
    return query_end(&q);
}

const struct module berkas_module = {
    .name   = "berkas",
    .title  = "Berkas",
    .schema = &berkas_schema,
    .routes = LIST(struct route, pages),
    .pribadi = pribadi,
    .pemakai_berkas = users,
    .outside = outside,
    .seed    = seed_settings,
    .files  = "SELECT id, sidik, sidik_sedang, sidik_kecil FROM berkas WHERE id > $1 ORDER BY id LIMIT 500",
};
