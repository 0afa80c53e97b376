/* word.h: the words of a text as searching knows them: small letters and digits, without the marks on letters. */
#pragma once

#include "base/base.h"

enum { WORD_MOST = 40 };                        /* letters of a word that are looked at */

/* One word: where it stands, and how it is compared. */
struct word { size_t from, to; str plain; };
/* The next word at or behind *at, which moves past it; false when there is none. */
bool word_next(struct arena *, str text, size_t *at, struct word *);
