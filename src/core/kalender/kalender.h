/* kalender.h: working days: Monday to Friday without national holidays, cuti bersama and days of the region. */
#pragma once

#include "http/http.h"

/* The closed days of a span that are no Saturday or Sunday, in order; read once for a page. */
struct kalender { date first, last; const int64_t *closed; size_t closed_count; bool lengkap;
    /* every year has its decree */ };
enum outcome kalender_read(struct db *, date first, date last, struct kalender *) MUST_CHECK;
bool hari_kerja(const struct kalender *, date);
/* Day 1 is the next working day after `from` (external-services.md 6). */
date hari_kerja_after(const struct kalender *, date from, int64_t days);
/* Working days after `from` up to and including `to`; negative when `to` is before `from`. */
int64_t hari_kerja_between(const struct kalender *, date from, date to);

/* The years that have days, and whether their decree is out. */
struct kalender_tahun { int64_t tahun, nasional, cuti, lain, hari_kerja; bool sementara; };
struct kalender_tahun_list { struct kalender_tahun *items; size_t count; };
enum outcome kalender_years(struct db *, struct kalender_tahun_list *) MUST_CHECK;      /* newest first */
/* The year whose decree should be here by now: this one, from October on also the next; 0 when none is missing. */
enum outcome kalender_missing(struct db *, date today, int64_t *tahun) MUST_CHECK;

enum outcome kalender_seed(struct db *, int64_t now) MUST_CHECK;

extern const struct permission kalender_kelola;
extern const struct module kalender_module;
