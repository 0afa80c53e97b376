/* o311_dalam.h: what the Open311 pages share: the form of the answer, errors, keys, cases as clients see them. */
#pragma once

#include "modules/aduan/foto_lihat.h"
#include "modules/aduan/lapor_dalam.h"
#include "modules/aduan/o311_tulis.h"

/* "requests.json": the name, and whether it is JSON; NOT_FOUND for any other ending. */
enum outcome o311_format(struct req *, const char *param, str *name, bool *json) MUST_CHECK;
/* The document with its content type; `charset` is left out in discovery (external-services.md 1.8). */
enum outcome o311_reply(struct req *, struct tulis311 *, int status) MUST_CHECK;
/* One error in the shape of 1.2, as an answer. */
enum outcome o311_error(struct req *, bool json, int code, const char *format, ...) PRINTF(4) MUST_CHECK;
str o311_moment(struct req *, int64_t);         /* 2026-11-21T08:15:30+07:00 */
/* ISO 8601 with its zone; INVALID without one. */
enum outcome o311_moment_parse(str, int64_t *) MUST_CHECK;

struct o311_kunci { int64_t id; str nama; bool uji; int64_t per_jam; };
enum outcome o311_key(struct req *, str key, struct o311_kunci *) MUST_CHECK;   /* NOT_FOUND: none that holds */
/* How many came with it in this hour. */
enum outcome o311_key_used(struct db *, int64_t kunci, int64_t now, int64_t *kali) MUST_CHECK;

/* That key's holder sent this case; it may take cases of ours (kunci_page.c); it took this one. */
enum outcome o311_key_sent(struct db *, int64_t kunci, int64_t perkara, bool *sent) MUST_CHECK;
enum outcome o311_key_partner(struct db *, int64_t kunci, bool *partner) MUST_CHECK;
enum outcome o311_key_took(struct db *, int64_t kunci, int64_t perkara, bool *took) MUST_CHECK;

str o311_media(const struct req *, int64_t berkas);             /* its address; empty for 0 */
/* media[] of multipart/form-data; INVALID: one that is no photo. */
enum outcome o311_media_take(struct req *, struct foto_masuk *) MUST_CHECK;
void o311_request(struct req *, struct tulis311 *, const struct perkara *, bool extended);
const char *o311_update_status(const struct langkah *);         /* a status of mySociety's extension */
const char *o311_status(const struct perkara *);        /* open, closed */
enum outcome o311_seed(struct db *) MUST_CHECK;

/* servicerequestupdates.{f}: told apart by name (o311_kabar_page.c). */
enum outcome o311_updates(struct req *, bool json) MUST_CHECK;
enum outcome o311_update_read(struct req *, bool json) MUST_CHECK;
enum outcome o311_update_take(struct req *) MUST_CHECK;
enum outcome o311_update_error(struct req *) MUST_CHECK;

extern const struct route aduan_o311[], aduan_o311_kirim[];
