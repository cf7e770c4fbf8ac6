/* Any bytes become clean text: valid UTF-8, no controls, no blank ends, and cleaning again changes nothing. */
#include "common/article.h"
#include "common/schema.h"
#include "common/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition)
{
    if (!condition)
        abort();
}

/* One of the two cleaners, and what must hold for it. */
static void check(size_t (*clean)(struct view, struct buf *), struct view raw)
{
    struct buf once = {0}, twice = {0};
    clean(raw, &once);
    struct view text = view_of_buf(&once);
    must(utf8_valid(text));
    for (size_t i = 0; i < text.len; i++)
        must((unsigned char)text.ptr[i] >= ' ' || text.ptr[i] == '\n' || text.ptr[i] == '\t');
    must(text.len == 0 || (text.ptr[0] != '\n' && text.ptr[text.len - 1] > ' ') || (unsigned char)text.ptr[text.len - 1] >= 0x80);
    must(text.len < 3 || memmem(text.ptr, text.len, "\n\n\n", 3) == NULL);
    must(clean(text, &twice) == 0);
    must(view_equal(text, view_of_buf(&twice)));
    buf_release(&once);
    buf_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view raw = {(const char *)data, size};
    check(article_clean_text, raw);
    check(article_clean_line, raw);
    struct buf term = {0};
    schema_fold(raw, &term);
    buf_clear(&term);
    schema_term(FIELD_SOURCE, raw, &term);
    must(term.len <= SCHEMA_MAX_TERM && memchr(term.data, '\0', term.len) == NULL);
    buf_release(&term);
    return 0;
}
