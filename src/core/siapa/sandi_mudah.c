/* sandi_mudah.c: passwords that are tried first: made of rules here, so that no list of anybody's has to be kept. */
#include "core/siapa/siapa_dalam.h"

/* What people begin with: words of every day, of offices, of places; rows of the keyboard. Lower case, letters only. */
static const char *const words[] = { "admin", "administrator", "pamong", "password", "passwd", "katasandi", "sandi",
    "rahasia", "indonesia", "merdeka", "bismillah", "alhamdulillah", "assalamualaikum", "allah", "muhammad", "selamat",
    "terimakasih", "sayang", "sayangku", "cinta", "cintaku", "keluarga", "bahagia", "sukses", "semangat", "pemerintah",
    "pemda", "pemkot", "pemkab", "kota", "kabupaten", "kecamatan", "kelurahan", "desa", "lurah", "camat", "bupati",
    "walikota", "gubernur", "dinas", "badan", "kantor", "sekretariat", "bappeda", "kominfo", "diskominfo", "dprd",
    "pegawai", "operator", "petugas", "user", "guest", "tamu", "test", "testing", "uji", "coba", "contoh", "login",
    "masuk", "welcome", "selamatdatang", "garuda", "pancasila", "nusantara", "jakarta", "bandung", "surabaya",
    "semarang", "medan", "lampung", "palembang", "makassar", "denpasar", "yogyakarta", "jawa", "sumatera", "bali",
    "papua", "kalimantan", "sulawesi", "persib", "persija", "arema", "bola", "komputer", "laptop", "internet", "google",
    "facebook", "whatsapp", "samsung", "iloveyou", "iloveallah", "akucintakamu", "qwerty", "qwertyuiop", "asdfgh",
    "asdfghjkl", "zxcvbn", "zxcvbnm", "qazwsx", "qazwsxedc", "abc", "abcdef", "musrenbang", "anggaran", "budiman",
    "agus", "budi", "siti", "dewi", "putri", "putra", "wahyu", "rizky", "ramadhan", "syawal" };
/* What they put behind it. Years come from a loop. */
static const char *const tails[] = { "", "1", "12", "123", "1234", "12345", "123456", "1234567", "12345678",
    "123456789", "1234567890", "321", "4321", "54321", "654321", "000", "0000", "007", "111", "1111", "11111", "222",
    "333", "777", "888", "999", "01", "02", "03", "10", "11", "17", "1708", "17081945", "45", "88", "99", "123123",
    "112233", "321321", "abc", "qwe", "asd", "aja", "saja", "ku", "mu", "bisa", "oke", "ok", "jaya", "hebat", "baru" };
enum { YEAR_FIRST = 1945, YEAR_LAST = 2049 };

/* One spelling: small letters, no blanks and signs, figures that stand for letters as those letters. */
static str
plain(struct buf *b, str s)
{
    static const char from[] = "@4310!5$7", to[] = "aaeioisst";
    size_t start = b->len;
    for (size_t i = 0; i < s.len; i++) {
        char c = (char)(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] | 0x20 : s.ptr[i]);
        const char *at = strchr(from, c);
        if (at && c)
            c = to[at - from];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80)
            buf_char(b, c);
    }
    return (str){ b->ptr ? b->ptr + start : "", b->len - start };
}

static bool
is(str s, const char *word)
{
    char bytes[64];
    struct buf b = { .ptr = bytes, .cap = sizeof bytes };
    return str_eq(plain(&b, str_of(word)), s);
}

static bool
is_tail(str rest)
{
    char year[8];
    for (size_t i = 0; i < COUNT(tails); i++)
        if (is(rest, tails[i]))
            return true;
    for (int y = YEAR_FIRST; y <= YEAR_LAST; y++) {
        for (int digit = 0, n = y; digit < 4; digit++, n /= 10)
            year[3 - digit] = (char)('0' + n % 10);
        year[4] = '\0';
        if (is(rest, year))
            return true;
    }
    return false;
}

/* "abcabcabcabc" and "121212121212": one short piece over and over. */
static bool
repeats(str s)
{
    for (size_t piece = 1; piece <= 5 && piece * 2 <= s.len; piece++) {
        bool same = true;
        for (size_t i = piece; i < s.len; i++)
            same &= s.ptr[i] == s.ptr[i - piece];
        if (same)
            return true;
    }
    return false;
}

/* 12345678901234, abcdefghijkl, 9876543210: each letter follows the one before. */
static bool
runs(str s)
{
    bool up = s.len > 1, down = s.len > 1;
    for (size_t i = 1; i < s.len; i++) {
        bool wraps = s.ptr[i - 1] == '9' && s.ptr[i] == '0', back = s.ptr[i - 1] == '0' && s.ptr[i] == '9';
        up &= s.ptr[i] == s.ptr[i - 1] + 1 || wraps;
        down &= s.ptr[i] == s.ptr[i - 1] - 1 || back;
    }
    return up || down;
}

/* One word or two, and a tail; the region's own name is a word. */
static bool
is_made_of(str s, str daerah, int words_left)
{
    if (is_tail(s))
        return true;
    for (size_t i = 0; words_left && i <= COUNT(words); i++) {
        str word = i < COUNT(words) ? str_of(words[i]) : daerah;
        if (word.len && str_starts(s, word) && is_made_of(str_from(s, word.len), daerah, words_left - 1))
            return true;
    }
    return false;
}

bool
sandi_is_common(str typed, str daerah)
{
    char typed_bytes[1024], region_bytes[256], lower[256];
    struct buf t = { .ptr = typed_bytes, .cap = sizeof typed_bytes }, r = { .ptr = region_bytes,
        .cap = sizeof region_bytes };
    str kind, rest = str_head(daerah, 100);
    size_t n = 0;
    for (; n < typed.len && n < 200; n++)
        lower[n] = (char)(typed.ptr[n] >= 'A' && typed.ptr[n] <= 'Z' ? typed.ptr[n] | 0x20 : typed.ptr[n]);
    str name = str_cut(&rest, ' ', &kind) && rest.len ? rest : kind;       /* "Kota Metro": Metro */
    if (repeats((str){ lower, n }) || runs((str){ lower, n }))
        return true;
    return is_made_of(plain(&t, (str){ lower, n }), plain(&r, name), 2);
}

/* How many different ones are refused this way, without those that repeat or run. */
size_t
sandi_common_count(str daerah)
{
    size_t heads = COUNT(words) + (daerah.len > 0), ends = COUNT(tails) + YEAR_LAST - YEAR_FIRST + 1;
    return heads * ends + heads * heads * ends;
}
