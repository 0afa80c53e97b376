/* contoh.c: the filling of a sample city, step by step with progress. */
#include "contoh/contoh.h"

#include <stdio.h>

#include "contoh/contoh_dalam.h"
#include "core/tugas/tugas.h"
#include "modules/modules.h"

static enum outcome
is_filled(struct db *db, void *context)
{
    struct isi *isi = context;
    struct tahun t;
    str mark;
    enum outcome o = pengaturan_get(db, ISI_MENGISI, &mark);
    if (o == OK)
        fputs("Kota contoh ini baru setengah terisi. Mulai lagi dengan folder yang kosong (--data), di PostgreSQL juga"
            " dengan skema yang lain.\n", stderr);
    if (o != NOT_FOUND)
        return o == OK ? INVALID : o;
    o = tahun_current(db, &t);
    isi->ada = o == OK;
    return o == NOT_FOUND ? OK : o;
}

static enum outcome
step(struct isi *isi, const char *what, apply_fn *apply)
{
    struct arena *arena = arena_open();
    printf("  %s\n", what);
    fflush(stdout);
    enum outcome o = store_write_wait(isi->region->store, apply, isi, arena);
    arena_close(arena);
    return o;
}

enum outcome
contoh_fill(const struct region *region)
{
    struct arena *arena = arena_open();
    struct isi isi = { .region = region, .now = clock_now() };
    enum outcome o = store_write_wait(region->store, is_filled, &isi, arena);
    if (o == OK && !isi.ada) {
        printf("Mengisi kota contoh ...\n");
        o = isi_foto(&isi, arena);
        if (o == OK)
            o = step(&isi, "wilayah, peta skematis, 61 perangkat daerah", isi_kota);
        if (o == OK)
            o = step(&isi, "akun", isi_akun);
        if (o == OK)
            o = step(&isi, "dua tahun rencana, kamus, jadwal, pagu", isi_tahun);
        printf("  600 usulan dengan keputusannya\n");
        fflush(stdout);
        if (o == OK)
            o = isi_musrenbang(&isi);
        printf("  420 pengaduan dengan perjalanannya\n");
        fflush(stdout);
        if (o == OK)
            o = isi_aduan(&isi);
        if (o == OK)
            o = store_write_wait(region->store, isi_surel, &isi, arena);
        if (o == OK)
            o = tugas_run_all(region, all_modules, clock_now());
    }
    arena_close(arena);
    if (o != OK)
        fprintf(stderr, "Kota contoh tidak dapat diisi sampai selesai.\n");
    return o;
}

void
contoh_print_accounts(void)
{
    puts("\nAkun contoh (kata sandi semuanya: " CONTOH_SANDI "):\n"
        "  rw04.iringmulyo     Ketua RW 04 Iring Mulyo    lurah.iringmulyo    Lurah\n"
        "  camat.metrotimur    Camat                      pd.dinasputr        Dinas PUTR\n"
        "  bappeda             Mitra Bappeda              tapd                TAPD\n"
        "  dprd                Anggota DPRD               admin               Administrator\n"
        "  aduan               Meja pengaduan             lapor.dinasputr     Penghubung Dinas PUTR\n"
        "  kabid.dinasputr     Kepala Bidang              sekda               Sekretaris Daerah\n");
}
