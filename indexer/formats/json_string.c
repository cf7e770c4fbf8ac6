/* Strings of JSON, decoded: their escapes were checked when the reader went over them. */
#include "indexer/formats/json_reader.h"

#include "common/utf8.h"

#include <string.h>

static uint32_t hex4(const char *digits)
{
    uint32_t n = 0;
    for (size_t i = 0; i < 4; i++) {
        char c = digits[i];
        n = n << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return n;
}

/* Append the character of the escape at s.ptr[at] (checked when it was read); returns where it ends. */
static size_t decode_escape(struct view s, size_t at, struct buf *out)
{
    static const char from[] = "bfnrt";
    static const char to[] = "\b\f\n\r\t";
    char c = s.ptr[at + 1];
    if (c != 'u') {
        const char *found = strchr(from, c);
        buf_add_char(out, found ? to[found - from] : c);
        return at + 2;
    }
    uint32_t code = hex4(s.ptr + at + 2);
    at += 6;
    if (code >= 0xD800 && code < 0xDC00 && at + 6 <= s.len && s.ptr[at] == '\\' && s.ptr[at + 1] == 'u') {
        uint32_t low = hex4(s.ptr + at + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            at += 6;
        }
    }
    utf8_add(code ? code : UTF8_REPLACEMENT, out);
    return at;
}

void json_decode(const struct json_value *value, struct buf *out)
{
    struct view s = value->raw;
    if (value->kind != JSON_STRING || !value->escaped) {
        buf_add_view(out, s);
        return;
    }
    buf_reserve(out, s.len);
    for (size_t at = 0; at < s.len;) {
        const char *escape = memchr(s.ptr + at, '\\', s.len - at);
        size_t end = escape ? (size_t)(escape - s.ptr) : s.len;
        buf_add_view(out, view_sub(s, at, end));
        at = escape ? decode_escape(s, end, out) : end;
    }
}
