/* kasus_lihat.c: one case as officers see it: clocks, offices, neighbours, every word, the acts that are possible. */
#include "core/perkara/atur.h"
#include "core/pribadi/pribadi.h"
#include "modules/aduan/meja_lihat.h"

enum { SIMILAR_METRES = 100 };

static void
add(struct pilihan_list *list, str kode, str nama)
{
    list->items[list->count++] = (struct pilihan){ .kode = kode, .nama = nama };
}

static enum outcome
acts_now(struct req *req, struct meja_lihat *m)
{
    enum { MOST = 40 };
    enum pelaku who = m->meja.kota ? MEJA : KANTOR;
    m->aksi.items = arena_array(req->arena, struct pilihan, MOST);
    for (const struct langkah_alur *l = aduan_alur.langkah; l->aksi && m->aksi.count < MOST; l++)
        if (alur_may(l, &m->p, who))
            add(&m->aksi, str_of(l->aksi), str_of(l->nama));
    return OK;
}

static enum outcome
reasons(struct req *req, struct meja_lihat *m)
{
    static const char *const acts[] = { "bukan_wewenang", "arsip", "kembalikan" };
    m->alasan.items = arena_array(req->arena, struct pilihan, 60);
    for (size_t i = 0; i < COUNT(acts); i++) {
        struct alasan_list list;
        TRY(alasan_list(req->db, S("aduan"), str_of(acts[i]), &list));
        for (size_t j = 0; j < list.count && m->alasan.count < 60; j++) {
            bool there = false;
            for (size_t k = 0; k < m->alasan.count; k++)
                there |= str_eq(m->alasan.items[k].kode, list.items[j].kode);
            if (!there)
                add(&m->alasan, list.items[j].kode, list.items[j].nama);
        }
    }
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

static enum outcome
choices(struct req *req, struct meja_lihat *m)
{
    static const char *const results[] = { "ditangani", "dijadwalkan", "tidak_dapat", "tidak_terbukti" };
    static const char *const classes[][2] = { { "biasa", "Pengaduan biasa (14 hari kerja)" },
        { "pengawasan", "Perlu pemeriksaan lapangan (60 hari kerja)" }, { "informasi", "Permintaan informasi" },
        { "aspirasi", "Aspirasi" } };
    TRY(meja_offices(req, &m->opd));
    m->hasil.items = arena_array(req->arena, struct pilihan, COUNT(results));
    for (size_t i = 0; i < COUNT(results); i++)
        add(&m->hasil, str_of(results[i]), hasil_label(str_of(results[i])));
    m->saat.items = arena_array(req->arena, struct pilihan, 2);
    add(&m->saat, S("sesudah"), req_tr(req, S("Sesudah dikerjakan")));
    add(&m->saat, S("sebelum"), req_tr(req, S("Sebelum dikerjakan")));
    m->golongan.items = arena_array(req->arena, struct pilihan, COUNT(classes));
    for (size_t i = 0; i < COUNT(classes); i++)
        add(&m->golongan, str_of(classes[i][0]), str_of(classes[i][1]));
    return reasons(req, m);
}

static enum outcome
templates(struct req *req, struct meja_lihat *m)
{
    enum { MOST = 40 };
    m->templat.items = arena_array(req->arena, struct pilihan, MOST);
    struct query q = query_of(req->db, "SELECT judul, isi FROM perkara_templat WHERE jenis = 'aduan' AND aktif = 1"
        " AND opd IN (0, $1) ORDER BY judul LIMIT 40");
    query_bind(&q, m->meja.opd);
    while (m->templat.count < MOST && query_next(&q)) {
        str title = query_str(&q);
        add(&m->templat, templat_fill(req, query_str(&q), &m->p), title);
    }
    return query_end(&q);
}

static struct nota
note_of(struct req *req, const struct langkah *l)
{
    bool reporter = str_eqz(l->oleh, "pelapor");
    str office = l->opd_nama.len ? l->opd_nama : l->jabatan;
    return (struct nota){ .id = l->id, .kelas = l->publik ? reporter ? S("") : S("publik") : S("internal"),
        .ikon = reporter ? S("user-round") : l->publik ? S("globe") : S("lock"),
        .judul = langkah_judul(req->arena, l), .oleh = reporter ? S("pelapor") : office, .isi = l->isi,
        .waktu = l->waktu };
}

static enum outcome
conversation(struct req *req, struct meja_lihat *m)
{
    struct langkah_list steps;
    TRY(langkah_of(req->db, m->p.id, false, &steps));
    m->nota.items = arena_array(req->arena, struct nota, steps.count + 1);
    m->catatan = req_arg(req, "catatan");
    for (size_t i = steps.count; i > 0; i--) {
        const struct langkah *l = &steps.items[i - 1];
        if (m->catatan.len == 0 || str_eqz(m->catatan, l->publik ? "publik" : "internal"))
            m->nota.items[m->nota.count++] = note_of(req, l);
    }
    return OK;
}

/* Whether there is a contact; the contact itself is opened by an act of its own, with a reason. */
static enum outcome
contact(struct req *req, struct meja_lihat *m)
{
    struct pihak_list list;
    TRY(pihak_of(req->db, req->region->secret, m->p.id, S("pelapor"), &list));
    if (list.count == 0 || m->p.anonim)
        return OK;
    const struct pihak *p = &list.items[0];
    m->kontak = str_format(req->arena, STR "%s" STR, STR_ARG(surel_mask(req->arena, p->surel)),
        p->surel.len && p->telepon.len ? ", " : "", STR_ARG(telepon_mask(req->arena, p->telepon)));
    return OK;
}

enum outcome
kasus_gather(struct req *req, struct meja_lihat *m)
{
    struct perkara *p = &m->p;
    m->k = alur_keadaan(&aduan_alur, p->keadaan);
    m->rahasia = str_eqz(p->tampak, "rahasia");
    m->tujuan = str_format(req->arena, "/meja/aduan/%lld" STR, (long long)p->id, STR_ARG(m->query));
    TRY(aduan_tempat(req, p->kelurahan, &m->tempat));
    TRY(jam_of(req->db, req->region->zone, p->id, req->now, &m->jam));
    TRY(foto_of_case(req->db, p->id, &m->foto));
    TRY(penugasan_of(req->db, p->id, &m->tugas));
    TRY(perkara_gabungan(req->db, p->id, &m->gabungan));
    if (p->induk)
        TRY(perkara_by_id(req->db, p->induk, &m->induk));
    struct perkara_dekat near = { .jenis = p->jenis, .kelurahan = p->kelurahan, .lat_e6 = p->lat_e6,
        .lon_e6 = p->lon_e6, .kecuali = p->id, .meter = SIMILAR_METRES, .semua = false };
    if (p->lat_e6 || p->lon_e6)
        TRY(perkara_near(req->db, &near, &m->dekat));
    TRY(acts_now(req, m));
    TRY(choices(req, m));
    TRY(templates(req, m));
    TRY(contact(req, m));
    if (m->meja.kota)
        TRY(serah_gather(req, p, &m->serah));
    return conversation(req, m);
}
