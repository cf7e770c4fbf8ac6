#include "common/utf8.h"

#include <string.h>

static const uint64_t HIGH_BITS = 0x8080808080808080u;

/* What may follow a lead byte (table 3-7): the whole length and the range of the second byte; length 0 is no lead byte. */
struct lead {
    uint8_t length;
    uint8_t low, high;
};

static struct lead lead_of(unsigned char byte)
{
    if (byte < 0xC2 || byte > 0xF4)
        return (struct lead){0};
    if (byte < 0xE0)
        return (struct lead){2, 0x80, 0xBF};
    if (byte < 0xF0)
        return (struct lead){3, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF};
    return (struct lead){4, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF};
}

/* Decode at p (left > 0 bytes); *used gets the bytes of the sequence or of its maximal subpart. False when ill-formed. */
static bool decode(const unsigned char *p, size_t left, uint32_t *code, size_t *used)
{
    *used = 1;
    *code = p[0];
    if (p[0] < 0x80)
        return true;
    struct lead lead = lead_of(p[0]);
    if (!lead.length || left < 2 || p[1] < lead.low || p[1] > lead.high)
        return false;
    *code = ((uint32_t)p[0] & (0x7Fu >> lead.length)) << 6 | (p[1] & 0x3Fu);
    for (*used = 2; *used < lead.length; ++*used) {
        if (*used >= left || (p[*used] & 0xC0) != 0x80)
            return false;
        *code = *code << 6 | (p[*used] & 0x3Fu);
    }
    return true;
}

/* How many bytes at the beginning are ASCII, by words of 8; may stop up to 7 bytes early. */
static size_t ascii_words(const unsigned char *p, size_t len)
{
    size_t at = 0;
    uint64_t words[4];
    for (; len - at >= sizeof words; at += sizeof words) {
        memcpy(words, p + at, sizeof words);
        if ((words[0] | words[1] | words[2] | words[3]) & HIGH_BITS)
            break;
    }
    for (; len - at >= sizeof words[0]; at += sizeof words[0]) {
        memcpy(words, p + at, sizeof words[0]);
        if (words[0] & HIGH_BITS)
            break;
    }
    return at;
}

/* The bytes from `at` on that are well-formed: where the first ill-formed sequence begins, or len. */
static size_t well_formed_until(struct view text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    while (at < text.len) {
        if (p[at] < 0x80) {
            at += ascii_words(p + at, text.len - at);
            while (at < text.len && p[at] < 0x80)
                at++;
            continue;
        }
        uint32_t code;
        size_t used;
        if (!decode(p + at, text.len - at, &code, &used))
            break;
        at += used;
    }
    return at;
}

uint32_t utf8_next(struct view text, size_t *at)
{
    uint32_t code;
    size_t used;
    bool good = decode((const unsigned char *)text.ptr + *at, text.len - *at, &code, &used);
    *at += used;
    return good ? code : UTF8_REPLACEMENT;
}

void utf8_add(uint32_t code, struct buf *out)
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = UTF8_REPLACEMENT;
    unsigned char bytes[UTF8_MAX_BYTES];
    size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, code >>= 6)
        bytes[i] = (unsigned char)(0x80 | (code & 0x3F));
    bytes[0] = (unsigned char)(len == 1 ? code : (0xF00u >> len | code));
    buf_add(out, bytes, len);
}

bool utf8_valid(struct view text)
{
    return well_formed_until(text, 0) == text.len;
}

bool utf8_is_ascii(struct view text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t at = text.len ? ascii_words(p, text.len) : 0;
    while (at < text.len && p[at] < 0x80)
        at++;
    return at == text.len;
}

size_t utf8_repair(struct view text, struct buf *out)
{
    size_t replaced = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = well_formed_until(text, at);
        buf_add(out, text.ptr + at, end - at);
        at = end;
        if (at < text.len) {
            utf8_next(text, &at);
            utf8_add(UTF8_REPLACEMENT, out);
            replaced++;
        }
    }
    return replaced;
}

struct view utf8_without_mark(struct view text)
{
    static const struct view mark = {"\xEF\xBB\xBF", 3};
    return view_starts_with(text, mark) ? view_sub(text, mark.len, text.len) : text;
}
