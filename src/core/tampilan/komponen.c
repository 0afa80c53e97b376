/* komponen.c: what the parts of pages ask of a field, a list, an amount. */
#include "core/tampilan/komponen.h"

/* ---- fields --------------------------------------------------------------------------------------------------- */

str
field_id_text(struct html *out, const char *prefix, str name)
{
    return str_format(out->out.arena, "%s-" STR, prefix, STR_ARG(name));
}

str
field_describe_text(struct html *out, const struct form *f, str name)
{
    bool hint = form_field(f, name)->hint != NULL, wrong = form_error_of(f, name).len > 0;
    str g = wrong ? field_id_text(out, "g", name) : S(""), b = hint ? field_id_text(out, "b", name) : S("");
    return str_format(out->out.arena, STR "%s" STR, STR_ARG(g), hint && wrong ? " " : "", STR_ARG(b));
}

str
field_type_text(const struct field *f)
{
    return f->secret ? S("password") : f->kind == FIELD_DATE ? S("date") : S("text");
}

str
field_mode_text(const struct field *f)
{
    return f->kind == FIELD_INT ? S("numeric")
        : f->kind == FIELD_MONEY || f->kind == FIELD_VOLUME ? S("decimal") : S("text");
}

size_t field_max_value(const struct field *f) { return f->max ? f->max : 4000; }
str str_number_in(struct arena *arena, int64_t n) { return str_format(arena, "%lld", (long long)n); }

struct sla_lihat
sla_days(struct req *req, int64_t left, int64_t whole)
{
    struct sla_lihat s = { left < 0 ? SLA_LEWAT : left <= 1 ? SLA_DEKAT : SLA_AMAN, req_tr(req, S("hari ini")), 100 };
    if (left >= 0 && whole > 0)
        s.persen = left > whole ? 0 : (whole - left) * 100 / whole;
    if (left < 0)
        s.teks = left == -1 ? req_tr(req, S("lewat 1 hari kerja")) : req_format(req, "lewat %lld hari kerja",
            (long long)-left);
    else if (left > 0)
        s.teks = left == 1 ? req_tr(req, S("sisa 1 hari kerja")) : req_format(req, "sisa %lld hari kerja",
            (long long)left);
    return s;
}

/* ---- lists and strips ----------------------------------------------------------------------------------------- */

static void
add_page(struct arena *arena, struct halaman *h, str dasar, struct nomor_halaman n)
{
    if (n.nomor)
        n.url = str_format(arena, STR "%lld", STR_ARG(dasar), (long long)n.nomor);
    h->nomor.items[h->nomor.count++] = n;
}

struct halaman
halaman_of(struct arena *arena, str dasar, int64_t kini, int64_t isi, int64_t jumlah)
{
    int64_t last = jumlah > 0 ? (jumlah + isi - 1) / isi : 1, shown = 0;
    int64_t now = kini < 1 ? 1 : kini > last ? last : kini, end = now * isi;
    struct halaman h = { .dari = jumlah ? (now - 1) * isi + 1 : 0, .sampai = end < jumlah ? end : jumlah,
        .jumlah = jumlah };
    const int64_t wanted[] = { 1, now - 1, now, now + 1, last };
    h.nomor.items = arena_array(arena, struct nomor_halaman, 7);
    for (size_t i = 0; i < COUNT(wanted); i++) {
        int64_t n = wanted[i];
        if (n <= shown || n > last)
            continue;
        if (n > shown + 1)
            add_page(arena, &h, dasar, (struct nomor_halaman){ 0 });
        add_page(arena, &h, dasar, (struct nomor_halaman){ .nomor = n, .kini = n == now });
        shown = n;
    }
    if (now > 1)
        h.sebelum = str_format(arena, STR "%lld", STR_ARG(dasar), (long long)(now - 1));
    if (now < last)
        h.berikut = str_format(arena, STR "%lld", STR_ARG(dasar), (long long)(now + 1));
    return h;
}

void
jejak_scale(struct jejak_langkah_list *list)
{
    int64_t highest = 0, before = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].jumlah.sen > highest)
            highest = list->items[i].jumlah.sen;
    for (size_t i = 0; i < list->count; i++) {
        struct jejak_langkah *l = &list->items[i];
        int64_t sen = l->jumlah.sen > 0 ? l->jumlah.sen : 0;
        l->bagian = highest ? (int64_t)((__int128)sen * 100 / highest) : 0;
        l->turun = sen > 0 && sen < before;
        before = sen > 0 ? sen : before;
    }
}

/* ---- ceilings ------------------------------------------------------------------------------------------------- */

money
pagu_left_value(const struct pagu_lihat *p)
{
    return (money){ p->jumlah.sen - p->terpakai.sen - p->rencana.sen };
}

money
pagu_over_value(const struct pagu_lihat *p)
{
    money left = pagu_left_value(p);
    return (money){ left.sen < 0 ? -left.sen : 0 };
}

static int64_t
percent(money part, money whole)
{
    if (part.sen <= 0)
        return 0;
    if (whole.sen <= 0 || part.sen >= whole.sen)
        return 100;
    return (int64_t)((__int128)part.sen * 100 / whole.sen);
}

int64_t pagu_used_value(const struct pagu_lihat *p) { return percent(p->terpakai, p->jumlah); }

int64_t
pagu_plan_value(const struct pagu_lihat *p)
{
    int64_t room = 100 - pagu_used_value(p), plan = percent(p->rencana, p->jumlah);
    return plan < room ? plan : room;
}

/* The bar's name says what the bar cannot show: also how far it is exceeded. */
str
pagu_label(struct html *out, const struct pagu_lihat *p)
{
    struct arena *a = out->out.arena;
    money over = pagu_over_value(p);
    str text = str_format(a, "%lld%% " STR, (long long)pagu_used_value(p), STR_ARG(tr("terpakai")));
    if (p->rencana.sen > 0)
        text = str_format(a, STR ", %lld%% " STR, STR_ARG(text), (long long)pagu_plan_value(p),
            STR_ARG(tr("rencana")));
    if (over.sen)
        text = str_format(a, STR ", " STR " " STR, STR_ARG(text), STR_ARG(tr("melebihi pagu sebesar")),
            STR_ARG(fmt(rupiah, over)));
    return text;
}

str
pesan_icon_label(str rupa)
{
    return str_eqz(rupa, "baik") ? S("circle-check") : str_eqz(rupa, "awas") ? S("triangle-alert")
        : str_eqz(rupa, "galat") ? S("octagon-alert") : S("info");
}

struct peta_hidup *
peta_hidup_pick(const struct html *out, str batas)
{
    struct peta_hidup *p = arena_alloc(out->out.arena, sizeof *p);
    p->batas = batas;
    p->pilih = true;
    return p;
}
