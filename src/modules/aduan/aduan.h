/* aduan.h: complaints (pengaduan masyarakat): one definition over core/perkara, from report to answer. */
#pragma once

#include "core/perkara/perkara.h"

extern const struct alur aduan_alur, uji_alur;   /* uji: the test jurisdiction of Open311 */
str jam_label(str jam);
str golongan_label(str golongan);
str hasil_label(str hasil);

extern const struct permission aduan_meja, aduan_tangani, aduan_rahasia, aduan_atur;
extern const struct channel aduan_channel, aduan_channel_rahasia;
extern const struct module aduan_module;

/* Of all cases only complaints: numbers, ids and codes of other kinds are not there for this module. */
enum outcome aduan_by_id(struct db *, int64_t id, struct perkara *) MUST_CHECK;
enum outcome aduan_by_nomor(struct db *, str nomor, struct perkara *) MUST_CHECK;
enum outcome aduan_by_kunci(struct db *, str secret, str kode, struct perkara *) MUST_CHECK;

/* The case of {id} or {nomor}: its place for who asks. A secret one is not there for who may not see it. */
place_fn aduan_place;
/* May this person read it: public, their own, or on duty for it? */
bool aduan_visible(struct req *, const struct perkara *);
