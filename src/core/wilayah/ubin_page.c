/* ubin_page.c: tiles of the region's own base map, as they lie in its peta.mbtiles. */
#include <sys/stat.h>

#include "core/ekspor/ekspor.h"
#include "core/wilayah/ubin.h"
#include "core/wilayah/wilayah_dalam.h"

enum { ZOOM_MOST = 22 };

static str
file_of(const struct req *req)
{
    return str_format(req->arena, STR "/peta.mbtiles", STR_ARG(req->region->folder));
}

static bool
version_of(const struct req *req, str *versi)
{
    struct stat s;
    if (stat(cstr(req->arena, file_of(req)), &s) != 0 || !S_ISREG(s.st_mode))
        return false;
    *versi = str_format(req->arena, "%llx-%llx", (unsigned long long)s.st_mtim.tv_sec, (unsigned long long)s.st_size);
    return true;
}

/* The credit is shown as it reads, without its links. */
static str
plain(struct arena *arena, str text)
{
    struct buf b = { .arena = arena };
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        inside |= text.ptr[i] == '<';
        if (!inside && str_starts(str_from(text, i), S("&copy;"))) {
            buf_str(&b, S("©"));
            i += sizeof "&copy;" - 2;
        } else if (!inside) {
            buf_char(&b, text.ptr[i]);
        }
        inside &= text.ptr[i] != '>';
    }
    return str_trim(buf_view(&b));
}

enum outcome
ubin_of(struct req *req, struct ubin *u)
{
    struct db *db = version_of(req, &u->versi) ? store_file(req->arena, file_of(req)) : NULL;
    if (!db)
        return NOT_FOUND;
    u->kredit = S("© kontributor OpenStreetMap");
    u->terjauh = 0;
    u->terdekat = ZOOM_MOST;
    struct query q = query_of(db, "SELECT name, value FROM metadata"
        " WHERE name IN ('attribution', 'minzoom', 'maxzoom')");
    while (query_next(&q)) {
        str name = query_str(&q), value = query_str(&q);
        int64_t *zoom = str_eqz(name, "minzoom") ? &u->terjauh : &u->terdekat, n;
        if (str_eqz(name, "attribution") && value.len)
            u->kredit = plain(req->arena, value);
        else if (!str_eqz(name, "attribution") && str_int(value, &n) && n >= 0 && n <= ZOOM_MOST)
            *zoom = n;
    }
    return query_end(&q) == OK ? OK : NOT_FOUND;
}

void
ubin_collection(struct req *req, struct buf *b)
{
    struct ubin u;
    buf_str(b, S("{\"type\":\"FeatureCollection\","));
    if (ubin_of(req, &u) == OK) {
        buf_format(b, "\"ubin\":{\"url\":\"/peta/" STR "/{z}/{x}/{y}\",\"terjauh\":%lld,\"terdekat\":%lld,"
            "\"kredit\":", STR_ARG(u.versi), (long long)u.terjauh, (long long)u.terdekat);
        ekspor_json(b, u.kredit);
        buf_str(b, S("},"));
    }
    buf_str(b, S("\"features\":["));
}

/* ---- one tile ------------------------------------------------------------------------------------------------ */

static str
type_of(str bytes)
{
    static const struct { const char *type, *begin; size_t len; } kinds[] = { { "image/png", "\x89PNG", 4 },
        { "image/jpeg", "\xff\xd8\xff", 3 }, { "image/webp", "RIFF", 4 } };
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (bytes.len > kinds[i].len && memcmp(bytes.ptr, kinds[i].begin, kinds[i].len) == 0)
            return str_of(kinds[i].type);
    return S("");
}

/* MBTiles counts rows from the south, addresses of maps from the north. */
static enum outcome
read_tile(struct req *req, const int64_t at[3], str *bytes)
{
    struct db *db = store_file(req->arena, file_of(req));
    if (!db)
        return NOT_FOUND;
    struct query q = query_of(db, "SELECT tile_data FROM tiles WHERE zoom_level = $1 AND tile_column = $2"
        " AND tile_row = $3");
    query_bind(&q, at[0]);
    query_bind(&q, at[1]);
    query_bind(&q, ((int64_t)1 << at[0]) - 1 - at[2]);
    if (query_next(&q))
        *bytes = query_bytes(&q);
    return query_end(&q) == OK && type_of(*bytes).len ? OK : NOT_FOUND;
}

static enum outcome
tile(struct req *req)
{
    static const char *const names[] = { "z", "x", "y" };
    int64_t at[COUNT(names)];
    str versi, bytes = S(""), named = req_param(req, "versi");
    for (size_t i = 0; i < COUNT(names); i++)
        if (!str_int(req_param(req, names[i]), &at[i]) || at[i] < 0 || (i == 0 ? at[0] > ZOOM_MOST : at[i] >> at[0]))
            return NOT_FOUND;
    if (!version_of(req, &versi) || !str_eq(versi, named))
        return NOT_FOUND;
    str etag = str_format(req->arena, "\"" STR "\"", STR_ARG(versi));
    bool same = str_eq(req->if_none_match, etag);
    if (!same)
        TRY(read_tile(req, at, &bytes));
    reply_header(req, "Cache-Control", S("public, max-age=31536000, immutable"));
    reply_header(req, "ETag", etag);
    enum outcome o = reply_bytes(req, same ? S("image/png") : type_of(bytes), bytes);
    req->status = same ? 304 : req->status;
    return o;
}

const struct route ubin_pages[] = {
    GET("/peta/{versi}/{z}/{x}/{y}", tile, &anyone, no_place),
    { 0 }
};
