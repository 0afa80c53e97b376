/* langsung.c: /langsung?kanal=aduan&kanal=kabar: an open page hears that there is something new for its person. */
#include "core/langsung/langsung.h"

enum { CHANNELS_MOST = 8 };

enum outcome
langsung_say(struct db *db, const struct signal *s)
{
    return store_say(db, signal_write(db_arena_of(db), s));
}

enum outcome
langsung_end(struct db *db, int64_t akun, str sesi)
{
    return langsung_say(db, &(struct signal){ .channel = &channel_sesi, .key = akun, .name = "akhir", .text = sesi });
}

/* "aduan", or "aduan-123" for what concerns one thing. False: there is none, or nothing on it is for this person. */
static bool
hearing_of(struct req *req, str asked, struct hearing *h)
{
    str rest = asked, name;
    *h = (struct hearing){ 0 };
    str_cut(&rest, '-', &name);
    h->channel = channel_of(req->modules, name);
    if (!h->channel || h->channel == &channel_sesi || (rest.len && !str_int(rest, &h->key)))
        return false;
    if (h->channel->own) {
        h->key = req->who.akun;
        h->scope.all = true;
        return true;
    }
    h->scope = who_scope(req->arena, &req->who, h->channel->may);
    return h->scope.all || h->scope.count;
}

/* 204 tells a browser not to come again. */
static enum outcome
listen(struct req *req)
{
    struct hearing_list list = { arena_array(req->arena, struct hearing, CHANNELS_MOST), 0 };
    for (size_t i = 0; i < req->arg_count && list.count < CHANNELS_MOST; i++)
        if (str_eqz(req->args[i].name, "kanal") && hearing_of(req, req->args[i].value, &list.items[list.count]))
            list.count++;
    if (list.count)
        return reply_stream(req, list);
    req->status = 204;
    req->bare = req->no_store = true;
    return OK;
}

static const struct route pages[] = {
    GET("/langsung", listen, &signed_in, no_place, .quiet = true),
    { 0 }
};

const struct module langsung_module = {
    .name   = "langsung",
    .title  = "Kabar langsung",
    .routes = LIST(struct route, pages),
};
