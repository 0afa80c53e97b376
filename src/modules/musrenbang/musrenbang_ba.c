/* musrenbang_ba.c: freezing what a level agreed to, and the guards that rest on it. */
#include "modules/musrenbang/musrenbang_ba.h"

#include <sodium.h>

#include "base/random.h"

#define COLUMNS "id, tahun, tingkat, wilayah, nomor, ke, sebab, tanggal, tempat, hadir_laki," \
    " hadir_perempuan, penandatangan, catatan, sidik_daftar, jumlah, biaya_sen, keadaan, pdf, pindaian," \
    " akun, dibuat, disahkan"

static struct berita_acara
read_ba(struct query *q)                /* in the order of COLUMNS */
{
    struct berita_acara b = { .id = query_int(q) };
    b.tahun           = query_int(q);
    b.tingkat         = query_str(q);
    b.wilayah         = query_str(q);
    b.nomor           = query_str(q);
    b.ke              = query_int(q);
    b.sebab           = query_str(q);
    b.tanggal         = query_date(q);
    b.tempat          = query_str(q);
    b.hadir_laki      = query_int(q);
    b.hadir_perempuan = query_int(q);
    b.penandatangan   = query_str(q);
    b.catatan         = query_str(q);
    b.sidik_daftar    = query_str(q);
    b.jumlah          = query_int(q);
    b.biaya           = query_money(q);
    b.keadaan         = query_str(q);
    b.pdf             = query_str(q);
    b.pindaian        = query_int(q);
    b.akun            = query_int(q);
    b.dibuat          = query_int(q);
    b.disahkan        = query_int(q);
    return b;
}

enum outcome
ba_by_id(struct db *db, int64_t id, struct berita_acara *b)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM berita_acara WHERE id = $1");
    query_bind(&q, id);
    if (query_next(&q))
        *b = read_ba(&q);
    return query_end_one(&q);
}

enum { BA_MOST = 40 };

static enum outcome
read_list(struct query *q, struct berita_acara_list *list)
{
    *list = (struct berita_acara_list){ 0 };
    while (list->count < BA_MOST && query_next(q))
        *arena_next(db_arena_of(q->db), list) = read_ba(q);
    return query_end(q);
}

enum outcome
ba_of(struct db *db, int64_t tahun, str tingkat, str wilayah, struct berita_acara_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM berita_acara"
        " WHERE tahun = $1 AND tingkat = $2 AND wilayah = $3 ORDER BY ke DESC LIMIT 40");
    query_bind(&q, tahun);
    query_bind(&q, tingkat);
    query_bind(&q, wilayah);
    return read_list(&q, list);
}

enum outcome
ba_before(struct db *db, int64_t tahun, str tingkat, str wilayah, struct berita_acara_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM berita_acara"
        " WHERE tingkat = $1 AND wilayah = $2 AND tahun < $3 ORDER BY tahun DESC, ke DESC LIMIT 40");
    query_bind(&q, tingkat);
    query_bind(&q, wilayah);
    query_bind(&q, tahun);
    return read_list(&q, list);
}

enum outcome
ba_signed(struct db *db, int64_t tahun, str tingkat, str wilayah, bool *is_signed)
{
    struct query q = query_of(db,
        "SELECT 1 FROM berita_acara WHERE tahun = $1 AND tingkat = $2 AND wilayah = $3"
        " AND keadaan = 'sah' LIMIT 1");
    query_bind(&q, tahun);
    query_bind(&q, tingkat);
    query_bind(&q, wilayah);
    *is_signed = query_next(&q);
    return query_end(&q);
}

/* ---- the list --------------------------------------------------------------------------------------- */

static enum outcome
read_lines(struct query *q, struct ba_baris_list *list)
{
    *list = (struct ba_baris_list){ 0 };
    while (list->count < BA_LINES_MOST && query_next(q)) {
        struct ba_baris *r = arena_next(db_arena_of(q->db), list);
        r->usulan    = query_int(q);
        r->nomor     = query_int(q);
        r->kode      = query_str(q);
        r->judul     = query_str(q);
        r->rw        = query_str(q);
        r->satuan    = query_str(q);
        r->keputusan = query_str(q);
        r->volume    = query_volume(q);
        r->biaya     = query_money(q);
        r->alasan    = query_str(q);
        list->jumlah = query_int(q);
    }
    return query_end(q);
}

#define LINE_NAMES " JOIN kamus k ON k.id = u.kamus LEFT JOIN wilayah w ON w.kode = u.wilayah"

enum outcome
ba_lines(struct db *db, int64_t berita_acara, struct ba_baris_list *list)
{
    struct query q = query_of(db,
        "SELECT u.id, r.nomor, u.kode, u.judul, COALESCE(w.nama, ''), k.satuan, r.keputusan, r.volume_e4,"
        " r.biaya_sen, '', count(*) OVER () FROM berita_acara_baris r JOIN usulan u ON u.id = r.usulan" LINE_NAMES
        " WHERE r.berita_acara = $1"
        " ORDER BY CASE WHEN r.nomor = 0 THEN 1 ELSE 0 END, r.nomor, u.id LIMIT 5000");
    query_bind(&q, berita_acara);
    return read_lines(&q, list);
}

/* The last decision of that level on each proposal of the place; what was sent on carries its rank. */
#define DECIDED \
    "SELECT u.id, COALESCE(r.nomor, 0), u.kode, u.judul, COALESCE(w.nama, ''), k.satuan, d.keputusan," \
    " d.volume_e4, d.biaya_sen, d.kode_alasan, count(*) OVER () FROM usulan u" LINE_NAMES \
    " JOIN usulan_keputusan d ON d.usulan = u.id AND d.tingkat = $2 AND d.urut =" \
    " (SELECT max(e.urut) FROM usulan_keputusan e WHERE e.usulan = u.id AND e.tingkat = $2)" \
    " LEFT JOIN peringkat r ON r.tahun = $1 AND r.tingkat = $2 AND r.wilayah = $3 AND r.usulan = u.id" \
    " AND d.keputusan IN ('setuju', 'ubah', 'terima')" \
    " WHERE u.tahun = $1 AND u.publik = 1"
#define BY_NUMBER " ORDER BY CASE WHEN r.nomor IS NULL THEN 1 ELSE 0 END, r.nomor, u.id LIMIT 5000"

enum outcome
ba_draft_lines(struct db *db, int64_t tahun, str tingkat, str wilayah, struct ba_baris_list *list)
{
    bool kelurahan = wilayah_level(wilayah) == TINGKAT_KELURAHAN;
    struct query q = query_of(db, kelurahan ? DECIDED " AND u.kelurahan = $3" BY_NUMBER
        : DECIDED " AND u.kecamatan = $3" BY_NUMBER);
    query_bind(&q, tahun);
    query_bind(&q, tingkat);
    query_bind(&q, wilayah);
    return read_lines(&q, list);
}

str
ba_fingerprint(struct arena *arena, const struct ba_baris_list *list)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < list->count; i++) {
        const struct ba_baris *r = &list->items[i];
        buf_format(&b, "%lld,%lld,%lld,%lld," STR "\n", (long long)r->usulan, (long long)r->nomor,
            (long long)r->volume.e4, (long long)r->biaya.sen, STR_ARG(r->keputusan));
    }
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)(b.ptr ? b.ptr : ""), b.len);
    return hex_of(arena, hash, sizeof hash);
}

/* ---- freezing --------------------------------------------------------------------------------------- */

static bool
agreed_to(const struct ba_baris *r)
{
    return keputusan_agrees(r->keputusan);
}

static enum outcome
require_all_decided(struct req *req, const struct sidang *s)
{
    struct usulan_list waiting;
    TRY(usulan_queue(req->db, s, 0, &waiting));
    if (waiting.count == 0)
        return OK;
    return req_error(req, NULL, "Masih ada %zu%s usulan yang belum diputuskan, misalnya \"" STR "\". Putuskan"
        " semuanya lebih dulu.", waiting.count > USULAN_PAGE ? (size_t)USULAN_PAGE : waiting.count,
        waiting.count > USULAN_PAGE ? " lebih" : "", STR_ARG(waiting.items[0].judul));
}

/* What is signed is the whole of what was decided. */
static enum outcome
require_whole(struct req *req, const struct ba_baris_list *lines)
{
    int64_t more = lines->jumlah - (int64_t)lines->count;
    if (more == 0)
        return OK;
    return req_error(req, NULL, "Berita acara memuat paling banyak %d usulan, di sini ada %lld yang sudah diputuskan:"
        " %lld akan tertinggal. Minta Bappeda membagi musyawarah ini, lalu buat berita acaranya.", BA_LINES_MOST,
        (long long)lines->jumlah, (long long)more);
}

static enum outcome
require_ranked(struct req *req, const struct ba_baris_list *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        if (agreed_to(&lines->items[i]) && lines->items[i].nomor == 0)
            return req_error(req, NULL, "\"" STR "\" disetujui tetapi belum punya nomor urut. Simpan urutan"
                " lebih dulu.", STR_ARG(lines->items[i].judul));
    return lines->count ? OK : req_error(req, NULL, "Belum ada usulan yang diputuskan di tingkat ini.");
}

static enum outcome
insert_ba(struct db *db, const struct berita_acara *b)
{
    struct query q = query_of(db, "INSERT INTO berita_acara (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6,"
        " $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'menunggu', '', NULL, $17, $18, 0)");
    query_bind(&q, b->id);
    query_bind(&q, b->tahun);
    query_bind(&q, b->tingkat);
    query_bind(&q, b->wilayah);
    query_bind(&q, b->nomor);
    query_bind(&q, b->ke);
    query_bind(&q, b->sebab);
    query_bind(&q, b->tanggal);
    query_bind(&q, b->tempat);
    query_bind(&q, b->hadir_laki);
    query_bind(&q, b->hadir_perempuan);
    query_bind(&q, b->penandatangan);
    query_bind(&q, b->catatan);
    query_bind(&q, b->sidik_daftar);
    query_bind(&q, b->jumlah);
    query_bind(&q, b->biaya);
    query_bind(&q, b->akun);
    query_bind(&q, b->dibuat);
    return query_end(&q);
}

static enum outcome
insert_lines(struct db *db, int64_t ba, const struct ba_baris_list *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct ba_baris *r = &lines->items[i];
        struct query q = query_of(db, "INSERT INTO berita_acara_baris (berita_acara, usulan, nomor,"
            " keputusan, volume_e4, biaya_sen) VALUES ($1, $2, $3, $4, $5, $6)");
        query_bind(&q, ba);
        query_bind(&q, r->usulan);
        query_bind(&q, r->nomor);
        query_bind(&q, r->keputusan);
        query_bind(&q, r->volume);
        query_bind(&q, r->biaya);
        TRY(query_end(&q));
    }
    return OK;
}

/* Gap-free, and so the last statement that meets others (architecture 3). */
static enum outcome
take_number(struct db *db, str seri, int64_t *number)
{
    struct query q = query_of(db, "INSERT INTO penomoran (seri, terakhir) VALUES ($1, 1)"
        " ON CONFLICT (seri) DO UPDATE SET terakhir = penomoran.terakhir + 1 RETURNING terakhir");
    query_bind(&q, seri);
    if (query_next(&q))
        *number = query_int(&q);
    return query_end_one(&q);
}

static enum outcome
number_ba(struct req *req, const struct tingkat *t, struct berita_acara *b)
{
    int64_t number = 0;
    TRY(take_number(req->db, str_format(req->arena, "ba/%lld", (long long)b->tahun), &number));
    b->nomor = str_format(req->arena, "BA/%03lld/MUSRENBANG-" STR "/%lld", (long long)number,
        STR_ARG(t->kode), (long long)b->tahun);
    return OK;
}

static void
sum_up(struct berita_acara *b, const struct ba_baris_list *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        if (!agreed_to(&lines->items[i]))
            continue;
        b->jumlah++;
        must(money_add(b->biaya, lines->items[i].biaya, &b->biaya) == OK);
    }
}

static enum outcome
require_changed(struct req *req, const struct berita_acara_list *before, const struct berita_acara *b)
{
    if (before->count == 0)
        return OK;
    if (!str_eqz(before->items[0].keadaan, "sah"))
        return req_error(req, NULL, "Berita acara " STR " masih menunggu pindaian yang ditandatangani."
            " Unggah pindaiannya lebih dulu.", STR_ARG(before->items[0].nomor));
    if (str_eq(before->items[0].sidik_daftar, b->sidik_daftar))
        return req_error(req, NULL, "Daftarnya masih sama dengan berita acara " STR ", jadi tidak perlu"
            " berita acara perubahan.", STR_ARG(before->items[0].nomor));
    return str_letters(str_trim(b->sebab)) >= 10 ? OK : req_error(req, "sebab", "Tulis sebab perubahan"
        " berita acara " STR " dalam satu kalimat.", STR_ARG(before->items[0].nomor));
}

static void
fill(struct berita_acara *b, const struct ba_isian *f)
{
    b->tanggal         = f->tanggal;
    b->tempat          = f->tempat;
    b->hadir_laki      = f->hadir_laki;
    b->hadir_perempuan = f->hadir_perempuan;
    b->penandatangan   = f->penandatangan;
    b->catatan         = f->catatan;
    b->sebab           = f->sebab;
}

static enum outcome
note_ba(struct req *req, const struct berita_acara *b, const char *jenis)
{
    struct peristiwa p = {
        .waktu = req->now, .akun = req->who.akun, .jenis = str_of(jenis),
        .subjek_jenis = S("berita_acara"), .subjek = b->id, .publik = true,
        .isi = str_format(req->arena, "nomor=" STR "\nsidik=" STR, STR_ARG(b->nomor), STR_ARG(b->sidik_daftar)),
        .bound = { { &ikat_ba, b->id }, { &ikat_ba_baris, b->id }, { &ikat_pindaian, b->id } },
    };
    return peristiwa_add(req->db, &p);
}

enum outcome
ba_create(struct req *req, const struct sidang *s, const struct ba_isian *f, struct berita_acara *b)
{
    const struct tingkat *t = &s->tingkat;
    str wilayah = s->tempat.wilayah;
    struct ba_baris_list lines;
    struct berita_acara_list before;
    TRY(require_all_decided(req, s));
    TRY(ba_draft_lines(req->db, s->tahun, t->kode, wilayah, &lines));
    TRY(require_whole(req, &lines));
    TRY(require_ranked(req, &lines));
    TRY(ba_of(req->db, s->tahun, t->kode, wilayah, &before));
    *b = (struct berita_acara){ .id = req->new_id, .tahun = s->tahun, .tingkat = t->kode, .wilayah = wilayah,
        .ke = before.count ? before.items[0].ke + 1 : 1, .keadaan = S("menunggu"),
        .akun = req->who.akun, .dibuat = req->now };
    fill(b, f);
    sum_up(b, &lines);
    b->sidik_daftar = ba_fingerprint(req->arena, &lines);
    TRY(require_changed(req, &before, b));
    TRY(number_ba(req, t, b));
    TRY(insert_ba(req->db, b));
    TRY(insert_lines(req->db, b->id, &lines));
    return note_ba(req, b, "musrenbang.berita_acara_dibuat");
}

/* What was agreed to goes to the level after; what came later waits for a berita acara perubahan. */
static enum outcome
hand_on(struct db *db, const struct berita_acara *b)
{
    struct query q = query_of(db, "UPDATE usulan SET siap = 1 WHERE lolos = $2 AND id IN"
        " (SELECT usulan FROM berita_acara_baris WHERE berita_acara = $1 AND nomor > 0)");
    query_bind(&q, b->id);
    query_bind(&q, b->tingkat);
    return query_end(&q);
}

enum outcome
ba_sign(struct req *req, struct berita_acara *b, int64_t pindaian)
{
    if (!str_eqz(b->keadaan, "menunggu"))
        return req_error(req, NULL, "Berita acara ini sudah sah sejak " STR ".",
            STR_ARG(fmt_moment(req->arena, b->disahkan, req->region->zone)));
    struct query q = query_of(req->db, "UPDATE berita_acara SET keadaan = 'sah', pindaian = $2,"
        " disahkan = $3 WHERE id = $1 AND keadaan = 'menunggu'");
    query_bind(&q, b->id);
    query_bind(&q, pindaian);
    query_bind(&q, req->now);
    TRY(query_end_changed(&q));
    TRY(hand_on(req->db, b));
    return note_ba(req, b, "musrenbang.berita_acara_sah");
}
