/* ledger.h: what was asked for and what was answered, kept by a process that is not the one that dies. */
#pragma once

#include "base/base.h"

/* Ambiguous: asked, never answered; it may be there once or not at all. */
enum verdict { VERDICT_AMBIGUOUS, VERDICT_ACKNOWLEDGED, VERDICT_REFUSED };
/* A line of the pipe between the two; `what` tells the test's own kinds of things apart. */
struct entry { int64_t id; int32_t what, verdict; };

struct ledger { struct entry *items; size_t count, cap; };
void ledger_say(int pipe, struct entry);        /* by the one that may die: asked first, then answered */
void ledger_hear(struct ledger *, int pipe);    /* until the other end is gone */
void ledger_forget(struct ledger *);

/* How often each id was found against what was answered. */
struct ledger_sum { long acknowledged, refused, ambiguous, lost, doubled, undead; };
void ledger_judge(const struct ledger *, int32_t what, long (*found)(void *, int64_t id), void *context,
    struct ledger_sum *);
bool ledger_holds(const struct ledger_sum *);
