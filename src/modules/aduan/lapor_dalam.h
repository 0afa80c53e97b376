/* lapor_dalam.h: a report on its way in: the draft, the limits of an address, the proof of work. */
#pragma once

#include "core/berkas/berkas.h"
#include "core/tampilan/komponen.h"
#include "modules/aduan/aduan_dalam.h"

struct draf { int64_t id; str sidik, tamu; int64_t kategori; str isi, kelurahan, alamat; int64_t lat_e6, lon_e6;
    str jawaban; int64_t perkara; str kode; int64_t dibuat; };
/* Only for who wrote it: the guest's cookie or the account must be the same. */
enum outcome draf_by_kata(struct req *, str kata, struct draf *) MUST_CHECK;
enum outcome draf_save(struct req *, struct draf *, str kata) MUST_CHECK;
enum outcome draf_sent(struct req *, const struct draf *, const struct perkara *, str kode) MUST_CHECK;
enum outcome draf_kode(struct req *, const struct draf *, str *kode) MUST_CHECK;
enum outcome draf_prune(struct job_run *) MUST_CHECK;
str draf_tamu(const struct req *);

/* How often this address did it in this hour, this time included. */
enum outcome laju_count(struct req *, const char *what, int64_t *kali) MUST_CHECK;
enum outcome laju_prune(struct job_run *) MUST_CHECK;

/* A stamp that says when a form was shown, and the work that an address which sends much must prove. */
str lapor_stamp(struct req *);
bool lapor_too_quick(struct req *, str stamp);
bool lapor_worked(struct req *, str stamp, str bukti);

bool kata_tampak(str);                          /* publik, tertutup, rahasia */
/* What a new case gets besides itself: the reporter, the answers, the draft's photos. */
enum outcome aduan_finish_intake(struct req *, const struct draf *, const struct perkara *, struct pihak *) MUST_CHECK;
enum outcome laju_peek(struct req *, const char *what, int64_t *kali) MUST_CHECK;
/* The region's rule says for how many working days after its end a case may be opened again. */
bool reopening_is_over(struct req *, const struct perkara *);
/* The lead office's liaisons, or the desk, hear what the reporter did (aduan_kabar.c). */
enum outcome aduan_tell_desk(struct req *, const struct perkara *, str aksi) MUST_CHECK;
str  aduan_title(struct arena *, str isi);        /* its first sentence, cut at a word */

/* What the desk's form shares with the resident's (kirim_page.c): for whose eyes, and a contact as it was typed. */
struct pilihan_list lapor_visibility(void);
enum outcome lapor_contacts(struct req *, struct pihak *, str surel, str telepon) MUST_CHECK;
