#include "common/analyse_parts.h"

#include "common/block16.h"
#include "common/chars.h"

/* What a byte is to the loop over a sentence. */
enum byte_kind { BYTE_SKIP, BYTE_DIGIT, BYTE_LETTER, BYTE_HIGH, BYTE_SIGN };

/* Bytes that, right behind a plain word, ask for a closer look: the word may go on. */
enum { JOINS = 8, KIND = 7 };

static const uint8_t bytes[256] = {
    ['0' ... '9'] = BYTE_DIGIT,
    ['A' ... 'Z'] = BYTE_LETTER,
    ['a' ... 'z'] = BYTE_LETTER,
    [0x80 ... 0xFF] = BYTE_HIGH | JOINS,
    ['$'] = BYTE_SIGN,
    ['%'] = BYTE_SIGN,
    ['.'] = BYTE_SIGN | JOINS,
    ['\''] = JOINS,
    ['-'] = JOINS,
    ['_'] = JOINS,
    ['&'] = JOINS,
};

static bool is_alnum(unsigned char c)
{
    uint8_t kind = bytes[c];
    return kind == BYTE_DIGIT || kind == BYTE_LETTER;
}

/* Does the full stop behind the word of `len` letters leave it alone? An acronym has groups of one or two letters. */
static bool dot_is_end(const struct scan *s, uint32_t dot, uint32_t len)
{
    return len > 2 || dot + 1 >= s->end || (!is_alnum(s->text[dot + 1]) && s->text[dot + 1] < 0x80);
}

/* A word of plain ASCII letters and digits that nothing is joined to, in lower case and hashed. */
struct plain {
    uint32_t start, end;
    uint32_t hash;
    uint64_t steps[WORD_STEPS];
};

static const uint64_t ones = UINT64_C(0x0101010101010101);

/* The bytes of a step that belong to the word, in lower case (digits stay as they are), zeros behind them. */
static inline uint64_t step_of(const unsigned char *at, unsigned count)
{
    return (bits_le64(at) | ones * 0x20) & ~UINT64_C(0) >> 8 * (WORD_STEP - count);
}

/* Take the letters and digits of a block at `at`, `left` bytes before the sentence's end; returns how many. */
static inline unsigned take_block(const unsigned char *block, uint32_t left, uint64_t *steps, uint64_t *hash)
{
    unsigned count = (unsigned)__builtin_ctz(~block16_alnums(block) | 1U << BLOCK16);
    count = count < left ? count : left;
    if (count == 0)
        return 0;
    steps[0] = step_of(block, count < WORD_STEP ? count : WORD_STEP);
    *hash = hash_step(*hash, steps[0]);
    if (count > WORD_STEP) {
        steps[1] = step_of(block + WORD_STEP, count - WORD_STEP);
        *hash = hash_step(*hash, steps[1]);
    }
    return count;
}

/* The plain word at `start`, where a letter stands; false for one that needs a closer look. */
static bool take_plain(const struct scan *s, uint32_t start, struct plain *out)
{
    uint64_t hash = hash_seed(s->a->language);
    uint32_t at = start;
    unsigned count = BLOCK16;
    for (unsigned step = 0; step < WORD_STEPS && count == BLOCK16 && at < s->end; step += BLOCK16 / WORD_STEP) {
        unsigned char rest[BLOCK16] = {0};
        const unsigned char *block = s->text + at;
        if (s->text_len - at < BLOCK16)
            block = memcpy(rest, block, s->text_len - at);
        count = take_block(block, s->end - at, out->steps + step, &hash);
        at += count;
    }
    if (at < s->end) {
        if (bytes[s->text[at]] & JOINS && !(s->text[at] == '.' && dot_is_end(s, at, at - start)))
            return false;
        if (is_alnum(s->text[at]))
            return false; /* longer than a term can be */
    }
    out->start = start;
    out->end = at;
    out->hash = hash_end(hash);
    return true;
}

static const struct entry *find_plain(const struct scan *s, const struct plain *word)
{
    uint32_t len = word->end - word->start;
    const struct entry *e = entry_find_steps(s->a, word->hash, word->steps, len);
    if (e)
        return e;
    char lower[ANALYSE_MAX_TERM];
    for (uint32_t i = 0; i < len; i++)
        lower[i] = (char)(s->text[word->start + i] | 0x20);
    return entry_add(s->a, word->hash, lower, len);
}

static void emit_plain(struct scan *s, const struct plain *word)
{
    const struct entry *e = find_plain(s, word);
    const struct entry *variant = NULL;
    s->at = word->start;
    if (e->special == SPECIAL_COLLISION)
        e = acronym_decide(s, e, word->start, word->end, &variant);
    scan_emit(s, e, word->start, word->end, s->text[word->start] < 'a');
    if (variant)
        scan_add_variant(s, variant, word->start, word->end, s->position - 1);
    s->at = word->end;
}

/* The plain words from s->at on, up to the first place that needs a closer look: each costs two waits for memory, for its slot in
 * the dictionary and for its entry, so those of several words are asked for together. */
static void scan_plain(struct scan *s)
{
    enum { TOGETHER = 16 };
    struct plain words[TOGETHER];
    const struct table *table = &s->a->words;
    unsigned count = 0;
    uint32_t at = s->at;
    for (; at < s->end && count < TOGETHER; at = words[count++].end) {
        while (at < s->end && (bytes[s->text[at]] & KIND) == BYTE_SKIP)
            at++;
        if (at == s->end || (bytes[s->text[at]] & KIND) != BYTE_LETTER || !take_plain(s, at, &words[count]))
            break;
        __builtin_prefetch(&table->slots[words[count].hash & table->mask]);
    }
    for (unsigned i = 0; i < count; i++)
        __builtin_prefetch(table->slots[words[i].hash & table->mask].item);
    for (unsigned i = 0; i < count; i++)
        emit_plain(s, &words[i]);
    s->at = at;
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
    if (s->text[s->at] != '.' || s->at + 1 >= s->end || bytes[s->text[s->at + 1]] != BYTE_DIGIT)
        return false;
    unsigned char before = s->at > s->start ? s->text[s->at - 1] : ' ';
    return before == ' ' || before == '\n' || before == '(' || before == '$';
}

void scan_sentence(struct scan *s)
{
    bool fast = !s->a->no_fast_path;
    uint32_t before;
    while (s->at < s->end) {
        switch ((enum byte_kind)(bytes[s->text[s->at]] & KIND)) {
        case BYTE_SKIP:
            s->at++;
            break;
        case BYTE_LETTER:
            before = s->at;
            if (fast)
                scan_plain(s);
            if (s->at == before)
                scan_run(s);
            break;
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
