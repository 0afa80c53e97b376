/* kabar.h: notices: an inbox for each account, and e-mail through an outbox. */
#pragma once

#include "http/http.h"

struct kabar { int64_t id, akun; str jenis, judul, isi, tautan; int64_t waktu, dibaca; };
struct kabar_list { struct kabar *items; size_t count; };
/* Inside apply: the inbox row, and an outbox row when the account has an e-mail address and wants e-mails. */
enum outcome kabar_send(struct db *, const struct kabar *) MUST_CHECK;
enum outcome kabar_unread(struct db *, int64_t akun, int64_t *count) MUST_CHECK;       /* 100 means: 100 or more */

/* Inside apply: an e-mail without a notice, to `kepada`. `tautan` is a path of ours or empty; `sekali`: it holds a
   code, so its text is forgotten when it has gone. `berhenti`: a path of ours where a POST without session or token
   ends what it came for, or empty. */
struct surel_antre { int64_t id, akun; str kepada, judul, isi, tautan, berhenti; int64_t waktu; bool sekali; };
enum outcome surel_queue(struct db *, str secret, const struct surel_antre *) MUST_CHECK;       /* `kepada` is sealed */

/* The outbox as the administrator sees it; counts end at 1,000. `galat`: why the last one waits. */
struct surel_keadaan { bool siap; int64_t menunggu, gagal; str galat; };
enum outcome surel_state(struct db *, const struct region *, struct surel_keadaan *) MUST_CHECK;

extern const struct channel kabar_channel;     /* an account's own: there is a new notice */
extern const struct permission surel_kelola;
extern const struct module kabar_module;
