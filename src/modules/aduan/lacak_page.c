/* lacak_page.c: the reporter's own page, opened by the tracking code: following, answering, rating, opening again. */
#include "base/log.h"
#include "modules/aduan/aduan_html.h"
#include "modules/aduan/aduan_lihat.h"
#include "modules/aduan/langganan_html.h"
#include "modules/aduan/lapor_dalam.h"

enum { WRONG_MOST = 10 };

struct kode_isian { str kode, nomor; enum outcome ada; };      /* nomor: a public report's, typed instead of its code */
static const struct field code_field[] = {
    FIELD(struct kode_isian, kode, .label = "Kode pelacakan", .max = 40, REQUIRED,
        .hint = "Tertulis pada halaman setelah laporan terkirim, misalnya K7PX-MQ2A-9FWD. Bukan nomor laporan."),
    { 0 }
};

static enum outcome
ask(struct req *req)
{
    str wrong = req_arg(req, "gagal");
    form_show(req, code_field);
    lacak_halaman_html(&req->out, &req->form, str_eqz(wrong, "1"), str_eqz(wrong, "tunggu"));
    req->section = S("aduan");
    return page(req, req_tr(req, S("Lacak laporan")));
}

/* ---- guessing --------------------------------------------------------------------------------------------- */

struct hitungan { const struct req *req; int64_t kali; };

/* In a transaction of its own: a page is read, and what is refused writes nothing else. */
static enum outcome
count_one(struct db *db, void *hitungan)
{
    struct hitungan *h = hitungan;
    struct req req = { .arena = db_arena_of(db), .region = h->req->region, .db = db, .peer = h->req->peer,
        .now = h->req->now };
    return laju_count(&req, "aduan.lacak", &h->kali);
}

/* Wrong codes of an address are counted, typed or in a link alike; after ten in an hour even the right one waits
   (CONFLICT). */
static enum outcome
case_of_code(struct req *req, str kode, struct perkara *p)
{
    struct hitungan h = { .req = req };
    TRY(laju_peek(req, "aduan.lacak", &h.kali));
    if (h.kali >= WRONG_MOST)
        return CONFLICT;
    enum outcome o = aduan_by_kunci(req->db, req->region->secret, kode, p);
    if (o != NOT_FOUND)
        return o;
    TRY(store_write_wait(req->region->store, count_one, &h, req->arena));
    log_event(LOG_WARN, "aduan", "an unknown tracking code, %lld of one address in this hour", (long long)h.kali);
    return NOT_FOUND;
}

static enum outcome
wait_an_hour(struct req *req)
{
    req->no_store = true;
    return redirect(req, "/lacak?gagal=tunggu");
}

static enum outcome
read_code(struct req *req)
{
    struct kode_isian *k = req_keep(req, sizeof *k);
    struct perkara p;
    if (!form_read(req, code_field, k))
        return INVALID;
    k->ada = aduan_by_nomor(req->db, str_upper(req->arena, str_trim(k->kode)), &p);
    k->nomor = k->ada == OK && p.tayang ? p.nomor : S("");
    if (k->ada == FAILED || k->nomor.len)
        return k->ada;
    k->ada = case_of_code(req, k->kode, &p);
    return k->ada == NOT_FOUND || k->ada == CONFLICT ? OK : k->ada;
}

static enum outcome
look_up(struct req *req)
{
    const struct kode_isian *k = req->kept;
    if (k->nomor.len)
        return redirect(req, "/aduan/" STR, STR_ARG(k->nomor));
    return k->ada == CONFLICT ? wait_an_hour(req) : k->ada == NOT_FOUND ? redirect(req, "/lacak?gagal=1")
        : redirect(req, "/lacak/" STR, STR_ARG(url_part(req->arena, k->kode)));
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

struct pelapor_isian { str aksi, isi; int64_t nilai; bool tunggu; };
static const struct field fields[] = {
    FIELD(struct pelapor_isian, aksi, .label = "Tindakan", .max = 20, REQUIRED),
    FIELD(struct pelapor_isian, isi, .label = "Keterangan", .max = 2000, .lines = true),
    FIELD(struct pelapor_isian, nilai, .label = "Nilai penanganan", .lowest = 1, .highest = 5),
    { 0 }
};
/* The same where words are not asked of who only gives a mark, and where they are all that is asked. */
static const struct field beside_marks[] = {
    FIELD(struct pelapor_isian, isi, .label = "Keterangan", .max = 2000, .lines = true,
        .hint = "Wajib bila laporan dibuka lagi: apa yang belum selesai."),
    FIELD(struct pelapor_isian, nilai, .label = "Nilai penanganan"),
    { 0 }
};
static const struct field words[] = {
    FIELD(struct pelapor_isian, isi, .label = "Keterangan", .max = 2000, .lines = true, REQUIRED),
    { 0 }
};

static const struct pilihan marks[] = {
    { .kode = { "5", 1 }, .nama = { "Sangat baik", 11 } }, { .kode = { "4", 1 }, .nama = { "Baik", 4 } },
    { .kode = { "3", 1 }, .nama = { "Cukup", 5 } }, { .kode = { "2", 1 }, .nama = { "Kurang", 6 } },
    { .kode = { "1", 1 }, .nama = { "Buruk", 5 } },
};

static enum outcome
own_case(struct req *req, struct perkara *p)
{
    return case_of_code(req, req_param(req, "kode"), p);
}

static bool
may(const struct perkara *p, const char *aksi)
{
    return alur_may(&aduan_alur, alur_find(&aduan_alur, str_of(aksi)), p->keadaan, PELAPOR);
}

static enum outcome
show(struct req *req)
{
    struct lacak l = { .form = &req->form, .kode = req_param(req, "kode"),
        .nilai_pilihan = { (struct pilihan *)(uintptr_t)marks, COUNT(marks) } };
    enum outcome o = own_case(req, &l.a.p);
    if (o == CONFLICT)
        return wait_an_hour(req);
    TRY(o);
    l.tujuan = str_format(req->arena, "/lacak/" STR, STR_ARG(url_part(req->arena, l.kode)));
    l.a.foto_awal = str_format(req->arena, STR "/foto", STR_ARG(l.tujuan));
    TRY(aduan_gather(req, &l.a, true));
    l.jawab = may(&l.a.p, "jawab");
    l.balas = may(&l.a.p, "balas");
    l.nilai = may(&l.a.p, "nilai");
    l.buka  = may(&l.a.p, "buka") && !reopening_is_over(req, &l.a.p);
    l.cabut = may(&l.a.p, "cabut");
    form_show(req, l.nilai ? beside_marks : words);
    req->no_store = true;
    lacak_satu_halaman_html(&req->out, &l);
    req->section = S("aduan");
    return page(req, l.a.p.nomor);
}

static enum outcome
read(struct req *req)
{
    struct pelapor_isian *f = req_keep(req, sizeof *f);
    struct perkara p;
    enum outcome o = own_case(req, &p);
    f->tunggu = o == CONFLICT;
    TRY(f->tunggu ? OK : o);
    return form_read(req, fields, f) || f->tunggu ? OK : INVALID;
}

static enum outcome
act(struct req *req)
{
    const struct pelapor_isian *f = req->kept;
    struct perkara p;
    if (f->tunggu)
        return wait_an_hour(req);
    TRY(aduan_by_kunci(req->db, req->region->secret, req_param(req, "kode"), &p));
    if (str_eqz(f->aksi, "buka") && reopening_is_over(req, &p))
        return req_error(req, NULL, "Batas waktu untuk membuka lagi laporan ini sudah lewat. Buat laporan baru; sebut"
            " nomor " STR " di dalamnya.", STR_ARG(p.nomor));
    struct tindakan t = { .aksi = f->aksi, .oleh = PELAPOR, .isi = f->isi, .nilai = f->nilai, .jabatan = S("Pelapor"),
        .langkah = -1 };
    TRY(perkara_act(req, &aduan_alur, &p, &t));
    TRY(aduan_tell_desk(req, &p, f->aksi));
    flash(req, "Tersimpan. Laporan " STR " sekarang: %s.", STR_ARG(p.nomor),
        alur_keadaan(&aduan_alur, p.keadaan)->nama);
    return redirect(req, "/lacak/" STR, STR_ARG(url_part(req->arena, req_param(req, "kode"))));
}

/* The photos of one's own case, shown or not; nothing internal, no original of what was covered. */
static enum outcome
photo(struct req *req)
{
    struct perkara p;
    struct berkas b;
    int64_t id;
    enum outcome o = own_case(req, &p);
    TRY(o == CONFLICT ? NOT_FOUND : o);
    if (!str_int(req_param(req, "foto"), &id))
        return NOT_FOUND;
    TRY(berkas_by_id(req->db, id, &b));
    bool mine = str_eqz(b.milik_jenis, "perkara") && b.milik_id == p.id;
    bool open = str_eqz(b.peran, "foto") || str_eqz(b.peran, "sebelum") || str_eqz(b.peran, "sesudah");
    return mine && open ? berkas_give(req, &b, req_param(req, "lebar")) : NOT_FOUND;
}

/* ---- no more e-mails ---------------------------------------------------------------------------------------- */

static enum outcome
ask_quiet(struct req *req)
{
    TRY(pihak_by_berhenti(req->db, req_param(req, "kata")));
    struct konfirmasi k = { .judul = req_tr(req, S("Berhenti dikabari lewat email?")),
        .tombol = req_tr(req, S("Ya, berhenti")),
        .isi = req_tr(req, S("Laporan ini tidak akan mengirim email lagi kepada Anda. Kode pelacakan tetap berlaku.")),
        .tujuan = str_format(req->arena, "/berhenti/" STR, STR_ARG(url_part(req->arena, req_param(req, "kata")))),
        .batal = S("/aduan") };
    berhenti_halaman_html(&req->out, &k);
    req->section = S("aduan");
    return page(req, k.judul);
}

static enum outcome
quiet(struct req *req)
{
    TRY(pihak_quiet(req->db, req_param(req, "kata")));
    flash(req, "Email untuk laporan itu dihentikan.");
    return redirect(req, "/aduan");
}

/* One click of a mail program (RFC 8058): no session, no form; the word is the proof. */
static enum outcome
quiet_at_once(struct req *req)
{
    enum outcome o = pihak_quiet(req->db, req_param(req, "kata"));
    TRY(o == NOT_FOUND ? OK : o);
    berhenti_selesai_halaman_html(&req->out, req_tr(req, S("Email dihentikan")),
        req_tr(req, S("Laporan ini tidak akan mengirim email lagi kepada Anda. Kode pelacakan tetap berlaku.")));
    req->no_store = true;
    req->section = S("aduan");
    return page(req, req_tr(req, S("Email dihentikan")));
}

const struct route aduan_lacak[] = {
    GET ("/lacak",        ask,                      &anyone, no_place),
    POST("/lacak",        read_code, look_up, ask,  &anyone, no_place),
    GET ("/lacak/{kode}", show,                     &anyone, no_place),
    POST("/lacak/{kode}", read, act, show,          &anyone, no_place),
    GET ("/lacak/{kode}/foto/{foto}/{lebar}", photo, &anyone, no_place),
    GET ("/berhenti/{kata}", ask_quiet,                &anyone, no_place),
    POST("/berhenti/{kata}", NULL, quiet, ask_quiet,   &anyone, no_place),
    GET ("/berhenti/{kata}/langsung", ask_quiet,                      &anyone, no_place),
    POST("/berhenti/{kata}/langsung", NULL, quiet_at_once, ask_quiet, &anyone, no_place, .api = true),
    { 0 }
};
