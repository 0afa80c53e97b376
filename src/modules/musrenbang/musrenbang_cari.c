/* musrenbang_cari.c: what of a proposal everybody can search; of a private house neither its place nor its words. */
#include "core/cari/cari.h"
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

#define SEARCHABLE "SELECT u.id, 'usulan', u.kode, u.publik, 0, u.kelurahan, u.opd," \
    " CASE u.pribadi WHEN 1 THEN k.nama ELSE u.judul END, CASE u.pribadi WHEN 1 THEN '' ELSE u.masalah END," \
    " u.kode || ' ' || k.nama || ' ' || COALESCE(w.nama, '')" \
    " || CASE u.pribadi WHEN 1 THEN '' ELSE ' ' || u.alamat END, u.diajukan" \
    " FROM usulan u JOIN kamus k ON k.id = u.kamus" \
    " LEFT JOIN wilayah w ON w.kode = u.kelurahan AND w.selesai = '' WHERE u.id = $1"

enum outcome
usulan_searchable(struct db *db, const struct usulan *u)
{
    return u->publik ? cari_write(db, CARI_WRITE(SEARCHABLE), u->id) : cari_forget(db, u->id);
}

/* Whoever types a whole code wants that proposal. */
static enum outcome
by_code(struct req *req, str typed, str *url)
{
    struct usulan u;
    str kode = str_upper(req->arena, typed);
    if (!str_starts(kode, S("USL-")))
        return NOT_FOUND;
    TRY(usulan_by_kode(req->db, kode, &u));
    *url = str_format(req->arena, "/usulan/" STR, STR_ARG(u.kode));
    return u.publik ? OK : NOT_FOUND;
}

static enum outcome
state(struct req *req, int64_t id, struct search_state *s)
{
    struct usulan u;
    TRY(usulan_by_id(req->db, id, &u));
    *s = (struct search_state){ status_label(&u), status_class_text(&u), status_icon_text(&u) };
    return u.publik ? OK : NOT_FOUND;
}

const struct search usulan_search = { "usulan", "Usulan", "/usulan/", by_code, state };
