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

struct digits {
    char text[ANALYSE_MAX_TERM];
    size_t len; /* may pass the size of text: then there is no term */
};

static void add_char(struct digits *d, char c)
{
    if (d->len < sizeof d->text)
        d->text[d->len] = c;
    d->len++;
}

static void add_text(struct digits *d, const char *text)
{
    while (*text)
        add_char(d, *text++);
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
            add_char(d, (char)('0' + digit));
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

/* The middle of 3.2.1: no decimal may begin here. */
static bool is_inside_list(const struct scan *s, uint32_t at)
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
            add_char(d, '0');
        add_text(d, fractions[i].decimals);
        return (uint32_t)next;
    }
    return at;
}

/* The whole number at `at`: digits, thousands, decimals. *plain: digits alone. Returns where it ends. */
static uint32_t take_number(const struct scan *s, uint32_t at, struct digits *d, bool *plain)
{
    struct group groups[GROUPS_MAX];
    unsigned first, ignored;
    uint32_t begin = at;
    if (s->text[at] == '.')
        add_char(d, '0');
    uint32_t end = take_digits(s, at, d, &first);
    size_t count = look_ahead(s, end, groups);
    size_t used = is_inside_list(s, begin) ? 0 : count_thousands(first, groups, count);
    for (size_t i = 0; i < used; i++)
        end = take_digits(s, groups[i].first, d, &ignored);
    bool fraction =
        !is_inside_list(s, begin) && is_fraction(groups, used, count) && (used == 0 || groups[used].kind == SEPARATOR_DECIMAL);
    if (fraction) {
        add_char(d, '.');
        end = take_digits(s, groups[used].first, d, &ignored);
    }
    *plain = used == 0 && !fraction;
    uint32_t behind = fraction ? end : take_fraction_sign(s, end, d);
    *plain = *plain && behind == end;
    return behind;
}

static const struct {
    const char *text;
    enum scale scale;
} suffixes[] = {
    {"k", SCALE_THOUSAND}, {"m", SCALE_MILLION},   {"mn", SCALE_MILLION},   {"mln", SCALE_MILLION},
    {"bn", SCALE_BILLION}, {"tn", SCALE_TRILLION}, {"trn", SCALE_TRILLION},
};

/* A scale written on to the digits: 3.5bn. Returns where it ends, `at` when there is none. */
static uint32_t take_suffix(const struct scan *s, uint32_t at, uint8_t *scale)
{
    uint32_t end = at;
    while (end < s->end && end - at < 4 && (char_is_lower(s->text[end]) || char_is_upper(s->text[end])))
        end++;
    if (scan_word_starts(s, end))
        return at;
    struct view letters = {(const char *)s->text + at, end - at};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (view_equal_ignoring_case(letters, view_of(suffixes[i].text))) {
            *scale = suffixes[i].scale;
            return end;
        }
    }
    return at;
}

/* The currency in front of the number that begins at `start`: a sign, or a code such as USD. */
static uint8_t currency_before(const struct scan *s, uint32_t start)
{
    if (s->currency && (s->currency_end == start || (s->currency_end + 1 == start && s->text[s->currency_end] == ' ')))
        return s->currency;
    if (s->out->count == 0 || s->first_word || start < 4 || s->text[start - 1] != ' ')
        return CURRENCY_NONE;
    const struct token *last = &s->out->items[s->out->count - 1];
    const struct entry *e = (const struct entry *)last->word;
    bool code = e->special == SPECIAL_CURRENCY && e->word.text_len == 3 && char_is_upper(s->text[last->start]);
    return code && last->end + 1 == start && last->position + 1 == s->position ? e->detail : CURRENCY_NONE;
}

static bool letter_follows(const struct scan *s, uint32_t at)
{
    size_t next;
    return at < s->end && char_kind(char_decode(s->text, at, s->end, &next)) == CHAR_LETTER;
}

bool number_scan(struct scan *s, const struct entry **entry)
{
    struct digits d = {.len = 0};
    bool plain;
    uint32_t start = s->at;
    uint32_t end = take_number(s, start, &d, &plain);
    if (end == start)
        return false; /* ① and the like */
    uint8_t scale = SCALE_NONE;
    uint32_t behind = take_suffix(s, end, &scale);
    if (behind == end && plain && letter_follows(s, end))
        return false;
    uint8_t currency = currency_before(s, start);
    *entry = d.len <= sizeof d.text ? entry_of(s->a, d.text, d.len) : NULL;
    scan_emit(s, *entry, start, behind, false);
    s->at = behind;
    if (!*entry)
        return true;
    s->number = (struct number){.active = true,
                                .scale = scale,
                                .currency = currency,
                                .len = (uint8_t)d.len,
                                .position = s->position - 1,
                                .start = start,
                                .end = behind,
                                .next = behind};
    memcpy(s->number.text, d.text, d.len);
    return true;
}

/* Between a number and what belongs to it stand only white space or a hyphen; a full stop behind "Mio". */
static bool is_near(const struct scan *s, uint32_t start)
{
    for (uint32_t at = s->number.next; at < start;) {
        size_t next;
        uint32_t c = char_decode(s->text, at, s->end, &next);
        if (char_kind(c) != CHAR_SPACE && c != '-' && !(c == '.' && s->number.scale))
            return false;
        at = (uint32_t)next;
    }
    return true;
}

void number_next_word(struct scan *s, const struct entry *e, uint32_t start, uint32_t end)
{
    struct number *n = &s->number;
    enum special special = e && is_near(s, start) ? (enum special)e->special : SPECIAL_NONE;
    bool bare = !n->scale && !n->currency;
    n->next = end;
    if (special == SPECIAL_SCALE && !n->scale) {
        n->scale = e->detail;
        n->end = end;
        return;
    }
    if ((special == SPECIAL_COUNTRY && !n->currency) || (special == SPECIAL_PER && bare)) {
        n->per = special == SPECIAL_PER;
        return;
    }
    if (special == SPECIAL_CURRENCY && !n->currency) {
        n->currency = e->detail;
        n->end = end;
    } else if (bare && (special == SPECIAL_PERCENT || (special == SPECIAL_CENT && n->per))) {
        n->percent = true;
        n->end = end;
    }
    number_finish(s);
}

bool number_sign(struct scan *s, uint32_t at, uint32_t next, uint8_t currency)
{
    struct number *n = &s->number;
    bool digit_follows = next < s->end && char_digit(s->text[next]) >= 0;
    bool used = is_near(s, at) && !n->currency && (currency ? !digit_follows : !n->scale);
    if (used) {
        n->currency = currency;
        n->percent = !currency;
        n->end = next;
    }
    number_finish(s);
    return used;
}

void number_finish(struct scan *s)
{
    static const char *const scales[] = {"", "k", "m", "bn", "tn"};
    static const char *const currencies[] = {"", "$", "\xe2\x82\xac", "\xc2\xa3", "\xc2\xa5"};
    struct number n = s->number;
    s->number.active = false;
    for (int with_currency = 0; with_currency < 2; with_currency++) {
        struct digits d = {.len = 0};
        if (with_currency ? !n.currency : !n.scale && !n.percent)
            continue;
        add_text(&d, with_currency ? currencies[n.currency] : "");
        for (size_t i = 0; i < n.len; i++)
            add_char(&d, n.text[i]);
        add_text(&d, n.percent ? "%" : scales[n.scale]);
        if (d.len <= sizeof d.text)
            scan_add_variant(s, entry_of(s->a, d.text, d.len), n.start, n.end, n.position);
    }
}

bool number_is(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len && (text[at] == '$' || (unsigned char)text[at] >= 0x80))
        at++;
    if (at > 3 || at == len || char_digit((unsigned char)text[at]) < 0)
        return false;
    while (at < len && (char_digit((unsigned char)text[at]) >= 0 || text[at] == '.'))
        at++;
    struct view rest = {text + at, len - at};
    return rest.len == 0 || view_equal(rest, VIEW("%")) || view_equal(rest, VIEW("k")) || view_equal(rest, VIEW("m")) ||
           view_equal(rest, VIEW("bn")) || view_equal(rest, VIEW("tn"));
}
