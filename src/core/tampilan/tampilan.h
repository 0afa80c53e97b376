/* tampilan.h: the frame around every page: the public one and the workspace; error pages; parts of forms. */
#pragma once

#include "html/asset.h"
#include "http/http.h"

/* A line of the navigation: shown when the person holds `may` somewhere. */
struct nav_entry { const char *section, *label, *icon, *url; const struct permission *may; };
/* A figure beside a line of the workspace: how many wait there; `penting`: too late. */
struct nav_angka { const char *section; int64_t jumlah; bool penting; };
struct nav_angka_list { struct nav_angka items[8]; size_t count; };
/* Each list ends in { 0 }. `angka` (NULL: none) is asked on every page of the workspace, so it reads counters only. */
struct nav { const struct nav_entry *publik, *kerja; void (*angka)(struct req *, struct nav_angka_list *); };
void tampilan_nav(struct nav);                                  /* main.c, once, before the first request */

void tampilan_layout(struct req *, markup content);
void tampilan_error(struct req *, int status);

/* What the frame's templates see. */
struct nav_lihat { str label, icon, url; bool kini; int64_t jumlah; bool penting; };
struct nav_lihat_list { struct nav_lihat *items; size_t count; };
struct bingkai {
    str judul, nama, provinsi, motto, lang, kabar_singkat, url_id, url_en, nomor;
    str warna;                                  /* of the browser's own frame: the dark brand */
    str tema_url, lambang_url;                  /* empty: the colours and the drawing of app.css */
    bool contoh, kabar_gagal;                  /* kabar_singkat tells of a failure */
    markup isi;
    struct nav_lihat_list nav;
    str orang, inisial, jabatan, tempat;
    int64_t akun, belum_dibaca;
};
struct galat_lihat { int status; str judul, isi, kode; bool masuk, kerja; };
struct galat_lihat galat_of(struct req *, int status);

bool tampilan_is_local(str path);               /* a way back that stays on this site */

extern const struct route tampilan_pages[], gaya_pages[];
extern const struct module tampilan_module;
