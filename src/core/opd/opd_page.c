/* opd_page.c: the region's offices by kind: for everybody, and with their codes for the administrator. */
#include "core/opd/opd_html.h"
#include "core/opd/opd_lihat.h"

/* In the order in which a region lists them. */
static const struct { const char *jenis, *nama; } kinds[] = { { "lembaga", "Sekretariat dan lembaga" },
    { "dinas", "Dinas" }, { "badan", "Badan" }, { "bagian", "Bagian sekretariat daerah" },
    { "kecamatan", "Kecamatan" }, { "kelurahan", "Kelurahan" } };

struct pilihan_list
opd_jenis_choices(struct arena *a)
{
    struct pilihan_list l = { arena_array(a, struct pilihan, COUNT(kinds)), COUNT(kinds) };
    for (size_t i = 0; i < COUNT(kinds); i++)
        l.items[i] = (struct pilihan){ .kode = str_of(kinds[i].jenis), .nama = str_of(kinds[i].nama) };
    return l;
}

static enum outcome
groups(struct req *req, struct opd_lihat *l)
{
    l->kelompok.items = arena_array(req->arena, struct opd_kelompok, COUNT(kinds));
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct opd_kelompok *k = &l->kelompok.items[l->kelompok.count];
        TRY(opd_all(req->db, str_of(kinds[i].jenis), &k->list));
        k->nama = str_of(kinds[i].nama);
        l->jumlah += k->list.count;
        l->kelompok.count += k->list.count > 0;
    }
    return OK;
}

static enum outcome
offices(struct req *req)
{
    struct opd_lihat l = { 0 };
    TRY(groups(req, &l));
    opd_halaman_html(&req->out, &l);
    req->section = S("opd");
    return page(req, req_tr(req, S("Perangkat daerah")));
}

static enum outcome
administer(struct req *req)
{
    struct opd_lihat l = { .admin = true };
    TRY(groups(req, &l));
    TRY(opd_closed(req->db, &l.tutup));
    opd_admin_halaman_html(&req->out, &l);
    req->section = S("admin");
    return page(req, req_tr(req, S("Perangkat daerah")));
}

const struct route opd_pages[] = {
    GET("/opd",       offices,    &anyone,     no_place),
    GET("/admin/opd", administer, &opd_kelola, no_place),
    { 0 }
};
