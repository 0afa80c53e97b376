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

static const char **
readable(struct arena *arena)
{
    const char **list = arena_array(arena, const char *, COUNT(system_files) + 2);
    memcpy(list, system_files, sizeof system_files);
    list[COUNT(system_files)] = getenv("CREDENTIALS_DIRECTORY");
    return list;
}

/* A region whose folder cannot be made is told again when it is opened; it does not stop the others. */
enum outcome
kurungan_close(struct arena *arena, const struct konfigurasi *k)
{
    const char **folders = arena_array(arena, const char *, k->count + 2);
    int *ports = arena_array(arena, int, k->count + 1);
    size_t count = 0, port_count = 0;
    folders[count++] = cstr(arena, k->data);
    if (!make_folder(folders[0]))
        return FAILED;
    setenv("SQLITE_TMPDIR", folders[0], 1);     /* large sorts; /tmp lies outside */
    for (size_t i = 0; i < k->count; i++) {
        const struct konfigurasi_daerah *d = &k->items[i];
        int port = d->postgres.len ? store_port(d->postgres) : 0;
        if (port)
            ports[port_count++] = port;
        folders[count] = cstr(arena, d->folder);
        count += make_folder(folders[count]);
    }
    folders[count] = NULL;
    const struct kurung cage = { .nama = "serve", .panggilan = panggilan_serve, .tulis = folders,
        .baca = readable(arena), .sambung = ports, .dengar = (int)k->port, .nama_host = port_count > 0 };
    return kurung_close(&cage, str_eqz(k->kurung, "wajib"));
}
