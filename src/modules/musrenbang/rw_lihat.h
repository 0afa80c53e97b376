/* rw_lihat.h: what those who propose see: their list, their ceiling, their form. */
#pragma once

#include "core/perkara/tawaran.h"
#include "core/tampilan/komponen.h"
#include "modules/musrenbang/cadangan.h"
#include "modules/musrenbang/musrenbang_lihat.h"

/* What recurs at a place, and the complaints it was found in. */
struct tawaran_lihat { struct tawaran t; struct perkara_list aduan; };
struct tawaran_lihat_list { struct tawaran_lihat *items; size_t count; };
enum outcome tawaran_gather(struct req *, struct tawaran_lihat_list *) MUST_CHECK;      /* rw_tawaran.c */
place_fn tawaran_place;

struct rw_daftar { struct tawaran_lihat_list tawaran;
    struct tahun tahun; str judul, label, tutup, baru; bool buka, ada_pagu; struct pagu pagu;
    struct terpakai terpakai; share bagian; money sisa; const struct form *form; struct cadangan_baris_list cadangan;
    struct usulan_list usulan; str dasar;
        /* URL of one: dasar + id */ };

/* The three lanes differ in who may, where they come back to, and what they are called. */
struct lane { const struct permission *may; struct asal_usulan asal; const char *url, *section, *pengguna, *judul; };
const struct lane *lane_of(const struct req *);
enum outcome rw_own_list(struct req *) MUST_CHECK;

struct token { str nilai; };
struct token_list { struct token *items; size_t count; };
struct rw_isian { struct tahun tahun; str judul, tujuan, kembali; const struct form *form;
    struct pilihan_list kamus, wilayah;
    bool pilih_wilayah, pokir, dikembalikan; str catatan; struct berkas_list foto, berita_acara;
        struct token_list foto_token, ba_token;
    int64_t pagu_rupiah, pakai_rupiah; int64_t id; markup peta; str batas; bool ada_pagu;
    struct pagu_lihat pagu; struct usulan_list usulan, mirip; };

enum outcome draw_place(struct req *, const struct usulan *, struct rw_isian *) MUST_CHECK;      /* rw_lokasi.c */
