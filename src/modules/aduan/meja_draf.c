/* meja_draf.c: an act begun on a case and kept for the officer who began it, until one of theirs is done. */
#include "modules/aduan/meja_lihat.h"

enum { KEPT_DAYS = 30 };

/* What is kept beside its words, and beside its photos: they are files of the draft. */
static const char *const choices[] = { "opd", "perintah", "golongan", "kode_alasan", "hasil", "induk", "nomor_induk",
    "saat" };
#define PHOTOS "aduan_draf_balasan"

enum outcome
draf_balasan_of(struct req *req, int64_t perkara, struct draf_balasan *d)
{
    struct query q = query_of(req->db, "SELECT aksi, isi, pilihan, waktu FROM aduan_draf_balasan WHERE perkara = $1"
        " AND akun = $2");
    query_bind(&q, perkara);
    query_bind(&q, req->who.akun);
    if (query_next(&q)) {
        d->aksi  = query_str(&q);
        d->isi   = query_str(&q);
        d->pilihan = query_str(&q);
        d->waktu = query_int(&q);
    }
    enum outcome o = query_end_one(&q);
    return o == NOT_FOUND ? OK : o;
}

/* Of this officer: others may have a draft of the same case. */
enum outcome
draf_balasan_photos(struct req *req, int64_t perkara, struct foto_token_list *list)
{
    struct berkas_list all;
    struct foto_masuk kept = { 0 };
    TRY(berkas_of(req->db, PHOTOS, perkara, "foto", &all));
    for (size_t i = 0; i < all.count && kept.count < FOTO_MOST; i++)
        if (all.items[i].akun == req->who.akun)
            kept.items[kept.count++] = all.items[i];
    *list = foto_tokens(req, &kept);
    return OK;
}

static enum outcome
forget_photos(struct req *req, int64_t perkara)
{
    struct query q = query_of(req->db, "DELETE FROM berkas WHERE milik_jenis = '" PHOTOS "' AND milik_id = $1"
        " AND akun = $2");
    query_bind(&q, perkara);
    query_bind(&q, req->who.akun);
    return query_end(&q);
}

enum outcome
draf_balasan_forget(struct req *req, int64_t perkara)
{
    TRY(forget_photos(req, perkara));
    struct query q = query_of(req->db, "DELETE FROM aduan_draf_balasan WHERE perkara = $1 AND akun = $2");
    query_bind(&q, perkara);
    query_bind(&q, req->who.akun);
    return query_end(&q);
}

enum outcome
draf_balasan_prune(struct job_run *run)
{
    struct query photos = query_of(run->db, "DELETE FROM berkas WHERE milik_jenis = '" PHOTOS "'"
        " AND (milik_id, akun) IN (SELECT perkara, akun FROM aduan_draf_balasan WHERE waktu < $1 ORDER BY waktu"
        " LIMIT 500)");
    query_bind(&photos, run->now - KEPT_DAYS * DAY);
    TRY(query_end(&photos));
    struct query q = query_of(run->db, "DELETE FROM aduan_draf_balasan WHERE (perkara, akun) IN"
        " (SELECT perkara, akun FROM aduan_draf_balasan WHERE waktu < $1 ORDER BY waktu LIMIT 500)");
    query_bind(&q, run->now - KEPT_DAYS * DAY);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}

/* As they were typed: the form was read, so each is one line. */
static str
choices_typed(struct req *req)
{
    struct buf b = { .arena = req->arena };
    for (size_t i = 0; i < COUNT(choices); i++) {
        str value = str_trim(form_value(&req->form, str_of(choices[i])));
        if (value.len)
            buf_format(&b, "%s=" STR "\n", choices[i], STR_ARG(value));
    }
    return buf_view(&b);
}

void
draf_balasan_show(struct req *req, const struct draf_balasan *d)
{
    str rest = d->pilihan, line, name;
    form_set(req, "isi", d->isi);
    while (str_cut(&rest, '\n', &line)) {
        str_cut(&line, '=', &name);
        for (size_t i = 0; i < COUNT(choices); i++)
            if (str_eqz(name, choices[i]))
                form_set(req, choices[i], line);
    }
}

/* In place of what was kept before; when nothing was written or chosen that goes too. */
enum outcome
draf_balasan_keep(struct req *req, int64_t perkara, const struct draf_isi *d)
{
    str chosen = choices_typed(req);
    if (str_trim(d->isi).len == 0 && chosen.len == 0 && d->foto->count == 0)
        return draf_balasan_forget(req, perkara);
    TRY(forget_photos(req, perkara));
    TRY(foto_attach(req->db, d->foto, &(struct berkas){ .milik_jenis = S(PHOTOS), .milik_id = perkara,
        .peran = S("foto") }));
    struct query q = query_of(req->db, "INSERT INTO aduan_draf_balasan (perkara, akun, aksi, isi, pilihan, waktu)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (perkara, akun) DO UPDATE SET aksi = excluded.aksi,"
        " isi = excluded.isi, pilihan = excluded.pilihan, waktu = excluded.waktu");
    query_bind(&q, perkara);
    query_bind(&q, req->who.akun);
    query_bind(&q, d->aksi);
    query_bind(&q, d->isi);
    query_bind(&q, chosen);
    query_bind(&q, req->now);
    return query_end(&q);
}
