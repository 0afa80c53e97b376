/* base.h: what every floor stands on: strings, memory, growing text, outcomes. */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF(at) __attribute__((format(printf, at, at + 1)))

/* What a call can tell its caller. Details for people go to the log or to the form. */
enum outcome { OK, NOT_FOUND, INVALID, CONFLICT, FORBIDDEN, FAILED, UNAVAILABLE, NO_ROOM };
/* UNAVAILABLE: nothing is wrong with what was asked, but not now; whether it was done may be unknown.
   NO_ROOM: a disk is full; it was not done, and can be once somebody has made room. */
#define TRY(call) do { enum outcome try_ = (call); if (try_ != OK) return try_; } while (0)

/* A bug ends the process, in production too; the service manager starts it again. */
#define must(condition) ((condition) ? (void)0 : must_failed(#condition, __FILE__, __LINE__))
_Noreturn void must_failed(const char *condition, const char *file, int line);

/* A view of UTF-8 bytes. It never owns them and need not end in NUL; an empty one may point nowhere. */
typedef struct { const char *ptr; size_t len; } str;
#define S(literal) ((str){ "" literal, sizeof(literal) - 1 })

str  str_of(const char *);                      /* NULL gives the empty str */
bool str_eq(str, str);
bool str_eqz(str, const char *);
bool str_starts(str, str prefix);
bool str_ends(str, str suffix);
str  str_from(str, size_t start);               /* from `start` to the end, empty when past it */
str  str_head(str, size_t len);                 /* at most `len` bytes */
str  str_trim(str);                             /* without ASCII blanks at both ends */
bool str_cut(str *rest, char at, str *piece);   /* takes the piece before `at` off `rest`; false when rest is used up */
bool str_has_word(str words, str word);         /* is it one of these, parted by single spaces? */
ptrdiff_t str_find(str, str needle);            /* byte index, or -1 */
bool str_int(str, int64_t *);                   /* a whole decimal number and nothing else; false on overflow */
bool str_is_text(str);                          /* valid UTF-8, no control characters but tab, CR and LF */
size_t str_letters(str);                        /* Unicode code points, as a person counts a field's length */
int  str_compare(str, str);                     /* by bytes, as the database's C collation */

/* An arena owns everything made for one request; it is emptied in one call. */
struct arena;
struct arena *arena_open(void);
void  arena_reset(struct arena *);
void  arena_close(struct arena *);
void *arena_alloc(struct arena *, size_t);      /* zeroed, aligned to 16, never NULL */
void *arena_bare(struct arena *, size_t);       /* not zeroed: for what is written whole at once */
void *arena_alloc_many(struct arena *, size_t size, size_t count);      /* the product is checked */
str   arena_copy(struct arena *, str);          /* the copy ends in NUL */
str   str_lower(struct arena *, str);           /* ASCII letters small, in a copy */
str   str_upper(struct arena *, str);           /* ASCII letters large, in a copy */
void  arena_on_reset(struct arena *, void (*close)(void *), void *thing);  /* last registered, first closed */
size_t arena_used(const struct arena *);        /* bytes handed out since the last reset */
size_t arena_kept(void);                        /* blocks that wait for the next requests, of all threads */
char *cstr(struct arena *, str);                /* for libc's border only */
str   str_format(struct arena *, const char *format, ...) PRINTF(2);
str   str_formatv(struct arena *, const char *format, va_list);

void *arena_grown(struct arena *, void *items, size_t size, size_t count);
/* The next item of a list { items, count }, zeroed. The list began as { 0 }, and its items may move. */
#define arena_next(arena, list) ((list)->items = arena_grown((arena), (list)->items, sizeof *(list)->items, \
    (list)->count), &(list)->items[(list)->count++])
#define arena_new(arena, type)          ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_alloc_many((arena), sizeof(type), (count)))

/* "%.*s" for a str: printf(STR, STR_ARG(s)). */
#define STR "%.*s"
#define STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

/* A growing run of bytes in an arena; always followed by a NUL that `len` does not count. */
struct buf { struct arena *arena; char *ptr; size_t len, cap; };
void buf_room(struct buf *, size_t more);        /* so many bytes may come without another copy */
void buf_put(struct buf *, const char *, size_t);
void buf_str(struct buf *, str);
void buf_char(struct buf *, char);
void buf_int(struct buf *, int64_t);
void buf_format(struct buf *, const char *format, ...) PRINTF(2);
str  buf_view(const struct buf *);

bool file_duplicate(const char *from, const char *to);          /* not durable: for tests */
bool folder_is_full(const char *path);          /* its disk has no room for a form with files */
void folder_remove(const char *path);           /* with all that is in it; what cannot go stays */

#define COUNT(array) (sizeof(array) / sizeof *(array))
