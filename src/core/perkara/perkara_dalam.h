/* perkara_dalam.h: what the files of core/perkara share; nobody else includes it. */
#pragma once

#include "core/peristiwa/peristiwa.h"
#include "core/perkara/perkara.h"
#include "core/pribadi/pribadi.h"

enum outcome perkara_insert(struct db *, const struct perkara *) MUST_CHECK;
/* Where it counts on the map follows its row: called by perkara_update, the one that writes it. */
enum outcome petak_move(struct db *, const struct perkara *) MUST_CHECK;
enum outcome atribut_all(struct db *, int64_t kategori, bool retired, struct atribut_list *) MUST_CHECK;
enum outcome perkara_seed(struct db *, int64_t now) MUST_CHECK;
/* Its row in the index of what can be searched, as case and steps are now (perkara_cari.c). */
enum outcome perkara_index(struct db *, int64_t id) MUST_CHECK;
enum outcome langkah_insert(struct db *, const struct langkah *) MUST_CHECK;
/* The clocks that an act starts (jam.c). */
enum outcome alur_start(struct db *, const struct alur *, const struct langkah_alur *, struct perkara *,
    date) MUST_CHECK;
/* The nearest due date of the clocks that run, onto the case's row. */
enum outcome jam_nearest(struct db *, struct perkara *) MUST_CHECK;
/* Joining and parting (gabung.c): voices go along and come back, clocks run on, the other's trail says it. */
enum outcome gabung_near(struct req *, const struct alur *, const struct perkara *, const struct perkara *parent,
    str reason) MUST_CHECK;
enum outcome gabung_carry(struct req *, const struct perkara *, int64_t induk) MUST_CHECK;
enum outcome gabung_undo(struct req *, const struct alur *, struct perkara *, const struct tindakan *) MUST_CHECK;
/* Where a case stands in the queue's counters; perkara_update moves it (perkara_antrean.c). */
struct antrean_sel { str jenis, keadaan, tampak, tenggat; int64_t opd; bool terbuka; };
enum outcome antrean_cell(struct db *, int64_t perkara, struct antrean_sel *) MUST_CHECK;
enum outcome antrean_move(struct db *, const struct antrean_sel *was, const struct antrean_sel *is) MUST_CHECK;
str perkara_kunci(struct arena *, str secret, str kode);

/* One reason, and all with how often each was given (alasan.c). */
enum outcome alasan_row(struct db *, str jenis, str kode, struct alasan *) MUST_CHECK;
enum outcome alasan_rows(struct db *, const struct alasan_jenis *, struct alasan_list *) MUST_CHECK;

/* The days of one case: its calendar and its pauses (jam.c). */
struct jeda { date mulai, selesai; };
struct hitungan { struct kalender kalender; struct jeda *jeda; size_t jeda_count; bool berhenti; };
enum outcome hitungan_of(struct db *, int64_t perkara, date first, struct hitungan *) MUST_CHECK;
date tenggat_of(const struct hitungan *, date mulai, int64_t hari);
/* Counts the due dates of its running clocks anew; those that moved are logged with the reason (jam_tugas.c). */
enum outcome jam_again(struct db *, int64_t perkara, str sebab, int64_t now) MUST_CHECK;
/* It came into another queue: pages that show it hear so. */
enum outcome perkara_arrived(struct db *, const struct alur *, const struct perkara *) MUST_CHECK;
/* Everybody who is a party and wants to know; the one who acted is left out (perkara_kabar.c). */
enum outcome perkara_tell(struct req *, const struct alur *, const struct perkara *, const struct langkah *) MUST_CHECK;

extern const struct data_pribadi perkara_pribadi[];
