/* musrenbang_peringkat.c: the order in which a place wants its proposals, by score and by hand. */
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

enum { RANKED_MOST = 500 };

/* What a level agreed to and ranks, by its own last word, whatever a later level said; with its score (weight x mark,
   0..10,000). */
#define RANKED \
    "SELECT u.id, COALESCE(r.nomor, 0), COALESCE((SELECT CAST(sum(s.nilai * c.bobot_bp) AS BIGINT) / 5" \
    " FROM skor s JOIN kriteria c ON c.tahun = u.tahun AND c.kode = s.kriteria" \
    " WHERE s.usulan = u.id AND s.tingkat = $2), 0), COALESCE(r.alasan, '')" \
    " FROM usulan u LEFT JOIN peringkat r ON r.tahun = $1 AND r.tingkat = $2 AND r.wilayah = $3" \
    " AND r.usulan = u.id" \
    " WHERE u.tahun = $1 AND u.publik = 1" \
    " AND EXISTS (SELECT 1 FROM usulan_keputusan k WHERE k.usulan = u.id AND k.tingkat = $2" \
    " AND k.keputusan IN ('setuju', 'ubah', 'terima') AND k.urut =" \
    " (SELECT max(e.urut) FROM usulan_keputusan e WHERE e.usulan = u.id AND e.tingkat = $2))"
#define BY_RANK " ORDER BY CASE WHEN r.nomor IS NULL THEN 1 ELSE 0 END, r.nomor, 3 DESC, u.id LIMIT 500"

enum outcome
peringkat_of(struct db *db, int64_t tahun, str tingkat, str wilayah, struct peringkat_list *list)
{
    struct peringkat_list found = { arena_array(db_arena_of(db), struct peringkat, RANKED_MOST), 0 };
    bool kelurahan = wilayah_level(wilayah) == TINGKAT_KELURAHAN;
    struct query q = query_of(db, kelurahan ? RANKED " AND u.kelurahan = $3" BY_RANK
        : RANKED " AND u.kecamatan = $3" BY_RANK);
    query_bind(&q, tahun);
    query_bind(&q, tingkat);
    query_bind(&q, wilayah);
    while (found.count < RANKED_MOST && query_next(&q)) {
        struct peringkat *p = &found.items[found.count++];
        p->usulan = query_int(&q);
        p->nomor = query_int(&q);
        p->skor_bp = query_int(&q);
        p->alasan = query_str(&q);
    }
    TRY(query_end(&q));
    *list = found;
    return OK;
}

static const struct peringkat *
ranked_as(const struct peringkat_list *list, int64_t usulan)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].usulan == usulan)
            return &list->items[i];
    return NULL;
}

static int64_t
first_free(const struct peringkat_list *list)
{
    for (int64_t n = 1;; n++) {
        bool used = false;
        for (size_t i = 0; i < list->count; i++)
            used |= list->items[i].nomor == n;
        if (!used)
            return n;
    }
}

static enum outcome
refuse_twin(struct req *req, const struct peringkat_list *list, const struct peringkat *p)
{
    struct usulan other = { 0 };
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].nomor == p->nomor && list->items[i].usulan != p->usulan)
            TRY(usulan_by_id(req->db, list->items[i].usulan, &other));
    const char *field = cstr(req->arena, str_format(req->arena, "nomor_%lld", (long long)p->usulan));
    return req_error(req, field, "Nomor %lld sudah dipakai \"" STR "\". Pilih nomor lain, yang kosong: %lld.",
        (long long)p->nomor, STR_ARG(other.judul), (long long)first_free(list));
}

/* Each number once, 1 to the number of proposals. */
static enum outcome
require_unique(struct req *req, const struct peringkat_list *list)
{
    bool right = true;
    for (size_t i = 0; i < list->count; i++) {
        const struct peringkat *p = &list->items[i];
        const char *field = cstr(req->arena, str_format(req->arena, "nomor_%lld", (long long)p->usulan));
        if (p->nomor < 1 || p->nomor > (int64_t)list->count) {
            right = req_error(req, field, "Isi nomor 1 sampai %zu.", list->count) == OK;
            continue;
        }
        for (size_t j = 0; j < i; j++)
            if (list->items[j].nomor == p->nomor) {
                right = refuse_twin(req, list, p) == OK;
                break;
            }
    }
    return right ? OK : INVALID;
}

/* A place by hand that differs from the score's place says why. */
static enum outcome
require_reasons(struct req *req, const struct peringkat_list *list, const struct peringkat_list *now)
{
    bool right = true;
    for (size_t i = 0; i < list->count; i++) {
        const struct peringkat *p = &list->items[i];
        int64_t by_score = 1;
        const struct peringkat *own = ranked_as(now, p->usulan);
        for (size_t j = 0; own && j < now->count; j++)
            by_score += now->items[j].skor_bp > own->skor_bp;
        bool scored = own && own->skor_bp > 0;
        if (!scored || p->nomor >= by_score || str_letters(str_trim(p->alasan)) >= 10)
            continue;
        right = req_error(req, cstr(req->arena, str_format(req->arena, "alasan_%lld", (long long)p->usulan)),
            "Skor menempatkannya di nomor %lld. Tulis alasan musyawarah menaikkannya ke nomor %lld.",
            (long long)by_score, (long long)p->nomor) == OK;
    }
    return right ? OK : INVALID;
}

static enum outcome
write_ranks(struct db *db, int64_t tahun, str tingkat, str wilayah, const struct peringkat_list *list)
{
    struct query old = query_of(db,
        "DELETE FROM peringkat WHERE tahun = $1 AND tingkat = $2 AND wilayah = $3");
    query_bind(&old, tahun);
    query_bind(&old, tingkat);
    query_bind(&old, wilayah);
    TRY(query_end(&old));
    for (size_t i = 0; i < list->count; i++) {
        struct query q = query_of(db, "INSERT INTO peringkat (tahun, tingkat, wilayah, usulan, nomor, alasan)"
            " VALUES ($1, $2, $3, $4, $5, $6)");
        query_bind(&q, tahun);
        query_bind(&q, tingkat);
        query_bind(&q, wilayah);
        query_bind(&q, list->items[i].usulan);
        query_bind(&q, list->items[i].nomor);
        query_bind(&q, list->items[i].alasan);
        TRY(query_end(&q));
    }
    return OK;
}

enum outcome
peringkat_set(struct req *req, int64_t tahun, const struct tingkat *t, str wilayah,
    const struct peringkat_list *list)
{
    bool locked;
    struct peringkat_list now;
    TRY(ba_signed(req->db, tahun, t->kode, wilayah, &locked));
    if (locked && req_arg(req, "perubahan").len == 0 && !form_has(&req->form, S("perubahan"), S("1")))
        return req_error(req, NULL, "Berita acara " STR " sudah sah, jadi urutannya terkunci. Buat berita acara"
            " perubahan untuk mengubahnya.", STR_ARG(t->nama));
    TRY(peringkat_of(req->db, tahun, t->kode, wilayah, &now));
    for (size_t i = 0; i < list->count; i++)
        if (!ranked_as(&now, list->items[i].usulan))
            return req_error(req, NULL, "Daftar usulan sudah berubah sejak halaman ini dibuka. Muat ulang"
                " halaman, lalu urutkan lagi.");
    if (list->count != now.count)
        return req_error(req, NULL, "Beri nomor untuk semua %zu usulan yang disetujui.", now.count);
    TRY(require_unique(req, list));
    TRY(require_reasons(req, list, &now));
    return write_ranks(req->db, tahun, t->kode, wilayah, list);
}
