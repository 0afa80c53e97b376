/* icon.h: the symbols that pages may use, made from the icon set at build time. */
#pragma once

#include "html/html.h"

struct icon_symbol { const char *name, *body; };
extern const struct icon_symbol icon_symbols[];         /* sorted by name */
extern const size_t icon_symbol_count;

/* An icon whose name is a value; must be one of ui/icons.txt. */
#define icon_named(name) html_icon(out, name)
