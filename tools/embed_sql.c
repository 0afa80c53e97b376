/* embed_sql.c: reading the text of a schema: remarks, words, and what is not common to both engines. */
#include "embed.h"

#include <ctype.h>
#include <string.h>

/* Where in the file a piece of it stands; pieces are cut by NULs, which are no line ends. */
const char *sql_start;

void
stands_at(const char *p)
{
    line_number = 1;
    for (const char *c = sql_start; c < p; c++)
        line_number += *c == '\n';
}

/* Blanks out comments; what remains is SQL and '...' literals. */
void
clean(char *sql)
{
    char *quote = NULL;
    for (char *p = sql; *p; p++) {
        if (*p == '\'')
            quote = quote ? NULL : p;
        if (quote)
            continue;
        if (*p == '"' || (p[0] == '/' && p[1] == '*')) {
            stands_at(p);
            stop("%s", *p == '"' ? "names stand without quotes" : "remarks begin with --");
        }
        if (p[0] != '-' || p[1] != '-')
            continue;
        for (; *p && *p != '\n'; p++)
            *p = ' ';
        p--;
    }
    if (quote) {
        stands_at(quote);
        stop("a quote is not closed");
    }
}

static const char *
past_literal(const char *p)
{
    for (p++; *p && *p != '\''; p++)
        ;
    return *p ? p + 1 : p;
}

bool
in_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* The next word outside literals, in capitals; *p then stands behind it. */
static bool
next_word(const char **p, char *word, size_t size)
{
    while (**p && !in_word(**p))
        *p = **p == '\'' ? past_literal(*p) : *p + 1;
    size_t n = 0;
    for (; in_word(**p); (*p)++)
        if (n + 1 < size)
            word[n++] = (char)toupper((unsigned char)**p);
    word[n] = 0;
    return n > 0;
}

/* What is not common to both engines (docs/style.md). */
void
refuse_banned(const char *statement)
{
    static const char *const banned[] = { "SERIAL", "BIGSERIAL", "AUTOINCREMENT", "AUTO_INCREMENT", "NOW", "LIKE",
        "ILIKE", "GLOB", "DEFERRABLE", "DEFERRED", "VARCHAR", "TIMESTAMP", "REAL", "FLOAT", "JSONB", "STRICT", "ROWID",
        "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "STRING_AGG", "GROUP_CONCAT", NULL };
    char word[64], before[64] = "";
    for (const char *p = statement; next_word(&p, word, sizeof word);) {
        stands_at(p);
        for (const char *const *b = banned; *b; b++)
            if (strcmp(word, *b) == 0)
                stop("%s is not common to both engines", word);
        if (strcmp(before, "INSERT") == 0 && strcmp(word, "OR") == 0)
            stop("INSERT OR is not common to both engines: write ON CONFLICT");
        memcpy(before, word, sizeof word);
    }
}

char *
past_blanks(char *s)
{
    while (isspace((unsigned char)*s))
        s++;
    return s;
}

/* Takes one word off *s; empty when something else stands there. */
void
take_word(char **s, char *word, size_t size)
{
    size_t n = 0;
    for (*s = past_blanks(*s); in_word(**s); (*s)++)
        if (n + 1 < size)
            word[n++] = **s;
    word[n] = 0;
}

bool
begins(const char *s, const char *words)
{
    size_t n = strlen(words);
    return strncmp(s, words, n) == 0 && !in_word(s[n]);
}
