/* aduan_dalam.h: what this module's files share among themselves; nobody else includes it. */
#pragma once

#include "modules/aduan/aduan.h"

enum outcome aduan_seed(struct db *, int64_t now) MUST_CHECK;

extern const struct route aduan_lapor[], aduan_kirim[], aduan_pages[], aduan_lacak[], aduan_kerja_meja[],
    aduan_meja_massal[], aduan_kinerja[], aduan_kunci[], aduan_kasus[], aduan_unduh[], aduan_peta[], aduan_peta_titik[],
    aduan_langganan[], aduan_foto[], aduan_tampilan[], aduan_hadir[];

extern const struct search aduan_search;
handler aduan_home;
enum outcome draf_balasan_prune(struct job_run *) MUST_CHECK;
enum outcome hadir_prune(struct job_run *) MUST_CHECK;

/* Beside the navigation: how many wait at this person's desk, and how many of them are late (meja_antre.c). */
struct nav_angka_list;
void aduan_angka(struct req *, struct nav_angka_list *);

/* Files: registered with core/berkas by main.c. */
enum outcome draf_foto_may(struct req *, int64_t draf, bool *may) MUST_CHECK;
/* Once a case is shown its photos are, unless its kind is sensitive; what was put out of sight takes them along. */
enum outcome aduan_publish_photos(struct db *, const struct perkara *) MUST_CHECK;
enum outcome aduan_foto_may(struct req *, int64_t perkara, bool *may) MUST_CHECK;

extern const struct data_pribadi aduan_pribadi[];
