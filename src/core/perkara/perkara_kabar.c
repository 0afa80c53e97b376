/* perkara_kabar.c: who hears of a step, and in which words; a secret case is never named in a notice. */
#include "base/random.h"
#include "core/kabar/kabar.h"
#include "core/langsung/langsung.h"
#include "core/perkara/perkara_dalam.h"

/* Notices are in Indonesian, whoever reads them. */
static str
called(struct req *req, const struct alur *a)
{
    return str_lower(req->arena, str_of(a->sebutan));
}

static str
heading(struct req *req, const struct alur *a, const struct perkara *p)
{
    const char *state = alur_keadaan(a, p->keadaan)->nama;
    return str_format(req->arena, "%s: " STR " " STR, state, STR_ARG(called(req, a)), STR_ARG(p->nomor));
}

static str
words(struct req *req, const struct alur *a, const struct perkara *p, const struct langkah *l)
{
    if (str_eqz(p->tampak, "rahasia"))
        return str_format(req->arena, "Ada perkembangan pada " STR " rahasia Anda. Buka dengan kode pelacakan untuk"
            " membacanya.", STR_ARG(called(req, a)));
    return str_format(req->arena, "\"" STR "\". " STR, STR_ARG(p->judul), STR_ARG(l->isi));
}

static enum outcome
tell_account(struct req *req, const struct kabar *n, const struct pihak *who)
{
    struct kabar k = *n;
    k.id = id_new();
    k.akun = who->akun;
    return who->akun != req->who.akun ? kabar_send(req->db, &k) : OK;
}

/* Whoever has no account but left an address; the text is forgotten when it has gone. */
static enum outcome
tell_address(struct req *req, const struct alur *a, const struct perkara *p, const struct kabar *n,
    const struct pihak *who)
{
    struct surel_antre mail = { .id = id_new(), .kepada = who->surel, .judul = n->judul, .waktu = req->now,
        .sekali = true, .berhenti = str_format(req->arena, "/berhenti/" STR "/langsung", STR_ARG(who->berhenti)),
        .tautan = p->tayang ? n->tautan : S("/lacak"),
        .isi = str_format(req->arena, STR "\n\nTidak ingin dikabari lagi tentang " STR " ini? Buka /berhenti/" STR
            " di situs kami.", STR_ARG(n->isi), STR_ARG(called(req, a)), STR_ARG(who->berhenti)) };
    return surel_queue(req->db, req->region->secret, &mail);
}

enum outcome
perkara_tell(struct req *req, const struct alur *a, const struct perkara *p, const struct langkah *l)
{
    struct pihak_list voices;
    struct kabar n = { .jenis = S("perkara.langkah"), .waktu = req->now, .judul = heading(req, a, p),
        .isi = words(req, a, p, l),
        .tautan = str_format(req->arena, "/" STR "/" STR, STR_ARG(p->jenis), STR_ARG(p->nomor)) };
    TRY(pihak_of(req->db, req->region->secret, p->id, S(""), &voices));
    for (size_t i = 0; i < voices.count; i++) {
        const struct pihak *who = &voices.items[i];
        if (who->akun)
            TRY(tell_account(req, &n, who));
        else if (who->kabari && who->surel.len)
            TRY(tell_address(req, a, p, &n, who));
    }
    return OK;
}

enum outcome
perkara_arrived(struct db *db, const struct alur *a, const struct perkara *p)
{
    const struct channel *c = str_eqz(p->tampak, "rahasia") ? a->kanal_rahasia : a->kanal;
    struct signal s = { .channel = c, .place = { p->wilayah, p->opd }, .name = "masuk" };
    return c && p->terbuka ? langsung_say(db, &s) : OK;
}
