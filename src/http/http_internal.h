/* http_internal.h: what the files of http/ share. */
#pragma once

#include "http/http.h"

enum { BODY_DEFAULT = 64 * 1024, KEY_DAYS = 7, REPLY_GZIP_FROM = 1024 };

/* ---- where a request goes (route.c) ------------------------------------------------------------------ */
enum stage { STAGE_ADMIT, STAGE_RUN, STAGE_AFTER };
/* Fills req->route and params. OK, NOT_FOUND, or INVALID with req->headers Allow (405). */
enum outcome route_find(const struct http_config *, struct req *) MUST_CHECK;
/* Session, permission, place. When it is not OK the reply is complete. */
enum outcome route_admit(const struct http_config *, struct req *) MUST_CHECK;
void route_show(const struct http_config *, struct req *);              /* GET: the reply is complete after it */
bool route_read(const struct http_config *, struct req *);              /* POST: true when apply shall run */
void route_after(const struct http_config *, struct req *, enum outcome);
void route_fail(const struct http_config *, struct req *, int status);  /* an error page as the whole reply */
void route_begin(const struct http_config *, struct req *);             /* what handlers need of the surroundings */
enum outcome apply_in_transaction(struct db *, void *request);
enum outcome apply_trace(struct db *, void *request);
struct applying { const struct http_config *config; struct req *req; bool replayed; };

/* ---- what is refused unread (guard.c) ------------------------------------------------------------------ */
struct guard { int hosts, lengths, encodings, headers; bool odd; size_t bytes, raw; str host, encoding, length;
    int64_t content_length; };                  /* -1: chunked; raw: bytes of all header lines as they came */
void guard_header(struct guard *, str name, str value);
/* 0 when the request may go on, else the status it is refused with. */
int  guard_verdict(struct guard *, str method, str version, str target);
const struct region *region_of(const struct http_config *, str host);

/* ---- parsing (parse.c, multipart.c) -------------------------------------------------------------------- */
/* A path as sent, decoded; false unless it is spelt in the one canonical way. */
str  path_joined(struct arena *, str raw);
bool path_decode(struct arena *, str raw, str *path) MUST_CHECK;
bool pairs_decode(struct arena *, str encoded, struct pair **pairs, size_t *count) MUST_CHECK;
bool multipart_decode(struct arena *, str body, str boundary, struct form *) MUST_CHECK;
bool body_decode(struct req *, str content_type, str body) MUST_CHECK;
str  cookie_get(str header, const char *name);
/* A header to be kept or shown: a copy of at most `most` bytes of whole letters; empty when it is no text. */
str  header_text(struct arena *, str value, size_t most);
bool percent_decode(struct arena *, str, bool plus, str *) MUST_CHECK;

/* ---- secrets (csrf.c) ------------------------------------------------------------------------------------ */
void csrf_prepare(struct req *);        /* token and key for the forms of this page */
bool csrf_holds(const struct req *);
bool csrf_held(const struct req *);     /* the form was of the session that ended meanwhile */
bool guest_fits(str cookie);            /* as random_hex makes them; any other is a stranger's */
str  keyed_hash(struct arena *, str secret, const char *purpose, str text);    /* 32 hex letters */
str  body_hash(struct arena *, const struct form *);
bool origin_holds(const struct req *);  /* the form was not sent by another site */
void flash_read(struct req *);

/* ---- signals (signal.c) ---------------------------------------------------------------------------------- */
bool signal_read(struct arena *, const struct module *const *modules, str text, struct signal *);

/* ---- streams (stream.c) ---------------------------------------------------------------------------------- */
struct streams;
struct stream;
struct MHD_Connection;
struct streams *streams_open(const struct http_config *);      /* they hear the stores of its regions from now on */
void streams_close(struct streams *);           /* when nobody listens any more */
struct task;
struct stream *stream_join(struct streams *, const struct req *, const struct task *);     /* NULL: no room */
void stream_leave(struct stream *);
/* -1: it has ended; 0: nothing yet, and the connection (NULL in tests) sleeps until there is something. */
ptrdiff_t stream_take(struct stream *, char *into, size_t most);
void streams_tick(struct streams *, int64_t now_us);
void streams_end(struct streams *);
int  streams_count(struct streams *);

/* ---- what ended the program (crash.c) ------------------------------------------------------------------- */
enum { CRASH_SECONDS = 3600 };
void crash_open(str folder, int64_t now);       /* what was in work when the program ended becomes remembered */
void crash_close(void);
bool crash_remembers(str key, int64_t now);     /* this form's key (_kunci) ended the program in the last hour */
void crash_begin(str key);                      /* this thread works on that form, until crash_end */
void crash_end(void);

/* ---- the page cache (cache.c) ---------------------------------------------------------------------------- */
struct cache_ask { str key; uint64_t generation; int64_t now; };       /* as the database was before the reader began */
bool all_args_read(const struct req *);         /* no key in the query that no page reads */
struct kept_for { str target; bool english, fragment, https; int64_t now; };
str  cache_key(struct arena *, const struct region *, const struct kept_for *);
void metrics_of_region(struct buf *, const struct region *, int64_t now);
str  gzip_of(struct arena *, str bytes);        /* empty when it would not pay */

extern const struct module http_module;
