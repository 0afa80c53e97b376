/* musrenbang_bukti.c: what is attached to a proposal, and who may see it before it is public. */
#include "core/berkas/berkas.h"
#include "modules/musrenbang/musrenbang_dalam.h"

enum outcome
bukti_of(struct db *db, int64_t usulan, struct bukti *b)
{
    struct berkas_list photos, minutes;
    TRY(berkas_of(db, "usulan", usulan, "foto", &photos));
    TRY(berkas_of(db, "usulan", usulan, "berita_acara", &minutes));
    *b = (struct bukti){ (int64_t)photos.count, (int64_t)minutes.count };
    return OK;
}

/* Only photos of what is not a private house; attendance lists name people and stay inside. */
enum outcome
publish_photos(struct db *db, const struct usulan *u)
{
    struct berkas photos = { .milik_jenis = S("usulan"), .milik_id = u->id, .peran = S("foto") };
    return berkas_publish(db, &photos, !u->pribadi);
}

/* A file of a proposal that is not public: its proposer, and those who decide over its place. */
enum outcome
bukti_may(struct req *req, int64_t usulan, bool *may)
{
    struct usulan u;
    TRY(usulan_by_id(req->db, usulan, &u));
    struct place place = { u.wilayah, u.opd };
    *may = req->who.akun && (u.pengusul == req->who.akun || who_may(&req->who, &usulan_ajukan, &place)
        || who_may(&req->who, &usulan_putus, &place));
    return OK;
}

/* The signed scan of a berita acara: those who hold that level's or a higher seat over its place. */
enum outcome
pindaian_may(struct req *req, int64_t berita_acara, bool *may)
{
    struct query q = query_of(req->db, "SELECT wilayah FROM berita_acara WHERE id = $1");
    struct place place = { 0 };
    query_bind(&q, berita_acara);
    if (query_next(&q))
        place.wilayah = query_str(&q);
    TRY(query_end_one(&q));
    *may = who_may(&req->who, &usulan_putus, &place);
    return OK;
}
