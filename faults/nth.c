/* nth.c: the n-th call of a kind fails, for n = 1, 2, ... until an operation passes untouched: nothing is half done. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sodium.h>

#include "base/log.h"
#include "core/cadangan/cadangan.h"
#include "faults/city.h"
#include "faults/disk.h"

/* EXIT_STOPPED is the store's own: after a failed write or fsync nobody knows what the disk holds. */
#define A_MOMENT 1795759200
#define THE_BACKUP "pamong-18.72-20261127T060000Z"
enum { ROWS_BEFORE = 5, EXIT_STOPPED = 70, EXIT_UNHEALED = 3, SAID = 100, MET = 1, IN_FOLDER = 2 };

struct living { struct city city; const struct city_place *at; struct arena *arena; };
enum before { NOTHING, MODULES, ROWS, BACKUP };         /* what is there when it begins */
struct operation { const char *name; enum before before; enum outcome (*run)(struct living *); };
struct fault { enum call kind; int error; bool stays, cut; const char *name; };
struct attempt { const struct operation *op; const struct fault *fault; long nth; };

/* ---- what is tried ---------------------------------------------------------------------------------------------- */

static enum outcome
open_city(struct living *l)
{
    struct store_config c = city_store(l->at);
    return store_open(&c, &l->city.store);
}

static enum outcome
migrate(struct living *l)
{
    return city_steps(&l->city);
}

static enum outcome
submit(struct living *l)
{
    TRY(city_write(&l->city, l->arena, 3));
    return city_seal(&l->city, l->arena);
}

static enum outcome
checkpoint(struct living *l)
{
    store_close(l->city.store);
    l->city.store = NULL;
    return OK;
}

static struct kunci_cadangan the_key;

static enum outcome
back_up_for(struct living *l, const struct kunci_cadangan *kunci)
{
    struct cadangan c;
    struct region r = { .kode = S("18.72"), .nama = S("Kota Uji"), .folder = str_of(l->at->data),
        .store = l->city.store, .secret = CITY_SEED };
    struct pencadangan p = { .region = &r, .ke = str_format(l->arena, "%s/cadangan", l->at->root), .waktu = A_MOMENT,
        .kunci = kunci };
    return cadangan_make(&p, l->arena, &c);
}

static enum outcome
back_up(struct living *l)
{
    return back_up_for(l, NULL);
}

static void
restored_at(const struct city_place *at, struct city_place *restored)
{
    char root[128];
    snprintf(root, sizeof root, "%.100s/pulih", at->root);
    city_at(restored, root);
}

static enum outcome
restore_from(const struct city_place *at, struct arena *arena)
{
    struct cadangan c;
    struct city_place to;
    restored_at(at, &to);
    struct pemulihan p = { .from = str_format(arena, "%s/cadangan/" THE_BACKUP, at->root), .folder = str_of(to.data),
        .secret = CITY_SEED, .store = city_store(&to), .modules = city_all_modules(arena),
        .kunci = &the_key };
    enum outcome o = cadangan_restore(&p, arena, &c);
    if (o != OK)
        log_event(LOG_ERROR, "cadangan", "not restored: " STR, STR_ARG(c.salah));
    return o;
}

static enum outcome
restore(struct living *l)
{
    return restore_from(l->at, l->arena);
}

static const struct operation operations[] = {
    { "open", NOTHING, open_city }, { "migrate", MODULES, migrate }, { "submit with a file", ROWS, submit },
    { "checkpoint and close", ROWS, checkpoint }, { "backup", ROWS, back_up }, { "restore", BACKUP, restore },
};

static const struct fault faults[] = {
    { CALL_OPEN, EMFILE, false, false, "open" }, { CALL_READ, EIO, false, false, "read" },
    { CALL_WRITE, EIO, false, false, "write" },
    { CALL_WRITE, ENOSPC, true, false, "write, full from then on" },
    { CALL_SYNC, EIO, false, false, "fsync" },
    { CALL_SYNC, EIO, false, true, "fsync, and the power goes after it" },
    { CALL_NAME, ENOSPC, false, false, "rename, mkdir, unlink" }, { CALL_MEMORY, ENOMEM, false, false, "memory" },
    { CALL_WRITE, DISK_KILL, false, false, "kill -9 at a write" },
    { CALL_NAME, DISK_KILL, false, false, "kill -9 at a rename, mkdir, unlink" },
};

/* ---- the one it happens to -------------------------------------------------------------------------------------- */

/* What the fault cost, and that the same process goes on when it is over. */
static _Noreturn void
live(const struct attempt *a, const struct city_place *at, int pipe, const char *words)
{
    struct living l = { .at = at, .arena = arena_open(), .city = { .pipe = pipe, .uploads = str_of(at->uploads) } };
    must(dup2(open(words, O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO) == STDERR_FILENO);
    disk_watch(at->root);
    disk_cut_after(0, 0, at->left);
    must(a->op->before == NOTHING || open_city(&l) == OK);
    if (a->op->run == checkpoint)
        must(city_write(&l.city, l.arena, 0) == OK);
    disk_fail(a->fault->kind, a->nth, a->fault->error, a->fault->stays);
    enum outcome o = a->op->run(&l);
    int met = disk_failed() ? MET : 0;
    met += disk_failed_a_folder() ? IN_FOLDER : 0;
    disk_fail(a->fault->kind, 0, 0, false);
    ledger_say(pipe, (struct entry){ met, SAID, (int32_t)o });
    if (a->fault->cut)
        disk_cut_now();
    bool healed = l.city.store || open_city(&l) == OK;
    healed = healed && (a->op->before != ROWS || city_write(&l.city, l.arena, 3) == OK);
    if (healed)
        store_close(l.city.store);
    _exit(healed ? 0 : EXIT_UNHEALED);
}

/* ---- the one that looks ----------------------------------------------------------------------------------------- */

struct bench { char base[64], words[96]; struct city_place before[BACKUP + 1], at; struct ledger known[BACKUP + 1];
    struct arena *arena; };

static bool
duplicate_tree(const char *from, const char *to)
{
    struct stat s;
    DIR *d = opendir(from);
    bool whole = d && mkdir(to, 0700) == 0;
    for (struct dirent *e; whole && (e = readdir(d));) {
        char a[512], b[512];
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        snprintf(a, sizeof a, "%s/%s", from, e->d_name);
        snprintf(b, sizeof b, "%s/%s", to, e->d_name);
        whole = stat(a, &s) == 0 && (S_ISDIR(s.st_mode) ? duplicate_tree(a, b) : file_duplicate(a, b));
    }
    if (d)
        closedir(d);
    return whole;
}

/* Files that nobody will ever name: only a process that was ended may leave them. */
static long
leftovers(const char *folder)
{
    long n = 0;
    char path[512];
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        n += e->d_name[0] == '.' && strcmp(e->d_name, ".kunci") != 0;     /* the lock of the uploads stays */
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (e->d_type == DT_DIR)
            n += leftovers(path);
    }
    if (d)
        closedir(d);
    return n;
}

/* Every backup that has its name is whole. */
static bool
backups_are_whole(struct bench *b, long *count)
{
    char folder[256];
    bool whole = true;
    snprintf(folder, sizeof folder, "%s/cadangan", b->at.root);
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        struct cadangan c;
        if (e->d_name[0] == '.')
            continue;
        whole = whole && cadangan_check(str_format(b->arena, "%s/%s", folder, e->d_name), NULL, b->arena, &c) == OK;
        ++*count;
    }
    if (d)
        closedir(d);
    return whole;
}

static bool
fatal_was_said(const char *words)
{
    char text[4096] = { 0 };
    int fd = open(words, O_RDONLY);
    ssize_t n = fd >= 0 ? read(fd, text, sizeof text - 1) : -1;
    if (fd >= 0)
        close(fd);
    return n > 0 && strstr(text, "\"l\":\"fatal\"");
}

struct end { int status; bool said, met, in_folder; enum outcome outcome; };

/* How it may end: by itself, stopped by the store, or, when memory was refused, by must(). NULL: rightly. */
static const char *
wrong_end(const struct attempt *a, const struct end *e, const char *words)
{
    int code = WIFEXITED(e->status) ? WEXITSTATUS(e->status) : -1;
    if (WIFSIGNALED(e->status) && WTERMSIG(e->status) == SIGKILL && a->fault->error == DISK_KILL)
        return NULL;
    if (WIFSIGNALED(e->status) && WTERMSIG(e->status) == SIGABRT && a->fault->kind == CALL_MEMORY)
        return fatal_was_said(words) ? NULL : "ended without a word";
    if (code == EXIT_STOPPED)
        return a->fault->kind == CALL_MEMORY ? "stopped for want of memory" : NULL;
    if (code == EXIT_UNHEALED)
        return "does not go on when the fault is over";
    if (code != (a->fault->cut ? DISK_CUT : 0) || !e->said)
        return "crashed";
    if (e->met && a->fault->error == ENOSPC && a->op->run == submit && e->outcome != OK && e->outcome != NO_ROOM)
        return "a full disk is not told as one";
    return e->met && !e->in_folder && a->fault->kind == CALL_SYNC && e->outcome == OK
        ? "a failed fsync was passed over" : NULL;
}

/* What was promised is there and whole; anything else, the same restore again brings to its end. */
static const char *
wrong_restore(struct bench *b, const struct attempt *a, const struct ledger *l, const struct end *e)
{
    struct city_place to;
    struct tally t = { 0 };
    char database[192];
    restored_at(&b->at, &to);
    snprintf(database, sizeof database, "%s/pamong.db", to.data);
    bool marked = cadangan_unfinished(str_of(to.data), b->arena), there = access(database, F_OK) == 0;
    if (e->said && e->outcome == OK && (marked || !there))
        return "a restore that was promised is not there";
    if (e->said && e->outcome != OK && !a->fault->cut && (marked || there))
        return "a restore that failed left something";
    if ((marked || !there) && restore_from(&b->at, b->arena) != OK)
        return "a second restore does not come to its end";
    city_look(&to, l, &t);
    return tally_holds(&t) ? NULL : "what was restored does not hold";
}

static const char *
wrong_remains(struct bench *b, const struct attempt *a, const struct ledger *l, const struct end *e)
{
    struct tally t = { 0 };
    long backups = 0;
    city_look(&b->at, l, &t);
    if (!tally_holds(&t))
        return t.corrupt ? "cannot be opened or is corrupt" : t.half_steps ? "a migration is half there"
            : t.torn_files ? "a file is torn" : t.unproved ? "is not proved any more" : "the ledger does not hold";
    if (!backups_are_whole(b, &backups) || backups > 1)
        return "a backup is half there";
    if (e->said && e->outcome == OK && a->op->run == back_up && !backups)
        return "a backup that was promised is not there";
    const char *wrong = a->op->run == restore ? wrong_restore(b, a, l, e) : NULL;
    return wrong ? wrong : e->status == 0 && leftovers(b->at.root) ? "files without a name are left" : NULL;
}

/* Takes what was said of the end out of the ledger again. */
static void
hear(struct ledger *l, int pipe, struct end *e)
{
    ledger_hear(l, pipe);
    for (size_t i = 0; i < l->count; i++)
        if (l->items[i].what == SAID)
            *e = (struct end){ 0, true, l->items[i].id & MET, l->items[i].id & IN_FOLDER,
                (enum outcome)l->items[i].verdict };
}

/* False: the fault was not met any more. */
static bool
attempt(struct bench *b, const struct attempt *a, long *failed)
{
    int ends[2];
    struct end e = { .met = true };
    struct ledger *l = &b->known[a->op->before];
    size_t known = l->count;
    mkdir(b->at.left, 0700);
    must(duplicate_tree(b->before[a->op->before].root, b->at.root) && pipe(ends) == 0);
    pid_t child = fork();
    must(child >= 0);
    if (child == 0)
        live(a, &b->at, ends[1], b->words);
    close(ends[1]);
    hear(l, ends[0], &e);
    close(ends[0]);
    must(waitpid(child, &e.status, 0) == child);
    if (WIFEXITED(e.status) && WEXITSTATUS(e.status) == DISK_CUT) {
        folder_remove(b->at.root);
        must(rename(b->at.left, b->at.root) == 0);
    }
    const char *wrong = wrong_end(a, &e, b->words);
    wrong = wrong ? wrong : wrong_remains(b, a, l, &e);
    if (wrong)
        printf("FAILED %s, %s %ld: %s (status %d)\n", a->op->name, a->fault->name, a->nth, wrong, e.status);
    *failed += wrong != NULL;
    l->count = known;
    folder_remove(b->at.root);
    arena_reset(b->arena);
    return e.met;
}

/* ---- round after round ------------------------------------------------------------------------------------------ */

static void
prepare(struct bench *b, enum before what)
{
    int ends[2];
    char root[96];
    struct living l = { .at = &b->before[what], .arena = b->arena };
    snprintf(root, sizeof root, "%s/%d", b->base, (int)what);
    must(mkdir(root, 0700) == 0 && pipe(ends) == 0);
    city_at(&b->before[what], root);
    l.city = (struct city){ .pipe = ends[1], .uploads = str_of(b->before[what].uploads) };
    if (what != NOTHING) {
        must(open_city(&l) == OK && city_modules(&l.city) == OK && (what < ROWS || city_steps(&l.city) == OK));
        for (int i = 0; what >= ROWS && i < ROWS_BEFORE; i++)
            must(city_write(&l.city, b->arena, i) != FAILED);
        must(what < BACKUP || (city_seal(&l.city, b->arena) == OK && back_up_for(&l, &the_key) == OK));
        must(what < BACKUP || mkdir(str_format(b->arena, "%s/pulih", root).ptr, 0700) == 0);
        store_close(l.city.store);
    }
    close(ends[1]);
    ledger_hear(&b->known[what], ends[0]);
    close(ends[0]);
}

/* `part`: each n is followed by n + 1 + n / part; 0: by n + 1. A restore takes long: fewer of it. */
static long
walk(struct bench *b, const struct operation *op, const struct fault *f, long part)
{
    part = part && op->before == BACKUP ? 1 : part;
    long tries = 0, failed = 0;
    struct attempt a = { op, f, 1 };
    for (bool met = true; met && failed < 3; a.nth += 1 + (part ? a.nth / part : 0), tries++)
        met = attempt(b, &a, &failed);
    printf("%s, %s: %ld times%s\n", op->name, f->name, tries - 1, failed ? ", and it broke" : "");
    fflush(stdout);
    return failed;
}

int
main(int argc, char **argv)
{
    long part = argc > 1 ? strtol(argv[1], NULL, 10) : 1, passed = 0, failed = 0;
    struct bench b = { .base = "/tmp/pamong-ke-n-XXXXXX", .arena = arena_open() };
    char root[96];
    must(sodium_init() >= 0 && mkdtemp(b.base));
    log_threshold(getenv("FAULTS_LOG") ? LOG_INFO : LOG_ERROR + 1);
    snprintf(b.words, sizeof b.words, "%s/kata", b.base);
    snprintf(root, sizeof root, "%s/uji", b.base);
    city_at(&b.at, root);
    snprintf(b.at.left, sizeof b.at.left, "%s/sisa", b.base);
    kunci_make(&the_key);
    for (enum before what = NOTHING; what <= BACKUP; what++)
        prepare(&b, what);
    for (size_t i = 0; i < COUNT(operations); i++)
        for (size_t j = 0; j < COUNT(faults); j++) {
            bool held = walk(&b, &operations[i], &faults[j], part) == 0;
            passed += held;
            failed += !held;
        }
    folder_remove(b.base);
    printf("%ld passed, %ld failed\n", passed, failed);
    return failed != 0;
}
