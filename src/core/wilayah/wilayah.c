/* wilayah.c: all that the rest of the program knows of areas, and the level names a region starts with. */
#include "core/wilayah/wilayah_dalam.h"
#include "core/wilayah/wilayah_schema.h"

const struct permission wilayah_kelola = { "wilayah.kelola", "Mengatur wilayah dan batasnya", "admin" };

struct level { int64_t tingkat; const char *nama, *singkat, *kepala; };

static const struct level kota[] = {
    { TINGKAT_PROVINSI, "Provinsi", "Prov.", "Gubernur" }, { TINGKAT_DAERAH, "Kota", "", "Wali Kota" },
    { TINGKAT_KECAMATAN, "Kecamatan", "Kec.", "Camat" }, { TINGKAT_KELURAHAN, "Kelurahan", "Kel.", "Lurah" },
    { TINGKAT_RW, "Rukun Warga", "", "Ketua RW" } };
static const struct level kabupaten[] = {
    { TINGKAT_PROVINSI, "Provinsi", "Prov.", "Gubernur" }, { TINGKAT_DAERAH, "Kabupaten", "Kab.", "Bupati" },
    { TINGKAT_KECAMATAN, "Kecamatan", "Kec.", "Camat" }, { TINGKAT_KELURAHAN, "Desa", "Desa", "Kepala Desa" },
    { TINGKAT_RW, "Rukun Warga", "", "Ketua RW" } };
static const struct level distrik[] = {         /* Papua: UU 21/2001 names the kecamatan distrik */
    { TINGKAT_PROVINSI, "Provinsi", "Prov.", "Gubernur" }, { TINGKAT_DAERAH, "Kabupaten", "Kab.", "Bupati" },
    { TINGKAT_KECAMATAN, "Distrik", "Distrik", "Kepala Distrik" },
    { TINGKAT_KELURAHAN, "Kampung", "Kampung", "Kepala Kampung" }, { TINGKAT_RW, "Rukun Warga", "", "Ketua RW" } };

enum outcome
wilayah_seed_levels(struct db *db, str jenis)
{
    const struct level *levels = str_eqz(jenis, "distrik") ? distrik : str_eqz(jenis, "kabupaten") ? kabupaten : kota;
    for (size_t i = 0; i < COUNT(kota); i++) {
        struct query q = query_of(db, "INSERT INTO tingkat_wilayah (tingkat, nama, singkat, kepala)"
            " VALUES ($1, $2, $3, $4) ON CONFLICT (tingkat) DO NOTHING");
        query_bind(&q, levels[i].tingkat);
        query_bind(&q, str_of(levels[i].nama));
        query_bind(&q, str_of(levels[i].singkat));
        query_bind(&q, str_of(levels[i].kepala));
        TRY(query_end(&q));
    }
    return OK;
}

const struct module wilayah_module = {
    .name        = "wilayah",
    .title       = "Wilayah",
    .schema      = &wilayah_schema,
    .permissions = LIST(struct permission, &wilayah_kelola),
    .routes      = LIST(struct route, wilayah_pages, wilayah_admin_pages),
};
