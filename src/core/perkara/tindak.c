/* tindak.c: a case moves by its kind's table: the guards of an act, what it does, what it leaves. */
#include "base/random.h"
#include "core/perkara/perkara_dalam.h"

/* One act on its way through the guards. */
struct bertindak { struct req *req; const struct alur *alur; struct perkara *p; const struct tindakan *t;
    const struct langkah_alur *l; };

/* ---- guards --------------------------------------------------------------------------------------------- */

/* Which officer changed it last, for another one; of a reporter or of the program itself no name is told. */
static enum outcome
changed_by(const struct bertindak *b, str *oleh)
{
    str name = { 0 }, office = { 0 };
    int64_t when = 0;
    *oleh = S("");
    if (b->t->oleh != MEJA && b->t->oleh != KANTOR)
        return OK;
    struct query q = query_of(b->req->db, "SELECT COALESCE(a.nama, ''), e.jabatan, e.waktu FROM peristiwa e"
        " LEFT JOIN akun a ON a.id = e.akun WHERE e.subjek_jenis = 'perkara' AND e.subjek = $1"
        " AND e.jenis <> 'perkara.kontak_dibuka' ORDER BY e.id DESC LIMIT 1");
    query_bind(&q, b->p->id);
    if (query_next(&q)) {
        name   = query_str(&q);
        office = query_str(&q);
        when   = query_int(&q);
    }
    TRY(query_end(&q));
    if (name.len && office.len && !str_eq(str_lower(b->req->arena, office), S("pelapor")))
        *oleh = req_format(b->req, " (oleh " STR ", " STR ", " STR ")", STR_ARG(name), STR_ARG(office),
            STR_ARG(html_moment(&b->req->out, when)));
    return OK;
}

static enum outcome
require_possible(const struct bertindak *b)
{
    const struct perkara *p = b->p;
    const char *now = alur_keadaan(b->alur, p->keadaan)->nama;
    str oleh;
    if (b->t->langkah >= 0 && b->t->langkah != p->langkah) {
        TRY(changed_by(b, &oleh));
        return alur_stale(b->req, b->alur, p->nomor, str_of(now), oleh);
    }
    if (alur_may(b->alur, b->l, p->keadaan, b->t->oleh))
        return OK;
    return req_error(b->req, NULL, "\"" STR "\" tidak dapat dilakukan pada " STR "; keadaannya \"" STR "\".",
        STR_ARG(req_tr(b->req, str_of(b->l->nama))), STR_ARG(alur_ini(b->req, b->alur)),
        STR_ARG(req_tr(b->req, str_of(now))));
}

static enum outcome
require_words(const struct bertindak *b)
{
    enum outcome o = alur_words(b->req, b->alur, b->l, b->t->isi, b->t->kode_alasan);
    if (o == OK && (b->l->efek & PERLU_NILAI) && (b->t->nilai < 1 || b->t->nilai > 5))
        return req_error(b->req, "nilai", "Pilih nilai 1 sampai 5.");
    return o;
}

static enum outcome
require_result(const struct bertindak *b)
{
    struct buf names = { .arena = b->req->arena };
    if (!(b->l->efek & PERLU_HASIL) || alur_offers(b->alur->hasil, b->t->hasil))
        return OK;
    struct pilihan_list choices = alur_choices(b->req, b->alur->hasil);
    for (size_t i = 0; i < choices.count; i++)
        buf_format(&names, "%s" STR, i ? ", " : "", STR_ARG(choices.items[i].nama));
    return req_error(b->req, "hasil", "Pilih hasilnya: " STR ".", STR_ARG(buf_view(&names)));
}

static enum outcome
require_office(const struct bertindak *b)
{
    struct opd o;
    if (!(b->l->efek & PERLU_OPD))
        return OK;
    enum outcome found = b->t->opd ? opd_by_id(b->req->db, b->t->opd, &o) : NOT_FOUND;
    if (found != NOT_FOUND)
        return found;
    return req_error(b->req, "opd", "Pilih perangkat daerah yang menangani " STR ".",
        STR_ARG(alur_ini(b->req, b->alur)));
}

static enum outcome
require_parent(const struct bertindak *b)
{
    struct perkara parent;
    if (!(b->l->efek & PERLU_INDUK))
        return OK;
    bool other = b->t->induk && b->t->induk != b->p->id;
    enum outcome o = other ? perkara_by_id(b->req->db, b->t->induk, &parent) : NOT_FOUND;
    if (o == NOT_FOUND)
        return req_error(b->req, "induk", "Pilih yang lain, yang isinya sama.");
    TRY(o);
    if (parent.induk || !str_eq(parent.jenis, b->p->jenis))
        return req_error(b->req, "induk", STR " sendiri sudah digabung atau berbeda jenis. Pilih induknya.",
            STR_ARG(parent.nomor));
    return gabung_near(b->req, b->alur, b->p, &parent, b->t->isi);
}

/* ---- what it does --------------------------------------------------------------------------------------- */

static enum outcome
move_offices(const struct bertindak *b)
{
    struct perkara *p = b->p;
    int64_t now = b->req->now;
    if (b->l->efek & BAGI_TUGAS) {
        TRY(penugasan_lead(b->req->db, p, b->t, now));
        p->opd = b->t->opd;
    }
    if (b->l->efek & DUKUNG_TUGAS) {
        enum outcome o = penugasan_support(b->req->db, p, b->t, now);
        if (o == CONFLICT)
            return req_error(b->req, "opd", "Perangkat daerah itu sudah ikut menangani " STR ".",
                STR_ARG(alur_ini(b->req, b->alur)));
        TRY(o);
    }
    if (b->l->efek & LEPAS_TUGAS) {
        TRY(penugasan_end(b->req->db, p->id, 0, S("dikembalikan"), now));
        p->opd = 0;
    }
    return OK;
}

static enum outcome
extend(const struct bertindak *b, date today)
{
    enum outcome o = jam_extend(b->req->db, b->p, b->alur->utama, today, b->req->now);
    if (o != NOT_FOUND)
        return o;
    return req_error(b->req, NULL, "Aturan perpanjangan belum ditetapkan. Hubungi admin.");
}

static enum outcome
move_clocks(const struct bertindak *b)
{
    struct db *db = b->req->db;
    struct perkara *p = b->p;
    int64_t now = b->req->now;
    unsigned efek = b->l->efek;
    date today = date_of(now, b->req->region->zone);
    for (size_t i = 0; b->l->temui >> i; i++)
        if (b->l->temui >> i & 1)
            TRY(jam_meet(db, p, b->alur->jam[i].kode, now));
    if (efek & JAM_GUGUR)
        TRY(jam_drop_all(db, p, now));
    if (efek & JAM_JEDA)
        TRY(jam_pause(db, p, today, b->t->isi));
    if (efek & JAM_LANJUT)
        TRY(jam_resume(db, p, today, now));
    if (efek & JAM_TAMBAH)
        TRY(extend(b, today));
    TRY(alur_start(db, b->alur, b->l, p, today));
    if (b->t->golongan.len && !str_eq(b->t->golongan, p->golongan)) {
        p->golongan = b->t->golongan;
        TRY(jam_class(db, p, b->alur->utama, now));
    }
    return OK;
}

/* In how many working days, and whether within the deadline: what the league of offices is counted from. */
static enum outcome
measure_end(const struct bertindak *b)
{
    struct jam_list list;
    b->p->ujung = b->p->hari = 0;
    if (b->p->terbuka || !b->alur->utama)
        return OK;
    TRY(jam_of(b->req->db, b->req->region->zone, b->p->id, b->req->now, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct jam *j = &list.items[i];
        if (!str_eqz(j->jam, b->alur->utama) || j->gugur)
            continue;
        b->p->ujung = j->sisa >= 0 ? 1 : 2;
        b->p->hari = j->pakai;
    }
    return OK;
}

static enum outcome
move_state(const struct bertindak *b)
{
    struct perkara *p = b->p;
    const struct langkah_alur *l = b->l;
    p->keadaan = l->ke[0] ? str_of(l->ke) : p->keadaan;
    p->terbuka = alur_keadaan(b->alur, p->keadaan)->terbuka;
    p->selesai = p->terbuka ? 0 : p->selesai ? p->selesai : b->req->now;
    if (l->hasil)
        p->hasil = str_of(l->hasil);
    else if (l->efek & PERLU_HASIL)
        p->hasil = b->t->hasil;
    if (l->efek & TAYANGKAN)
        p->tayang = str_eqz(p->tampak, "publik");
    if (l->efek & PERLU_INDUK)
        p->induk = b->t->induk;
    if (l->efek & PERLU_NILAI)
        p->nilai = b->t->nilai;
    if (l->efek & HITUNG_BUKA)
        p->dibuka_kali++;
    p->langkah++;
    p->berubah = b->req->now;
    return measure_end(b);
}

/* ---- what it leaves ------------------------------------------------------------------------------------- */

static str
actor(enum pelaku oleh)
{
    return oleh == PELAPOR ? S("pelapor") : oleh == SISTEM ? S("sistem") : S("petugas");
}

static enum outcome
write_down(const struct bertindak *b, const struct perkara *was)
{
    const struct tindakan *t = b->t;
    struct req *req = b->req;
    struct langkah step = { .id = t->id ? t->id : id_new(), .perkara = was->id, .aksi = t->aksi, .dari = was->keadaan,
        .ke = b->p->keadaan, .hasil = b->l->efek & PERLU_HASIL ? t->hasil : str_of(b->l->hasil),
        .kode_alasan = t->kode_alasan, .isi = str_trim(t->isi), .publik = !(b->l->efek & TERTUTUP),
        .oleh = actor(t->oleh), .akun = req->who.akun, .jabatan = t->jabatan,
        .opd = b->l->efek & BAGI_TUGAS ? t->opd : t->kantor, .waktu = req->now };
    TRY(langkah_insert(req->db, &step));
    struct peristiwa e = { .waktu = req->now, .akun = req->who.akun, .jabatan = t->jabatan,
        .jenis = str_format(req->arena, "perkara." STR, STR_ARG(t->aksi)), .subjek_jenis = S("perkara"),
        .subjek = was->id, PERKARA_BOUND(was->id),
        .publik = b->p->tayang && step.publik, .isi = str_format(req->arena, "dari=" STR "\nke=" STR
            "\nhasil=" STR "\nalasan=" STR "\nopd=%lld\nisi=" STR, STR_ARG(was->keadaan), STR_ARG(b->p->keadaan),
            STR_ARG(step.hasil), STR_ARG(t->kode_alasan), (long long)b->p->opd, STR_ARG(step.isi)) };
    TRY(peristiwa_add(req->db, &e));
    TRY(perkara_hitung_move(req, was, b->p));
    return t->sunyi || !step.publik ? OK : perkara_tell(req, b->alur, b->p, &step);
}

enum outcome
perkara_act(struct req *req, const struct alur *alur, struct perkara *p, const struct tindakan *t)
{
    struct perkara was = *p;
    struct bertindak b = { req, alur, p, t, alur_find(alur, t->aksi) };
    if (!b.l)
        return req_error(req, "aksi", "Pilih salah satu tindakan.");
    TRY(require_possible(&b));
    TRY(require_words(&b));
    TRY(require_result(&b));
    TRY(require_office(&b));
    TRY(require_parent(&b));
    TRY(move_offices(&b));
    TRY(move_clocks(&b));
    if (b.l->efek & LEPAS_INDUK)
        TRY(gabung_undo(req, alur, p, t));
    TRY(move_state(&b));
    if (b.l->efek & PERLU_INDUK)
        TRY(gabung_carry(req, p, t->induk));
    TRY(perkara_update(req->db, p));
    if (p->terbuka && !was.terbuka && alur->dibuka)
        TRY(alur->dibuka(req, p));
    if (p->opd != was.opd)
        TRY(perkara_arrived(req->db, alur, p));
    return write_down(&b, &was);
}
