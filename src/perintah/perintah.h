/* perintah.h: a command of the program: its name, its words and options, and what runs it. */
#pragma once

#include "base/base.h"

/* What stands on the command line after the command's name; what was not given is NULL or 0. */
struct opsi {
    const char *config, *data, *postgres, *schema, *region, *titik, *ke, *kunci;
    const char *smtp, *surel_dari, *sambungan, *alamat, *akar;
    int64_t port;
    bool sample;                                /* demo: a sample city, without a configuration file */
    const char *words[6];
    size_t word_count;
};
/* INVALID: said on standard error which option is unknown or lacks its value. */
enum outcome opsi_read(char **words, struct opsi *) MUST_CHECK;
void opsi_help(void);

/* `words` as the help shows them; `least` and `most` of them are taken. */
struct perintah {
    const char *name, *words, *help;
    size_t least, most;
    int (*run)(struct arena *, struct opsi *);
};
int perintah_run(int argc, char **argv);        /* the program's exit code */

/* Of the commands above, what is done by who holds the data folder (kendali.h). */
struct kerja;
int cadangan_work(struct kerja *);
int import_work(struct kerja *);
int user_work(struct kerja *);
int doctor_work(struct kerja *);
/* What of the cage this kernel cannot close, in words; "" when it can close all. */
str doctor_cage(struct arena *, int landlock, bool seccomp, bool wajib);

int serve(struct arena *, struct opsi *);
int demo(struct arena *, struct opsi *);
int verify(struct arena *, struct opsi *);
int import(struct arena *, struct opsi *);
int export(struct arena *, struct opsi *);
int user(struct arena *, struct opsi *);
int secret(struct arena *, struct opsi *);
int doctor(struct arena *, struct opsi *);
int backup(struct arena *, struct opsi *);
int backup_key(struct arena *, struct opsi *);
int restore(struct arena *, struct opsi *);
int check_config(struct arena *, struct opsi *);
