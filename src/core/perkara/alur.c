/* alur.c: reading a flow's tables, and the guards that hold for every kind. */
#include "core/perkara/alur.h"

#include "core/perkara/alasan.h"

const struct langkah_alur *
alur_find(const struct alur *a, str aksi)
{
    for (const struct langkah_alur *l = a->langkah; l->aksi; l++)
        if (str_eqz(aksi, l->aksi))
            return l;
    return NULL;
}

const struct keadaan_alur *
alur_keadaan(const struct alur *a, str keadaan)
{
    for (const struct keadaan_alur *k = a->keadaan; k->kode; k++)
        if (str_eqz(keadaan, k->kode))
            return k;
    must(!"a state that is not in the kind's table");
    return NULL;
}

bool
alur_may(const struct alur *a, const struct langkah_alur *l, str keadaan, unsigned oleh)
{
    if (!(l->oleh & oleh))
        return false;
    return strcmp(l->dari, "*") == 0 ? alur_keadaan(a, keadaan)->terbuka : str_has_word(str_of(l->dari), keadaan);
}

str
alur_ini(struct req *req, const struct alur *a)
{
    return str_lower(req->arena, req_tr(req, str_of(a->ini)));
}

str
alur_kata(const struct kata_alur *list, str kode)
{
    for (const struct kata_alur *k = list; k && k->kode; k++)
        if (str_eqz(kode, k->kode))
            return str_of(k->nama);
    return kode;
}

bool
alur_offers(const struct kata_alur *list, str kode)
{
    for (; list && list->kode; list++)
        if (list->dipilih && str_eqz(kode, list->kode))
            return true;
    return false;
}

struct pilihan_list
alur_choices(struct req *req, const struct kata_alur *list)
{
    size_t most = 0;
    while (list && list[most].kode)
        most++;
    struct pilihan_list chosen = { arena_array(req->arena, struct pilihan, most + 1), 0 };
    for (size_t i = 0; i < most; i++)
        if (list[i].dipilih)
            chosen.items[chosen.count++] = (struct pilihan){ .kode = str_of(list[i].kode),
                .nama = req_tr(req, str_of(list[i].nama)) };
    return chosen;
}

str
alur_sudah(const struct alur *a, str aksi)
{
    static const struct kata_alur own[] = { { "naik", "Naik karena lewat tenggat", false },
        { "dipisah", "Satu gabungan dipisahkan", false }, { 0 } };
    const struct langkah_alur *l = alur_find(a, aksi);
    return l ? str_of(l->sudah) : alur_kata(own, aksi);
}

/* ---- guards --------------------------------------------------------------------------------------------- */

enum outcome
alur_stale(struct req *req, const struct alur *a, str nomor, str disebut, str oleh)
{
    return req_error(req, NULL, STR " (" STR ") sudah berubah sejak halaman ini dibuka" STR "; keadaannya sekarang: "
        STR ". Muat ulang halaman, lalu ulangi bila masih perlu.", STR_ARG(req_tr(req, str_of(a->ini))),
        STR_ARG(nomor), STR_ARG(oleh), STR_ARG(req_tr(req, disebut)));
}

enum outcome
alur_words(struct req *req, const struct alur *a, const struct langkah_alur *l, str isi, str kode_alasan)
{
    struct alasan_list reasons;
    bool right = true, known = false;
    if ((l->efek & PERLU_ISI) && str_letters(str_trim(isi)) < 10)
        right = req_error(req, a->isian, "Tulis penjelasannya dalam satu kalimat (paling sedikit 10 huruf).") == OK;
    if (!(l->efek & PERLU_ALASAN))
        return right ? OK : INVALID;
    TRY(alasan_list(req->db, str_of(a->jenis), str_of(l->aksi), &reasons));
    for (size_t i = 0; i < reasons.count; i++)
        known |= str_eq(reasons.items[i].kode, kode_alasan);
    if (!known)
        right = req_error(req, "kode_alasan", "Pilih alasannya. " STR " akan membacanya.",
            STR_ARG(req_tr(req, str_of(a->pembaca)))) == OK;
    return right ? OK : INVALID;
}
