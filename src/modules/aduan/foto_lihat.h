/* foto_lihat.h: photos on their way in, of a case by what they show, and what covers a part of one. */
#pragma once

#include "core/berkas/berkas.h"
#include "core/tampilan/komponen.h"
#include "modules/aduan/aduan_dalam.h"

/* Photos of one form: those that an earlier try brought (as tokens), then those chosen now. */
enum { FOTO_MOST = 4 };
struct foto_masuk { struct berkas items[FOTO_MOST]; size_t count; };
enum outcome foto_take(struct req *, struct foto_masuk *) MUST_CHECK;
struct foto_token { str nilai; int64_t nomor; };
struct foto_token_list { struct foto_token *items; size_t count; };
struct foto_token_list foto_tokens(struct req *, const struct foto_masuk *);
/* In `apply`: as `like` says whose they are. */
enum outcome foto_attach(struct db *, const struct foto_masuk *, const struct berkas *like) MUST_CHECK;
/* Those of a step of a case, as what they show: sebelum, sesudah, or intern. */
enum outcome foto_of_step(struct db *, const struct foto_masuk *, const struct berkas *like, int64_t langkah)
    MUST_CHECK;

/* Photos of a case, with what was covered (`asli`: the one before, 0: nothing) and the step they came with. */
struct foto_kasus { struct berkas b; int64_t asli, ditutup, langkah; };
struct foto_kasus_list { struct foto_kasus *items; size_t count; };
enum outcome foto_of_case(struct db *, int64_t perkara, struct foto_kasus_list *) MUST_CHECK;

enum { KOTAK_MOST = 6 };
/* One box as typed: per mille from the left, from above, wide and high. */
struct kotak_isian { int64_t nomor; str kiri, atas, lebar, tinggi; };
struct kotak_isian_list { struct kotak_isian *items; size_t count; };
struct sensor_lihat { const struct form *form; struct perkara p; struct berkas foto; str tujuan;
    struct kotak_isian_list kotak; };
struct asli_lihat { const struct form *form; struct perkara p; str tujuan; };
