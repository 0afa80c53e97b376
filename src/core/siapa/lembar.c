/* lembar.c: sheets of printed codes: kept sealed for an hour, so that a double click or a paper jam loses none. */
#include <sodium.h>

#include "base/random.h"
#include "core/siapa/akun_dalam.h"

enum { SHEET_LASTS = HOUR };

struct sealing { unsigned char key[crypto_secretbox_KEYBYTES], nonce[crypto_secretbox_NONCEBYTES]; };

/* The nonce comes from the sheet's id, which is never used twice, so that a rerun writes the same bytes. */
static struct sealing
sealing_of(const struct req *req, int64_t id)
{
    static const char purpose[] = "lembar_kode";
    struct sealing s;
    str secret = req->region->secret;
    crypto_generichash_state h;
    crypto_generichash_init(&h, (const unsigned char *)secret.ptr, secret.len, sizeof s.key);
    crypto_generichash_update(&h, (const unsigned char *)purpose, sizeof purpose);
    crypto_generichash_final(&h, s.key, sizeof s.key);
    crypto_generichash(s.nonce, sizeof s.nonce, (const unsigned char *)&id, sizeof id, NULL, 0);
    return s;
}

str
kode_printed(struct arena *arena, str kode)
{
    return str_format(arena, STR "-" STR, STR_ARG(str_head(kode, KODE_LETTERS / 2)),
        STR_ARG(str_from(kode, KODE_LETTERS / 2)));
}

static void
put_cell(struct buf *b, str cell, char end)
{
    for (size_t i = 0; i < cell.len; i++)
        buf_char(b, (char)((unsigned char)cell.ptr[i] < ' ' ? ' ' : cell.ptr[i]));
    buf_char(b, end);
}

/* One slip a line, tabs between. */
static str
slips_text(struct arena *arena, const struct slip_list *list)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < list->count; i++) {
        put_cell(&b, list->items[i].masuk, '\t');
        put_cell(&b, list->items[i].nama, '\t');
        put_cell(&b, list->items[i].tempat, '\t');
        put_cell(&b, list->items[i].kode, '\n');
    }
    return buf_view(&b);
}

enum outcome
lembar_insert(struct req *req, const struct slip_list *slips)
{
    struct sealing s = sealing_of(req, req->new_id);
    str text = slips_text(req->arena, slips);
    unsigned char *box = arena_alloc(req->arena, text.len + crypto_secretbox_MACBYTES);
    must(crypto_secretbox_easy(box, (const unsigned char *)text.ptr, text.len, s.nonce, s.key) == 0);
    struct query q = query_of(req->db, "INSERT INTO lembar_kode (id, pembuat, dibuat, habis, isi)"
        " VALUES ($1, $2, $3, $4, $5)");
    query_bind(&q, req->new_id);
    query_bind(&q, req->who.akun);
    query_bind(&q, req->now);
    query_bind(&q, req->now + SHEET_LASTS);
    query_bind_bytes(&q, (str){ (const char *)box, text.len + crypto_secretbox_MACBYTES });
    return query_end(&q);
}

static struct slip_list
slips_of(struct arena *arena, str text)
{
    struct slip_list list = { arena_array(arena, struct slip, AKUN_FILE_MOST), 0 };
    str line;
    while (list.count < AKUN_FILE_MOST && str_cut(&text, '\n', &line)) {
        struct slip *s = &list.items[list.count];
        list.count += str_cut(&line, '\t', &s->masuk) && str_cut(&line, '\t', &s->nama)
            && str_cut(&line, '\t', &s->tempat) && str_cut(&line, '\t', &s->kode);
    }
    return list;
}

enum outcome
lembar_read(struct req *req, int64_t id, struct lembar *l)
{
    str box = { 0 };
    struct query q = query_of(req->db, "SELECT id, pembuat, dibuat, habis, isi FROM lembar_kode"
        " WHERE id = $1 AND pembuat = $2 AND habis > $3");
    query_bind(&q, id);
    query_bind(&q, req->who.akun);
    query_bind(&q, req->now);
    if (query_next(&q)) {
        l->id = query_int(&q);
        l->pembuat = query_int(&q);
        l->dibuat = query_int(&q);
        l->habis = query_int(&q);
        box = query_bytes(&q);
    }
    TRY(query_end_one(&q));
    struct sealing s = sealing_of(req, id);
    if (box.len < crypto_secretbox_MACBYTES)
        return FAILED;
    char *text = arena_alloc(req->arena, box.len);
    if (crypto_secretbox_open_easy((unsigned char *)text, (const unsigned char *)box.ptr, box.len, s.nonce, s.key) != 0)
        return FAILED;
    l->slips = slips_of(req->arena, (str){ text, box.len - crypto_secretbox_MACBYTES });
    return OK;
}

enum outcome
lembar_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM lembar_kode WHERE id IN"
        " (SELECT id FROM lembar_kode WHERE habis <= $1 ORDER BY habis LIMIT 500)");
    query_bind(&q, run->now);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}
