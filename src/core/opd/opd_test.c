/* opd_test.c: one office by hand, and who may. */
#include "core/opd/opd.h"
#include "core/world.h"

#define OFFICE "kode=1.03.0.00.0.00.01.0000&nama=Dinas+Uji&singkatan=Disuji&jenis=dinas&mulai=2026-01-01"

static int64_t
offices(struct world *w, struct opd_list *l)
{
    CHECK(opd_all(world_db(w), S(""), l) == OK);
    return (int64_t)l->count;
}

TEST(an_office_is_added_renamed_and_closed_by_the_administrator)
{
    struct opd_list l;
    world_person(w, "admin", "admin", NULL);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/opd/baru", OFFICE), 303);
    CHECK_INT(offices(w, &l), 1);
    const char *path = cstr(w->arena, str_format(w->arena, "/admin/opd/%lld", (long long)l.items[0].id));
    CHECK_STATUS(ask(w, "admin", "POST", path, "kode=9&nama=Dinas+Baru&singkatan=Disbar&jenis=badan&mulai=2026-01-01"),
        303);
    CHECK_INT(offices(w, &l), 1);
    CHECK_STR(l.items[0].nama, "Dinas Baru");
    CHECK_STR(l.items[0].kode, "1.03.0.00.0.00.01.0000");
    CHECK_HAS(ask(w, "", "GET", "/opd", NULL), "Dinas Baru");
    CHECK_STATUS(ask(w, "admin", "POST", path,
        "kode=9&nama=Dinas+Baru&singkatan=Disbar&jenis=badan&mulai=2026-01-01&selesai=2026-03-02"), 303);
    CHECK_INT(offices(w, &l), 0);
    CHECK_HAS(ask(w, "admin", "GET", "/admin/opd", NULL), path);
    CHECK_LACKS(ask(w, "", "GET", "/opd", NULL), "Dinas Baru");
    CHECK_STATUS(ask(w, "admin", "POST", path, "kode=9&nama=Dinas+Baru&singkatan=Disbar&jenis=badan&mulai=2026-01-01"),
        303);
    CHECK_INT(offices(w, &l), 1);
    CHECK_LACKS(ask(w, "admin", "GET", "/admin/opd", NULL), "Sudah ditutup");
}

TEST(a_wrong_or_a_second_office_of_one_code_is_refused)
{
    struct opd_list l;
    world_person(w, "admin", "admin", NULL);
    world_person(w, "lurah", "lurah", &(struct place){ S(WORLD_KELURAHAN), 0 });
    CHECK_STATUS(ask(w, "lurah", "POST", "/admin/opd/baru", OFFICE), 403);
    CHECK_HAS(ask(w, "admin", "POST", "/admin/opd/baru", OFFICE "&selesai=2025-12-31"), "tidak dapat mendahului");
    CHECK_HAS(ask(w, "admin", "POST", "/admin/opd/baru", OFFICE "&selesai=2026-03-04"), "belum tiba");
    CHECK_HAS(ask(w, "admin", "POST", "/admin/opd/baru",
        "kode=DINAS&nama=A&singkatan=A&jenis=dinas&mulai=2026-01-01"), "angka dan titik");
    CHECK_HAS(ask(w, "admin", "POST", "/admin/opd/baru",
        "kode=1.03&nama=A&singkatan=A&jenis=kantor&mulai=2026-01-01"), "Pilih jenis");
    CHECK_INT(offices(w, &l), 0);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/opd/baru", OFFICE), 303);
    CHECK_HAS(ask(w, "admin", "POST", "/admin/opd/baru", OFFICE), "Kode ini sudah dipakai Dinas Uji");
    CHECK_STATUS(ask(w, "admin", "GET", "/admin/opd/1", NULL), 404);
}

TESTS(opd_tests,
    LISTED(an_office_is_added_renamed_and_closed_by_the_administrator),
    LISTED(a_wrong_or_a_second_office_of_one_code_is_refused));
