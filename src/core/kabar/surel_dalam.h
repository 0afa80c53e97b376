/* surel_dalam.h: what the files about e-mail share. */
#pragma once

#include "core/kabar/kabar.h"
#include "core/pembantu/surel.h"

/* ---- the outbox (surel_model.c): `kepada` is sealed ---- */
struct surel_baris { int64_t id, akun, coba, waktu, berikut; str kepada, judul, isi, tautan, galat, berhenti;
    bool sekali; };
struct surel_baris_list { struct surel_baris *items; size_t count; };

/* So many at once, for so long: longer than pamong-kirim may take for all of them. */
enum { SUREL_LEASED = 8, SUREL_LEASE = 8 * MINUTE, SUREL_SHOWN = 50 };
enum outcome surel_due(struct db *, int64_t now, bool *due) MUST_CHECK;
/* These rows are this node's until now + SUREL_LEASE; who was sent nothing by then is due again. */
enum outcome surel_lease(struct db *, int64_t now, struct surel_baris_list *) MUST_CHECK;
/* Where it goes: NOT_FOUND when the account has no address, wants no e-mail any more, or is closed. */
enum outcome surel_address(struct db *, str secret, const struct surel_baris *, str *kepada) MUST_CHECK;
/* Seconds to the next try after `tries` of them, by the row surel.jeda_detik ("60 300 ..."); 0: given up. */
int64_t surel_wait(str jeda, int64_t tries);
struct surel_akhir { enum surel_hasil hasil; str jawaban; };
/* NOT_FOUND when the lease was lost: somebody else has sent it meanwhile. */
enum outcome surel_note(struct db *, const struct surel_baris *, const struct surel_akhir *, int64_t now) MUST_CHECK;
enum outcome surel_cancel(struct db *, const struct surel_baris *) MUST_CHECK;
/* Not tried, because the server is away: the try does not count. */
enum outcome surel_give_back(struct db *, const struct surel_baris *, str jawaban, int64_t now) MUST_CHECK;
enum outcome surel_failed(struct db *, int64_t before, struct surel_baris_list *) MUST_CHECK;  /* SUREL_SHOWN + 1 */
enum outcome surel_prune(struct job_run *) MUST_CHECK;
struct surel surel_written(struct arena *, const struct region *, const struct surel_baris *, str kepada);

extern const struct job surel_jobs[], surel_outside[];

/* ---- a person's own address and choice (surel_saya.c, surel_page.c) ---- */
enum { KODE_SALAH_MOST = 5, KODE_SEHARI_MOST = 5, KODE_JEDA = MINUTE };
struct surel_ganti { int64_t akun; str surel, kode; int64_t habis, salah, dikirim, sejak, kali; };
enum outcome surel_ganti_of(struct db *, str secret, int64_t akun, struct surel_ganti *) MUST_CHECK;   /* NOT_FOUND */
enum outcome surel_ganti_put(struct db *, str secret, const struct surel_ganti *) MUST_CHECK;
enum outcome surel_ganti_wrong(struct db *, int64_t akun) MUST_CHECK;
enum outcome surel_ganti_end(struct db *, int64_t akun) MUST_CHECK;
enum outcome surel_wanted(struct db *, int64_t akun, bool *wanted) MUST_CHECK;
enum outcome surel_want(struct db *, int64_t akun, bool wanted) MUST_CHECK;

struct surel_saya { const struct form *form; str surel, baru; bool mau, siap; };
struct surel_atur { struct surel_keadaan keadaan; struct surel_baris_list gagal; str berikut; };
extern const struct route surel_pages[], surel_admin_pages[];

extern const struct data_pribadi kabar_pribadi[];
