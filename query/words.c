#include "query/words.h"

enum status words_join(const char *const *words, size_t count, struct buf *out, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_add_char(out, ' ');
        buf_add_text(out, words[i]);
    }
    if (view_trim(view_of_buf(out)).len == 0)
        return error_set(err, STATUS_USAGE, "the query is empty");
    if (out->len > WORDS_MAX)
        return error_set(err, STATUS_USAGE, "the query has %zu bytes, more than %d; 'batch' takes longer ones", out->len,
                         WORDS_MAX);
    return STATUS_OK;
}
