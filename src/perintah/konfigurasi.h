/* konfigurasi.h: how this installation is set up: read from one file, checked whole before anything starts. */
#pragma once

#include "base/clock.h"
#include "core/pembantu/surel.h"
#include "core/tampilan/tema.h"

struct teks_list { const str *items; size_t count; };

/* One [region NAME]. */
struct konfigurasi_daerah {
    str bagian;                                 /* NAME */
    int64_t baris;
    str kode, nama, jenis, provinsi, motto, zona, base_url, folder, postgres, schema, rahasia;
    str cadangan_kunci;                         /* public key; '' leaves backups readable */
    int64_t cadangan_tingkat;                   /* of zstd */
    struct teks_list hosts;
    struct tema tema;
    str tema_css;
};

struct konfigurasi {
    str berkas, listen, proksi, data, kurung;
    int64_t port, threads, pool, pendengar, detak, diam;
    struct kirim_config surel;
    str sambungan;                              /* servers of others that may be talked to */
    str dalam;                                  /* ya: also those whose names lead into a private network */
    struct konfigurasi_daerah *items; size_t count;
    bool sample;
};

/* "pamong.conf:12: ..." in words for the person who mends it. */
struct konfigurasi_salah { int64_t baris; str isi; };
struct konfigurasi_salah_list { struct konfigurasi_salah items[100]; size_t count; };
void konfigurasi_wrong(struct konfigurasi_salah_list *, int64_t baris, str isi);

/* INVALID: the list holds everything that is wrong, in the order of the lines. */
enum outcome konfigurasi_parse(struct arena *, str text, struct konfigurasi *, struct konfigurasi_salah_list *)
    MUST_CHECK;
/* The file that the options name, or the sample city; what is wrong was said on standard error. */
struct opsi;
enum outcome konfigurasi_load(struct arena *, const struct opsi *, struct konfigurasi *) MUST_CHECK;
/* The one region that --region names, or the only one; NULL was explained. */
struct konfigurasi_daerah *konfigurasi_region(const struct konfigurasi *, const struct opsi *);

/* ---- one row a key (kunci.c) ---- */
enum kunci_jenis { KUNCI_TEKS, KUNCI_ANGKA, KUNCI_PILIHAN, KUNCI_HOST, KUNCI_KODE, KUNCI_URL, KUNCI_JALUR, KUNCI_NAMA,
    KUNCI_WARNA, KUNCI_ALAMAT, KUNCI_PROKSI, KUNCI_PUBLIK };
struct kunci {
    const char *name, *otherwise, *help;
    enum kunci_jenis jenis;
    size_t offset;
    bool of_region, required;
    const char *choices;                        /* of KUNCI_PILIHAN, "WIB WITA WIT" */
    int64_t lowest, highest;                    /* of KUNCI_ANGKA */
};
extern const struct kunci konfigurasi_kunci[];  /* ends in { 0 } */
/* Puts the value into the struct at its offset, or tells what is wrong with it. */
bool kunci_put(struct arena *, const struct kunci *, str value, void *into, str *why) MUST_CHECK;
