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

/* ---- parsing (parse.c, multipart.c) -------------------------------------------------------------------- */
/* A path as sent, decoded; false unless it is spelt in the one canonical way. */
bool path_decode(struct arena *, str raw, str *path) MUST_CHECK;
bool pairs_decode(struct arena *, str encoded, struct pair **pairs, size_t *count) MUST_CHECK;
bool multipart_decode(struct arena *, str body, str boundary, struct form *) MUST_CHECK;
bool body_decode(struct req *, str content_type, str body) MUST_CHECK;
str  cookie_get(str header, const char *name);
bool percent_decode(struct arena *, str, bool plus, str *) MUST_CHECK;

/* ---- secrets (csrf.c) ------------------------------------------------------------------------------------ */
void csrf_prepare(struct req *);        /* token and key for the forms of this page */
bool csrf_holds(const struct req *);
str  keyed_hash(struct arena *, str secret, const char *purpose, str text);    /* 32 hex letters */
str  body_hash(struct arena *, const struct form *);
void flash_read(struct req *);

/* ---- the page cache (cache.c) ---------------------------------------------------------------------------- */
struct cached { str body, gzip, etag, content_type, title; };
struct cache;
struct cache *cache_open(void);
void cache_close(struct cache *);
struct cache_ask { str key; uint64_t generation; int64_t now; };       /* as the database was before the reader began */
bool cache_get(struct cache *, const struct cache_ask *, struct arena *, struct cached *);
void cache_put(struct cache *, const struct cache_ask *, const struct cached *);
bool all_args_read(const struct req *);         /* no key in the query that no page reads */
str  cache_key(struct req *);           /* empty: this request is not for the cache */
str  gzip_of(struct arena *, str bytes);        /* empty when it would not pay */

extern const struct module http_module;
