/* rute.c: what the frame answers itself: colours, service worker, manifest, language, the page without a signal. */
#include "core/kabar/kabar.h"
#include "core/tampilan/tampilan.h"
#include "core/tampilan/tampilan_html.h"
#include "core/tampilan/warna.h"

/* Browsers read \ as / and leave tabs out, so neither may make a // of what follows. */
bool
tampilan_is_local(str path)
{
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] < 0x20 || path.ptr[i] == 0x7f || path.ptr[i] == '\\')
            return false;
    return str_starts(path, S("/")) && !str_starts(path, S("//"));
}

static enum outcome
set_language(struct req *req)
{
    str kode = req_param(req, "kode"), back = req_arg(req, "ke");
    if (!str_eqz(kode, "id") && !str_eqz(kode, "en"))
        return NOT_FOUND;
    cookie_set(req, "pamong_bahasa", kode, 365 * (int64_t)DAY);
    req->no_store = true;
    return redirect(req, STR, STR_ARG(tampilan_is_local(back) ? back : S("/")));
}

/* From the root, since a service worker rules only over what lies below it. */
static enum outcome
service_worker(struct req *req)
{
    const struct asset *a = asset_named("sw.js");
    reply_header(req, "Cache-Control", S("no-cache"));
    return reply_bytes(req, str_of(a->type), (str){ (const char *)a->plain.from,
        (size_t)(a->plain.to - a->plain.from) });
}

static enum outcome
theme(struct req *req)
{
    struct rupa r = { .css = req->region->theme_css };
    enum outcome o = rupa_current(req->db, &r);
    if (o != OK && o != NOT_FOUND)
        return o;
    (void)req_arg(req, "v");                    /* only there to be new */
    TRY(r.css.len ? OK : NOT_FOUND);
    reply_header(req, "Cache-Control", S("public, max-age=3600"));
    return reply_bytes(req, S("text/css; charset=utf-8"), r.css);
}

/* A text inside "..." of JSON. */
static void
json_text(struct buf *b, str text)
{
    buf_char(b, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"' || c == '\\')
            buf_char(b, '\\');
        if ((unsigned char)c >= 0x20)
            buf_char(b, c);
    }
    buf_char(b, '"');
}

static enum outcome
manifest(struct req *req)
{
    struct buf b = { .arena = req->arena };
    buf_str(&b, S("{\"name\":"));
    json_text(&b, str_format(req->arena, "Pamong " STR, STR_ARG(req->region->nama)));
    buf_str(&b, S(",\"short_name\":\"Pamong\",\"lang\":\"id\",\"start_url\":\"/rw\",\"scope\":\"/\",\"display\":"
        "\"standalone\",\"background_color\":\"#faf8f3\",\"theme_color\":\"#073f3b\"}\n"));
    return reply_bytes(req, S("application/manifest+json"), buf_view(&b));
}

static enum outcome
offline(struct req *req)
{
    luring_halaman_html(&req->out);
    return page(req, req_tr(req, S("Sinyal terputus")));
}

/* The bell of the frame as it is now. */
static enum outcome
unread(struct req *req)
{
    int64_t count;
    TRY(kabar_unread(req->db, req->who.akun, &count));
    lonceng_html(&req->out, count);
    req->bare = true;
    return page(req, S(""));
}

const struct route tampilan_pages[] = {
    GET("/bahasa/{kode}",        set_language,   &anyone, no_place),
    GET("/kabar/belum",          unread,         &signed_in, no_place, .quiet = true),
    GET("/luring",               offline,        &anyone, no_place),
    GET("/manifest.webmanifest", manifest,       &anyone, no_place),
    GET("/sw.js",                service_worker, &anyone, no_place),
    GET("/tema.css",             theme,          &anyone, no_place),
    { 0 }
};
