/* saya_test.c: a person sees and takes along what is kept about them, hears who opened it, and gets an answer. */
#include "core/pribadi/saya_lihat.h"
#include "core/world.h"

static int64_t
people(struct world *w)
{
    world_person(w, "admin", "admin", NULL);
    world_person(w, "rw2", "rw", &(struct place){ S(WORLD_OTHER_RW), 0 });
    return world_person(w, "rw1", "rw", &(struct place){ S(WORLD_RW), 0 });
}

struct owner { const struct world *w; int64_t akun; };

static enum outcome
give_address(struct db *db, void *owner)
{
    const struct owner *o = owner;
    return akun_set_surel(db, o->w->region.secret, o->akun, S("rw1@contoh.id"));
}

static const char *
at(struct world *w, const char *before, int64_t id, const char *after)
{
    return cstr(w->arena, str_format(w->arena, "%s%lld%s", before, (long long)id, after));
}

TEST(who_opened_my_address_and_why_stands_on_my_page_and_on_nobody_elses)
{
    struct owner o = { w, people(w) };
    CHECK(world_write(w, give_address, &o) == OK);
    CHECK_HAS(ask(w, "rw1", "GET", "/saya/data", NULL), "Belum pernah dibuka");
    CHECK_STATUS(ask(w, "admin", "POST", at(w, "/admin/akun/", o.akun, "/buka"), "sebab=Mengirim+undangan+rapat"), 200);
    struct req *own = ask(w, "rw1", "GET", "/saya/data", NULL);
    CHECK_HAS(own, "rw1@contoh.id");
    CHECK_HAS(own, "Mengirim undangan rapat");
    CHECK_LACKS(ask(w, "rw2", "GET", "/saya/data", NULL), "Mengirim undangan rapat");
    CHECK(ask(w, "", "GET", "/saya/data", NULL)->status != 200);
}

TEST(my_data_is_a_file_of_json_and_no_cache_keeps_it)
{
    struct owner o = { w, people(w) };
    CHECK(world_write(w, give_address, &o) == OK);
    struct req *r = ask(w, "rw1", "GET", "/saya/data.json", NULL);
    CHECK_STATUS(r, 200);
    CHECK(r->no_store);
    CHECK_STR(r->content_type, "application/json");
    CHECK(str_starts(body_of(r), S("{\"daerah\":\"Kota Uji\",")));
    CHECK_HAS(r, "\"surel\":\"rw1@contoh.id\"}");
    CHECK_HAS(r, "\"nomor_sk\":\"SK/UJI/1\"}]");
    CHECK_HAS(r, "\"milik\":{\"Pemberitahuan\":[");
    CHECK_HAS(r, "\"permintaan\":[]}");
    CHECK_LACKS(r, ",]");
    CHECK_LACKS(r, "[,");
    CHECK_LACKS(r, "{,");
}

static struct permintaan
asked(struct world *w, const char *form)
{
    struct permintaan_list list;
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/data", form), 303);
    CHECK(permintaan_waiting(world_db(w), &list) == OK && list.count == 1);
    return list.items[0];
}

TEST(a_correction_is_answered_within_three_days_and_asked_once)
{
    people(w);
    struct permintaan p = asked(w, "macam=perbaikan&isi=Nama+saya+Siti");
    CHECK_INT(p.tenggat, w->now + 3 * DAY);
    CHECK_HAS(ask(w, "rw1", "POST", "/saya/data", "macam=perbaikan&isi=Lagi"), "masih menunggu jawaban");
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/data", "macam=lain&isi=Lagi"), 422);
    CHECK_STATUS(ask(w, "rw2", "POST", at(w, "/admin/permintaan-data/", p.id, ""), "keadaan=dipenuhi&jawaban=Ya"), 403);
    w->now += 4 * DAY;
    world_sign_in(w, "admin");
    CHECK_HAS(ask(w, "admin", "GET", "/admin/permintaan-data", NULL), "lewat tenggat");
    CHECK_HAS(ask(w, "admin", "POST", at(w, "/admin/permintaan-data/", p.id, ""), "keadaan=dipenuhi&jawaban="),
        "wajib diisi");
    CHECK_STATUS(ask(w, "admin", "POST", at(w, "/admin/permintaan-data/", p.id, ""),
        "keadaan=dipenuhi&jawaban=Sudah+dibetulkan"), 303);
    world_sign_in(w, "rw1");
    CHECK_HAS(ask(w, "rw1", "GET", "/saya/data", NULL), "Sudah dibetulkan");
    CHECK_STATUS(ask(w, "admin", "POST", at(w, "/admin/permintaan-data/", p.id, ""),
        "keadaan=ditolak&jawaban=Lagi"), 422);
}

static enum outcome
end_roles(struct db *db, void *akun)
{
    struct query q = query_of(db, "UPDATE peran SET selesai = '2026-03-01' WHERE akun = $1");
    query_bind(&q, *(int64_t *)akun);
    return query_end(&q);
}

TEST(an_end_waits_for_the_roles_and_takes_the_address_away_but_not_the_name)
{
    struct owner o = { w, people(w) };
    struct akun a;
    str surel;
    CHECK(world_write(w, give_address, &o) == OK);
    struct permintaan p = asked(w, "macam=hapus&isi=Saya+sudah+tidak+menjabat");
    const char *url = at(w, "/admin/permintaan-data/", p.id, ""), *yes = "keadaan=dipenuhi&jawaban=Alamat+dihapus";
    CHECK_HAS(ask(w, "admin", "POST", url, yes), "masih memegang peran");
    CHECK(world_write(w, end_roles, &o.akun) == OK);
    CHECK_STATUS(ask(w, "admin", "POST", url, yes), 303);
    CHECK(akun_by_id(world_db(w), o.akun, &a) == OK && !a.aktif);
    CHECK_STR(a.nama, "rw1");
    CHECK(akun_surel(world_db(w), w->region.secret, o.akun, &surel) == OK && surel.len == 0);
}

TESTS(saya_tests,
    LISTED(who_opened_my_address_and_why_stands_on_my_page_and_on_nobody_elses),
    LISTED(my_data_is_a_file_of_json_and_no_cache_keeps_it),
    LISTED(a_correction_is_answered_within_three_days_and_asked_once),
    LISTED(an_end_waits_for_the_roles_and_takes_the_address_away_but_not_the_name));
