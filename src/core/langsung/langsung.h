/* langsung.h: telling open pages, after the commit, that something is new. */
#pragma once

#include "http/http.h"

/* Inside apply: pages that listen hear it once it is committed, on every node, and never when it was rolled back. Say
   that there is something, not what: whoever hears asks for the page. */
enum outcome langsung_say(struct db *, const struct signal *) MUST_CHECK;
/* Inside apply: this session listens no longer; with an empty `sesi` none of the account's does: what its roles hear
   is another thing now, and pages whose session goes on come again by themselves. */
enum outcome langsung_end(struct db *, int64_t akun, str sesi) MUST_CHECK;

extern const struct module langsung_module;
