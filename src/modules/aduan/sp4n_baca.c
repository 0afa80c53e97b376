/* sp4n_baca.c: a file of SP4N-LAPOR!, CSV or JSON: each row with its verdict; names and contacts in it are not read. */
#include <jansson.h>

#include "base/letters.h"
#include "core/impor/csv.h"
#include "core/impor/naskah.h"
#include "modules/aduan/sp4n_dalam.h"

struct membaca { struct db *db; struct arena *arena; struct sp4n_kolom kolom[SP4N_BIDANG];
    struct sp4n_padanan_list padanan; struct sp4n_baris_list *list; };

/* ---- CSV ------------------------------------------------------------------------------------------------------- */

static void
take_record(struct membaca *m, const struct csv *c, const size_t *at)
{
    struct sp4n_baris *b = &m->list->items[m->list->count++];
    b->baris = c->line;
    for (size_t i = 0; i < SP4N_MASUK; i++)
        b->nilai[i] = at[i] < c->count ? csv_unguarded(c->cells[at[i]]) : S("");
}

static void
read_csv(struct membaca *m, str bytes)
{
    const char *needed[SP4N_WAJIB + 1] = { 0 };
    size_t at[SP4N_MASUK];
    struct csv *c = arena_new(m->arena, struct csv);
    *c = csv_open(m->arena, bytes);
    for (size_t i = 0; i < SP4N_WAJIB; i++)
        needed[i] = cstr(m->arena, m->kolom[i].kolom);
    bool good = csv_heading(c, needed, at);
    for (size_t i = SP4N_WAJIB; i < SP4N_MASUK; i++) {
        at[i] = CSV_COLUMNS;
        for (size_t n = 0; n < c->width; n++)
            if (str_eq(c->names[n], m->kolom[i].kolom))
                at[i] = n;
    }
    while (good && csv_next(c) && m->list->count < SP4N_ROWS_MOST)
        take_record(m, c, at);
    m->list->salah = c->error;
}

/* ---- JSON ------------------------------------------------------------------------------------------------------ */

static str
text_of(struct arena *arena, const json_t *object, str name)
{
    const json_t *v = json_object_get(object, cstr(arena, name));
    if (json_is_integer(v))
        return str_format(arena, "%lld", (long long)json_integer_value(v));
    str s = json_is_string(v) ? str_trim(arena_copy(arena, str_of(json_string_value(v)))) : S("");
    return letters_head(s, CSV_CELL_MOST);
}

static void
read_json(struct membaca *m, str bytes)
{
    json_t *all = json_loadb(bytes.ptr, bytes.len, 0, NULL);
    const json_t *rows = json_is_array(all) ? all : json_object_get(all, cstr(m->arena, m->kolom[SP4N_DAFTAR].kolom));
    if (!json_is_array(rows))
        m->list->salah = S("Berkas JSON harus berupa daftar, atau objek yang memuat daftar itu.");
    for (size_t i = 0; i < json_array_size(rows) && i < SP4N_ROWS_MOST; i++) {
        struct sp4n_baris *b = &m->list->items[m->list->count++];
        b->baris = (int64_t)i + 1;
        for (size_t n = 0; n < SP4N_MASUK; n++)
            b->nilai[n] = text_of(m->arena, json_array_get(rows, i), m->kolom[n].kolom);
    }
    json_decref(all);
}

/* ---- verdicts -------------------------------------------------------------------------------------------------- */

/* The line of the same number above; 0: none. */
static int64_t
came_above(const struct sp4n_baris_list *list, const struct sp4n_baris *b)
{
    for (const struct sp4n_baris *a = list->items; a < b; a++)
        if (str_eq(a->nilai[SP4N_ID], b->nilai[SP4N_ID]))
            return a->baris;
    return 0;
}

/* What is wrong with the row itself, and what to do. */
static str
fault_of(const struct membaca *m, const struct sp4n_baris *b)
{
    int64_t above;
    str id = b->nilai[SP4N_ID], id_name = m->kolom[SP4N_ID].kolom, text_name = m->kolom[SP4N_ISI].kolom;
    if (id.len == 0 || id.len > 60)
        return str_format(m->arena, "nomor laporannya kosong atau lebih dari 60 huruf; isi kolom " STR
            ", lalu bawa berkasnya lagi", STR_ARG(id_name));
    if ((above = came_above(m->list, b)) != 0)
        return str_format(m->arena, "nomor ini sudah ada di baris %lld; hapus salah satunya, lalu bawa berkasnya lagi",
            (long long)above);
    return str_letters(b->nilai[SP4N_ISI]) >= 10 ? S("") : str_format(m->arena, "isi laporannya kurang dari 10 huruf;"
        " lengkapi kolom " STR ", lalu bawa berkasnya lagi", STR_ARG(text_name));
}

static enum outcome
judge(struct membaca *m, struct sp4n_baris *b)
{
    struct sp4n_punya have;
    str topik = b->nilai[SP4N_TOPIK], status = b->nilai[SP4N_STATUS];
    b->salah = fault_of(m, b);
    if (b->salah.len)
        return OK;
    TRY(sp4n_known(m->db, b->nilai[SP4N_ID], &have));
    b->perkara = have.perkara;
    b->ada = have.perkara != 0;
    b->berubah = b->ada && status.len && status.len <= 100 && !str_eq(status, have.status);
    str code = sp4n_tujuan(&m->padanan, "topik", topik);
    enum outcome o = code.len ? kategori_by_kode(m->db, S("aduan"), code, &b->k) : NOT_FOUND;
    if (o == NOT_FOUND && !b->ada)
        b->salah = str_format(m->arena, "topik \"" STR "\" belum punya padanan; tambahkan di halaman SP4N-LAPOR!, lalu"
            " buka berkas ini lagi", STR_ARG(topik));
    return o == NOT_FOUND ? OK : o;
}

enum outcome
sp4n_read(struct db *db, str bytes, struct sp4n_baris_list *list)
{
    struct membaca m = { .db = db, .arena = db_arena_of(db), .list = list };
    *list = (struct sp4n_baris_list){ .items = arena_array(m.arena, struct sp4n_baris, SP4N_ROWS_MOST) };
    TRY(sp4n_kolom(db, m.kolom));
    TRY(sp4n_padanan(db, &m.padanan));
    str text = { 0 };
    bool good = naskah_utf8(m.arena, bytes, &text) == OK && str_is_text(text);
    if (str_starts(text, S("\xEF\xBB\xBF")))
        text = str_from(text, 3);
    str start = str_trim(text);
    if (!good)
        list->salah = S("Berkas ini bukan teks. Di Excel, simpan sebagai \"CSV UTF-8\" atau \"Unicode Text\".");
    else if (str_starts(start, S("[")) || str_starts(start, S("{")))
        read_json(&m, text);
    else
        read_csv(&m, text);
    if (!list->salah.len && !list->count)
        list->salah = S("Berkas ini tidak memuat satu laporan pun.");
    for (size_t i = 0; i < list->count; i++) {
        struct sp4n_baris *b = &list->items[i];
        TRY(judge(&m, b));
        list->berubah += b->berubah;
        *(b->salah.len ? &list->keliru : b->ada ? &list->lama : &list->baru) += 1;
    }
    return OK;
}
