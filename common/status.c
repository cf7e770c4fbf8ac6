#include "common/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cut `text`, `len` bytes of which fitted, so that it does not end inside a UTF-8 sequence. */
static void trim_to_character(char *text, size_t len)
{
    while (len > 0 && ((unsigned char)text[len - 1] & 0xC0) == 0x80)
        len--;
    if (len > 0 && (unsigned char)text[len - 1] >= 0xC0)
        len--;
    text[len] = '\0';
}

static void format_text(char *out, size_t size, const char *format, va_list args)
{
    int len = vsnprintf(out, size, format, args);
    if (len < 0)
        out[0] = '\0';
    else if ((size_t)len >= size)
        trim_to_character(out, size - 1);
}

enum status error_set(struct error *err, enum status status, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        err->status = status;
        format_text(err->text, sizeof err->text, format, args);
        va_end(args);
    }
    return status;
}

enum status error_prefix(struct error *err, const char *format, ...)
{
    char prefix[ERROR_TEXT_SIZE];
    char whole[2 * ERROR_TEXT_SIZE + 3];
    va_list args;
    va_start(args, format);
    format_text(prefix, sizeof prefix, format, args);
    va_end(args);
    snprintf(whole, sizeof whole, "%s: %s", prefix, err->text);
    return error_set(err, err->status, "%s", whole);
}

int status_exit_code(enum status status)
{
    static const int codes[] = {
        [STATUS_OK] = 0,  [STATUS_NOT_FOUND] = 1, [STATUS_USAGE] = 2,    [STATUS_INDEX] = 3,     [STATUS_INPUT] = 65,
        [STATUS_IO] = 74, [STATUS_LOCKED] = 75,   [STATUS_CHANGED] = 75, [STATUS_TIMEOUT] = 124, [STATUS_INTERRUPTED] = 130,
    };
    return codes[status];
}
