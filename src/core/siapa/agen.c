/* agen.c: what a browser says of itself, in words that its owner knows: "Chrome (Android)". */
#include "core/siapa/masuk_dalam.h"

struct mark { const char *mark, *name; };

/* In this order: Edge and Opera say Chrome too, Chrome says Safari, Android says Linux. */
static const struct mark browsers[] = {
    { "SamsungBrowser/", "Samsung Internet" }, { "Edg", "Edge" }, { "OPR/", "Opera" }, { "Firefox/", "Firefox" },
    { "FxiOS/", "Firefox" }, { "CriOS/", "Chrome" }, { "Chrome/", "Chrome" }, { "Safari/", "Safari" }, { 0 } };
static const struct mark systems[] = {
    { "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" }, { "Windows", "Windows" },
    { "CrOS", "ChromeOS" }, { "Mac OS X", "Mac" }, { "Linux", "Linux" }, { 0 } };

static str
first_of(const struct mark *list, str agent)
{
    for (; list->mark; list++)
        if (str_find(agent, str_of(list->mark)) >= 0)
            return str_of(list->name);
    return S("");
}

str
agen_name(struct arena *a, str agent)
{
    str browser = first_of(browsers, agent), system = first_of(systems, agent);
    if (browser.len == 0 || system.len == 0)
        return agent;
    return str_format(a, STR " (" STR ")", STR_ARG(browser), STR_ARG(system));
}
