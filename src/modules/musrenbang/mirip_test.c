/* mirip_test.c: what stands nearby already is shown before a proposal is sent. */
#include "modules/musrenbang/musrenbang_uji.h"

/* The form of a tester, sent as one who has seen nothing. */
static const char *
unseen(const struct rencana *r, const char *banyak, const char *lat, const char *lon)
{
    return uji_text(r->w, str_format(r->w->arena, "kamus=%lld&judul=Drainase+Gang+Kenari&volume=%s&masalah=Air+meluap"
        "&manfaat=34&alamat=Gang+Kenari&rembuk_tanggal=2026-02-20&hadir_laki=20&hadir_perempuan=21&lat=%s&lon=%s&aksi=",
        (long long)r->fisik, banyak, lat, lon));
}

/* A draft at a point, saved and with what sending needs; `act` is then done with it. */
static struct req *
act_at(const struct rencana *r, const char *lat, const char *lon, const char *act)
{
    struct arena *a = r->w->arena;
    const char *form = unseen(r, "2", lat, lon);
    CHECK_STATUS(ask(r->w, "rw1", "POST", "/rw/baru", uji_text(r->w, str_format(a, "%ssimpan", form))), 303);
    int64_t id = uji_newest(r->w);
    CHECK(world_write(r->w, uji_attach, &(struct attaching){ id, true, true }) == OK);
    return ask(r->w, "rw1", "POST", uji_text(r->w, str_format(a, "/rw/%lld", (long long)id)),
        uji_text(r->w, str_format(a, "%s%s", form, act)));
}

TEST(a_proposal_40_m_from_the_same_work_is_sent_only_by_who_has_seen_it)
{
    struct rencana r = open_year(w, 0);
    CHECK_STATUS(act_at(&r, "-5.113000", "105.305000", "kirim"), 303);
    str first = uji_usulan(w, uji_newest(w)).kode;
    struct req *reply = act_at(&r, "-5.113360", "105.305000", "kirim");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "sudah ada 1 usulan dengan pekerjaan yang sama");
    CHECK_HAS(reply, cstr(w->arena, str_format(w->arena, "href=\"/usulan/" STR "\"", STR_ARG(first))));
    CHECK_HAS(reply, "Drainase Gang Kenari");                   /* what was typed is still there */
    CHECK(str_eqz(uji_usulan(w, uji_newest(w)).status, "draf"));
    CHECK_STATUS(act_at(&r, "-5.113360", "105.305000", "kirim&berbeda=1"), 303);
}

TEST(what_is_60_m_away_or_another_work_is_no_twin)
{
    struct rencana r = open_year(w, 0);
    CHECK_STATUS(act_at(&r, "-5.113000", "105.305000", "kirim"), 303);
    CHECK_STATUS(act_at(&r, "-5.113540", "105.305000", "kirim"), 303);
    CHECK_STATUS(ask(w, "rw1", "POST", "/rw/baru", uji_isian(&r, r.manusia, "1", "simpan")), 303);
    CHECK_LACKS(ask(w, "rw1", "GET", uji_text(w, str_format(w->arena, "/rw/%lld", (long long)uji_newest(w))), NULL),
        "Usulan mirip di dekat sini");
}

TEST(without_a_point_the_same_rw_is_near_and_after_three_years_nothing_is)
{
    struct rencana r = open_year(w, 0);
    CHECK_STATUS(act_at(&r, "-5.113000", "105.305000", "kirim"), 303);
    CHECK_STATUS(act_at(&r, "", "", "kirim"), 422);
    struct usulan draft = uji_usulan(w, uji_newest(w));
    struct usulan_list near;
    CHECK(usulan_similar(world_db(w), &draft, w->now + 3 * 366 * (int64_t)DAY - 60, &near) == OK);
    CHECK_INT(near.count, 1);
    CHECK(usulan_similar(world_db(w), &draft, w->now + 3 * 366 * (int64_t)DAY + 60, &near) == OK);
    CHECK_INT(near.count, 0);
}

TESTS(mirip_tests,
    LISTED(a_proposal_40_m_from_the_same_work_is_sent_only_by_who_has_seen_it),
    LISTED(what_is_60_m_away_or_another_work_is_no_twin),
    LISTED(without_a_point_the_same_rw_is_near_and_after_three_years_nothing_is));
