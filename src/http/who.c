/* who.c: may this person do that there? Answered in memory, from today's roles. */
#include "http/http_internal.h"

const struct permission anyone = { "*", "Siapa saja", "" };
const struct permission signed_in = { "+", "Siapa saja yang masuk", "" };

enum outcome
no_place(struct req *req, struct place *place)
{
    (void)req;
    *place = (struct place){ 0 };
    return OK;
}

/* "18.72.01" holds "18.72.01.1001", not "18.72.011". */
static bool
wilayah_within(str outer, str inner)
{
    return outer.len == 0 || str_eq(outer, inner)
        || (str_starts(inner, outer) && inner.ptr[outer.len] == '.');
}

/* An office's role reaches its own office's things anywhere; a role over an area all that lies in it. */
bool
place_within(const struct place *outer, const struct place *inner)
{
    if (outer->opd)
        return inner->opd == outer->opd;
    return wilayah_within(outer->wilayah, inner->wilayah);
}

static bool
holds(const struct grant *g, const struct permission *may)
{
    for (size_t i = 0; i < g->izin_count; i++)
        if (str_eqz(g->izin[i], may->name))
            return true;
    return false;
}

bool
who_may(const struct who *who, const struct permission *may, const struct place *place)
{
    if (may == &anyone || (may == &signed_in && who->akun))
        return true;
    for (size_t i = 0; i < who->grant_count; i++) {
        const struct grant *g = &who->grants[i];
        struct place held = { g->wilayah, g->opd };
        if (holds(g, may) && (!place || place_within(&held, place)))
            return true;
    }
    return false;
}

bool
who_is(const struct who *who, const char *jabatan)
{
    for (size_t i = 0; i < who->grant_count; i++)
        if (str_eqz(who->grants[i].jabatan, jabatan))
            return true;
    return false;
}

struct scope
who_scope(struct arena *arena, const struct who *who, const struct permission *may)
{
    struct scope s = { .all = may == &anyone };
    struct place *places = arena_array(arena, struct place, who->grant_count + 1);
    for (size_t i = 0; i < who->grant_count; i++) {
        const struct grant *g = &who->grants[i];
        if (!holds(g, may))
            continue;
        s.all |= g->wilayah.len == 0 && g->opd == 0;
        places[s.count++] = (struct place){ g->wilayah, g->opd };
    }
    s.places = places;
    return s;
}
