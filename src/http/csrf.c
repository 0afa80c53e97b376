/* csrf.c: what proves that a form was ours, and that a notice on the next page was. */
#include "http/http_internal.h"

#include <sodium.h>

#include "base/random.h"

enum { MASK = 16 };

static void
keyed(str secret, const char *purpose, str text, unsigned char *hash, size_t len)
{
    crypto_generichash_state s;
    crypto_generichash_init(&s, (const unsigned char *)secret.ptr, secret.len, len);
    crypto_generichash_update(&s, (const unsigned char *)purpose, strlen(purpose) + 1);
    crypto_generichash_update(&s, (const unsigned char *)(text.ptr ? text.ptr : ""), text.len);
    crypto_generichash_final(&s, hash, len);
}

str
keyed_hash(struct arena *arena, str secret, const char *purpose, str text)
{
    unsigned char hash[MASK];
    keyed(secret, purpose, text, hash, sizeof hash);
    return hex_of(arena, hash, sizeof hash);
}

str
req_seal(const struct req *req, const char *purpose, str text)
{
    str bound = str_format(req->arena, "%lld:" STR, (long long)req->who.akun, STR_ARG(text));
    return keyed_hash(req->arena, req->region->secret, purpose, bound);
}

bool
guest_fits(str cookie)
{
    bool fits = cookie.len == 32;
    for (size_t i = 0; fits && i < cookie.len; i++)
        fits = (cookie.ptr[i] >= '0' && cookie.ptr[i] <= '9') || (cookie.ptr[i] >= 'a' && cookie.ptr[i] <= 'f');
    return fits;
}

/* A form belongs to a session, or to a guest's own cookie. */
static str
binding(const struct req *req)
{
    return req->who.akun ? req->session : req->guest;
}

/* Masked anew in each reply, so that compression tells nothing about it (BREACH). */
void
csrf_prepare(struct req *req)
{
    unsigned char bytes[2 * MASK], mac[MASK];
    if (!req->who.akun && req->guest.len == 0)
        req->guest = random_hex(req->arena, 16);
    keyed(req->region->secret, "csrf", binding(req), mac, sizeof mac);
    random_bytes(bytes, MASK);
    for (size_t i = 0; i < MASK; i++)
        bytes[MASK + i] = bytes[i] ^ mac[i];
    req->out.csrf_token = hex_of(req->arena, bytes, sizeof bytes);
    req->out.form_key = random_hex(req->arena, 16);
}

static bool
token_fits(const struct req *req, str bound)
{
    unsigned char bytes[2 * MASK], mac[MASK], unmasked[MASK];
    str token = form_value(&req->form, S("_token"));
    size_t got = 0;
    if (bound.len == 0 || token.len != 4 * MASK
        || sodium_hex2bin(bytes, sizeof bytes, token.ptr, token.len, NULL, &got, NULL) != 0)
        return false;
    keyed(req->region->secret, "csrf", bound, mac, sizeof mac);
    for (size_t i = 0; i < MASK; i++)
        unmasked[i] = bytes[i] ^ bytes[MASK + i];
    return sodium_memcmp(mac, unmasked, MASK) == 0;
}

bool csrf_holds(const struct req *req) { return token_fits(req, binding(req)); }
bool csrf_held(const struct req *req) { return token_fits(req, req->session); }

/* A browser says itself where a form comes from: Sec-Fetch-Site where it knows it, else Origin. Programs that are no
   browsers send neither, and have no one's cookies. */
bool
origin_holds(const struct req *req)
{
    str rest = req->origin;
    if (req->fetch_site.len)
        return str_eqz(req->fetch_site, "same-origin") || str_eqz(req->fetch_site, "none");
    if (!req->origin.len)
        return true;
    str scheme = req->https ? S("https://") : S("http://");
    return str_starts(rest, scheme) && str_eq(str_from(rest, scheme.len), req->host);
}

/* Everything that was sent but the two guards, in the order it was sent. */
str
body_hash(struct arena *arena, const struct form *f)
{
    unsigned char hash[MASK];
    crypto_generichash_state s;
    crypto_generichash_init(&s, NULL, 0, sizeof hash);
    for (size_t i = 0; i < f->pair_count; i++) {
        const struct pair *p = &f->pairs[i];
        if (str_eqz(p->name, "_token") || str_eqz(p->name, "_kunci"))
            continue;
        const size_t lengths[] = { p->name.len, p->value.len };
        crypto_generichash_update(&s, (const unsigned char *)lengths, sizeof lengths);
        crypto_generichash_update(&s, (const unsigned char *)p->name.ptr, p->name.len);
        crypto_generichash_update(&s, (const unsigned char *)p->value.ptr, p->value.len);
    }
    for (size_t i = 0; i < f->upload_count; i++) {
        const struct upload *u = &f->uploads[i];
        crypto_generichash_update(&s, (const unsigned char *)u->name.ptr, u->name.len);
        crypto_generichash_update(&s, (const unsigned char *)u->bytes.ptr, u->bytes.len);
    }
    crypto_generichash_final(&s, hash, sizeof hash);
    return hex_of(arena, hash, sizeof hash);
}

/* ---- notices ----------------------------------------------------------------------------------------- */

/* What failed is marked by its first character. */
static void
say_next(struct req *req, str text)
{
    str value = str_format(req->arena, STR "." STR,
        STR_ARG(keyed_hash(req->arena, req->region->secret, "kabar", text)),
        STR_ARG(url_part(req->arena, text)));
    cookie_set(req, "pamong_kabar", value, 60);
}

void
flash(struct req *req, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say_next(req, str_formatv(req->arena, html_format(&req->out, format), args));
    va_end(args);
}

void
flash_wrong(struct req *req, const char *text)
{
    say_next(req, str_format(req->arena, "!" STR, STR_ARG(req_tr(req, str_of(text)))));
}

void
flash_read(struct req *req)
{
    str value = cookie_read(req, "pamong_kabar"), mac, text;
    if (value.len && str_cut(&value, '.', &mac) && percent_decode(req->arena, value, false, &text)
        && bytes_equal(mac, keyed_hash(req->arena, req->region->secret, "kabar", text)))
        req->flash_text = text;
    req->flash_failed = req->flash_text.len && req->flash_text.ptr[0] == '!';
    if (req->flash_failed)
        req->flash_text = str_from(req->flash_text, 1);
}
