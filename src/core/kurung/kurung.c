/* kurung.c: closes the cage: no new rights, no core, limits, then Landlock, then the filter of system calls. */
#include "core/kurung/kurung.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/log.h"

static bool
limit(__rlimit_resource_t what, rlim_t most)
{
    return setrlimit(what, &(struct rlimit){ most, most }) == 0;
}

static bool
give_up_rights(const struct kurung *k)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
        && limit(RLIMIT_CORE, 0) && (!k->memori || limit(RLIMIT_AS, k->memori));
}

enum outcome
kurung_close(const struct kurung *k, bool wajib)
{
    int abi = kurung_abi();             /* asked before: the filter takes the question away */
    bool rights = give_up_rights(k);
    bool land = rights && tanah_close(k);
    bool filter = rights && saring_close(k);
    if (land && filter) {
        log_event(LOG_INFO, "kurung", "%s: Landlock ABI %d and seccomp hold", k->nama, abi);
        return OK;
    }
    log_event(wajib ? LOG_ERROR : LOG_WARN, "kurung", "%s: %s%s%s", k->nama,
        land ? "" : "Landlock is not to be had", land || filter ? "" : ", ", filter ? "" : "seccomp is not to be had");
    return wajib ? FAILED : OK;
}
