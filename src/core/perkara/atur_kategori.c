/* atur_kategori.c: categories and their questions as the administrator keeps them: retired instead of deleted. */
#include "core/perkara/atur.h"
#include "core/perkara/perkara_dalam.h"

enum outcome
atur_event(struct req *req, const char *jenis, int64_t subjek, str isi)
{
    struct peristiwa p = { .waktu = req->now, .akun = req->who.akun, .jenis = str_of(jenis), .publik = true,
        .jabatan = req->who.grant_count ? req->who.grants->jabatan_nama : S(""), .subjek_jenis = S("perkara_atur"),
        .subjek = subjek, .isi = isi };
    return peristiwa_add(req->db, &p);
}

enum outcome
kategori_rows(struct db *db, str jenis, struct kategori_list *list)
{
    enum { MOST = 300 };
    int64_t *ids = arena_array(db_arena_of(db), int64_t, MOST);
    size_t count = 0;
    struct query q = query_of(db, "SELECT id FROM perkara_kategori WHERE jenis = $1"
        " ORDER BY aktif DESC, kelompok, urutan, nama LIMIT 300");
    query_bind(&q, jenis);
    while (count < MOST && query_next(&q))
        ids[count++] = query_int(&q);
    TRY(query_end(&q));
    *list = (struct kategori_list){ arena_array(db_arena_of(db), struct kategori, count + 1), 0 };
    for (size_t i = 0; i < count; i++)
        TRY(kategori_by_id(db, ids[i], &list->items[list->count++]));
    return OK;
}

bool
kode_is_plain(str kode)
{
    bool good = kode.len >= 2 && kode.len <= 40;
    for (size_t i = 0; good && i < kode.len; i++)
        good = (kode.ptr[i] >= 'a' && kode.ptr[i] <= 'z') || (kode.ptr[i] >= '0' && kode.ptr[i] <= '9')
            || (kode.ptr[i] == '-' && i > 0);
    return good;
}

static enum outcome
active_others(struct db *db, const struct kategori *k, int64_t *count)
{
    struct query q = query_of(db, "SELECT count(*) FROM perkara_kategori WHERE jenis = $1 AND aktif = 1 AND id <> $2");
    query_bind(&q, k->jenis);
    query_bind(&q, k->id);
    if (query_next(&q))
        *count = query_int(&q);
    return query_end_one(&q);
}

static enum outcome
require_office(struct req *req, int64_t opd)
{
    struct opd_list offices;
    if (!opd)
        return OK;
    TRY(opd_all(req->db, S(""), &offices));
    for (size_t i = 0; i < offices.count; i++)
        if (offices.items[i].id == opd)
            return OK;
    return req_error(req, "opd", "Pilih perangkat daerah dari daftar, atau kosongkan supaya meja yang menentukan.");
}

static enum outcome
require_code(struct req *req, const struct kategori *k)
{
    struct kategori there;
    if (!kode_is_plain(k->kode))
        return req_error(req, "kode", "Kode ditulis dengan huruf kecil, angka, dan tanda hubung, misalnya"
            " lampu-jalan.");
    enum outcome o = kategori_by_kode(req->db, k->jenis, k->kode, &there);
    if (o == OK)
        return req_error(req, "kode", "Kode " STR " sudah dipakai: " STR ". Pilih kode lain.", STR_ARG(k->kode),
            STR_ARG(there.nama));
    return o == NOT_FOUND ? OK : o;
}

enum outcome
kategori_change(struct req *req, const struct kategori *k, bool fresh)
{
    struct kategori was = { 0 };
    int64_t others = 0;
    if (fresh)
        TRY(require_code(req, k));
    else
        TRY(kategori_by_id(req->db, k->id, &was));
    TRY(require_office(req, k->opd));
    TRY(active_others(req->db, k, &others));
    if (!k->aktif && others == 0)
        return req_error(req, "aktif", "Ini kategori terakhir yang dapat dipilih. Aktifkan kategori lain dulu, supaya"
            " warga tetap dapat melapor.");
    TRY(kategori_save(req->db, k));
    return atur_event(req, "perkara.kategori", k->id, str_format(req->arena, "kode=" STR "\nnama_lama=" STR "\nnama="
        STR "\nkelompok=" STR "\nopd=%lld\ngolongan=" STR "\ntampak=" STR "\npeka=%d\naktif_lama=%d\naktif=%d",
        STR_ARG(k->kode), STR_ARG(was.nama), STR_ARG(k->nama), STR_ARG(k->kelompok), (long long)k->opd,
        STR_ARG(k->golongan), STR_ARG(k->tampak), k->peka, was.aktif, k->aktif));
}

/* ---- questions -------------------------------------------------------------------------------------------------- */

static enum outcome
read_retired(struct db *db, int64_t kategori, struct atribut_baris_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct query q = query_of(db, "SELECT aktif FROM perkara_atribut WHERE kategori = $1 AND kode = $2");
        query_bind(&q, kategori);
        query_bind(&q, list->items[i].a.kode);
        if (query_next(&q))
            list->items[i].aktif = query_bool(&q);
        TRY(query_end_one(&q));
    }
    return OK;
}

enum outcome
atribut_rows(struct db *db, int64_t kategori, struct atribut_baris_list *list)
{
    struct atribut_list all;
    TRY(atribut_all(db, kategori, true, &all));
    *list = (struct atribut_baris_list){ arena_array(db_arena_of(db), struct atribut_baris, all.count + 1), 0 };
    for (size_t i = 0; i < all.count; i++)
        list->items[list->count++] = (struct atribut_baris){ .a = all.items[i] };
    return read_retired(db, kategori, list);
}

enum outcome
atribut_row(struct db *db, int64_t kategori, str kode, struct atribut_baris *one)
{
    struct atribut_baris_list list;
    TRY(atribut_rows(db, kategori, &list));
    for (size_t i = 0; i < list.count; i++) {
        if (!str_eq(list.items[i].a.kode, kode))
            continue;
        *one = list.items[i];
        return OK;
    }
    return NOT_FOUND;
}

static enum outcome
require_question(struct req *req, int64_t kategori, const struct atribut_baris *b, bool fresh)
{
    enum { MOST = 20 };
    struct atribut_baris there;
    bool list = str_ends(b->a.tipe, S("valuelist"));
    enum outcome o = atribut_row(req->db, kategori, b->a.kode, &there);
    if (fresh && !kode_is_plain(b->a.kode))
        return req_error(req, "kode", "Kode ditulis dengan huruf kecil, angka, dan tanda hubung, misalnya"
            " jumlah-lampu.");
    if (fresh && o == OK)
        return req_error(req, "kode", "Kode " STR " sudah dipakai pertanyaan \"" STR "\". Pilih kode lain.",
            STR_ARG(b->a.kode), STR_ARG(there.a.tanya));
    if (o != OK && o != NOT_FOUND)
        return o;
    if (!str_has_word(S("string number datetime text singlevaluelist multivaluelist"), b->a.tipe))
        return req_error(req, "tipe", "Pilih bentuk jawabannya.");
    if (list && b->a.pilihan_count < 2)
        return req_error(req, "pilihan", "Tulis paling sedikit dua pilihan, satu pada setiap baris.");
    struct atribut_baris_list all;
    TRY(atribut_rows(req->db, kategori, &all));
    if (fresh && all.count >= MOST)
        return req_error(req, "kode", "Paling banyak %d pertanyaan untuk satu kategori.", MOST);
    return OK;
}

enum outcome
atribut_change(struct req *req, int64_t kategori, const struct atribut_baris *b, bool fresh)
{
    TRY(require_question(req, kategori, b, fresh));
    TRY(atribut_save(req->db, kategori, &b->a));
    struct query q = query_of(req->db, "UPDATE perkara_atribut SET aktif = $3 WHERE kategori = $1 AND kode = $2");
    query_bind(&q, kategori);
    query_bind(&q, b->a.kode);
    query_bind(&q, b->aktif);
    TRY(query_end(&q));
    return atur_event(req, "perkara.pertanyaan", kategori, str_format(req->arena, "kode=" STR "\ntanya=" STR "\ntipe="
        STR "\nwajib=%d\naktif=%d", STR_ARG(b->a.kode), STR_ARG(b->a.tanya), STR_ARG(b->a.tipe), b->a.wajib, b->aktif));
}
