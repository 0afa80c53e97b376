/* ledger.c: three verdicts: acknowledged is there once, refused is not there, ambiguous at most once. */
#include "faults/ledger.h"

#include <stdlib.h>
#include <unistd.h>

/* A pipe takes so few bytes whole or not at all. */
void
ledger_say(int pipe, struct entry e)
{
    must(write(pipe, &e, sizeof e) == sizeof e);
}

static void
note(struct ledger *l, struct entry e)
{
    for (size_t i = l->count; i-- > 0;)
        if (l->items[i].id == e.id && l->items[i].what == e.what) {
            l->items[i].verdict = e.verdict;
            return;
        }
    if (l->count == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 256;
        l->items = realloc(l->items, l->cap * sizeof *l->items);
        must(l->items);
    }
    l->items[l->count++] = e;
}

void
ledger_hear(struct ledger *l, int pipe)
{
    struct entry e;
    while (read(pipe, &e, sizeof e) == sizeof e)
        note(l, e);
}

void
ledger_forget(struct ledger *l)
{
    free(l->items);
    *l = (struct ledger){ 0 };
}

void
ledger_judge(const struct ledger *l, int32_t what, long (*found)(void *, int64_t id), void *context,
    struct ledger_sum *sum)
{
    for (size_t i = 0; i < l->count; i++) {
        const struct entry *e = &l->items[i];
        if (e->what != what)
            continue;
        long times = found(context, e->id);
        sum->acknowledged += e->verdict == VERDICT_ACKNOWLEDGED;
        sum->refused += e->verdict == VERDICT_REFUSED;
        sum->ambiguous += e->verdict == VERDICT_AMBIGUOUS;
        sum->lost += e->verdict == VERDICT_ACKNOWLEDGED && times == 0;
        sum->undead += e->verdict == VERDICT_REFUSED && times > 0;
        sum->doubled += times > 1;
    }
}

bool
ledger_holds(const struct ledger_sum *s)
{
    return s->lost == 0 && s->doubled == 0 && s->undead == 0;
}
