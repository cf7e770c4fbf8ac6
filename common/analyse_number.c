#include "common/analyse_parts.h"

#include "common/chars.h"

static const struct {
    const char *text;
    uint8_t scale;
} suffixes[] = {
    {"k", SCALE_THOUSAND}, {"m", SCALE_MILLION},   {"mn", SCALE_MILLION},   {"mln", SCALE_MILLION},
    {"bn", SCALE_BILLION}, {"tn", SCALE_TRILLION}, {"trn", SCALE_TRILLION},
};

/* A scale written on to the digits: 3.5bn. Returns where it ends, `at` when there is none. */
static uint32_t take_suffix(const struct scan *s, uint32_t at, uint8_t *scale)
{
    uint32_t end = at;
    while (end < s->end && end - at < 4 && char_is_ascii_letter(s->text[end]))
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
static uint8_t currency_before(struct scan *s, uint32_t start)
{
    if (s->currency && (s->currency_end == start || (s->currency_end + 1 == start && s->text[s->currency_end] == ' ')))
        return s->currency;
    if (s->variant_position + 1 >= s->position)
        scan_put_variants(s); /* one may be the last token */
    if (s->out->count == 0 || s->first_word || start < 4 || s->text[start - 1] != ' ')
        return CURRENCY_NONE;
    const struct token *last = &s->out->items[s->out->count - 1];
    const struct entry *e = (const struct entry *)last->word;
    bool code = e->special == SPECIAL_CURRENCY && e->word.text_len == 3 && char_is_ascii_upper(s->text[last->start]);
    return code && last->end + 1 == start && last->position + 1 == s->position ? e->detail : CURRENCY_NONE;
}

static bool letter_follows(const struct scan *s, uint32_t at)
{
    size_t next;
    return at < s->end && char_kind(char_decode(s->text, at, s->end, &next)) == CHAR_LETTER;
}

void number_emit(struct scan *s, const struct entry *e, uint8_t scale, uint32_t start, uint32_t end)
{
    uint8_t currency = currency_before(s, start);
    scan_emit(s, e, start, end, false);
    if (!e)
        return;
    s->number = (struct number){.active = true,
                                .scale = scale,
                                .currency = currency,
                                .len = e->word.text_len,
                                .position = s->position - 1,
                                .start = start,
                                .end = end,
                                .next = end};
    memcpy(s->number.text, e->text, e->word.text_len);
}

bool number_scan(struct scan *s, const struct entry **entry)
{
    struct digits d = {.len = 0};
    bool plain;
    uint32_t start = s->at;
    uint32_t end = digits_take(s, start, &d, &plain);
    if (end == start)
        return false; /* ① and the like */
    uint8_t scale = SCALE_NONE;
    uint32_t behind = take_suffix(s, end, &scale);
    if (behind == end && plain && letter_follows(s, end))
        return false;
    *entry = d.len <= sizeof d.text ? entry_of(s->a, d.text, d.len) : NULL;
    number_emit(s, *entry, scale, start, behind);
    s->at = behind;
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
        const char *front = with_currency ? currencies[n.currency] : "";
        const char *behind = n.percent ? "%" : scales[n.scale];
        digits_add(&d, front, strlen(front));
        digits_add(&d, n.text, n.len);
        digits_add(&d, behind, strlen(behind));
        if (d.len <= sizeof d.text)
            scan_add_variant_text(s, (struct view){d.text, d.len}, n.start, n.end, n.position);
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
