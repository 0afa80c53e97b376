/* perintah.c: the one list of commands, and the help that is made of it. */
#include "perintah/perintah.h"

#include <stdio.h>
#include <sys/stat.h>

#include "perintah/kendali.h"

static int help(struct arena *, struct opsi *);

static const struct perintah commands[] = {
    { "backup",       "TUJUAN",      "mencadangkan satu daerah, juga selama server melayani", 1, 1, backup },
    { "backup-key",   "BERKAS",      "membuat pasangan kunci cadangan, atau menyebut kunci publik dari BERKAS", 1, 1,
        backup_key },
    { "check-config", "",            "memeriksa berkas konfigurasi dan menyebut semua yang salah", 0, 0, check_config },
    { "demo",         "",            "melayani kota contoh; semua datanya rekaan", 0, 0, demo },
    { "doctor",       "",            "memeriksa seluruh pemasangan dan menyebut yang perlu dibenahi", 0, 0, doctor },
    { "export",       "JENIS",       "acuan, rw, kalender, akun, usulan, aduan, semua: CSV --ke FOLDER", 1, 1, export },
    { "help",         "[PERINTAH]",  "bantuan ini; help konfigurasi: semua kunci pamong.conf", 0, 1, help },
    { "import",       "JENIS [BERKAS]", "acuan FOLDER, kalender FILE, rw FILE, atau wilayah", 1, 2, import },
    { "secret",       "",            "membuat rahasia daerah yang belum punya, di folder yang hanya dibaca root", 0, 0,
        secret },
    { "restore",      "CADANGAN",    "memulihkan ke folder atau skema kosong, SQLite atau PostgreSQL", 1, 1, restore },
    { "serve",        "",            "melayani semua daerah dalam konfigurasi", 0, 0, serve },
    { "user",         "add|reset|list ...", "add MASUK NAMA JABATAN [WILAYAH]; reset MASUK; list", 1, 5, user },
    { "verify",       "",            "menghitung ulang semua peristiwa dan segelnya", 0, 0, verify },
};

const struct kerja_kind kerja_kinds[] = {
    { "cadangan", cadangan_work }, { "doctor", doctor_work }, { "import", import_work }, { "user", user_work }, { 0 }
};

static const struct perintah *
command_named(const char *name)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static void
help_keys(void)
{
    bool regions = false;
    for (const struct kunci *k = konfigurasi_kunci; k->name; k++) {
        if (k->of_region && !regions)
            puts("\n[region NAMA]");
        regions = k->of_region;
        int width = printf("%s%s", k->name, k->required ? " (wajib)" : "");
        printf("%*s%s%s%s\n", width < 26 ? 26 - width : 1, "", k->help, k->choices ? ": " : "",
            k->choices ? k->choices : "");
        if (k->otherwise && *k->otherwise)
            printf("%26sbawaan: %s\n", "", k->otherwise);
    }
}

static int
help(struct arena *arena, struct opsi *o)
{
    (void)arena;
    if (o->word_count && strcmp(o->words[0], "konfigurasi") == 0) {
        help_keys();
        return 0;
    }
    puts("pamong PERINTAH [OPSI]\n\nPerintah:");
    for (size_t i = 0; i < COUNT(commands); i++) {
        if (o->word_count && strcmp(o->words[0], commands[i].name) != 0)
            continue;
        int width = printf("  %s %s", commands[i].name, commands[i].words);
        printf("%*s%s\n", width < 32 ? 32 - width : 1, "", commands[i].help);
    }
    puts("\nOpsi:");
    opsi_help();
    return 0;
}

int
check_config(struct arena *arena, struct opsi *o)
{
    struct konfigurasi k;
    if (konfigurasi_load(arena, o, &k) != OK)
        return 2;
    printf("Konfigurasi baik: %zu daerah.\n", k.count);
    return 0;
}

int
perintah_run(int argc, char **argv)
{
    struct opsi o = { .port = -1 };
    const char *name = argc > 1 ? argv[1] : "";
    const struct perintah *command = command_named(strcmp(name, "--help") == 0 ? "help" : name);
    if (!command) {
        fprintf(stderr, *name ? "Tidak ada perintah \"%s\". Lihat: pamong help\n" : "Lihat: pamong help%s\n", name);
        return 2;
    }
    if (opsi_read(argv + 2, &o) != OK || o.word_count < command->least || o.word_count > command->most) {
        fprintf(stderr, "Cara memakai: pamong %s %s [OPSI]. Lihat: pamong help\n", command->name, command->words);
        return 2;
    }
    umask(0077);                                /* what is made here is nobody else's */
    struct arena *arena = arena_open();
    int code = command->run(arena, &o);
    arena_close(arena);
    return code;
}
