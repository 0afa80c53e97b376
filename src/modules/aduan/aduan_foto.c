/* aduan_foto.c: photos of complaints: kept over a form that comes back, tied to a step, shown by what was covered. */
#include "modules/aduan/foto_lihat.h"

#include "base/random.h"

enum outcome
foto_take(struct req *req, struct foto_masuk *m)
{
    const struct upload *u;
    str token;
    for (size_t i = 0; (token = form_value_at(&req->form, S("foto_ada"), i)).len && m->count < FOTO_MOST; i++)
        if (berkas_from_token(req, token, &m->items[m->count]))
            m->count++;
    for (size_t i = 0; (u = form_upload(&req->form, S("foto"), i)); i++) {
        if (m->count == FOTO_MOST)
            return req_error(req, "foto", "Paling banyak %d foto. Pilih yang paling jelas.", FOTO_MOST);
        TRY(berkas_take_photo(req, "foto", u, &m->items[m->count]));
        m->count++;
    }
    return OK;
}

struct foto_token_list
foto_tokens(struct req *req, const struct foto_masuk *m)
{
    struct foto_token_list list = { arena_array(req->arena, struct foto_token, FOTO_MOST), 0 };
    for (size_t i = 0; m && i < m->count; i++) {
        list.items[i] = (struct foto_token){ berkas_token(req, &m->items[i]), (int64_t)i + 1 };
        list.count++;
    }
    return list;
}

enum outcome
foto_attach(struct db *db, const struct foto_masuk *m, const struct berkas *like)
{
    return foto_of_step(db, m, like, 0);
}

enum outcome
foto_of_step(struct db *db, const struct foto_masuk *m, const struct berkas *like, int64_t langkah)
{
    for (size_t i = 0; i < m->count; i++) {
        struct berkas b = m->items[i];
        b.id = id_new();
        b.milik_jenis = like->milik_jenis;
        b.milik_id = like->milik_id;
        b.peran = like->peran;
        TRY(berkas_insert(db, &b));
        if (langkah == 0)
            continue;
        struct query q = query_of(db, "INSERT INTO aduan_langkah_foto (berkas, perkara, langkah) VALUES ($1, $2, $3)");
        query_bind(&q, b.id);
        query_bind(&q, b.milik_id);
        query_bind(&q, langkah);
        TRY(query_end(&q));
    }
    return OK;
}

/* ---- of a case ------------------------------------------------------------------------------------------ */

static struct foto_kasus *
photo_with(struct foto_kasus_list *list, int64_t berkas)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].b.id == berkas)
            return &list->items[i];
    return NULL;
}

static enum outcome
steps_of(struct db *db, int64_t perkara, struct foto_kasus_list *list)
{
    struct query q = query_of(db, "SELECT berkas, langkah FROM aduan_langkah_foto WHERE perkara = $1 ORDER BY berkas");
    query_bind(&q, perkara);
    while (query_next(&q)) {
        struct foto_kasus *f = photo_with(list, query_int(&q));
        int64_t step = query_int(&q);
        if (f)
            f->langkah = step;
    }
    return query_end(&q);
}

/* Covered twice: the first original counts, and all boxes. */
static enum outcome
covers_of(struct db *db, int64_t perkara, struct foto_kasus_list *list)
{
    struct query q = query_of(db, "SELECT hasil, asli, jumlah FROM aduan_sensor WHERE perkara = $1 ORDER BY id");
    query_bind(&q, perkara);
    while (query_next(&q)) {
        struct foto_kasus *f = photo_with(list, query_int(&q));
        int64_t asli = query_int(&q), boxes = query_int(&q);
        struct foto_kasus *before = photo_with(list, asli);
        if (!f)
            continue;
        f->asli = before && before->asli ? before->asli : asli;
        f->ditutup = boxes + (before ? before->ditutup : 0);
    }
    return query_end(&q);
}

enum outcome
foto_of_case(struct db *db, int64_t perkara, struct foto_kasus_list *list)
{
    struct berkas_list all;
    TRY(berkas_of(db, "perkara", perkara, "", &all));
    *list = (struct foto_kasus_list){ arena_array(db_arena_of(db), struct foto_kasus, all.count + 1), 0 };
    for (size_t i = 0; i < all.count; i++)
        list->items[list->count++] = (struct foto_kasus){ .b = all.items[i] };
    TRY(steps_of(db, perkara, list));
    TRY(covers_of(db, perkara, list));
    size_t shown = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!str_eqz(list->items[i].b.peran, "asli"))
            list->items[shown++] = list->items[i];
    list->count = shown;
    return OK;
}
