/* luar_tanya.c: serve's end of a request to a server of others: asks pamong-kirim, believes only what fits. */
#include "core/pembantu/luar.h"

void
luar_ask(const struct luar_tanya *t, struct arena *arena, struct luar_jawab *j)
{
    struct kiriman question = { { t->cara, t->url, t->isi, t->jenis, t->foto ? S("foto") : S("") }, 5 }, answer = { 0 };
    *j = (struct luar_jawab){ .hasil = LUAR_PUTUS, .isi = S("pamong-kirim tidak menjawab") };
    if (pembantu_ask(KERJA_LUAR, &question, arena, &answer) != OK || answer.count != 3)
        return;
    size_t most = t->foto ? LUAR_FOTO_MOST : LUAR_JAWAB_MOST;
    if (answer.parts[2].len > most || (!t->foto && !str_is_text(answer.parts[2]))) {
        j->isi = S("jawabannya bukan teks");
        return;
    }
    j->isi = answer.parts[2];
    if (str_eqz(answer.parts[0], "ditolak"))
        j->hasil = LUAR_DITOLAK;
    else if (str_eqz(answer.parts[0], "dijawab") && str_int(answer.parts[1], &j->status))
        j->hasil = LUAR_DIJAWAB;
}
