/* daftar_lihat.h: the register of personal data as rows and as its pages show it. */
#pragma once

#include "core/pribadi/pribadi.h"
#include "core/tampilan/komponen.h"

struct daftar_baris { str kolom, isi, tujuan, dasar, penerima, simpan, samar; int64_t diubah; bool awal; };
struct daftar_list { struct daftar_baris *items; size_t count; };
enum { DAFTAR_MOST = 200 };
enum outcome daftar_all(struct db *, struct daftar_list *) MUST_CHECK;
enum outcome daftar_of(struct db *, str kolom, struct daftar_baris *) MUST_CHECK;
enum outcome daftar_put(struct db *, const struct daftar_baris *) MUST_CHECK;

struct daftar_ubah { const struct form *form; struct daftar_baris baris; };
extern const struct route daftar_pages[];
