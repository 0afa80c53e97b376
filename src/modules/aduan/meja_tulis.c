/* meja_tulis.c: what may be done with a case: a reply, an internal note, another act, each with its small form. */
#include "core/perkara/atur.h"
#include "modules/aduan/meja_lihat.h"

enum { ACTS_MOST = 40 };

/* The keys that open a form. */
static const struct { const char *aksi, *tombol; } keys[] = { { "verifikasi", "v" }, { "disposisi", "d" },
    { "pisah", "p" }, { "kerjakan", "m" } };

/* Only words, and those for the reporter. */
static bool
is_reply(const struct langkah_alur *l)
{
    return (l->efek & PERLU_ISI)
        && !(l->efek & (PERLU_ALASAN | PERLU_OPD | PERLU_INDUK | LEPAS_INDUK | LEPAS_TUGAS | TERTUTUP));
}

static str
act_url(struct req *req, const struct meja_lihat *m, const struct langkah_alur *l)
{
    return str_format(req->arena, "/meja/aduan/%lld" STR "%caksi=%s#tulis", (long long)m->p.id, STR_ARG(m->query.text),
        m->query.text.len ? '&' : '?', l->aksi);
}

static void
add(struct pilihan_list *list, str kode, str nama)
{
    list->items[list->count++] = (struct pilihan){ .kode = kode, .nama = nama };
}

/* ---- the buttons ------------------------------------------------------------------------------------------ */

/* The acts of this person on this case, in the flow's order. */
static size_t
possible(const struct meja_lihat *m, const struct langkah_alur **acts)
{
    enum pelaku who = m->meja.kota ? MEJA : KANTOR;
    size_t count = 0;
    for (const struct langkah_alur *l = aduan_alur.langkah; l->aksi && count < ACTS_MOST; l++)
        if (alur_may(&aduan_alur, l, m->p.keadaan, who))
            acts[count++] = l;
    return count;
}

/* What was sent, else what the address asks for or was begun; else word to the reporter, or the first of the flow. */
static const struct langkah_alur *
chosen(struct req *req, const struct langkah_alur *const *acts, size_t count, str draft)
{
    str wanted = form_value(&req->form, S("aksi"));
    const struct langkah_alur *first = NULL;
    if (wanted.len == 0)
        wanted = req_arg(req, "aksi");
    if (wanted.len == 0)
        wanted = draft;
    for (size_t i = 0; i < count; i++)
        if (str_eqz(wanted, acts[i]->aksi))
            return acts[i];
    for (size_t i = 0; i < count; i++) {
        bool word = is_reply(acts[i]) && !(acts[i]->efek & JAM_JEDA);
        if (!first || (first->efek & JAM_JEDA) || (word && !is_reply(first)))
            first = acts[i];
    }
    return first;
}

static struct tombol_aksi
button_of(struct req *req, const struct meja_lihat *m, const struct langkah_alur *l)
{
    struct tombol_aksi b = { .url = act_url(req, m, l), .nama = req_tr(req, str_of(l->nama)),
        .ikon = str_of(l->ikon ? l->ikon : "chevron-right"), .kini = l == m->tulis.l };
    for (size_t i = 0; i < COUNT(keys); i++)
        if (strcmp(l->aksi, keys[i].aksi) == 0)
            b.tombol = str_of(keys[i].tombol);
    return b;
}

static void
buttons(struct req *req, struct meja_lihat *m, const struct langkah_alur *const *acts, size_t count)
{
    struct tulis_lihat *t = &m->tulis;
    t->utama.items = arena_array(req->arena, struct tombol_aksi, 2);
    t->lain.items = arena_array(req->arena, struct tombol_aksi, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct tombol_aksi b = button_of(req, m, acts[i]);
        if (is_reply(acts[i]) && t->utama.count)
            continue;                           /* one button for all replies: which of them is chosen in its form */
        if (is_reply(acts[i]))
            t->utama.items[t->utama.count++] = (struct tombol_aksi){ b.url, req_tr(req, S("Balas pelapor")), S("globe"),
                S("b"), t->balas };
        else if (!(acts[i]->efek & TERTUTUP))
            t->lain.items[t->lain.count++] = b;
    }
    for (size_t i = 0; i < count; i++)
        if (acts[i]->efek & TERTUTUP)
            t->utama.items[t->utama.count++] = (struct tombol_aksi){ act_url(req, m, acts[i]),
                req_tr(req, S("Catatan internal")), S("lock"), S("c"), t->dalam };
}

/* ---- what the form of one act asks for ----------------------------------------------------------------------- */

static enum outcome
reasons(struct req *req, struct tulis_lihat *t)
{
    struct alasan_list list;
    TRY(alasan_list(req->db, S("aduan"), str_of(t->l->aksi), &list));
    t->alasan.items = arena_array(req->arena, struct pilihan, list.count + 1);
    for (size_t i = 0; i < list.count; i++)
        add(&t->alasan, list.items[i].kode, list.items[i].nama);
    return OK;
}

static void
classes(struct req *req, struct tulis_lihat *t)
{
    static const char *const list[][2] = { { "biasa", "Pengaduan biasa (14 hari kerja)" },
        { "pengawasan", "Perlu pemeriksaan lapangan (60 hari kerja)" }, { "informasi", "Permintaan informasi" },
        { "aspirasi", "Aspirasi" } };
    t->golongan.items = arena_array(req->arena, struct pilihan, COUNT(list));
    for (size_t i = 0; i < COUNT(list); i++)
        add(&t->golongan, str_of(list[i][0]), str_of(list[i][1]));
}

/* The state after each reply that is possible; asking for a result if one of them does. */
static void
replies(struct req *req, struct meja_lihat *m, const struct langkah_alur *const *acts, size_t count)
{
    struct tulis_lihat *t = &m->tulis;
    t->sesudah.items = arena_array(req->arena, struct pilihan, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct langkah_alur *l = acts[i];
        if (!is_reply(l))
            continue;
        if (l->efek & PERLU_HASIL)
            t->hasil = alur_choices(req, aduan_alur.hasil);
        add(&t->sesudah, str_of(l->aksi), l->efek & JAM_JEDA
                ? req_tr(req, S("Menunggu pelapor melengkapi; jam berhenti"))
            : l->ke[0] ? req_tr(req, str_of(alur_keadaan(&aduan_alur, str_of(l->ke))->nama))
            : req_format(req, "Tetap: " STR, STR_ARG(req_tr(req, str_of(m->k->nama)))));
    }
}

/* Each template as it would read on this case; the one that the address names stands in the form. */
static enum outcome
templates(struct req *req, struct meja_lihat *m)
{
    enum { MOST = 40 };
    int64_t wanted = req_arg_int(req, "templat", 0);
    struct pilihan_list *list = &m->tulis.templat;
    list->items = arena_array(req->arena, struct pilihan, MOST);
    struct query q = query_of(req->db, "SELECT id, judul, isi FROM perkara_templat WHERE jenis = 'aduan' AND aktif = 1"
        " AND opd IN (0, $1) ORDER BY judul LIMIT 40");
    query_bind(&q, m->meja.opd);
    while (list->count < MOST && query_next(&q)) {
        int64_t id = query_int(&q);
        str title = query_str(&q), words = templat_fill(req, query_str(&q), &m->p);
        if (id == wanted)
            form_set(req, "isi", words);
        list->items[list->count++] = (struct pilihan){ .nama = title, .bantu = words,
            .kode = str_format(req->arena, "/meja/aduan/%lld" STR "%caksi=%s&templat=%lld#tulis", (long long)m->p.id,
                STR_ARG(m->query.text), m->query.text.len ? '&' : '?', m->tulis.l->aksi, (long long)id) };
    }
    return query_end(&q);
}

static void
words_of(struct req *req, struct meja_lihat *m)
{
    struct tulis_lihat *t = &m->tulis;
    t->judul = t->balas ? req_tr(req, S("Balas pelapor")) : req_tr(req, str_of(t->l->nama));
    t->isi = t->balas ? req_tr(req, S("Isi balasan")) : t->dalam ? req_tr(req, S("Isi catatan"))
        : req_tr(req, S("Penjelasan untuk pelapor"));
    t->kirim = t->balas ? req_tr(req, S("Kirim balasan")) : t->dalam ? req_tr(req, S("Simpan catatan")) : t->judul;
    t->untuk = t->dalam ? req_tr(req, S("Internal, tidak pernah terlihat pelapor dan umum")) : m->p.dukungan
        ? req_format(req, "Terbaca pelapor dan %lld warga yang mengalami", (long long)m->p.dukungan)
        : req_tr(req, S("Terbaca pelapor"));
    if (!t->dalam && m->p.tayang)
        t->untuk = req_format(req, STR ", tampil untuk umum", STR_ARG(t->untuk));
}

static enum outcome
form_of(struct req *req, struct meja_lihat *m, const struct langkah_alur *const *acts, size_t count)
{
    struct tulis_lihat *t = &m->tulis;
    unsigned efek = t->l->efek;
    t->perlu_teks = efek & PERLU_ISI;
    t->teks = t->perlu_teks || !(efek & PERLU_OPD);
    t->foto = m->foto_ada.count || !(efek & (PERLU_OPD | PERLU_INDUK | LEPAS_INDUK | TAYANGKAN));
    words_of(req, m);
    if (t->balas)
        replies(req, m, acts, count);
    if (efek & PERLU_OPD)
        TRY(meja_offices(req, &t->opd));
    if ((efek & TAYANGKAN) && !(efek & PERLU_ALASAN))
        classes(req, t);
    if (efek & PERLU_ALASAN)
        TRY(reasons(req, t));
    t->saat.items = arena_array(req->arena, struct pilihan, 2);
    add(&t->saat, S("sesudah"), req_tr(req, S("Sesudah dikerjakan")));
    add(&t->saat, S("sebelum"), req_tr(req, S("Sebelum dikerjakan")));
    return t->teks && !t->dalam ? templates(req, m) : OK;
}

enum outcome
tulis_gather(struct req *req, struct meja_lihat *m)
{
    const struct langkah_alur *acts[ACTS_MOST];
    size_t count = possible(m, acts);
    struct tulis_lihat *t = &m->tulis;
    TRY(draf_balasan_of(req, m->p.id, &t->draf));
    t->l = chosen(req, acts, count, t->draf.aksi);
    if (!t->l)
        return OK;
    t->balas = is_reply(t->l);
    t->dalam = t->l->efek & TERTUTUP;
    form_set(req, "aksi", str_of(t->l->aksi));
    buttons(req, m, acts, count);
    bool drafted = str_eqz(t->draf.aksi, t->l->aksi);
    if (drafted && !req->kept)
        TRY(draf_balasan_photos(req, m->p.id, &m->foto_ada));
    TRY(form_of(req, m, acts, count));
    if (drafted)                                /* words for the reporter never turn up in a note, nor the other way */
        draf_balasan_show(req, &t->draf);
    else
        t->draf.waktu = 0;
    return OK;
}

enum outcome
meja_offices(struct req *req, struct pilihan_list *list)
{
    struct opd_list offices;
    TRY(opd_all(req->db, S(""), &offices));
    list->items = arena_array(req->arena, struct pilihan, offices.count + 1);
    for (size_t i = 0; i < offices.count; i++)
        add(list, str_format(req->arena, "%lld", (long long)offices.items[i].id), offices.items[i].nama);
    return OK;
}
