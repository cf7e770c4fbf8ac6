/* What must hold of every article that a format makes of any bytes; a violation aborts, which a fuzzer and the replay driver see. */
#ifndef LEDE_TESTS_SUPPORT_FUZZ_FORMAT_H
#define LEDE_TESTS_SUPPORT_FUZZ_FORMAT_H

#include "common/utf8.h"
#include "indexer/charset.h"
#include "indexer/formats/format.h"

#include <stdlib.h>
#include <string.h>

static inline void must(bool holds)
{
    if (!holds)
        abort();
}

static inline void must_be_line(struct view v, size_t max)
{
    must(v.len <= max && utf8_valid(v) && (v.len == 0 || !memchr(v.ptr, '\n', v.len)));
}

static inline void check_article(void *context, const struct article *a)
{
    (void)context;
    must(a->id.len > 0 && (a->title.len || a->text.len));
    must_be_line(a->id, ARTICLE_MAX_ID);
    must_be_line(a->title, ARTICLE_MAX_FIELD);
    must_be_line(a->source, ARTICLE_MAX_FIELD);
    must_be_line(a->author, ARTICLE_MAX_FIELD);
    must_be_line(a->url, ARTICLE_MAX_FIELD);
    must_be_line(a->place, ARTICLE_MAX_FIELD);
    must_be_line(a->language, 3);
    must(a->topics.len <= ARTICLE_MAX_FIELD && utf8_valid(a->topics));
    must(a->text.len <= ARTICLE_MAX_TEXT && utf8_valid(a->text) && (a->text.len == 0 || !memchr(a->text.ptr, '\0', a->text.len)));
    must(a->text.len == 0 || !memmem(a->text.ptr, a->text.len, "\n\n\n", 3));
}

static inline void check_problem(void *context, uint64_t line, const char *sentence)
{
    (void)context;
    (void)line;
    must(sentence[0] && strlen(sentence) < ERROR_TEXT_SIZE);
}

static inline int fuzz_format(const struct format *format, const uint8_t *data, size_t size, bool convert)
{
    struct view bytes = {(const char *)data, size};
    struct buf text = {0};
    struct charset_result used;
    struct error err = {0};
    if (convert && charset_to_utf8(bytes, &text, &used, &err) == STATUS_OK)
        bytes = view_of_buf(&text);
    struct source source = {.bytes = bytes, .path = "/fuzz", .shown = "fuzz", .line = 1};
    struct article_sink sink = {check_article, check_problem, NULL};
    if (format->parse(&source, &sink, &err) != STATUS_OK)
        must(err.text[0] != '\0');
    formats_detect("fuzz", view_sub(bytes, 0, 4096));
    buf_release(&text);
    return 0;
}

#endif
