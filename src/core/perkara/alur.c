/* alur.c: a case moves by its kind's table: who may, from where, what it asks for and does. */
#include "base/random.h"
#include "core/perkara/perkara_dalam.h"

bool
kata_ada(const char *kata, str satu)
{
    str words = str_of(kata), word;
    while (str_cut(&words, ' ', &word))
        if (str_eq(word, satu))
            return true;
    return false;
}

const struct langkah_alur *
alur_find(const struct alur *a, str aksi)
{
    for (const struct langkah_alur *l = a->langkah; l->aksi; l++)
        if (str_eqz(aksi, l->aksi))
            return l;
    return NULL;
}

const struct keadaan_alur *
alur_keadaan(const struct alur *a, str keadaan)
{
    for (const struct keadaan_alur *k = a->keadaan; k->kode; k++)
        if (str_eqz(keadaan, k->kode))
            return k;
    must(!"a state that is not in the kind's table");
    return NULL;
}

/* "*": from any open state. */
bool
alur_may(const struct langkah_alur *l, const struct perkara *p, enum pelaku oleh)
{
    if (!(l->oleh & (unsigned)oleh))
        return false;
    return strcmp(l->dari, "*") == 0 ? p->terbuka : kata_ada(l->dari, p->keadaan);
}

/* One act on its way through the guards. */
struct bertindak { struct req *req; const struct alur *alur; struct perkara *p; const struct tindakan *t;
    const struct langkah_alur *l; };

/* ---- guards --------------------------------------------------------------------------------------------- */

static enum outcome
require_possible(const struct bertindak *b)
{
    const struct keadaan_alur *now = alur_keadaan(b->alur, b->p->keadaan);
    if (b->t->langkah >= 0 && b->t->langkah != b->p->langkah)
        return req_error(b->req, NULL, "Laporan " STR " sudah berubah sejak halaman ini dibuka; keadaannya sekarang:"
            " %s. Muat ulang halaman, lalu ulangi bila masih perlu.", STR_ARG(b->p->nomor), now->nama);
    if (!alur_may(b->l, b->p, b->t->oleh))
        return req_error(b->req, NULL, "\"%s\" tidak dapat dilakukan pada laporan yang keadaannya \"%s\".", b->l->nama,
            now->nama);
    return OK;
}

static enum outcome
require_words(const struct bertindak *b)
{
    struct alasan_list reasons;
    bool right = true, known = false;
    if ((b->l->efek & PERLU_ISI) && str_letters(str_trim(b->t->isi)) < 10)
        right = req_error(b->req, "isi", "Tulis penjelasannya dalam satu kalimat (paling sedikit 10 huruf).") == OK;
    if (b->l->efek & PERLU_ALASAN) {
        TRY(alasan_list(b->req->db, b->p->jenis, b->t->aksi, &reasons));
        for (size_t i = 0; i < reasons.count; i++)
            known |= str_eq(reasons.items[i].kode, b->t->kode_alasan);
        if (!known)
            right = req_error(b->req, "kode_alasan", "Pilih alasannya. Pelapor akan membacanya.") == OK;
    }
    if ((b->l->efek & PERLU_NILAI) && (b->t->nilai < 1 || b->t->nilai > 5))
        right = req_error(b->req, "nilai", "Pilih nilai 1 sampai 5.") == OK;
    return right ? OK : INVALID;
}

static enum outcome
require_result(const struct bertindak *b)
{
    if (!(b->l->efek & PERLU_HASIL) || kata_ada("ditangani dijadwalkan tidak_dapat tidak_terbukti", b->t->hasil))
        return OK;
    return req_error(b->req, "hasil", "Pilih hasil penanganannya: ditangani, dijadwalkan, tidak dapat, atau tidak"
        " terbukti.");
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
    return req_error(b->req, "opd", "Pilih perangkat daerah yang menangani laporan ini.");
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
        return req_error(b->req, "induk", "Pilih laporan lain yang isinya sama.");
    TRY(o);
    if (parent.induk || !str_eq(parent.jenis, b->p->jenis))
        return req_error(b->req, "induk", "Laporan " STR " sendiri sudah digabung atau berbeda jenis. Pilih laporan"
            " induknya.", STR_ARG(parent.nomor));
    return OK;
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
            return req_error(b->req, "opd", "Perangkat daerah itu sudah ikut menangani laporan ini.");
        TRY(o);
    }
    if (b->l->efek & LEPAS_TUGAS) {
        TRY(penugasan_end(b->req->db, p->id, 0, S("dikembalikan"), now));
        p->opd = 0;
    }
    return OK;
}

static enum outcome
restart_clocks(const struct bertindak *b, date today)
{
    struct db *db = b->req->db;
    TRY(jam_drop_all(db, b->p, b->req->now));
    TRY(jam_start(db, b->p, "tanggapan", today));
    return jam_start(db, b->p, "selesai", today);
}

static enum outcome
move_clocks(const struct bertindak *b)
{
    struct db *db = b->req->db;
    struct perkara *p = b->p;
    int64_t now = b->req->now;
    unsigned efek = b->l->efek;
    date today = date_of(now, b->req->region->zone);
    if (efek & JAM_VERIFIKASI)
        TRY(jam_meet(db, p, "verifikasi", now));
    if (efek & JAM_TANGGAPAN)
        TRY(jam_meet(db, p, "tanggapan", now));
    if (efek & JAM_SELESAI)
        TRY(jam_meet(db, p, "selesai", now));
    if (efek & JAM_GUGUR)
        TRY(jam_drop_all(db, p, now));
    if (efek & JAM_JEDA)
        TRY(jam_pause(db, p, today, b->t->isi));
    if (efek & JAM_LANJUT)
        TRY(jam_resume(db, p, today, now));
    if (efek & JAM_ULANG)
        TRY(restart_clocks(b, today));
    if (b->t->golongan.len && !str_eq(b->t->golongan, p->golongan)) {
        p->golongan = b->t->golongan;
        TRY(jam_class(db, p, now));
    }
    return OK;
}

/* In how many working days, and whether within the deadline: what the league of offices is counted from. */
static enum outcome
measure_end(const struct bertindak *b)
{
    struct jam_list list;
    b->p->ujung = b->p->hari = 0;
    if (b->p->terbuka)
        return OK;
    TRY(jam_of(b->req->db, b->req->region->zone, b->p->id, b->req->now, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct jam *j = &list.items[i];
        if (!str_eqz(j->jam, "selesai") || j->gugur)
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
    if (l->efek & JAM_VERIFIKASI)
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
        .oleh = actor(t->oleh), .akun = req->who.akun, .jabatan = t->jabatan, .opd = t->kantor ? t->kantor : b->p->opd,
        .waktu = req->now };
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
        TRY(gabung_undo(req, p, t));
    TRY(move_state(&b));
    if (b.l->efek & PERLU_INDUK)
        TRY(gabung_carry(req, p, t->induk));
    TRY(perkara_update(req->db, p));
    return write_down(&b, &was);
}
