/* letters.h: a text that is cut ends where a letter does, or no database and no page takes it. */
#pragma once

#include "base/base.h"

str letters_head(str, size_t bytes);            /* at most so many bytes, the last letter whole */
