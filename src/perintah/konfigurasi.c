/* konfigurasi.c: reads pamong.conf (`key = value`, [region NAME]) and tells everything that is wrong at once. */
#include "perintah/konfigurasi.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/pembantu/luar.h"
#include "http/http.h"
#include "perintah/perintah.h"

#define SHIPPED_PLACE "/etc/pamong/pamong.conf"
enum { FILE_MOST = 1024 * 1024, REGIONS_MOST = 128, KEYS_MOST = 64 };

struct reading {
    struct arena *arena;
    struct konfigurasi *k;
    struct konfigurasi_salah_list *wrong;
    struct konfigurasi_daerah *now;             /* NULL before the first section */
    int64_t line, seen[KEYS_MOST];              /* of this section: the line of each key */
    int64_t others_line, listen_line;           /* those of sambungan.host and listen */
    int64_t mail_line;                          /* the newest of the keys surel.* */
    bool skipping;                              /* in a section whose heading is wrong */
};

void
konfigurasi_wrong(struct konfigurasi_salah_list *list, int64_t baris, str isi)
{
    if (list->count == COUNT(list->items))
        return;
    size_t at = list->count++;
    for (; at > 0 && list->items[at - 1].baris > baris; at--)
        list->items[at] = list->items[at - 1];
    list->items[at] = (struct konfigurasi_salah){ baris, isi };
}

#define WRONG(r, line_, ...) konfigurasi_wrong((r)->wrong, line_, str_format((r)->arena, __VA_ARGS__))

/* ---- one section ---------------------------------------------------------------------------------------------- */

static void *
place_of(struct reading *r)
{
    return r->now ? (void *)r->now : (void *)r->k;
}

/* Defaults for what was not written, and what had to be. */
static void
end_section(struct reading *r)
{
    str why;
    for (size_t i = 0; konfigurasi_kunci[i].name && !r->skipping; i++) {
        const struct kunci *k = &konfigurasi_kunci[i];
        if (k->of_region != (r->now != NULL) || r->seen[i])
            continue;
        if (k->required && r->now)              /* no key of the whole program is */
            WRONG(r, r->now->baris, "[region " STR "] belum punya %s (%s)", STR_ARG(r->now->bagian), k->name, k->help);
        else
            must(kunci_put(r->arena, k, str_of(k->otherwise), place_of(r), &why));
    }
    memset(r->seen, 0, sizeof r->seen);
}

static bool
is_name(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!(s.ptr[i] >= 'a' && s.ptr[i] <= 'z') && !(s.ptr[i] >= '0' && s.ptr[i] <= '9') && s.ptr[i] != '-')
            return false;
    return s.len > 0 && s.len <= 40;
}

static void
begin_section(struct reading *r, str line)
{
    str inner = str_trim(str_head(str_from(line, 1), line.len - 2));
    str name = str_trim(str_from(inner, 6));
    end_section(r);
    r->skipping = true;
    if (!str_ends(line, S("]")) || !str_starts(inner, S("region ")) || !is_name(name)) {
        WRONG(r, r->line, "bagian ditulis [region NAMA], NAMA dari huruf kecil, angka, dan tanda hubung");
        return;
    }
    for (size_t i = 0; i < r->k->count; i++)
        if (str_eq(r->k->items[i].bagian, name)) {
            WRONG(r, r->line, "[region " STR "] sudah ada di baris %lld; beri nama lain", STR_ARG(name),
                (long long)r->k->items[i].baris);
            return;
        }
    if (r->k->count == REGIONS_MOST) {
        WRONG(r, r->line, "paling banyak %d daerah dalam satu berkas", REGIONS_MOST);
        return;
    }
    r->skipping = false;
    r->now = &r->k->items[r->k->count++];
    *r->now = (struct konfigurasi_daerah){ .bagian = arena_copy(r->arena, name), .baris = r->line };
}

/* ---- one line ------------------------------------------------------------------------------------------------- */

static void
unknown(struct reading *r, str name)
{
    for (const struct kunci *k = konfigurasi_kunci; k->name; k++)
        if (str_eqz(name, k->name)) {
            WRONG(r, r->line, k->of_region ? "%s milik satu daerah; pindahkan ke bawah [region NAMA]"
                : "%s berlaku untuk seluruh program; pindahkan ke atas bagian [region] pertama", k->name);
            return;
        }
    WRONG(r, r->line, "kunci \"" STR "\" tidak dikenal; lihat pamong help konfigurasi", STR_ARG(name));
}

static void
read_pair(struct reading *r, str line)
{
    str rest = line, name, why;
    if (!str_cut(&rest, '=', &name) || name.len == line.len) {
        WRONG(r, r->line, "tulis kunci = nilai, atau awali dengan # bila ini catatan");
        return;
    }
    name = str_trim(name);
    for (size_t i = 0; konfigurasi_kunci[i].name; i++) {
        const struct kunci *k = &konfigurasi_kunci[i];
        if (!str_eqz(name, k->name) || k->of_region != (r->now != NULL))
            continue;
        if (r->seen[i])
            WRONG(r, r->line, "%s sudah ditulis di baris %lld; hapus salah satunya", k->name,
                (long long)r->seen[i]);
        else if (k->required && str_trim(rest).len == 0)
            WRONG(r, r->line, "%s masih kosong: %s", k->name, k->help);
        else if (!kunci_put(r->arena, k, str_trim(rest), place_of(r), &why))
            WRONG(r, r->line, "%s = " STR ": " STR, k->name, STR_ARG(str_trim(rest)), STR_ARG(why));
        r->seen[i] = r->seen[i] ? r->seen[i] : r->line;
        if (str_starts(name, S("surel.")))
            r->mail_line = r->line;
        if (str_eqz(name, "listen"))
            r->listen_line = r->line;
        if (str_eqz(name, "sambungan.host"))
            r->others_line = r->line;
        return;
    }
    unknown(r, name);
}

static void
read_line(struct reading *r, str line)
{
    line = str_trim(line);
    if (line.len == 0 || line.ptr[0] == '#')
        return;
    if (!str_is_text(line))
        WRONG(r, r->line, "baris ini bukan teks UTF-8");
    else if (line.ptr[0] == '[')
        begin_section(r, line);
    else if (!r->skipping)
        read_pair(r, line);
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

static void
check_hosts(struct reading *r, const struct konfigurasi_daerah *d)
{
    for (size_t i = 0; i < d->hosts.count; i++)
        for (const struct konfigurasi_daerah *e = r->k->items; e <= d; e++)
            for (size_t j = 0; j < (e == d ? i : e->hosts.count); j++)
                if (str_eq(d->hosts.items[i], e->hosts.items[j]))
                    WRONG(r, d->baris, "host " STR " sudah dipakai [region " STR "] di baris %lld; satu nama situs"
                        " hanya untuk satu daerah", STR_ARG(d->hosts.items[i]), STR_ARG(e->bagian),
                        (long long)e->baris);
}

static void
check_theme(struct reading *r, struct konfigurasi_daerah *d)
{
    struct tema_salah_list bad;
    if (!d->tema.brand.len || tema_css(r->arena, &d->tema, &d->tema_css, &bad) == OK)
        return;
    for (size_t i = 0; i < bad.count; i++) {
        const struct tema_salah *s = &bad.items[i];
        WRONG(r, d->baris, "warna %s di atas %s berkontras %d,%02d, paling sedikit %d,%02d%s" STR, s->warna, s->di_atas,
            s->kontras_e2 / 100, s->kontras_e2 % 100, s->paling_sedikit_e2 / 100, s->paling_sedikit_e2 % 100,
            s->usul.len ? "; coba " : "", STR_ARG(s->usul));
    }
}

static void
check_region(struct reading *r, struct konfigurasi_daerah *d)
{
    struct konfigurasi *k = r->k;
    bool province = str_eqz(d->jenis, "provinsi");
    if (d->kode.len && d->jenis.len && province != (d->kode.len == 2))
        WRONG(r, d->baris, "kode " STR " bukan kode %s", STR_ARG(d->kode), province ? "provinsi (dua angka)"
            : "kabupaten atau kota (NN.NN)");
    if (!d->folder.len)
        d->folder = str_format(r->arena, STR "/" STR, STR_ARG(k->data), STR_ARG(d->bagian));
    if (!d->schema.len)
        d->schema = d->bagian;
    if (d->postgres.len && str_find(d->schema, S("-")) >= 0)
        WRONG(r, d->baris, "[region " STR "] memuat tanda hubung, yang tidak dapat menjadi nama skema; tulis juga"
            " schema = nama_skema", STR_ARG(d->bagian));
    if (!d->base_url.len && d->hosts.count)
        d->base_url = str_format(r->arena, "https://" STR, STR_ARG(d->hosts.items[0]));
    for (const struct konfigurasi_daerah *e = k->items; e < d; e++)
        if (str_eq(e->folder, d->folder) || (d->postgres.len && str_eq(e->postgres, d->postgres)
            && str_eq(e->schema, d->schema)))
            WRONG(r, d->baris, "[region " STR "] dan [region " STR "] memakai penyimpanan yang sama; beri folder dan"
                " schema sendiri", STR_ARG(e->bagian), STR_ARG(d->bagian));
    check_hosts(r, d);
    check_theme(r, d);
}

/* Where other machines reach us only the named proxies are heard; with none it would serve nobody. */
static void
check_listen(struct reading *r)
{
    struct address a;
    const struct konfigurasi *k = r->k;
    if (k->listen.len && http_address(r->arena, k->listen, &a) && !http_is_loopback(&a) && !k->proksi.len)
        WRONG(r, r->listen_line, "listen = " STR " terbuka bagi mesin lain: tulis juga proksi = alamat nginx",
            STR_ARG(k->listen));
}

enum outcome
konfigurasi_parse(struct arena *arena, str text, struct konfigurasi *k, struct konfigurasi_salah_list *wrong)
{
    struct reading r = { .arena = arena, .k = k, .wrong = wrong };
    str line;
    wrong->count = 0;
    *k = (struct konfigurasi){ .items = arena_array(arena, struct konfigurasi_daerah, REGIONS_MOST) };
    while (str_cut(&text, '\n', &line)) {
        r.line++;
        read_line(&r, line);
    }
    end_section(&r);
    const char *mail = k->surel.server.len ? kirim_config_wrong(&k->surel) : NULL;
    const char *others = luar_hosts_wrong(k->sambungan);
    if (mail)
        WRONG(&r, r.mail_line, "%s", mail);
    if (others)
        WRONG(&r, r.others_line, "%s", others);
    check_listen(&r);
    for (size_t i = 0; i < k->count; i++)
        check_region(&r, &k->items[i]);
    if (k->count == 0 && !r.skipping)
        WRONG(&r, r.line, "belum ada daerah; tulis sedikitnya satu bagian [region NAMA]");
    return wrong->count ? INVALID : OK;
}

/* ---- from the command line -------------------------------------------------------------------------------------- */

static bool
read_whole(struct arena *arena, const char *path, str *text)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    char *bytes = arena_alloc(arena, FILE_MOST);
    *text = (str){ bytes, fread(bytes, 1, FILE_MOST, f) };
    bool read = !ferror(f) && text->len < FILE_MOST;
    fclose(f);
    return read;
}

/* --smtp HOST:PORT, on this machine or in a trusted network: for the sample city and for tests. */
static enum outcome
sample_mail(const struct opsi *o, struct konfigurasi *k)
{
    str rest = str_of(o->smtp), host;
    if (!o->smtp)
        return OK;
    k->surel = (struct kirim_config){ .tls = S("tidak"), .dari = str_of(o->surel_dari ? o->surel_dari
        : "pamong@contoh.example"), .akar = k->surel.akar };
    if (str_cut(&rest, ':', &host) && str_int(rest, &k->surel.port))
        k->surel.server = host;
    const char *wrong = kirim_config_wrong(&k->surel);
    if (wrong)
        fprintf(stderr, "--smtp HOST:PORT --surel-dari ALAMAT: %s\n", wrong);
    return wrong ? INVALID : OK;
}

/* --sambungan URL: the servers that the sample city may talk to. */
static enum outcome
sample_others(const struct opsi *o, struct konfigurasi *k)
{
    const char *wrong = luar_hosts_wrong(str_of(o->sambungan));
    k->sambungan = str_of(o->sambungan);
    k->surel.akar = str_of(o->akar);
    if (wrong)
        fprintf(stderr, "--sambungan URL: %s\n", wrong);
    return wrong ? INVALID : OK;
}

/* A city to look at: what `demo` shows, and whoever names its data instead of a file. */
static void
sample_city(struct arena *arena, const struct opsi *o, struct konfigurasi *k)
{
    static const str hosts[] = { { "127.0.0.1", 9 }, { "localhost", 9 } };
    struct konfigurasi_daerah *d = arena_new(arena, struct konfigurasi_daerah);
    str data = str_of(o->data ? o->data : "data");
    *d = (struct konfigurasi_daerah){ .bagian = S("metro"), .kode = S("18.72"), .nama = S("Kota Metro"),
        .jenis = S("kota"), .provinsi = S("Lampung"), .motto = S("Bumi Sai Wawai"), .zona = S("WIB"), .folder = data,
        .hosts = { hosts, COUNT(hosts) }, .postgres = str_of(o->postgres),
        .schema = str_of(o->schema ? o->schema : "pamong") };
    d->base_url = o->alamat ? str_of(o->alamat)
        : str_format(arena, "http://localhost:%lld", o->port < 0 ? 8080LL : (long long)o->port);
    *k = (struct konfigurasi){ .listen = S("127.0.0.1"), .data = data, .port = o->port < 0 ? 8080 : o->port,
        .items = d, .count = 1, .sample = o->sample };
}

enum outcome
konfigurasi_load(struct arena *arena, const struct opsi *o, struct konfigurasi *k)
{
    struct konfigurasi_salah_list *wrong = arena_new(arena, struct konfigurasi_salah_list);
    const char *path = o->config ? o->config : access(SHIPPED_PLACE, F_OK) == 0 ? SHIPPED_PLACE : NULL;
    bool sample = o->data || o->postgres || o->sample;
    str text;
    if (o->config && sample) {
        fputs("--config tidak dapat digabung dengan --data, --postgres, atau demo: pilih salah satu.\n", stderr);
        return INVALID;
    }
    if (!path && !sample) {
        fputs(SHIPPED_PLACE " tidak ada. Salin contohnya (packaging/pamong.conf) ke sana dan isi, atau sebut berkas"
            " lain dengan --config. Untuk melihat-lihat: pamong demo.\n", stderr);
        return INVALID;
    }
    if (sample) {
        sample_city(arena, o, k);
        TRY(sample_others(o, k));
        return sample_mail(o, k);
    }
    if (!read_whole(arena, path, &text)) {
        fprintf(stderr, "%s tidak dapat dibaca. Periksa jalur dan izinnya (root:pamong, 0640).\n", path);
        return INVALID;
    }
    enum outcome result = konfigurasi_parse(arena, text, k, wrong);
    for (size_t i = 0; i < wrong->count; i++)
        fprintf(stderr, "%s:%lld: " STR "\n", path, (long long)wrong->items[i].baris, STR_ARG(wrong->items[i].isi));
    k->berkas = str_of(path);
    if (o->port >= 0)
        k->port = o->port;
    return result;
}

struct konfigurasi_daerah *
konfigurasi_region(const struct konfigurasi *k, const struct opsi *o)
{
    if (k->count == 1 && !o->region)
        return k->items;
    for (size_t i = 0; o->region && i < k->count; i++)
        if (str_eqz(k->items[i].bagian, o->region))
            return &k->items[i];
    fputs(o->region ? "Tidak ada daerah dengan nama itu. Yang ada:" : "Pilih daerahnya dengan --region. Yang ada:",
        stderr);
    for (size_t i = 0; i < k->count; i++)
        fprintf(stderr, " " STR, STR_ARG(k->items[i].bagian));
    fputs("\n", stderr);
    return NULL;
}
