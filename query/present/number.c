#include "query/present/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void number_add(double number, struct buf *out)
{
    char text[32];
    if (!isfinite(number)) {
        buf_add_text(out, "null");
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    buf_add_text(out, text);
}

void number_add_grouped(uint64_t number, struct buf *out)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRIu64, number);
    size_t len = strlen(digits);
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            buf_add_char(out, ',');
        buf_add_char(out, digits[i]);
    }
}

size_t number_width(uint64_t number)
{
    struct buf text = {0};
    number_add_grouped(number, &text);
    size_t width = text.len;
    buf_release(&text);
    return width;
}
