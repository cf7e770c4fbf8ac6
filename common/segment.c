#include "common/segment.h"

#include "common/bits.h"
#include "common/block16.h"
#include "common/chars.h"
#include "common/segment_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- paragraphs ---- */

size_t segment_skip_space(struct view text, size_t at)
{
    while (at < text.len && segment_is_space((unsigned char)text.ptr[at]))
        at++;
    return at;
}

bool segment_next_paragraph(struct view text, size_t *at, struct span *out)
{
    size_t start = segment_skip_space(text, *at);
    if (start >= text.len)
        return false;
    size_t end = start;
    size_t next = text.len;
    while (end < text.len) {
        const char *line_end = memchr(text.ptr + end, '\n', text.len - end);
        if (!line_end) {
            end = text.len;
            break;
        }
        end = (size_t)(line_end - text.ptr);
        size_t follows = segment_skip_space(text, end);
        if (follows == text.len || memchr(text.ptr + end + 1, '\n', follows - end - 1)) {
            next = follows;
            break;
        }
        end = follows;
    }
    while (end > start && segment_is_space((unsigned char)text.ptr[end - 1]))
        end--;
    *out = (struct span){(uint32_t)start, (uint32_t)end};
    *at = next;
    return true;
}

/* ---- sentences ---- */

enum step { STEP_PLAIN, STEP_SPACE, STEP_COMMA, STEP_MARK, STEP_HIGH };

/* Letters below U+0580 hold no sentence marks: their lead bytes (C2 … D5) and all continuation bytes are plain. */
static const uint8_t steps[256] = {
    ['\t'] = STEP_SPACE, ['\n'] = STEP_SPACE, ['\v'] = STEP_SPACE, ['\f'] = STEP_SPACE, ['\r'] = STEP_SPACE, [' '] = STEP_SPACE,
    [','] = STEP_COMMA,  [';'] = STEP_COMMA,  [':'] = STEP_COMMA,  ['.'] = STEP_MARK,   ['!'] = STEP_MARK,   ['?'] = STEP_MARK,
    [0xD6] = STEP_HIGH,  [0xD7] = STEP_HIGH,  [0xD8] = STEP_HIGH,  [0xD9] = STEP_HIGH,  [0xDA] = STEP_HIGH,  [0xDB] = STEP_HIGH,
    [0xDC] = STEP_HIGH,  [0xDD] = STEP_HIGH,  [0xDE] = STEP_HIGH,  [0xDF] = STEP_HIGH,  [0xE0] = STEP_HIGH,  [0xE1] = STEP_HIGH,
    [0xE2] = STEP_HIGH,  [0xE3] = STEP_HIGH,  [0xE4] = STEP_HIGH,  [0xE5] = STEP_HIGH,  [0xE6] = STEP_HIGH,  [0xE7] = STEP_HIGH,
    [0xE8] = STEP_HIGH,  [0xE9] = STEP_HIGH,  [0xEA] = STEP_HIGH,  [0xEB] = STEP_HIGH,  [0xEC] = STEP_HIGH,  [0xED] = STEP_HIGH,
    [0xEE] = STEP_HIGH,  [0xEF] = STEP_HIGH,  [0xF0] = STEP_HIGH,  [0xF1] = STEP_HIGH,  [0xF2] = STEP_HIGH,  [0xF3] = STEP_HIGH,
    [0xF4] = STEP_HIGH,
};

/* The scan of one sentence. Words are counted in quarters, see char_word_quarters(). */
struct scan {
    struct view text;
    size_t start, at;
    unsigned quarters;
    size_t soft;            /* where an overlong sentence is best cut: behind a comma; 0 when nowhere */
    unsigned soft_quarters; /* words before it */
};

enum { MAX_QUARTERS = 4 * SENTENCE_MAX_WORDS };

static uint32_t decode(const struct scan *s, size_t at, size_t *next)
{
    return char_decode((const unsigned char *)s->text.ptr, at, s->text.len, next);
}

static size_t skip_closers(const struct scan *s, size_t at)
{
    size_t next;
    while (at < s->text.len && char_is_closer(decode(s, at, &next)))
        at = next;
    return at;
}

/* Where the run of sentence marks from `at` ends; *only_dot says whether it is one full stop. */
static size_t skip_marks(const struct scan *s, size_t at, bool *only_dot)
{
    size_t first = at;
    size_t next;
    while (at < s->text.len) {
        uint32_t c = decode(s, at, &next);
        if (c != '.' && !char_ends_sentence(c) && !char_ends_sentence_bare(c))
            break;
        at = next;
    }
    *only_dot = at == first + 1 && s->text.ptr[first] == '.';
    return at;
}

/* Could a sentence begin at `at`, the first character behind white space? */
static bool likely_start(const struct scan *s, size_t at, bool any_case)
{
    while (at < s->text.len) {
        size_t next;
        uint32_t c = decode(s, at, &next);
        bool quote = c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x300C || c == 0x300E;
        if (quote)
            return true;
        if (char_is_upper(c) || char_digit(c) >= 0)
            return true;
        if (char_is_letter(c))
            return any_case || !char_is_lower(c);
        if (!char_is_opener(c) && c != '-' && c != 0x2013 && c != 0x2014 && c != '$' && !segment_is_space((unsigned char)c) &&
            char_kind(c) != CHAR_CURRENCY)
            return false;
        at = next;
    }
    return true;
}

/* A sentence mark stands at s->at. True when the sentence ends there: *end behind its closing quotes. Moves s->at over the mark. */
static bool mark_ends(struct scan *s, size_t *end)
{
    size_t mark = s->at;
    size_t next;
    bool only_dot;
    bool bare = char_ends_sentence_bare(decode(s, mark, &next));
    s->at = skip_marks(s, mark, &only_dot);
    size_t close = skip_closers(s, s->at);
    if (bare || close >= s->text.len) {
        *end = close;
        return true;
    }
    uint32_t c = decode(s, close, &next);
    if (char_kind(c) != CHAR_SPACE)
        return false;
    size_t follows = close;
    while (follows < s->text.len && char_kind(decode(s, follows, &next)) == CHAR_SPACE)
        follows = next;
    size_t before = mark;
    while (before > s->start && segment_is_space((unsigned char)s->text.ptr[before - 1]))
        before--;
    bool spaced = before < mark && before > s->start && s->text.ptr[before - 1] != '.'; /* ". . ." is an ellipsis */
    if (follows >= s->text.len || !likely_start(s, follows, spaced))
        return false;
    if (only_dot && segment_dot_is_part_of_word(s->text, s->start, mark, follows))
        return false;
    *end = close;
    return true;
}

/* Handles a character above ASCII; true when the sentence ends at *end. */
static bool high_ends(struct scan *s, size_t *end)
{
    size_t next;
    uint32_t c = decode(s, s->at, &next);
    if (char_ends_sentence(c) || char_ends_sentence_bare(c))
        return mark_ends(s, end);
    s->quarters += char_word_quarters(c);
    s->at = next;
    if (char_is_comma(c)) {
        s->soft = next;
        s->soft_quarters = s->quarters;
    }
    return false;
}

/* The sentence is too long: it ends behind its last comma when that is in its second half, or right here. */
static size_t cut_place(const struct scan *s)
{
    return s->soft && s->soft_quarters >= MAX_QUARTERS / 2 ? s->soft : s->at;
}

/* The same inside a run of a script without spaces: at a comma, or the last white space in the second half (it ends phrases in Thai),
 * or in front of a character that is no mark. */
static size_t cut_place_in_run(const struct scan *s)
{
    size_t place = cut_place(s);
    if (place != s->at)
        return place;
    for (size_t at = place; at > s->start + (place - s->start) / 2; at--) {
        if (segment_is_space((unsigned char)s->text.ptr[at - 1]))
            return at - 1;
    }
    size_t next;
    while (place < s->text.len && char_kind(decode(s, place, &next)) == CHAR_MARK)
        place = next;
    return place;
}

/* Over ASCII letters and white space, sixteen bytes at once, as long as all words of sixteen bytes would fit. `before`: white space stands before. */
static void skip_blocks(struct scan *s, unsigned *before)
{
    const unsigned char *p = (const unsigned char *)s->text.ptr;
    while (s->text.len - s->at >= BLOCK16 && s->quarters < MAX_QUARTERS - 4 * BLOCK16) {
        unsigned marks = block16_marks(p + s->at), spaces = block16_spaces(p + s->at);
        unsigned plain = marks ? (unsigned)__builtin_ctz(marks) : BLOCK16;
        spaces &= (1U << plain) - 1;
        s->quarters += 4 * bits_count(spaces & ~(spaces << 1 | *before));
        s->at += plain;
        if (plain)
            *before = spaces >> (plain - 1) & 1;
        if (plain < BLOCK16)
            return;
    }
}

/* Over letters and white space, counting words without a branch a word; stops at the space behind the last word that fits. */
static void skip_plain(struct scan *s)
{
    const unsigned char *p = (const unsigned char *)s->text.ptr;
    unsigned before = s->at > s->start && steps[p[s->at - 1]] == STEP_SPACE;
    for (;; s->at++) {
        skip_blocks(s, &before);
        if (s->at >= s->text.len || steps[p[s->at]] > STEP_SPACE)
            return;
        unsigned space = steps[p[s->at]];
        s->quarters += (space & ~before) * 4;
        before = space;
        if (s->quarters >= MAX_QUARTERS)
            return;
    }
}

static size_t sentence_end(struct scan *s)
{
    const unsigned char *p = (const unsigned char *)s->text.ptr;
    size_t end = s->text.len;
    while (s->at < s->text.len) {
        skip_plain(s);
        if (s->at >= s->text.len)
            return end;
        switch ((enum step)steps[p[s->at]]) {
        case STEP_PLAIN:
        case STEP_SPACE: /* the last word that may be */
            return cut_place(s);
        case STEP_COMMA:
            if (s->at + 1 < s->text.len && segment_is_space(p[s->at + 1])) {
                s->soft = s->at + 1;
                s->soft_quarters = s->quarters + 4;
            }
            s->at++;
            continue;
        case STEP_MARK:
            if (mark_ends(s, &end))
                return end;
            continue;
        case STEP_HIGH:
            if (high_ends(s, &end))
                return end;
            if (s->quarters >= MAX_QUARTERS)
                return cut_place_in_run(s);
            continue;
        }
    }
    return end;
}

bool segment_next_sentence(struct view paragraph, size_t *at, struct span *out)
{
    size_t start = segment_skip_space(paragraph, *at);
    if (start >= paragraph.len)
        return false;
    while (segment_is_space((unsigned char)paragraph.ptr[paragraph.len - 1]))
        paragraph.len--;
    struct scan s = {.text = paragraph, .start = start, .at = start};
    size_t end = sentence_end(&s);
    while (segment_is_space((unsigned char)paragraph.ptr[end - 1]))
        end--;
    *at = end;
    *out = (struct span){(uint32_t)start, (uint32_t)end};
    return true;
}

void segment_sentences(struct view text, struct sentences *out)
{
    out->count = 0;
    size_t at = 0;
    struct span paragraph;
    for (uint32_t number = 0; segment_next_paragraph(text, &at, &paragraph); number++) {
        struct view inside = view_sub(text, paragraph.start, paragraph.end);
        size_t inner = 0;
        struct span span;
        while (segment_next_sentence(inside, &inner, &span)) {
            mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
            out->items[out->count++] = (struct sentence){{paragraph.start + span.start, paragraph.start + span.end}, number};
        }
    }
}

void sentences_release(struct sentences *s)
{
    free(s->items);
    *s = (struct sentences){0};
}
