/* disk_internal.h: what disk.c (the calls) and image.c (what the disk holds) share. */
#pragma once

#include <sys/types.h>

#include "faults/disk.h"

/* A change that no fsync has made durable yet: bytes written at a place, or a new length (bytes is NULL). */
struct change { off_t at; size_t len; char *bytes; struct change *next; };
/* A file or folder, whatever it is called. */
struct node { dev_t dev; ino_t ino; bool folder; char *held; size_t len; struct change *first, **last;
    struct node *next; };
/* What a folder was told: this name is that node (NULL: nothing), and `old` is gone by the same stroke. */
struct naming { char name[512], old[512]; struct node *node; struct naming *next; };

/* All under disk.c's lock. */
void image_load(const char *root);
struct node *image_node(int fd, bool fresh);
void image_write(struct node *, off_t, const void *, size_t);
void image_length(struct node *, off_t);
void image_sync(struct node *);                 /* data of a file */
void image_name(const char *name, const char *old, struct node *);
void image_sync_folder(const char *folder);
void image_leave(const char *root, const char *to, unsigned seed);
