/* random.h: unguessable bytes, ids, and short texts made of them. */
#pragma once

#include "base/base.h"

void random_bytes(void *, size_t);              /* from the kernel; ends the process when there are none */
str  random_hex(struct arena *, size_t bytes);
str  random_code(struct arena *, size_t letters);       /* A-Z 2-9 without I, O, 0, 1: for printed codes */
bool bytes_equal(str, str);                     /* in constant time for equal lengths */
str  hex_of(struct arena *, const void *, size_t);

/* A row's id: 41 bits of milliseconds that never go backwards, 6 bits of node, 16 bits of counter.
   Positive, so time-ordered in every index; a string in every JSON. */
int64_t id_new(void);
int64_t id_at(int64_t now_ms);                  /* by a clock of one's own: for tests */
int64_t id_lowest(int64_t ms);                  /* no id of that moment or later is below it */
void    id_node(int node);                      /* 0..63, leased in the database at start */
