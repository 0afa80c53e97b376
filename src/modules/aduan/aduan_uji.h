/* aduan_uji.h: complaints for tests: people by their role, acts as the router would run them. */
#pragma once

#include "core/perkara/perkara_uji.h"
#include "modules/aduan/aduan.h"

/* meja (desk), dinas (liaison of the lead office), dinas2 (another office), kasi and kadis of the lead, sekda. */
struct meja_uji { struct world *w; int64_t opd, other; struct place opd_place, other_place; };
struct meja_uji open_desk(struct world *);

/* A public complaint of a category at the stopped moment; `kode` gets its tracking code when not NULL. */
int64_t aduan_sent(const struct meja_uji *, const char *kategori, str *kode);
/* The same, and verified by the desk. */
int64_t aduan_published(const struct meja_uji *, const char *kategori);
/* One act as whom it belongs to; the outcome, and what was wrong in `salah` when not NULL. */
enum outcome aduan_uji_act(const struct meja_uji *, int64_t id, struct tindakan, str *salah);
/* The outbox for an address, newest first, as one text; and how many they are. */
str aduan_uji_mail(struct world *, const char *kepada, int *count);
/* Keys of Open311: one for cases, three an hour; one for the test jurisdiction. */
#define O311_UJI_KEY "0123456789abcdef0123"
#define O311_UJI_TEST_KEY "fedcba98765432100123"
void aduan_uji_keys(struct world *);

/* An open page that listens: `channels` as the address has them, "kanal=aduan&kanal=aduan.rahasia". */
struct stream;
struct streams;
struct stream *aduan_uji_listen(struct world *, struct streams *, const char *user, const char *channels);
/* What came in so many hundredths of a second: of PostgreSQL it comes by way of every node. */
str aduan_uji_heard(struct world *, struct stream *, int tries);
