/* berkas.h: files that belong to something: taken in before the transaction, written down in it, shown by its rules. */
#pragma once

#include "http/http.h"

struct berkas {
    int64_t id;
    str milik_jenis;
    int64_t milik_id;
    str peran, jenis, nama, sidik, sidik_sedang, sidik_kecil;
    int64_t ukuran, lebar, tinggi;
    bool publik;
    int64_t akun, waktu;
    int64_t lat_e6, lon_e6;     /* where the photo says it was taken; offered to the sender, never kept */
};
struct berkas_list { struct berkas *items; size_t count; };

/* In `read`: opened by the helper, re-encoded, stored durably. Says what is wrong beside `field` (INVALID). */
enum outcome berkas_take_photo(struct req *, const char *field, const struct upload *, struct berkas *) MUST_CHECK;
/* A PDF, or a photo of the paper. */
enum outcome berkas_take_document(struct req *, const char *field, const struct upload *, struct berkas *) MUST_CHECK;
/* In `read`: a stored photo with black boxes burnt in ("left top wide high;" per mille), as a new file. */
enum outcome berkas_cover(struct req *, const struct berkas *, str boxes, struct berkas *made) MUST_CHECK;
/* What was taken in, as a signed text for a hidden field: a form that comes back for another reason keeps its files. */
str berkas_token(struct req *, const struct berkas *);
bool berkas_from_token(struct req *, str token, struct berkas *) MUST_CHECK;
/* In `apply`. */
enum outcome berkas_insert(struct db *, const struct berkas *) MUST_CHECK;
enum outcome berkas_of(struct db *, const char *milik_jenis, int64_t milik_id, const char *peran,
    struct berkas_list *) MUST_CHECK;
enum outcome berkas_by_id(struct db *, int64_t id, struct berkas *) MUST_CHECK;
/* Its peran becomes 'asli': under its own address it answers nobody any more, whoever they are. */
enum outcome berkas_shut(struct db *, int64_t id) MUST_CHECK;
/* Sends one width ("800", "320", else the widest). Who may was asked before. */
enum outcome berkas_give(struct req *, const struct berkas *, str width) MUST_CHECK;
/* All of one owner and one peran. */
enum outcome berkas_publish(struct db *, const struct berkas *those, bool publik) MUST_CHECK;
enum outcome berkas_delete(struct db *, int64_t id, const char *milik_jenis, int64_t milik_id) MUST_CHECK;

/* Who may see a file that is not public: the module that owns it answers. */
typedef enum outcome berkas_may(struct req *, int64_t milik_id, bool *may);
struct berkas_owner { const char *jenis; berkas_may *may; };
void berkas_owners(const struct berkas_owner *);        /* main.c, once; ends in { 0 } */

/* Files that no column of these modules names are swept after `berkas.yatim_hari`; main.c and tests.c, once. */
void berkas_modules(const struct module *const *);
enum outcome berkas_sweep(struct job_run *) MUST_CHECK;

extern const struct module berkas_module;
