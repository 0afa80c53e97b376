/* kunci.c: the keys of pamong.conf: each in one row with its kind, its default and its meaning. */
#include <ctype.h>

#include "core/cadangan/cadangan.h"
#include "http/http.h"
#include "perintah/konfigurasi.h"

#define PROGRAM(member, name_, jenis_, otherwise_, help_, ...) { .name = name_, .offset = offsetof(struct konfigurasi, \
    member), .jenis = jenis_, .otherwise = otherwise_, .help = help_, __VA_ARGS__ }
#define REGION(member, name_, jenis_, otherwise_, help_, ...) { .name = name_, \
    .offset = offsetof(struct konfigurasi_daerah, member), .jenis = jenis_, .otherwise = otherwise_, .help = help_, \
    .of_region = true, __VA_ARGS__ }

const struct kunci konfigurasi_kunci[] = {
    PROGRAM(listen, "listen", KUNCI_ALAMAT, "127.0.0.1", "alamat untuk nginx, atau jalur berkas soket"
        " (/run/pamong/pamong.sock)"),
    PROGRAM(proksi, "proksi", KUNCI_PROKSI, "", "alamat nginx di mesin lain, dipisah spasi; selain itu dan mesin ini"
        " tidak dilayani"),
    PROGRAM(port, "port", KUNCI_ANGKA, "8080", "port untuk nginx", .lowest = 0, .highest = 65535),
    PROGRAM(data, "data", KUNCI_JALUR, "/var/lib/pamong", "folder data; tiap daerah punya folder di dalamnya"),
    PROGRAM(threads, "threads", KUNCI_ANGKA, "2", "utas jaringan", .lowest = 1, .highest = 16),
    PROGRAM(pool, "pool", KUNCI_ANGKA, "4", "halaman yang dikerjakan bersamaan", .lowest = 1, .highest = 64),
    PROGRAM(pendengar, "pendengar", KUNCI_ANGKA, "10000", "halaman terbuka yang mendengarkan kabar, paling banyak",
        .lowest = 1, .highest = 10000),
    PROGRAM(detak, "detak", KUNCI_ANGKA, "25", "jeda tanda hidup bagi halaman itu, dalam detik", .lowest = 5,
        .highest = 60),
    PROGRAM(diam, "diam", KUNCI_ANGKA, "500", "sambungan tanpa permintaan yang boleh tetap terbuka 75 detik; lebih dari"
        " itu makin singkat", .lowest = 50, .highest = 12000),
    PROGRAM(kurung, "kurung", KUNCI_PILIHAN, "boleh", "wajib: tidak mulai bila kernel tidak dapat mengurung prosesnya",
        .choices = "wajib boleh"),
    PROGRAM(surel.server, "surel.server", KUNCI_TEKS, "", "server SMTP; kosong: surel menunggu di antrean"),
    PROGRAM(surel.port, "surel.port", KUNCI_ANGKA, "587", "port SMTP", .lowest = 1, .highest = 65535),
    PROGRAM(surel.tls, "surel.tls", KUNCI_PILIHAN, "starttls", "pengamanan sambungan SMTP",
        .choices = "starttls smtps tidak"),
    PROGRAM(surel.masuk, "surel.masuk", KUNCI_TEKS, "", "nama masuk SMTP; kosong: tanpa masuk"),
    PROGRAM(surel.sandi, "surel.sandi", KUNCI_TEKS, "", "sandi SMTP; berkas ini hanya boleh dibaca root dan pamong"),
    PROGRAM(surel.dari, "surel.dari", KUNCI_TEKS, "", "alamat pengirim, misalnya pamong@metrokota.go.id"),
    PROGRAM(sambungan, "sambungan.host", KUNCI_TEKS, "", "server lain yang boleh dihubungi, dipisah spasi; kosong:"
        " tidak ada"),
    PROGRAM(dalam, "sambungan.dalam", KUNCI_PILIHAN, "tidak", "ya: juga nama yang mengarah ke jaringan dalam (10.x,"
        " 192.168.x)", .choices = "tidak ya"),
    PROGRAM(surel.akar, "sertifikat.akar", KUNCI_JALUR, "", "berkas PEM penerbit sertifikat yang juga dipercaya, untuk"
        " surel dan sambungan; kosong: hanya milik sistem"),

    REGION(kode, "kode", KUNCI_KODE, NULL, "kode wilayah Kemendagri: 18.72, atau 18 untuk provinsi", .required = true),
    REGION(nama, "nama", KUNCI_TEKS, NULL, "nama lengkap: Kota Metro", .required = true),
    REGION(jenis, "jenis", KUNCI_PILIHAN, NULL, "menentukan sebutan tiap tingkat wilayah", .required = true,
        .choices = "kota kabupaten provinsi distrik kota-distrik"),
    REGION(provinsi, "provinsi", KUNCI_TEKS, NULL, "nama provinsinya", .required = true),
    REGION(motto, "motto", KUNCI_TEKS, "", "semboyan daerah"),
    REGION(zona, "zona", KUNCI_PILIHAN, NULL, "zona waktu", .required = true, .choices = "WIB WITA WIT"),
    REGION(hosts, "hosts", KUNCI_HOST, NULL, "nama situsnya, dipisah spasi; nama lain dijawab 421", .required = true),
    REGION(base_url, "base_url", KUNCI_URL, "", "alamat dalam surel; bawaan: https:// dan host pertama"),
    REGION(folder, "folder", KUNCI_JALUR, "", "folder datanya; bawaan: NAMA di dalam folder data"),
    REGION(postgres, "postgres", KUNCI_TEKS, "", "conninfo PostgreSQL; kosong: SQLite di folder data"),
    REGION(schema, "schema", KUNCI_NAMA, "", "skema PostgreSQL; bawaan: NAMA"),
    REGION(cadangan_kunci, "cadangan.kunci", KUNCI_PUBLIK, "", "kunci publik cadangan, dari pamong backup-key; kosong:"
        " cadangan tidak terkunci"),
    REGION(cadangan_tingkat, "cadangan.tingkat", KUNCI_ANGKA, "3", "pemadatan cadangan: makin tinggi makin kecil dan"
        " lambat", .lowest = 1, .highest = 19),
    REGION(tema.brand, "warna.merek", KUNCI_WARNA, "#0b5a54", "warna merek, kontras paling sedikit 4,5 di atas putih"),
    REGION(tema.brand_strong, "warna.merek_tua", KUNCI_WARNA, "#073f3b", "warna merek tua"),
    REGION(tema.brand_soft, "warna.merek_lembut", KUNCI_WARNA, "#e2f0ed", "warna merek lembut"),
    REGION(tema.accent, "warna.aksen", KUNCI_WARNA, "#e0a72e", "warna aksen"),
    { 0 }
};

/* ---- kinds ---------------------------------------------------------------------------------------------------- */

static bool
all_of(str s, const char *letters)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !strchr(letters, c))
            return false;
    }
    return s.len > 0;
}

static bool
put_number(struct arena *arena, const struct kunci *k, str value, int64_t *into, str *why)
{
    int64_t n;
    if (str_int(value, &n) && n >= k->lowest && n <= k->highest) {
        *into = n;
        return true;
    }
    *why = str_format(arena, "isi dengan angka %lld sampai %lld", (long long)k->lowest, (long long)k->highest);
    return false;
}

static bool
is_choice(const char *choices, str value)
{
    str rest = str_of(choices), word;
    while (str_cut(&rest, ' ', &word))
        if (str_eq(word, value))
            return true;
    return false;
}

static bool
put_hosts(struct arena *arena, str value, struct teks_list *into, str *why)
{
    enum { MOST = 64 };
    str *items = arena_array(arena, str, MOST), word;
    size_t count = 0;
    while (str_cut(&value, ' ', &word)) {
        if (word.len == 0)
            continue;
        if (count == MOST || word.len > 253 || !all_of(word, ".-") || word.ptr[0] == '.') {
            *why = str_format(arena, "\"" STR "\" bukan nama situs: tulis huruf kecil, angka, titik, dan tanda hubung,"
                " tanpa https:// dan tanpa port", STR_ARG(word));
            return false;
        }
        items[count++] = arena_copy(arena, word);
    }
    *into = (struct teks_list){ items, count };
    return true;
}

static bool
is_kode(str v)
{
    bool digits = v.len == 2 || (v.len == 5 && v.ptr[2] == '.');
    for (size_t i = 0; i < v.len && digits; i++)
        digits = i == 2 || (v.ptr[i] >= '0' && v.ptr[i] <= '9');
    return digits;
}

static bool
is_colour(str v)
{
    bool hex = v.len == 7 && v.ptr[0] == '#';
    for (size_t i = 1; i < v.len && hex; i++)
        hex = isxdigit((unsigned char)v.ptr[i]) != 0;
    return hex;
}

enum { PROXIES_MOST = 8, SOCKET_PATH_MOST = 107 };

/* An absolute path that fits into a socket's name, or one address. */
static bool
is_listening(struct arena *arena, str v)
{
    struct address a;
    return str_starts(v, S("/")) ? v.len > 1 && v.len <= SOCKET_PATH_MOST : http_address(arena, v, &a);
}

static bool
are_addresses(struct arena *arena, str v)
{
    struct address a;
    size_t count = 0;
    str word;
    while (str_cut(&v, ' ', &word))
        if (word.len && (!http_address(arena, word, &a) || ++count > PROXIES_MOST))
            return false;
    return true;
}

/* NULL when the value will do, else how to mend it. */
static const char *
text_wrong(struct arena *arena, const struct kunci *k, str v)
{
    switch (k->jenis) {
    case KUNCI_PILIHAN:
        return is_choice(k->choices, v) ? NULL : k->choices;
    case KUNCI_ALAMAT:
        return is_listening(arena, v) ? NULL : "tulis alamat IP, atau jalur berkas soket yang diawali garis miring";
    case KUNCI_PROKSI:
        return are_addresses(arena, v) ? NULL : "tulis paling banyak 8 alamat IP, dipisah spasi";
    case KUNCI_KODE:
        return is_kode(v) ? NULL : "tulis dua angka (provinsi) atau NN.NN (kabupaten, kota), misalnya 18.72";
    case KUNCI_URL:
        return (str_starts(v, S("https://")) || str_starts(v, S("http://"))) && !str_ends(v, S("/")) ? NULL
            : "awali dengan https:// dan jangan akhiri dengan garis miring";
    case KUNCI_JALUR:
        return str_starts(v, S("/")) ? NULL : "tulis jalur lengkap, mulai dengan garis miring";
    case KUNCI_NAMA:
        return all_of(v, "_") && v.len <= 40 ? NULL : "huruf kecil, angka, dan garis bawah, paling banyak 40";
    case KUNCI_WARNA:
        return is_colour(v) ? NULL : "tulis warna sebagai #rrggbb, misalnya #0b5a54";
    default:
        return v.len <= 500 ? NULL : "paling banyak 500 huruf";
    }
}

bool
kunci_put(struct arena *arena, const struct kunci *k, str value, void *into, str *why)
{
    void *at = (char *)into + k->offset;
    if (k->jenis == KUNCI_ANGKA)
        return put_number(arena, k, value, at, why);
    if (k->jenis == KUNCI_HOST)
        return put_hosts(arena, value, at, why);
    struct kunci_cadangan unused;
    const char *wrong = value.len ? text_wrong(arena, k, value) : NULL;
    if (value.len && k->jenis == KUNCI_PUBLIK && !kunci_read_public(arena, value, &unused))
        wrong = "bukan kunci publik cadangan yang utuh: salin barisnya dari pamong backup-key BERKAS";
    if (wrong) {
        *why = str_format(arena, k->jenis == KUNCI_PILIHAN ? "pilih salah satu: %s" : "%s", wrong);
        return false;
    }
    *(str *)at = arena_copy(arena, value);
    return true;
}
