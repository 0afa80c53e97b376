/* letters.c: where a text in UTF-8 may be cut. */
#include "base/letters.h"

str
letters_head(str s, size_t bytes)
{
    str head = str_head(s, bytes);
    while (head.len && head.len < s.len && ((unsigned char)s.ptr[head.len] & 0xC0) == 0x80)
        head.len--;
    return head;
}
