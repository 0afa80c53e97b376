/* kasus_lihat.c: one case as officers see it: clocks, offices, neighbours, every word. */
#include "core/pribadi/pribadi.h"
#include "modules/aduan/meja_lihat.h"

static struct nota
note_of(struct req *req, const struct langkah *l)
{
    bool reporter = str_eqz(l->oleh, "pelapor");
    str office = langkah_kantor(&aduan_alur, l);
    return (struct nota){ .id = l->id, .kelas = l->publik ? reporter ? S("") : S("publik") : S("internal"),
        .ikon = reporter ? S("user-round") : l->publik ? S("globe") : S("lock"),
        .judul = langkah_judul(req->arena, &aduan_alur, l),
        .oleh = reporter ? S("pelapor") : office.len ? office : l->jabatan, .isi = l->isi, .waktu = l->waktu };
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
    m->tujuan = str_format(req->arena, "/meja/aduan/%lld" STR, (long long)p->id, STR_ARG(m->query.text));
    TRY(aduan_tempat(req, p->kelurahan, &m->tempat));
    TRY(jam_of(req->db, req->region->zone, p->id, req->now, &m->jam));
    TRY(foto_of_case(req->db, p->id, &m->foto));
    TRY(penugasan_of(req->db, p->id, &m->tugas));
    TRY(jawaban_of(req->db, p->id, &m->jawaban));
    TRY(perkara_gabungan(req->db, p->id, &m->gabungan));
    if (p->induk)
        TRY(aduan_by_id(req->db, p->induk, &m->induk));
    TRY(meja_near(req, &m->dekat_meter));
    struct perkara_dekat near = { .jenis = p->jenis, .kelurahan = p->kelurahan, .lat_e6 = p->lat_e6,
        .lon_e6 = p->lon_e6, .kecuali = p->id, .meter = m->dekat_meter, .semua = false };
    if (m->dekat_meter && (p->lat_e6 || p->lon_e6))
        TRY(perkara_near(req->db, &near, &m->dekat));
    TRY(contact(req, m));
    TRY(hadir_gather(req, m));
    if (m->meja.kota)
        TRY(serah_gather(req, p, &m->serah));
    TRY(conversation(req, m));
    return tulis_gather(req, m);
}
