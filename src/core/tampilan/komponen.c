/* komponen.c: what the form parts ask of a field. */
#include "core/tampilan/komponen.h"

str
field_id_text(struct html *out, const char *prefix, str name)
{
    return str_format(out->out.arena, "%s-" STR, prefix, STR_ARG(name));
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

str
str_number(int64_t n)
{
    static _Thread_local char digits[24];
    char *p = digits + sizeof digits;
    must(n >= 0);
    do
        *--p = (char)('0' + n % 10);
    while (n /= 10);
    return (str){ p, (size_t)(digits + sizeof digits - p) };
}
