/* surel_job.c: the outbox's worker: leases some rows, has them sent in no transaction, notes each end. */
#include "base/letters.h"
#include "core/kabar/surel_dalam.h"

/* One transaction of the worker, and what it works on. */
struct step { int64_t now; struct surel_baris_list list; const struct surel_baris *row; struct surel_akhir end; };

static enum outcome
lease(struct db *db, void *step)
{
    struct step *s = step;
    return surel_lease(db, s->now, &s->list);
}

static enum outcome
note(struct db *db, void *step)
{
    const struct step *s = step;
    enum outcome o = surel_note(db, s->row, &s->end, s->now);
    return o == NOT_FOUND ? OK : o;
}

static enum outcome
cancel(struct db *db, void *step)
{
    const struct step *s = step;
    enum outcome o = surel_cancel(db, s->row);
    return o == NOT_FOUND ? OK : o;
}

/* From `row` on. */
static enum outcome
give_back(struct db *db, void *step)
{
    const struct step *s = step;
    for (const struct surel_baris *b = s->row; b < s->list.items + s->list.count; b++)
        TRY(surel_give_back(db, b, s->end.jawaban, s->now));
    return OK;
}

static enum outcome
look(struct job_run *run, bool *due)
{
    struct db *db = store_reader(run->store, run->arena);
    enum outcome o = db_begin_read(db);
    if (o == OK)
        o = surel_due(db, run->now, due);
    store_reader_done(run->store, db);
    return o;
}

static enum outcome
address_of(struct job_run *run, const struct surel_baris *b, str *kepada)
{
    struct db *db = store_reader(run->store, run->arena);
    enum outcome o = db_begin_read(db);
    if (o == OK)
        o = surel_address(db, run->region->secret, b, kepada);
    store_reader_done(run->store, db);
    return o;
}

struct surel
surel_written(struct arena *arena, const struct region *r, const struct surel_baris *b, str kepada)
{
    struct buf t = { .arena = arena };
    buf_format(&t, STR "\n", STR_ARG(b->isi));
    if (b->tautan.len)
        buf_format(&t, "\nSelengkapnya: " STR STR "\n", STR_ARG(r->alamat), STR_ARG(b->tautan));
    buf_format(&t, "\n-- \nPamong " STR "%s. Surel ini dikirim otomatis, tidak perlu dibalas.\n", STR_ARG(r->nama),
        r->sample ? " (data contoh)" : "");
    if (!b->kepada.len)
        buf_format(&t, "Mengatur surel pemberitahuan: " STR "/saya/surel\n", STR_ARG(r->alamat));
    return (struct surel){ .nomor = str_format(arena, STR ".%lld", STR_ARG(r->kode), (long long)b->id),
        .kepada = kepada, .nama_pengirim = str_format(arena, "Pamong " STR, STR_ARG(r->nama)),
        .judul = letters_head(b->judul, SUREL_JUDUL_MOST), .isi = buf_view(&t), .waktu = b->waktu,
        .berhenti = b->berhenti.len ? str_format(arena, STR STR, STR_ARG(r->alamat), STR_ARG(b->berhenti)) : S("") };
}

/* `away`: the server was not reached, so that the others need not be tried now. */
static enum outcome
send_one(struct job_run *run, struct step *s, bool *away)
{
    str kepada = { 0 };
    enum outcome o = address_of(run, s->row, &kepada);
    if (o == NOT_FOUND)
        return store_write_wait(run->store, cancel, s, run->arena);
    TRY(o);
    struct surel surel = surel_written(run->arena, run->region, s->row, kepada);
    s->end.hasil = surel_send(&surel, run->arena, &s->end.jawaban);
    s->now = clock_now();
    *away = s->end.hasil == SUREL_PUTUS;
    return store_write_wait(run->store, note, s, run->arena);
}

static enum outcome
send_due(struct job_run *run)
{
    bool due = false, away = false;
    struct step s = { .now = run->now };
    if (!run->region->surel)
        return OK;
    TRY(look(run, &due));
    if (!due)
        return OK;
    TRY(store_write_wait(run->store, lease, &s, run->arena));
    for (size_t i = 0; i < s.list.count && !away; i++) {
        s.row = &s.list.items[i];
        TRY(send_one(run, &s, &away));
    }
    if (away) {
        s.row++;
        return store_write_wait(run->store, give_back, &s, run->arena);
    }
    run->done = (int64_t)s.list.count;
    return OK;
}

const struct job surel_jobs[] = {
    { "kabar.surel_lama", surel_prune, HOUR },
    { 0 }
};

const struct job surel_outside[] = {
    { "kabar.surel", send_due, 2 },
    { 0 }
};
