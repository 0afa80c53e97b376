/* langganan.h: subscriptions to a place: who follows it, and what they see of that. */
#pragma once

#include "core/tampilan/komponen.h"
#include "modules/aduan/aduan_dalam.h"

struct langganan { int64_t id, akun; str surel, wilayah; int64_t lat_e6, lon_e6, meter, kategori; str cara, kata,
    keadaan; int64_t dibuat; };
struct langganan_list { struct langganan *items; size_t count; };

/* A new one with a word of its own, which it gets in `kata`; by e-mail it waits for a yes. */
enum outcome langganan_add(struct req *, struct langganan *) MUST_CHECK;
enum outcome langganan_by_kata(struct db *, str secret, str kata, struct langganan *) MUST_CHECK;
enum outcome langganan_by_id(struct db *, str secret, int64_t id, struct langganan *) MUST_CHECK;
enum outcome langganan_of_akun(struct db *, str secret, int64_t akun, struct langganan_list *) MUST_CHECK;
enum outcome langganan_say_yes(struct db *, int64_t id) MUST_CHECK;
enum outcome langganan_end(struct db *, int64_t id) MUST_CHECK;         /* nothing of it stays */
/* Is there room for one more of this account or address? */
enum outcome langganan_room(struct req *, const struct langganan *, bool *room) MUST_CHECK;
/* "Imopuro", "500 m di sekitar titik di Imopuro"; and the kind, when it is one only. */
enum outcome langganan_label(struct db *, const struct langganan *, str *label) MUST_CHECK;
enum outcome radius_list(struct db *, date on, struct pilihan_list *) MUST_CHECK;
enum outcome langganan_seed(struct db *) MUST_CHECK;

/* Jobs (langganan_kabar.c): whom a new complaint concerns; what is due goes out; who never said yes is forgotten. */
enum outcome langganan_match(struct job_run *) MUST_CHECK;
enum outcome langganan_tell(struct job_run *) MUST_CHECK;
enum outcome langganan_prune(struct job_run *) MUST_CHECK;

struct langganan_baris { str label, cara, url; };
struct langganan_baris_list { struct langganan_baris *items; size_t count; };
struct langganan_isian { const struct form *form; struct pilihan_list kelurahan, meter, kategori, cara; markup peta;
    bool akun; struct langganan_baris_list milik; };
struct langganan_satu { str label, cara, tujuan; bool menunggu; };
