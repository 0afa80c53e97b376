/* image.c: what the disk holds: synced bytes and names, and the changes that a power cut may keep, drop or tear. */
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "faults/disk_internal.h"

enum { SECTOR = 512, DEPTH = 4 };

/* Names that are durable: a list, later entries win. */
static struct node *nodes;
static struct naming *durable, *pending, **pending_last = &pending;

static struct node *
node_of(const struct stat *s, bool fresh)
{
    for (struct node *n = nodes; n; n = n->next)
        if (n->ino == s->st_ino && n->dev == s->st_dev && !fresh)
            return n;
    struct node *n = calloc(1, sizeof *n);
    must(n);
    *n = (struct node){ .dev = s->st_dev, .ino = s->st_ino, .folder = S_ISDIR(s->st_mode), .next = nodes };
    n->last = &n->first;
    return nodes = n;
}

/* A new file may have the number of one that is gone. */
struct node *
image_node(int fd, bool fresh)
{
    struct stat s;
    must(fstat(fd, &s) == 0);
    return node_of(&s, fresh);
}

static void
set_durable(const char *name, struct node *node)
{
    struct naming **at = &durable;
    while (*at && strcmp((*at)->name, name) != 0)
        at = &(*at)->next;
    if (!*at) {
        *at = calloc(1, sizeof **at);
        must(*at);
        snprintf((*at)->name, sizeof (*at)->name, "%s", name);
    }
    (*at)->node = node;
}

static int
load_one(const char *path, const struct stat *s, int kind, struct FTW *at)
{
    (void)at;
    struct node *n = node_of(s, false);
    if (kind == FTW_F) {
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        n->held = malloc((size_t)s->st_size + 1);
        must(fd >= 0 && n->held && read(fd, n->held, (size_t)s->st_size) == s->st_size);
        n->len = (size_t)s->st_size;
        close(fd);
    }
    set_durable(path, n);
    return 0;
}

void
image_load(const char *root)
{
    must(nftw(root, load_one, 8, FTW_PHYS) == 0);
}

/* ---- changes ------------------------------------------------------------------------------------------ */

static void
add(struct node *n, struct change c, const void *bytes)
{
    struct change *kept = malloc(sizeof *kept);
    must(kept);
    *kept = c;
    if (bytes) {
        kept->bytes = malloc(c.len + 1);
        must(kept->bytes);
        memcpy(kept->bytes, bytes, c.len);
    }
    *n->last = kept;
    n->last = &kept->next;
}

void
image_write(struct node *n, off_t at, const void *bytes, size_t len)
{
    add(n, (struct change){ .at = at, .len = len }, bytes);
}

void
image_length(struct node *n, off_t len)
{
    add(n, (struct change){ .at = len }, NULL);
}

static void
resize(struct node *n, size_t len)
{
    char *held = realloc(n->held, len + 1);
    must(held);
    if (len > n->len)
        memset(held + n->len, 0, len - n->len);
    n->held = held;
    n->len = len;
}

static void
carry_out(struct node *n, const struct change *c, size_t len)
{
    size_t at = (size_t)c->at;
    if (!c->bytes) {
        resize(n, at);
        return;
    }
    if (at + len > n->len)
        resize(n, at + len);
    memcpy(n->held + at, c->bytes, len);
}

void
image_sync(struct node *n)
{
    for (struct change *c = n->first, *next; c; c = next) {
        next = c->next;
        carry_out(n, c, c->len);
        free(c->bytes);
        free(c);
    }
    n->first = NULL;
    n->last = &n->first;
}

void
image_name(const char *name, const char *old, struct node *node)
{
    struct naming *p = calloc(1, sizeof *p);
    must(p);
    snprintf(p->name, sizeof p->name, "%s", name);
    snprintf(p->old, sizeof p->old, "%s", old ? old : "");
    p->node = node;
    *pending_last = p;
    pending_last = &p->next;
}

/* What lies in a folder goes where the folder goes. */
static void
move_below(struct naming *list, const char *old, const char *name)
{
    size_t len = strlen(old);
    for (struct naming *n = list; n; n = n->next)
        if (strncmp(n->name, old, len) == 0 && n->name[len] == '/') {
            char rest[512];
            snprintf(rest, sizeof rest, "%s", n->name + len);
            snprintf(n->name, sizeof n->name, "%.250s%.250s", name, rest);
        }
}

static void
carry_out_naming(const struct naming *p)
{
    set_durable(p->name, p->node);
    if (!p->old[0])
        return;
    set_durable(p->old, NULL);
    move_below(durable, p->old, p->name);
    move_below(pending, p->old, p->name);
}

/* Is it a name in this very folder? */
static bool
in_folder(const char *name, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(name, folder, len) == 0 && name[len] == '/' && !strchr(name + len + 1, '/');
}

void
image_sync_folder(const char *folder)
{
    struct naming **at = &pending;
    while (*at) {
        struct naming *p = *at;
        if (!in_folder(p->name, folder)) {
            at = &p->next;
            continue;
        }
        carry_out_naming(p);
        *at = p->next;
        free(p);
    }
    pending_last = at;
}

/* ---- the end ------------------------------------------------------------------------------------------ */

/* Half of the changes reach the disk whole, a quarter in part, a quarter not at all. */
static void
keep_some(struct node *n, unsigned *seed)
{
    for (const struct change *c = n->first; c; c = c->next) {
        int fate = rand_r(seed) % 4;
        size_t sectors = c->len / SECTOR;
        if (fate == 0)
            continue;
        size_t torn = sectors ? (1 + (size_t)rand_r(seed) % sectors) * SECTOR : c->len;
        carry_out(n, c, fate == 1 && torn < c->len ? torn : c->len);
    }
}

static void
leave_one(const struct naming *name, const char *root, const char *to)
{
    char path[1024];
    snprintf(path, sizeof path, "%s%s", to, name->name + strlen(root));
    if (name->node->folder) {
        mkdir(path, 0700);
        return;
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)                         /* the folder it stood in is lost, and it with the folder */
        return;
    must(!name->node->len || write(fd, name->node->held, name->node->len) == (ssize_t)name->node->len);
    close(fd);
}

void
image_leave(const char *root, const char *to, unsigned seed)
{
    for (const struct naming *p = pending; p && seed; p = p->next)
        if (rand_r(&seed) % 2)
            carry_out_naming(p);
    for (struct node *n = nodes; n && seed; n = n->next)
        keep_some(n, &seed);
    for (int depth = DEPTH; depth >= 0; depth--)        /* a folder may be durable before the one it stands in */
        for (const struct naming *d = durable; d; d = d->next)
            if (d->node && d->node->folder == (depth > 0))
                leave_one(d, root, to);
}
