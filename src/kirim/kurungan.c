/* kurungan.c: the cage of pamong-kirim: some ports, names of hosts, what is read to find and to believe them. */
#include <stdlib.h>

#include "kirim/kirim.h"

struct kurung
kirim_cage(const int *ports, const char *akar)
{
    static const char *reads[] = { "/etc/resolv.conf", "/run/systemd/resolve", "/etc/hosts", "/etc/host.conf",
        "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/services", "/etc/ssl", "/usr/share/ca-certificates", "/lib",
        "/usr/lib", NULL, NULL };
    reads[COUNT(reads) - 2] = akar[0] ? akar : NULL;
    return (struct kurung){ .nama = "kirim", .panggilan = panggilan_kirim, .baca = reads, .sambung = ports,
        .dengar = -1, .nama_host = true, .memori = 512UL * 1024 * 1024 };
}

enum outcome
kirim_confine(const int *ports, const char *akar)
{
    struct kurung k = kirim_cage(ports, akar);
    return kurung_close(&k, getenv("PAMONG_KURUNG_WAJIB") != NULL);
}
