#include "query/syntax/normal.h"

#include "common/schema.h"

#include <string.h>

void normal_word(struct analyser *a, struct view text, struct tokens *scratch, struct buf *out)
{
    struct buf folded = {0};
    schema_fold(text, &folded);
    tokens_clear(scratch);
    analyse(a, view_of_buf(&folded), ANALYSE_TEXT, scratch);
    for (size_t i = 0; i < scratch->count; i++) {
        const struct word *word = scratch->items[i].word;
        if (!(scratch->items[i].flags & TOKEN_VARIANT))
            buf_add(out, word->text, word->text_len);
    }
    buf_release(&folded);
}

void normal_pattern(struct analyser *a, struct view pattern, struct tokens *scratch, struct buf *out)
{
    while (pattern.len) {
        const char *star = memchr(pattern.ptr, '*', pattern.len);
        size_t len = star ? (size_t)(star - pattern.ptr) : pattern.len;
        normal_word(a, view_sub(pattern, 0, len), scratch, out);
        if (star)
            buf_add_char(out, '*');
        pattern = view_sub(pattern, len + 1, pattern.len);
    }
}
