/* rencana_jalur_page.c: the path of levels and the criteria of a year. */
#include "modules/musrenbang/rencana_html.h"
#include "modules/musrenbang/rencana_lihat.h"

/* ---- path -------------------------------------------------------------------------------------------------- */

/* What the person ticked, as the page names it: "pakai" and "ba", each with the level's code. */
static void
take_ticks(const struct form *f, struct jalur_list *l)
{
    for (size_t i = 0; i < l->count; i++) {
        l->items[i].dipakai = l->items[i].wajib || form_has(f, S("pakai"), l->items[i].kode);
        l->items[i].perlu_ba = l->items[i].boleh_ba && form_has(f, S("ba"), l->items[i].kode);
    }
}

static enum outcome
path_page(struct req *req)
{
    struct jalur_lihat l = { 0 };
    TRY(rencana_kepala(req, "jalur", &l.kepala));
    TRY(jalur_list(req->db, l.kepala.tahun.tahun, &l.jalur));
    TRY(tahun_counts(req->db, l.kepala.tahun.tahun, &l.jumlah));
    if (str_eqz(req->method, "POST"))
        take_ticks(&req->form, &l.jalur);
    rencana_jalur_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Jalur pemeriksaan")));
}

static enum outcome
save_path(struct req *req)
{
    struct rencana_kepala k;
    struct jalur_list levels;
    TRY(rencana_kepala(req, "jalur", &k));
    TRY(jalur_list(req->db, k.tahun.tahun, &levels));
    take_ticks(&req->form, &levels);
    TRY(jalur_change(req, k.tahun.tahun, &levels));
    flash(req, "Jalur pemeriksaan tersimpan.");
    return redirect(req, "/rencana/%lld/jalur", (long long)k.tahun.tahun);
}

/* ---- criteria ---------------------------------------------------------------------------------------------- */

/* The rows as typed: an empty name takes the row away. A code is kept by its row, a new row gets the next free one. */
static void
rows_as_typed(struct req *req, struct kriteria_list *l)
{
    const struct form *f = &req->form;
    *l = (struct kriteria_list){ arena_array(req->arena, struct kriteria, KRITERIA_MOST), 0 };
    for (size_t i = 0; i < KRITERIA_MOST; i++) {
        struct kriteria k = { .kode = form_value_at(f, S("kode"), i), .nama = str_trim(form_value_at(f, S("nama"), i)),
            .petunjuk = str_trim(form_value_at(f, S("petunjuk"), i)),
            .bobot_teks = str_trim(form_value_at(f, S("bobot"), i)) };
        if (k.nama.len == 0)
            continue;
        if (k.kode.len == 0 || k.kode.len > 20)
            k.kode = str_format(req->arena, "k%lld", (long long)(req->new_id % 1000000) * 100 + (long long)i);
        l->items[l->count++] = k;
    }
}

static enum outcome
read_criteria(struct req *req)
{
    struct kriteria_list *l = req_keep(req, sizeof *l);
    rows_as_typed(req, l);
    for (size_t i = 0; i < l->count; i++) {
        struct kriteria *k = &l->items[i];
        volume percent = { 0 };
        str typed = k->bobot_teks.len && k->bobot_teks.ptr[k->bobot_teks.len - 1] == '%'
            ? str_trim(str_head(k->bobot_teks, k->bobot_teks.len - 1)) : k->bobot_teks;
        if (volume_parse(typed, &percent) != OK || percent.e4 <= 0 || percent.e4 > 1000000 || percent.e4 % 100)
            (void)req_error(req, "bobot", "Bobot \"" STR "\" diisi angka di atas 0 sampai 100, misalnya 25 atau 12,5.",
                STR_ARG(k->nama));
        if (str_letters(k->nama) > 60 || str_letters(k->petunjuk) > 200)
            (void)req_error(req, "nama", "Nama kriteria paling panjang 60 huruf, petunjuknya 200.");
        k->bobot.bp = percent.e4 / 100;
    }
    return req->form.error_count ? INVALID : OK;
}

static enum outcome
criteria_page(struct req *req)
{
    struct kriteria_lihat l = { 0 };
    TRY(rencana_kepala(req, "kriteria", &l.kepala));
    TRY(skor_count(req->db, l.kepala.tahun.tahun, &l.dinilai));
    if (str_eqz(req->method, "POST"))
        rows_as_typed(req, &l.kriteria);
    else {
        TRY(kriteria_list(req->db, l.kepala.tahun.tahun, &l.kriteria));
        for (size_t i = 0; i < l.kriteria.count; i++)
            l.kriteria.items[i].bobot_teks = volume_input(req->arena,
                (volume){ l.kriteria.items[i].bobot.bp * 100 });
    }
    if (l.kriteria.count < KRITERIA_MOST && l.dinilai == 0)
        l.kriteria.items[l.kriteria.count++] = (struct kriteria){ 0 };
    rencana_kriteria_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Kriteria peringkat")));
}

static enum outcome
save_criteria(struct req *req)
{
    struct rencana_kepala k;
    TRY(rencana_kepala(req, "kriteria", &k));
    TRY(kriteria_change(req, k.tahun.tahun, req->kept));
    flash(req, "Kriteria tersimpan.");
    return redirect(req, "/rencana/%lld/kriteria", (long long)k.tahun.tahun);
}

const struct route rencana_jalur_pages[] = {
    GET ("/rencana/{tahun}/jalur",    path_page,                                   &rencana_kelola, no_place),
    POST("/rencana/{tahun}/jalur",    NULL, save_path, path_page,                  &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/kriteria", criteria_page,                               &rencana_kelola, no_place),
    POST("/rencana/{tahun}/kriteria", read_criteria, save_criteria, criteria_page, &rencana_kelola, no_place),
    { 0 }
};
