/* blob.h: files by the hash of their content, outside the database (architecture 4). */
#pragma once

#include "base/base.h"

/* Durable when it returns: written to a temporary name, fsynced, renamed, the folders above fsynced.
   `hash` is the SHA-256 in hex. What is there already is not written again. UNAVAILABLE when
   the disk is full, FAILED when it refuses. */
enum outcome blob_put(str folder, str bytes, struct arena *, str *hash) MUST_CHECK;
enum outcome blob_get(str folder, str hash, struct arena *, str *bytes) MUST_CHECK;    /* NOT_FOUND, FAILED */
bool         blob_exists(str folder, str hash);
/* An open descriptor and the size, for sending; -1 when it is not there. */
int          blob_open(str folder, str hash, int64_t *size);

/* A name made in a folder is durable only when the folder is synced. False when the disk refuses. */
bool folder_sync(const char *path) MUST_CHECK;
bool folder_sync_above(const char *path) MUST_CHECK;    /* the folder in which `path` has its name */
