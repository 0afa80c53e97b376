/* langkah_lihat.c: the steps of a case as people read them, of whatever kind it is. */
#include "core/perkara/perkara_dalam.h"

/* What goes to an office names it. */
str
langkah_judul(struct arena *arena, const struct alur *a, const struct langkah *l)
{
    const struct langkah_alur *act = alur_find(a, l->aksi);
    str done = alur_sudah(a, l->aksi);
    return act && (act->efek & BAGI_TUGAS) ? str_format(arena, STR " " STR, STR_ARG(done), STR_ARG(l->opd_nama)) : done;
}

str
langkah_kantor(const struct alur *a, const struct langkah *l)
{
    const struct langkah_alur *act = alur_find(a, l->aksi);
    return act && (act->efek & BAGI_TUGAS) ? S("") : l->opd_nama;       /* there it is whom it went to */
}

static str
step_icon(const struct alur *a, const struct langkah *l)
{
    const struct langkah_alur *act = alur_find(a, l->aksi);
    return str_eqz(l->oleh, "pelapor") ? S("user-round") : str_eqz(l->oleh, "sistem") ? S("clock")
        : str_of(act && act->ikon ? act->ikon : "forward");
}

static str
step_by(const struct alur *a, const struct langkah *l)
{
    if (str_eqz(l->oleh, "sistem"))
        return l->jabatan.len ? l->jabatan : S("sistem");
    str office = langkah_kantor(a, l);
    return str_eqz(l->oleh, "pelapor") ? S("pelapor") : office.len ? office : str_of(a->meja);
}

void
langkah_timeline(struct req *req, const struct alur *a, const struct langkah_list *steps, bool all,
    struct waktu_butir_list *list)
{
    *list = (struct waktu_butir_list){ arena_array(req->arena, struct waktu_butir, steps->count + 1), 0 };
    for (size_t i = steps->count; i > 0; i--) {
        const struct langkah *l = &steps->items[i - 1];
        if (!all && str_eqz(l->oleh, "pelapor") && !str_eqz(l->aksi, a->buka))
            continue;                   /* what a reporter writes later is for the officers */
        list->items[list->count] = (struct waktu_butir){ .ikon = step_icon(a, l),
            .judul = req_tr(req, langkah_judul(req->arena, a, l)), .pelaku = req_tr(req, step_by(a, l)), .isi = l->isi,
            .waktu = l->waktu, .kini = list->count == 0, .intern = !l->publik };
        list->count++;
    }
}
