/* Formats of input: a recogniser and a parser each, one file a format, one line in the table of formats.c.
 *
 * A parser gets UTF-8 (charset.h converts; files that come in parts and are UTF-8 come as they are, and what is ill-formed in them is repaired
 * value by value) and hands every article it finds to the sink, in the order of the file. Parsers are pure functions of their input: no
 * files, no globals, any thread. What is wrong with one record costs that record alone: it is reported to the sink and parsing goes on; only
 * input of which nothing can be read fails as a whole. */
#ifndef LEDE_INDEXER_FORMATS_FORMAT_H
#define LEDE_INDEXER_FORMATS_FORMAT_H

#include "common/article.h"
#include "common/buf.h"

/* A file, or the part of a file that one parser call sees. */
struct source {
    struct view bytes;
    const char *path; /* absolute, for the article's path field; "-" for standard input */
    const char *
        shown; /* as the user named it, normalised (no "./", no "//"): the id of a file that is one article, the start of made-up ids */
    uint64_t line;    /* number of the first line of `bytes` in the file, from 1 */
    struct view head; /* FORMAT_ROWS: how the file begins, with all of its first row. Empty: `bytes` are the whole file */
};

/* How a large file may be handed over in parts. */
enum format_cut {
    FORMAT_WHOLE, /* not at all */
    FORMAT_LINES, /* every line is a record of its own */
    FORMAT_ROWS   /* so is every row of CSV (csv_row.h); the first one says what the others hold */
};

struct article_sink {
    /* The article's views are valid during the call only. */
    void (*article)(void *context, const struct article *article);
    /* A record that was skipped, or a field that was cut: `line` from 1, 0 when lines mean nothing. The sentence says "left out" exactly where
     * the record is lost; any other is about an article that was kept. */
    void (*problem)(void *context, uint64_t line, const char *sentence);
    void *context;
};

struct format {
    const char *name;              /* "html" */
    const char *summary;           /* one line for `lede-index formats` */
    const char *const *extensions; /* without the dot, lower case, NULL-terminated */
    enum format_cut cut;
    bool raw; /* parse() wants the file's bytes as they are (its charset is declared inside, or it is binary) */
    /* How sure the format is from the first bytes (up to 4 KiB): 0 no … 100 certain. May be NULL: the extension decides. */
    int (*recognise)(struct view head);
    enum status (*parse)(const struct source *source, const struct article_sink *sink, struct error *err);
};

extern const struct format format_text, format_json, format_jsonl, format_csv, format_html, format_feed, format_nitf, format_trec;

/* All formats, NULL-terminated, in the order of `lede-index formats`. */
const struct format *const *formats_all(void);

/* The format of a file by its extension and first bytes (content wins where it is certain); NULL when it is none that Lede reads (binary …). */
const struct format *formats_detect(const char *path, struct view head);

/* Ids made for articles that bring none: `shown` for a file that is one article (line 0), "SHOWN:LINE" for a record, "SHOWN:LINE.NTH" for the
 * second and further ones that begin in the same line. Longer than ARTICLE_MAX_ID: cut, with the hash of the whole. */
void format_make_id(const struct source *source, uint64_t line, size_t nth, struct buf *out);

#endif
