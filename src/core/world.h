/* world.h: what a test stands in: a small region of its own, whose clock stands still. */
#pragma once

#include "base/test.h"
#include "http/http.h"

/* The engine that the tests run on now; tests.c sets it, and PAMONG_TEST_PG for PostgreSQL. */
extern enum engine world_engine;

/* What stands above core/ and belongs into a whole program; tests.c fills it once. */
struct world_parts { const struct module *const *modules; struct http_hooks hooks; };
void world_assemble(struct world_parts);
void world_forget(void);                        /* the template of the databases; once, at the end */

struct world {
    struct arena *arena;
    struct region region;                       /* "Kota Uji", Host uji.test */
    struct http_config http;
    int64_t now;                                /* 3 March 2026, 09.00 WIB; a test may move it */
    struct db *reader;                          /* of world_db */
    str base, conninfo;                         /* of PostgreSQL: a database of its own */
    bool crowded;                       /* slow routes are told that too many wait */
    struct world_login *logins;
};

/* Kecamatan 18.72.01 and 18.72.02, kelurahan 18.72.01.1001, .1002 and 18.72.02.1001, RW .001 and .002 in each. */
#define WORLD_KECAMATAN "18.72.01"
#define WORLD_KELURAHAN "18.72.01.1001"
#define WORLD_RW        "18.72.01.1001.001"
#define WORLD_OTHER_RW  "18.72.01.1002.001"

/* One request through the real router. `user` is a login name, "" a stranger, "=..." a session's cookie; `path` may
   carry a query; `form` is what a browser sends, "judul=Got+rusak&isi=...", or NULL. It returns after the writing. */
struct req *ask(struct world *, const char *user, const char *method, const char *path, const char *form);
/* The same, with files. */
struct sent { const char *user, *path, *form; const struct upload *uploads; size_t upload_count; };
struct req *ask_files(struct world *, const struct sent *);
/* Signs in anew where the session before was ended. */
void world_sign_in(struct world *, const char *user);
str world_cookie(struct world *, const char *user);     /* the Cookie line that such a person's browser sends */
str body_of(const struct req *);

/* An account, made when it is not there, that holds `jabatan` at a wilayah or an office from a year ago on. */
int64_t world_person(struct world *, const char *masuk, const char *jabatan, const struct place *);

/* The database as it is now; the one given before ends. */
struct db *world_db(struct world *);
int64_t world_traces(struct world *, const char *jenis);         /* how often that was kept (req_trace) */
/* One byte of a file becomes another one. */
void world_scratch(str path, off_t at);
enum outcome world_write(struct world *, apply_fn *, void *context) MUST_CHECK;

#define CHECK_STATUS(req_, status_) do { const struct req *r_ = (req_); if (r_->status != (status_)) \
    fail_msg("%s:%d: status %d, not %d: " STR, __FILE__, __LINE__, r_->status, (status_), \
        STR_ARG(str_head(body_of(r_), 600))); } while (0)
#define CHECK_HAS(req_, z) do { const struct req *r_ = (req_); if (str_find(body_of(r_), str_of(z)) < 0) \
    fail_msg("%s:%d: \"%s\" is missing in: " STR, __FILE__, __LINE__, z, STR_ARG(body_of(r_))); } while (0)
#define CHECK_LACKS(req_, z) do { const struct req *r_ = (req_); if (str_find(body_of(r_), str_of(z)) >= 0) \
    fail_msg("%s:%d: \"%s\" is shown", __FILE__, __LINE__, z); } while (0)
