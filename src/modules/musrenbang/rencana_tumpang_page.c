/* rencana_tumpang_page.c: whether the steps of a year may run beside one another: a setting with its legal basis. */
#include "modules/musrenbang/rencana_html.h"
#include "modules/musrenbang/rencana_lihat.h"

struct tumpang_isian { bool boleh; str dasar; };
static const struct field fields[] = {
    FIELD(struct tumpang_isian, boleh, .label = "Tahap boleh berjalan bersamaan",
        .hint = "Urutannya tetap: suatu tahap tidak mulai sebelum tahap di depannya mulai."),
    FIELD(struct tumpang_isian, dasar, .label = "Dasar", .max = 200, REQUIRED,
        .hint = "Peraturan atau keputusan yang menetapkannya."),
    { 0 }
};

static enum outcome
setting(struct db *db, struct tumpang_lihat *l)
{
    struct query q = query_of(db, "SELECT nilai, dasar FROM pengaturan WHERE kunci = 'musrenbang.jadwal_tumpang'");
    if (query_next(&q)) {
        l->boleh = str_eqz(query_str(&q), "1");
        l->dasar = query_str(&q);
    }
    return query_end(&q);
}

static enum outcome
overlap(struct req *req)
{
    struct tumpang_lihat l = { .form = &req->form };
    TRY(setting(req->db, &l));
    form_show(req, fields);
    form_set(req, "boleh", l.boleh ? S("1") : S(""));
    form_set(req, "dasar", l.dasar);
    rencana_tumpang_halaman_html(&req->out, &l);
    req->section = S("rencana");
    return page(req, req_tr(req, S("Tahap bersamaan")));
}

static enum outcome
read(struct req *req)
{
    struct tumpang_isian *typed = req_keep(req, sizeof *typed);
    return form_read(req, fields, typed) ? OK : INVALID;
}

static enum outcome
save(struct req *req)
{
    const struct tumpang_isian *typed = req->kept;
    struct tumpang_lihat was = { 0 };
    TRY(setting(req->db, &was));
    struct query q = query_of(req->db, "INSERT INTO pengaturan (kunci, nilai, dasar)"
        " VALUES ('musrenbang.jadwal_tumpang', $1, $2) ON CONFLICT (kunci) DO UPDATE SET nilai = excluded.nilai,"
        " dasar = excluded.dasar");
    query_bind(&q, typed->boleh ? S("1") : S("0"));
    query_bind(&q, typed->dasar);
    TRY(query_end(&q));
    TRY(rencana_event(req, "rencana.tumpang", 0, str_format(req->arena, "lama=%d\nbaru=%d\ndasar=" STR, was.boleh,
        typed->boleh, STR_ARG(typed->dasar))));
    flash(req, "Tersimpan. Jadwal yang sudah ada tidak berubah.");
    return redirect(req, "/rencana");
}

const struct route rencana_tumpang_pages[] = {
    GET ("/rencana/tumpang", overlap,             &rencana_kelola, no_place),
    POST("/rencana/tumpang", read, save, overlap, &rencana_kelola, no_place),
    { 0 }
};
