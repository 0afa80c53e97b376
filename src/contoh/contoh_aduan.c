/* contoh_aduan.c: a year of complaints, each sent and handled through the same rules as a real one. */
#include <stdio.h>

#include "base/random.h"
#include "contoh/contoh_dalam.h"
#include "modules/aduan/aduan_dalam.h"

enum { COMPLAINTS = 420, PER_TURN = 30, LAST_DAYS = 330 };

/* What is complained of, about what, and which office answers. */
static const struct cerita { const char *kategori, *dinas, *judul, *isi, *jawab; } stories[] = {
    { "jalan-lubang", "Dinas PUTR", "Lubang jalan di depan %s", "Lubang selebar setengah meter, tertutup air saat"
        " hujan. Sudah dua pengendara motor jatuh minggu ini.", "Lubang sudah ditambal hotmix dan diratakan." },
    { "saluran", "Dinas PUTR", "Saluran tersumbat di %s", "Air meluap ke rumah setiap hujan lebih dari satu jam,"
        " salurannya penuh lumpur dan akar pohon.", "Saluran 60 meter sudah dikeruk, lumpurnya diangkut." },
    { "lampu-jalan", "Dishub", "Lampu jalan padam di %s", "Enam titik padam sejak pekan lalu, jalan gelap dan warga"
        " takut lewat sesudah magrib.", "Kabel putus sudah disambung, enam lampu menyala kembali." },
    { "sampah", "DLH", "Sampah menumpuk di %s", "Sampah tidak diangkut tiga hari, baunya sampai ke rumah dan dikerumuni"
        " lalat.", "Sampah diangkut, jadwal angkut ditambah menjadi setiap hari." },
    { "pohon", "DLH", "Pohon miring membahayakan di %s", "Pohon besar miring ke arah kabel listrik sesudah hujan angin"
        " kemarin.", "Dahan dipangkas dan batang ditopang; pohon dipantau." },
    { "rambu", "Dishub", "Rambu hilang di simpang %s", "Rambu berhenti hilang, anak sekolah menyeberang di sini setiap"
        " pagi.", "Rambu baru dipasang beserta marka zebra cross." },
    { "parkir", "Dishub", "Pungutan parkir di luar karcis di %s", "Juru parkir meminta dua kali tarif dan tidak memberi"
        " karcis.", "Juru parkir ditegur dan karcis resmi dibagikan; pengawasan ditambah." },
    { "ktp-kk", "Disdukcapil", "Antrean KTP lebih dari tiga jam", "Datang pukul tujuh pagi baru dilayani siang, nomor"
        " antrean tidak dipanggil berurutan.", "Loket ditambah satu dan antrean daring dibuka." },
    { "sekolah", "Disdikbud", "Guru tidak hadir dua minggu di %s", "Kelas lima tidak ada guru pengganti selama dua"
        " minggu.", "Guru pengganti ditugaskan, jam yang tertinggal dijadwalkan." },
    { "puskesmas", "Dinkes", "Obat habis di puskesmas dekat %s", "Obat tekanan darah habis, pasien diminta membeli"
        " sendiri.", "Obat sudah dikirim dari gudang farmasi." },
    { "limbah", "DLH", "Bau limbah di saluran %s", "Limbah dibuang ke saluran warga setiap malam, airnya putih dan"
        " berbau.", "Lokasi diperiksa, pemilik usaha wajib membuat bak pengolah." },
    { "informasi", "Dinkes", "Jadwal posyandu di %s", "Mohon jadwal posyandu bulan depan, papan pengumuman kosong.",
        "Posyandu setiap Rabu pekan kedua, pukul delapan pagi." },
    { "pungli", "Inspektorat", "Pungutan saat mengurus surat", "Diminta uang rokok agar suratnya cepat selesai.",
        "Diperiksa inspektorat; petugasnya sudah dipindahkan." },
};
static const char *const places[] = { "Pasar Cendrawasih", "SDN 3", "Gang Melati", "Masjid Taqwa", "Jalan Kenanga",
    "Lapangan Samber", "Gang Rajawali", "Jalan Imam Bonjol", "Terminal Kota", "Balai RW 04", "Gang Dahlia", "Stadion" };

struct mengadu { const struct isi *isi; int from, to; };

static struct req *
at_moment(struct db *db, const struct isi *isi, int64_t now)
{
    return sebagai(db, isi, now, (struct grant){ .jabatan = S("admin_aduan"), .jabatan_nama = S("Meja pengaduan") });
}

static enum outcome
office_named(struct db *db, const char *singkat, int64_t *id)
{
    struct query q = query_of(db, "SELECT id FROM opd WHERE singkatan = $1");
    query_bind(&q, str_of(singkat));
    if (query_next(&q))
        *id = query_int(&q);
    return query_end_one(&q);
}

/* One act at its own moment; the rules are the real ones, so a refusal here is a bug of the sample. */
struct babak { struct db *db; const struct isi *isi; struct perkara p; int64_t now, opd; const struct cerita *c; };

static enum outcome
act(struct babak *b, int64_t days, struct tindakan t)
{
    int64_t then = b->now + days * DAY + random_upto(6 * 60) * MINUTE;
    b->now = t.oleh == PELAPOR ? jam_warga(b->isi, then) : jam_kantor(b->isi, then);
    if (b->now > b->isi->now)
        return NOT_FOUND;               /* it has not happened yet */
    struct req *req = at_moment(b->db, b->isi, b->now);
    t.langkah = -1;
    t.jabatan = t.oleh == PELAPOR ? S("Pelapor") : t.oleh == MEJA ? S("Meja pengaduan kota") : str_of(b->c->dinas);
    t.kantor = t.oleh == KANTOR ? b->opd : 0;
    TRY(perkara_act(req, &aduan_alur, &b->p, &t));
    return aduan_publish_photos(b->db, &b->p);
}

static enum outcome
by_office(struct babak *b, int turn)
{
    TRY(act(b, 1 + random_upto(4), (struct tindakan){ .aksi = S("kerjakan"), .oleh = KANTOR }));
    if (turn % 5 == 0)
        TRY(act(b, 1, (struct tindakan){ .aksi = S("kabari"), .oleh = KANTOR,
            .isi = S("Petugas sudah melihat lokasi dan menjadwalkan pengerjaan pekan ini.") }));
    if (turn % 11 == 3)
        TRY(act(b, 1, (struct tindakan){ .aksi = S("catat"), .oleh = KANTOR,
            .isi = S("Mohon foto sebelum dan sesudah dengan patokan yang sama.") }));
    return act(b, 2 + random_upto(turn % 6 == 0 ? 24 : 9), (struct tindakan){ .aksi = S("tanggapi"), .oleh = KANTOR,
        .isi = str_of(b->c->jawab), .hasil = turn % 9 == 0 ? S("dijadwalkan") : S("ditangani") });
}

static enum outcome
by_reporter(struct babak *b, int turn)
{
    if (turn % 7 == 2) {
        TRY(act(b, 2, (struct tindakan){ .aksi = S("buka"), .oleh = PELAPOR,
            .isi = S("Belum beres, keadaannya masih sama seperti kemarin.") }));
        return by_office(b, turn + 1);
    }
    if (turn % 3 == 0)
        return act(b, 1 + random_upto(5), (struct tindakan){ .aksi = S("nilai"), .oleh = PELAPOR,
            .nilai = 3 + random_upto(3) });
    return OK;
}

static enum outcome
live(struct babak *b, int turn)
{
    if (turn % 23 == 5)
        return act(b, 1, (struct tindakan){ .aksi = S("arsip"), .oleh = MEJA, .kode_alasan = S("A04"),
            .isi = S("Mohon sebutkan tempat dan kejadiannya dalam laporan baru.") });
    if (turn % 29 == 7)
        return act(b, 1, (struct tindakan){ .aksi = S("bukan_wewenang"), .oleh = MEJA, .kode_alasan = S("A01"),
            .isi = S("Jalan ini jalan nasional; kami teruskan ke balai jalan.") });
    if (turn % 19 == 4)
        TRY(act(b, 1, (struct tindakan){ .aksi = S("lengkapi"), .oleh = MEJA,
            .isi = S("Mohon sebutkan nomor rumah atau patokan terdekat.") }));
    if (turn % 19 == 4)
        TRY(act(b, 3, (struct tindakan){ .aksi = S("jawab"), .oleh = PELAPOR, .isi = S("Di depan rumah nomor 12.") }));
    TRY(act(b, random_upto(3), (struct tindakan){ .aksi = S("disposisi"), .oleh = MEJA, .opd = b->opd,
        .perintah = S("Periksa lokasi dan kabari pelapor.") }));
    TRY(by_office(b, turn));
    return by_reporter(b, turn);
}

static enum outcome
voices(struct babak *b, int count)
{
    bool first;
    for (int i = 0; i < count && b->p.tayang && b->p.terbuka; i++) {
        struct req *req = at_moment(b->db, b->isi, b->now);
        struct pihak v = { .tamu = str_format(req->arena, "contoh%d", i) };
        TRY(perkara_support(req, &b->p, &v, &first));
    }
    return OK;
}

static enum outcome
photo(struct babak *b, int turn)
{
    struct berkas picture = b->isi->foto[turn % 4];
    picture.id = id_new();
    picture.milik_jenis = S("perkara");
    picture.milik_id = b->p.id;
    picture.peran = S("foto");
    picture.publik = false;
    return berkas_insert(b->db, &picture);
}

/* Two things recur near RW 04 of Iring Mulyo, whose head has an account here: a drain, and street lamps. */
static void
recur(struct perkara *p, struct arena *arena, int turn)
{
    enum { IRING_MULYO = 15, DRAIN = 1, LAMPS = 2 };
    int story = turn % (int)COUNT(stories);
    if ((story != DRAIN && story != LAMPS) || turn < 14 || turn > 68)
        return;
    const struct kelurahan_contoh *at = &kelurahan_contoh[IRING_MULYO];
    p->wilayah = p->kelurahan = str_of(at->kode);
    p->alamat = story == DRAIN ? S("Gang Melati") : S("Jalan Kenanga");
    p->judul = str_format(arena, "%s " STR, story == DRAIN ? "Saluran tersumbat di" : "Lampu jalan padam di",
        STR_ARG(p->alamat));
    p->lat_e6 = (int64_t)at->lat_e3 * 1000 + 600 + random_upto(300);
    p->lon_e6 = (int64_t)at->lon_e3 * 1000 - 1200 + random_upto(300);
}

static struct perkara
report(struct arena *arena, const struct kategori *k, const struct cerita *c, int turn)
{
    int area = random_upto(KELURAHAN);
    const char *place = places[random_upto((int)COUNT(places))];
    const struct kelurahan_contoh *at = &kelurahan_contoh[area];
    /* the format is one of the literals above */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    str judul = str_format(arena, c->judul, place);
#pragma GCC diagnostic pop
    bool placed = turn % 8 != 0;
    return (struct perkara){ .golongan = k->golongan, .kategori = k->id, .judul = judul, .isi = str_of(c->isi),
        .wilayah = str_of(at->kode), .kelurahan = str_of(at->kode), .alamat = str_of(place),
        .lat_e6 = placed ? (int64_t)at->lat_e3 * 1000 + random_upto(4000) - 2000 : 0,
        .lon_e6 = placed ? (int64_t)at->lon_e3 * 1000 + random_upto(4000) - 2000 : 0,
        .kanal = turn % 6 == 0 ? S("loket") : turn % 6 == 3 ? S("wa") : S("web"), .tampak = k->tampak,
        .anonim = turn % 10 == 9 };
}

/* More of late than of long ago, so that the queues are full. */
static int64_t
days_ago(int turn)
{
    return (int64_t)turn * turn * LAST_DAYS / (COMPLAINTS * COMPLAINTS) + 1;
}

static enum outcome
complain(struct db *db, const struct isi *isi, int turn)
{
    struct kategori k;
    str kode;
    struct babak b = { .db = db, .isi = isi, .c = &stories[turn % (int)COUNT(stories)],
        .now = jam_warga(isi, isi->now - days_ago(turn) * DAY + random_upto(9 * 60) * MINUTE) };
    TRY(office_named(db, b.c->dinas, &b.opd));
    TRY(kategori_by_kode(db, S("aduan"), str_of(b.c->kategori), &k));
    b.p = report(db_arena_of(db), &k, b.c, turn);
    recur(&b.p, db_arena_of(db), turn);
    struct req *req = at_moment(db, isi, b.now);
    TRY(perkara_open(req, &aduan_alur, &b.p, &kode));
    struct pihak who = { .perkara = b.p.id, .peran = S("pelapor"), .tamu = S("contoh"), .waktu = b.now,
        .nama = b.p.anonim ? S("") : S("Pelapor contoh"), .surel = S("pelapor@contoh.example") };
    TRY(pihak_add(db, isi->region->secret, &who));
    if (turn % 2)
        TRY(photo(&b, turn));
    enum outcome o = live(&b, turn);
    if (o != OK && o != NOT_FOUND)
        return o == INVALID ? FAILED : o;
    return voices(&b, random_upto(turn % 4 ? 6 : 30));
}

static enum outcome
complain_some(struct db *db, void *context)
{
    const struct mengadu *m = context;
    for (int turn = m->from; turn < m->to; turn++)
        TRY(complain(db, m->isi, COMPLAINTS - 1 - turn));   /* the oldest first: ids are in the order of time */
    return OK;
}

/* The job counts the voices of the last minutes only; these are a year old. */
static enum outcome
count_voices(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE perkara SET dukungan = (SELECT count(*) FROM perkara_pihak h"
        " WHERE h.perkara = perkara.id AND h.peran = 'pendukung')");
    return query_end(&q);
}

/* The region's letters, and whose each category is. */
static enum outcome
prepare(struct db *db, void *context)
{
    struct query q = query_of(db, "INSERT INTO pengaturan (kunci, nilai, dasar) VALUES ('perkara.awalan', 'MTR', '')"
        " ON CONFLICT (kunci) DO NOTHING");
    (void)context;
    TRY(query_end(&q));
    for (size_t i = 0; i < COUNT(stories); i++) {
        struct kategori k;
        TRY(kategori_by_kode(db, S("aduan"), str_of(stories[i].kategori), &k));
        TRY(office_named(db, stories[i].dinas, &k.opd));
        TRY(kategori_save(db, &k));
    }
    return OK;
}

enum outcome
isi_aduan(const struct isi *isi)
{
    struct arena *arena = arena_open();
    enum outcome o = store_write_wait(isi->region->store, prepare, NULL, arena);
    for (int from = 0; from < COMPLAINTS && o == OK; from += PER_TURN) {
        struct mengadu m = { isi, from, from + PER_TURN };
        o = store_write_wait(isi->region->store, complain_some, &m, arena);
        arena_reset(arena);
    }
    if (o == OK)
        o = store_write_wait(isi->region->store, count_voices, NULL, arena);
    arena_close(arena);
    return o;
}
