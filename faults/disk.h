/* disk.h: stands where libc stood: what a disk really holds when the power goes, and calls that fail on command. */
#pragma once

#include "base/base.h"

/* From now on every name below `root` is watched; what lies there counts as durable. */
void disk_watch(const char *root);
/* After that many changes (0: never by itself) the power goes: what is left appears below `to`, and the process ends
   with DISK_CUT. A seed of 0 keeps nothing that was not synced. */
enum { DISK_CUT = 9 };
void disk_cut_after(long changes, unsigned seed, const char *to);
void disk_cut_now(void);
long disk_changes(void);
/* A control that must fail: fsync of a folder whose path holds `part` succeeds and does nothing. */
void disk_lie(const char *part);

enum call { CALL_OPEN, CALL_READ, CALL_WRITE, CALL_SYNC, CALL_NAME, CALL_MEMORY, CALL_KINDS };
extern const char *const call_names[CALL_KINDS];
/* The nth call of that kind from now fails with `error`; when `on`, all after it, too. 0 takes the fault away.
   What the model of the disk asks for itself does not count. DISK_KILL as the error: kill -9 instead of the call. */
enum { DISK_KILL = -1 };
void disk_fail(enum call, long nth, int error, bool on);
bool disk_failed(void);                         /* since disk_fail */
bool disk_failed_a_folder(void);                /* it was the fsync of a folder */
