/* reply.c: what handlers say back. */
#include "http/http_internal.h"

enum outcome
page_status(struct req *req, int status, str title)
{
    req->status = status;
    req->title = title;
    req->content_type = S("text/html; charset=utf-8");
    return OK;
}

enum outcome page(struct req *req, str title) { return page_status(req, 200, title); }

enum outcome
redirect(struct req *req, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    req->location = str_formatv(req->arena, format, args);
    va_end(args);
    req->status = 303;
    req->bare = true;
    return OK;
}

enum outcome
reply_bytes(struct req *req, str content_type, str bytes)
{
    req->status = 200;
    req->bare = true;
    req->content_type = content_type;
    req->out.out.len = 0;
    buf_str(&req->out.out, bytes);
    return OK;
}

enum outcome
reply_stream(struct req *req, struct hearing_list hears)
{
    must(hears.count);
    req->status = 200;
    req->bare = true;
    req->content_type = S("text/event-stream");
    req->hears = hears;
    return OK;
}

enum outcome
reply_file(struct req *req, str content_type, int fd, int64_t size)
{
    req->status = 200;
    req->bare = true;
    req->content_type = content_type;
    req->file = fd;
    req->file_size = size;
    return OK;
}

/* Only letters that no header and no file system reads otherwise. */
void
reply_as(struct req *req, str filename)
{
    struct buf b = { .arena = req->arena };
    buf_str(&b, S("attachment; filename=\""));
    for (size_t i = 0; i < filename.len; i++) {
        char c = filename.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
            || c == '_';
        buf_char(&b, plain ? c : '-');
    }
    buf_char(&b, '"');
    req->disposition = buf_view(&b);
}

void
reply_header(struct req *req, const char *name, str value)
{
    must(req->header_count < COUNT(req->headers));
    req->headers[req->header_count++] = (struct pair){ str_of(name), value };
}

/* With TLS the browser itself then refuses such a cookie from a sister domain, from plain HTTP, or for a part only. */
static const char *
cookie_name(const struct req *req, const char *name)
{
    return req->https ? cstr(req->arena, str_format(req->arena, "__Host-%s", name)) : name;
}

str cookie_read(const struct req *req, const char *name) { return cookie_get(req->cookie, cookie_name(req, name)); }

void
cookie_set(struct req *req, const char *name, str value, int64_t max_age)
{
    reply_header(req, "Set-Cookie", str_format(req->arena,
        "%s=" STR "; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s", cookie_name(req, name), STR_ARG(value),
        (long long)max_age, req->https ? "; Secure" : ""));
}

void
session_cookie_set(struct req *req, str value, int64_t max_age)
{
    cookie_set(req, "pamong_sesi", value, max_age);
}

void session_cookie_clear(struct req *req) { cookie_set(req, "pamong_sesi", S(""), 0); }
str req_tr(const struct req *req, str indonesian) { return html_tr(&req->out, indonesian); }
str req_date(const struct req *req, date d) { return date_in(&req->out, d); }
str req_date_short(const struct req *req, date d) { return date_short_in(&req->out, d); }

str
req_format(const struct req *req, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str text = str_formatv(req->arena, html_format(&req->out, format), args);
    va_end(args);
    return text;
}

/* ---- asking the request ------------------------------------------------------------------------------ */

static str
find(const struct pair *pairs, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (str_eqz(pairs[i].name, name))
            return pairs[i].value;
    return (str){ 0 };
}

str req_param(const struct req *req, const char *name) { return find(req->params, req->param_count, name); }
/* What was asked for is noted: a page is cached only under keys that it reads (all_args_read). */
str
req_arg(const struct req *req, const char *name)
{
    for (size_t i = 0; i < req->arg_count; i++)
        if (str_eqz(req->args[i].name, name)) {
            if (i < 64 && req->args_read)
                *req->args_read |= (uint64_t)1 << i;
            return req->args[i].value;
        }
    return (str){ 0 };
}

bool
all_args_read(const struct req *req)
{
    uint64_t all = req->arg_count < 64 ? ((uint64_t)1 << req->arg_count) - 1 : UINT64_MAX;
    return req->arg_count <= 64 && (!req->args_read || *req->args_read == all);
}

url_query
req_query(const struct req *req, const char *const *names, const char *except)
{
    struct buf b = { .arena = req->arena };
    for (; *names; names++) {
        str value = req_arg(req, *names);
        if (value.len && (!except || strcmp(except, *names) != 0))
            buf_format(&b, "%s%s=" STR, b.len ? "&" : "", *names, STR_ARG(url_part(req->arena, value)));
    }
    return (url_query){ buf_view(&b) };
}

int64_t
req_arg_int(const struct req *req, const char *name, int64_t otherwise)
{
    int64_t n;
    return str_int(req_arg(req, name), &n) ? n : otherwise;
}

enum outcome
req_id(struct req *req, int64_t *id)
{
    return str_int(req_param(req, "id"), id) && *id > 0 ? OK : NOT_FOUND;
}

void *
req_keep(struct req *req, size_t size)
{
    req->kept = arena_alloc(req->arena, size);
    return req->kept;
}

void
req_trace(struct req *req, str kind, str text)
{
    req->trace_kind = kind;
    req->trace_text = text;
}
