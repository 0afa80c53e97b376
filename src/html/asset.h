/* asset.h: stylesheets, scripts and the font, made into the program at build time under names that never change. */
#pragma once

#include "html/html.h"

struct asset_bytes { const unsigned char *from, *to; };         /* both NULL when there is no such form */
struct asset { const char *name, *path, *type, *etag; struct asset_bytes plain, br, gz; };
extern const struct asset assets[];                             /* sorted by name */
extern const size_t asset_count;

str asset_url(const char *name);                                /* "/aset/app.0123456789.css" */
const struct asset *asset_at(str path);                         /* NULL: none */
const struct asset *asset_named(const char *name);              /* must exist */
