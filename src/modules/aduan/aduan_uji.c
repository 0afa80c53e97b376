/* aduan_uji.c: a desk and two offices for tests. */
#include "modules/aduan/aduan_uji.h"

#include "base/random.h"
#include "core/kabar/surel_dalam.h"

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

struct sending { const struct meja_uji *m; const char *kategori; struct perkara p; str *kode; };

static struct req
request_of(const struct meja_uji *m, struct db *db)
{
    return (struct req){ .arena = m->w->arena, .region = &m->w->region, .db = db, .now = m->w->now,
        .new_id = id_new() };
}

static enum outcome
send(struct db *db, void *context)
{
    struct sending *s = context;
    struct kategori k;
    str kode;
    struct req req = request_of(s->m, db);
    TRY(kategori_by_kode(db, S("aduan"), str_of(s->kategori), &k));
    s->p = (struct perkara){ .golongan = k.golongan, .kategori = k.id, .judul = S("Saluran tersumbat"),
        .isi = S("Air masuk ke rumah setiap hujan."), .wilayah = S("18.72.01.1001"), .kelurahan = S("18.72.01.1001"),
        .lat_e6 = -5113000, .lon_e6 = 105307000, .kanal = S("web"), .tampak = k.tampak };
    return perkara_open(&req, &aduan_alur, &s->p, s->kode ? s->kode : &kode);
}

int64_t
aduan_sent(const struct meja_uji *m, const char *kategori, str *kode)
{
    struct sending s = { .m = m, .kategori = kategori, .kode = kode };
    must(world_write(m->w, send, &s) == OK);
    return s.p.id;
}

struct acting { const struct meja_uji *m; int64_t id; struct tindakan t; str salah; };

static enum outcome
act(struct db *db, void *context)
{
    struct acting *a = context;
    struct perkara p;
    struct req req = request_of(a->m, db);
    TRY(perkara_by_id(db, a->id, &p));
    enum outcome o = perkara_act(&req, &aduan_alur, &p, &a->t);
    if (req.form.error_count)
        a->salah = req.form.errors[0].message;
    return o;
}

enum outcome
aduan_uji_act(const struct meja_uji *m, int64_t id, struct tindakan t, str *salah)
{
    t.langkah = -1;
    struct acting a = { m, id, t, { 0 } };
    enum outcome o = world_write(m->w, act, &a);
    if (salah)
        *salah = a.salah;
    return o;
}

int64_t
aduan_published(const struct meja_uji *m, const char *kategori)
{
    int64_t id = aduan_sent(m, kategori, NULL);
    must(aduan_uji_act(m, id, (struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), .aksi = S("verifikasi") },
        NULL) == OK);
    return id;
}

struct perkara
aduan_uji_row(struct world *w, int64_t id)
{
    struct perkara p = { 0 };
    must(perkara_by_id(world_db(w), id, &p) == OK);
    return p;
}

struct running { struct world *w; enum outcome (*run)(struct job_run *); };

static enum outcome
run_job(struct db *db, void *context)
{
    struct running *r = context;
    struct job_run run = { .store = r->w->region.store, .db = db, .arena = db_arena_of(db), .region = &r->w->region,
        .now = r->w->now };
    return r->run(&run);
}

enum outcome
aduan_uji_job(struct world *w, enum outcome (*run)(struct job_run *))
{
    struct running r = { w, run };
    return world_write(w, run_job, &r);
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
