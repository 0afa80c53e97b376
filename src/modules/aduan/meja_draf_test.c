/* meja_draf_test.c: an act begun on a case is kept for its officer, its words and its choices, until one is done. */
#include "modules/aduan/aduan_uji.h"

#define DESK(...) ((struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), __VA_ARGS__ })
#define SAID(...) cstr(w->arena, str_format(w->arena, __VA_ARGS__))

static struct req *
form_of(struct world *w, const char *user, int64_t id, const char *aksi)
{
    return ask(w, user, "GET", SAID("/meja/aduan/%lld?aksi=%s", (long long)id, aksi), NULL);
}

TEST(a_draft_is_kept_for_the_officer_who_wrote_it_and_is_gone_once_it_was_sent)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_published(&m, "saluran");
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    const char *path = SAID("/meja/aduan/%lld", (long long)id);
    int64_t step = perkara_uji_row(w, id).langkah;
    const char *words = SAID("aksi=kabari&isi=Regu+datang+Senin+pagi.&langkah=%lld", (long long)step);
    CHECK_STATUS(ask(w, "dinas", "POST", path, SAID("%s&simpan=draf", words)), 303);
    CHECK_INT(perkara_uji_row(w, id).langkah, step);
    CHECK_HAS(ask(w, "dinas", "GET", path, NULL), "Regu datang Senin pagi.");
    CHECK_HAS(ask(w, "dinas", "GET", path, NULL), "Draf Anda, belum dikirim");
    CHECK_LACKS(form_of(w, "dinas", id, "catat"), "Regu datang Senin pagi.");
    CHECK_LACKS(ask(w, "meja", "GET", path, NULL), "Regu datang Senin pagi.");
    CHECK_LACKS(ask(w, "", "GET", SAID("/aduan/" STR, STR_ARG(perkara_uji_row(w, id).nomor)), NULL), "Regu datang");
    CHECK_STATUS(ask(w, "dinas", "POST", path, words), 303);
    CHECK_LACKS(ask(w, "dinas", "GET", path, NULL), "Draf Anda, belum dikirim");
}

TEST(a_draft_keeps_what_was_chosen_too_and_of_nothing_there_is_none)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_published(&m, "saluran");
    const char *path = SAID("/meja/aduan/%lld", (long long)id);
    long long step = (long long)perkara_uji_row(w, id).langkah;
    CHECK_STATUS(ask(w, "meja", "POST", path, SAID("aksi=disposisi&opd=%lld&perintah=Keruk+60+meter&golongan=pengawasan"
        "&langkah=%lld&simpan=draf", (long long)m.opd, step)), 303);
    struct req *back = ask(w, "meja", "GET", path, NULL);
    CHECK_HAS(back, "Draf Anda, belum dikirim");
    CHECK_HAS(back, SAID("<option value=\"%lld\"  selected", (long long)m.opd));
    CHECK_HAS(back, "value=\"Keruk 60 meter\"");
    CHECK_LACKS(form_of(w, "meja", id, "arsip"), "Keruk 60 meter");
    CHECK_STR(perkara_uji_row(w, id).keadaan, "terverifikasi");
    CHECK_STATUS(ask(w, "meja", "POST", path, SAID("aksi=disposisi&isi=+&langkah=%lld&simpan=draf", step)), 303);
    CHECK_LACKS(ask(w, "meja", "GET", path, NULL), "Draf Anda, belum dikirim");
    CHECK_STATUS(ask(w, "meja", "POST", path, SAID("aksi=bukan_wewenang&kode_alasan=A01&langkah=%lld&simpan=draf",
        step)), 303);
    CHECK_HAS(ask(w, "meja", "GET", path, NULL), "Draf Anda, belum dikirim");
    CHECK_HAS(ask(w, "meja", "GET", path, NULL), "<option value=\"A01\"  selected");
}

TESTS(meja_draf_tests,
    LISTED(a_draft_is_kept_for_the_officer_who_wrote_it_and_is_gone_once_it_was_sent),
    LISTED(a_draft_keeps_what_was_chosen_too_and_of_nothing_there_is_none));
