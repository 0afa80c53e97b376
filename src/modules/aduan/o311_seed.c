/* o311_seed.c: the test jurisdiction of Open311: fourteen services (external-services.md 1.8, point 3). */
#include "modules/aduan/o311_dalam.h"

static const struct { const char *kode, *nama; } services[] = {
    { "4ffa4c69601827691b000018", "Abandoned Vehicle" }, { "uji-alley-light", "Alley Light Out" },
    { "uji-building", "Building Violation" }, { "uji-garbage", "Garbage Cart" }, { "uji-graffiti", "Graffiti Removal" },
    { "uji-pavement", "Pavement Cave-In" }, { "uji-pothole", "Pothole in Street" }, { "uji-restaurant", "Restaurant" },
    { "uji-rodent", "Rodent Baiting" }, { "uji-sanitation", "Sanitation Code" }, { "uji-sidewalk", "Sidewalk" },
    { "uji-street-light", "Street Light Out" }, { "uji-traffic", "Traffic Signal Out" }, { "uji-tree", "Tree Debris" },
};

static const struct { const char *kode, *tanya, *tipe, *pilihan; bool wajib; } questions[] = {
    { "HOWMANYD", "How many days has the vehicle been there?", "string", "", true },
    { "FQSKA3", "Colour of the vehicle", "singlevaluelist", "CRM BLK BLU BRO GRN SIL YEL", false },
    { "FQSKA4", "Licence plate", "string", "", false },
    { "FQSKA11", "Make of the vehicle", "string", "", false },
};

static enum outcome
seed_question(struct db *db, int64_t kategori, size_t at)
{
    enum { MOST = 10 };
    struct pilihan_atribut choices[MOST];
    struct atribut a = { .kode = str_of(questions[at].kode), .urutan = (int64_t)at + 1,
        .tipe = str_of(questions[at].tipe), .tanya = str_of(questions[at].tanya), .wajib = questions[at].wajib,
        .variabel = true, .pilihan = choices };
    str words = str_of(questions[at].pilihan), word;
    while (a.pilihan_count < MOST && str_cut(&words, ' ', &word))
        if (word.len)
            choices[a.pilihan_count++] = (struct pilihan_atribut){ word, word };
    return atribut_save(db, kategori, &a);
}

enum outcome
o311_seed(struct db *db)
{
    struct kategori k;
    for (size_t i = 0; i < COUNT(services); i++) {
        enum outcome o = kategori_by_kode(db, S("uji"), str_of(services[i].kode), &k);
        if (o == OK)
            continue;
        if (o != NOT_FOUND)
            return o;
        k = (struct kategori){ .id = 901 + (int64_t)i, .jenis = S("uji"), .kode = str_of(services[i].kode),
            .nama = str_of(services[i].nama), .kelompok = S("Test"), .ikon = S("info"), .golongan = S("biasa"),
            .tampak = S("publik"), .urutan = (int64_t)i, .aktif = true };
        TRY(kategori_save(db, &k));
        for (size_t q = 0; i == 0 && q < COUNT(questions); q++)
            TRY(seed_question(db, k.id, q));
    }
    return OK;
}
