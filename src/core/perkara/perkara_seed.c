/* perkara_seed.c: the deadlines, the line up which they go and the reasons that a region starts with. */
#include "core/perkara/perkara_dalam.h"
#include "core/perkara/tawaran.h"

#define PANRB "PermenPANRB 5/2025 (SP4N); batas waktu menurut petunjuk LAPOR!"
#define PERPRES "Perpres 76/2013"

/* external-services.md 2.1: 3, 5 and 5/14/60 working days; closing after ten; reopening is the region's choice. */
static const struct aturan { int64_t id; const char *jam, *golongan; int64_t hari; const char *dasar; } rules[] = {
    { 1, "verifikasi", "",           3,  PANRB },
    { 2, "tanggapan",  "",           5,  PANRB },
    { 3, "selesai",    "informasi",  5,  PANRB },
    { 4, "selesai",    "biasa",      14, PANRB },
    { 5, "selesai",    "aspirasi",   14, PANRB },
    { 6, "selesai",    "pengawasan", 60, PANRB "; " PERPRES },
    { 7, "tutup",      "",           10, PANRB },
    { 8, "buka",       "",           20, "Kebijakan daerah" },
    { 9, "lengkapi",   "",           30, "UU 25/2009 pasal 44-50" },
};

static const struct { const char *jabatan, *nama; bool daerah; int64_t hari; } line[] = {
    { "kasi",      "kepala seksi",     false, 1 },
    { "kabid",     "kepala bidang",    false, 2 },
    { "kepala_pd", "kepala dinas",     false, 3 },
    { "sekda",     "Sekretaris Daerah", true, 5 },
};

static const struct alasan_awal reasons[] = {
    { "A01", "Bukan kewenangan pemerintah daerah",   "bukan_wewenang" },
    { "A02", "Bukan kewenangan perangkat daerah ini", "kembalikan" },
    { "A03", "Alamat atau tempat tidak ditemukan",   "kembalikan arsip" },
    { "A04", "Terlalu umum, tidak dapat ditindaklanjuti", "arsip" },
    { "A05", "Bukan tentang kinerja pemerintah",     "arsip" },
    { "A06", "Iklan, judi, atau tautan berbahaya",   "arsip" },
    { "A07", "Menyerang pribadi atau memuat SARA",   "arsip" },
    { "A08", "Pelapor tidak melengkapi sampai batas waktu", "arsip" },
    { "A09", "Perlu perangkat daerah lain lebih dulu", "kembalikan" },
};

static enum outcome
seed_rule(struct db *db, const struct aturan *r)
{
    struct query q = query_of(db, "INSERT INTO aturan_jam (id, jenis, jam, golongan, hari, dasar, mulai, selesai)"
        " VALUES ($1, 'aduan', $2, $3, $4, $5, '2025-01-01', '') ON CONFLICT (id) DO NOTHING");
    query_bind(&q, r->id);
    query_bind(&q, str_of(r->jam));
    query_bind(&q, str_of(r->golongan));
    query_bind(&q, r->hari);
    query_bind(&q, str_of(r->dasar));
    return query_end(&q);
}

static enum outcome
seed_level(struct db *db, size_t at)
{
    struct query q = query_of(db, "INSERT INTO perkara_jenjang (jenis, urutan, jabatan, nama, daerah, hari, dasar)"
        " VALUES ('aduan', $1, $2, $3, $4, $5, 'Kebijakan daerah') ON CONFLICT (jenis, urutan) DO NOTHING");
    query_bind(&q, (int64_t)at + 1);
    query_bind(&q, str_of(line[at].jabatan));
    query_bind(&q, str_of(line[at].nama));
    query_bind(&q, line[at].daerah);
    query_bind(&q, line[at].hari);
    return query_end(&q);
}

/* A region's own rows stay as they are. */
enum outcome
perkara_seed(struct db *db, int64_t now)
{
    (void)now;
    for (size_t i = 0; i < COUNT(rules); i++)
        TRY(seed_rule(db, &rules[i]));
    for (size_t i = 0; i < COUNT(line); i++)
        TRY(seed_level(db, i));
    TRY(alasan_seed(db, "aduan", reasons, COUNT(reasons)));
    return tawaran_seed(db);
}
