/* form.c: a form as typed, checked against its field table; what is wrong is said beside the field. */
#include "http/http_internal.h"

enum { TEXT_MOST = 4000, ADDED_MOST = 64 };

str
form_value_at(const struct form *f, str name, size_t nth)
{
    for (size_t i = 0; i < f->pair_count; i++)
        if (str_eq(f->pairs[i].name, name) && nth-- == 0)
            return f->pairs[i].value;
    return (str){ 0 };
}

str form_value(const struct form *f, str name) { return form_value_at(f, name, 0); }

bool
form_sent(const struct form *f, str name)
{
    for (size_t i = 0; i < f->pair_count; i++)
        if (str_eq(f->pairs[i].name, name))
            return true;
    return false;
}

bool
form_has(const struct form *f, str name, str value)
{
    for (size_t i = 0; i < f->pair_count; i++)
        if (str_eq(f->pairs[i].name, name) && str_eq(f->pairs[i].value, value))
            return true;
    return false;
}

str
form_error_of(const struct form *f, str name)
{
    for (size_t i = 0; i < f->error_count; i++)
        if (str_eq(f->errors[i].name, name))
            return f->errors[i].message;
    return (str){ 0 };
}

struct form_error_list
form_errors(const struct form *f)
{
    return (struct form_error_list){ f->errors, f->error_count };
}

const struct field *
form_field(const struct form *f, str name)
{
    for (const struct field *d = f->fields; d && d->name; d++)
        if (str_eqz(name, d->name))
            return d;
    must(!"a field that is not in the form's table");
    return NULL;
}

const struct upload *
form_upload(const struct form *f, str name, size_t nth)
{
    for (size_t i = 0; i < f->upload_count; i++)
        if (str_eq(f->uploads[i].name, name) && nth-- == 0)
            return &f->uploads[i];
    return NULL;
}

enum outcome
form_file(struct req *req, const char *name, const struct upload **file)
{
    *file = form_upload(&req->form, str_of(name), 0);
    return *file ? OK : req_error(req, name, "Belum ada berkas yang dipilih.");
}

void form_show(struct req *req, const struct field *fields) { req->form.fields = fields; }

static bool
was_sent(const struct req *req)
{
    return str_eqz(req->method, "POST");
}

void
form_set(struct req *req, const char *name, str value)
{
    struct form *f = &req->form;
    if (was_sent(req))
        return;
    if (!f->pairs)
        f->pairs = arena_array(req->arena, struct pair, ADDED_MOST);
    must(f->pair_count < ADDED_MOST);
    f->pairs[f->pair_count++] = (struct pair){ str_of(name), arena_copy(req->arena, value) };
}

enum outcome
req_error(struct req *req, const char *name, const char *format, ...)
{
    struct form *f = &req->form;
    va_list args;
    va_start(args, format);
    str message = str_formatv(req->arena, html_format(&req->out, format), args);
    va_end(args);
    if (f->error_count < COUNT(f->errors))
        f->errors[f->error_count++] = (struct form_error){ str_of(name),
            text_named(req->arena, req->out.sebutan, message) };
    return INVALID;
}

/* ---- reading --------------------------------------------------------------------------------------- */

static void
wrong(struct req *req, const struct field *d, const char *how)
{
    str label = req_tr(req, str_of(d->label)), what = req_tr(req, str_of(how));
    (void)req_error(req, d->name, STR " " STR, STR_ARG(label), STR_ARG(what));
}

/* A label that asks is answered, one that names is filled in. */
static void
missing(struct req *req, const struct field *d)
{
    str label = req_tr(req, str_of(d->label));
    if (label.len && label.ptr[label.len - 1] == '?')
        (void)req_error(req, d->name, "Jawab pertanyaan \"" STR "\".", STR_ARG(label));
    else
        wrong(req, d, "wajib diisi.");
}

static void
read_text(struct req *req, const struct field *d, str typed, void *at)
{
    size_t most = d->max ? d->max : TEXT_MOST, letters = str_letters(typed);
    *(str *)at = typed;
    if (letters > most)
        (void)req_error(req, d->name, STR " paling panjang %zu huruf. Anda menulis %zu.",
            STR_ARG(req_tr(req, str_of(d->label))), most, letters);
    else if (!d->lines && (str_find(typed, S("\n")) >= 0 || str_find(typed, S("\r")) >= 0))
        wrong(req, d, "tidak boleh lebih dari satu baris.");
}

static void
read_int(struct req *req, const struct field *d, str typed, void *at)
{
    int64_t n = 0;
    if (int_parse(typed, &n) != OK)
        wrong(req, d, "diisi angka bulat, misalnya 120.");
    else if ((d->highest || d->lowest) && (n < d->lowest || n > d->highest))
        (void)req_error(req, d->name, STR " diisi %lld sampai %lld.", STR_ARG(req_tr(req, str_of(d->label))),
            (long long)d->lowest, (long long)d->highest);
    *(int64_t *)at = n;
}

static void
read_one(struct req *req, const struct field *d, str typed, void *at)
{
    switch (d->kind) {
    case FIELD_TEXT:
        read_text(req, d, typed, at);
        break;
    case FIELD_INT:
        read_int(req, d, typed, at);
        break;
    case FIELD_MONEY:
        if (money_parse(typed, at) != OK)
            wrong(req, d, "diisi jumlah rupiah, misalnya 1.500.000.");
        break;
    case FIELD_VOLUME:
        if (volume_parse(typed, at) != OK)
            wrong(req, d, "diisi angka, misalnya 120 atau 12,5.");
        break;
    case FIELD_DATE:
        if (date_parse(typed, at) != OK)
            wrong(req, d, "diisi tanggal yang ada, misalnya 2026-11-14.");
        break;
    case FIELD_BOOL:
        *(bool *)at = typed.len > 0;
        break;
    }
}

bool
form_read(struct req *req, const struct field *fields, void *out)
{
    req->form.fields = fields;
    for (const struct field *d = fields; d->name; d++) {
        str typed = form_value(&req->form, str_of(d->name));
        if (!d->secret)
            typed = str_trim(typed);
        if (typed.len)
            read_one(req, d, typed, (char *)out + d->offset);
        else if (d->required)
            missing(req, d);
    }
    return req->form.error_count == 0;
}
