/* keluar.h: attempts to break out of a cage, for the tests of every cage (kurung_test.c, kirim/kurungan_test.c). */
#pragma once

#include "core/kurung/kurung.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = 1 };                         /* the filter is wider there: saring.c */
#else
enum { SANITIZED = 0 };
#endif

/* What the parent holds open for the children to reach for: a folder that a cage may give, two listening ports. */
struct bait { char folder[64], beside[96], inside[96]; int allowed, other, abstract; };
extern struct bait bait;
void bait_lay(void);
void bait_take_in(void);

/* What a child came to in that cage (NULL: none); REFUSED also when the kernel ended it. */
enum { GOT_OUT = 0, REFUSED = 3, NO_CAGE = 4 };
int  keluar_in_child(const struct kurung *, bool (*act)(void));
void keluar_all_refused(const struct kurung *); /* every attempt, or the test fails */
void keluar_all_work(void);                     /* the control: outside they do what they try */
bool keluar_reach(int type, int protocol, int port);    /* connects to that port of this machine */
bool keluar_serve_at(int port);
