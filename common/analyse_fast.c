#include "common/analyse_parts.h"

#include "common/block16.h"
#include "common/chars.h"

/* What a byte is to the loop over a sentence. */
enum byte_kind { BYTE_SKIP, BYTE_DIGIT, BYTE_LETTER, BYTE_HIGH, BYTE_SIGN };

/* Bytes that, right behind a plain word, ask for a closer look: the word may go on, or the number does when digits follow. */
enum { JOINS = 8, GROUPS = 16, KIND = 7 };

static const uint8_t bytes[256] = {
    ['0' ... '9'] = BYTE_DIGIT,
    ['A' ... 'Z'] = BYTE_LETTER,
    ['a' ... 'z'] = BYTE_LETTER,
    [0x80 ... 0xFF] = BYTE_HIGH | JOINS,
    ['$'] = BYTE_SIGN,
    ['%'] = BYTE_SIGN,
    ['.'] = BYTE_SIGN | JOINS | GROUPS,
    [','] = GROUPS,
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

/* A run of ASCII letters and digits, as far as it can be told from the bytes around it alone. */
enum { STEPS_AHEAD = 2, LEN_AHEAD = STEPS_AHEAD * WORD_STEP };
struct ahead {
    uint32_t start, end;
    uint32_t hash;               /* of the word in lower case */
    bool look, digits;           /* it needs a closer look; it is a number of digits alone */
    uint64_t steps[STEPS_AHEAD]; /* the word in lower case, unless it needs a closer look */
};

/* Each word costs two waits for memory, for its slot in the dictionary and for its entry. So the words of a sentence are looked for together: first all
 * slots are asked for, then all entries, and then the words are taken one by one. */
enum { WINDOW = 64, AHEAD_MAX = 128 };
struct list {
    struct ahead words[AHEAD_MAX];
    unsigned count;
    bool whole; /* no word of the sentence stands behind them */
};

static const uint64_t ones = UINT64_C(0x0101010101010101);

/* The bytes of a step that belong to the word, in lower case (digits stay as they are), zeros behind them. */
static inline uint64_t step_of(const unsigned char *at, unsigned count)
{
    return (bits_le64(at) | ones * 0x20) & ~UINT64_C(0) >> 8 * (WORD_STEP - count);
}

/* Bytes of the text to be read `size` at once; `rest` takes those that end the text, with zeros behind them. */
static inline const unsigned char *bytes_at(const struct scan *s, uint32_t at, size_t size, unsigned char *rest)
{
    uint32_t left = s->text_len - at;
    if (left >= size)
        return s->text + at;
    memset(rest + left, 0, size - left);
    return memcpy(rest, s->text + at, left);
}

/* Does the character at the word's end belong to it, or might it? */
static inline bool goes_on(const struct scan *s, const struct ahead *word)
{
    uint32_t at = word->end;
    uint8_t kind = at < s->end ? bytes[s->text[at]] : BYTE_SKIP;
    if (!(kind & (JOINS | GROUPS)))
        return false;
    if (word->digits && kind & GROUPS)
        return at + 1 < s->end && (is_alnum(s->text[at + 1]) || s->text[at + 1] >= 0x80);
    return kind & JOINS && !(s->text[at] == '.' && dot_is_end(s, at, at - word->start));
}

static inline void add_word(const struct scan *s, const struct table *table, uint64_t seed, uint32_t start, uint32_t end,
                            struct ahead *word)
{
    word->start = start;
    word->end = end;
    word->hash = 0;
    word->look = true;
    unsigned len = end - start;
    if (len > LEN_AHEAD)
        return;
    unsigned char rest[LEN_AHEAD];
    const unsigned char *at = bytes_at(s, start, LEN_AHEAD, rest);
    uint64_t first = step_of(at, len < WORD_STEP ? len : WORD_STEP);
    uint64_t hash = hash_step(seed, first);
    word->steps[0] = first;
    if (len > WORD_STEP) {
        word->steps[1] = step_of(at + WORD_STEP, len - WORD_STEP);
        hash = hash_step(hash, word->steps[1]);
        first |= word->steps[1];
    }
    word->hash = hash_end(hash);
    __builtin_prefetch(&table->slots[word->hash & table->mask]);
    word->digits = (first & ones * 0x40) == 0;
    word->look = goes_on(s, word) || (!word->digits && bytes[s->text[start]] == BYTE_DIGIT);
}

/* Which of the bytes from `at` on are letters and digits of the sentence. */
static inline uint64_t window_at(const struct scan *s, uint32_t at)
{
    unsigned char rest[WINDOW];
    const unsigned char *window = bytes_at(s, at, WINDOW, rest);
    uint64_t alnums = 0;
    for (unsigned i = 0; i < WINDOW; i += BLOCK16)
        alnums |= (uint64_t)block16_alnums(window + i) << i;
    return s->end - at < WINDOW ? alnums & ((UINT64_C(1) << (s->end - at)) - 1) : alnums;
}

/* The words from s->at on, but for one that the last window cuts. */
static void look_ahead(const struct scan *s, struct list *out)
{
    const struct table table = s->a->words;
    uint64_t seed = hash_seed(s->a->language);
    uint64_t open = 0; /* 1: a word goes on from the window before; it began at `start` */
    uint32_t start = 0;
    uint32_t at = s->at;
    out->count = 0;
    for (; at < s->end && out->count < AHEAD_MAX - WINDOW / 2; at += WINDOW) {
        uint64_t alnums = window_at(s, at);
        uint64_t edges = alnums ^ (alnums << 1 | open);
        for (; edges; edges &= edges - 1) {
            uint32_t edge = at + (unsigned)__builtin_ctzll(edges);
            if (open)
                add_word(s, &table, seed, start, edge, &out->words[out->count++]);
            else
                start = edge;
            open ^= 1;
        }
    }
    out->whole = at >= s->end;
    if (open && out->whole)
        add_word(s, &table, seed, start, s->end, &out->words[out->count++]);
}

static const struct entry *find_plain(struct analyser *a, const struct ahead *word)
{
    uint32_t len = word->end - word->start;
    const struct entry *e = entry_find_steps(a, word->hash, word->steps, len);
    if (e)
        return e;
    char lower[LEN_AHEAD];
    for (uint32_t i = 0; i < len; i++)
        lower[i] = (char)(word->steps[i / WORD_STEP] >> 8 * (i % WORD_STEP));
    return entry_add(a, word->hash, lower, len);
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
    if (s->text[s->at] != '.' || s->at + 1 >= s->end || bytes[s->text[s->at + 1]] != BYTE_DIGIT)
        return false;
    unsigned char before = s->at > s->start ? s->text[s->at - 1] : ' ';
    return before == ' ' || before == '\n' || before == '(' || before == '$';
}

/* Everything up to `end`, or further when a word goes on. */
static void scan_until(struct scan *s, uint32_t end)
{
    while (s->at < end) {
        switch ((enum byte_kind)(bytes[s->text[s->at]] & KIND)) {
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

static void scan_words(struct scan *s, const struct list *list)
{
    const struct table *table = &s->a->words;
    for (unsigned i = 0; i < list->count; i++)
        __builtin_prefetch(table->slots[list->words[i].hash & table->mask].item);
    for (unsigned i = 0; i < list->count; i++) {
        const struct ahead *word = &list->words[i];
        while (s->at < word->start && (bytes[s->text[s->at]] & KIND) == BYTE_SKIP)
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
    struct list list;
    for (list.whole = s->a->no_fast_path; !list.whole;) {
        look_ahead(s, &list);
        scan_words(s, &list);
    }
    scan_until(s, s->end);
}
