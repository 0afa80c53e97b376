/* sipd_page.c: a year's proposals in the columns that SIPD-RI keeps of them (planning.md 1.2). */
#include "core/ekspor/ekspor.h"
#include "modules/musrenbang/musrenbang_lihat.h"

enum { ROWS_MOST = 20000, LEVELS = 5 };
static const char *const levels[LEVELS] = { "lurah", "camat", "pd", "mitra", "tapd" };

/* One proposal with the last word of each level. */
struct sipd_baris { struct usulan u; struct keputusan kata[LEVELS]; str tolak, kembali, opd_kode, awal_kode, awal_nama;
    str kamus_kode, sub_kegiatan; int64_t foto; };

#define ROW(r) ((const struct sipd_baris *)(r))
#define TEXT(name, expression) \
    static str name(struct arena *a, const void *r) { (void)a; (void)r; return expression; }
#define FLAG(name, truth) TEXT(name, (truth) ? S("1") : S("0"))

TEXT(kode, ROW(r)->u.kode)
TEXT(tahun, str_format(a, "%lld", (long long)ROW(r)->u.tahun))
TEXT(jenis, str_eqz(ROW(r)->u.asal, "pokir") ? S("Pokok Pikiran DPRD") : S("Aspirasi Masyarakat"))
TEXT(pengusul, ROW(r)->u.pengusul_teks)
TEXT(judul, ROW(r)->u.judul)
TEXT(masalah, ROW(r)->u.masalah)
TEXT(lokus, str_format(a, "Kel. " STR ", Kec. " STR, STR_ARG(ROW(r)->u.kelurahan_nama),
    STR_ARG(ROW(r)->u.kecamatan_nama)))
TEXT(alamat, str_format(a, STR "%s" STR, STR_ARG(ROW(r)->u.alamat), ROW(r)->u.rt.len ? ", RT " : "",
    STR_ARG(ROW(r)->u.rt)))
TEXT(wilayah, ROW(r)->u.wilayah)
TEXT(lat, ROW(r)->u.lat_e6 ? ekspor_derajat(a, ROW(r)->u.lat_e6) : S(""))
TEXT(lon, ROW(r)->u.lon_e6 ? ekspor_derajat(a, ROW(r)->u.lon_e6) : S(""))
TEXT(kamus_kode, ROW(r)->kamus_kode)
TEXT(kamus_nama, ROW(r)->u.kamus_nama)
TEXT(sub_kegiatan, ROW(r)->sub_kegiatan)
TEXT(kelompok, ROW(r)->u.kelompok)
TEXT(koefisien, str_format(a, STR " " STR, STR_ARG(fmt_volume(a, ROW(r)->u.volume_awal)), STR_ARG(ROW(r)->u.satuan)))
TEXT(satuan, ROW(r)->u.satuan)
TEXT(anggaran, ekspor_desimal(a, ROW(r)->u.estimasi.sen, 100, 2))
TEXT(opd_kode, ROW(r)->opd_kode)
TEXT(opd_nama, ROW(r)->u.opd_nama)
TEXT(awal_kode, ROW(r)->awal_kode)
TEXT(awal_nama, ROW(r)->awal_nama)
TEXT(foto, str_format(a, "%lld", (long long)ROW(r)->foto))
TEXT(status, status_label(&ROW(r)->u))
TEXT(tolak_teks, ROW(r)->tolak)
TEXT(kembali_teks, ROW(r)->kembali)
FLAG(is_verif, ROW(r)->u.lolos.len > 0)
FLAG(is_tolak, str_eqz(ROW(r)->u.status, "ditolak"))
FLAG(is_batal, str_eqz(ROW(r)->u.status, "dibatalkan"))
FLAG(is_kembalikan, str_eqz(ROW(r)->u.status, "dikembalikan"))

static str
rekomendasi(struct arena *a, const struct keputusan *k)
{
    if (!k->id)
        return S("");
    return str_format(a, STR "%s" STR, STR_ARG(keputusan_label(k->keputusan)), k->penjelasan.len ? ": " : "",
        STR_ARG(k->penjelasan));
}

static str
koefisien_of(struct arena *a, const struct sipd_baris *b, const struct keputusan *k)
{
    return k->id ? str_format(a, STR " " STR, STR_ARG(fmt_volume(a, k->volume)), STR_ARG(b->u.satuan)) : S("");
}

/* Each level has three columns of its own: what it said, with which volume, at which cost. */
#define LEVEL(name, n) \
    TEXT(name##_rekomendasi, rekomendasi(a, &ROW(r)->kata[n])) \
    TEXT(name##_koefisien, koefisien_of(a, ROW(r), &ROW(r)->kata[n])) \
    TEXT(name##_anggaran, ROW(r)->kata[n].id ? ekspor_desimal(a, ROW(r)->kata[n].biaya.sen, 100, 2) : S(""))
LEVEL(lurah, 0)
LEVEL(camat, 1)
LEVEL(skpd, 2)
LEVEL(mitra, 3)
LEVEL(tapd, 4)

/* The mapping, as one table: SIPD-RI's name on the left, where it comes from on the right (README.md explains). */
static const struct ekspor_kolom columns[] = {
    { "id_usulan", kode, false }, { "tahun", tahun, true }, { "jenis_usul_teks", jenis, false },
    { "pengusul", pengusul, false }, { "giat_teks", judul, false }, { "masalah", masalah, false },
    { "lokus_usulan", lokus, false }, { "detail_alamatteks", alamat, false }, { "kode_wilayah", wilayah, false },
    { "lat_usulan", lat, true }, { "lang_usulan", lon, true }, { "id_kamus", kamus_kode, false },
    { "kamus_teks", kamus_nama, false }, { "kode_sub_giat", sub_kegiatan, false }, { "kelompok", kelompok, false },
    { "koefisien", koefisien, false }, { "satuan", satuan, false }, { "anggaran", anggaran, true },
    { "kode_skpd", opd_kode, false }, { "nama_skpd", opd_nama, false }, { "kode_skpd_awal", awal_kode, false },
    { "nama_skpd_awal", awal_nama, false },
    { "rekom_lurah_rekomendasi", lurah_rekomendasi, false }, { "rekom_lurah_koefisien", lurah_koefisien, false },
    { "rekom_lurah_anggaran", lurah_anggaran, true },
    { "rekom_camat_rekomendasi", camat_rekomendasi, false }, { "rekom_camat_koefisien", camat_koefisien, false },
    { "rekom_camat_anggaran", camat_anggaran, true },
    { "rekom_skpd_rekomendasi", skpd_rekomendasi, false }, { "rekom_skpd_koefisien", skpd_koefisien, false },
    { "rekom_skpd_anggaran", skpd_anggaran, true },
    { "rekom_mitra_rekomendasi", mitra_rekomendasi, false }, { "rekom_mitra_koefisien", mitra_koefisien, false },
    { "rekom_mitra_anggaran", mitra_anggaran, true },
    { "rekom_tapd_rekomendasi", tapd_rekomendasi, false }, { "rekom_tapd_koefisien", tapd_koefisien, false },
    { "rekom_tapd_anggaran", tapd_anggaran, true },
    { "is_verif", is_verif, true }, { "is_tolak", is_tolak, true }, { "tolak_teks", tolak_teks, false },
    { "is_batal", is_batal, true }, { "is_kembalikan", is_kembalikan, true },
    { "kembalikan_teks", kembali_teks, false },
    { "status_usul_teks", status, false }, { "jumlah_foto", foto, true },
};

/* ---- rows: a page of proposals, then what belongs to them, each with one query ----------------------------- */

struct halaman_sipd { struct sipd_baris *items; size_t count; };

static struct sipd_baris *
row_of(const struct halaman_sipd *h, int64_t usulan)
{
    for (size_t i = 0; i < h->count; i++)
        if (h->items[i].u.id == usulan)
            return &h->items[i];
    return NULL;
}

static void
bind_span(struct query *q, const struct halaman_sipd *h)        /* newest first */
{
    query_bind(q, h->items[h->count - 1].u.id);
    query_bind(q, h->items[0].u.id);
}

static void
take_word(struct sipd_baris *b, const struct keputusan *k, str awal_kode, str awal_nama)
{
    for (size_t i = 0; i < LEVELS; i++)
        if (str_eqz(k->tingkat, levels[i]))
            b->kata[i] = *k;
    if (str_eqz(k->keputusan, "tolak"))
        b->tolak = k->penjelasan;
    if (str_eqz(k->keputusan, "kembali"))
        b->kembali = k->penjelasan;
    if (str_eqz(k->keputusan, "alih") && b->awal_kode.len == 0) {
        b->awal_kode = awal_kode;
        b->awal_nama = awal_nama;
    }
}

static enum outcome
add_words(struct db *db, const struct halaman_sipd *h)
{
    struct query q = query_of(db, "SELECT p.id, p.usulan, p.tingkat, p.keputusan, p.volume_e4, p.biaya_sen,"
        " p.penjelasan,"
        " o.kode, o.singkatan FROM usulan_keputusan p LEFT JOIN opd o ON o.id = p.opd_lama"
        " WHERE p.usulan >= $1 AND p.usulan <= $2 ORDER BY p.usulan, p.urut");
    bind_span(&q, h);
    while (query_next(&q)) {
        struct keputusan k = { .id = query_int(&q) };
        struct sipd_baris *b = row_of(h, query_int(&q));
        k.tingkat    = query_str(&q);
        k.keputusan  = query_str(&q);
        k.volume     = query_volume(&q);
        k.biaya      = query_money(&q);
        k.penjelasan = query_str(&q);
        str kode_lama = query_str(&q), nama_lama = query_str(&q);
        if (b)
            take_word(b, &k, kode_lama, nama_lama);
    }
    return query_end(&q);
}

static enum outcome
add_codes(struct db *db, const struct halaman_sipd *h)
{
    struct query q = query_of(db, "SELECT u.id, k.kode, k.sub_kegiatan, o.kode, (SELECT count(*) FROM berkas b"
        " WHERE b.milik_jenis = 'usulan' AND b.milik_id = u.id AND b.peran = 'foto') FROM usulan u"
        " JOIN kamus k ON k.id = u.kamus JOIN opd o ON o.id = u.opd WHERE u.id >= $1 AND u.id <= $2");
    bind_span(&q, h);
    while (query_next(&q)) {
        struct sipd_baris *b = row_of(h, query_int(&q));
        str kode_kamus = query_str(&q), sub = query_str(&q), kode_opd = query_str(&q);
        int64_t photos = query_int(&q);
        if (!b)
            continue;
        b->kamus_kode = kode_kamus;
        b->sub_kegiatan = sub;
        b->opd_kode = kode_opd;
        b->foto = photos;
        if (b->awal_kode.len == 0) {
            b->awal_kode = kode_opd;
            b->awal_nama = b->u.opd_nama;
        }
    }
    return query_end(&q);
}

static enum outcome
each_row(struct req *req, struct ekspor *out)
{
    struct tahun t;
    int64_t sebelum = 0;
    TRY(tahun_of(req, &t));
    for (size_t rows = 0; rows < ROWS_MOST;) {
        struct usulan_list list;
        TRY(usulan_ever_sent(req->db, t.tahun, sebelum, &list));
        struct halaman_sipd h = { arena_array(req->arena, struct sipd_baris, USULAN_PAGE), 0 };
        for (; h.count < list.count && h.count < USULAN_PAGE; h.count++)
            h.items[h.count].u = list.items[h.count];
        if (h.count == 0)
            break;
        TRY(add_words(req->db, &h));
        TRY(add_codes(req->db, &h));
        for (size_t i = 0; i < h.count; i++, rows++)
            TRY(ekspor_row(out, &h.items[i]));
        if (list.count <= USULAN_PAGE)
            break;
        sebelum = h.items[h.count - 1].u.id;
    }
    return OK;
}

static enum outcome
download(struct req *req)
{
    str format = req_arg(req, "format");
    struct tahun t;
    TRY(tahun_of(req, &t));
    if (format.len && !str_eqz(format, "csv") && !str_eqz(format, "xlsx"))
        return NOT_FOUND;
    TRY(req_trace_page(req, S("usulan.unduh_sipd"), str_format(req->arena, "tahun=%lld", (long long)t.tahun)));
    return ekspor_reply(req, &(struct ekspor_isi){ .nama = str_format(req->arena, "usulan-sipd-%lld",
        (long long)t.tahun), .lembar = "Usulan", .format = format.len ? format : S("csv"), .kolom = columns,
        .kolom_count = COUNT(columns), .rows = each_row });
}

/* More than the public columns: addresses and points of private houses too. */
const struct route musrenbang_sipd[] = {
    GET("/musrenbang/{tahun}/unduh/sipd", download, &rencana_kelola, no_place),
    { 0 }
};
