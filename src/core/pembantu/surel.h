/* surel.h: what serve and pamong-kirim say to each other about e-mails. */
#pragma once

#include "core/pembantu/pembantu.h"

/* The one mail server that pamong-kirim talks to. `tls`: starttls, smtps, or tidak (this machine only). `akar`: a file
   of roots to believe beside the system's (PEM), or empty. */
struct kirim_config { str server, masuk, sandi, dari, tls, akar; int64_t port; };

/* `nomor` names the e-mail for ever: its Message-ID is made of it, so that a second sending is recognised.
   `berhenti`: the address where one POST ends what it came for (RFC 8058), or empty. */
struct surel { str nomor, kepada, nama_pengirim, judul, isi, berhenti; int64_t waktu; };

/* SUREL_NANTI: the server refuses for now (4xx); SUREL_GAGAL: for good (5xx, or no such address);
   SUREL_PUTUS: it was not reached, or was cut off. */
enum surel_hasil { SUREL_DIKIRIM, SUREL_NANTI, SUREL_GAGAL, SUREL_PUTUS };
enum { SUREL_ISI_MOST = 64 * 1024, SUREL_JUDUL_MOST = 400, SUREL_JAWABAN_MOST = 400 };

/* In serve: how it ended, and the server's answer in one line of at most SUREL_JAWABAN_MOST bytes. */
enum surel_hasil surel_send(const struct surel *, struct arena *, str *jawaban);

/* The frames: false when one is not what it should be. */
struct kiriman kirim_config_frame(struct arena *, const struct kirim_config *);
bool kirim_config_of(const struct kiriman *, struct kirim_config *) MUST_CHECK;
struct kiriman surel_frame(struct arena *, const struct surel *);
bool surel_of(const struct kiriman *, struct surel *) MUST_CHECK;

bool ascii_only(str, const char *signs);        /* letters, figures and these signs, and not empty */
bool alamat_fits(str);                          /* one address, ASCII, that cannot be anything else */
/* NULL, or why nothing can be sent with it, in words for the administrator. */
const char *kirim_config_wrong(const struct kirim_config *);
