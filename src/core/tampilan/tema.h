/* tema.h: a region's four colours become the :root block of every page, or are refused with one that is legible. */
#pragma once

#include "base/base.h"

struct tema { str brand, brand_strong, brand_soft, accent; };   /* "#0b5a54" */

/* Which colour is not legible enough on what, and the nearest darker one that is; `usul` empty: no darkening helps. */
struct tema_salah { const char *warna, *di_atas; int kontras_e2, paling_sedikit_e2; str usul; };
struct tema_salah_list { struct tema_salah items[16]; size_t count; };

/* INVALID: the list tells; a colour that is not #rrggbb stands there with kontras_e2 0 and no proposal. */
enum outcome tema_css(struct arena *, const struct tema *, str *css, struct tema_salah_list *) MUST_CHECK;

/* WCAG contrast of two colours, 100 to 2100. */
int tema_kontras_e2(uint32_t, uint32_t);
