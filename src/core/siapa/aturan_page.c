/* aturan_page.c: the administrator's page of the rules of logging in: what holds, since when, by what source. */
#include "core/siapa/akun_dalam.h"
#include "core/siapa/masuk_dalam.h"
#include "core/siapa/siapa_html.h"

/* What a value is shown and typed in: `satuan` of the seconds, days or counts that are kept. */
static const struct aturan_jenis { const char *hal, *nama, *bantu; int64_t satuan, lowest, highest; } kinds[] = {
    { "dua_langkah", "Wajib masuk dua langkah", "1 wajib, 0 ditawarkan", 1, 0, 1 },
    { "sesi_diam", "Keluar sendiri setelah diam (menit)", "5 sampai 1.440", MINUTE, 5, 1440 },
    { "sesi_paling_lama", "Masuk paling lama (jam)", "1 sampai 720", HOUR, 1, 720 },
    { "bukti", "Bukti berlaku untuk tindakan penting (menit)", "1 sampai 60", MINUTE, 1, 60 },
    { "sandi_huruf", "Panjang kata sandi paling sedikit (huruf)", "8 sampai 64", 1, 8, 64 },
    { "sandi_macam", "Macam huruf dalam kata sandi", "0 tidak diwajibkan, 4 paling banyak", 1, 0, 4 },
    { "sandi_umur", "Kata sandi diganti setiap (hari)", "0 tidak dibatasi", 1, 0, 3650 },
    { "gagal_akun", "Percobaan salah tanpa menunggu, per akun", "3 sampai 20", 1, 3, 20 },
    { "gagal_alamat", "Percobaan salah tanpa menunggu, per alamat", "5 sampai 500", 1, 5, 500 },
    { "gagal_semua", "Percobaan salah sedaerah per jam sebelum alamat dibatasi", "0 tidak dibatasi", 1, 0, 1000000 },
};

static const struct aturan_jenis *
kind_of(str hal)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eqz(hal, kinds[i].hal))
            return &kinds[i];
    return NULL;
}

struct aturan_isian { str hal, jabatan; date mulai; int64_t nilai; str dasar; };
static const struct field fields[] = {
    FIELD(struct aturan_isian, hal, .label = "Aturan", .max = 40, REQUIRED),
    FIELD(struct aturan_isian, jabatan, .label = "Untuk jabatan", .max = 40, .hint = "Kosong berarti semua orang."),
    FIELD(struct aturan_isian, mulai, .label = "Mulai berlaku", REQUIRED),
    FIELD(struct aturan_isian, nilai, .label = "Nilai", REQUIRED, .hint = "Dalam satuan yang tertulis pada aturannya."),
    FIELD(struct aturan_isian, dasar, .label = "Dasar", .max = 200, REQUIRED,
        .hint = "Peraturan atau keputusan yang menetapkannya."),
    { 0 }
};

static enum outcome
choices(struct req *req, struct aturan_lihat *l)
{
    struct jabatan_list jabatan;
    TRY(jabatan_all(req->db, &jabatan));
    l->hal.items = arena_array(req->arena, struct pilihan, COUNT(kinds));
    for (size_t i = 0; i < COUNT(kinds); i++)
        l->hal.items[l->hal.count++] = (struct pilihan){ .kode = str_of(kinds[i].hal),
            .nama = str_format(req->arena, "%s (%s)", kinds[i].nama, kinds[i].bantu) };
    l->jabatan.items = arena_array(req->arena, struct pilihan, jabatan.count + 1);
    for (size_t i = 0; i < jabatan.count; i++)
        l->jabatan.items[l->jabatan.count++] = (struct pilihan){ .kode = jabatan.items[i].kode,
            .nama = jabatan.items[i].nama };
    return OK;
}

static bool
says_the_same(const struct aturan_baris *a, const struct aturan_baris *b)
{
    return a->jabatan.len && b->jabatan.len && str_eq(a->hal, b->hal) && a->nilai == b->nilai
        && date_number(a->mulai) == date_number(b->mulai) && str_eq(a->dasar, b->dasar);
}

/* Offices that one rule holds for alike stand in one row. */
static void
gather_offices(struct req *req, struct aturan_baris_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct aturan_baris *b = &list->items[i];
        struct aturan_baris *last = kept ? &list->items[kept - 1] : NULL;
        if (last && says_the_same(last, b))
            last->jabatan_nama = str_format(req->arena, STR ", " STR, STR_ARG(last->jabatan_nama),
                STR_ARG(b->jabatan_nama));
        else
            list->items[kept++] = *b;
    }
    list->count = kept;
}

static enum outcome
rules(struct req *req)
{
    struct aturan_lihat l = { .form = &req->form };
    TRY(aturan_rows(req->db, &l.list));
    gather_offices(req, &l.list);
    for (size_t i = 0; i < l.list.count; i++) {
        const struct aturan_jenis *k = kind_of(l.list.items[i].hal);
        l.list.items[i].nilai /= k ? k->satuan : 1;
        l.list.items[i].hal = k ? str_of(k->nama) : l.list.items[i].hal;
    }
    TRY(choices(req, &l));
    form_show(req, fields);
    form_set(req, "mulai", date_iso(req->arena, date_of(req->now, req->region->zone)));
    aturan_halaman_html(&req->out, &l);
    req->section = S("admin");
    return page(req, req_tr(req, S("Aturan masuk")));
}

static enum outcome
read_rule(struct req *req)
{
    struct aturan_isian *typed = req_keep(req, sizeof *typed);
    if (!form_read(req, fields, typed))
        return INVALID;
    const struct aturan_jenis *k = kind_of(typed->hal);
    if (!k)
        return req_error(req, "hal", "Pilih aturan dari daftar.");
    if (typed->nilai < k->lowest || typed->nilai > k->highest)
        return req_error(req, "nilai", "%s diisi %lld sampai %lld.", k->nama, (long long)k->lowest,
            (long long)k->highest);
    if (date_number(typed->mulai) < date_number(date_of(req->now, req->region->zone)))
        return req_error(req, "mulai", "Aturan tidak berlaku surut. Isi hari ini atau sesudahnya.");
    return OK;
}

/* Who sets it must be able to come back in: an administrator without a second step may not ask one of all of them. */
static enum outcome
keeps_out_its_maker(struct req *req, const struct aturan_isian *typed)
{
    bool active;
    TRY(dua_is_active(req->db, req->who.akun, &active));
    bool mine = !typed->jabatan.len || who_is(&req->who, cstr(req->arena, typed->jabatan));
    if (str_eqz(typed->hal, "dua_langkah") && typed->nilai && mine && !active)
        return req_error(req, "hal", "Siapkan dulu masuk dua langkah di akun Anda sendiri, lalu wajibkan.");
    return OK;
}

static enum outcome
save(struct req *req)
{
    const struct aturan_isian *typed = req->kept;
    const struct aturan_jenis *k = kind_of(typed->hal);
    struct jabatan_list jabatan;
    bool known = typed->jabatan.len == 0;
    TRY(jabatan_all(req->db, &jabatan));
    for (size_t i = 0; i < jabatan.count; i++)
        known |= str_eq(jabatan.items[i].kode, typed->jabatan);
    if (!known)
        return req_error(req, "jabatan", "Pilih jabatan dari daftar.");
    TRY(keeps_out_its_maker(req, typed));
    TRY(aturan_put(req->db, &(struct aturan_baris){ .hal = typed->hal, .jabatan = typed->jabatan,
        .mulai = typed->mulai, .nilai = typed->nilai * k->satuan, .dasar = typed->dasar }));
    TRY(akun_event(req, "aturan_masuk.diubah", 0, str_format(req->arena, "hal=" STR "\njabatan=" STR "\nmulai=" STR
        "\nnilai=%lld\ndasar=" STR, STR_ARG(typed->hal), STR_ARG(typed->jabatan), STR_ARG(date_iso(req->arena,
            typed->mulai)), (long long)(typed->nilai * k->satuan), STR_ARG(typed->dasar))));
    flash(req, "Aturan tersimpan, berlaku mulai " STR ".", STR_ARG(fmt_date(req->arena, typed->mulai)));
    return redirect(req, "/admin/aturan-masuk");
}

const struct route aturan_pages[] = {
    GET ("/admin/aturan-masuk", rules,                  &aturan_masuk_kelola, no_place),
    POST("/admin/aturan-masuk", read_rule, save, rules, &aturan_masuk_kelola, no_place, STRONG("*")),
    { 0 }
};
