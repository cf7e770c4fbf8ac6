#include "common/analyse_parts.h"

#include "common/chars.h"

/* Separators behind a number, each followed by digits at once. */
enum { GROUPS_MAX = 12 };
enum separator { SEPARATOR_NONE, SEPARATOR_GROUP, SEPARATOR_DECIMAL };

struct group {
    enum separator kind;
    uint32_t sign; /* the character itself */
    unsigned digits;
    uint32_t first, end; /* of the digits */
};

void digits_add(struct digits *d, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++, d->len++) {
        if (d->len < sizeof d->text)
            d->text[d->len] = text[i];
    }
}

/* Digits of any script from `at` on, as ASCII; returns where they end. `d` may be NULL. */
static uint32_t take_digits(const struct scan *s, uint32_t at, struct digits *d, unsigned *count)
{
    *count = 0;
    while (at < s->end) {
        size_t next;
        int digit = char_digit(char_decode(s->text, at, s->end, &next));
        if (digit < 0)
            break;
        if (d)
            digits_add(d, &(char){(char)('0' + digit)}, 1);
        ++*count;
        at = (uint32_t)next;
    }
    return at;
}

static enum separator separator_kind(const struct scan *s, uint32_t c)
{
    bool comma = language_info(s->a->language)->decimal_comma;
    switch (c) {
    case ',':
        return comma ? SEPARATOR_DECIMAL : SEPARATOR_GROUP;
    case '.':
        return comma ? SEPARATOR_GROUP : SEPARATOR_DECIMAL;
    case 0x066B:
        return SEPARATOR_DECIMAL;
    case 0x066C:
    case 0x00A0: /* no-break and thin spaces: 1 000 in French, Russian … */
    case 0x202F:
    case 0x2009:
        return SEPARATOR_GROUP;
    default:
        return SEPARATOR_NONE;
    }
}

static size_t look_ahead(const struct scan *s, uint32_t at, struct group groups[GROUPS_MAX])
{
    size_t count = 0;
    while (at < s->end && count < GROUPS_MAX) {
        size_t next;
        struct group g = {.sign = char_decode(s->text, at, s->end, &next)};
        g.kind = separator_kind(s, g.sign);
        if (g.kind == SEPARATOR_NONE)
            break;
        g.first = (uint32_t)next;
        g.end = take_digits(s, g.first, NULL, &g.digits);
        if (g.digits == 0 || (g.sign > 0x80 && g.kind == SEPARATOR_GROUP && g.digits != 3))
            break;
        groups[count++] = g;
        at = g.end;
    }
    return count;
}

/* How many of the groups are thousands: all with one sign and three digits, behind one to three. */
static size_t count_thousands(unsigned first, const struct group *groups, size_t count)
{
    size_t thousands = 0;
    if (first == 0 || first > 3)
        return 0;
    while (thousands < count && groups[thousands].digits == 3 && groups[thousands].sign == groups[0].sign)
        thousands++;
    if (thousands < count && groups[thousands].sign == groups[0].sign)
        return 0; /* 1,234,5 is a list */
    if (count && groups[0].kind == SEPARATOR_DECIMAL && thousands < 2)
        return 0; /* 1.000 is a decimal, 1.000.000 cannot be */
    return thousands;
}

/* Is the group behind the thousands a decimal fraction? A second sign of its kind makes it a version number or a date. */
static bool is_fraction(const struct group *groups, size_t at, size_t count)
{
    if (at >= count || (at + 1 < count && groups[at + 1].sign == groups[at].sign))
        return false;
    if (groups[at].kind == SEPARATOR_DECIMAL)
        return true;
    return groups[at].sign == '.' && at == 0 && groups[at].digits != 3; /* 2.5 in German text */
}

bool digits_inside_list(const struct scan *s, uint32_t at)
{
    return at >= s->start + 2 && (s->text[at - 1] == '.' || s->text[at - 1] == ',') && char_digit(s->text[at - 2]) >= 0;
}

static const struct {
    uint32_t sign;
    const char *decimals;
} fractions[] = {
    {0x00BD, ".5"},  {0x00BC, ".25"},  {0x00BE, ".75"},  {0x2153, ".33"},  {0x2154, ".67"},
    {0x2155, ".2"},  {0x2156, ".4"},   {0x2157, ".6"},   {0x2158, ".8"},   {0x2159, ".17"},
    {0x215A, ".83"}, {0x215B, ".125"}, {0x215C, ".375"}, {0x215D, ".625"}, {0x215E, ".875"},
};

/* ½ and the like behind digits or alone. */
static uint32_t take_fraction_sign(const struct scan *s, uint32_t at, struct digits *d)
{
    size_t next;
    if (at >= s->end || s->text[at] < 0x80)
        return at;
    uint32_t c = char_decode(s->text, at, s->end, &next);
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++) {
        if (fractions[i].sign != c)
            continue;
        if (d->len == 0)
            digits_add(d, "0", 1);
        digits_add(d, fractions[i].decimals, strlen(fractions[i].decimals));
        return (uint32_t)next;
    }
    return at;
}

uint32_t digits_take(const struct scan *s, uint32_t at, struct digits *d, bool *plain)
{
    struct group groups[GROUPS_MAX] = {0};
    unsigned first, ignored;
    uint32_t begin = at;
    if (s->text[at] == '.')
        digits_add(d, "0", 1);
    uint32_t end = take_digits(s, at, d, &first);
    size_t count = look_ahead(s, end, groups);
    size_t used = digits_inside_list(s, begin) ? 0 : count_thousands(first, groups, count);
    for (size_t i = 0; i < used; i++)
        end = take_digits(s, groups[i].first, d, &ignored);
    bool fraction =
        !digits_inside_list(s, begin) && is_fraction(groups, used, count) && (used == 0 || groups[used].kind == SEPARATOR_DECIMAL);
    if (fraction) {
        digits_add(d, ".", 1);
        end = take_digits(s, groups[used].first, d, &ignored);
    }
    *plain = used == 0 && !fraction;
    uint32_t behind = fraction ? end : take_fraction_sign(s, end, d);
    *plain = *plain && behind == end;
    return behind;
}
