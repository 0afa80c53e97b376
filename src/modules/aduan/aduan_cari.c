/* aduan_cari.c: what is shown of a complaint that was found, and where a number leads; its words: core/perkara. */
#include "modules/aduan/aduan_dalam.h"

enum { KODE_LETTERS = 12 };

/* "k7px-mq2a 9fwd": letters and figures of a tracking code, however they are parted. */
static bool
is_tracking_code(str typed)
{
    size_t letters = 0;
    for (size_t i = 0; i < typed.len; i++) {
        char c = typed.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '-' && c != ' ')
            return false;
        letters += letter;
    }
    return letters == KODE_LETTERS;
}

static bool
is_shown(const struct perkara *p)
{
    return p->tayang && str_eqz(p->jenis, aduan_alur.jenis);
}

/* Whoever types a whole number or tracking code wants that complaint; what is not public is as if it were not. */
static enum outcome
by_code(struct req *req, str typed, str *url)
{
    struct perkara p;
    enum outcome o = aduan_by_nomor(req->db, str_upper(req->arena, typed), &p);
    if (o == NOT_FOUND && is_tracking_code(typed))
        o = aduan_by_kunci(req->db, req->region->secret, typed, &p);
    TRY(o);
    *url = str_format(req->arena, "/aduan/" STR, STR_ARG(p.nomor));
    return is_shown(&p) ? OK : NOT_FOUND;
}

static enum outcome
state(struct req *req, int64_t id, struct search_state *s)
{
    struct perkara p;
    TRY(aduan_by_id(req->db, id, &p));
    const struct keadaan_alur *k = is_shown(&p) ? alur_keadaan(&aduan_alur, p.keadaan) : NULL;
    if (!k)
        return NOT_FOUND;
    *s = (struct search_state){ str_of(k->nama), str_of(k->kelas), str_of(k->ikon) };
    return OK;
}

const struct search aduan_search = { "aduan", "Pengaduan", "/aduan/", by_code, state };
