/* manifes.c: reading a backup back: its manifest, and every byte against it. */
#include "core/cadangan/cadangan_dalam.h"

#include "base/random.h"

enum { MANIFES_MOST = 256 * 1024 * 1024, MIGRATIONS_MOST = 512, LAST_LINE = 8 + 64 + 1, HASH = 64 };
#define FIRST_LINE "pamong-cadangan "
#define LETTERS "abcdefghijklmnopqrstuvwxyz0123456789_"

enum outcome
cadangan_wrong(struct cadangan *c, struct arena *arena, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    c->salah = str_formatv(arena, format, ap);
    va_end(ap);
    return CONFLICT;
}

/* ---- lines -------------------------------------------------------------------------------------------------- */

static bool
take_number(str *rest, int64_t *n)
{
    str word;
    return str_cut(rest, ' ', &word) && str_int(word, n) && *n >= 0;
}

static bool
is_made_of(str s, const char *letters)
{
    for (size_t i = 0; i < s.len; i++)
        if (!s.ptr[i] || !strchr(letters, s.ptr[i]))
            return false;
    return s.len > 0;
}

static bool
is_hash(str s)
{
    return s.len == HASH && is_made_of(s, "0123456789abcdef");
}

/* A name leads nowhere but below the backup's own folder. */
static bool
is_below(str kind, str name)
{
    if (str_eqz(kind, "bagian"))
        return is_made_of(name, LETTERS "./") && name.ptr[0] != '/' && str_find(name, S("..")) < 0;
    if (str_eqz(kind, "tabel"))
        return is_made_of(name, LETTERS);
    return !name.len || (name.len == HASH + 1 && name.ptr[2] == '/' && is_made_of(name, "0123456789abcdef/"));
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
    } else if (str_eqz(kind, "kunci")) {
        c->kunci = rest;
    } else if (str_eqz(kind, "rusak")) {
        c->rusak++;
    } else if (str_eqz(kind, "migrasi") && c->migrasi_count < MIGRATIONS_MOST) {
        migrations[c->migrasi_count++] = rest;
    } else {
        return str_eqz(kind, "tanda");          /* tanda.c reads it */
    }
    return true;
}

static bool
read_part(struct cadangan *c, str kind, str rest, struct manifes_baris *b)
{
    *b = (struct manifes_baris){ .jenis = kind };
    bool table = str_eqz(kind, "tabel"), file = str_eqz(kind, "berkas");
    if ((!table && !file && !str_eqz(kind, "bagian")) || !str_cut(&rest, ' ', &b->hash) || !is_hash(b->hash)
        || !take_number(&rest, &b->bytes) || (table && !take_number(&rest, &b->baris)))
        return false;
    b->nama = rest;
    if (!is_below(kind, rest))
        return false;
    c->tabel += table;
    c->berkas += file;
    c->baris += b->baris;
    c->bytes += table || file ? b->bytes : 0;
    return true;
}

enum outcome
manifes_walk(str text, struct arena *arena, struct cadangan *c, manifes_fn *each, void *context)
{
    str line, kind;
    str *migrations = arena_array(arena, str, MIGRATIONS_MOST);
    c->migrasi = migrations;
    if (!str_cut(&text, '\n', &line) || (!str_eqz(line, FIRST_LINE "1") && !str_eqz(line, FIRST_LINE "2")))
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

/* ---- the two lists of a backup ------------------------------------------------------------------------------ */

static bool
read_all(struct baca *b, struct arena *arena, str *text)
{
    struct buf all = { .arena = arena };
    char part[16 * 1024];
    ssize_t n;
    while ((n = baca_read(b, part, sizeof part)) > 0 && all.len < MANIFES_MOST)
        buf_put(&all, part, (size_t)n);
    *text = buf_view(&all);
    return n == 0;
}

/* Its last line is the hash of all before it: "selesai HASH". */
static enum outcome
read_manifest(str folder, struct arena *arena, struct cadangan *c, str *text)
{
    unsigned char sum[crypto_hash_sha256_BYTES];
    struct bagian part = { .nama = S("manifes"), .jalur = str_format(arena, STR "/manifes", STR_ARG(folder)) };
    struct arena *own = arena_open();
    bool there = read_all(baca_open(&part, own), arena, text);
    arena_close(own);
    if (!there)
        return cadangan_wrong(c, arena, "manifes tidak ada: ini bukan cadangan, atau cadangan yang belum selesai");
    str last = text->len > LAST_LINE ? str_from(*text, text->len - LAST_LINE) : (str){ 0 };
    *text = str_head(*text, text->len - last.len);
    crypto_hash_sha256(sum, (const unsigned char *)text->ptr, text->len);
    if (!str_starts(last, S("selesai ")) || !str_ends(last, S("\n"))
        || !str_eq(str_head(str_from(last, 8), HASH), hex_of(arena, sum, sizeof sum)))
        return cadangan_wrong(c, arena, "manifes berubah atau terpotong");
    return OK;
}

static enum outcome
pass(void *context, const struct manifes_baris *b)
{
    (void)context;
    (void)b;
    return OK;
}

enum outcome
arsip_open(struct arsip *a, str folder, struct arena *arena, struct cadangan *c)
{
    *c = (struct cadangan){ .folder = folder };
    a->folder = folder;
    TRY(read_manifest(folder, arena, c, &a->luar));
    TRY(manifes_walk(a->luar, arena, c, pass, NULL));
    a->lama = str_starts(a->luar, S(FIRST_LINE "1\n"));
    a->terkunci = c->kunci.len > 0;
    a->isi = a->lama ? a->luar : (str){ 0 };
    return OK;
}

enum outcome
arsip_read(struct arsip *a, struct arena *arena, struct cadangan *c)
{
    if (a->lama)
        return OK;
    struct bagian *p = arsip_part(a, &(struct manifes_baris){ .jenis = S("isi") }, arena);
    struct arena *own = arena_open();
    struct baca *b = baca_open(p, own);
    enum outcome o = read_all(b, arena, &a->isi) ? OK : cadangan_wrong(c, arena, STR, STR_ARG(baca_wrong(b)));
    arena_close(own);
    return o;
}

static str
name_of(const struct arsip *a, const struct manifes_baris *b, struct arena *arena)
{
    const char *more = a->lama ? "" : a->terkunci ? ".zst.kunci" : ".zst";
    if (str_eqz(b->jenis, "isi"))
        return str_format(arena, "isi%s", more);
    if (str_eqz(b->jenis, "tabel"))
        return str_format(arena, "tabel/" STR "%s", STR_ARG(b->nama), more);
    if (b->nama.len)
        return str_format(arena, "berkas/" STR, STR_ARG(b->nama));
    return str_format(arena, "berkas/" STR "/" STR, STR_ARG(str_head(b->hash, 2)), STR_ARG(str_from(b->hash, 2)));
}

struct bagian *
arsip_part(struct arsip *a, const struct manifes_baris *b, struct arena *arena)
{
    struct bagian *p = arena_new(arena, struct bagian);
    p->nama = name_of(a, b, arena);
    p->jalur = str_format(arena, STR "/" STR, STR_ARG(a->folder), STR_ARG(p->nama));
    p->terkunci = a->terkunci;
    p->padat = !a->lama && !str_eqz(b->jenis, "berkas");
    p->pembuka = &a->pembuka;
    return p;
}

enum outcome
arsip_each(const struct arsip *a, struct arena *arena, struct cadangan *c, manifes_fn *each, void *context)
{
    str kunci = c->kunci;
    *c = (struct cadangan){ .folder = a->folder, .kunci = kunci };
    return manifes_walk(a->isi, arena, c, each, context);
}

/* ---- every byte --------------------------------------------------------------------------------------------- */

struct checking { struct arsip *a; struct cadangan *c; struct arena *arena, *turn; };

static enum outcome
changed(struct checking *k, str name)
{
    return cadangan_wrong(k->c, k->arena, "isi cadangan berubah atau hilang: " STR, STR_ARG(name));
}

/* As it stands on the disk: no key is needed. */
static enum outcome
check_stored(void *context, const struct manifes_baris *b)
{
    struct checking *k = context;
    str hash;
    int64_t bytes;
    if (!str_eqz(b->jenis, "bagian"))
        return OK;
    str path = str_format(k->turn, STR "/" STR, STR_ARG(k->a->folder), STR_ARG(b->nama));
    bool same = tercap_hash(path.ptr, k->turn, &hash, &bytes) && bytes == b->bytes && str_eq(hash, b->hash);
    arena_reset(k->turn);
    return same ? OK : changed(k, b->nama);
}

/* What is in it. A locked file of an earlier backup has another key: without the secret one it is checked as it stands
   only. */
static enum outcome
check_part(void *context, const struct manifes_baris *b)
{
    struct checking *k = context;
    str hash;
    int64_t bytes;
    struct bagian *p = arsip_part(k->a, b, k->turn);
    struct baca *r = baca_open(p, k->turn);
    enum outcome o = OK;
    if (!baca_hash(r, k->turn, &hash, &bytes))
        o = baca_foreign(r) && str_eqz(b->jenis, "berkas") ? OK
            : cadangan_wrong(k->c, k->arena, "isi cadangan berubah atau hilang: " STR, STR_ARG(baca_wrong(r)));
    else if (bytes != b->bytes || !str_eq(hash, b->hash))
        o = changed(k, p->nama);
    arena_reset(k->turn);
    return o;
}

enum outcome
arsip_check(struct arsip *a, struct arena *arena, struct cadangan *c)
{
    struct cadangan outside = *c;
    struct checking k = { a, c, arena, arena_open() };
    enum outcome o = a->lama ? OK : manifes_walk(a->luar, arena, &outside, check_stored, &k);
    if (o == OK && (!a->terkunci || a->pembuka.dikenal || a->pembuka.kunci)) {
        o = arsip_read(a, arena, c);
        if (o == OK)
            o = arsip_each(a, arena, c, check_part, &k);
    }
    arena_close(k.turn);
    return o;
}

enum outcome
cadangan_check(str folder, const struct kunci_cadangan *kunci, struct arena *arena, struct cadangan *c)
{
    struct arsip a = { .pembuka = { .kunci = kunci } };
    TRY(arsip_open(&a, folder, arena, c));
    return arsip_check(&a, arena, c);
}
