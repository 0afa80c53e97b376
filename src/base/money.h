/* money.h: amounts, volumes and shares as whole numbers; floating point never touches them. */
#pragma once

#include "base/base.h"

typedef struct { int64_t sen; } money;          /* 1/100 rupiah */
typedef struct { int64_t e4; } volume;          /* 1/10,000 of the unit */
typedef struct { int64_t bp; } share;           /* basis points, 1/100 % */

/* volume x price, rounded half away from zero to `step` (a region's row, default Rp1 = 100 sen).
   INVALID when the product does not fit in 64 bits. Architecture 4; planning.md 2.3. */
enum outcome money_times(money price, volume v, money step, money *out) MUST_CHECK;
/* share of an amount (tax, overhead), rounded the same way. */
enum outcome money_share(money amount, share s, money step, money *out) MUST_CHECK;
enum outcome money_add(money a, money b, money *out) MUST_CHECK;       /* INVALID on overflow */
/* Coefficients multiplied (panjang x lebar x tebal), exactly, rounded once to 1/10,000; at most 8 of them. */
enum outcome volume_product(const volume *factors, size_t count, volume *out) MUST_CHECK;
money money_of_rupiah(int64_t rupiah);

/* What people type: "1.150", "1150", "1150,5", "Rp1.150", with blanks around. INVALID otherwise. */
enum outcome money_parse(str typed, money *out) MUST_CHECK;
enum outcome volume_parse(str typed, volume *out) MUST_CHECK;          /* at most 4 decimals */
enum outcome int_parse(str typed, int64_t *out) MUST_CHECK;            /* "4.821" and "4821" */

/* How people read them (ux.md 3.11). */
str fmt_rupiah(struct arena *, money);          /* Rp700.000.000, -Rp81.780.000 with U+2212, sen only when not 0 */
/* Rp1,04 triliun, Rp148,3 miliar, Rp25 juta; below 1 juta as fmt_rupiah */
str fmt_rupiah_short(struct arena *, money);
str fmt_volume(struct arena *, volume);         /* 1.150,5 */
str fmt_int(struct arena *, int64_t);           /* 4.821 */
str fmt_share(struct arena *, share);           /* 71,8% : one decimal, none when it is 0 */
str fmt_bytes(struct arena *, int64_t bytes);   /* 412 KB, 1,1 MB */
str money_input(struct arena *, money);         /* 1150 or 1150,50: what goes back into a field */
str volume_input(struct arena *, volume);       /* 1150,5 */
