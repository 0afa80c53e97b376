/* saya_lihat.h: what is kept about one person, as that person sees it, and what they ask about it. */
#pragma once

#include "core/pribadi/daftar_lihat.h"
#include "core/siapa/siapa_dalam.h"

/* Who opened what of this person, and why. */
struct pembukaan { int64_t waktu; str nama, jabatan, apa, sebab; };
struct pembukaan_list { struct pembukaan *items; size_t count; };
struct milik_baris { str judul, tautan; int64_t waktu; };
struct milik_bagian { str nama; struct milik_baris *items; size_t count; };
struct milik_list { struct milik_bagian *items; size_t count; };
enum { MILIK_SHOWN = 20, MILIK_MOST = 500 };

struct permintaan { int64_t id, akun; str nama, macam, isi, keadaan, jawaban; int64_t dibuat, tenggat, dijawab;
    bool lewat; };
struct permintaan_list { struct permintaan *items; size_t count; };
enum { PERMINTAAN_MOST = 50 };
enum outcome permintaan_of(struct db *, int64_t akun, struct permintaan_list *) MUST_CHECK;
enum outcome permintaan_waiting(struct db *, struct permintaan_list *) MUST_CHECK;      /* the next deadline first */
enum outcome permintaan_by_id(struct db *, int64_t id, struct permintaan *) MUST_CHECK;
enum outcome permintaan_add(struct req *, str macam, str isi) MUST_CHECK;
enum outcome permintaan_answer(struct req *, const struct permintaan *, str keadaan, str jawaban) MUST_CHECK;

struct data_saya {
    const struct form *form;
    struct akun akun;
    str surel;
    struct peran_list peran;
    struct sesi_list sesi;
    struct pembukaan_list pembukaan;
    struct milik_list milik;
    struct permintaan_list permintaan;
    struct daftar_list daftar;
    struct pilihan_list macam;
};
/* `most`: rows of each part of what is the person's own. */
enum outcome data_saya_of(struct req *, size_t most, struct data_saya *) MUST_CHECK;
str data_saya_json(struct req *, const struct data_saya *);

struct permintaan_lihat { const struct form *form; struct permintaan_list list; };
extern const struct route data_saya_pages[], permintaan_pages[];
