/* opd_lihat.h: what the pages of offices show. */
#pragma once

#include "core/opd/opd.h"
#include "core/tampilan/komponen.h"

struct opd_kelompok { str nama; struct opd_list list; };
struct opd_kelompok_list { struct opd_kelompok *items; size_t count; };
/* Those that were closed, the latest first. */
struct opd_tutup { int64_t id; str nama, kode; date selesai; };
struct opd_tutup_list { struct opd_tutup *items; size_t count; };
enum outcome opd_closed(struct db *, struct opd_tutup_list *) MUST_CHECK;
struct opd_lihat { struct opd_kelompok_list kelompok; struct opd_tutup_list tutup; size_t jumlah; bool admin; };

/* One office as its administrator types it. */
struct opd_isian { str kode, nama, singkatan, jenis; date mulai, selesai; };
struct opd_satu { const struct form *form; struct pilihan_list jenis; str judul, tujuan; bool baru; };
struct pilihan_list opd_jenis_choices(struct arena *);
enum outcome opd_row(struct db *, int64_t id, struct opd_isian *) MUST_CHECK;
enum outcome opd_named(struct db *, str kode, str *nama) MUST_CHECK;
/* All but its code. */
enum outcome opd_change(struct db *, int64_t id, const struct opd_isian *) MUST_CHECK;

extern const struct route opd_pages[], opd_kelola_pages[];
