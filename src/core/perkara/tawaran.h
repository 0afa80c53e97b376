/* tawaran.h: what recurs at a place: found among cases that are shown, offered to whoever plans there. */
#pragma once

#include "core/perkara/perkara.h"

struct tawaran { int64_t id; str jenis; int64_t kategori; str wilayah, kelurahan; int64_t jumlah, aturan; str keadaan;
    int64_t tujuan; str sebab; int64_t akun, dibuat, berubah;
    str kategori_nama, kategori_kata;           /* joined */ };
struct tawaran_list { struct tawaran *items; size_t count; };

enum { TAWARAN_SHOWN = 5 };
enum outcome tawaran_by_id(struct db *, int64_t id, struct tawaran *) MUST_CHECK;
enum outcome tawaran_of_perkara(struct db *, int64_t perkara, struct tawaran *) MUST_CHECK;
enum outcome tawaran_of_tujuan(struct db *, int64_t tujuan, struct tawaran *) MUST_CHECK;
/* Open ones at a place and below it, newest first, at most TAWARAN_SHOWN. */
enum outcome tawaran_open(struct db *, str wilayah, struct tawaran_list *) MUST_CHECK;
/* Its cases that are shown, newest first, at most 50. */
enum outcome tawaran_cases(struct db *, int64_t tawaran, struct perkara_list *) MUST_CHECK;

/* In apply; says what is wrong when it is not open any more. */
enum outcome tawaran_take(struct req *, const struct tawaran *, int64_t tujuan) MUST_CHECK;
enum outcome tawaran_refuse(struct req *, const struct tawaran *, str sebab) MUST_CHECK;
/* What it became was given up before anybody saw it: it is open again. */
enum outcome tawaran_release(struct db *, int64_t tujuan, int64_t now) MUST_CHECK;

/* The job of a kind: looks at what is shown since; `bukan` names states that do not count. */
struct ulang { const char *jenis, *bukan; };
enum outcome tawaran_find(struct job_run *, const struct ulang *) MUST_CHECK;
enum outcome tawaran_seed(struct db *) MUST_CHECK;
