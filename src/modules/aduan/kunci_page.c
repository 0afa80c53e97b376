/* kunci_page.c: keys of programs that send by Open311: made, told once, ended. */
#include "base/random.h"
#include "core/perkara/atur.h"
#include "core/pribadi/pribadi.h"
#include "modules/aduan/kunci_html.h"
#include "modules/aduan/kunci_lihat.h"

struct kunci_isian { str nama; int64_t per_jam; bool mitra, uji; };
static const struct field fields[] = {
    FIELD(struct kunci_isian, nama, .label = "Program atau instansi", .max = 120, REQUIRED),
    FIELD(struct kunci_isian, per_jam, .label = "Paling banyak laporan per jam", .lowest = 1, .highest = 10000,
        REQUIRED),
    FIELD(struct kunci_isian, mitra, .label = "Instansi mitra",
        .hint = "Boleh mengambil laporan kita yang belum ditangani perangkat daerah, dan menjawabnya."),
    FIELD(struct kunci_isian, uji, .label = "Hanya untuk uji coba",
        .hint = "Kunci uji coba hanya berlaku di /open311/uji/v2 dan tidak membuat laporan sungguhan."),
    { 0 }
};

static enum outcome
list(struct req *req)
{
    enum { MOST = 100 };
    struct kunci_lihat l = { .form = &req->form, .baru = req_arg(req, "baru") };
    form_show(req, fields);
    l.kunci.items = arena_array(req->arena, struct kunci_baris, MOST);
    struct query q = query_of(req->db, "SELECT id, nama, uji, per_jam, aktif, dibuat, CASE WHEN m.kunci IS NULL"
        " THEN 0 ELSE 1 END FROM o311_kunci LEFT JOIN o311_mitra m ON m.kunci = id ORDER BY id DESC LIMIT 100");
    while (l.kunci.count < MOST && query_next(&q)) {
        struct kunci_baris *k = &l.kunci.items[l.kunci.count++];
        k->id      = query_int(&q);
        k->nama    = query_str(&q);
        k->uji     = query_bool(&q);
        k->per_jam = query_int(&q);
        k->aktif   = query_bool(&q);
        k->dibuat  = query_int(&q);
        k->mitra   = query_bool(&q);
    }
    TRY(query_end(&q));
    form_set(req, "per_jam", S("100"));
    req->no_store = true;
    kunci_halaman_html(&req->out, &l);
    req->section = S("aduan_atur");
    return page(req, req_tr(req, S("Kunci Open311")));
}

static enum outcome
read(struct req *req)
{
    struct kunci_isian *f = req_keep(req, sizeof *f);
    return form_read(req, fields, f) ? OK : INVALID;
}

static enum outcome
make_partner(struct db *db, int64_t kunci)
{
    struct query q = query_of(db, "INSERT INTO o311_mitra (kunci) VALUES ($1)");
    query_bind(&q, kunci);
    return query_end(&q);
}

static enum outcome
make(struct req *req)
{
    const struct kunci_isian *f = req->kept;
    str key = random_hex(req->arena, 20);
    struct query q = query_of(req->db, "INSERT INTO o311_kunci (id, nama, sidik, uji, per_jam, aktif, dibuat)"
        " VALUES ($1, $2, $3, $4, $5, 1, $6)");
    query_bind(&q, req->new_id);
    query_bind(&q, f->nama);
    query_bind(&q, pribadi_lookup(req->arena, req->region->secret, "o311", key));
    query_bind(&q, f->uji);
    query_bind(&q, f->per_jam);
    query_bind(&q, req->now);
    TRY(query_end(&q));
    if (f->mitra && !f->uji)
        TRY(make_partner(req->db, req->new_id));
    TRY(atur_event(req, "o311.kunci_dibuat", req->new_id, str_format(req->arena, "nama=" STR "\nuji=%d\nper_jam=%lld",
        STR_ARG(f->nama), f->uji, (long long)f->per_jam)));
    flash(req, "Kunci untuk " STR ": " STR ". Catat sekarang, tidak ditampilkan lagi.", STR_ARG(f->nama), STR_ARG(key));
    return redirect(req, "/meja/aduan/kunci");
}

static enum outcome
end(struct req *req)
{
    int64_t id;
    TRY(req_id(req, &id));
    struct query q = query_of(req->db, "UPDATE o311_kunci SET aktif = 0 WHERE id = $1");
    query_bind(&q, id);
    TRY(query_end_changed(&q));
    TRY(atur_event(req, "o311.kunci_diakhiri", id, S("")));
    flash(req, "Kunci itu tidak berlaku lagi.");
    return redirect(req, "/meja/aduan/kunci");
}

const struct route aduan_kunci[] = {
    GET ("/meja/aduan/kunci",            list,             &aduan_atur, no_place),
    POST("/meja/aduan/kunci",            read, make, list, &aduan_atur, no_place),
    POST("/meja/aduan/kunci/{id}/akhiri", NULL, end, list, &aduan_atur, no_place),
    { 0 }
};
