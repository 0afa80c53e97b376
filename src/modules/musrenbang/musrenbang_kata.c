/* musrenbang_kata.c: the words, colours and signs that a proposal's state is shown with. */
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

/* A proposal that was sent says whose turn it is. */
static const struct keadaan_alur waiting[] = {
    { "lurah", "Menunggu kelurahan",        "tunggu", "hourglass", true },
    { "camat", "Menunggu kecamatan",        "kerja",  "clock",     true },
    { "pd",    "Menunggu perangkat daerah", "kerja",  "clock",     true },
    { "mitra", "Menunggu Bappeda",          "kerja",  "clock",     true },
    { "tapd",  "Menunggu TAPD",             "kerja",  "clock",     true },
    { 0 }
};
static const struct keadaan_alur unsigned_yet = { "", "Menunggu berita acara", "tunggu", "scroll-text", true };

static const struct keadaan_alur groups[] = {
    { "infrastruktur", "Infrastruktur",       "", "construction",  true },
    { "manusia",       "Pembangunan manusia", "", "users-round",   true },
    { "ekonomi",       "Ekonomi",             "", "store",         true },
    { 0 }
};

static const struct keadaan_alur *
find(const struct keadaan_alur *table, str kode)
{
    static const struct keadaan_alur unknown = { "", "", "tunggu", "info", true };
    for (; table->kode; table++)
        if (str_eqz(kode, table->kode))
            return table;
    return &unknown;
}

static const struct keadaan_alur *
kata_of(const struct usulan *u)
{
    if (!str_eqz(u->status, "diajukan"))
        return find(usulan_alur.keadaan, u->status);
    return u->siap ? find(waiting, u->tingkat) : &unsigned_yet;
}

str status_label(const struct usulan *u) { return str_of(kata_of(u)->nama); }
str status_class_text(const struct usulan *u) { return str_of(kata_of(u)->kelas); }
str status_icon_text(const struct usulan *u) { return str_of(kata_of(u)->ikon); }
str status_name_label(str kode) { return str_of(find(usulan_alur.keadaan, kode)->nama); }
str kelompok_label(str kode) { return str_of(find(groups, kode)->nama); }
str kelompok_icon_text(str kode) { return str_of(find(groups, kode)->ikon); }

str keputusan_label(str kode) { return alur_sudah(&usulan_alur, kode); }

/* A step whose act has no colour or sign of its own. */
str
keputusan_class_text(str kode)
{
    const struct langkah_alur *l = alur_find(&usulan_alur, kode);
    return str_of(l && l->kelas ? l->kelas : "tunggu");
}

str
keputusan_icon_text(str kode)
{
    const struct langkah_alur *l = alur_find(&usulan_alur, kode);
    return str_of(l && l->ikon ? l->ikon : "info");
}

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
