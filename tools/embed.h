/* embed.h: what the generators of embed share: reading, complaining, writing C. */
#pragma once

#include <stdbool.h>
#include <stdio.h>

enum { ITEMS_MOST = 4096 };

/* What is being read, for complaints. */
extern const char *file_name;
extern int line_number;

_Noreturn void stop(const char *why, ...) __attribute__((format(printf, 1, 2)));        /* leaves no half-made file */
FILE *make(const char *path);
int   finish(FILE *);
char *read_file(const char *path, size_t *len);         /* never freed before the end, unless the caller does */
void  put_c(FILE *, const char *, size_t);              /* as the inside of a C string literal */

/* The text of a schema (embed_sql.c). */
extern const char *sql_start;
void  stands_at(const char *);                          /* sets line_number; pieces are cut by NULs, no line ends */
void  clean(char *sql);                                 /* blanks out remarks; what remains is SQL and literals */
bool  in_word(char);
void  refuse_banned(const char *statement);
char *past_blanks(char *);
void  take_word(char **, char *word, size_t size);
bool  begins(const char *, const char *words);

int do_schema(int argc, char **argv);
int do_texts(char **argv);
