/* kawat.h: lists of texts over a Unix socket: {u32 count, u32 length...} and the bytes. */
#pragma once

#include "base/base.h"

struct kawat_isi { const str *items; size_t count; };

int  kawat_listen(const char *path);            /* 0600; -1 when it cannot be */
int  kawat_connect(const char *path);           /* -1: nobody listens there */
bool kawat_peer_is_ours(int fd);                /* this user, or root */
bool kawat_write(int fd, const str *items, size_t count) MUST_CHECK;
bool kawat_read(int fd, struct arena *, struct kawat_isi *) MUST_CHECK; /* at most 96 MiB in 16 texts */
