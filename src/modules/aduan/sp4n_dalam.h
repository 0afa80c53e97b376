/* sp4n_dalam.h: the adapter to SP4N-LAPOR!: its files, its words, its numbers. */
#pragma once

#include "core/tampilan/komponen.h"
#include "modules/aduan/lapor_dalam.h"

enum sp4n_bidang { SP4N_ID, SP4N_ISI, SP4N_TOPIK, SP4N_JUDUL, SP4N_INSTANSI, SP4N_LOKASI, SP4N_KELURAHAN, SP4N_SIFAT,
    SP4N_STATUS, SP4N_JAWABAN, SP4N_WAKTU, SP4N_DAFTAR, SP4N_BIDANG };
enum { SP4N_WAJIB = SP4N_TOPIK + 1, SP4N_MASUK = SP4N_STATUS + 1, SP4N_ROWS_MOST = 1000, SP4N_FILE_MOST = 1024 * 1024 };

/* ---- rows (sp4n_model.c) ---- */
struct sp4n_kolom { const char *bidang, *nama; str kolom; };
enum outcome sp4n_kolom(struct db *, struct sp4n_kolom *all) MUST_CHECK;       /* SP4N_BIDANG of them */
enum outcome sp4n_kolom_put(struct db *, const char *bidang, str kolom) MUST_CHECK;
struct sp4n_padanan { str macam, kata, tujuan; };
struct sp4n_padanan_list { struct sp4n_padanan *items; size_t count; };
enum outcome sp4n_padanan(struct db *, struct sp4n_padanan_list *) MUST_CHECK;
enum outcome sp4n_padanan_put(struct db *, const struct sp4n_padanan *) MUST_CHECK;
enum outcome sp4n_padanan_drop(struct db *, str macam, str kata) MUST_CHECK;
/* What that word of theirs is here, and the first word of theirs for one of ours; empty: none. */
str sp4n_tujuan(const struct sp4n_padanan_list *, const char *macam, str kata);
str sp4n_kata(const struct sp4n_padanan_list *, const char *macam, str tujuan);
/* What we have of it: the case (0: none) and the last status there. */
struct sp4n_punya { int64_t perkara; str status; };
enum outcome sp4n_known(struct db *, str luar, struct sp4n_punya *) MUST_CHECK;
enum outcome sp4n_berkas_prune(struct job_run *) MUST_CHECK;

/* ---- a file (sp4n_baca.c) ---- */
/* `ada`: it came before; `berubah`: and its status there is another one now. */
struct sp4n_baris { int64_t baris, perkara; str nilai[SP4N_MASUK], salah; bool ada, berubah; struct kategori k; };
struct sp4n_baris_list { struct sp4n_baris *items; size_t count; str salah; size_t baru, lama, keliru, berubah; };
/* Every row with its verdict; `salah` when the file as a whole cannot be read. */
enum outcome sp4n_read(struct db *, str bytes, struct sp4n_baris_list *) MUST_CHECK;

/* ---- pages ---- */
struct sp4n_kolom_list { const struct sp4n_kolom *items; size_t count; };
struct sp4n_lihat { const struct form *form; struct sp4n_kolom_list kolom; struct sp4n_padanan_list padanan;
    struct pilihan_list macam; };
str sp4n_short(str);                                    /* as much as a table holds */
struct sp4n_pratinjau { const struct form *form; int64_t id; str nama; struct sp4n_baris_list baris; };
handler sp4n_page;                      /* also shows what was wrong with a file */
extern const struct route aduan_sp4n[], aduan_sp4n_impor[];
