/* kurungan.c: the cage of serve, by its configuration: the regions' folders, its port, PostgreSQL. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/log.h"
#include "core/kurung/kurung.h"
#include "perintah/daerah.h"
#include "store/blob.h"

/* What serve reads of the system: fonts for papers, names and certificates for PostgreSQL. */
static const char *const system_files[] = { "/etc/fonts", "/usr/share/fonts", "/usr/local/share/fonts",
    "/usr/share/fontconfig", "/var/cache/fontconfig", "/etc/localtime", "/usr/share/zoneinfo", "/etc/hosts",
    "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf", "/etc/ssl", "/dev/null",
    "/dev/urandom", "/sys/devices/system/cpu" };

static bool
make_folder(const char *path)
{
    if ((mkdir(path, 0750) == 0 || errno == EEXIST) && folder_sync_above(path))
        return true;
    log_event(LOG_ERROR, "perintah", "cannot make the folder %s: %s", path, strerror(errno));
    return false;
}

/* Grows region by region; its lists end in NULL and in 0. */
struct lists { const char **tulis, **baca; int *sambung; size_t tulis_count, baca_count, sambung_count; };

static struct lists
lists_for(struct arena *arena, size_t regions)
{
    const struct store_reach *most;
    struct lists l = { .tulis = arena_array(arena, const char *, regions + 3),
        .baca = arena_array(arena, const char *, COUNT(system_files) + 2 + regions * COUNT(most->files)),
        .sambung = arena_array(arena, int, regions * COUNT(most->ports) + 1) };
    const char *credentials = getenv("CREDENTIALS_DIRECTORY");
    memcpy(l.baca, system_files, sizeof system_files);
    l.baca_count = COUNT(system_files);
    if (credentials)
        l.baca[l.baca_count++] = credentials;
    return l;
}

static void
add_postgres(struct arena *arena, struct lists *l, str conninfo)
{
    struct store_reach r = store_reach(arena, conninfo);
    for (size_t i = 0; i < r.port_count; i++)
        l->sambung[l->sambung_count++] = r.ports[i];
    for (size_t i = 0; i < r.file_count; i++)
        l->baca[l->baca_count++] = r.files[i];
}

/* A socket file is made in its folder, and a stale one removed. */
static const char *
folder_above(struct arena *arena, str path)
{
    while (path.len > 1 && path.ptr[path.len - 1] != '/')
        path.len--;
    return cstr(arena, path);
}

/* A region whose folder cannot be made is told again when it is opened; it does not stop the others. */
enum outcome
kurungan_close(struct arena *arena, const struct konfigurasi *k)
{
    struct lists l = lists_for(arena, k->count);
    const char *data = l.tulis[l.tulis_count++] = cstr(arena, k->data);
    if (!make_folder(data))
        return FAILED;
    setenv("SQLITE_TMPDIR", data, 1);           /* large sorts; /tmp lies outside */
    for (size_t i = 0; i < k->count; i++) {
        const struct konfigurasi_daerah *d = &k->items[i];
        if (d->postgres.len)
            add_postgres(arena, &l, d->postgres);
        l.tulis[l.tulis_count] = cstr(arena, d->folder);
        l.tulis_count += make_folder(l.tulis[l.tulis_count]);
    }
    bool file = str_starts(k->listen, S("/"));
    if (file)
        l.tulis[l.tulis_count++] = folder_above(arena, k->listen);
    l.tulis[l.tulis_count] = NULL;
    const struct kurung cage = { .nama = "serve", .panggilan = panggilan_serve, .tulis = l.tulis, .baca = l.baca,
        .sambung = l.sambung, .dengar = file ? -1 : (int)k->port, .nama_host = l.sambung_count > 0 };
    return kurung_close(&cage, str_eqz(k->kurung, "wajib"));
}
