/* beranda.h: the first page, and where a person lands after logging in. */
#pragma once

#include "http/http.h"

extern const struct route beranda_situs[], cari_pages[];
extern const struct module beranda_module;
