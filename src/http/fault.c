/* fault.c: forms that end the program on purpose; only in pamong-jatuh, which the tests of sockets start. */
#include "http/http.h"

/* A NULL that the compiler does not see. */
static void
fall(struct req *req, const char *where)
{
    static int *volatile nowhere;
    if (form_has(&req->form, S("di"), str_of(where)))
        *nowhere = 1;
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

static const struct route pages[] = {
    POST("/uji/jatuh", read, apply, NULL, &anyone, no_place),
    { 0 }
};

extern const struct module fault_module;
const struct module fault_module = {
    .name   = "jatuh",
    .title  = "Uji jatuh",
    .routes = LIST(struct route, pages),
};
