/* modules.h: the one list of all that this program is made of. */
#pragma once

#include "http/http.h"

extern const struct module *const all_modules[];        /* ends in NULL */
