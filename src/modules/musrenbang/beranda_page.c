/* beranda_page.c: this module's part of the first page: the calendar, the map, the latest decisions, the money. */
#include "modules/musrenbang/beranda_html.h"

enum { SHOWN = 5 };

enum outcome
keputusan_latest(struct db *db, int64_t tahun, struct putusan_baru_list *list)
{
    *list = (struct putusan_baru_list){ arena_array(db_arena_of(db), struct putusan_baru, SHOWN), 0 };
    struct query q = query_of(db, "SELECT u.kode, CASE WHEN u.pribadi = 1 THEN m.nama ELSE u.judul END, w.nama,"
        " k.keputusan, k.biaya_sen, k.biaya_lama_sen, k.jabatan, k.waktu FROM keputusan_tahun t"
        " CROSS JOIN usulan_keputusan k CROSS JOIN usulan u JOIN kamus m ON m.id = u.kamus"
        " JOIN wilayah w ON w.kode = u.kelurahan"
        " AND w.selesai = '' WHERE t.tahun = $1 AND k.id = t.keputusan AND u.id = k.usulan AND u.publik = 1"
        " ORDER BY t.keputusan DESC LIMIT 5");
    query_bind(&q, tahun);
    while (list->count < SHOWN && query_next(&q)) {
        struct putusan_baru *p = &list->items[list->count++];
        p->kode = query_str(&q);
        p->judul = query_str(&q);
        p->kelurahan = query_str(&q);
        p->keputusan = query_str(&q);
        p->biaya = query_money(&q);
        p->biaya_lama = query_money(&q);
        p->jabatan = query_str(&q);
        p->waktu = query_int(&q);
    }
    return query_end(&q);
}

enum outcome
money_by_status(struct req *req, int64_t tahun, struct uang_baris_list *list)
{
    static const char *const order[] = { "diterima", "diajukan", "dikembalikan", "cadangan", "ditolak" };
    struct hitung_list counts;
    int64_t most = 1;
    TRY(hitung_grouped(req->db, tahun, HITUNG_STATUS, S(""), &counts));
    *list = (struct uang_baris_list){ arena_array(req->arena, struct uang_baris, COUNT(order)), 0 };
    for (size_t i = 0; i < COUNT(order); i++)
        for (size_t j = 0; j < counts.count; j++)
            if (str_eqz(counts.items[j].status, order[i])) {
                most = counts.items[j].biaya.sen > most ? counts.items[j].biaya.sen : most;
                list->items[list->count++] = (struct uang_baris){ .kode = counts.items[j].status,
                    .nama = req_tr(req, status_name_label(str_of(order[i]))), .jumlah = counts.items[j].jumlah,
                    .biaya = counts.items[j].biaya };
            }
    for (size_t i = 0; i < list->count; i++)
        list->items[i].bagian = (int64_t)((__int128)list->items[i].biaya.sen * 100 / most);
    return OK;
}

static int64_t
count_of(const struct uang_baris_list *list, const char *status)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_eqz(list->items[i].kode, status))
            return list->items[i].jumlah;
    return 0;
}

enum outcome
musrenbang_home(struct req *req)
{
    struct beranda_lihat l = { 0 };
    TRY(tahun_current(req->db, &l.m.tahun));
    TRY(calendar_of(req, &l.m));
    TRY(count_by_kelurahan(req, &l.m));
    TRY(draw_year(req, &l.m));
    TRY(keputusan_latest(req->db, l.m.tahun.tahun, &l.putusan));
    TRY(money_by_status(req, l.m.tahun.tahun, &l.uang));
    l.diterima = count_of(&l.uang, "diterima");
    l.ditolak = count_of(&l.uang, "ditolak");
    beranda_bagian_html(&req->out, &l);
    return OK;
}
