/* o311_tulis.h: one answer in the two forms of GeoReport v2: XML, and JSON by the Spark convention. */
#pragma once

#include "http/http.h"

/* A document being written. Elements are named once; JSON drops the root and turns a list's children into an array. */
struct tulis311 { struct buf out; bool json; int depth; bool first[8]; };

struct tulis311 tulis_open(struct arena *, bool json);
/* <services> ... </services>, or [ ... ] */
void tulis_list(struct tulis311 *, const char *name);
void tulis_list_end(struct tulis311 *, const char *name);
/* <service> ... </service>, or { ... } in a list. */
void tulis_object(struct tulis311 *, const char *name);
void tulis_object_end(struct tulis311 *, const char *name);
/* The same as a member of an object: with its name in JSON, too. */
void tulis_member_object(struct tulis311 *, const char *name);
void tulis_member_list(struct tulis311 *, const char *name);
void tulis_member_list_end(struct tulis311 *, const char *name);
void tulis_text(struct tulis311 *, const char *name, str);      /* empty: <name/>, null */
void tulis_bool(struct tulis311 *, const char *name, bool);
void tulis_int(struct tulis311 *, const char *name, int64_t);
void tulis_degrees(struct tulis311 *, const char *name, int64_t e6, bool known);
void tulis_item(struct tulis311 *, const char *name, str);      /* one text of a list */
str  tulis_view(struct tulis311 *);
/* Text as XML holds it, in an element or in quotes; control characters, which it cannot hold, are left out. */
