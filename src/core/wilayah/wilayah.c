/* wilayah.c: all that the rest of the program knows of areas, and the level names a region starts with. */
#include "core/wilayah/wilayah_dalam.h"
#include "core/wilayah/wilayah_schema.h"

const struct permission wilayah_kelola = { "wilayah.kelola", "Mengatur wilayah dan batasnya", "admin" };

struct level { const char *nama, *singkat, *kepala; };
enum { LEVELS = TINGKAT_RW };

/* By the region's `jenis`; from the province down to the RW. UU 23/2014, UU 6/2014; UU 21/2001 names the distrik. */
static const struct { const char *jenis; struct level levels[LEVELS]; } kinds[] = {
    { "kota", { { "Provinsi", "Prov.", "Gubernur" }, { "Kota", "", "Wali Kota" }, { "Kecamatan", "Kec.", "Camat" },
        { "Kelurahan", "Kel.", "Lurah" }, { "Rukun Warga", "", "Ketua RW" } } },
    { "kabupaten", { { "Provinsi", "Prov.", "Gubernur" }, { "Kabupaten", "Kab.", "Bupati" },
        { "Kecamatan", "Kec.", "Camat" }, { "Desa", "Desa", "Kepala Desa" }, { "Rukun Warga", "", "Ketua RW" } } },
    { "provinsi", { { "Provinsi", "Prov.", "Gubernur" }, { "Kabupaten/Kota", "", "Bupati/Wali Kota" },
        { "Kecamatan", "Kec.", "Camat" }, { "Desa/Kelurahan", "", "Kepala Desa/Lurah" },
        { "Rukun Warga", "", "Ketua RW" } } },
    { "distrik", { { "Provinsi", "Prov.", "Gubernur" }, { "Kabupaten", "Kab.", "Bupati" },
        { "Distrik", "Distrik", "Kepala Distrik" }, { "Kampung", "Kampung", "Kepala Kampung" },
        { "Rukun Warga", "", "Ketua RW" } } },
    { "kota-distrik", { { "Provinsi", "Prov.", "Gubernur" }, { "Kota", "", "Wali Kota" },
        { "Distrik", "Distrik", "Kepala Distrik" }, { "Kelurahan", "Kel.", "Lurah" },
        { "Rukun Warga", "", "Ketua RW" } } },
};

enum outcome
wilayah_seed_levels(struct db *db, str jenis)
{
    size_t kind = 0;
    while (kind < COUNT(kinds) && !str_eqz(jenis, kinds[kind].jenis))
        kind++;
    must(kind < COUNT(kinds));
    for (size_t i = 0; i < LEVELS; i++) {
        const struct level *l = &kinds[kind].levels[i];
        struct query q = query_of(db, "INSERT INTO tingkat_wilayah (tingkat, nama, singkat, kepala)"
            " VALUES ($1, $2, $3, $4) ON CONFLICT (tingkat) DO NOTHING");
        query_bind(&q, (int64_t)i + TINGKAT_PROVINSI);
        query_bind(&q, str_of(l->nama));
        query_bind(&q, str_of(l->singkat));
        query_bind(&q, str_of(l->kepala));
        TRY(query_end(&q));
    }
    return OK;
}

static str
lower(struct arena *arena, str s)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < s.len; i++)
        buf_char(&b, (char)(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] | 0x20 : s.ptr[i]));
    return buf_view(&b);
}

enum outcome
wilayah_sebutan(struct db *db, struct arena *arena, struct sebutan *s, bool *usual)
{
    TRY(tingkat_names(db, TINGKAT_KELURAHAN, &s->kelurahan, &s->lurah));
    TRY(tingkat_names(db, TINGKAT_KECAMATAN, &s->kecamatan, &s->camat));
    *usual = str_eqz(s->kelurahan, "Kelurahan") && str_eqz(s->lurah, "Lurah") && str_eqz(s->kecamatan, "Kecamatan")
        && str_eqz(s->camat, "Camat");
    *s = (struct sebutan){ lower(arena, s->kelurahan), lower(arena, s->lurah), lower(arena, s->kecamatan),
        lower(arena, s->camat) };
    return OK;
}

enum { LAT_MOST = 90000000 };

enum outcome
titik_parse(str lat, str lon, int64_t *lat_e6, int64_t *lon_e6)
{
    *lat_e6 = *lon_e6 = 0;
    lat = str_trim(lat);
    lon = str_trim(lon);
    if (lat.len == 0 && lon.len == 0)
        return OK;
    TRY(derajat_parse(lat, lat_e6));
    TRY(derajat_parse(lon, lon_e6));
    return *lat_e6 >= -LAT_MOST && *lat_e6 <= LAT_MOST ? OK : INVALID;
}

const struct module wilayah_module = {
    .name        = "wilayah",
    .title       = "Wilayah",
    .schema      = &wilayah_schema,
    .permissions = LIST(struct permission, &wilayah_kelola),
    .routes      = LIST(struct route, wilayah_pages, wilayah_admin_pages, ubin_pages),
};
