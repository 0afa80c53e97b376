/* atur_jam.c: deadlines as rows with a first day and a source, none ever changed; the line up which they go. */
#include "core/perkara/atur.h"
#include "core/perkara/perkara_dalam.h"

static bool
is_withdrawn(const struct jam_baris *b)
{
    return !date_is_none(b->selesai) && date_number(b->selesai) < date_number(b->mulai);
}

static bool
same_clock(const struct jam_baris *a, const struct jam_baris *b)
{
    return str_eq(a->jam, b->jam) && str_eq(a->golongan, b->golongan);
}

/* Of each clock and class the newest that has begun holds; rows come with the newest of each first. */
static void
tell_states(struct jam_baris_list *list, date on)
{
    const struct jam_baris *holds = NULL;
    for (size_t i = 0; i < list->count; i++) {
        struct jam_baris *b = &list->items[i];
        bool over = !date_is_none(b->selesai) && date_number(b->selesai) < date_number(on);
        bool found = holds && same_clock(holds, b);
        if (is_withdrawn(b))
            b->keadaan = JAM_BATAL;
        else if (date_number(b->mulai) > date_number(on))
            b->keadaan = JAM_NANTI;
        else if (over || found)
            b->keadaan = JAM_LALU;
        else
            b->keadaan = JAM_BERLAKU;
        holds = b->keadaan == JAM_BERLAKU ? b : holds;
    }
}

enum outcome
jam_rows(struct db *db, str jenis, date on, struct jam_baris_list *list)
{
    enum { MOST = 200 };
    *list = (struct jam_baris_list){ 0 };
    struct query q = query_of(db, "SELECT id, jam, golongan, hari, dasar, mulai, selesai FROM aturan_jam"
        " WHERE jenis = $1 ORDER BY jam, golongan, mulai DESC, id DESC LIMIT 200");
    query_bind(&q, jenis);
    while (list->count < MOST && query_next(&q)) {
        struct jam_baris *b = arena_next(db_arena_of(db), list);
        b->id       = query_int(&q);
        b->jam      = query_str(&q);
        b->golongan = query_str(&q);
        b->hari     = query_int(&q);
        b->dasar    = query_str(&q);
        b->mulai    = query_date(&q);
        b->selesai  = query_date(&q);
    }
    TRY(query_end(&q));
    tell_states(list, on);
    return OK;
}

static bool
require_known(struct req *req, const struct alur *alur, const struct jam_baris *b)
{
    bool right = true;
    if (!alur_offers(alur->jam, b->jam))
        right = req_error(req, "jam", "Pilih batas waktu yang diatur.") == OK;
    if (b->golongan.len && !alur_offers(alur->golongan, b->golongan))
        right = req_error(req, "golongan", "Pilih golongan dari daftar, atau kosongkan untuk semua.") == OK;
    if (date_number(b->mulai) < date_number(date_of(req->now, req->region->zone)))
        right = req_error(req, "mulai", "Batas waktu tidak berlaku surut. Isi hari ini atau sesudahnya.") == OK;
    return right;
}

enum outcome
jam_add(struct req *req, const struct alur *alur, const struct jam_baris *b)
{
    struct jam_baris_list all;
    str jenis = str_of(alur->jenis);
    if (!require_known(req, alur, b))
        return INVALID;
    TRY(jam_rows(req->db, jenis, b->mulai, &all));
    for (size_t i = 0; i < all.count; i++)
        if (same_clock(&all.items[i], b) && all.items[i].keadaan != JAM_BATAL
            && date_number(all.items[i].mulai) == date_number(b->mulai))
            return req_error(req, "mulai", "Sudah ada aturan yang mulai " STR ": %lld hari kerja. Batalkan aturan itu"
                " bila belum berlaku, atau pilih hari lain.", STR_ARG(req_date(req, b->mulai)),
                (long long)all.items[i].hari);
    struct query q = query_of(req->db, "INSERT INTO aturan_jam (id, jenis, jam, golongan, hari, dasar, mulai, selesai)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, '')");
    query_bind(&q, req->new_id);
    query_bind(&q, jenis);
    query_bind(&q, b->jam);
    query_bind(&q, b->golongan);
    query_bind(&q, b->hari);
    query_bind(&q, b->dasar);
    query_bind(&q, b->mulai);
    TRY(query_end(&q));
    return atur_event(req, "perkara.batas_waktu", req->new_id, str_format(req->arena, "jam=" STR "\ngolongan=" STR
        "\nhari=%lld\nmulai=" STR "\ndasar=" STR, STR_ARG(b->jam), STR_ARG(b->golongan), (long long)b->hari,
        STR_ARG(date_iso(req->arena, b->mulai)), STR_ARG(b->dasar)));
}

enum outcome
aturan_withdraw(struct req *req, const char *update, int64_t id, enum keadaan_aturan keadaan, date mulai)
{
    if (keadaan != JAM_NANTI)
        return req_error(req, NULL, "Hanya aturan yang belum berlaku dapat dibatalkan. Tambahkan aturan baru dengan"
            " tanggal mulainya.");
    struct query q = query_of(req->db, update);
    query_bind(&q, id);
    query_bind(&q, date_from_number(date_number(mulai) - 1));
    return query_end_changed(&q);
}

enum outcome
jam_withdraw(struct req *req, str jenis, int64_t id)
{
    struct jam_baris_list all;
    const struct jam_baris *b = NULL;
    TRY(jam_rows(req->db, jenis, date_of(req->now, req->region->zone), &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].id == id)
            b = &all.items[i];
    if (!b)
        return NOT_FOUND;
    TRY(aturan_withdraw(req, "UPDATE aturan_jam SET selesai = $2 WHERE id = $1", id, b->keadaan, b->mulai));
    return atur_event(req, "perkara.batas_waktu_batal", id, str_format(req->arena, "jam=" STR "\ngolongan=" STR
        "\nmulai=" STR, STR_ARG(b->jam), STR_ARG(b->golongan), STR_ARG(date_iso(req->arena, b->mulai))));
}

/* ---- the line up ------------------------------------------------------------------------------------------------ */

enum outcome
jabatan_names(struct db *db, struct jabatan_nama_list *list)
{
    enum { MOST = 60 };
    *list = (struct jabatan_nama_list){ 0 };
    struct query q = query_of(db, "SELECT kode, nama, lingkup FROM jabatan WHERE lingkup <> 'wilayah'"
        " ORDER BY urutan, kode LIMIT 60");
    while (list->count < MOST && query_next(&q)) {
        struct jabatan_nama *j = arena_next(db_arena_of(db), list);
        j->kode   = query_str(&q);
        j->nama   = query_str(&q);
        j->daerah = str_eqz(query_str(&q), "daerah");
    }
    return query_end(&q);
}

enum outcome
jenjang_rows(struct db *db, str jenis, date on, struct jenjang_list *list)
{
    *list = (struct jenjang_list){ 0 };
    struct query days = query_of(db, "SELECT COALESCE(max(CASE WHEN mulai <= $2 THEN mulai END), ''),"
        " COALESCE(min(CASE WHEN mulai > $2 THEN mulai END), '') FROM perkara_jenjang WHERE jenis = $1");
    query_bind(&days, jenis);
    query_bind(&days, on);
    if (query_next(&days)) {
        list->mulai = query_date(&days);
        list->berikut = query_date(&days);
    }
    TRY(query_end_one(&days));
    struct query q = query_of(db, "SELECT jabatan, nama, daerah, hari, dasar FROM perkara_jenjang WHERE jenis = $1"
        " AND mulai = $2 ORDER BY urutan LIMIT 6");
    query_bind(&q, jenis);
    query_bind(&q, list->mulai);
    while (list->count < JENJANG_MOST && query_next(&q)) {
        struct jenjang_baris *b = &list->items[list->count++];
        b->jabatan = query_str(&q);
        b->nama    = query_str(&q);
        b->daerah  = query_bool(&q);
        b->hari    = query_int(&q);
        b->dasar   = query_str(&q);
    }
    return query_end(&q);
}

static enum outcome
require_line(struct req *req, const struct jenjang_list *list)
{
    struct jabatan_nama_list roles;
    TRY(jabatan_names(req->db, &roles));
    if (list->count == 0)
        return req_error(req, "jabatan", "Pilih paling sedikit satu jabatan: tanpa jenjang, laporan yang lewat tenggat"
            " tidak sampai kepada siapa pun.");
    for (size_t i = 0; i < list->count; i++) {
        bool known = false;
        for (size_t j = 0; j < roles.count; j++)
            known |= str_eq(roles.items[j].kode, list->items[i].jabatan);
        for (size_t j = 0; j < i; j++)
            if (str_eq(list->items[j].jabatan, list->items[i].jabatan))
                return req_error(req, "jabatan", "Langkah %zu dan %zu menyebut jabatan yang sama. Pilih jabatan lain"
                    " atau kosongkan salah satunya.", j + 1, i + 1);
        if (!known)
            return req_error(req, "jabatan", "Langkah %zu: pilih jabatan dari daftar.", i + 1);
        if (list->items[i].hari < 1 || list->items[i].hari > 60)
            return req_error(req, "hari", "Langkah %zu: jumlah hari kerja diisi 1 sampai 60.", i + 1);
    }
    return OK;
}

static enum outcome
insert_step(struct db *db, str jenis, date mulai, size_t at, const struct jenjang_baris *b)
{
    struct query q = query_of(db, "INSERT INTO perkara_jenjang (jenis, mulai, urutan, jabatan, nama, daerah, hari,"
        " dasar) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    query_bind(&q, jenis);
    query_bind(&q, mulai);
    query_bind(&q, (int64_t)at + 1);
    query_bind(&q, b->jabatan);
    query_bind(&q, b->nama);
    query_bind(&q, b->daerah);
    query_bind(&q, b->hari);
    query_bind(&q, b->dasar);
    return query_end(&q);
}

static void
put_line(struct buf *b, const char *name, const struct jenjang_list *list)
{
    buf_format(b, "%s=", name);
    for (size_t i = 0; i < list->count; i++)
        buf_format(b, "%s" STR " %lld", i ? ", " : "", STR_ARG(list->items[i].jabatan), (long long)list->items[i].hari);
    buf_char(b, '\n');
}

enum outcome
jenjang_change(struct req *req, str jenis, const struct jenjang_list *list)
{
    struct jenjang_list was;
    struct buf b = { .arena = req->arena };
    date today = date_of(req->now, req->region->zone);
    TRY(require_line(req, list));
    if (date_number(list->mulai) < date_number(today))
        return req_error(req, "mulai", "Jenjang tidak berlaku surut. Isi hari ini atau sesudahnya.");
    TRY(jenjang_rows(req->db, jenis, today, &was));
    struct query old = query_of(req->db, "DELETE FROM perkara_jenjang WHERE jenis = $1 AND mulai = $2");
    query_bind(&old, jenis);
    query_bind(&old, list->mulai);
    TRY(query_end(&old));
    for (size_t i = 0; i < list->count; i++)
        TRY(insert_step(req->db, jenis, list->mulai, i, &list->items[i]));
    put_line(&b, "lama", &was);
    put_line(&b, "baru", list);
    buf_format(&b, "mulai=" STR "\ndasar=" STR, STR_ARG(date_iso(req->arena, list->mulai)),
        STR_ARG(list->items[0].dasar));
    return atur_event(req, "perkara.jenjang", 0, buf_view(&b));
}
