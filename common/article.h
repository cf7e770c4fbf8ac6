/* A news article between the stages, and its stored form (the document data of each of its segments).
 *
 * An article owns nothing: its views point into a buffer of whoever made it (a parser's scratch, a stored record).
 * Text is valid UTF-8, lines end in \n, paragraphs are separated by exactly one blank line, none at both ends, control characters
 * but \n and \t removed: article_clean() brings any UTF-8 into this form. Offsets shown to users count bytes of this text. */
#ifndef LEDE_COMMON_ARTICLE_H
#define LEDE_COMMON_ARTICLE_H

#include "common/buf.h"
#include "common/date.h"

enum { ARTICLE_MAX_TEXT = 8 << 20, ARTICLE_MAX_ID = 200, ARTICLE_MAX_FIELD = 1024 };

struct article {
    struct view id;    /* unique in the index; at most ARTICLE_MAX_ID bytes */
    struct view title; /* one line */
    struct view text;
    struct view source; /* publisher or wire: "Reuters" */
    struct view place;  /* dateline place */
    struct view author; /* several are separated by ", " */
    struct view url;
    struct view language; /* ISO 639 code as given, lower case; empty when unknown */
    struct view topics;   /* tags, separated by \n */
    struct view path;     /* the file it came from, absolute */
    struct date published, modified;
};

/* Append `raw` in the clean form above (for a text), or as one line with single spaces (for a title or a field). Invalid UTF-8 becomes
 * U+FFFD; returns how many such replacements were made. */
size_t article_clean_text(struct view raw, struct buf *out);
size_t article_clean_line(struct view raw, struct buf *out);

/* A 128-bit hash of everything that a reader could see changed: id, title, text, dates, other fields (XXH3). */
struct article_hash {
    uint64_t low, high;
};
struct article_hash article_hash(const struct article *a);

/* What a stored record says beside the article itself. `article.text` of a record is the SEGMENT's text. */
struct record {
    struct article article;
    struct article_hash hash; /* of the whole article */
    uint32_t segment;         /* 0, 1 … of its article */
    uint32_t segments;        /* how many the article has */
    uint32_t offset;          /* where the segment's text begins in the article's text, bytes */
    uint32_t length;          /* of the whole article's text, bytes */
    uint32_t first_paragraph; /* number of the paragraph that the segment begins in */
};

/* The stored form: byte 0 'L', byte 1 the record version, then the numbers as varints and the fields length-prefixed (a table in
 * article.c). Compression is left to Xapian. */
void record_encode(const struct record *r, struct buf *out);

/* Behind a record up to so many bytes, the first of them zero, may stand that mean nothing (indexer/readable.h). */
enum { RECORD_MOST_PADDING = 256 };

/* Views of `out` point into `stored`. STATUS_INDEX when it is no record of a known version, or cut short. */
enum status record_decode(struct view stored, struct record *out, struct error *err) WARN_UNUSED;

#endif
