#include "common/word_match.h"

#include "common/chars.h"

#include <string.h>

void word_match_pattern(struct word_match *m, struct view pattern)
{
    const char *star = memchr(pattern.ptr, '*', pattern.len);
    m->text = pattern;
    m->distance = 0;
    m->beginning = view_sub(pattern, 0, star ? (size_t)(star - pattern.ptr) : pattern.len);
}

void word_match_near(struct word_match *m, struct view word, size_t distance)
{
    m->text = word;
    m->distance = distance;
    m->beginning = (struct view){0};
    edit_rows_begin(&m->rows, word);
}

/* The usual glob: after a mismatch the last star takes one byte more. Bytes serve as well as letters, UTF-8 cannot match out of step. */
static bool fits_pattern(struct view pattern, struct view word)
{
    size_t p = 0, w = 0, star = SIZE_MAX, taken = 0;
    while (w < word.len) {
        if (p < pattern.len && pattern.ptr[p] == '*') {
            star = p++;
            taken = w;
        } else if (p < pattern.len && pattern.ptr[p] == word.ptr[w]) {
            p++;
            w++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            w = ++taken;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.ptr[p] == '*')
        p++;
    return p == pattern.len;
}

/* How many letters of the word are those of the last candidate; *at gets the byte behind them. */
static size_t shared_letters(const struct word_match *m, struct view word, size_t *at)
{
    size_t depth = 0, next = 0;
    *at = 0;
    while (depth < m->rows.depth && *at < word.len) {
        if (char_decode((const unsigned char *)word.ptr, *at, word.len, &next) != m->rows.candidate[depth])
            break;
        *at = next;
        depth++;
    }
    return depth;
}

static bool fits_near(struct word_match *m, struct view word, size_t *dead)
{
    size_t at = 0;
    size_t depth = shared_letters(m, word, &at);
    edit_rows_keep(&m->rows, depth);
    while (at < word.len) {
        if (edit_rows_dead(&m->rows, m->distance)) {
            *dead = at;
            return false;
        }
        if (!edit_rows_push(&m->rows, char_decode((const unsigned char *)word.ptr, at, word.len, &at)))
            return false;
    }
    if (edit_rows_dead(&m->rows, m->distance))
        *dead = at;
    return edit_rows_distance(&m->rows) <= m->distance;
}

bool word_match_fits(struct word_match *m, struct view word, size_t *dead)
{
    *dead = 0;
    return m->distance == 0 ? fits_pattern(m->text, word) : fits_near(m, word, dead);
}
