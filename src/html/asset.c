/* asset.c: finding an asset by its plain name or by its path. */
#include "html/asset.h"

const struct asset *
asset_named(const char *name)
{
    for (size_t i = 0; i < asset_count; i++)
        if (strcmp(assets[i].name, name) == 0)
            return &assets[i];
    must(!"an asset that was not built");
    return NULL;
}

const struct asset *
asset_at(str path)
{
    for (size_t i = 0; i < asset_count; i++)
        if (str_eqz(path, assets[i].path))
            return &assets[i];
    return NULL;
}

str asset_url(const char *name) { return str_of(asset_named(name)->path); }
