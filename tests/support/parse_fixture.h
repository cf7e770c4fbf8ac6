/* What a format makes of some bytes, as one text that tests compare: a line a field that is not empty, "--" after each article, and
 * "problem LINE: sentence". */
#ifndef LEDE_TESTS_SUPPORT_PARSE_FIXTURE_H
#define LEDE_TESTS_SUPPORT_PARSE_FIXTURE_H

#include "indexer/formats/format.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void log_field(struct buf *log, const char *name, struct view value)
{
    if (value.len)
        buf_printf(log, "%s: %.*s\n", name, (int)value.len, value.ptr);
}

static inline void log_date(struct buf *log, const char *name, struct date date)
{
    struct buf text = {0};
    if (date.precision != DATE_NONE)
        date_format(date, &text);
    log_field(log, name, view_of_buf(&text));
    buf_release(&text);
}

static inline void log_article(void *context, const struct article *a)
{
    struct buf *log = context;
    log_field(log, "id", a->id);
    log_field(log, "title", a->title);
    log_field(log, "source", a->source);
    log_field(log, "place", a->place);
    log_field(log, "author", a->author);
    log_field(log, "url", a->url);
    log_field(log, "language", a->language);
    log_field(log, "topics", a->topics);
    log_date(log, "published", a->published);
    log_date(log, "modified", a->modified);
    log_field(log, "text", a->text);
    buf_add_text(log, "--\n");
}

static inline void log_problem(void *context, uint64_t line, const char *sentence)
{
    buf_printf(context, "problem %llu: %s\n", (unsigned long long)line, sentence);
}

/* The log of parsing `bytes` as the file "in.x"; a failure of the whole is the line "failed: sentence". The caller frees log.data by buf_release. */
static inline void parse_to_log(const struct format *format, struct view bytes, struct buf *log)
{
    struct source source = {.bytes = bytes, .path = "/in.x", .shown = "in.x", .line = 1};
    struct article_sink sink = {log_article, log_problem, log};
    struct error err = {0};
    buf_clear(log);
    buf_add_text(log, "");
    if (format->parse(&source, &sink, &err) != STATUS_OK)
        buf_printf(log, "failed: %s\n", err.text);
}

#define ck_parses_to(format, text, expected)                                                                                       \
    do {                                                                                                                           \
        struct buf log_ = {0};                                                                                                     \
        parse_to_log((format), view_of(text), &log_);                                                                              \
        ck_assert_str_eq(log_.data, (expected));                                                                                   \
        buf_release(&log_);                                                                                                        \
    } while (0)

#define ck_log_has(log, part) ck_assert_msg(strstr((log).data, (part)) != NULL, "no \"%s\" in:\n%.3000s", (part), (log).data)
#define ck_log_lacks(log, part) ck_assert_msg(strstr((log).data, (part)) == NULL, "\"%s\" in:\n%.3000s", (part), (log).data)

#endif
