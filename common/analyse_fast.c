#include "common/analyse_ahead.h"

#include "common/chars.h"

static const struct entry *find_plain(struct analyser *a, const struct ahead *word)
{
    const struct entry *e = entry_find_steps(a, word->hash, word->steps, word->len);
    if (e)
        return e;
    char lower[LEN_AHEAD];
    for (unsigned i = 0; i < word->len; i++)
        lower[i] = (char)(word->steps[i / WORD_STEP] >> 8 * (i % WORD_STEP));
    return entry_add(a, word->hash, lower, word->len);
}

static void emit_plain(struct scan *s, const struct ahead *word)
{
    const struct entry *e = find_plain(s->a, word);
    const struct entry *variant = NULL;
    if (word->digits) {
        number_emit(s, e, SCALE_NONE, word->start, word->end);
        return;
    }
    if (e->special == SPECIAL_COLLISION)
        e = acronym_decide(s, e, word->start, word->end, &variant);
    scan_emit(s, e, word->start, word->end, s->text[word->start] < 'a');
    if (variant)
        scan_add_variant(s, variant, word->start, word->end, s->position - 1);
}

static uint8_t currency_of(uint32_t c)
{
    switch (c) {
    case '$':
    case 0xFF04:
        return CURRENCY_DOLLAR;
    case 0x20AC:
        return CURRENCY_EURO;
    case 0xA3:
    case 0xFFE1:
        return CURRENCY_POUND;
    default:
        return CURRENCY_YEN;
    }
}

/* A currency sign belongs to the digits behind it, or to the number before it. */
static void scan_currency(struct scan *s, uint32_t c, uint32_t next)
{
    bool taken = s->number.active && number_sign(s, s->at, next, currency_of(c));
    s->currency = taken ? CURRENCY_NONE : currency_of(c);
    s->currency_end = next;
    s->at = next;
}

/* A character that is no ASCII letter: the begin of a word, a sign, or nothing. */
static void scan_other(struct scan *s)
{
    size_t next;
    uint32_t c = char_decode(s->text, s->at, s->end, &next);
    enum char_kind kind = char_kind(c);
    if (kind == CHAR_COMPLEX) {
        scan_complex(s);
    } else if (char_is_word(kind)) {
        scan_run(s);
    } else if (kind == CHAR_CURRENCY) {
        scan_currency(s, c, (uint32_t)next);
    } else {
        if (kind == CHAR_PERCENT && s->number.active)
            number_sign(s, s->at, (uint32_t)next, CURRENCY_NONE);
        s->at = (uint32_t)next;
    }
}

/* ".5": digits behind a full stop that stands free. */
static bool is_decimal_without_zero(const struct scan *s)
{
    if (s->text[s->at] != '.' || s->at + 1 >= s->end || ahead_bytes[s->text[s->at + 1]] != BYTE_DIGIT)
        return false;
    unsigned char before = s->at > s->start ? s->text[s->at - 1] : ' ';
    return before == ' ' || before == '\n' || before == '(' || before == '$';
}

/* Everything up to `end`, or further when a word goes on. */
static void scan_until(struct scan *s, uint32_t end)
{
    while (s->at < end) {
        switch ((enum byte_kind)(ahead_bytes[s->text[s->at]] & KIND)) {
        case BYTE_SKIP:
            s->at++;
            break;
        case BYTE_LETTER:
        case BYTE_DIGIT:
            scan_run(s);
            break;
        case BYTE_SIGN:
            if (is_decimal_without_zero(s))
                scan_run(s);
            else
                scan_other(s);
            break;
        case BYTE_HIGH:
            scan_other(s);
            break;
        }
    }
}

static void scan_words(struct scan *s, const struct ahead_list *list)
{
    const struct table *table = &s->a->words;
    for (unsigned i = 0; i < list->count; i++)
        __builtin_prefetch(table->slots[list->words[i].hash & table->mask].item);
    for (unsigned i = 0; i < list->count; i++) {
        const struct ahead *word = &list->words[i];
        while (s->at < word->start && (ahead_bytes[s->text[s->at]] & KIND) == BYTE_SKIP)
            s->at++;
        if (s->at < word->start)
            scan_until(s, word->start);
        if (s->at > word->start) {
            scan_until(s, word->end); /* a part of what was joined, or "abc" of 2.5abc */
        } else if (word->look) {
            scan_run(s);
        } else {
            emit_plain(s, word);
            s->at = word->end;
        }
    }
}

void scan_sentence(struct scan *s)
{
    struct ahead_list list;
    for (list.whole = s->a->no_fast_path; !list.whole;) {
        ahead_list(s, &list);
        scan_words(s, &list);
    }
    scan_until(s, s->end);
}
