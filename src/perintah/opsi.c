/* opsi.c: the options of the command line, each in one row with what it means. */
#include "perintah/perintah.h"

#include <stdio.h>

enum kind { TEXT, NUMBER };

static const struct option { const char *name, *value, *help; enum kind kind; size_t offset; } options[] = {
    { "config",   "FILE",     "berkas konfigurasi (bawaan: /etc/pamong/pamong.conf)", TEXT,
        offsetof(struct opsi, config) },
    { "region",   "NAMA",     "bagian [region NAMA] yang dituju; tidak perlu bila hanya ada satu", TEXT,
        offsetof(struct opsi, region) },
    { "data",     "FOLDER",   "tanpa berkas konfigurasi: folder data kota contoh", TEXT, offsetof(struct opsi, data) },
    { "postgres", "CONNINFO", "tanpa berkas konfigurasi: basis data PostgreSQL", TEXT,
        offsetof(struct opsi, postgres) },
    { "schema",   "NAMA",     "tanpa berkas konfigurasi: skema PostgreSQL", TEXT, offsetof(struct opsi, schema) },
    { "port",     "N",        "port di 127.0.0.1; 0: yang mana saja yang kosong", NUMBER,
        offsetof(struct opsi, port) },
    { "smtp",     "HOST:PORT", "tanpa berkas konfigurasi: server surel tanpa TLS", TEXT, offsetof(struct opsi, smtp) },
    { "surel-dari", "ALAMAT", "tanpa berkas konfigurasi: alamat pengirim surel", TEXT,
        offsetof(struct opsi, surel_dari) },
    { "sambungan", "URL",     "tanpa berkas konfigurasi: server lain yang boleh dihubungi", TEXT,
        offsetof(struct opsi, sambungan) },
    { "alamat",   "URL",      "tanpa berkas konfigurasi: alamat situs di depannya, untuk tautan yang keluar", TEXT,
        offsetof(struct opsi, alamat) },
    { "akar",     "BERKAS",   "tanpa berkas konfigurasi: berkas PEM penerbit sertifikat yang juga dipercaya", TEXT,
        offsetof(struct opsi, akar) },
    { "ke",       "FOLDER",   "folder tujuan export (bawaan: folder ini)", TEXT, offsetof(struct opsi, ke) },
    { "kunci",    "BERKAS",   "berkas kunci rahasia cadangan, untuk restore", TEXT, offsetof(struct opsi, kunci) },
    { "titik",    "TEKS",     "titik segel yang disimpan di tempat lain, untuk verify", TEXT,
        offsetof(struct opsi, titik) },
};

void
opsi_help(void)
{
    for (size_t i = 0; i < COUNT(options); i++) {
        int width = printf("  --%s %s", options[i].name, options[i].value);
        printf("%*s%s\n", width < 22 ? 22 - width : 1, "", options[i].help);
    }
}

static const struct option *
option_named(const char *word)
{
    for (size_t i = 0; i < COUNT(options); i++)
        if (strcmp(word + 2, options[i].name) == 0)
            return &options[i];
    return NULL;
}

static bool
put(struct opsi *o, const struct option *option, const char *value)
{
    void *at = (char *)o + option->offset;
    if (option->kind == NUMBER)
        return str_int(str_of(value), at) && *(int64_t *)at >= 0 && *(int64_t *)at <= 65535;
    *(const char **)at = value;
    return true;
}

enum outcome
opsi_read(char **words, struct opsi *o)
{
    for (; *words; words++) {
        if (strncmp(*words, "--", 2) != 0) {
            if (o->word_count == COUNT(o->words))
                return INVALID;
            o->words[o->word_count++] = *words;
            continue;
        }
        const struct option *option = option_named(*words);
        if (!option || !words[1] || !put(o, option, words[1])) {
            fprintf(stderr, option ? "%s membutuhkan nilai: %s\n" : "Opsi %s tidak dikenal.\n", *words,
                option ? option->value : "");
            return INVALID;
        }
        words++;
    }
    return OK;
}
