/* bertanda_test.c: who can write to the folder of backups makes none that a restore with the secret takes. */
#include "core/cadangan/cadangan_dalam.h"

#include <stdio.h>
#include <unistd.h>

#include "base/random.h"
#include "core/world.h"
#include "modules/modules.h"

static struct cadangan
made_by(struct world *w, str secret, const struct kunci_cadangan *k)
{
    struct cadangan c;
    struct region r = w->region;
    struct pencadangan p = { .region = &r, .waktu = w->now, .kunci = k,
        .ke = str_format(w->arena, STR "/cadangan", STR_ARG(w->region.folder)) };
    r.secret = secret;
    CHECK(cadangan_make(&p, w->arena, &c) == OK);
    return c;
}

/* Restored where the secret of this region already is. */
static enum outcome
restored(struct world *w, const struct cadangan *c, const struct kunci_cadangan *k, struct cadangan *again)
{
    str folder = str_format(w->arena, STR "/pulih", STR_ARG(w->region.folder));
    struct pemulihan p = { .from = c->folder, .folder = folder, .secret = w->region.secret, .modules = all_modules,
        .kunci = k, .store = { .engine = ENGINE_SQLITE, .folder = folder, .readers = 1 } };
    enum outcome o = cadangan_restore(&p, w->arena, again);
    CHECK((access(folder.ptr, F_OK) == 0) == (o == OK));        /* nothing was begun */
    return o;
}

/* Writes the manifest anew with its right sum, without the lines that begin so, and with one line more. */
static void
forge(struct world *w, const struct cadangan *c, const char *without, str more)
{
    struct arsip a = { 0 };
    struct cadangan read;
    struct buf b = { .arena = w->arena };
    unsigned char sum[crypto_hash_sha256_BYTES];
    str line, path = str_format(w->arena, STR "/manifes", STR_ARG(c->folder));
    CHECK(arsip_open(&a, c->folder, w->arena, &read) == OK);
    while (str_cut(&a.luar, '\n', &line) && line.len)
        if (!str_starts(line, str_of(without)))
            buf_format(&b, STR "\n", STR_ARG(line));
    buf_str(&b, more);
    crypto_hash_sha256(sum, (const unsigned char *)buf_view(&b).ptr, b.len);
    str hash = hex_of(w->arena, sum, sizeof sum);
    buf_format(&b, "selesai " STR "\n", STR_ARG(hash));
    FILE *f = fopen(path.ptr, "wb");
    CHECK(f && fwrite(buf_view(&b).ptr, 1, b.len, f) == b.len && fclose(f) == 0);
    CHECK(arsip_open(&a, c->folder, w->arena, &read) == OK);
}

TEST(a_backup_comes_back_where_the_secret_that_signed_it_is)
{
    struct kunci_cadangan k;
    struct cadangan c, again;
    kunci_make(&k);
    c = made_by(w, w->region.secret, &k);
    CHECK(restored(w, &c, &k, &again) == OK && again.baris == c.baris);
}

TEST(a_backup_that_another_secret_made_is_refused_locked_or_not)
{
    struct kunci_cadangan k;
    struct cadangan c, again;
    kunci_make(&k);
    c = made_by(w, S("fedcba9876543210fedcba9876543210"), &k);          /* the public key is no secret */
    CHECK(restored(w, &c, &k, &again) == CONFLICT);
    CHECK(str_find(again.salah, S("bukan dari rahasia daerah ini")) > 0);
    w->now++;
    c = made_by(w, S("fedcba9876543210fedcba9876543210"), NULL);
    CHECK(restored(w, &c, NULL, &again) == CONFLICT);
    CHECK(str_find(again.salah, S("Pakai cadangan lain")) > 0);
}

TEST(a_backup_whose_signature_was_taken_away_is_refused_with_the_way_out)
{
    struct cadangan c = made_by(w, w->region.secret, NULL), again;
    forge(w, &c, "tanda ", S(""));
    CHECK(restored(w, &c, NULL, &again) == CONFLICT);
    CHECK(str_find(again.salah, S("tidak bertanda tangan")) > 0 && str_find(again.salah, S("pindahkan rahasia")) > 0);
    w->now++;
    c = made_by(w, S(""), NULL);
    CHECK(restored(w, &c, NULL, &again) == CONFLICT);
}

TEST(a_manifest_that_was_changed_is_refused_though_its_sum_is_right)
{
    struct cadangan c = made_by(w, w->region.secret, NULL), again;
    forge(w, &c, "waktu ", S(""));
    CHECK(restored(w, &c, NULL, &again) == CONFLICT);
    CHECK(str_find(again.salah, S("bukan dari rahasia daerah ini")) > 0);
    w->now++;
    c = made_by(w, w->region.secret, NULL);
    forge(w, &c, "-", S("rusak sesuatu\n"));            /* behind the signature */
    CHECK(restored(w, &c, NULL, &again) == CONFLICT);
}

TESTS(bertanda_tests,
    LISTED(a_backup_comes_back_where_the_secret_that_signed_it_is),
    LISTED(a_backup_that_another_secret_made_is_refused_locked_or_not),
    LISTED(a_backup_whose_signature_was_taken_away_is_refused_with_the_way_out),
    LISTED(a_manifest_that_was_changed_is_refused_though_its_sum_is_right));
