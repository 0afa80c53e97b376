/* fault.c: forms that end the program on purpose, and leave a mark; only in pamong-jatuh, for scenarios/soket. */
#include "http/http.h"

/* A NULL that the compiler does not see. */
static void
fall(struct req *req, const char *where)
{
    static int *volatile nowhere;
    if (form_has(&req->form, S("di"), str_of(where)))
        *nowhere = 1;           /* NOLINT(clang-analyzer-core.NullDereference): falls on purpose */
}

static enum outcome
read(struct req *req)
{
    fall(req, "read");
    must(!form_has(&req->form, S("di"), S("must")));
    return OK;
}

static enum outcome
apply(struct req *req)
{
    fall(req, "apply");
    return redirect(req, "/");
}

/* The mark is the form's own key, which the router keeps in the same transaction. */
static enum outcome
mark(struct req *req)
{
    return redirect(req, "/");
}

static enum outcome
look(struct req *req)
{
    struct query q = query_of(req->db, "SELECT count(*) FROM kunci_kirim WHERE kunci = $1");
    query_bind(&q, form_value(&req->form, S("dicari")));
    int64_t count = query_next(&q) ? query_int(&q) : 0;
    TRY(query_end(&q));
    return count == 1 ? redirect(req, "/?ada") : redirect(req, "/");
}

static const struct route pages[] = {
    POST("/uji/ada",   NULL, look, NULL, &anyone, no_place),
    POST("/uji/catat", NULL, mark, NULL, &anyone, no_place),
    POST("/uji/jatuh", read, apply, NULL, &anyone, no_place),
    { 0 }
};

extern const struct module fault_module;
const struct module fault_module = {
    .name   = "jatuh",
    .title  = "Uji jatuh",
    .routes = LIST(struct route, pages),
};
