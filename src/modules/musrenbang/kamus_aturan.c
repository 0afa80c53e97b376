/* kamus_aturan.c: what an item of the dictionary must hold, and when it is locked: once the RWs may propose from it. */
#include "modules/musrenbang/kamus.h"

/* U.BB.PP.W.KK.SSSS, 17 letters: with such a form every prefix is its kegiatan, program and bidang (planning.md I1). */
bool
sub_kegiatan_wrong(str kode)
{
    static const char shape[] = "d.dd.dd.d.dd.dddd";
    bool good = kode.len == sizeof shape - 1;
    for (size_t i = 0; good && i < kode.len; i++)
        good = shape[i] == '.' ? kode.ptr[i] == '.' : kode.ptr[i] >= '0' && kode.ptr[i] <= '9';
    return !good;
}

enum outcome
kamus_locked(struct req *req, int64_t tahun, bool *locked)
{
    struct tahapan t;
    struct tahun y = { 0 };
    TRY(tahun_get(req->db, tahun, &y));
    enum outcome o = tahapan_get(req->db, tahun, S("usulan"), &t);
    *locked = o == OK && !str_eqz(y.keadaan, "disiapkan")
        && date_number(t.mulai) <= date_number(date_of(req->now, req->region->zone));
    return o == NOT_FOUND ? OK : o;
}

static bool
letters_between(str text, size_t least, size_t most)
{
    size_t n = str_letters(text);
    return n >= least && n <= most && str_find(text, S("\n")) < 0;
}

/* In the order in which a person fills them in. */
const char *
kamus_wrong(const struct kamus *k, const char **field)
{
    const struct { const char *field; bool right; const char *what; } rules[] = {
        { "kode", letters_between(k->kode, 1, 12) && str_find(k->kode, S(" ")) < 0,
            "kode diisi 1 sampai 12 huruf atau angka tanpa spasi, misalnya I01." },
        { "nama", letters_between(k->nama, 3, 120), "nama diisi, paling panjang 120 huruf." },
        { "kelompok", str_has_word(S("infrastruktur manusia ekonomi"), k->kelompok), "isi infrastruktur, manusia, atau"
            " ekonomi." },
        { "opd", k->opd != 0, "isi perangkat daerah yang ada di daftar." },
        { "sub_kegiatan", k->sub_kegiatan.len == 0 || !sub_kegiatan_wrong(k->sub_kegiatan),
            "kode sub kegiatan 17 letak seperti 1.03.10.2.01.0053: urusan, bidang, program, kewenangan satu angka,"
            " kegiatan, empat angka." },
        { "sub_kegiatan_nama", letters_between(k->sub_kegiatan_nama, 0, 200), "nama sub kegiatan paling panjang"
            " 200 huruf." },
        { "satuan", letters_between(k->satuan, 1, 30), "satuan diisi, misalnya meter, paling panjang 30 huruf." },
        { "harga", k->harga.sen > 0, "harga satuan diisi lebih dari nol." },
        { "maks", k->maks.e4 >= 0, "volume terbesar diisi nol (tanpa batas) atau lebih." },
        { "pengguna", str_has_word(S("rw dprd"), k->pengguna) || str_eqz(k->pengguna, "rw dprd"), "isi rw, dprd, atau"
            " rw dprd." },
        { "pembayar", str_has_word(S("opd kelurahan"), k->pembayar), "isi opd atau kelurahan." },
    };
    for (size_t i = 0; i < COUNT(rules); i++)
        if (!rules[i].right) {
            *field = rules[i].field;
            return rules[i].what;
        }
    return NULL;
}

bool
kamus_same(const struct kamus *a, const struct kamus *b)
{
    return str_eq(a->nama, b->nama) && str_eq(a->kelompok, b->kelompok) && a->fisik == b->fisik && a->opd == b->opd
        && str_eq(a->sub_kegiatan, b->sub_kegiatan) && str_eq(a->sub_kegiatan_nama, b->sub_kegiatan_nama)
        && str_eq(a->satuan, b->satuan) && a->harga.sen == b->harga.sen && a->maks.e4 == b->maks.e4
        && str_eq(a->pengguna, b->pengguna) && str_eq(a->pembayar, b->pembayar) && a->aktif == b->aktif;
}

/* A price is public, and so is what it was and why it moved. */
enum outcome
kamus_event(struct req *req, const struct kamus *was, const struct kamus *is, str sebab)
{
    struct arena *a = req->arena;
    struct buf b = { .arena = a };
    buf_format(&b, "kode=" STR "\nharga=" STR, STR_ARG(is->kode), STR_ARG(fmt_rupiah(a, is->harga)));
    if (was && was->harga.sen != is->harga.sen)
        buf_format(&b, "\nharga_lama=" STR, STR_ARG(fmt_rupiah(a, was->harga)));
    if (was && was->aktif != is->aktif)
        buf_format(&b, "\naktif=%s", is->aktif ? "ya" : "tidak");
    if (sebab.len)
        buf_format(&b, "\nsebab=" STR, STR_ARG(sebab));
    struct peristiwa p = { .waktu = req->now, .akun = req->who.akun, .publik = true, .subjek_jenis = S("kamus"),
        .jabatan = req->who.grant_count ? req->who.grants->jabatan_nama : S(""), .subjek = is->id,
        .jenis = was ? S("kamus.diubah") : S("kamus.ditambah"), .isi = buf_view(&b) };
    return peristiwa_add(req->db, &p);
}
