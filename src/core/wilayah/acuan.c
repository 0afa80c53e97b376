/* acuan.c: the national reference of areas: asking it, and copying a region out of it. */
#include "core/wilayah/acuan.h"

#include "core/wilayah/wilayah.h"

enum { MOST = 500 };

enum outcome
acuan_current(struct db *db, struct acuan_versi *v)
{
    struct query q = query_of(db, "SELECT v.id, v.sumber, v.lisensi, v.dasar, v.baris, v.dibuat FROM acuan_berlaku b"
        " JOIN acuan_versi v ON v.id = b.versi WHERE b.satu = 1");
    if (query_next(&q)) {
        v->id = query_int(&q);
        v->sumber = query_str(&q);
        v->lisensi = query_str(&q);
        v->dasar = query_str(&q);
        v->baris = query_int(&q);
        v->dibuat = query_int(&q);
    }
    return query_end_one(&q);
}

enum outcome
acuan_by_kode(struct db *db, int64_t versi, str kode, struct acuan *a)
{
    struct query q = query_of(db, "SELECT kode, nama FROM acuan_wilayah WHERE versi = $1 AND kode = $2");
    query_bind(&q, versi);
    query_bind(&q, kode);
    if (query_next(&q)) {
        a->kode = query_str(&q);
        a->nama = query_str(&q);
    }
    return query_end_one(&q);
}

enum outcome
acuan_below(struct db *db, const struct acuan_ask *ask, struct acuan_list *list)
{
    int64_t most = ask->most < MOST ? ask->most : MOST;
    *list = (struct acuan_list){ arena_array(db_arena_of(db), struct acuan, (size_t)most + 1), 0 };
    struct query q = query_of(db, "SELECT a.kode, a.nama, (SELECT count(*) FROM acuan_wilayah b WHERE b.versi = $1"
        " AND b.induk = a.kode) FROM acuan_wilayah a WHERE a.versi = $1 AND a.induk = $2 AND a.kode > $3"
        " ORDER BY a.kode LIMIT $4");
    query_bind(&q, ask->versi);
    query_bind(&q, ask->induk);
    query_bind(&q, ask->sesudah);
    query_bind(&q, most);
    while ((int64_t)list->count < most && query_next(&q)) {
        struct acuan *a = &list->items[list->count++];
        a->kode = query_str(&q);
        a->nama = query_str(&q);
        a->bawahan = query_int(&q);
    }
    return query_end(&q);
}

/* ---- a region's own areas ----------------------------------------------------------------------------------- */

/* The reference writes provinces and regions in capitals: "KOTA METRO" becomes "Kota Metro"; DKI stays. */
static str
in_small_letters(struct arena *arena, str name)
{
    struct buf b = { .arena = arena };
    str word;
    while (str_cut(&name, ' ', &word)) {
        if (b.len)
            buf_char(&b, ' ');
        bool short_form = str_eqz(word, "DKI") || str_eqz(word, "DI");
        for (size_t i = 0; i < word.len; i++) {
            char c = word.ptr[i];
            bool first = i == 0 || word.ptr[i - 1] == '-';
            buf_char(&b, (char)(!short_form && !first && c >= 'A' && c <= 'Z' ? c | 0x20 : c));
        }
    }
    return buf_view(&b);
}

/* Kota have numbers from 71 on; a village's first digit tells what it is: 1 kelurahan, 2 desa, 3 desa adat. */
static str
kind_of(str kode)
{
    int64_t level = wilayah_level(kode);
    if (level == TINGKAT_DAERAH)
        return str_compare(str_from(kode, 3), S("71")) >= 0 ? S("kota") : S("kabupaten");
    if (level == TINGKAT_KECAMATAN)
        return S("kecamatan");
    char first = kode.len > 9 ? kode.ptr[9] : '1';
    return level == TINGKAT_PROVINSI ? S("provinsi") : first == '1' ? S("kelurahan") : S("desa");
}

static enum outcome
copy_one(struct db *db, const struct acuan *a, date mulai, int64_t *added)
{
    struct wilayah there, w = { .kode = a->kode, .tingkat = wilayah_level(a->kode), .jenis = kind_of(a->kode),
        .nama = a->nama };
    enum outcome o = wilayah_by_kode(db, a->kode, &there);
    if (o != NOT_FOUND)
        return o;
    if (w.tingkat <= TINGKAT_DAERAH)
        w.nama = in_small_letters(db_arena_of(db), a->nama);
    w.induk = w.tingkat > TINGKAT_PROVINSI ? wilayah_at(a->kode, w.tingkat - 1) : S("");
    ++*added;
    return wilayah_insert(db, &w, mulai);
}

enum outcome
wilayah_set_up(struct db *db, str kode, date mulai, int64_t *added)
{
    struct acuan_versi v = { 0 };
    struct acuan daerah = { 0 };
    struct acuan_list kecamatan = { 0 }, kelurahan = { 0 };
    *added = 0;
    if (wilayah_level(kode) != TINGKAT_DAERAH)
        return NOT_FOUND;
    TRY(acuan_current(db, &v));
    TRY(acuan_by_kode(db, v.id, kode, &daerah));
    TRY(copy_one(db, &daerah, mulai, added));
    TRY(acuan_below(db, &(struct acuan_ask){ v.id, kode, S(""), MOST }, &kecamatan));
    for (size_t i = 0; i < kecamatan.count; i++) {
        TRY(copy_one(db, &kecamatan.items[i], mulai, added));
        TRY(acuan_below(db, &(struct acuan_ask){ v.id, kecamatan.items[i].kode, S(""), MOST }, &kelurahan));
        for (size_t k = 0; k < kelurahan.count; k++)
            TRY(copy_one(db, &kelurahan.items[k], mulai, added));
    }
    return OK;
}
