/* aduan_lihat.c: one complaint as pages show it: rail, steps in words, clock, place. */
#include "modules/aduan/aduan_lihat.h"

#include "html/map.h"

enum outcome
aduan_tempat(struct req *req, str kelurahan, str *label)
{
    if (kelurahan.len)
        return wilayah_label(req->db, kelurahan, label);
    *label = req_tr(req, S("kelurahannya belum diketahui"));
    return OK;
}

enum outcome
aduan_pick_map(struct req *req, markup *peta)
{
    struct batas_list borders;
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, S(""), &borders));
    struct map_area *areas = arena_array(req->arena, struct map_area, borders.count + 1);
    for (size_t i = 0; i < borders.count; i++)
        areas[i] = (struct map_area){ .cincin = borders.items[i].cincin, .nama = borders.items[i].nama, .shade = 1 };
    struct map map = { .areas = areas, .area_count = borders.count, .width = 480, .pick = true, .labels = true,
        .title = req_tr(req, S("Peta lokasi")) };
    if (borders.count)
        *peta = map_svg(&req->out, &map);
    return OK;
}

static int64_t
moment_of(const struct langkah_list *steps, const char *acts)
{
    for (size_t i = 0; i < steps->count; i++) {
        str words = str_of(acts), word;
        while (str_cut(&words, ' ', &word))
            if (str_eq(steps->items[i].aksi, word))
                return steps->items[i].waktu;
    }
    return 0;
}

/* Five stops; the present one is the first that was not reached. */
static void
rail(struct req *req, struct aduan_satu *a, const struct langkah_list *steps)
{
    static const struct { const char *nama, *aksi; } stops[] = { { "Diterima", "lapor" },
        { "Diverifikasi", "verifikasi disposisi" }, { "Diteruskan", "disposisi serah" },
        { "Dikerjakan", "kerjakan tanggapi kerja_luar jawab_luar" },
        { "Selesai", "nilai tutup_otomatis" } };
    bool before = true;
    a->rel.items = arena_array(req->arena, struct rel_langkah, COUNT(stops));
    for (size_t i = 0; i < COUNT(stops); i++) {
        int64_t when = moment_of(steps, stops[i].aksi);
        struct rel_langkah r = { .nama = str_of(stops[i].nama), .lewat = when != 0, .kini = before && !when };
        if (when)
            r.kapan = fmt_date_short(req->arena, date_of(when, req->region->zone));
        before = when != 0;
        a->rel.items[a->rel.count++] = r;
    }
}

/* One that ended in another way stops there: what it will never reach is not shown. */
static void
end_of_rail(struct req *req, struct aduan_satu *a)
{
    struct rel_langkah_list *rel = &a->rel;
    size_t kept = 0;
    if (a->keadaan->terbuka || rel->items[rel->count - 1].lewat)
        return;
    for (size_t i = 0; i < rel->count; i++)
        if (rel->items[i].lewat)
            rel->items[kept++] = rel->items[i];
    rel->items[kept] = (struct rel_langkah){ .nama = str_of(a->keadaan->nama), .kini = true,
        .kapan = fmt_date_short(req->arena, date_of(a->p.berubah, req->region->zone)) };
    rel->count = kept + 1;
}

static enum outcome
clocks(struct req *req, struct aduan_satu *a)
{
    TRY(jam_of(req->db, req->region->zone, a->p.id, req->now, &a->jam));
    for (size_t i = 0; i < a->jam.count; i++)
        if (str_eqz(a->jam.items[i].jam, "selesai"))
            a->tenggat = &a->jam.items[i];
    if (a->tenggat && a->tenggat->hari)
        a->pakai_persen = a->tenggat->pakai * 100 / a->tenggat->hari;
    a->pakai_persen = a->pakai_persen > 100 ? 100 : a->pakai_persen;
    return OK;
}

static enum outcome
draw(struct req *req, struct aduan_satu *a)
{
    struct batas_list borders;
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, a->p.kelurahan, &borders));
    bool placed = (a->p.lat_e6 || a->p.lon_e6) && !a->p.peka;
    if (borders.count == 0 && !placed)
        return OK;
    struct map_area area = { .nama = a->p.kelurahan_nama, .shade = 1 };
    if (borders.count)
        area.cincin = borders.items[0].cincin;
    struct map_pin pin = { a->p.lat_e6, a->p.lon_e6, .label = a->p.judul,
        .kelas = str_of(a->keadaan->kelas) };
    struct map map = { .areas = &area, .area_count = borders.count, .pins = &pin, .pin_count = placed, .width = 320,
        .title = req_tr(req, S("Lokasi laporan di kelurahannya")) };
    a->peta = map_svg(&req->out, &map);
    return OK;
}

/* Without photos from before, those of the reporter stand there. */
static enum outcome
photos(struct req *req, struct aduan_satu *a, bool all)
{
    TRY(berkas_of(req->db, "perkara", a->p.id, "foto", &a->foto));
    TRY(berkas_of(req->db, "perkara", a->p.id, "sebelum", &a->sebelum));
    TRY(berkas_of(req->db, "perkara", a->p.id, "sesudah", &a->sesudah));
    if (!all && a->p.peka)
        a->foto.count = a->sebelum.count = a->sesudah.count = 0;
    if (a->sesudah.count && a->sebelum.count == 0)
        a->sebelum = a->foto;
    a->foto_awal = a->foto_awal.len ? a->foto_awal : S("/berkas");
    return OK;
}

/* The offices that have it now: not those that gave it back, and one that got it again once. */
static enum outcome
at_work(struct db *db, int64_t id, struct penugasan_list *list)
{
    size_t kept = 0;
    TRY(penugasan_of(db, id, list));
    for (size_t i = 0; i < list->count; i++)
        if (str_eqz(list->items[i].keadaan, "berjalan"))
            list->items[kept++] = list->items[i];
    list->count = kept;
    return OK;
}

enum outcome
aduan_gather(struct req *req, struct aduan_satu *a, bool all)
{
    struct langkah_list steps;
    a->keadaan = alur_keadaan(&aduan_alur, a->p.keadaan);
    TRY(aduan_tempat(req, a->p.kelurahan, &a->tempat));
    TRY(langkah_of(req->db, a->p.id, true, &steps));
    langkah_timeline(req, &aduan_alur, &steps, all, &a->langkah);
    rail(req, a, &steps);
    end_of_rail(req, a);
    TRY(clocks(req, a));
    TRY(photos(req, a, all));
    TRY(perkara_gabungan(req->db, a->p.id, &a->gabungan));
    TRY(at_work(req->db, a->p.id, &a->tugas));
    if (all)
        TRY(jawaban_of(req->db, a->p.id, &a->jawaban));
    TRY(pihak_count(req->db, a->p.id, S("pendukung"), &a->dukungan));
    if (a->p.induk) {
        struct perkara parent;
        TRY(aduan_by_id(req->db, a->p.induk, &parent));
        a->induk_nomor = parent.nomor;
    }
    if (!all && a->p.peka)
        a->p.alamat = S("");
    return draw(req, a);
}
