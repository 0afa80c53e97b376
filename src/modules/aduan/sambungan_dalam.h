/* sambungan_dalam.h: connections to other installations by Open311: what the files of it share. */
#pragma once

#include <jansson.h>

#include "core/pembantu/luar.h"
#include "modules/aduan/lapor_dalam.h"

struct sambungan { int64_t id; str nama, alamat, kunci, yurisdiksi, arah, foto; bool bernama, aktif;
    int64_t sejak, terkirim, terbaca, berhasil, gagal, berikut; str galat; int64_t dibuat, tanpa_kabar; };
struct sambungan_list { struct sambungan *items; size_t count; };

/* ---- rows (sambungan_model.c); `kunci` is opened ---- */
enum { SAMBUNGAN_MOST = 50 };
enum outcome sambungan_by_id(struct db *, str secret, int64_t id, struct sambungan *) MUST_CHECK;
enum outcome sambungan_all(struct db *, str secret, struct sambungan_list *) MUST_CHECK;
enum outcome sambungan_insert(struct db *, str secret, const struct sambungan *) MUST_CHECK;

/* Up to a thousand of each: more is of no use to a reader. */
struct sambungan_hitung { int64_t menunggu, gagal, terkirim, diterima, diambil; };
enum outcome sambungan_counts(struct db *, int64_t sambungan, struct sambungan_hitung *) MUST_CHECK;

struct peta_kategori { int64_t kategori; str nama, kode; bool otomatis; };
struct peta_kategori_list { struct peta_kategori *items; size_t count; };
/* All of ours. */
enum outcome peta_kategori(struct db *, int64_t sambungan, struct peta_kategori_list *) MUST_CHECK;
enum outcome peta_kategori_put(struct db *, int64_t sambungan, const struct peta_kategori *) MUST_CHECK;
struct peta_keadaan { str status, aksi, hasil; };
enum { STATUS_COUNT = 13 };
enum outcome peta_keadaan(struct db *, int64_t sambungan, struct peta_keadaan *thirteen) MUST_CHECK;
void peta_keadaan_usual(str status, struct peta_keadaan *);             /* as they are at first */
enum outcome peta_keadaan_put(struct db *, int64_t sambungan, const struct peta_keadaan *) MUST_CHECK;
enum outcome peta_keadaan_of(struct db *, const struct sambungan *, str status, struct peta_keadaan *) MUST_CHECK;
str status_kata(str status);                            /* what a status of theirs means, in words */

/* ---- long lists of theirs, by pages (sambungan_bacaan.c) ---- */
/* `tanda`: up to where it was read; the rest is of the reading under way (0: none). */
struct bacaan { int64_t tanda, dari, puncak, halaman; };
/* One page of it: ids at both ends, the newest and the last moment (theirs), whether it is sorted by them. */
struct lembar { size_t count; str pertama, terakhir; int64_t puncak, akhir; bool urut, ulang, lanjut; };
int64_t bacaan_from(const struct bacaan *);
bool bacaan_turn(struct bacaan *, const struct lembar *, int64_t now);          /* true: there is more */
void lembar_note(struct lembar *, str id, int64_t waktu);                       /* waktu 0: it says none */
void lembar_compare(struct lembar *, const struct lembar *before);
enum outcome bacaan_load(struct db *, int64_t sambungan, const char *apa, struct bacaan *) MUST_CHECK;
enum outcome bacaan_save(struct db *, int64_t sambungan, const char *apa, const struct bacaan *) MUST_CHECK;

/* ---- what leaves (sambungan_kirim.c) ---- */
/* `asal`: the case came from there. */
struct berangkat { int64_t perkara, langkah; str isi, luar, tanda; bool asal; };
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
void sambungan_pair(struct buf *, const char *name, str value);         /* name=value, %-encoded; not when empty */

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
/* What an installation says of a case: words of its own or of the reporter who is there. */
struct kata_luar { str nama, status, isi; int64_t nilai, langkah; bool pelapor; };
/* CONFLICT: it fits no state that the case is in, not even as a word. */
enum outcome kata_luar_act(struct req *, struct perkara *, const struct peta_keadaan *, const struct kata_luar *)
    MUST_CHECK;
/* What its reporter says there. */
enum outcome kata_pelapor_act(struct req *, struct perkara *, const struct kata_luar *) MUST_CHECK;
str status_of(struct arena *, str said);                /* in capitals, _ for blanks */
enum outcome sambungan_pull(struct req *, const struct sambungan *, struct luar_tanya *) MUST_CHECK;
/* Their updates, each once; `terbaca` moves on. `page` is the one before, and then this one. INVALID: no answer of
   GeoReport v2. */
enum outcome sambungan_take(struct req *, struct sambungan *, str json, struct lembar *page) MUST_CHECK;
const json_t *json_daftar(const json_t *all, const char *name);         /* the list, bare or by its name; or NULL */

/* ---- cases of theirs that are ours to handle (sambungan_tarik.c, sambungan_layanan.c) ---- */
enum { LAYANAN_MOST = 200 };
struct tarik { bool aktif; int64_t per_jam, tanda; };
enum outcome tarik_of(struct db *, int64_t sambungan, struct tarik *) MUST_CHECK;       /* all 0 when there is none */
enum outcome tarik_put(struct db *, int64_t sambungan, const struct tarik *) MUST_CHECK;
struct layanan_luar { str kode, nama; int64_t kategori; };
struct layanan_luar_list { struct layanan_luar *items; size_t count; };
enum outcome layanan_luar(struct db *, int64_t sambungan, struct layanan_luar_list *) MUST_CHECK;
enum outcome layanan_luar_put(struct db *, int64_t sambungan, const struct layanan_luar *) MUST_CHECK;
/* Not known yet: noted as not ours, as long as there is room. */
enum outcome layanan_luar_seen(struct db *, int64_t sambungan, str kode, str nama) MUST_CHECK;
struct luar_tanya layanan_luar_question(struct arena *, const struct sambungan *);
enum outcome layanan_luar_take(struct req *, const struct sambungan *, str json) MUST_CHECK;

/* One request of theirs. */
struct minta_luar { str nomor, kode, layanan, isi, alamat, media, asal, catatan; int64_t lat_e6, lon_e6, berubah;
    bool terbuka; };
struct minta_luar_list { struct minta_luar *items; size_t count; };
enum { MINTA_MOST = 1000 };
enum outcome sambungan_ask_requests(struct req *, const struct sambungan *, struct luar_tanya *) MUST_CHECK;
/* INVALID: no answer of GeoReport v2. */
enum outcome minta_luar_read(struct arena *, str json, struct minta_luar_list *) MUST_CHECK;
/* Whether it is ours and new; the category and the area it gets here. NOT_FOUND: not ours. */
struct tempat_luar { struct kategori k; str kelurahan; };
enum outcome minta_luar_ours(struct req *, const struct sambungan *, const struct minta_luar *,
    struct tempat_luar *) MUST_CHECK;
/* Each once, at most so many in an hour; the reading moves on. */
enum outcome sambungan_take_requests(struct req *, const struct sambungan *, const struct minta_luar_list *,
    struct lembar *page) MUST_CHECK;

/* ---- installations without updates (sambungan_status.c) ---- */
/* Whether their answer means that they have no such list at all; whether that was said within a day. */
bool kabar_is_unknown(const struct luar_jawab *);
bool sambungan_is_silent(const struct sambungan *, int64_t now);
enum outcome sambungan_watch_again(struct req *, const struct perkara *) MUST_CHECK;
enum outcome sambungan_set_silent(struct db *, struct sambungan *, int64_t since) MUST_CHECK;
/* Statuses of the cases that are due; false in `any` when none is. */
enum outcome sambungan_ask_statuses(struct req *, const struct sambungan *, struct luar_tanya *, bool *any) MUST_CHECK;
enum outcome sambungan_take_statuses(struct req *, const struct sambungan *, const struct minta_luar_list *)
    MUST_CHECK;

/* ---- the exchange (sambungan_tugas.c) ---- */
int64_t sambungan_wait(int64_t failures);               /* seconds to the next try */
enum outcome sambungan_exchange(struct job_run *) MUST_CHECK;

/* ---- photos (sambungan_foto.c) ---- */
/* To be fetched soon, once; what is no address is passed over. */
enum outcome foto_luar_queue(struct req *, int64_t perkara, int64_t langkah, str url) MUST_CHECK;
enum outcome foto_luar_keep(struct db *, const struct perkara *, int64_t langkah, const struct berkas *) MUST_CHECK;
/* Our public ones of a case (`langkah` 0) or of a step, by their address or with their bytes, as the connection wants
   them. */
enum outcome foto_luar_words(struct req *, const struct sambungan *, const struct perkara *, int64_t langkah,
    struct buf *) MUST_CHECK;
enum outcome foto_luar_attach(struct req *, const struct sambungan *, const struct berangkat *, struct luar_tanya *)
    MUST_CHECK;
extern const struct job sambungan_outside[];

/* ---- pages (sambungan_page.c, sambungan_atur_page.c) ---- */
extern const struct route aduan_sambungan[], aduan_sambungan_atur[], aduan_sambungan_ambil[];
