/* daftar.c: all that the rest of the program knows of personal data. */
#include "core/pribadi/pribadi.h"
#include "core/pribadi/pribadi_schema.h"

const struct module pribadi_module = {
    .name   = "pribadi",
    .title  = "Data pribadi",
    .schema = &pribadi_schema,
};
