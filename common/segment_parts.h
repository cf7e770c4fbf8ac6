/* Private to segment*.c: what the scan of sentences asks about a full stop. */
#ifndef LEDE_COMMON_SEGMENT_PARTS_H
#define LEDE_COMMON_SEGMENT_PARTS_H

#include "common/segment.h"

/* Does the full stop at `dot` belong to the word before it (an abbreviation, an initial, an acronym, the number of a list) rather than
 * end the sentence that began at `start`? `next` is where the next word begins, below text.len. */
bool segment_dot_is_part_of_word(struct view text, size_t start, size_t dot, size_t next);

/* White space moved over, from `at`. */
size_t segment_skip_space(struct view text, size_t at);

static inline bool segment_is_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

#endif
