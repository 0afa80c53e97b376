/* putus_page.c: a level's queue, one proposal beside it, its decision and its score. */
#include "html/map.h"
#include "modules/musrenbang/putus_html.h"
#include "modules/musrenbang/putus_lihat.h"

struct putus_isian { str keputusan, kode_alasan, penjelasan; volume volume; money harga; int64_t opd, langkah; };
static const struct field fields[] = {
    FIELD(struct putus_isian, keputusan, .label = "Keputusan Anda", .max = 20, REQUIRED),
    FIELD(struct putus_isian, volume, .label = "Volume menjadi", .unit = "satuan"),
    FIELD(struct putus_isian, harga, .label = "Harga satuan menjadi (Rp)"),
    FIELD(struct putus_isian, kode_alasan, .label = "Alasan", .max = 20),
    FIELD(struct putus_isian, opd, .label = "Alihkan ke perangkat daerah", .highest = INT64_MAX),
    FIELD(struct putus_isian, penjelasan, .label = "Penjelasan untuk pengusul dan warga", .max = 1000, .lines = true),
    FIELD(struct putus_isian, langkah, .label = "Keadaan halaman", .highest = INT64_MAX),
    { 0 }
};

/* ---- the seat ------------------------------------------------------------------------------------------ */

static bool
is_seat(const struct grant *g, const struct tingkat *t)
{
    struct place own = { g->wilayah, g->opd };
    struct who one = { .grants = g, .grant_count = 1 };
    if (t->lingkup == TINGKAT_DAERAH)
        own.wilayah = S("");
    return seat_of(&one, t, &own) != NULL && (t->lingkup == 0 || t->lingkup == TINGKAT_DAERAH
        || wilayah_level(g->wilayah) == t->lingkup);
}

static enum outcome
label_seat(struct req *req, struct kursi *k)
{
    struct opd o;
    if (k->tempat.opd) {
        TRY(opd_by_id(req->db, k->tempat.opd, &o));
        k->label = o.nama;
        return OK;
    }
    if (k->tempat.wilayah.len)
        return wilayah_label(req->db, k->tempat.wilayah, &k->label);
    k->label = req->region->nama;
    return OK;
}

enum outcome
kursi_of(struct req *req, struct kursi *k)
{
    struct tingkat_list levels;
    TRY(tahun_current(req->db, &k->tahun));
    TRY(tingkat_list(req->db, k->tahun.tahun, &levels));
    for (size_t i = 0; i < req->who.grant_count; i++)
        for (size_t j = 0; j < levels.count; j++)
            if (is_seat(&req->who.grants[i], &levels.items[j])) {
                k->grant = &req->who.grants[i];
                k->tingkat = levels.items[j];
                k->tempat = (struct place){ k->grant->wilayah, k->grant->opd };
                return label_seat(req, k);
            }
    return NOT_FOUND;
}

struct sidang
sidang_of(const struct kursi *k)
{
    return (struct sidang){ .tahun = k->tahun.tahun, .tingkat = k->tingkat, .tempat = k->tempat };
}

/* ---- one proposal ---------------------------------------------------------------------------------------- */

static enum outcome
draw_both(struct req *req, struct putus_lihat *p)
{
    struct batas_list borders;
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, p->u.kelurahan, &borders));
    bool placed = p->u.lat_e6 || p->u.lon_e6;
    struct map_area area = { .nama = p->u.kelurahan_nama, .shade = 1 };
    if (borders.count)
        area.cincin = borders.items[0].cincin;
    struct map_pin pin = { p->u.lat_e6, p->u.lon_e6, .label = p->u.judul };
    struct map map = { .areas = &area, .area_count = borders.count, .pins = &pin, .pin_count = placed, .width = 400,
        .title = S("Lokasi usulan") };
    p->peta = map_svg(&req->out, &map);
    return OK;
}

/* What this seat may decide of it now. */
static void
possible(struct req *req, struct putus_lihat *p)
{
    enum { MOST = 20 };
    p->boleh_harga = p->kursi.tingkat.lingkup == 0;
    p->pilihan.items = arena_array(req->arena, struct pilihan, MOST);
    for (const struct langkah_alur *l = usulan_alur.langkah; l->aksi && p->pilihan.count < MOST; l++)
        if (alur_may(&usulan_alur, l, p->u.status, tingkat_pelaku(&p->kursi.tingkat))) {
            p->boleh_alih |= (l->efek & PERLU_OPD) != 0;
            p->pilihan.items[p->pilihan.count++] = (struct pilihan){ .kode = str_of(l->aksi), .nama = str_of(l->nama),
                .bantu = str_of(l->bantu) };
        }
}

static enum outcome
choices(struct req *req, struct putus_lihat *p)
{
    struct alasan_list reasons;
    struct opd_list offices;
    possible(req, p);
    TRY(alasan_list(req->db, S("usulan"), S(""), &reasons));
    TRY(opd_all(req->db, S("dinas"), &offices));
    p->alasan.items = arena_array(req->arena, struct pilihan, reasons.count + 1);
    p->opd.items = arena_array(req->arena, struct pilihan, offices.count + 1);
    for (size_t i = 0; i < reasons.count; i++)
        p->alasan.items[p->alasan.count++] = (struct pilihan){ .kode = reasons.items[i].kode,
            .nama = str_format(req->arena, STR " " STR, STR_ARG(reasons.items[i].kode),
                STR_ARG(req_tr(req, reasons.items[i].nama))) };
    for (size_t i = 0; i < offices.count; i++)
        p->opd.items[p->opd.count++] = (struct pilihan){ .nama = offices.items[i].nama,
            .kode = str_format(req->arena, "%lld", (long long)offices.items[i].id) };
    return OK;
}

static enum outcome
scores(struct req *req, struct putus_lihat *p)
{
    enum { MOST = 20 };
    if (!p->kursi.tingkat.perlu_ba)
        return OK;
    p->kriteria.items = arena_array(req->arena, struct kriteria_nilai, MOST);
    struct query q = query_of(req->db, "SELECT k.kode, k.nama, k.petunjuk, k.bobot_bp, COALESCE(s.nilai, 0)"
        " FROM kriteria k LEFT JOIN skor s ON s.kriteria = k.kode AND s.usulan = $2 AND s.tingkat = $3"
        " WHERE k.tahun = $1 ORDER BY k.urutan LIMIT 20");
    query_bind(&q, p->kursi.tahun.tahun);
    query_bind(&q, p->u.id);
    query_bind(&q, p->kursi.tingkat.kode);
    while (p->kriteria.count < MOST && query_next(&q)) {
        struct kriteria_nilai *k = &p->kriteria.items[p->kriteria.count++];
        k->kode = query_str(&q);
        k->nama = query_str(&q);
        k->petunjuk = query_str(&q);
        k->bobot_bp = query_int(&q);
        k->nilai = query_int(&q);
        k->field = str_format(req->arena, "skor_" STR, STR_ARG(k->kode));
    }
    return query_end(&q);
}

/* Whose turn it is decides: others read along. */
static bool
is_turn(const struct putus_lihat *p)
{
    const struct usulan *u = &p->u;
    if (str_eqz(u->status, "cadangan"))
        return str_eqz(p->kursi.tingkat.kode, "mitra");
    return str_eqz(u->status, "diajukan") && u->siap && str_eq(u->tingkat, p->kursi.tingkat.kode);
}

static enum outcome
open_one(struct req *req, int64_t id, struct putus_lihat *p)
{
    TRY(usulan_by_id(req->db, id, &p->u));
    if (!p->u.publik)
        return NOT_FOUND;
    p->ada = true;
    p->tujuan = str_format(req->arena, "/verifikasi/%lld" STR, (long long)id, STR_ARG(p->query.text));
    TRY(wilayah_label(req->db, p->u.wilayah, &p->tempat));
    TRY(berkas_of(req->db, "usulan", id, "foto", &p->foto));
    TRY(berkas_of(req->db, "usulan", id, "berita_acara", &p->dokumen));
    TRY(usulan_similar(req->db, &p->u, req->now, &p->mirip));
    TRY(keputusan_of(req->db, id, &p->keputusan));
    TRY(draw_both(req, p));
    if (!is_turn(p))
        return OK;
    TRY(scores(req, p));
    return choices(req, p);
}

/* Beside the queue the first one is open by itself; on a phone the list stands alone. */
static enum outcome
show(struct req *req)
{
    struct putus_lihat p = { .form = &req->form };
    int64_t id = 0;
    form_show(req, fields);
    TRY(putus_queue(req, &p));
    p.awal = req_param(req, "id").len == 0;
    if (!p.awal)
        TRY(req_id(req, &id));
    else if (p.antre.count)
        id = p.antre.items[0].u.id;
    if (id)
        TRY(open_one(req, id, &p));
    form_set(req, "volume", volume_input(req->arena, p.u.volume_kini));
    putus_halaman_html(&req->out, &p);
    req->section = S("verifikasi");
    return page(req, req_tr(req, S("Verifikasi usulan")));
}

static enum outcome
read_decision(struct req *req)
{
    struct putus_isian *f = req_keep(req, sizeof *f);
    return form_read(req, fields, f) ? OK : INVALID;
}

static enum outcome
decide(struct req *req)
{
    const struct putus_isian *f = req->kept;
    struct usulan u;
    int64_t id;
    TRY(req_id(req, &id));
    TRY(usulan_by_id(req->db, id, &u));
    struct putusan p = { f->keputusan, f->volume, f->harga, f->kode_alasan, f->penjelasan, f->opd, f->langkah };
    TRY(usulan_decide(req, &u, &p));
    flash(req, "Keputusan untuk " STR " tersimpan: " STR ".", STR_ARG(u.kode), STR_ARG(status_label(&u)));
    return redirect(req, "/verifikasi" STR, STR_ARG(putus_filter(req).text));
}

/* ---- scores ---------------------------------------------------------------------------------------------- */

static enum outcome
save_score(struct req *req, int64_t usulan, str tingkat, str kriteria, int64_t nilai)
{
    struct query q = query_of(req->db, "INSERT INTO skor (usulan, tingkat, kriteria, nilai) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (usulan, tingkat, kriteria) DO UPDATE SET nilai = excluded.nilai");
    query_bind(&q, usulan);
    query_bind(&q, tingkat);
    query_bind(&q, kriteria);
    query_bind(&q, nilai);
    return query_end(&q);
}

static enum outcome
score(struct req *req)
{
    struct putus_lihat p = { 0 };
    TRY(kursi_of(req, &p.kursi));
    TRY(req_id(req, &p.u.id));
    TRY(scores(req, &p));
    for (size_t i = 0; i < p.kriteria.count; i++) {
        const struct kriteria_nilai *k = &p.kriteria.items[i];
        int64_t n;
        str typed = str_trim(form_value(&req->form, k->field));
        if (typed.len == 0)
            continue;
        if (!str_int(typed, &n) || n < 1 || n > 5)
            return req_error(req, cstr(req->arena, k->field), STR " dinilai 1 sampai 5.", STR_ARG(k->nama));
        TRY(save_score(req, p.u.id, p.kursi.tingkat.kode, k->kode, n));
    }
    flash(req, "Skor tersimpan.");
    return redirect(req, "/verifikasi/%lld", (long long)p.u.id);
}

const struct route musrenbang_putus[] = {
    GET ("/verifikasi",           show,                        &usulan_putus, no_place),
    GET ("/verifikasi/{id}",      show,                        &usulan_putus, usulan_place),
    POST("/verifikasi/{id}",      read_decision, decide, show, &usulan_putus, usulan_place, STRONG("tapd")),
    POST("/verifikasi/{id}/skor", NULL, score, show,           &usulan_putus, usulan_place),
    { 0 }
};
