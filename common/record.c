#include "common/article.h"

#include <string.h>

/* The stored form, version 1:
 *   'L' 1                          two bytes
 *   segment segments offset length first_paragraph
 *   published modified             each: seconds (zigzag), zone (zigzag), precision
 *   hash                           16 bytes, low first, little-endian
 *   strings                        in the order of the table, each after its length; then nothing more
 * Numbers without a size are varints. */
enum { RECORD_MARK = 'L', RECORD_VERSION = 1 };

static const size_t string_fields[] = {
    offsetof(struct article, id),       offsetof(struct article, title),  offsetof(struct article, source),
    offsetof(struct article, place),    offsetof(struct article, author), offsetof(struct article, url),
    offsetof(struct article, language), offsetof(struct article, topics), offsetof(struct article, path),
    offsetof(struct article, text),
};
enum { STRING_FIELDS = sizeof string_fields / sizeof *string_fields };

static uint64_t zigzag(int64_t n)
{
    return ((uint64_t)n << 1) ^ (n < 0 ? UINT64_MAX : 0);
}

static int64_t unzigzag(uint64_t n)
{
    return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
}

static void add_date(struct date d, struct buf *out)
{
    buf_add_varint(out, zigzag(d.seconds));
    buf_add_varint(out, zigzag(d.zone));
    buf_add_varint(out, d.precision);
}

static void add_fixed(uint64_t n, struct buf *out)
{
    char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (char)(n >> (8 * i) & 0xFF);
    buf_add(out, bytes, sizeof bytes);
}

void record_encode(const struct record *r, struct buf *out)
{
    const char head[] = {RECORD_MARK, RECORD_VERSION};
    const uint32_t numbers[] = {r->segment, r->segments, r->offset, r->length, r->first_paragraph};
    buf_add(out, head, sizeof head);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        buf_add_varint(out, numbers[i]);
    add_date(r->article.published, out);
    add_date(r->article.modified, out);
    add_fixed(r->hash.low, out);
    add_fixed(r->hash.high, out);
    for (size_t i = 0; i < STRING_FIELDS; i++) {
        struct view v;
        memcpy(&v, (const char *)&r->article + string_fields[i], sizeof v);
        buf_add_string(out, v);
    }
}

static bool take_number(struct view *in, uint64_t max, uint64_t *out)
{
    return view_take_varint(in, out) && *out <= max;
}

static bool take_date(struct view *in, struct date *out)
{
    uint64_t seconds, zone, precision;
    if (!view_take_varint(in, &seconds) || !take_number(in, UINT16_MAX, &zone) || !take_number(in, DATE_SECOND, &precision))
        return false;
    *out = (struct date){unzigzag(seconds), (int16_t)unzigzag(zone), (uint8_t)precision};
    return true;
}

static bool take_fixed(struct view *in, uint64_t *out)
{
    if (in->len < 8)
        return false;
    *out = 0;
    for (int i = 0; i < 8; i++)
        *out |= (uint64_t)(unsigned char)in->ptr[i] << (8 * i);
    *in = view_sub(*in, 8, in->len);
    return true;
}

static bool take_numbers(struct view *in, struct record *r)
{
    uint32_t *const targets[] = {&r->segment, &r->segments, &r->offset, &r->length, &r->first_paragraph};
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        uint64_t n;
        if (!take_number(in, UINT32_MAX, &n))
            return false;
        *targets[i] = (uint32_t)n;
    }
    return true;
}

static bool take_strings(struct view *in, struct article *a)
{
    for (size_t i = 0; i < STRING_FIELDS; i++) {
        struct view v;
        if (!view_take_string(in, &v))
            return false;
        memcpy((char *)a + string_fields[i], &v, sizeof v);
    }
    return true;
}

static bool is_padding(struct view rest)
{
    return rest.len == 0 || (rest.len <= RECORD_MOST_PADDING && rest.ptr[0] == 0);
}

enum status record_decode(struct view stored, struct record *out, struct error *err)
{
    if (stored.len < 2 || stored.ptr[0] != RECORD_MARK)
        return error_set(err, STATUS_INDEX, "a stored record does not begin as one");
    if (stored.ptr[1] != RECORD_VERSION)
        return error_set(err, STATUS_INDEX, "a stored record has version %d, this Lede knows version %d",
                         (unsigned char)stored.ptr[1], RECORD_VERSION);
    struct record r = {0};
    struct view in = view_sub(stored, 2, stored.len);
    if (!take_numbers(&in, &r) || !take_date(&in, &r.article.published) || !take_date(&in, &r.article.modified) ||
        !take_fixed(&in, &r.hash.low) || !take_fixed(&in, &r.hash.high) || !take_strings(&in, &r.article) || !is_padding(in))
        return error_set(err, STATUS_INDEX, "a stored record is damaged");
    if (r.segment >= r.segments || r.offset > r.length || r.article.text.len > r.length - r.offset)
        return error_set(err, STATUS_INDEX, "a stored record contradicts itself");
    *out = r;
    return STATUS_OK;
}
