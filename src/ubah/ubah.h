/* ubah.h: the jobs of the helper; what is wrong with a file is said in Indonesian, for whoever sent it. */
#pragma once

#include "core/pembantu/pembantu.h"

/* A photo in three widths (1600, 800, 320; never enlarged), JPEG without any metadata, and "w h lat lon" as text. */
bool foto_begin(void);
enum outcome foto(struct arena *, str bytes, struct kiriman *out) MUST_CHECK;
/* The same widths with black boxes burnt in: "left top wide high;" per mille each. */
enum outcome sensor(struct arena *, str bytes, str boxes, struct kiriman *out) MUST_CHECK;
/* What both share: upright pixels (NULL: refused), perhaps fewer than were sent; and every width of them, with the
   size that was sent. */
typedef struct _VipsImage VipsImage;
struct ukuran { int lebar, tinggi; };
VipsImage *foto_open(str bytes, struct ukuran *);
/* Before that: no more scans or packed texts than a camera writes. */
bool tanda_is_moderate(str bytes);
bool foto_widths(struct arena *, VipsImage *, const struct ukuran *, struct kiriman *out) MUST_CHECK;
/* A PDF that does nothing but show pages. */
enum outcome pdf(struct arena *, str bytes, struct kiriman *out) MUST_CHECK;
enum outcome tolak(struct arena *, struct kiriman *out, const char *why) MUST_CHECK;    /* INVALID */
