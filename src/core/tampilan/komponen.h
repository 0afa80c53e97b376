/* komponen.h: the parts that pages are made of; see them all, in every state, at /gaya. */
#pragma once

#include "core/tampilan/tampilan.h"

/* ---- forms: each part takes its label, hint and limits from the field table ----------------------------------- */

/* One choice of a select or of radio buttons. `harga_rupiah` and `satuan` are for the page's script. */
struct pilihan { str kode, nama, bantu, kelompok; int64_t harga_rupiah; str satuan; };
struct pilihan_list { struct pilihan *items; size_t count; };

/* A file field: photos are made smaller before they go out. */
struct unggah { str label, bantu; bool dokumen, banyak, wajib; };

/* A question before something that cannot be taken back; the button says what will happen. */
struct konfirmasi { str judul, isi, tombol, tujuan, batal; bool merusak; };

str field_id_text(struct html *, const char *prefix, str name);         /* i-judul, g-judul, b-judul */
str field_describe_text(struct html *, const struct form *, str name);  /* ids of error and hint */
str field_type_text(const struct field *);                              /* text, date, password */
str field_mode_text(const struct field *);                              /* numeric, decimal, text */
size_t field_max_value(const struct field *);
str str_number_in(struct arena *, int64_t);                             /* digits without groups: a year, a status */
#define str_number(n) str_number_in(out->out.arena, n)                  /* in a template */

/* ---- content -------------------------------------------------------------------------------------------------- */

/* `rupa`: tunggu, kerja, selesai, tolak, telat, ulang, or empty; shape, word and colour say the same. */
struct lencana { str rupa, ikon, teks; };

/* `rupa`: empty (to know), baik, awas, galat. `url` may be empty. */
struct pesan { str rupa, judul, isi, tautan, url; };

/* What will stand here, why it does not yet, and the one next step (`url` may be empty). */
struct kosong { str ikon, judul, isi, tombol, url; };

struct remah { str nama, url; };                                        /* the last one is this page: no url */
struct remah_list { struct remah *items; size_t count; };

struct meta { str ikon, teks; };
struct meta_list { struct meta *items; size_t count; };

/* A filter above a queue, with how many wait behind it; -1: not counted. `lebih`: at least so many. */
struct cip_antre { str nama, url; int64_t jumlah; bool kini, lebih; };
struct cip_antre_list { struct cip_antre *items; size_t count; };

/* A number of the head of a workspace page; `catatan` stands small beside it. */
struct angka_kerja { str nama, nilai, catatan; bool buruk; };
struct angka_kerja_list { struct angka_kerja *items; size_t count; };

/* How near a due date is: a ring of the days used, nearly full in gold, an alarm clock when it is over. */
enum sla { SLA_AMAN, SLA_DEKAT, SLA_LEWAT, SLA_HENTI };
struct sla_lihat { enum sla keadaan; str teks; int64_t persen; };
struct sla_lihat sla_days(struct req *, int64_t left, int64_t whole);   /* working days */

/* A list's pages: `nomor` 0 is a gap; lists that go on by a key give only `sebelum` and `berikut`. */
struct nomor_halaman { int64_t nomor; str url; bool kini; };
struct nomor_halaman_list { struct nomor_halaman *items; size_t count; };
struct halaman { str sebelum, berikut; struct nomor_halaman_list nomor; int64_t dari, sampai, jumlah; };

/* Pages 1, the neighbours of `kini`, and the last: at most 7 entries; `url` of each is `dasar` and its number. */
struct halaman halaman_of(struct arena *, str dasar, int64_t kini, int64_t isi, int64_t jumlah);

/* A step of the strip. The ribbon's height is money on one scale; gold says that the value went down. */
struct jejak_langkah { str judul, url, kapan, catatan; money jumlah; enum jejak_keadaan { JEJAK_LEWAT, JEJAK_KINI,
    JEJAK_NANTI } keadaan; int64_t bagian; bool turun; };
struct jejak_langkah_list { struct jejak_langkah *items; size_t count; };
void jejak_scale(struct jejak_langkah_list *);                          /* fills `bagian` and `turun` */

/* Newest first. `intern`: only staff see it. */
struct waktu_butir { str ikon, judul, pelaku, isi; int64_t waktu; bool kini, intern; };
struct waktu_butir_list { struct waktu_butir *items; size_t count; };

/* An interactive map: its borders, and points that never change, are at `batas`; `pandang`: where each view is asked
   for (empty: nowhere); `kotak`: what it begins with, "west south east north" in millionths. `pilih`: sets a point. */
struct peta_hidup { str batas, pandang, kotak; bool pilih; };
struct peta_hidup *peta_hidup_pick(const struct html *, str batas);

/* A ceiling: what is used, what this page would add to it. */
struct pagu_lihat { str judul; money jumlah, terpakai, rencana; };
money pagu_left_value(const struct pagu_lihat *);                       /* below 0: over the ceiling */
money pagu_over_value(const struct pagu_lihat *);                       /* by how much; 0: not over */
int64_t pagu_used_value(const struct pagu_lihat *);                     /* %, 0..100 */
int64_t pagu_plan_value(const struct pagu_lihat *);                     /* %, what fits beside it */
str pagu_label(struct html *, const struct pagu_lihat *);               /* "83% terpakai, 7% rencana" */

str pesan_icon_label(str rupa);
