/* naskah.h: a text file of somebody else's program as UTF-8: Excel writes UTF-16 and Windows-1252 as well. */
#pragma once

#include "base/base.h"

/* By its byte order mark, else UTF-8 when it is that, else Windows-1252. INVALID when a UTF-16 is broken. */
enum outcome naskah_utf8(struct arena *, str bytes, str *text) MUST_CHECK;
