/* perkara_cari.c: what of a case can be searched: its own words, its place, and what officers answered in public. */
#include "core/cari/cari.h"
#include "core/perkara/perkara_dalam.h"

enum { ANSWERS_MOST = 8000 };           /* bytes of the newest answers */

/* What of a case can be searched: by everybody when everybody may read it and it was not merged into another. Where a
   category's places are never shown exactly, the address is no word either. $2: the answers. */
#define SEARCHABLE "SELECT p.id, p.jenis, p.nomor, CASE WHEN p.induk IS NULL THEN p.tayang ELSE 0 END," \
    " CASE p.tampak WHEN 'rahasia' THEN 1 ELSE 0 END, p.kelurahan, p.opd, p.judul, p.isi," \
    " p.nomor || ' ' || k.nama || ' ' || COALESCE(w.nama, '') || CASE k.peka WHEN 1 THEN '' ELSE ' ' || p.alamat END" \
    " || $2, p.dibuat FROM perkara p JOIN perkara_kategori k ON k.id = p.kategori" \
    " LEFT JOIN wilayah w ON w.kode = p.kelurahan AND w.selesai = '' WHERE p.id = $1"

/* The newest first, in the words that stand now; never what is for officers only, nor what a reporter wrote. */
static enum outcome
answers_of(struct db *db, int64_t perkara, str *words)
{
    struct langkah_list steps;
    struct buf b = { .arena = db_arena_of(db) };
    TRY(langkah_of(db, perkara, true, &steps));
    for (size_t i = steps.count; i > 0; i--) {
        const struct langkah *l = &steps.items[i - 1];
        if (!l->publik || !str_eqz(l->oleh, "petugas") || l->isi.len == 0 || b.len + l->isi.len > ANSWERS_MOST)
            continue;
        buf_char(&b, CARI_JAWABAN);
        buf_str(&b, l->isi);
    }
    *words = buf_view(&b);
    return OK;
}

enum outcome
perkara_index(struct db *db, int64_t id)
{
    str answers;
    TRY(answers_of(db, id, &answers));
    return cari_write_with(db, CARI_WRITE(SEARCHABLE), id, answers);
}
