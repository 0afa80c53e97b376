/* rw_tawaran.c: what residents report again and again, offered to the RW head: a draft in one step, or a written no. */
#include "base/letters.h"
#include "modules/musrenbang/rw_lihat.h"

/* ---- what is offered ------------------------------------------------------------------------------------- */

enum outcome
tawaran_gather(struct req *req, struct tawaran_lihat_list *list)
{
    struct tawaran_list open;
    TRY(tawaran_open(req->db, req->scope.places[0].wilayah, &open));
    list->items = arena_array(req->arena, struct tawaran_lihat, open.count + 1);
    for (size_t i = 0; i < open.count; i++) {
        struct tawaran_lihat *t = &list->items[list->count];
        t->t = open.items[i];
        TRY(tawaran_cases(req->db, t->t.id, &t->aduan));
        list->count += t->aduan.count > 0;
    }
    return OK;
}

enum outcome
tawaran_place(struct req *req, struct place *place)
{
    int64_t id;
    struct tawaran t;
    TRY(req_id(req, &id));
    TRY(tawaran_by_id(req->db, id, &t));
    *place = (struct place){ .wilayah = t.wilayah };
    return OK;
}

/* ---- a draft of it --------------------------------------------------------------------------------------- */

/* How many words of the kind stand in the name of the work: "saluran" and "drainase" in "Saluran drainase U-ditch". */
static int
likeness(struct arena *arena, str words, str nama)
{
    enum { SHORTEST = 4 };
    int score = 0;
    str rest = str_lower(arena, words), word, name = str_lower(arena, nama);
    while (str_cut(&rest, ' ', &word))
        score += word.len >= SHORTEST && str_find(name, word) >= 0;
    return score;
}

/* The likest work of the kamus; its proposer looks at it again before sending. */
static enum outcome
guess_kamus(struct req *req, const struct tawaran *t, int64_t *kamus)
{
    struct tahun year;
    struct kamus_list all;
    int best = -1;
    str words = str_format(req->arena, STR " " STR, STR_ARG(t->kategori_nama), STR_ARG(t->kategori_kata));
    enum outcome o = tahun_current(req->db, &year);
    if (o == NOT_FOUND)
        return req_error(req, NULL, "Belum ada tahun perencanaan yang berjalan. Hubungi Bappeda.");
    TRY(o);
    TRY(kamus_list(req->db, year.tahun, S("rw"), &all));
    for (size_t i = 0; i < all.count; i++) {
        int score = likeness(req->arena, words, all.items[i].nama);
        if (score <= best)
            continue;
        best = score;
        *kamus = all.items[i].id;
    }
    return best >= 0 ? OK : req_error(req, NULL, "Kamus usulan %lld masih kosong. Hubungi Bappeda.",
        (long long)year.tahun);
}

static str
problem_text(struct req *req, const struct tawaran *t, const struct perkara_list *cases)
{
    struct buf b = { .arena = req->arena };
    buf_format(&b, "%lld laporan warga tentang \"" STR "\" di tempat ini:\n", (long long)t->jumlah,
        STR_ARG(t->kategori_nama));
    for (size_t i = 0; i < cases->count && b.len < 1500; i++) {
        const struct perkara *p = &cases->items[i];
        buf_format(&b, STR ", " STR ": " STR ".\n", STR_ARG(p->nomor),
            STR_ARG(fmt_date_short(req->arena, date_of(p->dibuat, req->region->zone))), STR_ARG(p->judul));
    }
    return buf_view(&b);
}

/* The point of the newest, where it lies in the kelurahan as its border is known. */
static enum outcome
point_of(struct req *req, const struct tawaran *t, const struct perkara *p, struct usulan_isian *f)
{
    str at;
    enum outcome o = wilayah_at_point(req->db, p->lat_e6, p->lon_e6, &at);
    if (o == NOT_FOUND || (o == OK && !str_eq(at, t->kelurahan)))
        return OK;
    f->lat = str_format(req->arena, "%.6f", (double)p->lat_e6 / 1e6);
    f->lon = str_format(req->arena, "%.6f", (double)p->lon_e6 / 1e6);
    return o;
}

static enum outcome
take(struct req *req)
{
    int64_t id;
    struct tawaran t;
    struct perkara_list cases;
    struct usulan u;
    const struct lane *lane = lane_of(req);
    TRY(req_id(req, &id));
    TRY(tawaran_by_id(req->db, id, &t));
    TRY(tawaran_cases(req->db, id, &cases));
    if (cases.count == 0 || !str_eqz(t.keadaan, "terbuka"))
        return req_error(req, NULL, "Tawaran ini sudah diambil, ditolak, atau laporannya tidak tampil lagi.");
    const struct perkara *newest = &cases.items[0];
    struct usulan_isian f = { .volume = { 10000 }, .judul = letters_head(newest->judul, 120), .alamat = newest->alamat,
        .masalah = problem_text(req, &t, &cases), .wilayah = t.wilayah, .manfaat = t.jumlah, .aksi = S("simpan") };
    TRY(guess_kamus(req, &t, &f.kamus));
    TRY(point_of(req, &t, newest, &f));
    TRY(usulan_save(req, &f, 0, lane->asal, &u));
    TRY(tawaran_take(req, &t, u.id));
    TRY(note_event(req, &u, "musrenbang.dari_aduan", str_format(req->arena, "tawaran=%lld\njumlah=%lld",
        (long long)t.id, (long long)t.jumlah), req->who.grant_count ? req->who.grants->jabatan_nama : S("")));
    flash(req, "Draf " STR " dibuat dari %lld aduan. Periksa pekerjaan dan volumenya, lengkapi rembuknya, lalu kirim.",
        STR_ARG(u.kode), (long long)t.jumlah);
    return redirect(req, "%s/%lld", lane->url, (long long)u.id);
}

/* ---- a no ------------------------------------------------------------------------------------------------ */

static enum outcome
refuse(struct req *req)
{
    int64_t id;
    struct tawaran t;
    TRY(req_id(req, &id));
    TRY(tawaran_by_id(req->db, id, &t));
    TRY(tawaran_refuse(req, &t, form_value(&req->form, S("sebab"))));
    flash(req, "Tawaran ditolak. Laporan yang sama tidak ditawarkan lagi.");
    return redirect(req, "%s", lane_of(req)->url);
}

#define LANE(url, may) \
    POST(url "/tawaran/{id}/ambil", NULL, take, rw_own_list,   may, tawaran_place), \
    POST(url "/tawaran/{id}/tolak", NULL, refuse, rw_own_list, may, tawaran_place)

const struct route musrenbang_tawaran[] = {
    LANE("/rw", &usulan_ajukan),
    LANE("/kertas", &usulan_kertas),
    { 0 }
};
