/* text.h: the table of translations, made from po/en.po at build time. */
#pragma once

struct text_pair { const char *id, *en; };
extern const struct text_pair text_en[];                /* sorted by id */
extern const unsigned long text_en_count;
