/* langkah.c: the steps of a case as they were written, and the words that moderation put in their place. */
#include "base/random.h"
#include "core/perkara/perkara_dalam.h"

enum outcome
langkah_insert(struct db *db, const struct langkah *l)
{
    struct query q = query_of(db,
        "INSERT INTO perkara_langkah (id, perkara, urut, aksi, dari, ke, hasil, kode_alasan, isi, publik, oleh, akun,"
        " jabatan, opd, waktu) SELECT $1, $2, COALESCE(max(urut), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
        " $13, $14 FROM perkara_langkah WHERE perkara = $2");
    query_bind(&q, l->id);
    query_bind(&q, l->perkara);
    query_bind(&q, l->aksi);
    query_bind(&q, l->dari);
    query_bind(&q, l->ke);
    query_bind(&q, l->hasil);
    query_bind(&q, l->kode_alasan);
    query_bind(&q, l->isi);
    query_bind(&q, l->publik);
    query_bind(&q, l->oleh);
    query_bind(&q, l->akun);
    query_bind(&q, l->jabatan);
    query_bind(&q, l->opd);
    query_bind(&q, l->waktu);
    TRY(query_end_changed(&q));
    return l->publik && str_eqz(l->oleh, "petugas") && l->isi.len ? perkara_index(db, l->perkara) : OK;
}

static struct langkah
read_langkah(struct query *q)
{
    struct langkah l = { .id = query_int(q) };
    l.perkara     = query_int(q);
    l.urut        = query_int(q);
    l.aksi        = query_str(q);
    l.dari        = query_str(q);
    l.ke          = query_str(q);
    l.hasil       = query_str(q);
    l.kode_alasan = query_str(q);
    l.alasan_nama = query_str(q);
    l.isi         = query_str(q);
    l.publik      = query_bool(q);
    l.oleh        = query_str(q);
    l.akun        = query_int(q);
    l.jabatan     = query_str(q);
    l.opd         = query_int(q);
    l.opd_nama    = query_str(q);
    l.waktu       = query_int(q);
    return l;
}

enum outcome
langkah_of(struct db *db, int64_t perkara, bool only_public, struct langkah_list *list)
{
    enum { MOST = 200 };
    *list = (struct langkah_list){ 0 };
    struct query q = query_of(db,
        "SELECT l.id, l.perkara, l.urut, l.aksi, l.dari, l.ke, l.hasil, l.kode_alasan, COALESCE(a.nama, ''),"
        " COALESCE((SELECT s.baru FROM perkara_sunting s WHERE s.perkara = l.perkara AND s.langkah = l.id"
        " ORDER BY s.id DESC LIMIT 1), l.isi), l.publik, l.oleh, l.akun, l.jabatan, l.opd, COALESCE(o.singkatan, ''),"
        " l.waktu FROM perkara_langkah l JOIN perkara p ON p.id = l.perkara"
        " LEFT JOIN perkara_alasan a ON a.jenis = p.jenis AND a.kode = l.kode_alasan"
        " LEFT JOIN opd o ON o.id = l.opd"
        " WHERE l.perkara = $1 AND ($2 = 0 OR l.publik = 1) ORDER BY l.urut LIMIT 200");
    query_bind(&q, perkara);
    query_bind(&q, only_public);
    while (list->count < MOST && query_next(&q))
        *arena_next(db_arena_of(db), list) = read_langkah(&q);
    return query_end(&q);
}

/* ---- moderation ----------------------------------------------------------------------------------------- */

static enum outcome
written_words(struct db *db, const struct perkara *p, const struct sunting *s, str *words)
{
    *words = str_eqz(s->bidang, "judul") ? p->judul : p->isi;
    if (s->langkah == 0)
        return OK;
    struct query q = query_of(db, "SELECT isi FROM perkara_langkah WHERE id = $1 AND perkara = $2");
    query_bind(&q, s->langkah);
    query_bind(&q, p->id);
    if (query_next(&q))
        *words = query_str(&q);
    return query_end_one(&q);
}

static enum outcome
keep_original(struct req *req, const struct perkara *p, const struct sunting *s, str words)
{
    struct query q = query_of(req->db, "INSERT INTO perkara_sunting (id, perkara, langkah, bidang, asli, baru, sebab,"
        " akun, waktu) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    query_bind(&q, id_new());
    query_bind(&q, p->id);
    query_bind(&q, s->langkah);
    query_bind(&q, s->bidang);
    query_bind(&q, words);
    query_bind(&q, s->baru);
    query_bind(&q, s->sebab);
    query_bind(&q, req->who.akun);
    query_bind(&q, req->now);
    return query_end(&q);
}

enum outcome
perkara_moderate(struct req *req, struct perkara *p, const struct sunting *s)
{
    str words;
    if (str_letters(str_trim(s->sebab)) < 10)
        return req_error(req, "sebab", "Tulis alasan penyuntingan dalam satu kalimat (paling sedikit 10 huruf)."
            " Naskah aslinya tetap disimpan.");
    if (str_eqz(s->bidang, "judul") && str_trim(s->baru).len == 0)
        return req_error(req, "baru", "Judul tidak boleh kosong.");
    TRY(written_words(req->db, p, s, &words));
    if (str_eq(words, s->baru))
        return req_error(req, "baru", "Naskahnya masih sama. Ubah dulu bagian yang tidak pantas ditampilkan.");
    TRY(keep_original(req, p, s, words));
    if (s->langkah == 0 && str_eqz(s->bidang, "judul"))
        p->judul = s->baru;
    else if (s->langkah == 0)
        p->isi = s->baru;
    p->langkah++;
    p->berubah = req->now;
    TRY(perkara_update(req->db, p));
    struct peristiwa e = { .waktu = req->now, .akun = req->who.akun, .jabatan = S("meja"),
        .jenis = S("perkara.disunting"), .subjek_jenis = S("perkara"), .subjek = p->id, PERKARA_BOUND(p->id),
        .isi = str_format(req->arena, "langkah=%lld\nbidang=" STR "\nsebab=" STR, (long long)s->langkah,
            STR_ARG(s->bidang), STR_ARG(s->sebab)) };
    return peristiwa_add(req->db, &e);
}
