/* masuk_uji.h: people with passwords and second steps, for the tests of this folder (masuk_test.c). */
#pragma once

#include "core/siapa/masuk_dalam.h"
#include "core/world.h"

/* The password is "perahu kertas biru"; an RW head sits at WORLD_RW, everybody else over the region. */
int64_t masuk_person(struct world *, const char *masuk, const char *jabatan, bool second);
struct req *masuk_first(struct world *, const char *masuk);     /* the password, right */
const char *masuk_cookie(struct world *, const struct req *);   /* "=..." for ask(); empty: the reply sets none */
const char *masuk_code(struct world *, int64_t when);           /* what the telephone shows then */
