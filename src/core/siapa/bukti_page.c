/* bukti_page.c: before a weighty act: who asks proves once more who they are, then the form that waited goes on. */
#include "core/siapa/masuk_dalam.h"
#include "core/siapa/siapa_html.h"

struct bukti_isian { str sandi, kode; };
static const struct field by_password[] = {
    FIELD(struct bukti_isian, sandi, .label = "Kata sandi Anda", .max = 200, REQUIRED, .secret = true),
    { 0 }
};
static const struct field by_code[] = {
    FIELD(struct bukti_isian, kode, .label = "Kode enam angka atau kode cadangan", .max = 20, REQUIRED,
        .hint = "Dari aplikasi autentikator, berganti tiap 30 detik."),
    { 0 }
};

static enum outcome
ask(struct req *req)
{
    struct held held = { 0 };
    struct bukti_lihat b = { .form = &req->form };
    TRY(req_id(req, &b.id));
    TRY(tertahan_read(req, b.id, &held));
    TRY(dua_is_active(req->db, req->who.akun, &b.kode));
    form_show(req, b.kode ? by_code : by_password);
    bukti_halaman_html(&req->out, &b);
    req->section = S("saya");
    return page_status(req, req->status ? req->status : 200, req_tr(req, S("Buktikan bahwa ini Anda")));
}

/* What was typed, and what came of it; committed on its own, so that a failure counts and a proof stays. */
struct proving { const struct region *region; struct second second; str sesi; bool code, fits, accepted;
    int64_t wait; };

static str
wait_key(struct arena *arena, int64_t akun)
{
    return kunci_akun(arena, str_format(arena, "#%lld", (long long)akun));
}

static enum outcome
record(struct db *db, void *context)
{
    struct proving *p = context;
    str key = wait_key(db_arena_of(db), p->second.akun);
    p->accepted = false;
    TRY(tunggu_of(db, key, p->second.now, &p->wait));
    if (p->wait)
        return OK;
    enum outcome o = p->code ? dua_accept(db, p->region, &p->second) : p->fits ? OK : NOT_FOUND;
    if (o == NOT_FOUND)
        return gagal_add(db, key, p->second.now);
    TRY(o);
    p->accepted = true;
    TRY(gagal_forget(db, key));
    return sesi_prove(db, p->sesi, p->second.now);
}

static enum outcome
check(struct req *req, struct proving *p)
{
    struct kunci_masuk key = { 0 };
    struct akun a;
    if (!p->code) {
        TRY(akun_by_id(req->db, req->who.akun, &a));
        TRY(kunci_masuk_of(req->db, a.masuk, &key));
        p->fits = sandi_fits(key.sandi, p->second.typed);
    }
    TRY(store_write_wait(req->region->store, record, p, req->arena));
    if (p->wait)
        return req_error(req, p->code ? "kode" : "sandi", "Terlalu banyak percobaan yang salah. Tunggu %lld detik,"
            " lalu coba lagi.", (long long)p->wait);
    if (!p->accepted)
        return p->code ? req_error(req, "kode", "Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya di"
                " aplikasi, lalu tulis lagi.")
            : req_error(req, "sandi", "Kata sandi tidak cocok. Periksa huruf besar dan kecilnya, lalu tulis lagi.");
    return OK;
}

/* A second click finds the proof given already, and the form's own key keeps it from running twice. */
static enum outcome
prove(struct req *req)
{
    int64_t id;
    struct bukti_isian typed = { 0 };
    struct aturan rules;
    struct proving p = { .region = req->region, .sesi = req->who.sesi };
    struct held *held = arena_new(req->arena, struct held);
    TRY(req_id(req, &id));
    TRY(tertahan_read(req, id, held));
    if (req->who.proven_until <= req->now) {
        TRY(dua_is_active(req->db, req->who.akun, &p.code));
        if (!form_read(req, p.code ? by_code : by_password, &typed))
            return INVALID;
        if (req->crowded)
            return sandi_crowded(req);
        p.second = (struct second){ req->who.akun, req->now, p.code ? typed.kode : typed.sandi };
        TRY(check(req, &p));
        TRY(aturan_of(req->db, date_of(req->now, req->region->zone), &req->who, &rules));
        req->who.proven_until = req->now + rules.bukti;
    }
    req->held = held;
    return OK;
}

/* The form that was put aside is what runs. */
static enum outcome
never(struct req *req)
{
    (void)req;
    return FAILED;
}

const struct route bukti_pages[] = {
    GET ("/bukti/{id}", ask,               &signed_in, no_place),
    POST("/bukti/{id}", prove, never, ask, &signed_in, no_place, .slow = true),
    { 0 }
};
