/* alur.h: a flow as data: states, the acts between them, who may and what each asks for; of cases and of proposals. */
#pragma once

#include "core/tampilan/komponen.h"

enum {                          /* what an act asks for */
    PERLU_ISI = 1 << 0, PERLU_ALASAN = 1 << 1, PERLU_OPD = 1 << 2, PERLU_HASIL = 1 << 3, PERLU_INDUK = 1 << 4,
    PERLU_NILAI = 1 << 5,
    /* what it does to the clocks that run; which it meets and which it starts stands in the act's own columns */
    JAM_GUGUR  = 1 << 6,        /* none runs any more, before those that it starts */
    JAM_JEDA   = 1 << 7,
    JAM_LANJUT = 1 << 8,
    JAM_TAMBAH = 1 << 9,        /* the main one gets the days of the rule "perpanjangan" on top */
    /* and else */
    TAYANGKAN    = 1 << 10,     /* from now on everybody may read it, if it is public at all */
    BAGI_TUGAS   = 1 << 11,     /* the office given leads from now on */
    DUKUNG_TUGAS = 1 << 12,     /* the office given supports */
    LEPAS_TUGAS  = 1 << 13,     /* the lead gives it back to the desk */
    TERTUTUP     = 1 << 14,     /* its text is for officers only */
    HITUNG_BUKA  = 1 << 15,     /* counts as opened again */
    LEPAS_INDUK  = 1 << 16,     /* is parted from the one it was joined to, and goes on where it was */
    EFEK_SENDIRI = 1 << 20,     /* from here on a kind's own */
};
/* Who takes it in and directs it, an office that works on it, who brought it, the program by itself. */
enum pelaku { MEJA = 1, KANTOR = 2, PELAPOR = 4, SISTEM = 8 };

/* From which states it leads where ("*": from any open one; '' stays, or the rules say); the clocks it meets and starts
   are bits in the order of the kind's table. `sudah` is what it is called once it was done. */
struct langkah_alur { const char *aksi, *nama, *sudah, *dari, *ke; unsigned oleh, efek, temui, mulai;
    const char *hasil, *kelas, *ikon, *bantu; };
struct keadaan_alur { const char *kode, *nama, *kelas, *ikon; bool terbuka; };
struct kata_alur { const char *kode, *nama; bool dipilih; };    /* dipilih: a person may choose it */

struct perkara;
/* A kind of thing that is decided step by step. Each list ends with { 0 }; those that it has no use for are NULL. */
struct alur {
    const char *jenis;
    const char *buka;           /* the act that it begins with: its state, its first clocks */
    const char *utama;          /* the clock that its class sets, and that says whether it ended in time */
    const struct langkah_alur *langkah;
    const struct keadaan_alur *keadaan;
    const struct kata_alur *jam, *golongan, *hasil;
    const char *sebutan;        /* what one of them is called in notices, which are Indonesian: Laporan */
    const char *ini;            /* the one at hand, for pages: Laporan ini */
    const char *pembaca;        /* who reads a reason: Pelapor */
    const char *meja;           /* who has it while no office has */
    const char *isian;          /* the field of a form that its explanation is typed into */
    enum outcome (*dibuka)(struct req *, const struct perkara *);       /* a closed one is open again */
    const struct channel *kanal, *kanal_rahasia;        /* told when one, or a secret one, comes into a queue */
};

const struct langkah_alur *alur_find(const struct alur *, str aksi);            /* NULL: no such act */
const struct keadaan_alur *alur_keadaan(const struct alur *, str keadaan);      /* must exist */
bool alur_may(const struct alur *, const struct langkah_alur *, str keadaan, unsigned oleh);
str alur_ini(struct req *, const struct alur *);        /* within a sentence, in the reader's language */
str alur_kata(const struct kata_alur *, str kode);      /* its name, or the code itself */
struct pilihan_list alur_choices(struct req *, const struct kata_alur *);       /* those that a person may choose */
bool alur_offers(const struct kata_alur *, str kode);
/* What a step is called once it was done: the act's own word, or that of the steps which core writes itself. */
str alur_sudah(const struct alur *, str aksi);

/* Guards for every kind: INVALID has told the form. */

/* The page showed it as it no longer is; `disebut`: what its state is called now; `oleh`: by whom, empty or
   " (oleh ...)" for who may know. */
enum outcome alur_stale(struct req *, const struct alur *, str nomor, str disebut, str oleh) MUST_CHECK;
/* That an act brings the words and the coded reason that it asks for. */
enum outcome alur_words(struct req *, const struct alur *, const struct langkah_alur *, str isi,
    str kode_alasan) MUST_CHECK;
