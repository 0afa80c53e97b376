/* gaya_page.c: /gaya, every component in every state, for developers and for the browser's tests. */
#include "core/tampilan/gaya_html.h"

#define ITEMS(type, ...) { (struct type[]){ __VA_ARGS__ }, COUNT(((struct type[]){ __VA_ARGS__ })) }
#define T(literal) { literal, sizeof(literal) - 1 }
#define RP(rupiah) { (rupiah) * INT64_C(100) }

struct gaya_isian { str judul, kata, kamus, masalah, putusan; volume volume; date tanggal; bool rembuk; };
static const struct field fields[] = {
    FIELD(struct gaya_isian, judul, .label = "Judul usulan", .max = 120, REQUIRED,
        .hint = "Sebut pekerjaan dan tempatnya, misalnya Drainase Gang Melati RT 02."),
    FIELD(struct gaya_isian, volume, .label = "Volume", .unit = "meter", REQUIRED),
    FIELD(struct gaya_isian, tanggal, .label = "Tanggal rembuk"),
    FIELD(struct gaya_isian, kata, .label = "Kata sandi", .secret = true, REQUIRED),
    FIELD(struct gaya_isian, kamus, .label = "Jenis pekerjaan", REQUIRED, .hint = "Dari kamus usulan."),
    FIELD(struct gaya_isian, masalah, .label = "Masalah yang ingin diselesaikan", .max = 2000, .lines = true, REQUIRED),
    FIELD(struct gaya_isian, putusan, .label = "Keputusan", REQUIRED),
    FIELD(struct gaya_isian, rembuk, .label = "Sudah dirembukkan warga", .hint = "Rembuk RW tanggal 14 November 2026."),
    { 0 }
};

static const struct pair typed[] = {
    { T("judul"), T("Drainase <b>Gang Melati</b>") }, { T("volume"), T("60") },
    { T("tanggal"), T("2026-11-14") }, { T("kamus"), T("1") }, { T("putusan"), T("ubah") },
};

static const struct form_error wrong[] = {
    { T("judul"), T("Tulis judul tanpa tanda < dan >.") },
    { T("volume"), T("Panjang melebihi hasil ukur lokasi (48 meter). Periksa lagi.") },
    { T("kamus"), T("Pilih satu jenis pekerjaan.") },
    { T("masalah"), T("Tulis masalahnya dengan satu kalimat.") },
    { T("putusan"), T("Pilih satu keputusan.") },
    { T("foto"), T("Foto terlalu besar (32 MB). Kirim foto di bawah 20 MB.") },
    { T(""), T("Pagu RW tinggal Rp7.600.000. Kurangi volumenya.") },
};

/* Compound literals at file scope live for ever and are never written to. */
static const struct gaya_lihat sheet = {
    .pilihan = ITEMS(pilihan, { .kode = T("1"), .nama = T("Saluran U-ditch 40 × 40"), .harga_rupiah = 850000,
        .satuan = T("meter") }, { .kode = T("2"), .nama = T("Paving jalan lingkungan") }),
    .putusan = ITEMS(pilihan, { .kode = T("setuju"), .nama = T("Setuju"), .bantu = T("Volume dan biaya tetap") },
        { .kode = T("ubah"), .nama = T("Setuju dengan perubahan"), .bantu = T("Ubah volume, biaya dihitung ulang") },
        { .kode = T("tolak"), .nama = T("Tolak") }),
    .foto = { T("Foto keadaan sekarang"), T("Paling banyak empat foto. Foto dikecilkan otomatis sebelum dikirim."),
        .banyak = true, .wajib = true },
    .dokumen = { T("Berita acara rembuk warga"), T("PDF atau foto, paling besar 10 MB."), .dokumen = true },
    .lencana = ITEMS(lencana, { T(""), T("circle-dashed"), T("Draf") }, { T("tunggu"), T("hourglass"), T("Menunggu") },
        { T("kerja"), T("send"), T("Terkirim") }, { T("selesai"), T("circle-check"), T("Diterima") },
        { T("tolak"), T("circle-x"), T("Ditolak") }, { T("telat"), T("alarm-clock"), T("Lewat tenggat") },
        { T("ulang"), T("undo-2"), T("Perlu Anda perbaiki") }),
    .pesan = ITEMS(pesan, { .isi = T("Dukungan warga menjadi salah satu ukuran penilaian.") },
        { T("baik"), T(""), T("Usulan terkirim."), T("Lihat usulan"), T("/gaya") },
        { T("awas"), T(""), T("Anda melihat data pukul 14.05 WIB."), T("Muat yang baru"), T("/gaya") },
        { T("galat"), T("17 dari 20 tersimpan."), T("Tiga usulan diubah orang lain."), T("Lihat 3 usulan"),
          T("/gaya") }),
    .belum = { T("users-round"), T("Belum ada usulan"), T("Usulan RW dibuka 1 November 2026. Sambil menunggu, lihat apa"
        " saja yang boleh diusulkan."), T("Baca kamus usulan"), T("/musrenbang") },
    .tidak_cocok = { .ikon = T("search-x"), .judul = T("Tidak ada yang cocok"), .isi = T("Longgarkan saringannya.") },
    .remah = ITEMS(remah, { T("Beranda"), T("/") }, { .nama = T("Lembar komponen") }),
    .meta = ITEMS(meta, { T("map-pin"), T("RW 04, Kel. Iring Mulyo") }, { T("landmark"), T("Dinas PUTR") },
        { T("users-round"), T("34 keluarga penerima manfaat") }),
    .angka = ITEMS(angka_kerja, { T("Menunggu keputusan"), T("11"), T("dari 34"), false },
        { T("Lewat tenggat"), T("1"), T(""), true }, { T("Sisa pagu"), T("Rp65.700.000"), T(""), false }),
    .lanjutan = { .berikut = T("/gaya?setelah=20") },
    .jejak = ITEMS(jejak_langkah,
        { T("Rembuk RW 07"), T("/gaya"), T("17 November 2024"), T("Disepakati 38 warga"), RP(140400000), JEJAK_LEWAT,
          100, false },
        { T("Kelurahan"), T("/gaya"), T("22 Januari 2025"), T("Setuju, peringkat 2"), RP(140400000), JEJAK_LEWAT, 100,
          false },
        { T("Kecamatan"), T("/gaya"), T("6 Februari 2025"), T("Volume 150 menjadi 125 m"), RP(117000000), JEJAK_LEWAT,
          83, true },
        { T("Pelaksanaan"), T(""), T("sampai 14 November"), T("Minggu ke-9 dari 12"), RP(117000000), JEJAK_KINI,
          83, false },
        { T("Serah terima"), T(""), T(""), T("Direncanakan Desember 2026"), RP(0), JEJAK_NANTI, 0, false }),
    .waktu = ITEMS(waktu_butir, { T("traffic-cone"), T("Rambu pengaman dipasang"), T("UPTD Jalan, Dinas PUTR"),
        T("Lubang 1,4 × 0,9 m ditutup sementara."), 1795162320, true, false },
        { T("forward"), T("Diteruskan ke UPTD"), T("Admin pengaduan"), T(""), 1795093200, false, true }),
    .pagu = { T("Pagu indikatif RW 04"), RP(350000000), RP(291400000), RP(0) },
    .pagu_rencana = { T("Pagu dengan usulan ini"), RP(350000000), RP(291400000), RP(51000000) },
    .pagu_lewat = { T("Pagu yang terlampaui"), RP(350000000), RP(291400000), RP(85000000) },
    .konfirmasi = { T("Tolak 3 usulan?"), T("RW 02, RW 05, dan RW 09 mendapat kabar sekarang. Alasan R07 terlihat"
        " publik."), T("Tolak 3 usulan"), T("/gaya/konfirmasi"), T("/gaya"), true },
};

static const int shown[] = { 403, 404, 500, 503 };

static struct gaya_lihat
sheet_of(struct req *req)
{
    struct gaya_lihat g = sheet;
    struct form *empty = arena_array(req->arena, struct form, 1), *bad = arena_array(req->arena, struct form, 1);
    *empty = (struct form){ .fields = fields };
    *bad = (struct form){ .fields = fields, .pair_count = COUNT(typed), .error_count = COUNT(wrong) };
    bad->pairs = arena_array(req->arena, struct pair, COUNT(typed));
    memcpy(bad->pairs, typed, sizeof typed);
    memcpy(bad->errors, wrong, sizeof wrong);
    g.kosong = empty;
    g.salah = bad;
    g.halaman = halaman_of(req->arena, S("/gaya?hal="), 2, 50, 4821);
    g.galat.items = arena_array(req->arena, struct galat_lihat, COUNT(shown));
    for (size_t i = 0; i < COUNT(shown); i++)
        g.galat.items[g.galat.count++] = galat_of(req, shown[i]);
    return g;
}

static enum outcome
show(struct req *req)
{
    struct gaya_lihat g = sheet_of(req);
    gaya_halaman_html(&req->out, &g);
    return page(req, req_tr(req, S("Lembar komponen")));
}

static enum outcome
show_wrong(struct req *req)
{
    struct gaya_lihat g = sheet_of(req);
    gaya_salah_html(&req->out, &g);
    return page(req, req_tr(req, S("Formulir yang salah")));
}

static enum outcome
show_question(struct req *req)
{
    struct gaya_lihat g = sheet_of(req);
    gaya_tanya_html(&req->out, &g);
    return page(req, g.konfirmasi.judul);
}

const struct route gaya_pages[] = {
    GET("/gaya",            show,          &anyone, no_place),
    GET("/gaya/konfirmasi", show_question, &anyone, no_place),
    GET("/gaya/salah",      show_wrong,    &anyone, no_place),
    { 0 }
};
