/* modules.h: the one list of all that this program is made of. */
#pragma once

#include "http/http.h"

extern const struct module *const all_modules[];        /* ends in NULL */
/* Tells the core's parts what only the whole knows: the navigation, whose files are whose. Once, at the beginning. */
void modules_assemble(void);
