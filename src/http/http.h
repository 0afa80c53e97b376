/* http.h: a request, its reply, and the tables that a module declares. */
#pragma once

#include "base/base.h"
#include "html/html.h"
#include "store/store.h"

/* ---- who asks, and for where ------------------------------------------------------------------ */

/* `jabatan`: who holds it when a region is set up, as "lurah camat"; later it is rows (jabatan_izin). */
struct permission { const char *name, *meaning, *jabatan; };
extern const struct permission anyone;          /* nobody needs to be signed in */
extern const struct permission signed_in;       /* any account that is */

/* The place of a thing: which wilayah (Kemendagri code, "18.72.01.1001.004" down to an RW) and which office
   it belongs to. Empty and 0 mean: of the whole region. */
struct place { str wilayah; int64_t opd; };

/* One role that a person holds today. */
struct grant { str jabatan, jabatan_nama; str wilayah; int64_t opd; str penetapan; /* definitif, plt, plh */
               const str *izin; size_t izin_count; };
/* `proven_until`: how long the last proof (a password, a code) still does for routes that are `strong`. `must_do`: the
   page that comes before every role, as choosing a password. `usai`: nobody is signed in (akun 0), but this browser
   was, as that account, until its session ended by itself. `until`: when this one does so, unless something is done. */
struct who { int64_t akun, usai; str nama; str sesi; const struct grant *grants; size_t grant_count;
    int64_t proven_until; str must_do; int64_t until; };

/* Where a person may do what the route asks for: lists must bind it. `all` is the whole region. */
struct scope { bool all; const struct place *places; size_t count; };

/* ---- forms --------------------------------------------------------------------------------------- */

struct pair { str name, value; };
struct upload { str name, filename; str bytes; };       /* `filename` as sent: shown, never used as a path */
struct form_error { str name, message; };

enum field_kind { FIELD_TEXT, FIELD_INT, FIELD_MONEY, FIELD_VOLUME, FIELD_DATE, FIELD_BOOL };
/* One field: what it is called, what it may hold, and where its value goes in the module's struct. */
struct field {
    const char *name, *label, *hint, *unit;
    enum field_kind kind;
    size_t offset;
    size_t max;                                 /* letters of a text; 0: no text longer than 4,000 */
    int64_t lowest, highest;                    /* of FIELD_INT, when highest is not 0 */
    bool required, lines, secret;               /* lines: a textarea; secret: never shown again */
    const char *optional;                       /* said where it is not required; NULL: "boleh kosong" */
};
#define FIELD(type, member, ...) { .name = #member, .offset = offsetof(type, member), \
    .kind = _Generic(((type *)0)->member, str: FIELD_TEXT, int64_t: FIELD_INT, money: FIELD_MONEY, \
        volume: FIELD_VOLUME, date: FIELD_DATE, bool: FIELD_BOOL), __VA_ARGS__ }
#define REQUIRED .required = true

/* A form as typed: what a page shows again, and what is wrong with it. */
struct form {
    const struct field *fields;                 /* ends in { 0 } */
    struct pair *pairs;     size_t pair_count;
    struct upload *uploads; size_t upload_count;
    struct form_error errors[24]; size_t error_count;
};
struct form_error_list { const struct form_error *items; size_t count; };
struct form_error_list form_errors(const struct form *);
str  form_value(const struct form *, str name);         /* the first value, as typed; empty if none */
str  form_value_at(const struct form *, str name, size_t nth);
bool form_sent(const struct form *, str name);          /* even when it is empty */
bool form_has(const struct form *, str name, str value);        /* one of several values, as checkboxes send */
str  form_error_of(const struct form *, str name);      /* empty: nothing wrong */
const struct field *form_field(const struct form *, str name);  /* must exist */
const struct upload *form_upload(const struct form *, str name, size_t nth);    /* NULL if none */
struct req;
/* The one file that a form asks for; INVALID beside it when none was chosen. */
enum outcome form_file(struct req *, const char *name, const struct upload **) MUST_CHECK;

/* ---- what open pages hear (stream.c; core/langsung says it) -------------------------------------------------- */

struct module;
/* A module's: a signal on it reaches who holds `may` over its place; on an `own` one only the account it is for. */
struct channel { const char *name; const struct permission *may; bool own; };
extern const struct channel channel_sesi;       /* sessions that ended; no page hears it */
/* What one page hears: signals about the thing `key` (0: about none in particular) in places of `scope`. */
struct hearing { const struct channel *channel; int64_t key; struct scope scope; };
struct hearing_list { struct hearing *items; size_t count; };
/* `name` is one word; `text` one line that anybody in that place may read: what it is about is asked for by the ways
   of every page. `key` of an own channel: the account. */
struct signal { const struct channel *channel; int64_t key; struct place place; const char *name; str text; };
enum { SIGNAL_MOST = 500 };
str signal_write(struct arena *, const struct signal *);        /* for store_say */
const struct channel *channel_of(const struct module *const *modules, str name);        /* NULL: there is none */

/* ---- the request ------------------------------------------------------------------------------- */

struct region;
struct route;

/* A form that was put aside until its sender has given a proof, or has logged in again. */
struct held { str path, query; struct form form; };

struct req {
    struct arena *arena;                        /* everything of this request */
    const struct region *region;
    const struct module *const *modules;        /* of the whole program; ends in NULL */
    struct db    *db;                           /* a reader's snapshot, or the writer in apply */
    int64_t       now;                          /* seconds UTC, the same in every rerun */
    int64_t       new_id;                       /* an id for what this request creates, fixed before the first run */
    const struct route *route;
    str           method, path, query;          /* path decoded and canonical; query as sent */
    str           number;                       /* this request in the log, shown on error pages */
    struct pair   params[4]; size_t param_count;        /* {id} and so on */
    struct pair  *args; size_t arg_count;       /* the query string, decoded */
    uint64_t     *args_read;                    /* a bit for each of the first 64 that a handler asked for */
    struct form   form;
    void         *kept;                         /* what `read` leaves for `apply` */
    struct held  *held;         /* what `read` found put aside goes on in place of this form; `show`: is shown again */
    bool          crowded;                      /* too many wait for a slow route: `read` sends this one back */
    struct who    who;
    struct scope  scope;
    struct html   out;
    str           peer;                         /* address of the client, for throttling only */
    str           user_agent, accept, if_none_match, cookie, host, origin, fetch_site;
    bool          fragment;                     /* htmx asked: no layout */
    bool          https;                        /* as the person's browser sees it */
    str           session, guest;               /* cookies pamong_sesi and pamong_tamu */
    str           flash_text;                   /* what the page before wanted said here */
    /* the reply */
    int           status;
    str           title, section;               /* for the layout */
    const void   *counted;                      /* figures of the page that the layout of its section shows too */
    str           content_type, location, disposition;
    struct pair   headers[12]; size_t header_count;
    bool          no_store, bare;               /* bare: already a whole page or not HTML */
    str           trace_kind, trace_text;       /* see req_trace */
    bool          flash_failed;                 /* it tells of a failure */
    bool          flash_shown;                  /* the layout said flash_text: forget it */
    struct hearing_list hears;                  /* not empty: the reply goes on, see reply_stream */
    int           file; int64_t file_size;      /* a descriptor to send instead of out; -1 none */
};

typedef enum outcome handler(struct req *);
typedef enum outcome place_fn(struct req *, struct place *);
enum outcome no_place(struct req *, struct place *);    /* written out where a route has none */

/* A route. `show` answers GET; `read` parses without any lock, `apply` runs in the transaction (perhaps
   twice) and `form` shows the page again with 422 when one of them says INVALID. */
struct route {
    const char *method, *path;
    handler *show, *read, *apply, *form;
    const struct permission *may;
    place_fn *place;
    size_t body_max;                            /* 0: 64 KiB */
    const char *strong;                         /* offices whose holders prove themselves anew first, "*": everybody */
    /* a program sends it: it proves itself by a key of its own and no form of ours came before, so it brings neither
       token nor key; its handler sees to it that the same twice is done once */
    bool api;
    bool quiet;                                 /* asked by a page on its own: it keeps no session awake */
    bool slow;                                  /* `read` hashes a password: never on the threads of pages */
};
#define GET(path_, show_, may_, place_, ...) \
    { .method = "GET", .path = path_, .show = show_, .may = may_, .place = place_, __VA_ARGS__ }
/* More may follow: POST("/sandi", ..., no_place, STRONG("*"), .slow = true) */
#define POST(path_, read_, apply_, form_, may_, place_, ...) \
    { .method = "POST", .path = path_, .read = read_, .apply = apply_, .form = form_, .may = may_, .place = place_, \
      __VA_ARGS__ }
#define POST_FILES(path_, read_, apply_, form_, may_, place_, max_, ...) \
    { .method = "POST", .path = path_, .read = read_, .apply = apply_, .form = form_, .may = may_, \
      .place = place_, .body_max = max_, __VA_ARGS__ }
#define STRONG(jabatan_) .strong = jabatan_

str  req_param(const struct req *, const char *name);   /* {name} of the path */
enum outcome req_id(struct req *, int64_t *) MUST_CHECK;        /* {id}; NOT_FOUND when it is no number */
str  req_arg(const struct req *, const char *name);     /* ?name=, empty if none */
/* These arguments (`names` ends in NULL) as a query string, without empty ones and without `except` (NULL: all). */
url_query req_query(const struct req *, const char *const *names, const char *except);
int64_t req_arg_int(const struct req *, const char *name, int64_t otherwise);

void form_show(struct req *, const struct field *);     /* before showing an empty form */
void form_set(struct req *, const char *name, str value);       /* prefill, unless the person typed already */
bool form_read(struct req *, const struct field *, void *out) MUST_CHECK;       /* false: req->form.errors tell */
/* Says what is wrong with one field (NULL: with the whole form) and how to mend it; the caller returns INVALID. */
enum outcome req_error(struct req *, const char *name, const char *format, ...) PRINTF(3);
void *req_keep(struct req *, size_t);                   /* zeroed; becomes req->kept */
/* Kept whatever the outcome, with the request's account and route. */
void req_trace(struct req *, str kind, str text);
/* The same of a page, before it is answered: who took personal data along. UNAVAILABLE: not kept, so no answer. */
enum outcome req_trace_page(struct req *, str kind, str text) MUST_CHECK;

enum outcome page(struct req *, str title);             /* 200, out inside the layout */
enum outcome page_status(struct req *, int status, str title);
enum outcome redirect(struct req *, const char *format, ...) PRINTF(2); /* 303 */
void flash(struct req *, const char *format, ...) PRINTF(2);   /* one line on the next page: "Usulan terkirim." */
void flash_wrong(struct req *, const char *text);               /* the same, of what failed */
enum outcome reply_bytes(struct req *, str content_type, str bytes);    /* bare 200 */
enum outcome reply_file(struct req *, str content_type, int fd, int64_t size);
/* text/event-stream: what these channels say from now on, until the session ends, ten minutes have gone (the browser
   comes again) or the server stops. No thread and no connection of the database is held meanwhile. */
enum outcome reply_stream(struct req *, struct hearing_list);
void reply_as(struct req *, str filename);              /* Content-Disposition: attachment */
void reply_header(struct req *, const char *name, str value);
/* A keyed hash of a text that goes out and comes back, bound to its purpose and to this account. */
str  req_seal(const struct req *, const char *purpose, str text);
/* What a handler says itself, in the page's language: the format is what po/en.po translates. */
str  req_tr(const struct req *, str indonesian);
#define req_fmt(req, function, ...) number_in(&(req)->out, fmt_##function((req)->arena, __VA_ARGS__))
str  req_format(const struct req *, const char *format, ...) PRINTF(2);
str  req_date(const struct req *, date);                /* 21 November 2026 */
str  req_date_short(const struct req *, date);          /* 21 Nov 2026 */
void session_cookie_set(struct req *, str value, int64_t max_age);
void session_cookie_clear(struct req *);
str  cookie_read(const struct req *, const char *name);
void cookie_set(struct req *, const char *name, str value, int64_t max_age);   /* HttpOnly, SameSite=Lax */

/* ---- modules ------------------------------------------------------------------------------------- */

struct job_run { struct store *store; struct db *db; struct arena *arena; const struct region *region;
    int64_t now; int64_t done; };
/* In a writer's transaction; <= 500 rows a turn. One in a module's list `outside` runs in none, on a thread that no
   other job waits for: it may talk to the world (an e-mail, a webhook), its `db` is NULL, and it reads and writes by
   `store` for a moment each. It is called again at once while it says that something was `done`. */
struct job { const char *name; enum outcome (*run)(struct job_run *); int every; };
/* Rows of a kind that core/cari finds (what of them can be found their module says there): `path` stands before
   the code in the address of one. `by_code`: where a whole code leads that somebody typed; NOT_FOUND when it is none,
   or not for everybody. `state`: in words, colour and sign; NOT_FOUND: not for everybody, it is not shown. */
struct search_state { str teks, kelas, ikon; };
struct search { const char *jenis, *nama, *path;
    enum outcome (*by_code)(struct req *, str typed, str *url);
    enum outcome (*state)(struct req *, int64_t id, struct search_state *); };
/* Public pages for search engines: `sql` gives (name behind `path`, moment of the last change) of those with ids from
   $1 on and below $2, at most 20,000; `first` the lowest id, NULL when there is none. */
struct sitemap { const char *path, *first, *sql; };
struct export { const char *name, *title, *sql; const struct permission *may; };

/* Rows with legal weight, bound to events by a hash (core/peristiwa): `rows` are all that count under one key $1, in a
   fixed order; `keys` are those that must be bound, after $1, in their order, at most 500. */
struct bound { const char *name, *rows, *keys; };

/* A column that tells of a person, as it begins in the register (core/pribadi): what for, by which rule, who may see
   it, how long it stays, how it is masked. `seal`: its values lie sealed; takes one that lay there in plain: $1 the
   row, $2 sealed, $3 its keyed hash, where `cari` says that it is found by one. */
struct data_pribadi { const char *kolom, *isi, *tujuan, *dasar, *penerima, *simpan, *samar, *seal; bool cari; };

/* A column that names files by their hash: `sql` gives a row when one of them is $1. */
struct pemakai_berkas { const char *kolom, *sql; };

/* What an account may call its own, for its owner: $1 the account; (words, address or '', moment), newest first,
   at most 500. `nama`: what those things are, "Usulan". */
struct milik { const char *nama, *sql; };

struct module {
    const char *name, *title;
    const struct schema *schema;
    const struct permission *const *permissions;
    const struct route *const *routes;
    const struct job *jobs, *outside;
    const struct search *search;
    const struct sitemap *sitemap;
    const struct export *exports;
    const struct channel *const *channels;
    handler *home;                              /* its part of the first page, into req->out; NOT_FOUND: nothing yet */
    const struct bound *const *bound;
    const struct data_pribadi *pribadi;         /* ends in { 0 } */
    const struct milik *milik;                  /* ends in { 0 } */
    const struct pemakai_berkas *pemakai_berkas;        /* ends in { 0 }: what none of all modules uses is swept */
    const char *joined;                         /* addresses below it may have a slash too many, as programs put them */
    const char *files;                          /* "id, sha256, ..." of files that must be, after $1, at most 500 */
    enum outcome (*seed)(struct db *, int64_t now);     /* reference rows every region starts with; idempotent */
};
#define LIST(type, ...) (const type *const[]){ __VA_ARGS__, NULL }

/* A region: one city, found by Host. */
struct region {
    str kode, nama, jenis, provinsi, motto;     /* 18.72, Kota Metro, kota, Lampung */
    const str *hosts; size_t host_count;
    const struct zone *zone;
    struct store *store;
    str folder;                                 /* data folder: pamong.db, berkas/ */
    str alamat;                                 /* what links in e-mails begin with: https://pamong.metrokota.go.id */
    str sambungan;                              /* servers of others that may be talked to (core/pembantu/luar.h) */
    bool surel;                                 /* a mail server is configured; without one e-mails wait */
    str theme_css;                              /* a :root block, or empty */
    const struct sebutan *sebutan;              /* NULL: kelurahan, lurah, kecamatan, camat */
    str secret;                                 /* 32 bytes: CSRF and keyed hashes */
    bool sample;                                /* sample data: said on every page */
    _Atomic int64_t *dicadangkan;               /* the last good backup, for /metrics (-1: none); NULL: not told */
};
void region_backed_up(const struct region *, int64_t moment);   /* 0: never */

/* For hooks.error_page only: a 403 whose cause is the form's token or the site it came from, not the person; a 500
   for what ended the program before (crash.c). */
enum { FORM_TOO_OLD = 419, FORM_FOREIGN = 598, CRASHED_BEFORE = 599 };
int status_shown(int status);                   /* 403 and 500 for those */

/* What http/ asks of the floors above it; main.c fills it. */
struct http_hooks {
    enum outcome (*who)(struct req *, str session_cookie);      /* fills req->who; OK also for a stranger */
    void (*layout)(struct req *, markup content);               /* writes the whole page into req->out */
    void (*error_page)(struct req *, int status);               /* writes the content only */
    enum outcome (*hold)(struct req *);         /* puts this form aside until its sender proved or logged in */
};

struct http_config {
    const struct region *const *regions;        /* ends in NULL */
    const struct module *const *modules;        /* ends in NULL */
    struct http_hooks hooks;
    str folder;                                 /* of this process: which form ended it; empty: a region's */
    str listen; int port;                       /* 127.0.0.1, 8080; or an absolute path: a socket file */
    str proxies;                                /* addresses beside this machine's that are heard and believed */
    int threads, pool;                          /* epoll threads, page threads; 0: 2 and 4 */
    int listeners, heartbeat;                   /* streams open at once, and seconds between signs; 0: 10,000 and 25 */
    int resting;                                /* connections that rest as long as they like; 0: 500 */
    bool behind_proxy;                          /* trust X-Forwarded-For and -Proto of this machine and `proxies` */
    bool trust_forms;                           /* tests only: no CSRF token is asked for */
};
/* An address as written, for `listen` and `proxies`. */
struct address { int family; unsigned char bytes[16]; };
bool http_address(struct arena *, str, struct address *) MUST_CHECK;
bool http_is_loopback(const struct address *);
/* They read what brings files, beside the page threads, with readers too: as many as helpers that open photos. */
enum { BULK_THREADS = 4 };
struct http;
enum outcome http_start(const struct http_config *, struct http **) MUST_CHECK;
int  http_port(const struct http *);            /* the one it got, when 0 was asked for */
void http_stop(struct http *);
/* One request through the router without a socket: for tests. Runs on the calling thread. */
void http_serve(const struct http_config *, struct req *);

/* Permission in memory: does this person hold `may` over that place? */
bool who_may(const struct who *, const struct permission *, const struct place *);
bool who_is(const struct who *, const char *jabatan);
struct scope who_scope(struct arena *, const struct who *, const struct permission *);
bool place_within(const struct place *outer, const struct place *inner);
extern const struct schema http_schema;         /* kunci_kirim (idempotency), jejak_tolak (traces) */
