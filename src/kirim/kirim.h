/* kirim.h: the sending helper: e-mails to one mail server, or requests to listed servers: as its start told it. */
#pragma once

#include "core/kurung/kurung.h"
#include "core/pembantu/luar.h"
#include "core/pembantu/surel.h"

/* The whole message, CRLF lines, headers first. INVALID when a part of it has no place in a header. */
enum outcome pesan_of(struct arena *, const struct kirim_config *, const struct surel *, str *pesan) MUST_CHECK;

/* One conversation, 30 s at most. `kata`: dikirim, nanti, gagal or putus (core/pembantu/surel.h); `jawaban`: the
   server's last line, printable ASCII, at most SUREL_JAWABAN_MOST. */
struct smtp_hasil { const char *kata; str jawaban; };
struct smtp_hasil smtp_send(struct arena *, const struct kirim_config *, str kepada, str pesan);
/* What an end means; `code` is the server's about this e-mail, 0 when it said nothing about it. */
const char *smtp_word(bool sent, int64_t code);

/* One request, 20 s at most: what became of it (dijawab, putus, ditolak), the status, the body or the reason. */
struct kiriman luar_send(struct arena *, const struct luar_atur *, const struct luar_tanya *);
struct sockaddr;
bool luar_is_private(const struct sockaddr *);

/* Its cage: these TCP ports (the list ends in 0), names of hosts, one more file of roots (or ""), nothing written. */
struct kurung kirim_cage(const int *ports, const char *akar);
enum outcome kirim_confine(const int *ports, const char *akar) MUST_CHECK;
