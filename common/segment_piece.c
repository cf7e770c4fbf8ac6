#include "common/segment_parts.h"

#include "common/bits.h"
#include "common/block16.h"
#include "common/chars.h"

#include <stdlib.h>

/* A paragraph, or a sentence of a very long one: what pieces are put together from. */
struct unit {
    struct span span;
    uint32_t paragraph;
    size_t words;
};
struct units {
    struct unit *items;
    size_t count, cap;
};

/* Four blocks at once: the ones are counted as fast in 64 bits as in 16. */
enum { WINDOW = 4 * BLOCK16 };
static bool window_has_wide(const unsigned char *at)
{
    return block16_has_wide(at) || block16_has_wide(at + BLOCK16) || block16_has_wide(at + 2 * BLOCK16) ||
           block16_has_wide(at + 3 * BLOCK16);
}
static uint64_t window_spaces(const unsigned char *at)
{
    uint64_t spaces = 0;
    for (unsigned i = 0; i < WINDOW; i += BLOCK16)
        spaces |= (uint64_t)block16_spaces(at + i) << i;
    return spaces;
}

/* Words as sentences count them: runs between white space; in scripts without spaces two Han or four Thai characters are one. */
static size_t count_words(struct view text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t quarters = 0;
    bool in_word = false;
    for (size_t at = 0; at < text.len;) {
        if (text.len - at >= WINDOW && !window_has_wide(p + at)) {
            uint64_t spaces = window_spaces(p + at);
            quarters += 4 * (size_t)bits_count(~spaces & (spaces << 1 | !in_word));
            in_word = !(spaces >> (WINDOW - 1));
            at += WINDOW;
            continue;
        }
        if (text.len - at >= BLOCK16 && !block16_has_wide(p + at)) {
            unsigned spaces = block16_spaces(p + at);
            quarters += 4 * (size_t)bits_count(~spaces & (spaces << 1 | !in_word) & ((1U << BLOCK16) - 1));
            in_word = !(spaces >> (BLOCK16 - 1));
            at += BLOCK16;
            continue;
        }
        size_t next = at + 1;
        if (p[at] >= 0xE0)
            quarters += char_word_quarters(char_decode(p, at, text.len, &next));
        bool space = segment_is_space(p[at]);
        if (!space && !in_word)
            quarters += 4;
        in_word = !space;
        at = next;
    }
    return quarters / 4;
}

static void add_unit(struct units *units, struct unit unit)
{
    mem_grow(&units->items, &units->cap, units->count, sizeof *units->items);
    units->items[units->count++] = unit;
}

static void add_sentences(struct units *units, struct view text, const struct unit *paragraph)
{
    struct view inside = view_sub(text, paragraph->span.start, paragraph->span.end);
    size_t at = 0;
    struct span span;
    while (segment_next_sentence(inside, &at, &span)) {
        struct span absolute = {paragraph->span.start + span.start, paragraph->span.start + span.end};
        add_unit(units, (struct unit){absolute, paragraph->paragraph, count_words(view_sub(inside, span.start, span.end))});
    }
}

static size_t collect_units(struct view text, unsigned words, struct units *units)
{
    size_t total = 0;
    size_t at = 0;
    struct unit unit = {0};
    for (; segment_next_paragraph(text, &at, &unit.span); unit.paragraph++) {
        unit.words = count_words(view_sub(text, unit.span.start, unit.span.end));
        total += unit.words;
        if (unit.words > 2 * (size_t)words)
            add_sentences(units, text, &unit);
        else
            add_unit(units, unit);
    }
    return total;
}

static void add_piece(struct pieces *out, const struct unit *first, const struct unit *last)
{
    mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
    out->items[out->count++] = (struct piece){{first->span.start, last->span.end}, first->paragraph};
}

/* A piece is closed when adding the next unit would leave it further from `words` than it is. */
static void join_units(const struct units *units, unsigned words, struct pieces *out)
{
    size_t first = 0;
    size_t sum = 0;
    for (size_t i = 0; i < units->count; i++) {
        size_t with = sum + units->items[i].words;
        if (i > first && with > words && with - words > (words > sum ? words - sum : 0)) {
            add_piece(out, &units->items[first], &units->items[i - 1]);
            first = i;
            sum = 0;
        }
        sum += units->items[i].words;
    }
    const struct unit *last = &units->items[units->count - 1];
    if (out->count && sum * 2 < words)
        out->items[out->count - 1].span.end = last->span.end;
    else
        add_piece(out, &units->items[first], last);
}

void segment_pieces(struct view text, unsigned words, struct pieces *out)
{
    struct units units = {0};
    out->count = 0;
    if (words == 0)
        words = 1;
    size_t total = collect_units(text, words, &units);
    if (units.count == 0)
        add_piece(out, &(struct unit){0}, &(struct unit){0});
    else if (total * 2 <= 3 * (size_t)words)
        add_piece(out, &units.items[0], &units.items[units.count - 1]);
    else
        join_units(&units, words, out);
    free(units.items);
}

void pieces_release(struct pieces *p)
{
    free(p->items);
    *p = (struct pieces){0};
}
