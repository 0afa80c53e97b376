/* penjaga.h: the small process that starts the helpers, so that serve may give up the right to start anything. */
#pragma once

#include "base/base.h"

/* Before any thread and before the cage. `executables` ends in NULL and outlives the process. */
enum outcome penjaga_start(const char *const *executables) MUST_CHECK;
/* Ends that helper if it lives and starts it anew; *fd is our end of its socket. */
bool penjaga_helper(int which, int *fd) MUST_CHECK;
void penjaga_end(int which);                    /* kills that helper */
void penjaga_stop(void);                        /* and all of them; penjaga ends too */
