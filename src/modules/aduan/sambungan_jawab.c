/* sambungan_jawab.c: what the answer to something that left means: a number, a token, a refusal, or: not now. */
#include "base/letters.h"
#include "modules/aduan/sambungan_dalam.h"

str
json_teks(struct arena *arena, const json_t *object, const char *name)
{
    const json_t *v = json_object_get(object, name);
    if (json_is_integer(v))
        return str_format(arena, "%lld", (long long)json_integer_value(v));
    return json_is_string(v) ? arena_copy(arena, str_of(json_string_value(v))) : S("");
}

/* The first object of their answer: JSON of the Spark convention, an array of one. */
static str
first_text(struct arena *arena, str json, const char *name)
{
    json_t *all = json_loadb(json.ptr, json.len, 0, NULL);
    const json_t *one = json_is_array(all) ? json_array_get(all, 0) : all;
    str found = letters_head(json_teks(arena, one, name), 100);
    json_decref(all);
    return str_is_text(found) ? found : S("");
}

str
jawaban_galat(struct arena *arena, const struct luar_jawab *j)
{
    if (j->hasil != LUAR_DIJAWAB)
        return letters_head(j->isi, 300);
    if (j->status >= 300 && j->status < 400)
        return str_format(arena, "%lld dialihkan ke alamat lain; tulis alamat akhirnya", (long long)j->status);
    str said = j->isi.len ? first_text(arena, j->isi, "description") : S("");
    return letters_head(str_format(arena, "%lld " STR, (long long)j->status, STR_ARG(said)), 300);
}

enum outcome
berangkat_end(struct db *db, const struct sambungan *s, const struct berangkat *r, const struct berangkat *end,
    const char *status)
{
    struct query q = query_of(db, "UPDATE sambungan_kirim SET status = $4, luar = $5, tanda = $6, galat = $7,"
        " pantau = CASE WHEN $4 = 'terkirim' AND langkah = 0 THEN 1 ELSE 0 END,"
        " isi = CASE WHEN $4 = 'menunggu' THEN isi ELSE $8 END"
        " WHERE sambungan = $1 AND perkara = $2 AND langkah = $3 AND status = 'menunggu'");
    query_bind(&q, s->id);
    query_bind(&q, r->perkara);
    query_bind(&q, r->langkah);
    query_bind(&q, str_of(status));
    query_bind(&q, end->luar);
    query_bind(&q, end->tanda);
    query_bind(&q, end->isi);
    query_bind_bytes(&q, S(""));
    return query_end(&q);
}

/* What they said of it before we knew its number was passed over: it is read again. */
static enum outcome
read_again(struct req *req, const struct sambungan *s, const struct berangkat *r)
{
    struct query q = query_of(req->db, "UPDATE sambungan SET terbaca = k.terbaca FROM sambungan_kirim k"
        " WHERE sambungan.id = $1 AND k.sambungan = $1 AND k.perkara = $2 AND k.langkah = 0"
        " AND sambungan.terbaca > k.terbaca");
    query_bind(&q, s->id);
    query_bind(&q, r->perkara);
    TRY(query_end(&q));
    return q.changed ? bacaan_save(req->db, s->id, "kabar", &(struct bacaan){ .halaman = 1 }) : OK;
}

static enum outcome
taken(struct req *req, const struct sambungan *s, const struct berangkat *r, const struct luar_jawab *j)
{
    struct berangkat end = { .luar = first_text(req->arena, j->isi, r->langkah ? "update_id" : "service_request_id"),
        .tanda = first_text(req->arena, j->isi, "token") };
    if (end.luar.len) {
        end.tanda = S("");
        TRY(berangkat_end(req->db, s, r, &end, "terkirim"));
        return r->langkah ? OK : read_again(req, s, r);
    }
    if (r->langkah)                     /* said and taken; what they call it is of no use to us */
        return berangkat_end(req->db, s, r, &end, "terkirim");
    end.tanda = end.tanda.len ? end.tanda : r->tanda;
    if (end.tanda.len)
        return berangkat_end(req->db, s, r, &end, "menunggu");
    end.isi = S("jawabannya tanpa nomor laporan");
    return berangkat_end(req->db, s, r, &end, "gagal");
}

/* 403, 429 and 5xx say something of the connection; another refusal is about this one, as is an update sent to who
   knows none. */
enum outcome
sambungan_note(struct req *req, const struct sambungan *s, const struct berangkat *r, const struct luar_jawab *j,
    enum sambungan_akhir *akhir)
{
    *akhir = LANJUT;
    if (j->hasil == LUAR_DIJAWAB && j->status >= 200 && j->status < 300)
        return taken(req, s, r, j);
    bool refused = j->hasil == LUAR_DIJAWAB && (j->status == 400 || j->status == 404 || j->status == 413
        || j->status == 422 || (r->langkah && kabar_is_unknown(j)));
    if (!refused) {
        *akhir = BERHENTI;
        return OK;
    }
    struct berangkat end = { .luar = r->langkah ? S("") : r->luar, .isi = jawaban_galat(req->arena, j) };
    return berangkat_end(req->db, s, r, &end, "gagal");
}
