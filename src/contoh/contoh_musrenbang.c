/* contoh_musrenbang.c: 600 proposals, each sent and decided through the same rules as a real one. */
#include <stdio.h>

#include "base/random.h"
#include "contoh/contoh_dalam.h"

enum { FIRST_YEAR = 360, SECOND_YEAR = 250, PER_TURN = 30 };

static uint64_t dice = 88172645463325252u;

int
random_upto(int n)
{
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    must(n > 0);
    return (int)(dice % (uint64_t)n);
}

struct req *
sebagai(struct db *db, const struct isi *isi, int64_t now, struct grant g)
{
    static const struct route as_if = { .may = &usulan_ajukan };
    struct arena *a = db_arena_of(db);
    struct req *req = arena_new(a, struct req);
    struct grant *grants = arena_new(a, struct grant);
    struct place *places = arena_new(a, struct place);
    str *izin = arena_array(a, str, 3);
    izin[0] = S("usulan.ajukan");
    izin[1] = S("usulan.pokir");
    izin[2] = S("usulan.putus");
    *grants = g;
    grants->izin = izin;
    grants->izin_count = 3;
    *places = (struct place){ g.wilayah, g.opd };
    *req = (struct req){ .arena = a, .region = isi->region, .db = db, .now = now, .new_id = id_new(), .route = &as_if };
    req->who = (struct who){ .akun = 0, .nama = g.jabatan_nama, .grants = grants, .grant_count = 1 };
    req->scope = (struct scope){ .places = places, .count = 1 };
    return req;
}

/* ---- one proposal -------------------------------------------------------------------------------------------- */

static const struct { const char *kode, *judul, *masalah; } stories[] = {
    { "I01", "Drainase Gang %s RT %02d",
        "Air meluap ke rumah warga setiap hujan lebih dari satu jam karena saluran lama masih tanah." },
    { "I02", "Paving Gang %s RT %02d", "Jalan lingkungan becek dan licin, anak sekolah sering terpeleset." },
    { "I03", "Lampu jalan surya Gang %s RT %02d",
        "Jalan gelap setelah pukul tujuh malam, sudah dua kali terjadi penjambretan." },
    { "I04", "Talud tepi kali Gang %s RT %02d", "Tebing kali longsor sedikit demi sedikit dan mendekati rumah warga." },
    { "I05", "Perbaikan pos kamling Gang %s RT %02d",
        "Atap pos bocor sehingga ronda malam tidak berjalan saat hujan." },
    { "I07", "Gerobak sampah bermotor Gang %s RT %02d",
        "Sampah menumpuk karena gerobak dorong tidak sanggup ke ujung gang." },
    { "I08", "Sumur resapan Gang %s RT %02d", "Genangan lama surut dan sumur warga kering pada musim kemarau." },
    { "I10", "Rumah tidak layak huni Gang %s RT %02d",
        "Rumah dihuni lansia, dinding papan lapuk dan lantai masih tanah." },
    { "M01", "Pelatihan menjahit warga Gang %s RT %02d",
        "Banyak ibu ingin bekerja dari rumah tetapi belum punya keterampilan." },
    { "M02", "Pelatihan kader posyandu Gang %s RT %02d",
        "Kader baru belum bisa mengukur dan mencatat tumbuh kembang balita." },
    { "M03", "Alat antropometri posyandu Gang %s RT %02d",
        "Timbangan lama tidak lagi tepat sehingga data balita meragukan." },
    { "M04", "Taman baca Gang %s RT %02d", "Anak-anak belum punya tempat membaca sepulang sekolah." },
    { "E01", "Pelatihan pengolahan sampah Gang %s RT %02d",
        "Warga ingin memilah sampah tetapi belum tahu cara mengolahnya." },
    { "E02", "Bibit pekarangan Gang %s RT %02d",
        "Pekarangan kosong dapat ditanami sayur untuk menambah gizi keluarga." },
    { "E03", "Pelatihan jualan daring Gang %s RT %02d",
        "Usaha rumahan sepi pembeli karena belum dikenal di luar lingkungan." },
};
static const char *const alleys[] = { "Melati", "Mawar", "Kenanga", "Rajawali", "Merpati", "Kutilang", "Dahlia",
    "Cempaka", "Anggrek", "Nuri", "Seroja", "Flamboyan" };

struct kamus_row { int64_t id; volume maks; bool fisik; };

static enum outcome
kamus_named(struct db *db, int64_t tahun, const char *kode, struct kamus_row *k)
{
    struct query q = query_of(db, "SELECT id, maks_e4, fisik FROM kamus WHERE tahun = $1 AND kode = $2");
    query_bind(&q, tahun);
    query_bind(&q, str_of(kode));
    if (query_next(&q)) {
        k->id = query_int(&q);
        k->maks = query_volume(&q);
        k->fisik = query_bool(&q);
    }
    return query_end_one(&q);
}

static enum outcome
account_of_rw(struct db *db, str wilayah, int64_t *akun)
{
    struct akun_ids ids;
    TRY(siapa_holders(db, S("rw"), &(struct place){ .wilayah = wilayah }, (date){ 2025, 6, 1 }, &ids));
    *akun = ids.count ? ids.items[0] : 0;
    return OK;
}

static enum outcome
attach(struct db *db, const struct berkas *picture, const char *peran, const struct usulan *u)
{
    struct berkas b = *picture;
    b.id = id_new();
    b.milik_jenis = S("usulan");
    b.milik_id = u->id;
    b.peran = str_of(peran);
    b.publik = strcmp(peran, "foto") == 0;
    b.akun = u->pengusul;
    return berkas_insert(db, &b);
}

/* Beside the RW's centre, within its kelurahan; one in nine gives an address only. */
static enum outcome
fill_point(struct db *db, struct usulan_isian *f, int number)
{
    struct wilayah rw;
    struct arena *a = db_arena_of(db);
    TRY(wilayah_by_kode(db, f->wilayah, &rw));
    if (number % 9 == 4)
        return OK;
    int64_t lat = rw.lat_e6 + random_upto(500) - 250, lon = rw.lon_e6 + random_upto(500) - 250;
    f->lat = str_format(a, "-%lld.%06lld", (long long)(-lat / 1000000), (long long)(-lat % 1000000));
    f->lon = str_format(a, "%lld.%06lld", (long long)(lon / 1000000), (long long)(lon % 1000000));
    return OK;
}

static void
fill_form(struct req *req, struct usulan_isian *f, int64_t now, int number)
{
    const char *alley = alleys[random_upto((int)COUNT(alleys))];
    int rt = 1 + random_upto(6), which = number % (int)COUNT(stories);
    char title[160];
    snprintf(title, sizeof title, "%s", stories[which].judul);
    f->judul = str_format(req->arena, "%.*s%s RT %02d", (int)(strstr(title, "%s") - title), title, alley, rt);
    f->masalah = str_of(stories[which].masalah);
    f->rt = str_format(req->arena, "%02d", rt);
    f->alamat = str_format(req->arena, "Gang %s", alley);
    f->manfaat = 12 + random_upto(120);
    f->prioritas = 1 + number % 6;
    f->rembuk_tanggal = date_from_number(now / DAY - 3 - random_upto(5));
    f->rembuk_tempat = S("Balai RW");
    f->hadir_laki = 10 + random_upto(25);
    f->hadir_perempuan = 8 + random_upto(20);
    f->pribadi = strcmp(stories[which].kode, "I10") == 0;
}

static enum outcome
propose(struct db *db, const struct isi *isi, int64_t tahun, int64_t now, int number)
{
    int kel = number % KELURAHAN, rw = 1 + number / KELURAHAN % rw_count(kel);
    str wilayah = rw_kode(db_arena_of(db), kel, rw);
    struct req *req = sebagai(db, isi, now, (struct grant){ .jabatan = S("rw"), .jabatan_nama = S("Ketua"),
        .wilayah = wilayah });
    struct usulan_isian f = { .wilayah = wilayah, .aksi = S("kirim") };
    struct kamus_row k = { 0 };
    struct usulan u;
    TRY(account_of_rw(db, wilayah, &req->who.akun));
    fill_form(req, &f, now, number);
    TRY(fill_point(db, &f, number));
    TRY(kamus_named(db, tahun, stories[number % (int)COUNT(stories)].kode, &k));
    f.kamus = k.id;
    int64_t most = k.maks.e4 / 10000, least = most > 10 ? most / 6 : 1;
    f.volume.e4 = (least + random_upto((int)(most - least) + 1)) * 10000;
    TRY(usulan_save(req, &f, 0, (struct asal_usulan){ S("rw"), number % 23 == 5 ? S("kertas") : S("daring") }, &u));
    TRY(attach(db, &isi->foto[number % 4], "foto", &u));
    TRY(attach(db, &isi->foto[3], "berita_acara", &u));
    if (tahun % 100 == date_of(isi->now, isi->region->zone).year % 100 + 2 && number % 19 == 7)
        return OK;                      /* a draft */
    enum outcome o = usulan_send(req, &u);
    return o == INVALID ? OK : o;       /* over the quota: it stays a draft, as it would in life */
}

/* ---- deciding ------------------------------------------------------------------------------------------------- */

static struct putusan
choose(const struct usulan *u, const struct tingkat *t, int luck)
{
    struct putusan p = { .langkah = u->langkah, .keputusan = S("setuju") };
    if (luck < 6) {
        p.keputusan = S("tolak");
        p.kode_alasan = luck % 3 == 0 ? S("R03") : luck % 3 == 1 ? S("R08") : S("R10");
        p.penjelasan = luck % 3 == 0 ? S("Ruas yang sama sudah masuk pemeliharaan rutin tahun ini.")
            : luck % 3 == 1 ? S("Hasil ukur menunjukkan lebar tanah tidak cukup untuk pekerjaan ini.")
            : S("Musyawarah mendahulukan usulan lain yang lebih mendesak.");
    } else if (luck < 18 && u->volume_kini.e4 >= 40000) {
        p.keputusan = S("ubah");
        p.kode_alasan = S("R06");
        p.penjelasan = S("Hasil ukur bersama ketua RT lebih pendek dari yang diusulkan.");
        p.volume.e4 = u->volume_kini.e4 / 10000 * 8 / 10 * 10000;
    } else if (luck < 20 && str_eqz(t->kode, "mitra")) {
        p.keputusan = S("cadangan");
        p.kode_alasan = S("R07");
        p.penjelasan = S("Pagu perangkat daerah tahun ini sudah penuh.");
    }
    return p;
}

static struct grant
seat(const struct tingkat *t, const struct place *p)
{
    static const struct { const char *kode, *jabatan, *nama; } seats[] = { { "lurah", "lurah", "Lurah" },
        { "camat", "camat", "Camat" }, { "pd", "verifikator_pd", "Verifikator" }, { "mitra", "mitra", "Mitra Bappeda" },
        { "tapd", "tapd", "TAPD" } };
    struct grant g = { .wilayah = p->wilayah, .opd = p->opd };
    for (size_t i = 0; i < COUNT(seats); i++)
        if (str_eqz(t->kode, seats[i].kode)) {
            g.jabatan = str_of(seats[i].jabatan);
            g.jabatan_nama = str_of(seats[i].nama);
        }
    if (t->lingkup == TINGKAT_DAERAH)
        g.wilayah = S("");
    return g;
}

/* One turn of the filling: a transaction of its own. */
struct turn {
    const struct isi *isi;
    int64_t tahun, now;
    int from, to;
    const char *level;
    str wilayah;
    int64_t opd;
    int leave;                          /* of a hundred, which wait on */
    bool sign;
};

/* Levels of neighbouring days may share a Friday; each has hours of its own, so that none is before the one below. */
static int64_t
moment_of(const struct turn *t, size_t number)
{
    static const struct { const char *kode; int from, minutes; } hours[] = { { "lurah", 8 * 60, 120 },
        { "camat", 8 * 60, 120 }, { "pd", 11 * 60, 60 }, { "mitra", 13 * 60, 60 }, { "tapd", 14 * 60, 90 } };
    int64_t day = hari_kantor(t->isi, t->now);
    for (size_t i = 0; i < COUNT(hours); i++)
        if (strcmp(hours[i].kode, t->level) == 0)
            return day + (hours[i].from + (int64_t)(number * 7) % hours[i].minutes) * MINUTE;
    return day;
}

/* All that waits for a level at one place, but what the turn leaves. */
static enum outcome
decide_place(struct db *db, const struct turn *t, const struct sidang *s)
{
    struct usulan_list list;
    int64_t after = 0;
    size_t done = 0;
    do {
        TRY(usulan_queue(db, s, after, &list));
        for (size_t i = 0; i < list.count; i++) {
            after = list.items[i].id;
            if (random_upto(100) < t->leave)
                continue;
            struct req *req = sebagai(db, t->isi, moment_of(t, done++), seat(&s->tingkat, &s->tempat));
            struct putusan p = choose(&list.items[i], &s->tingkat, random_upto(100));
            enum outcome o = usulan_decide(req, &list.items[i], &p);
            if (o != OK && o != INVALID)
                return o;
        }
    } while (list.count);
    return OK;
}

static enum outcome
sign_place(struct db *db, const struct turn *t, const struct sidang *s)
{
    int64_t now = hari_kantor(t->isi, t->now) + 10 * HOUR + 30 * MINUTE;    /* after its morning's last decision */
    struct req *req = sebagai(db, t->isi, now, seat(&s->tingkat, &s->tempat));
    struct peringkat_list ranks;
    struct berita_acara b;
    struct ba_isian f = { date_of(now, t->isi->region->zone), S("Balai pertemuan"), 18, 15,
        S("Ketua musyawarah (contoh)"), S("Musyawarah berjalan terbuka."), S("") };
    TRY(peringkat_of(db, s->tahun, s->tingkat.kode, s->tempat.wilayah, &ranks));
    if (ranks.count == 0)
        return OK;
    for (size_t i = 0; i < ranks.count; i++)
        ranks.items[i].nomor = (int64_t)i + 1;
    TRY(peringkat_set(req, s, &ranks));
    TRY(ba_create(req, s, &f, &b));
    struct berkas scan = t->isi->foto[3];
    scan.id = id_new();
    scan.milik_jenis = S("berita_acara");
    scan.milik_id = b.id;
    scan.peran = S("pindaian");
    TRY(berkas_insert(db, &scan));
    return ba_sign(req, &b, scan.id);
}

/* ---- turns ---------------------------------------------------------------------------------------- */

static enum outcome
open_only(struct db *db, int64_t tahun)
{
    struct query q = query_of(db,
        "UPDATE tahun_rencana SET keadaan = CASE WHEN tahun = $1 THEN 'berjalan' ELSE 'selesai' END");
    query_bind(&q, tahun);
    return query_end(&q);
}

static enum outcome
propose_turn(struct db *db, void *context)
{
    const struct turn *t = context;
    TRY(open_only(db, t->tahun));
    for (int i = t->from; i < t->to; i++)
        TRY(propose(db, t->isi, t->tahun, jam_warga(t->isi, t->now - (t->to - i) * 47 * MINUTE), i));
    return OK;
}

static enum outcome
decide_turn(struct db *db, void *context)
{
    const struct turn *t = context;
    struct sidang s = { .tahun = t->tahun, .tempat = { t->wilayah, t->opd } };
    TRY(tingkat_get(db, t->tahun, str_of(t->level), &s.tingkat));
    TRY(decide_place(db, t, &s));
    return t->sign ? sign_place(db, t, &s) : OK;
}

static enum outcome
run(const struct isi *isi, apply_fn *apply, struct turn t)
{
    struct arena *arena = arena_open();
    t.isi = isi;
    enum outcome o = store_write_wait(isi->region->store, apply, &t, arena);
    arena_close(arena);
    return o;
}

static enum outcome
propose_year(const struct isi *isi, int64_t tahun, int64_t now, int count)
{
    for (int from = 0; from < count; from += PER_TURN)
        TRY(run(isi, propose_turn, (struct turn){ .tahun = tahun, .now = now, .from = from,
            .to = from + PER_TURN < count ? from + PER_TURN : count }));
    return OK;
}

/* `percent` of a hundred places finish and sign; the others leave part of their queue. */
static enum outcome
levels_of_areas(const struct isi *isi, int64_t tahun, int64_t now, int percent)
{
    for (int i = 0; i < KELURAHAN; i++) {
        bool done = i * 100 / KELURAHAN < percent;
        TRY(run(isi, decide_turn, (struct turn){ .tahun = tahun, .now = now, .level = "lurah", .sign = done,
            .wilayah = str_of(kelurahan_contoh[i].kode), .leave = done ? 0 : 60 }));
    }
    for (int i = 1; i <= 5; i++) {
        static const str codes[] = { { "18.72.01", 8 }, { "18.72.02", 8 }, { "18.72.03", 8 }, { "18.72.04",
            8 }, { "18.72.05", 8 } };
        bool done = percent == 100 || i <= 2;
        if (percent == 100 || i <= 3)
            TRY(run(isi, decide_turn, (struct turn){ .tahun = tahun, .now = now + 3 * DAY, .level = "camat",
                .sign = done, .wilayah = codes[i - 1], .leave = done ? 0 : 50 }));
    }
    return OK;
}

static enum outcome
office_ids(const struct isi *isi, struct arena *arena, struct opd_list *offices)
{
    struct db *db = store_reader(isi->region->store, arena);
    enum outcome o = db_begin_read(db);
    if (o == OK)
        o = opd_all(db, S("dinas"), offices);
    store_reader_done(isi->region->store, db);
    return o;
}

static enum outcome
levels_of_offices(const struct isi *isi, int64_t tahun, int64_t now, int leave)
{
    struct arena *arena = arena_open();
    struct opd_list offices = { 0 };
    enum outcome o = office_ids(isi, arena, &offices);
    for (size_t i = 0; i < offices.count && o == OK; i++)
        o = run(isi, decide_turn, (struct turn){ .tahun = tahun, .now = now, .level = "pd",
            .opd = offices.items[i].id, .leave = leave });
    if (o == OK)
        o = run(isi, decide_turn, (struct turn){ .tahun = tahun, .now = now + DAY, .level = "mitra", .leave = leave });
    if (o == OK)
        o = run(isi, decide_turn, (struct turn){ .tahun = tahun, .now = now + 2 * DAY, .level = "tapd",
            .leave = leave });
    arena_close(arena);
    return o;
}

enum outcome
isi_musrenbang(const struct isi *isi)
{
    int64_t year = date_of(isi->now, isi->region->zone).year, last = isi->now - 365 * (int64_t)DAY;
    TRY(propose_year(isi, year + 1, last + 20 * DAY, FIRST_YEAR));
    TRY(levels_of_areas(isi, year + 1, last + 30 * DAY, 100));
    TRY(levels_of_offices(isi, year + 1, last + 50 * DAY, 0));
    TRY(propose_year(isi, year + 2, isi->now - 11 * DAY, SECOND_YEAR));
    TRY(levels_of_areas(isi, year + 2, isi->now - 7 * DAY, 64));
    return levels_of_offices(isi, year + 2, isi->now - 3 * DAY, 45);
}
