/* pagu.h: the administration of ceilings and quotas: areas within areas, offices, their CSV. */
#pragma once

#include "modules/musrenbang/kamus.h"

/* One area: its own ceiling, and what its parts have together (a part without a ceiling counts by its own parts). */
struct pagu_baris { str kode, nama; int64_t tingkat; bool ada; money jumlah; int64_t kuota; money bagian, sisa;
    str jumlah_teks, kuota_teks; };
struct pagu_baris_list { struct pagu_baris *items; size_t count; };
enum outcome pagu_rows(struct db *, int64_t tahun, str induk, struct pagu_baris_list *) MUST_CHECK;    /* by code */
enum outcome pagu_row(struct db *, int64_t tahun, str kode, struct pagu_baris *) MUST_CHECK;
enum outcome pagu_all(struct db *, int64_t tahun, struct pagu_baris_list *) MUST_CHECK;
enum outcome pagu_drop(struct db *, int64_t tahun, str wilayah) MUST_CHECK;
/* After writing: INVALID when parts exceed their whole anywhere; says by how much, on the whole form. */
enum outcome pagu_fits(struct req *, int64_t tahun, const char *field) MUST_CHECK;

struct pagu_opd_baris { struct opd opd; bool ada; money jumlah, terpakai; str jumlah_teks; };
struct pagu_opd_baris_list { struct pagu_opd_baris *items; size_t count; };
enum outcome pagu_opd_rows(struct db *, int64_t tahun, struct pagu_opd_baris_list *) MUST_CHECK;
enum outcome pagu_opd_drop(struct db *, int64_t tahun, int64_t opd) MUST_CHECK;
/* INVALID when an office has accepted more than its ceiling. */
enum outcome pagu_opd_fits(struct req *, int64_t tahun, const char *field) MUST_CHECK;

/* An amount and a quota as typed; both empty: no ceiling. */
struct pagu_isian { bool ada; struct pagu pagu; };
const char *pagu_parse(str jumlah, str kuota, struct pagu_isian *);     /* NULL, or what is wrong */

/* ---- what the pages show ----------------------------------------------------------------------------------- */

struct pagu_atas { str kode, nama; bool kini; };
struct pagu_atas_list { struct pagu_atas *items; size_t count; };
struct pagu_wilayah_lihat { struct rencana_kepala kepala; struct pagu_atas_list jalan; struct pagu_baris ini;
    struct pagu_baris_list bawah; money jumlah; bool rw, puncak; struct pagu_lihat bilah; };
struct pagu_opd_lihat { struct rencana_kepala kepala; struct pagu_opd_baris_list opd; money jumlah, terpakai; };

struct pagu_ubah { str kode, nama; bool opd, hapus; money lama, baru; int64_t kuota; };
struct pagu_ubah_list { struct pagu_ubah *items; size_t count, sama; };
struct pagu_impor { struct rencana_kepala kepala; const struct form *form; struct pagu_ubah_list list; int64_t id;
    str nama; bool pratinjau, rusak; };

extern const struct route pagu_pages[], pagu_impor_pages[];
