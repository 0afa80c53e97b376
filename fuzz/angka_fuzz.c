/* angka_fuzz.c: amounts, volumes, whole numbers and dates as people type them: what is read is what is shown. */
#include "base/clock.h"
#include "base/money.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    str typed = { (const char *)bytes, len };
    money amount;
    volume size;
    int64_t number;
    date day, again;
    (void)(money_parse(typed, &amount) == OK && volume_parse(typed, &size) == OK);
    if (int_parse(typed, &number) == OK) {
        int64_t back;
        must(int_parse(str_format(arena, "%lld", (long long)number), &back) == OK && back == number);
    }
    if (date_parse(typed, &day) == OK) {
        must(str_eq(date_iso(arena, day), typed));
        must(date_parse(date_iso(arena, date_from_number(date_number(day))), &again) == OK);
        must(date_number(again) == date_number(day));
    }
    (void)str_letters(typed);
    arena_close(arena);
    return 0;
}
