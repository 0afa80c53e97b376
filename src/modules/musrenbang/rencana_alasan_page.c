/* rencana_alasan_page.c: coded reasons: the list, one, a new one. */
#include "modules/musrenbang/rencana_html.h"
#include "modules/musrenbang/rencana_lihat.h"

static const struct { const char *kode, *nama; } decisions[] = { { "ubah", "Ubah" }, { "kembali", "Kembalikan" },
    { "tolak", "Tolak" }, { "alih", "Alihkan" }, { "cadangan", "Cadangan" } };

struct alasan_isian { str kode, nama; bool aktif; };
static const struct field new_fields[] = {
    FIELD(struct alasan_isian, kode, .label = "Kode", .max = 4, REQUIRED, .hint = "R dan nomor, misalnya R12."),
    FIELD(struct alasan_isian, nama, .label = "Alasan", .max = 80, REQUIRED, .hint = "Seperti dibaca pengusul"
        " dan warga."),
    FIELD(struct alasan_isian, aktif, .label = "Dapat dipilih"),
    { 0 }
};

str
putusan_words_text(struct html *out, str untuk)
{
    struct buf b = { .arena = out->out.arena };
    str word;
    while (str_cut(&untuk, ' ', &word))
        for (size_t i = 0; i < COUNT(decisions); i++)
            if (str_eqz(word, decisions[i].kode))
                buf_format(&b, "%s" STR, b.len ? ", " : "", STR_ARG(html_tr(out, str_of(decisions[i].nama))));
    return buf_view(&b);
}

static enum outcome
reasons(struct req *req)
{
    struct alasan_lihat l = { 0 };
    TRY(rencana_kepala(req, "alasan", &l.kepala));
    TRY(alasan_rows(req->db, &l.alasan));
    rencana_alasan_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Alasan keputusan")));
}

static bool
is_chosen(const struct req *req, const struct alasan_baris *a, str kode)
{
    if (str_eqz(req->method, "POST"))
        return form_has(&req->form, S("untuk"), kode);
    return str_has_word(a->untuk, kode);
}

static enum outcome
show_reason(struct req *req, const struct alasan_baris *a, bool fresh)
{
    struct alasan_satu s = { .form = &req->form, .baru = fresh };
    TRY(rencana_kepala(req, "alasan", &s.kepala));
    s.judul = fresh ? req_tr(req, S("Alasan baru")) : str_format(req->arena, STR " " STR, STR_ARG(a->kode),
        STR_ARG(a->nama));
    s.tujuan = str_format(req->arena, "/rencana/%lld/alasan/" STR, (long long)s.kepala.tahun.tahun,
        STR_ARG(fresh ? S("baru") : a->kode));
    s.putusan.items = arena_array(req->arena, struct putusan_pilih, COUNT(decisions));
    for (size_t i = 0; i < COUNT(decisions); i++)
        s.putusan.items[s.putusan.count++] = (struct putusan_pilih){ str_of(decisions[i].kode),
            str_of(decisions[i].nama), is_chosen(req, a, str_of(decisions[i].kode)) };
    form_show(req, new_fields);
    form_set(req, "kode", a->kode);
    form_set(req, "nama", a->nama);
    form_set(req, "aktif", a->aktif ? S("1") : S(""));
    rencana_alasan_satu_halaman_html(&req->out, &s);
    return page(req, s.judul);
}

static enum outcome
new_reason(struct req *req)
{
    return show_reason(req, &(struct alasan_baris){ .aktif = true }, true);
}

static enum outcome
one_reason(struct req *req)
{
    struct alasan_baris a;
    TRY(alasan_row(req->db, req_param(req, "alasan"), &a));
    return show_reason(req, &a, false);
}

static enum outcome
read_reason(struct req *req)
{
    struct alasan_isian typed = { 0 };
    struct alasan_baris *a = req_keep(req, sizeof *a);
    struct buf words = { .arena = req->arena };
    bool right = form_read(req, new_fields, &typed);
    for (size_t i = 0; i < COUNT(decisions); i++)
        if (form_has(&req->form, S("untuk"), str_of(decisions[i].kode)))
            buf_format(&words, "%s%s", words.len ? " " : "", decisions[i].kode);
    *a = (struct alasan_baris){ .kode = typed.kode, .nama = typed.nama, .untuk = buf_view(&words),
        .aktif = typed.aktif };
    return right ? OK : INVALID;
}

static enum outcome
save(struct req *req, bool fresh)
{
    struct rencana_kepala k;
    struct alasan_baris there, a = *(const struct alasan_baris *)req->kept;
    TRY(rencana_kepala(req, "alasan", &k));
    if (!fresh) {
        TRY(alasan_row(req->db, req_param(req, "alasan"), &there));
        a.kode = there.kode;
    }
    TRY(alasan_save(req, &a, fresh));
    flash(req, "Alasan " STR " tersimpan.", STR_ARG(a.kode));
    return redirect(req, "/rencana/%lld/alasan", (long long)k.tahun.tahun);
}

static enum outcome create(struct req *req) { return save(req, true); }
static enum outcome change(struct req *req) { return save(req, false); }

const struct route rencana_alasan_pages[] = {
    GET ("/rencana/{tahun}/alasan",          reasons,                         &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/alasan/baru",     new_reason,                      &rencana_kelola, no_place),
    POST("/rencana/{tahun}/alasan/baru",     read_reason, create, new_reason, &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/alasan/{alasan}", one_reason,                      &rencana_kelola, no_place),
    POST("/rencana/{tahun}/alasan/{alasan}", read_reason, change, one_reason, &rencana_kelola, no_place),
    { 0 }
};
