/* alur_uji.c: that a kind's tables agree with one another. */
#include "core/perkara/alur_uji.h"

static bool
is_state(const struct alur *a, str word)
{
    for (const struct keadaan_alur *k = a->keadaan; k->kode; k++)
        if (str_eqz(word, k->kode))
            return true;
    return false;
}

static size_t
length(const struct kata_alur *list)
{
    size_t n = 0;
    while (list && list[n].kode)
        n++;
    return n;
}

static void
check_act(const struct alur *a, const struct langkah_alur *l)
{
    str from = str_of(l->dari), word;
    CHECK(l->nama && l->nama[0] && l->sudah && l->sudah[0]);
    CHECK(alur_find(a, str_of(l->aksi)) == l);          /* no twin before it */
    while (strcmp(l->dari, "*") != 0 && str_cut(&from, ' ', &word))
        CHECK(word.len == 0 || is_state(a, word));
    CHECK(!l->ke[0] || is_state(a, str_of(l->ke)));
    CHECK((l->temui | l->mulai) >> length(a->jam) == 0);
    CHECK(!(l->efek & PERLU_HASIL) || length(a->hasil) > 0);
    if (l->hasil) {
        bool there = false;
        for (const struct kata_alur *h = a->hasil; h && h->kode; h++)
            there |= strcmp(h->kode, l->hasil) == 0;
        CHECK(there);
    }
}

void
alur_uji_whole(const struct alur *a)
{
    const struct langkah_alur *first = alur_find(a, str_of(a->buka));
    must(first);
    CHECK(first->dari[0] == '\0' && is_state(a, str_of(first->ke)));
    CHECK(a->sebutan && a->ini && a->pembaca && a->isian);
    for (const struct langkah_alur *l = a->langkah; l->aksi; l++)
        check_act(a, l);
    for (const struct keadaan_alur *k = a->keadaan; k->kode; k++) {
        bool reached = false;
        for (const struct langkah_alur *l = a->langkah; l->aksi; l++)
            reached |= strcmp(l->ke, k->kode) == 0;
        CHECK(reached);
    }
    bool main_clock = !a->utama;
    for (const struct kata_alur *j = a->jam; j && j->kode; j++)
        main_clock |= a->utama && strcmp(j->kode, a->utama) == 0;
    CHECK(main_clock);
}
