/* meja_tampilan_lihat.h: kept views of the desk's queue: filters under a name, of one officer and nobody else. */
#pragma once

#include "modules/aduan/meja_lihat.h"

enum { TAMPILAN_MOST = 8 };
/* `saring`: its filters in words; `url`: the queue with them. */
struct tampilan { int64_t id; str nama, keadaan; int64_t opd, kategori; bool pertama; str opd_nama, kategori_nama,
    saring, url; };
struct tampilan_list { struct tampilan *items; size_t count; };
/* This person's, the first one first. */
enum outcome tampilan_of(struct req *, struct tampilan_list *) MUST_CHECK;
enum outcome tampilan_by_id(struct req *, int64_t id, struct tampilan *) MUST_CHECK;
/* In apply; INVALID has told the form. id 0 of a new one. */
enum outcome tampilan_save(struct req *, const struct tampilan *) MUST_CHECK;
enum outcome tampilan_remove(struct req *, int64_t id) MUST_CHECK;
/* What the address asks of the queue, as a view without a name. */
struct tampilan tampilan_asked(struct req *);
bool tampilan_same(const struct tampilan *, const struct tampilan *);

/* Onto the queue: a chip for each, and whether the filters at hand can be kept (meja_tampilan_cip.c). */
enum outcome tampilan_chips(struct req *, struct meja_lihat *) MUST_CHECK;
/* Where the queue begins for this person when they asked for nothing; empty: with all that is open. */
enum outcome tampilan_first(struct req *, str *url) MUST_CHECK;

struct tampilan_daftar { const struct form *form; struct tampilan_list semua; struct tampilan baru; bool ada;
    str tujuan; };
struct tampilan_satu { const struct form *form; struct tampilan t; str tujuan; };
