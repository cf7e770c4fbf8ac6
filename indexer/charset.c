#include "indexer/charset.h"

#include "common/utf8.h"
#include "indexer/charset_guess.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

enum { CHUNK = 4096 };

/* ICU calls this for what cannot be converted; every case is counted and becomes U+FFFD. */
static void count_and_replace(const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
                              UConverterCallbackReason reason, UErrorCode *code)
{
    (void)units;
    (void)length;
    if (reason > UCNV_IRREGULAR)
        return;
    size_t *count;
    memcpy(&count, &context, sizeof count);
    ++*count;
    *code = U_ZERO_ERROR;
    static const UChar replacement = UTF8_REPLACEMENT;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, code);
}

/* Append UTF-16; *high carries the first half of a pair over to the next chunk. */
static void add_utf16(const UChar *units, size_t count, uint32_t *high, struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t unit = units[i];
        if (*high && unit >= 0xDC00 && unit < 0xE000) {
            utf8_add(0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00), out);
            *high = 0;
            continue;
        }
        if (*high)
            utf8_add(UTF8_REPLACEMENT, out);
        *high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
        if (!*high && unit != 0xFEFF)
            utf8_add(unit, out);
    }
}

enum status charset_convert(struct view bytes, const char *name, struct buf *out, size_t *replacements, struct error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &code);
    if (U_FAILURE(code))
        return error_set(err, STATUS_INPUT, "is in the charset %s, which cannot be converted", name);
    ucnv_setToUCallBack(converter, count_and_replace, replacements, NULL, NULL, &code);
    const char *from = bytes.ptr;
    const char *end = bytes.ptr + bytes.len;
    uint32_t high = 0;
    buf_clear(out);
    buf_reserve(out, bytes.len + bytes.len / 8);
    UChar chunk[CHUNK] = {0};
    do {
        UChar *to = chunk;
        code = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &to, chunk + CHUNK, &from, end, NULL, true, &code);
        add_utf16(chunk, (size_t)(to - chunk), &high, out);
    } while (code == U_BUFFER_OVERFLOW_ERROR && !out->overflow);
    ucnv_close(converter);
    if (high)
        utf8_add(UTF8_REPLACEMENT, out);
    if (out->overflow)
        return error_set(err, STATUS_INPUT, "is too large as UTF-8");
    if (U_FAILURE(code))
        return error_set(err, STATUS_INPUT, "could not be converted from %s: %s", name, u_errorName(code));
    return STATUS_OK;
}

enum status charset_to_utf8(struct view bytes, struct buf *out, struct charset_result *result, struct error *err)
{
    size_t mark = 0;
    struct charset_result used = {0};
    charset_guess(bytes, used.name, sizeof used.name, &mark);
    struct view body = view_sub(bytes, mark, bytes.len);
    buf_clear(out);
    enum status status = STATUS_OK;
    buf_add_text(out, ""); /* an empty file is an empty text, not a missing one */
    if (strcmp(used.name, "UTF-8") != 0 && body.len)
        status = charset_convert(body, used.name, out, &used.replacements, err);
    else {
        used.replacements = utf8_repair(body, out);
        if (out->overflow)
            status = error_set(err, STATUS_INPUT, "is too large as UTF-8");
    }
    if (status == STATUS_OK)
        *result = used;
    return status;
}

/* Without the beginning of a character at its end. */
static struct view whole_characters(struct view v)
{
    size_t end = v.len;
    while (end > 0 && v.len - end < 3 && ((unsigned char)v.ptr[end - 1] & 0xC0) == 0x80)
        end--;
    if (end == 0 || (unsigned char)v.ptr[end - 1] < 0xC0)
        return v;
    size_t at = end - 1;
    return utf8_next(v, &at) == UTF8_REPLACEMENT ? view_sub(v, 0, end - 1) : v;
}

bool charset_of_parts(struct view head, char *name, size_t size)
{
    static const char *const bytewise[] = {"windows-125", "ISO-8859-", "KOI8-"};
    size_t mark = 0;
    name[0] = '\0';
    if (charset_is_wide(head))
        return false;
    charset_guess(whole_characters(head), name, size, &mark);
    for (size_t i = 0; i < sizeof bytewise / sizeof *bytewise; i++)
        if (view_starts_with(view_of(name), view_of(bytewise[i])))
            return true;
    const bool is_utf8 = strcmp(name, "UTF-8") == 0;
    name[0] = '\0';
    return is_utf8;
}
