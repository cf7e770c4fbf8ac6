#include "common/analyse_ahead.h"

#include "common/block16.h"

const uint8_t ahead_bytes[256] = {
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
    uint8_t kind = ahead_bytes[c];
    return kind == BYTE_DIGIT || kind == BYTE_LETTER;
}

/* Does the full stop behind the word of `len` letters leave it alone? An acronym has groups of one or two letters. */
static bool dot_is_end(const struct scan *s, uint32_t dot, uint32_t len)
{
    return len > 2 || dot + 1 >= s->end || (!is_alnum(s->text[dot + 1]) && s->text[dot + 1] < 0x80);
}

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
    uint8_t kind = at < s->end ? ahead_bytes[s->text[at]] : BYTE_SKIP;
    if (!(kind & (JOINS | GROUPS)))
        return false;
    if (word->digits && kind & GROUPS)
        return at + 1 < s->end && (is_alnum(s->text[at + 1]) || s->text[at + 1] >= 0x80);
    return kind & JOINS && !(s->text[at] == '.' && dot_is_end(s, at, at - word->start));
}

/* Does the separator stand at `at`, and a digit behind it? */
static bool group_follows(const struct scan *s, uint32_t at, unsigned char separator)
{
    return at + 1 < s->end && s->text[at] == separator && ahead_bytes[s->text[at + 1]] == BYTE_DIGIT;
}

/* Append the ASCII digits at `at` to the number, as many as it has room for; returns where they end. */
static uint32_t append_digits(const struct scan *s, uint32_t at, char number[LEN_AHEAD], uint8_t *len)
{
    for (; at < s->end && *len < LEN_AHEAD && ahead_bytes[s->text[at]] == BYTE_DIGIT; at++)
        number[(*len)++] = (char)s->text[at];
    return at;
}

/* 1,000 and 2.5 and 1,234.56, as digits_take() reads them. False, and the word stays as it is, for all that is not that plain. */
static bool take_groups(const struct scan *s, struct ahead *word)
{
    char number[LEN_AHEAD] = {0};
    struct ahead whole = {.start = word->start, .digits = true};
    if (language_info(s->a->language)->decimal_comma || digits_inside_list(s, whole.start))
        return false;
    whole.end = append_digits(s, whole.start, number, &whole.len);
    for (uint8_t first = whole.len; group_follows(s, whole.end, ',');) {
        uint32_t end = append_digits(s, whole.end + 1, number, &whole.len);
        if (first > 3 || end - whole.end != 4)
            return false; /* no thousands */
        whole.end = end;
    }
    if (group_follows(s, whole.end, '.') && whole.len < LEN_AHEAD) {
        number[whole.len++] = '.';
        whole.end = append_digits(s, whole.end + 1, number, &whole.len);
    }
    if ((whole.end < s->end && is_alnum(s->text[whole.end])) || goes_on(s, &whole))
        return false;
    for (unsigned i = 0; i < STEPS_AHEAD; i++)
        whole.steps[i] = bits_le64(number + (size_t)WORD_STEP * i);
    *word = whole;
    return true;
}

static inline void add_word(const struct scan *s, const struct table *table, uint64_t seed, uint32_t start, uint32_t end,
                            struct ahead *word)
{
    uint32_t len = end - start;
    word->start = start;
    word->end = end;
    word->hash = 0;
    word->look = true;
    if (len > LEN_AHEAD)
        return;
    unsigned char rest[LEN_AHEAD];
    const unsigned char *at = bytes_at(s, start, LEN_AHEAD, rest);
    word->len = (uint8_t)len;
    word->steps[0] = step_of(at, len < WORD_STEP ? len : WORD_STEP);
    word->steps[1] = len > WORD_STEP ? step_of(at + WORD_STEP, len - WORD_STEP) : 0;
    word->digits = ((word->steps[0] | word->steps[1]) & ones * 0x40) == 0;
    if (word->digits)
        word->look = goes_on(s, word) && !take_groups(s, word);
    else
        word->look = goes_on(s, word) || !(word->steps[0] & 0x40); /* a digit is its first */
    uint64_t hash = hash_step(seed, word->steps[0]);
    if (word->len > WORD_STEP)
        hash = hash_step(hash, word->steps[1]);
    word->hash = hash_end(hash);
    __builtin_prefetch(&table->slots[word->hash & table->mask]);
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
void ahead_list(const struct scan *s, struct ahead_list *out)
{
    const struct table table = s->a->words;
    uint64_t seed = hash_seed(s->a->language);
    uint64_t open = 0; /* 1: a word goes on from the window before; it began at `start` */
    uint32_t start = 0;
    uint32_t at = s->at;
    struct ahead *next = out->words;
    for (; at < s->end && next - out->words < AHEAD_MAX - WINDOW / 2; at += WINDOW) {
        uint64_t alnums = window_at(s, at);
        uint64_t edges = alnums ^ (alnums << 1 | open); /* begins and ends by turns */
        if (open && edges) {
            add_word(s, &table, seed, start, at + (unsigned)__builtin_ctzll(edges), next++);
            edges &= edges - 1;
        }
        while (edges) {
            start = at + (unsigned)__builtin_ctzll(edges);
            edges &= edges - 1;
            if (!edges)
                break;
            add_word(s, &table, seed, start, at + (unsigned)__builtin_ctzll(edges), next++);
            edges &= edges - 1;
        }
        open = alnums >> (WINDOW - 1);
    }
    out->whole = at >= s->end;
    if (open && out->whole)
        add_word(s, &table, seed, start, s->end, next++);
    out->count = (unsigned)(next - out->words);
}
