/* surel_kirim.c: serve's end of an e-mail: asks pamong-kirim and keeps its answer short. */
#include "base/letters.h"
#include "core/pembantu/surel.h"

enum surel_hasil
surel_send(const struct surel *s, struct arena *arena, str *jawaban)
{
    static const struct { const char *kata; enum surel_hasil hasil; } ends[] = { { "dikirim", SUREL_DIKIRIM },
        { "nanti", SUREL_NANTI }, { "gagal", SUREL_GAGAL }, { "putus", SUREL_PUTUS } };
    struct kiriman question = surel_frame(arena, s), answer = { 0 };
    *jawaban = S("pamong-kirim tidak menjawab");
    if (pembantu_ask(KERJA_SUREL, &question, arena, &answer) != OK || answer.count != 2)
        return SUREL_PUTUS;
    *jawaban = answer.parts[1].len && str_is_text(answer.parts[1]) ? letters_head(answer.parts[1], SUREL_JAWABAN_MOST)
        : S("tanpa penjelasan");
    for (size_t i = 0; i < COUNT(ends); i++)
        if (str_eqz(answer.parts[0], ends[i].kata))
            return ends[i].hasil;
    return SUREL_PUTUS;
}
