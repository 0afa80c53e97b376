/* manifes.c: reading a backup back: its manifest, and every byte against it. */
#include "core/cadangan/cadangan_dalam.h"

#include "base/random.h"

enum { MANIFES_MOST = 256 * 1024 * 1024, MIGRATIONS_MOST = 512, LAST_LINE = 8 + 64 + 1 };

enum outcome
cadangan_wrong(struct cadangan *c, struct arena *arena, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    c->salah = str_formatv(arena, format, ap);
    va_end(ap);
    return CONFLICT;
}

/* Its last line is the hash of all before it: "selesai HASH". */
static enum outcome
read_manifest(str folder, struct arena *arena, struct cadangan *c, str *text)
{
    unsigned char sum[crypto_hash_sha256_BYTES];
    str path = str_format(arena, STR "/manifes", STR_ARG(folder));
    FILE *f = fopen(path.ptr, "rb");
    if (!f)
        return cadangan_wrong(c, arena, "manifes tidak ada: ini bukan cadangan, atau cadangan yang belum selesai");
    bool sized = fseek(f, 0, SEEK_END) == 0;
    long size = ftell(f);
    sized = sized && size > LAST_LINE && size < MANIFES_MOST && fseek(f, 0, SEEK_SET) == 0;
    char *bytes = arena_alloc(arena, sized ? (size_t)size + 1 : 1);
    bool whole = sized && fread(bytes, 1, (size_t)size, f) == (size_t)size;
    fclose(f);
    if (!whole)
        return cadangan_wrong(c, arena, "manifes tidak terbaca");
    *text = (str){ bytes, (size_t)size - LAST_LINE };
    crypto_hash_sha256(sum, (const unsigned char *)text->ptr, text->len);
    str last = { bytes + text->len, LAST_LINE - 1 };
    if (!str_starts(last, S("selesai ")) || !str_eq(str_from(last, 8), hex_of(arena, sum, sizeof sum)))
        return cadangan_wrong(c, arena, "manifes berubah atau terpotong");
    return OK;
}

static bool
take_number(str *rest, int64_t *n)
{
    str word;
    return str_cut(rest, ' ', &word) && str_int(word, n);
}

/* What the line says of the whole; true when it was such a line. */
static bool
read_head(struct cadangan *c, str *migrations, str kind, str rest)
{
    if (str_eqz(kind, "daerah")) {
        str_cut(&rest, ' ', &c->kode);
        c->nama = rest;
    } else if (str_eqz(kind, "waktu")) {
        take_number(&rest, &c->waktu);
    } else if (str_eqz(kind, "titik")) {
        c->titik = rest;
    } else if (str_eqz(kind, "rusak")) {
        c->rusak++;
    } else if (str_eqz(kind, "migrasi") && c->migrasi_count < MIGRATIONS_MOST) {
        migrations[c->migrasi_count++] = rest;
    } else {
        return false;
    }
    return true;
}

static bool
read_part(struct cadangan *c, str kind, str rest, struct manifes_baris *b)
{
    *b = (struct manifes_baris){ .jenis = kind };
    bool file = str_eqz(kind, "berkas");
    if ((!file && !str_eqz(kind, "tabel")) || !str_cut(&rest, ' ', &b->hash) || !take_number(&rest, &b->bytes)
        || (!file && !take_number(&rest, &b->baris)))
        return false;
    b->nama = rest;
    c->tabel += !file;
    c->berkas += file;
    c->baris += b->baris;
    c->bytes += b->bytes;
    return true;
}

/* Two rounds, so that the second sees the head whole: `each` is called for tables and files in the second. */
enum outcome
manifes_each(str folder, struct arena *arena, struct cadangan *c, manifes_fn *each, void *context)
{
    str text, line, kind;
    *c = (struct cadangan){ .folder = folder };
    str *migrations = arena_array(arena, str, MIGRATIONS_MOST);
    c->migrasi = migrations;
    TRY(read_manifest(folder, arena, c, &text));
    if (!str_cut(&text, '\n', &line) || !str_eqz(line, "pamong-cadangan 1"))
        return cadangan_wrong(c, arena, "bentuk cadangan ini tidak dikenal: pakai Pamong yang lebih baru");
    while (str_cut(&text, '\n', &line) && line.len) {
        struct manifes_baris b;
        str rest = line;
        str_cut(&rest, ' ', &kind);
        if (read_head(c, migrations, kind, rest))
            continue;
        if (!read_part(c, kind, rest, &b))
            return cadangan_wrong(c, arena, "baris manifes tidak dikenal: " STR, STR_ARG(str_head(line, 80)));
        TRY(each(context, &b));
    }
    return OK;
}

struct checking { struct cadangan *c; str folder; struct arena *arena, *turn; };

static enum outcome
check_part(void *context, const struct manifes_baris *b)
{
    struct checking *k = context;
    str hash, path = str_eqz(b->jenis, "tabel")
        ? str_format(k->turn, STR "/tabel/" STR, STR_ARG(k->folder), STR_ARG(b->nama))
        : str_format(k->turn, STR "/berkas/%.2s/" STR, STR_ARG(k->folder), b->hash.ptr, STR_ARG(str_from(b->hash, 2)));
    int64_t bytes = 0;
    bool same = tercap_hash(path.ptr, k->turn, &hash, &bytes) && bytes == b->bytes && str_eq(hash, b->hash);
    enum outcome o = same ? OK : cadangan_wrong(k->c, k->arena, "isi cadangan berubah atau hilang: " STR,
        STR_ARG(str_from(path, k->folder.len + 1)));
    arena_reset(k->turn);
    return o;
}

enum outcome
cadangan_check(str folder, struct arena *arena, struct cadangan *c)
{
    struct checking k = { c, folder, arena, arena_open() };
    enum outcome o = manifes_each(folder, arena, c, check_part, &k);
    arena_close(k.turn);
    return o;
}
