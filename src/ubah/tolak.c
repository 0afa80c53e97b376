/* tolak.c: a job of the helper that is refused says why, for the person who sent the file. */
#include "ubah/ubah.h"

enum outcome
tolak(struct arena *arena, struct kiriman *out, const char *why)
{
    out->parts[0] = arena_copy(arena, str_of(why));
    out->count = 1;
    return INVALID;
}
