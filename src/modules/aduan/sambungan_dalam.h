/* sambungan_dalam.h: connections to other installations by Open311: what the files of it share. */
#pragma once

#include <jansson.h>

#include "core/pembantu/luar.h"
#include "modules/aduan/lapor_dalam.h"

struct sambungan { int64_t id; str nama, alamat, kunci, yurisdiksi, arah; bool bernama, aktif;
    int64_t sejak, terkirim, terbaca, berhasil, gagal, berikut; str galat; int64_t dibuat; };
struct sambungan_list { struct sambungan *items; size_t count; };

/* ---- rows (sambungan_model.c); `kunci` is opened ---- */
enum { SAMBUNGAN_MOST = 50 };
enum outcome sambungan_by_id(struct db *, str secret, int64_t id, struct sambungan *) MUST_CHECK;
enum outcome sambungan_all(struct db *, str secret, struct sambungan_list *) MUST_CHECK;
enum outcome sambungan_insert(struct db *, str secret, const struct sambungan *) MUST_CHECK;

/* Up to a thousand of each: more is of no use to a reader. */
struct sambungan_hitung { int64_t menunggu, gagal, terkirim, diterima; };
enum outcome sambungan_counts(struct db *, int64_t sambungan, struct sambungan_hitung *) MUST_CHECK;

struct peta_kategori { int64_t kategori; str nama, kode; bool otomatis; };
struct peta_kategori_list { struct peta_kategori *items; size_t count; };
/* All of ours. */
enum outcome peta_kategori(struct db *, int64_t sambungan, struct peta_kategori_list *) MUST_CHECK;
enum outcome peta_kategori_put(struct db *, int64_t sambungan, const struct peta_kategori *) MUST_CHECK;
struct peta_keadaan { str status, aksi, hasil; };
enum { STATUS_COUNT = 13 };
enum outcome peta_keadaan(struct db *, int64_t sambungan, struct peta_keadaan *thirteen) MUST_CHECK;
enum outcome peta_keadaan_put(struct db *, int64_t sambungan, const struct peta_keadaan *) MUST_CHECK;
str status_kata(str status);                            /* what a status of theirs means, in words */

/* ---- what leaves (sambungan_kirim.c) ---- */
struct berangkat { int64_t perkara, langkah; str isi, luar, tanda; };
struct berangkat_list { struct berangkat *items; size_t count; };
enum { BERANGKAT_MOST = 20 };
/* Queues one case; INVALID, with words in `why`, when it may not leave or has no code there; CONFLICT when it was
   queued before. */
enum outcome sambungan_queue(struct req *, const struct sambungan *, struct perkara *, str *why) MUST_CHECK;
/* New cases of mapped categories, and what was said since in those that left. */
enum outcome sambungan_gather(struct req *, struct sambungan *) MUST_CHECK;
/* The next ones to send, their words fixed; those that may not leave any more are struck off. */
enum outcome sambungan_lease(struct req *, const struct sambungan *, struct berangkat_list *) MUST_CHECK;
struct luar_tanya sambungan_question(struct arena *, const struct sambungan *, const struct berangkat *);

/* ---- what was answered (sambungan_jawab.c) ---- */
/* What their answer means. LANJUT: noted; BERHENTI: the connection fails, nothing is noted. */
enum sambungan_akhir { LANJUT, BERHENTI };
enum outcome sambungan_note(struct req *, const struct sambungan *, const struct berangkat *, const struct luar_jawab *,
    enum sambungan_akhir *) MUST_CHECK;
/* `end`: the number, the token, and in `isi` what is wrong. */
enum outcome berangkat_end(struct db *, const struct sambungan *, const struct berangkat *,
    const struct berangkat *end, const char *status) MUST_CHECK;
str json_teks(struct arena *, const json_t *object, const char *name);          /* a text or a whole number */
str jawaban_galat(struct arena *, const struct luar_jawab *);   /* in a line, for the administrator */

/* ---- what comes (sambungan_terima.c) ---- */
struct luar_tanya sambungan_pull(struct arena *, const struct region *, const struct sambungan *, int64_t now);
/* Their updates, each once; `terbaca` moves on. INVALID: no answer of GeoReport v2. */
enum outcome sambungan_take(struct req *, struct sambungan *, str json) MUST_CHECK;

/* ---- the exchange (sambungan_tugas.c) ---- */
int64_t sambungan_wait(int64_t failures);               /* seconds to the next try */
extern const struct job sambungan_outside[];

/* ---- pages (sambungan_page.c, sambungan_atur_page.c) ---- */
extern const struct route aduan_sambungan[], aduan_sambungan_atur[];
