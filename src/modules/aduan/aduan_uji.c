/* aduan_uji.c: a desk and two offices for tests. */
#include "modules/aduan/aduan_uji.h"

#include <time.h>

#include "core/pribadi/pribadi.h"

#include "base/random.h"
#include "core/kabar/surel_dalam.h"
#include "http/http_internal.h"

static enum outcome
make_offices(struct db *db, void *context)
{
    struct meja_uji *m = context;
    m->opd = id_new();
    m->other = id_new();
    struct opd lead = { .id = m->opd, .kode = S("1.03"), .nama = S("Dinas PUTR"), .singkatan = S("DPUTR"),
        .jenis = S("dinas") };
    struct opd other = { .id = m->other, .kode = S("2.11"), .nama = S("Dinas Lingkungan Hidup"), .singkatan = S("DLH"),
        .jenis = S("dinas") };
    TRY(opd_insert(db, &lead, (date){ 2020, 1, 1 }));
    return opd_insert(db, &other, (date){ 2020, 1, 1 });
}

struct meja_uji
open_desk(struct world *w)
{
    struct meja_uji m = { .w = w };
    must(world_write(w, make_offices, &m) == OK);
    m.opd_place.opd = m.opd;
    m.other_place.opd = m.other;
    world_person(w, "meja", "admin_aduan", NULL);
    world_person(w, "dinas", "penghubung", &m.opd_place);
    world_person(w, "dinas2", "penghubung", &m.other_place);
    world_person(w, "kasi", "kasi", &m.opd_place);
    world_person(w, "kadis", "kepala_pd", &m.opd_place);
    world_person(w, "sekda", "sekda", NULL);
    return m;
}

int64_t
aduan_sent(const struct meja_uji *m, const char *kategori, str *kode)
{
    struct kategori k;
    must(kategori_by_kode(world_db(m->w), S("aduan"), str_of(kategori), &k) == OK);
    struct perkara p = { .golongan = k.golongan, .kategori = k.id, .judul = S("Saluran tersumbat"),
        .isi = S("Air masuk ke rumah setiap hujan."), .wilayah = S("18.72.01.1001"), .kelurahan = S("18.72.01.1001"),
        .lat_e6 = -5113000, .lon_e6 = 105307000, .kanal = S("web"), .tampak = k.tampak };
    perkara_uji_open(m->w, &aduan_alur, &p, kode);
    return p.id;
}

enum outcome
aduan_uji_act(const struct meja_uji *m, int64_t id, struct tindakan t, str *salah)
{
    return perkara_uji_act(m->w, &aduan_alur, id, t, salah);
}

int64_t
aduan_published(const struct meja_uji *m, const char *kategori)
{
    int64_t id = aduan_sent(m, kategori, NULL);
    must(aduan_uji_act(m, id, (struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), .aksi = S("verifikasi") },
        NULL) == OK);
    return id;
}

str
aduan_uji_mail(struct world *w, const char *kepada, int *count)
{
    struct buf b = { .arena = w->arena };
    struct db *db = world_db(w);
    struct query q = query_of(db, "SELECT id, kepada, judul, isi, tautan FROM surel_keluar ORDER BY id DESC");
    for (*count = 0; query_next(&q);) {
        struct surel_baris mail = { .id = query_int(&q), .kepada = query_bytes(&q) };
        str title = query_str(&q), text = query_str(&q), link = query_str(&q), opened = { 0 };
        if (!mail.kepada.len || surel_address(db, w->region.secret, &mail, &opened) != OK || !str_eqz(opened, kepada))
            continue;
        buf_format(&b, STR "\n" STR "\n" STR "\n", STR_ARG(title), STR_ARG(text), STR_ARG(link));
        ++*count;
    }
    CHECK(query_end(&q) == OK);
    return buf_view(&b);
}

static enum outcome
make_keys(struct db *db, void *context)
{
    static const struct { const char *key; bool uji; int64_t per_jam; } keys[] = { { O311_UJI_KEY, false, 3 },
        { O311_UJI_TEST_KEY, true, 100 } };
    const struct world *w = context;
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct query q = query_of(db, "INSERT INTO o311_kunci (id, nama, sidik, uji, per_jam, aktif, dibuat)"
            " VALUES ($1, 'Uji', $2, $3, $4, 1, 0)");
        query_bind(&q, (int64_t)i + 1);
        query_bind(&q, pribadi_lookup(db_arena_of(db), w->region.secret, "o311", str_of(keys[i].key)));
        query_bind(&q, keys[i].uji);
        query_bind(&q, keys[i].per_jam);
        TRY(query_end(&q));
    }
    return OK;
}

void
aduan_uji_keys(struct world *w)
{
    CHECK(world_write(w, make_keys, w) == OK);
}

struct stream *
aduan_uji_listen(struct world *w, struct streams *all, const char *user, const char *channels)
{
    char hello[200];
    struct req *req = ask(w, user, "GET", cstr(w->arena, str_format(w->arena, "/langsung?%s", channels)), NULL);
    CHECK_STATUS(req, 200);
    struct stream *s = stream_join(all, req, NULL);
    CHECK(s && stream_take(s, hello, sizeof hello) > 0);
    return s;
}

str
aduan_uji_heard(struct world *w, struct stream *s, int tries)
{
    char bytes[1000];
    ptrdiff_t n = 0;
    while ((n = stream_take(s, bytes, sizeof bytes)) == 0 && tries-- > 0)
        nanosleep(&(struct timespec){ .tv_nsec = 10 * 1000000L }, NULL);
    return arena_copy(w->arena, (str){ bytes, n > 0 ? (size_t)n : 0 });
}
