/* blob.h: files by the hash of their content, outside the database (architecture 4). */
#pragma once

#include "base/base.h"

/* Durable when it returns: written to a temporary name, fsynced, renamed, the folders above fsynced.
   `hash` is the SHA-256 in hex. What is there already is not written again. NO_ROOM when
   the disk is full, FAILED when it refuses. */
enum outcome blob_put(str folder, str bytes, struct arena *, str *hash) MUST_CHECK;
enum outcome blob_get(str folder, str hash, struct arena *, str *bytes) MUST_CHECK;    /* NOT_FOUND, FAILED */
bool         blob_exists(str folder, str hash);
/* An open descriptor and the size, for sending; -1 when it is not there. */
int          blob_open(str folder, str hash, int64_t *size);

/* Still there, and for as long as one that is put now: a row that names it may follow. */
bool         blob_keep(str folder, str hash, struct arena *);

/* Removes the files of one of 256 parts that are older than `before` and that nobody uses, and halves of files. Nothing
   that is put or kept meanwhile: its time is newer, and who puts and who sweeps wait for each other. */
enum { BLOB_YOUNG = 24 * 60 * 60, BLOB_PARTS = 256 };
struct blob_broom { str folder; int64_t before; bool (*used)(void *context, str hash); void *context;
    struct arena *arena; int64_t removed; };
enum outcome blob_sweep(struct blob_broom *, unsigned part) MUST_CHECK;

/* A name made in a folder is durable only when the folder is synced. False when the disk refuses. */
bool folder_sync(const char *path) MUST_CHECK;
bool folder_sync_above(const char *path) MUST_CHECK;    /* the folder in which `path` has its name */
