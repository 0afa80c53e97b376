/* signal.c: a signal to open pages as a text: from the transaction that says it to the streams that carry it. */
#include "http/http_internal.h"

const struct channel channel_sesi = { "sesi", &signed_in, true };

str
signal_write(struct arena *arena, const struct signal *s)
{
    must(s->name && str_find(s->text, S("\n")) < 0 && s->text.len <= SIGNAL_MOST);
    return str_format(arena, "%s\n%lld\n" STR "\n%lld\n%s\n" STR, s->channel->name, (long long)s->key,
        STR_ARG(s->place.wilayah), (long long)s->place.opd, s->name, STR_ARG(s->text));
}

const struct channel *
channel_of(const struct module *const *modules, str name)
{
    for (; *modules; modules++)
        for (const struct channel *const *c = (*modules)->channels; c && *c; c++)
            if (str_eqz(name, (*c)->name))
                return *c;
    return NULL;
}

/* False when it is of a channel that this node does not know. */
bool
signal_read(struct arena *arena, const struct module *const *modules, str text, struct signal *s)
{
    str channel, key, opd, name;
    if (!str_cut(&text, '\n', &channel) || !str_cut(&text, '\n', &key) || !str_cut(&text, '\n', &s->place.wilayah)
        || !str_cut(&text, '\n', &opd) || !str_cut(&text, '\n', &name))
        return false;
    s->channel = channel_of(modules, channel);
    s->name = cstr(arena, name);
    s->text = text;
    return s->channel && str_int(key, &s->key) && str_int(opd, &s->place.opd);
}
