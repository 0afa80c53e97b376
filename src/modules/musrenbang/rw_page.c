/* rw_page.c: proposing: by an RW head, by a DPRD member (pokir), by the kelurahan for what came on paper. */
#include "base/random.h"
#include "modules/musrenbang/rw_html.h"
#include "modules/musrenbang/rw_lihat.h"

enum { PHOTOS_MOST = 4, BODY_MOST = 24 * 1024 * 1024 };
#define SENT .optional = "wajib saat dikirim"           /* a draft may lack it */

static const struct field fields[] = {
    FIELD(struct usulan_isian, wilayah, .label = "Wilayah", .max = 40),
    FIELD(struct usulan_isian, kamus, .label = "Jenis pekerjaan", REQUIRED, .highest = INT64_MAX,
        .hint = "Dari kamus usulan. Biaya dihitung dari harga satuannya."),
    FIELD(struct usulan_isian, judul, .label = "Judul usulan", .max = 120, REQUIRED,
        .hint = "Sebut pekerjaan dan tempatnya, misalnya Drainase Gang Melati RT 02."),
    FIELD(struct usulan_isian, volume, .label = "Volume", .unit = "satuan", REQUIRED),
    FIELD(struct usulan_isian, masalah, .label = "Masalah yang ingin diselesaikan", .max = 2000, .lines = true,
        REQUIRED),
    FIELD(struct usulan_isian, manfaat, .label = "Perkiraan penerima manfaat", .unit = "keluarga", .lowest = 1,
        .highest = 100000, REQUIRED),
    FIELD(struct usulan_isian, prioritas, .label = "Prioritas ke", .lowest = 1, .highest = 99,
        .hint = "1 untuk yang paling penting bagi Anda."),
    FIELD(struct usulan_isian, rt, .label = "RT", .max = 10),
    FIELD(struct usulan_isian, alamat, .label = "Alamat atau patokan", .max = 200),
    FIELD(struct usulan_isian, lat, .label = "Lintang", .max = 20),
    FIELD(struct usulan_isian, lon, .label = "Bujur", .max = 20),
    FIELD(struct usulan_isian, pribadi, .label = "Ini untuk rumah pribadi",
        .hint = "Alamat, nama, dan foto tidak ditampilkan; peta menunjukkan pusat RW."),
    FIELD(struct usulan_isian, berbeda, .label = "Sudah saya lihat: usulan saya berbeda",
        .hint = "Usulan yang sama di tempat yang sama biasanya digabung; menambah yang berbeda boleh."),
    FIELD(struct usulan_isian, rembuk_tanggal, .label = "Tanggal rembuk", SENT),
    FIELD(struct usulan_isian, rembuk_tempat, .label = "Tempat rembuk", .max = 120),
    FIELD(struct usulan_isian, hadir_laki, .label = "Hadir, laki-laki", .lowest = 0, .highest = 100000, SENT),
    FIELD(struct usulan_isian, hadir_perempuan, .label = "Hadir, perempuan", .lowest = 0, .highest = 100000, SENT),
    { 0 }
};

/* In the order of the permissions. */
static const struct lane lanes[] = {
    { &usulan_ajukan, { { "rw", 2 }, { "daring", 6 } },     "/rw",     "rw",     "rw",   "Usulan RW" },
    { &usulan_pokir,  { { "pokir", 5 }, { "daring", 6 } },  "/pokir",  "pokir",  "dprd", "Pokok pikiran DPRD" },
    { &usulan_kertas, { { "rw", 2 }, { "kertas", 6 } },     "/kertas", "kertas", "rw",   "Usulan kertas" },
};

const struct lane *
lane_of(const struct req *req)
{
    for (size_t i = 0; i < COUNT(lanes); i++)
        if (req->route->may == lanes[i].may)
            return &lanes[i];
    must(!"a route without a lane");
    return NULL;
}

/* What one read leaves for apply. */
struct sending { struct usulan_isian isian; struct berkas foto[PHOTOS_MOST], berita_acara; size_t photos;
    bool minutes; int64_t mirip[SIMILAR_MOST]; size_t mirip_count; };

/* ---- the form -------------------------------------------------------------------------------------------- */

static enum outcome
choices_of_kamus(struct req *req, const struct lane *lane, struct rw_isian *r)
{
    struct kamus_list all;
    TRY(kamus_list(req->db, r->tahun.tahun, str_of(lane->pengguna), &all));
    r->kamus.items = arena_array(req->arena, struct pilihan, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        const struct kamus *k = &all.items[i];
        r->kamus.items[r->kamus.count++] = (struct pilihan){
            .kode = str_format(req->arena, "%lld", (long long)k->id), .satuan = k->satuan,
            .harga_rupiah = k->harga.sen / 100,
            .nama = str_format(req->arena, STR " (" STR " per " STR ")", STR_ARG(k->nama),
                STR_ARG(fmt_rupiah(req->arena, k->harga)), STR_ARG(k->satuan)) };
    }
    return OK;
}

/* An RW head has one RW; others choose among the areas they hold. */
static enum outcome
choices_of_area(struct req *req, struct rw_isian *r)
{
    struct wilayah_list all;
    int64_t level = r->pokir ? TINGKAT_KELURAHAN : TINGKAT_RW;
    str within = req->scope.count ? req->scope.places[0].wilayah : S("");
    if (wilayah_level(within) == TINGKAT_RW && req->scope.count == 1)
        return OK;
    r->pilih_wilayah = true;
    TRY(wilayah_of_level(req->db, level, within, &all));
    r->wilayah.items = arena_array(req->arena, struct pilihan, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        r->wilayah.items[r->wilayah.count++] = (struct pilihan){ .kode = all.items[i].kode, .nama = all.items[i].nama };
    return OK;
}

static void
prefill(struct req *req, const struct usulan *u)
{
    struct arena *a = req->arena;
    form_set(req, "wilayah", u->wilayah);
    form_set(req, "kamus", str_format(a, "%lld", (long long)u->kamus));
    form_set(req, "judul", u->judul);
    form_set(req, "volume", volume_input(a, u->volume_awal));
    form_set(req, "masalah", u->masalah);
    form_set(req, "manfaat", str_format(a, "%lld", (long long)u->manfaat));
    form_set(req, "prioritas", u->prioritas ? str_format(a, "%lld", (long long)u->prioritas) : S(""));
    form_set(req, "rt", u->rt);
    form_set(req, "alamat", u->alamat);
    if (u->lat_e6 || u->lon_e6) {
        form_set(req, "lat", str_format(a, "%.6f", (double)u->lat_e6 / 1e6));
        form_set(req, "lon", str_format(a, "%.6f", (double)u->lon_e6 / 1e6));
    }
    form_set(req, "pribadi", u->pribadi ? S("1") : S(""));
    form_set(req, "rembuk_tanggal", date_iso(a, u->rembuk_tanggal));
    form_set(req, "rembuk_tempat", u->rembuk_tempat);
    form_set(req, "hadir_laki", str_format(a, "%lld", (long long)u->hadir_laki));
    form_set(req, "hadir_perempuan", str_format(a, "%lld", (long long)u->hadir_perempuan));
}

/* A draft belongs to its lane, and a pokir to its member. */
static enum outcome
own_usulan(struct req *req, struct usulan *u)
{
    int64_t id;
    const struct lane *lane = lane_of(req);
    TRY(req_id(req, &id));
    TRY(usulan_by_id(req->db, id, u));
    bool same_lane = str_eq(u->asal, lane->asal.asal);
    return same_lane && (!str_eqz(u->asal, "pokir") || u->pengusul == req->who.akun) ? OK : NOT_FOUND;
}

static void
keep_tokens(struct req *req, struct rw_isian *r)
{
    const struct sending *s = req->kept;
    if (!s)
        return;
    r->foto_token.items = arena_array(req->arena, struct token, PHOTOS_MOST);
    r->ba_token.items = arena_array(req->arena, struct token, 1);
    for (size_t i = 0; i < s->photos; i++)
        r->foto_token.items[r->foto_token.count++].nilai = berkas_token(req, &s->foto[i]);
    if (s->minutes)
        r->ba_token.items[r->ba_token.count++].nilai = berkas_token(req, &s->berita_acara);
}

static enum outcome
last_remark(struct req *req, const struct usulan *u, struct rw_isian *r)
{
    struct keputusan_list all;
    TRY(keputusan_of(req->db, u->id, &all));
    if (str_eqz(u->status, "dikembalikan") && all.count)
        r->catatan = all.items[all.count - 1].penjelasan;
    return OK;
}

static enum outcome
attached(struct req *req, const struct usulan *u, struct rw_isian *r)
{
    TRY(berkas_of(req->db, "usulan", u->id, "foto", &r->foto));
    TRY(berkas_of(req->db, "usulan", u->id, "berita_acara", &r->berita_acara));
    return last_remark(req, u, r);
}

static enum outcome
money_left(struct req *req, struct rw_isian *r, int64_t without)
{
    struct pagu p;
    struct terpakai used;
    if (req->scope.count != 1 || wilayah_level(req->scope.places[0].wilayah) != TINGKAT_RW)
        return OK;
    enum outcome o = pagu_wilayah(req->db, r->tahun.tahun, req->scope.places[0].wilayah, &p);
    if (o == NOT_FOUND)
        return OK;
    TRY(o);
    TRY(pagu_terpakai(req->db, r->tahun.tahun, req->scope.places[0].wilayah, without, &used));
    r->ada_pagu = true;
    r->pagu = (struct pagu_lihat){ .judul = req_tr(req, S("Pagu indikatif")), .jumlah = p.jumlah,
        .terpakai = used.jumlah };
    TRY(usulan_of_rw(req->db, r->tahun.tahun, req->scope.places[0].wilayah, &r->usulan));
    r->pagu_rupiah = p.jumlah.sen / 100;
    r->pakai_rupiah = used.jumlah.sen / 100;
    return OK;
}

/* Those that a sending was stopped at, or that a draft's place has by now. */
static enum outcome
similar_ones(struct req *req, const struct usulan *u, struct rw_isian *r)
{
    const struct sending *s = req->kept;
    for (size_t i = 0; s && i < s->mirip_count; i++)
        TRY(usulan_by_id(req->db, s->mirip[i], arena_next(req->arena, &r->mirip)));
    if (!r->mirip.count && u && !u->diajukan)
        TRY(usulan_similar(req->db, u, req->now, &r->mirip));
    for (size_t i = 0; i < r->mirip.count; i++)
        TRY(hide_private(req->db, &r->mirip.items[i]));
    return OK;
}

static enum outcome
show_form(struct req *req, const struct usulan *u)
{
    const struct lane *lane = lane_of(req);
    struct rw_isian r = { .form = &req->form, .kembali = str_of(lane->url), .pokir = strcmp(lane->section,
        "pokir") == 0 };
    TRY(tahun_current(req->db, &r.tahun));
    form_show(req, fields);
    r.judul = u ? u->judul : req_tr(req, S("Usulan baru"));
    r.tujuan = u ? str_format(req->arena, "%s/%lld", lane->url, (long long)u->id) : str_format(req->arena,
        "%s/baru", lane->url);
    r.id = u ? u->id : 0;
    TRY(choices_of_kamus(req, lane, &r));
    TRY(choices_of_area(req, &r));
    TRY(money_left(req, &r, r.id));
    TRY(draw_place(req, u, &r));
    if (u) {
        prefill(req, u);
        TRY(attached(req, u, &r));
    }
    TRY(similar_ones(req, u, &r));
    keep_tokens(req, &r);
    rw_isian_halaman_html(&req->out, &r);
    req->section = str_of(lane->section);
    return page(req, r.judul);
}

static enum outcome new_form(struct req *req) { return show_form(req, NULL); }

static enum outcome
edit_form(struct req *req)
{
    struct usulan u;
    TRY(own_usulan(req, &u));
    return show_form(req, &u);
}

/* ---- sending it ------------------------------------------------------------------------------------------ */

static enum outcome
read_photos(struct req *req, struct sending *s)
{
    str token;
    for (size_t i = 0; (token = form_value_at(&req->form, S("foto_ada"), i)).len && s->photos < PHOTOS_MOST; i++)
        if (berkas_from_token(req, token, &s->foto[s->photos]))
            s->photos++;
    const struct upload *u;
    for (size_t i = 0; (u = form_upload(&req->form, S("foto"), i)); i++) {
        if (s->photos == PHOTOS_MOST)
            return req_error(req, "foto", "Paling banyak empat foto. Pilih empat yang paling jelas.");
        TRY(berkas_take_photo(req, "foto", u, &s->foto[s->photos]));
        s->photos++;
    }
    return OK;
}

static enum outcome
read_minutes(struct req *req, struct sending *s)
{
    const struct upload *u = form_upload(&req->form, S("berita_acara"), 0);
    str token = form_value(&req->form, S("berita_acara_ada"));
    if (token.len && !u)
        s->minutes = berkas_from_token(req, token, &s->berita_acara);
    if (u) {
        TRY(berkas_take_document(req, "berita_acara", u, &s->berita_acara));
        s->minutes = true;
    }
    return OK;
}

/* Files first: a form that comes back for another reason keeps them. */
static enum outcome
read(struct req *req)
{
    struct sending *s = req_keep(req, sizeof *s);
    enum outcome photos = read_photos(req, s), minutes = read_minutes(req, s);
    if (photos != OK && photos != INVALID)
        return photos;
    if (minutes != OK && minutes != INVALID)
        return minutes;
    bool right = form_read(req, fields, &s->isian);
    s->isian.aksi = form_value(&req->form, S("aksi"));
    return right && photos == OK && minutes == OK ? OK : INVALID;
}

static enum outcome
write_file(struct req *req, const struct berkas *taken, const struct usulan *u, str peran)
{
    struct berkas b = *taken;
    b.id = id_new();
    b.milik_jenis = S("usulan");
    b.milik_id = u->id;
    b.peran = peran;
    b.publik = u->publik && str_eqz(peran, "foto") && !u->pribadi;
    return berkas_insert(req->db, &b);
}

static enum outcome
write_files(struct req *req, const struct sending *s, const struct usulan *u)
{
    str gone;
    for (size_t i = 0; (gone = form_value_at(&req->form, S("hapus"), i)).len; i++) {
        int64_t id;
        if (str_int(gone, &id))
            TRY(berkas_delete(req->db, id, "usulan", u->id));
    }
    for (size_t i = 0; i < s->photos; i++)
        TRY(write_file(req, &s->foto[i], u, S("foto")));
    return s->minutes ? write_file(req, &s->berita_acara, u, S("berita_acara")) : OK;
}

/* Nobody sends what stands there already without having seen it (planning.md 1.3: within 50 m and three years). */
static enum outcome
require_seen(struct req *req, struct sending *s, const struct usulan *u)
{
    struct usulan_list near;
    s->mirip_count = 0;
    if (s->isian.berbeda)
        return OK;
    TRY(usulan_similar(req->db, u, req->now, &near));
    for (size_t i = 0; i < near.count; i++)
        s->mirip[s->mirip_count++] = near.items[i].id;
    if (!near.count)
        return OK;
    return req_error(req, "berbeda", "Di dekat sini sudah ada %zu usulan dengan pekerjaan yang sama, misalnya " STR
        ". Lihat dulu daftarnya di bawah. Bila usulan Anda berbeda, centang pernyataannya, lalu kirim lagi.",
        near.count, STR_ARG(near.items[0].kode));
}

static enum outcome
save(struct req *req, int64_t id)
{
    struct sending *s = req->kept;
    const struct lane *lane = lane_of(req);
    struct usulan u;
    TRY(usulan_save(req, &s->isian, id, lane->asal, &u));
    TRY(write_files(req, s, &u));
    if (!str_eqz(s->isian.aksi, "kirim")) {
        flash(req, "Draf tersimpan. Kode usulan: " STR ".", STR_ARG(u.kode));
        return redirect(req, "%s", lane->url);
    }
    bool first = !u.diajukan;
    TRY(usulan_send(req, &u));
    if (first)
        TRY(require_seen(req, s, &u));
    TRY(publish_photos(req->db, &u));
    if (u.lewat_pagu.sen)
        flash(req, "Usulan " STR " masuk cadangan: melebihi pagu RW sebesar " STR ".", STR_ARG(u.kode),
            STR_ARG(fmt_rupiah(req->arena, u.lewat_pagu)));
    else
        flash(req, "Usulan " STR " terkirim.", STR_ARG(u.kode));
    return redirect(req, "/usulan/" STR, STR_ARG(u.kode));
}

static enum outcome create(struct req *req) { return save(req, 0); }

static enum outcome
change(struct req *req)
{
    struct usulan u;
    TRY(own_usulan(req, &u));
    return save(req, u.id);
}

static enum outcome
cancel(struct req *req)
{
    struct usulan u;
    TRY(own_usulan(req, &u));
    TRY(usulan_cancel(req, &u, S("dibatalkan pengusul")));
    if (!u.diajukan)
        TRY(tawaran_release(req->db, u.id, req->now));
    flash(req, "Usulan " STR " dibatalkan.", STR_ARG(u.kode));
    return redirect(req, "%s", lane_of(req)->url);
}

static enum outcome
carry_over(struct req *req)
{
    struct usulan u, draft;
    TRY(own_usulan(req, &u));
    TRY(usulan_carry_over(req, &u, &draft));
    flash(req, STR " disalin sebagai draf " STR ". Lengkapi rembuknya, lalu kirim.", STR_ARG(u.kode),
        STR_ARG(draft.kode));
    return redirect(req, "%s/%lld", lane_of(req)->url, (long long)draft.id);
}

#define LANE(url, may) \
    GET (url,                 rw_own_list,                   may, no_place), \
    GET (url "/baru",         new_form,                      may, no_place), \
    POST_FILES(url "/baru",   read, create, new_form,        may, no_place, BODY_MOST), \
    GET (url "/{id}",         edit_form,                     may, usulan_place), \
    POST_FILES(url "/{id}",   read, change, edit_form,       may, usulan_place, BODY_MOST), \
    POST(url "/{id}/batal",   NULL, cancel, edit_form,       may, usulan_place), \
    POST(url "/{id}/salin",   NULL, carry_over, rw_own_list, may, usulan_place)

const struct route musrenbang_rw[] = {
    LANE("/rw", &usulan_ajukan),
    LANE("/pokir", &usulan_pokir),
    LANE("/kertas", &usulan_kertas),
    { 0 }
};
