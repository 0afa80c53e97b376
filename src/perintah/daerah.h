/* daerah.h: regions as the commands use them: opened from the configuration, brought up to date, closed. */
#pragma once

#include "http/http.h"
#include "perintah/konfigurasi.h"

/* Its secret, its database, its migrations. What is wrong was logged. */
enum outcome daerah_open(struct arena *, const struct konfigurasi_daerah *, bool sample, struct region *) MUST_CHECK;
/* The same outcome; when it is not OK and the disk is full, the log says so: nobody guesses it from the failure. */
enum outcome daerah_told_full(struct arena *, const struct konfigurasi_daerah *, enum outcome) MUST_CHECK;
/* Beside a running server: a reader of its own, which the cage of serve could not be; it never checkpoints. */
enum outcome daerah_open_beside(struct arena *, const struct konfigurasi_daerah *, struct region *) MUST_CHECK;
/* The rows that every region starts with; `kode`: the first administrator's one-time code, once. */
enum outcome daerah_seed(struct region *, struct arena *, str *kode) MUST_CHECK;
void daerah_said_first(const struct region *, str kode);       /* prints that code, when there is one */
/* All of them, each with its first rows: one that cannot be opened was logged and does not stop the others; none at all
   is FAILED. */
struct daerah_list { struct region *items; const struct region **open; size_t count; }; /* `open` ends in NULL */
enum outcome daerah_open_all(struct arena *, const struct konfigurasi *, struct daerah_list *) MUST_CHECK;
void daerah_close_all(const struct daerah_list *);
/* root gives up its rights for those of the data folder's owner, with the region's secret already read. */
enum outcome daerah_as_owner(struct arena *, const struct konfigurasi *, struct konfigurasi_daerah *) MUST_CHECK;
/* In one call, for a command on the region that the options name; was explained when it is not OK. */
struct opsi;
enum outcome daerah_of(struct arena *, const struct opsi *, struct region *) MUST_CHECK;

/* 32 bytes: of a systemd credential, else of the folder; made when there is nothing yet that they could belong to. */
#define RAHASIA_FOLDER "/etc/pamong/rahasia"                            /* root only; systemd hands it on */
/* Makes it in RAHASIA_FOLDER unless it is there, in the region's folder, or missing beside a database (FAILED). */
enum outcome rahasia_prepare(struct arena *, const struct konfigurasi_daerah *, bool *made) MUST_CHECK;
void rahasia_preload(struct arena *, struct konfigurasi_daerah *);      /* what only root may read */
enum outcome rahasia_of(struct arena *, const struct konfigurasi_daerah *, str *secret) MUST_CHECK;

/* What serve gives up, after the helpers have started and before the first thread (kurungan.c). */
enum outcome kurungan_close(struct arena *, const struct konfigurasi *) MUST_CHECK;
