/* qr.c: a QR code as a drawing in the page. */
#include <qrencode.h>

#include "html/html.h"

/* Four dots of quiet zone around it; runs of dark dots are one line each. */
markup
html_qr(const struct html *h, str text)
{
    enum { QUIET = 4 };
    struct buf b = { .arena = h->out.arena };
    QRcode *qr = QRcode_encodeString(cstr(b.arena, text), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (!qr)
        return (markup){ { 0 } };
    int side = qr->width + 2 * QUIET;
    buf_format(&b, "<svg class=\"qr\" viewBox=\"0 0 %d %d\" width=\"232\" height=\"232\" shape-rendering=\""
        "crispEdges\" aria-hidden=\"true\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"#000\" d=\"",
        side, side, side, side);
    for (int row = 0; row < qr->width; row++)
        for (int col = 0, run; col < qr->width; col += run) {
            for (run = 0; col + run < qr->width && (qr->data[row * qr->width + col + run] & 1); run++)
                ;
            if (run)
                buf_format(&b, "M%d %dh%dv1h-%dz", col + QUIET, row + QUIET, run, run);
            run += !run;
        }
    buf_str(&b, S("\"/></svg>"));
    QRcode_free(qr);
    return (markup){ buf_view(&b) };
}
