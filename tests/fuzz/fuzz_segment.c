/* Any bytes: sentences and pieces stay in bounds and in order, and no byte of a word is left out. */
#include "common/segment.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition)
{
    if (!condition)
        abort();
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Only white space in [from, to); a span begins and ends with something else. */
static void check_gap(struct view text, size_t from, size_t to)
{
    must(from <= to && to <= text.len);
    for (size_t i = from; i < to; i++)
        must(is_space(text.ptr[i]));
}

static void check_sentences(struct view text)
{
    struct sentences s = {0};
    size_t at = 0;
    segment_sentences(text, &s);
    for (size_t i = 0; i < s.count; i++) {
        struct span span = s.items[i].span;
        must(span.start < span.end && span.end <= text.len && !is_space(text.ptr[span.start]) && !is_space(text.ptr[span.end - 1]));
        must(i == 0 || s.items[i].paragraph - s.items[i - 1].paragraph <= 1);
        check_gap(text, at, span.start);
        at = span.end;
    }
    check_gap(text, at, text.len);
    sentences_release(&s);
}

static void check_pieces(struct view text, unsigned words)
{
    struct pieces p = {0};
    size_t at = 0;
    segment_pieces(text, words, &p);
    must(p.count >= 1);
    for (size_t i = 0; i < p.count; i++) {
        check_gap(text, at, p.items[i].span.start);
        must(p.items[i].span.start <= p.items[i].span.end && p.items[i].span.end <= text.len);
        must(i == 0 || p.items[i].first_paragraph >= p.items[i - 1].first_paragraph);
        at = p.items[i].span.end;
    }
    check_gap(text, at, text.len);
    pieces_release(&p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct view text = {(const char *)data + 1, size - 1};
    check_sentences(text);
    check_pieces(text, data[0] % 64 + 1u);
    return 0;
}
