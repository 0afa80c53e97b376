/* pembantu.h: the helper processes: one opens what strangers sent, one sends e-mail; by frames over a socket only. */
#pragma once

#include "base/base.h"

enum { PEMBANTU_PARTS = 8 };
/* pamong-ubah, one a processor; pamong-kirim for e-mails; pamong-kirim once more, for servers of others */
enum { UBAH_MOST = 4 };
enum pembantu { PEMBANTU_UBAH, PEMBANTU_KIRIM = UBAH_MOST, PEMBANTU_LUAR, PEMBANTU_COUNT };
/* KERJA_ATUR is the first frame after each start of a helper that has a configuration. */
enum pekerjaan { KERJA_FOTO = 1, KERJA_PDF, KERJA_ATUR, KERJA_SUREL, KERJA_LUAR, KERJA_SENSOR };

struct kiriman { str parts[PEMBANTU_PARTS]; size_t count; };

/* The first frames of the two kinds of pamong-kirim; NULL: that one is not started, and its jobs fail. */
struct pembantu_atur { const struct kiriman *surel, *luar; };
/* Before any thread: starts the executables; each is started again when it dies or takes too long, and gets its frame
   first. Their texts stay while the program runs. FAILED when ubah cannot be started; of the others it is logged. */
enum outcome pembantu_start(const char *ubah, const char *kirim, const struct pembantu_atur *) MUST_CHECK;
void pembantu_cut(enum pembantu);       /* a job under way ends with FAILED, those after it too */
void pembantu_stop(void);
/* OK; INVALID when the helper refuses: answer->parts[0] says why, for the person; FAILED when the helper failed. */
enum outcome pembantu_ask(enum pekerjaan, const struct kiriman *question, struct arena *,
    struct kiriman *answer) MUST_CHECK;

/* Frames, the same at both ends: {u32 kind, u32 count, u32 length...} and the bytes; false on end or nonsense. */
struct bingkai_kerja { uint32_t kind, count, length[PEMBANTU_PARTS]; };
bool bingkai_write(int fd, uint32_t kind, const struct kiriman *) MUST_CHECK;
bool bingkai_read(int fd, struct arena *, int milliseconds, uint32_t *kind, struct kiriman *) MUST_CHECK;
