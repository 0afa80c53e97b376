/* musrenbang_kata.c: the words, colours and signs that a proposal's state is shown with. */
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

struct kata { const char *kode, *kata, *kelas, *ikon; };

static const struct kata menunggu[] = {     /* by the level whose turn it is */
    { "lurah", "Menunggu kelurahan",        "tunggu", "hourglass" },
    { "camat", "Menunggu kecamatan",        "kerja",  "clock" },
    { "pd",    "Menunggu perangkat daerah", "kerja",  "clock" },
    { "mitra", "Menunggu Bappeda",          "kerja",  "clock" },
    { "tapd",  "Menunggu TAPD",             "kerja",  "clock" },
};

static const struct kata status[] = {
    { "draf",         "Draf",               "tunggu",  "pencil-line" },
    { "diajukan",     "Diajukan",           "tunggu",  "hourglass" },
    { "dikembalikan", "Perlu Anda perbaiki", "ulang",  "undo-2" },
    { "ditolak",      "Ditolak",            "tolak",   "circle-x" },
    { "cadangan",     "Cadangan",           "tunggu",  "archive" },
    { "diterima",     "Diterima",           "selesai", "circle-check" },
    { "dibatalkan",   "Dibatalkan",         "tolak",   "ban" },
    { "kedaluwarsa",  "Kedaluwarsa",        "tolak",   "calendar-x" },
};

static const struct kata keputusan[] = {
    { "setuju",   "Setuju",             "selesai", "check" },
    { "ubah",     "Setuju, diubah",     "tunggu",  "pencil-line" },
    { "terima",   "Diterima",           "selesai", "circle-check" },
    { "kembali",  "Dikembalikan",       "ulang",   "undo-2" },
    { "tolak",    "Ditolak",            "tolak",   "circle-x" },
    { "alih",     "Dialihkan",          "kerja",   "arrow-right-left" },
    { "cadangan", "Cadangan",           "tunggu",  "archive" },
    { "lanjut",   "Diangkat dari cadangan", "kerja", "arrow-up" },
};

static const struct kata kelompok[] = {
    { "infrastruktur", "Infrastruktur",        "", "construction" },
    { "manusia",       "Pembangunan manusia",  "", "users-round" },
    { "ekonomi",       "Ekonomi",              "", "store" },
};

static const struct kata *
find(const struct kata *table, size_t count, str kode)
{
    for (size_t i = 0; i < count; i++)
        if (str_eqz(kode, table[i].kode))
            return &table[i];
    return NULL;
}
#define FIND(table, kode) find(table, COUNT(table), kode)

static const struct kata unsigned_yet = { "", "Menunggu berita acara", "tunggu", "scroll-text" };
static const struct kata unknown = { "", "", "tunggu", "info" };

static const struct kata *
kata_of(const struct usulan *u)
{
    const struct kata *k = NULL;
    if (str_eqz(u->status, "diajukan") && !u->siap)
        return &unsigned_yet;
    if (str_eqz(u->status, "diajukan"))
        k = FIND(menunggu, u->tingkat);
    if (!k)
        k = FIND(status, u->status);
    return k ? k : &unknown;
}

str status_label(const struct usulan *u) { return str_of(kata_of(u)->kata); }
str status_class_text(const struct usulan *u) { return str_of(kata_of(u)->kelas); }
str status_icon_text(const struct usulan *u) { return str_of(kata_of(u)->ikon); }

static const struct kata *
or_unknown(const struct kata *k)
{
    return k ? k : &unknown;
}

str keputusan_label(str kode) { return str_of(or_unknown(FIND(keputusan, kode))->kata); }
str keputusan_class_text(str kode) { return str_of(or_unknown(FIND(keputusan, kode))->kelas); }
str keputusan_icon_text(str kode) { return str_of(or_unknown(FIND(keputusan, kode))->ikon); }
str kelompok_label(str kode) { return str_of(or_unknown(FIND(kelompok, kode))->kata); }
str kelompok_icon_text(str kode) { return str_of(or_unknown(FIND(kelompok, kode))->ikon); }
str status_name_label(str kode) { return str_of(or_unknown(FIND(status, kode))->kata); }

static enum outcome
place_name(struct db *db, const struct grant *g, str *name)
{
    if (g->opd) {
        struct opd o;
        TRY(opd_by_id(db, g->opd, &o));
        *name = o.singkatan.len ? o.singkatan : o.nama;
        return OK;
    }
    struct wilayah w;
    TRY(wilayah_by_kode(db, g->wilayah, &w));
    *name = w.nama;
    return OK;
}

/* "Lurah Iring Mulyo", "Plt. Camat Metro Timur": the office, never the person. */
str
jabatan_text(struct db *db, const struct grant *g)
{
    struct arena *arena = db_arena_of(db);
    const char *kind = str_eqz(g->penetapan, "plt") ? "Plt. "
        : str_eqz(g->penetapan, "plh") ? "Plh. " : "";
    str where = { 0 };
    if ((g->wilayah.len || g->opd) && place_name(db, g, &where) != OK)
        where = g->wilayah;
    return str_format(arena, "%s" STR "%s" STR, kind, STR_ARG(g->jabatan_nama),
        where.len ? " " : "", STR_ARG(where));
}
