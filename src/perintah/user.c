/* user.c: `user`: accounts from the command line: for the first ones, and when nobody can log in any more. */
#include <stdio.h>

#include "base/random.h"
#include "core/peristiwa/peristiwa.h"
#include "core/siapa/akun_dalam.h"
#include "core/wilayah/wilayah.h"
#include "perintah/kendali.h"
#include "perintah/perintah.h"

struct adding { struct kerja *w; struct akun akun; struct peran peran; str kode; };

static enum outcome
note(struct db *db, const struct adding *a, const char *jenis)
{
    struct peristiwa p = { .waktu = a->w->now, .jabatan = S("perintah"), .jenis = str_of(jenis) };
    return akun_note(db, a->akun.id, &p);
}

/* INVALID was said. */
static enum outcome
check_role(struct db *db, struct adding *a)
{
    struct query q = query_of(db, "SELECT lingkup FROM jabatan WHERE kode = $1");
    query_bind(&q, a->peran.jabatan);
    str lingkup = query_next(&q) ? query_str(&q) : (str){ 0 };
    TRY(query_end(&q));
    struct wilayah there;
    bool area = a->peran.wilayah.len && wilayah_by_kode(db, a->peran.wilayah, &there) == OK;
    const char *wrong = !lingkup.len ? "Jabatan itu tidak ada."
        : str_eqz(lingkup, "opd") ? "Peran di perangkat daerah diberikan dari halaman Akun, beserta kantornya."
        : str_eqz(lingkup, "wilayah") && !area ? "Jabatan ini perlu kode wilayah yang ada, misalnya 18.72.01.1001."
        : !str_eqz(lingkup, "wilayah") && a->peran.wilayah.len ? "Jabatan ini berlaku di seluruh daerah, tanpa wilayah."
        : NULL;
    if (wrong)
        (void)kerja_said(a->w, 1, "%s\n", wrong);
    return wrong ? INVALID : OK;
}

static enum outcome
add(struct db *db, void *context)
{
    struct adding *a = context;
    struct akun there;
    a->w->out.len = 0;                          /* apply may run twice */
    TRY(check_role(db, a));
    enum outcome o = akun_by_masuk(db, a->akun.masuk, &there);
    if (o != NOT_FOUND)
        return o == OK ? CONFLICT : o;
    TRY(akun_insert(db, &a->akun, a->w->now));
    TRY(akun_set_kode(db, a->akun.id, a->kode, a->w->now + KODE_LASTS));
    TRY(peran_insert(db, &a->peran));
    return note(db, a, "akun.dibuat");
}

static int
said_code(const struct adding *a)
{
    return kerja_said(a->w, 0, "Akun " STR ": kode sekali pakai " STR ", berlaku 14 hari.\n", STR_ARG(a->akun.masuk),
        STR_ARG(kode_printed(a->w->arena, a->kode)));
}

static int
user_add(struct kerja *w)
{
    struct adding a = { .w = w, .kode = random_code(w->arena, KODE_LETTERS) };
    str masuk = masuk_clean(w->arena, w->words[2]);
    const char *wrong = masuk_wrong(masuk);
    if (wrong)
        return kerja_said(w, 1, "Nama masuk %s\n", wrong);
    a.akun = (struct akun){ .id = id_new(), .masuk = masuk, .nama = str_trim(w->words[3]), .aktif = true };
    a.peran = (struct peran){ .id = id_new(), .akun = a.akun.id, .jabatan = w->words[4],
        .wilayah = w->count > 5 ? w->words[5] : S(""), .mulai = date_of(w->now, w->region->zone),
        .penetapan = S("definitif") };
    if (!a.akun.nama.len || str_letters(a.akun.nama) > 120 || !str_is_text(a.akun.nama))
        return kerja_said(w, 1, "Nama diisi satu baris, paling panjang 120 huruf.\n");
    enum outcome o = store_write_wait(w->region->store, add, &a, w->arena);
    if (o == CONFLICT)
        return kerja_said(w, 1, "Nama masuk " STR " sudah dipakai. Kode baru: pamong user reset " STR "\n",
            STR_ARG(masuk), STR_ARG(masuk));
    return o == OK ? said_code(&a) : o == INVALID ? 1 : kerja_said(w, 1, "Tidak tersimpan; lihat log.\n");
}

/* The old password and every session end at once. */
static enum outcome
reset(struct db *db, void *context)
{
    struct adding *a = context;
    TRY(akun_by_masuk(db, masuk_clean(a->w->arena, a->w->words[2]), &a->akun));
    TRY(akun_set_kode(db, a->akun.id, a->kode, a->w->now + KODE_LASTS));
    TRY(akun_set_aktif(db, a->akun.id, true));
    TRY(sesi_end_others(db, a->akun.id, S("")));
    return note(db, a, "akun.kode");
}

static int
user_reset(struct kerja *w)
{
    struct adding a = { .w = w, .kode = random_code(w->arena, KODE_LETTERS) };
    enum outcome o = store_write_wait(w->region->store, reset, &a, w->arena);
    if (o == NOT_FOUND)
        return kerja_said(w, 1, "Tidak ada akun " STR ". Lihat: pamong user list\n", STR_ARG(w->words[2]));
    return o == OK ? said_code(&a) : kerja_said(w, 1, "Tidak tersimpan; lihat log.\n");
}

static int
user_list(struct kerja *w)
{
    struct db *db = store_reader(w->region->store, w->arena);
    enum outcome o = db_begin_read(db);
    if (o == OK) {
        struct query q = query_of(db, "SELECT a.masuk, a.nama, a.aktif, p.jabatan, p.wilayah FROM akun a"
            " LEFT JOIN peran p ON p.akun = a.id AND (p.selesai = '' OR p.selesai >= $1) ORDER BY a.masuk, p.id");
        query_bind(&q, date_of(w->now, w->region->zone));
        while (query_next(&q)) {
            str masuk = query_str(&q), nama = query_str(&q);
            const char *off = query_bool(&q) ? "" : "\tnonaktif";
            str jabatan = query_str(&q), wilayah = query_str(&q);
            (void)kerja_said(w, 0, STR "\t" STR "\t" STR "\t" STR "%s\n", STR_ARG(masuk), STR_ARG(nama),
                STR_ARG(jabatan), STR_ARG(wilayah), off);
        }
        o = query_end(&q);
    }
    store_reader_done(w->region->store, db);
    return o == OK ? 0 : kerja_said(w, 1, "Tidak terbaca; lihat log.\n");
}

int
user_work(struct kerja *w)
{
    str what = w->count > 1 ? w->words[1] : S("");
    if (str_eqz(what, "list") && w->count == 2)
        return user_list(w);
    if (str_eqz(what, "reset") && w->count == 3)
        return user_reset(w);
    if (str_eqz(what, "add") && (w->count == 5 || w->count == 6))
        return user_add(w);
    return kerja_said(w, 2, "pamong user add MASUK NAMA JABATAN [WILAYAH] | reset MASUK | list\n");
}

int
user(struct arena *arena, struct opsi *o)
{
    str words[1 + COUNT(o->words)] = { S("user") };
    for (size_t i = 0; i < o->word_count; i++)
        words[1 + i] = str_of(o->words[i]);
    return kendali_ask(arena, o, words, 1 + o->word_count);
}
