/* yatim.c: files of forms that were never sent: no row names them, and after some days nobody will. */
#include "core/berkas/berkas.h"

#include "base/log.h"
#include "core/wilayah/wilayah.h"
#include "store/blob.h"

/* What one sweeping asks with: a snapshot taken when it began. What was named later was put or kept later. */
struct menyapu { struct db *db; const struct module *const *modules; };

static const struct module *const *modules;

void berkas_modules(const struct module *const *all) { modules = all; }

/* When the question fails it is in use: rather one too many. */
static bool
is_used(void *context, str hash)
{
    const struct menyapu *s = context;
    for (const struct module *const *m = s->modules; *m; m++)
        for (const struct pemakai_berkas *p = (*m)->pemakai_berkas; p && p->kolom; p++) {
            struct query q = query_of(s->db, p->sql);
            query_bind(&q, hash);
            bool used = query_next(&q);
            if (query_end(&q) != OK || used)
                return true;
        }
    return false;
}

static enum outcome
sweep(struct job_run *run, struct db *db)
{
    enum { HOURS = 24 };
    str text;
    int64_t days, hour = run->now / HOUR % HOURS;
    TRY(pengaturan_get(db, "berkas.yatim_hari", &text));
    if (!str_int(text, &days) || days < 1)
        return OK;
    struct menyapu s = { db, modules };
    struct blob_broom b = { .folder = str_format(run->arena, STR "/berkas", STR_ARG(run->region->folder)),
        .before = run->now - days * DAY, .used = is_used, .context = &s, .arena = run->arena };
    for (unsigned part = (unsigned)hour; part < BLOB_PARTS; part += HOURS)
        TRY(blob_sweep(&b, part));
    if (b.removed)
        log_event(LOG_INFO, "berkas", "%lld files that no row named were removed", (long long)b.removed);
    return OK;
}

/* Outside any transaction, a twenty-fourth of the files an hour. */
enum outcome
berkas_sweep(struct job_run *run)
{
    if (!modules)
        return OK;
    struct db *db = store_reader(run->store, run->arena);
    enum outcome o = db_begin_read(db);
    if (o == OK)
        o = sweep(run, db);
    store_reader_done(run->store, db);
    return o == NOT_FOUND ? OK : o;
}
