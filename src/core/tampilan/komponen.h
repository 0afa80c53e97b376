/* komponen.h: the parts that forms are made of; each takes its label, hint and limits from the field table. */
#pragma once

#include "core/tampilan/tampilan.h"

/* One choice of a select or of radio buttons. `data` is for the page's script: "harga=850000 satuan=meter". */
struct pilihan { str kode, nama, bantu, kelompok; int64_t harga_rupiah; str satuan; };
struct pilihan_list { struct pilihan *items; size_t count; };

str field_id_text(struct html *, const char *prefix, str name);         /* i-judul, g-judul */
str field_type_text(const struct field *);                              /* text, date, password */
str field_mode_text(const struct field *);                              /* numeric, decimal, text */
size_t field_max_value(const struct field *);
str str_number(int64_t);                                                /* plain digits of a small number */
