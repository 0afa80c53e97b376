/* pembantu.h: the helper process that opens what strangers sent: photos and PDF, by pipes only. */
#pragma once

#include "base/base.h"

enum { PEMBANTU_PARTS = 8 };
enum pekerjaan { KERJA_FOTO = 1, KERJA_PDF = 2 };

struct kiriman { str parts[PEMBANTU_PARTS]; size_t count; };

/* Starts the executable; it is started again when it dies or takes longer than 20 s. */
enum outcome pembantu_start(const char *executable) MUST_CHECK;
void pembantu_stop(void);
/* OK; INVALID when the file is bad: answer->parts[0] says why, for the person; FAILED when the helper failed. */
enum outcome pembantu_ask(enum pekerjaan, const struct kiriman *question, struct arena *,
    struct kiriman *answer) MUST_CHECK;

/* Frames, the same at both ends: {u32 kind, u32 count, u32 length...} and the bytes; false on end or nonsense. */
struct bingkai_kerja { uint32_t kind, count, length[PEMBANTU_PARTS]; };
bool bingkai_write(int fd, uint32_t kind, const struct kiriman *) MUST_CHECK;
bool bingkai_read(int fd, struct arena *, int milliseconds, uint32_t *kind, struct kiriman *) MUST_CHECK;
