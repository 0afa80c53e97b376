/* kabar.h: notices: an inbox for each account, and e-mail through an outbox. */
#pragma once

#include "http/http.h"

struct kabar { int64_t id, akun; str jenis, judul, isi, tautan; int64_t waktu, dibaca; };
struct kabar_list { struct kabar *items; size_t count; };
/* Inside apply: the inbox row, and an outbox row when the account has an e-mail address. */
enum outcome kabar_send(struct db *, const struct kabar *) MUST_CHECK;
enum outcome kabar_unread(struct db *, int64_t akun, int64_t *count) MUST_CHECK;       /* 100 means: 100 or more */

extern const struct module kabar_module;
