/* doctor.c: `doctor`: looks at the whole set-up, says what is not right, and what to do about it. */
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/cadangan/cadangan.h"
#include "core/kalender/kalender.h"
#include "core/kurung/kurung.h"
#include "perintah/kawat.h"
#include "perintah/kendali.h"
#include "perintah/perintah.h"

enum { FREE_MB = 2048, FREE_PERCENT = 10, SMTP_MS = 3000 };

struct report { struct arena *arena; const struct konfigurasi *k; int bad; };

static void
tell(struct report *r, bool good, const char *what, const char *advice)
{
    printf("%s  %s\n", good ? "baik " : "PERLU", what);
    if (!good)
        printf("       %s\n", advice);
    r->bad += !good;
}

/* ---- the machine ------------------------------------------------------------------------------------------------ */

static void
check_folder(struct report *r)
{
    struct stat s;
    struct statvfs disk;
    const char *data = cstr(r->arena, r->k->data);
    bool there = stat(data, &s) == 0 && S_ISDIR(s.st_mode);
    tell(r, there, "folder data ada", "Buat foldernya, milik pengguna pamong: install -d -o pamong -g pamong -m 0750.");
    if (!there)
        return;
    tell(r, (s.st_mode & 0007) == 0, "folder data tertutup bagi pengguna lain", "chmod o-rwx pada folder data.");
    bool room = statvfs(data, &disk) == 0 && disk.f_bavail * (disk.f_frsize / 1024) / 1024 >= FREE_MB
        && disk.f_bavail * 100 / (disk.f_blocks ? disk.f_blocks : 1) >= FREE_PERCENT;
    tell(r, room, "ruang disk cukup (2 GB dan 10%)", "Perbesar disk, atau pindahkan cadangan lama ke tempat lain.");
}

static void
check_clock(struct report *r)
{
    struct timex t = { 0 };
    tell(r, adjtimex(&t) != TIME_ERROR, "jam disetel lewat jaringan", "Nyalakan NTP: timedatectl set-ntp true. Tenggat"
        " dan segel memakai jam ini.");
}

str
doctor_cage(struct arena *arena, int landlock, bool seccomp, bool wajib)
{
    if (landlock > 0 && seccomp)
        return S("");
    return str_format(arena, "kernel ini tidak punya %s%s%s: %s", landlock > 0 ? "" : "Landlock",
        landlock > 0 || seccomp ? "" : " dan ", seccomp ? "" : "seccomp", wajib ? "kurung = wajib, server tidak mulai"
        : "kurung = boleh, proses berjalan tanpa kurungan penuh dan itu hanya tercatat di log");
}

/* Asked here, not of the server: its own filter has taken the question away. */
static void
check_cage(struct report *r)
{
    str weak = doctor_cage(r->arena, kurung_abi(), kurung_seccomp(), str_eqz(r->k->kurung, "wajib"));
    tell(r, !weak.len, weak.len ? cstr(r->arena, weak) : "kernel dapat mengurung proses (Landlock dan seccomp)",
        "Pakai kernel Debian 12 (6.1) atau lebih baru dan tambahkan landlock pada parameter boot lsm=; setelah itu isi"
        " kurung = wajib.");
}

static void
check_helper(struct report *r, const char *name, const char *why)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    str path = { self, n > 0 ? (size_t)n : 0 };
    while (path.len && path.ptr[path.len - 1] != '/')
        path.len--;
    str helper = str_format(r->arena, STR "%s", STR_ARG(path), name);
    tell(r, access(helper.ptr, X_OK) == 0, str_format(r->arena, "pembantu %s ada (%s)", name, why).ptr,
        "Pasang ulang paket pamong; berkas pembantu harus di folder yang sama dengan pamong.");
}

static bool
reaches(str host, int64_t port, struct arena *arena)
{
    struct addrinfo *found, hints = { .ai_socktype = SOCK_STREAM };
    if (getaddrinfo(cstr(arena, host), str_format(arena, "%lld", (long long)port).ptr, &hints, &found) != 0)
        return false;
    int fd = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), wrong = 1;
    socklen_t size = sizeof wrong;
    (void)connect(fd, found->ai_addr, found->ai_addrlen);
    struct pollfd wait = { .fd = fd, .events = POLLOUT };
    if (poll(&wait, 1, SMTP_MS) != 1 || getsockopt(fd, SOL_SOCKET, SO_ERROR, &wrong, &size) != 0)
        wrong = 1;
    freeaddrinfo(found);
    close(fd);
    return wrong == 0;
}

static void
check_mail(struct report *r)
{
    const struct kirim_config *s = &r->k->surel;
    if (!s->server.len) {
        puts("-      surel tidak disetel: pemberitahuan hanya muncul di Pamong");
        return;
    }
    tell(r, reaches(s->server, s->port, r->arena), "server SMTP terjangkau", "Periksa surel.server, surel.port, dan"
        " tembok api.");
    tell(r, s->dari.len > 0, "alamat pengirim surel terisi", "Isi surel.dari.");
}

/* The cage limits ports; addresses are systemd's to limit, and only the administrator knows them. */
static void
check_addresses(void)
{
    puts(access("/etc/systemd/system/pamong.service.d/alamat.conf", F_OK) == 0
        ? "baik   alamat yang boleh dihubungi Pamong terdaftar (alamat.conf)"
        : "-      alamat yang boleh dihubungi Pamong belum didaftar; contohnya /usr/share/doc/pamong/alamat.conf");
}

/* The lines that keep visitors from naming their own address, in whichever file nginx reads them from. */
static void
check_nginx(struct report *r)
{
    static const char *const places[] = { "/etc/nginx/sites-enabled/pamong", "/etc/nginx/conf.d/pamong.conf" };
    enum { MOST = 64 * 1024 };
    char *text = arena_alloc(r->arena, MOST);
    size_t got = 0;
    for (size_t i = 0; i < COUNT(places) && !got; i++) {
        FILE *f = fopen(places[i], "rb");
        got = f ? fread(text, 1, MOST - 1, f) : 0;
        if (f)
            fclose(f);
    }
    if (!got) {
        puts("-      nginx di mesin ini tidak disetel untuk Pamong; contohnya /usr/share/doc/pamong/nginx.conf");
        return;
    }
    tell(r, strstr(text, "X-Forwarded-For $remote_addr") && strstr(text, "X-Forwarded-Proto $scheme"),
        "nginx meneruskan alamat pengunjung sendiri", "Salin baris proxy_set_header dari contoh nginx.conf; tanpa itu"
        " pengunjung dapat memalsukan alamatnya.");
}

/* Copies go to other machines: what they hold must not be readable there. */
static void
check_lock(struct report *r, const struct konfigurasi_daerah *d)
{
    tell(r, d->cadangan_kunci.len > 0, str_format(r->arena, "[" STR "] cadangan %s", STR_ARG(d->nama),
        d->cadangan_kunci.len ? "terkunci" : "tidak terkunci").ptr, "Buat kuncinya di komputer lain: pamong backup-key"
        " BERKAS; lalu isi cadangan.kunci.");
}

/* ---- one region, by who holds it */

static enum outcome
setting(struct db *db, const char *sql, str *value)
{
    struct query q = query_of(db, sql);
    if (query_next(&q))
        *value = query_str(&q);
    return query_end_one(&q);
}

static void
said(struct kerja *w, bool good, const char *what, const char *advice)
{
    (void)kerja_said(w, 0, "%s  [" STR "] %s\n", good ? "baik " : "PERLU", STR_ARG(w->region->nama), what);
    if (!good)
        (void)kerja_said(w, 0, "       %s\n", advice);
}

static enum outcome
look_at_postgres(struct kerja *w, struct db *db)
{
    str version = { 0 }, encoding = { 0 }, collation = { 0 }, connections = { 0 };
    int64_t number = 0, most = 0;
    TRY(setting(db, "SELECT current_setting('server_version_num')", &version));
    TRY(setting(db, "SELECT current_setting('server_encoding')", &encoding));
    TRY(setting(db, "SELECT datcollate FROM pg_database WHERE datname = current_database()", &collation));
    TRY(setting(db, "SELECT current_setting('max_connections')", &connections));
    said(w, str_int(version, &number) && number >= 150000, "PostgreSQL 15 atau lebih baru", "Perbarui servernya.");
    said(w, str_eqz(encoding, "UTF8"), "basis data UTF-8", "Buat ulang: createdb -E UTF8 --locale=C -T template0.");
    said(w, str_eqz(collation, "C"), "urutan teks locale C", "Buat ulang: createdb -E UTF8 --locale=C -T template0.");
    said(w, str_int(connections, &most) && most >= 40, "cukup sambungan (40 atau lebih)", "Naikkan max_connections;"
        " tiap daerah memakai 14 di tiap simpul.");
    return OK;
}

static enum outcome
look_at_rows(struct kerja *w, struct db *db)
{
    int64_t missing = 0;
    str count = { 0 };
    TRY(kalender_missing(db, date_of(w->now, w->region->zone), &missing));
    said(w, missing == 0, missing ? str_format(w->arena, "kalender %lld", (long long)missing).ptr : "kalender lengkap",
        "Muat hari liburnya: pamong import kalender FILE.");
    TRY(setting(db, "SELECT CAST(count(*) AS TEXT) FROM wilayah WHERE tingkat >= 3", &count));
    said(w, !str_eqz(count, "0"), "wilayah terisi", "pamong import acuan FOLDER, lalu pamong import wilayah.");
    return OK;
}

/* By the limit that the page of settings warns by. */
static enum outcome
look_at_backup(struct kerja *w, struct db *db)
{
    struct cadangan_keadaan k;
    TRY(cadangan_state(db, w->now, &k));
    long long hours = (long long)(k.umur / HOUR), most = (long long)(k.batas / HOUR);
    if (w->region->sample)
        return OK;
    str what = k.waktu == 0 ? S("belum ada cadangan") : str_format(w->arena, "cadangan terakhir %lld jam lalu, batasnya"
        " %lld jam", hours, most);
    said(w, !k.lama, cstr(w->arena, what), k.waktu == 0
        ? "Cadangkan sekarang, lalu jadwalkan tiap malam: pamong backup TUJUAN."
        : "Periksa jadwal pamong backup (systemctl list-timers) dan ruang di tujuannya, lalu jalankan sekali.");
    return OK;
}

int
doctor_work(struct kerja *w)
{
    struct db *db = store_reader(w->region->store, w->arena);
    enum outcome o = db_begin_read(db);
    if (o == OK)
        o = look_at_rows(w, db);
    if (o == OK)
        o = look_at_backup(w, db);
    if (o == OK && db_engine(db) == ENGINE_POSTGRES)
        o = look_at_postgres(w, db);
    store_reader_done(w->region->store, db);
    said(w, o == OK, "basis datanya terbaca", "Lihat log; periksa disk atau server PostgreSQL.");
    return str_find(buf_view(&w->out), S("PERLU")) >= 0;
}

/* In a child: root gives up its rights for one region, and must still read the next one's secret. */
static bool
region_is_well(struct arena *arena, const struct opsi *o, str bagian)
{
    struct opsi one = *o;
    int status = 1;
    one.region = cstr(arena, bagian);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        int code = kendali_ask(arena, &one, &S("doctor"), 1);
        fflush(stdout);
        _exit(code);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int
doctor(struct arena *arena, struct opsi *o)
{
    struct konfigurasi k;
    struct report r = { .arena = arena, .k = &k };
    if (konfigurasi_load(arena, o, &k) != OK)
        return 2;
    printf("baik   konfigurasi: %zu daerah\n", k.count);
    check_folder(&r);
    check_clock(&r);
    check_cage(&r);
    check_helper(&r, "pamong-ubah", "foto dan PDF");
    check_mail(&r);
    check_addresses();
    check_nginx(&r);
    int fd = kawat_connect(str_format(arena, STR "/kendali.sock", STR_ARG(k.data)).ptr);
    tell(&r, fd >= 0, "server berjalan", "systemctl start pamong; bila berhenti lagi: journalctl -u pamong -n 50.");
    if (fd >= 0)
        close(fd);
    for (size_t i = 0; i < k.count && !k.sample; i++)
        check_lock(&r, &k.items[i]);
    for (size_t i = 0; i < k.count; i++)
        r.bad += !region_is_well(arena, o, k.items[i].bagian);
    return r.bad > 0;
}
