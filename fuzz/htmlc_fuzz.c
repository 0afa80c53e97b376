/* htmlc_fuzz.c: the template compiler: any text ends in C or in a message, and what it takes is balanced and whole. */
#include <ctype.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

static jmp_buf stopped;
#define exit(code) longjmp(stopped, 1 + (code))
#define main htmlc_main
int main(int, char **);
#include "../tools/htmlc.c"
#undef main
#undef exit

/* stop() leaves by longjmp here, past its frees; in the program the process ends. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0"; }

static void
forget(void)
{
    line = column = 1;
    loops = depth = guard_missing = 0;
    literal_len = 0;
    here = (struct context){ .place = TEXT };
    memset(blocks, 0, sizeof blocks);
    memset(open_tags, 0, sizeof open_tags);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static char text[4096], *written[2];
    static size_t sizes[2];
    FILE *quiet = stderr;
    len = len < sizeof text ? len : sizeof text - 1;
    memcpy(text, bytes, len);
    text[len] = '\0';
    forget();
    cursor = text;
    shown = "uji.html";
    code = open_memstream(&written[0], &sizes[0]);
    head = open_memstream(&written[1], &sizes[1]);
    stderr = fopen("/dev/null", "w");
    must(code && head && stderr);
    if (setjmp(stopped) == 0) {
        translate();
        must(depth == 0 && here.elements == 0 && here.place == TEXT);
    }
    fclose(stderr);
    stderr = quiet;
    fclose(code);
    fclose(head);
    free(written[0]);
    free(written[1]);
    return 0;
}
