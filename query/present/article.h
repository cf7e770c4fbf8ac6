/* One whole article for people and scripts: its heading, its text by paragraphs with the matched words lit, and a passage of it marked in its neighbourhood.
 * One file a form: article_text.c, article_json.c, article_markdown.c. They only append to a buffer. Used by show and shell. */
#ifndef LEDE_QUERY_PRESENT_ARTICLE_H
#define LEDE_QUERY_PRESENT_ARTICLE_H

#include "common/segment.h"
#include "common/sha256.h"
#include "query/lit.h"
#include "query/present/printer.h"
#include "query/present/wrap.h"

struct shown_article {
    const struct article *article; /* text: the whole text */
    const struct lit *lit;         /* never NULL; zeroed: nothing is lit */
    bool has_part;                 /* show `part` of the text with its neighbourhood alone */
    struct span part;              /* bytes of the text, at ends of characters */
    struct span around;            /* the neighbourhood: whole paragraphs, part included; the whole text without a part */
    char sha256[SHA256_HEX + 1];   /* of the text */
    bool checked;                  /* it is the one that was asked for */
    bool exact;                    /* of struct stored */
};

/* Fill `around` from has_part and part: the paragraphs that it touches and `context` more on each side. */
void article_place(struct shown_article *a, size_t context);

void article_print_text(const struct shown_article *a, const struct print_settings *settings, struct buf *out);
void article_print_json(const struct shown_article *a, const struct print_settings *settings, struct buf *out);
void article_print_markdown(const struct shown_article *a, const struct print_settings *settings, struct buf *out);

/* A stretch of one paragraph that is of the part, or not: what is drawn alike. */
struct article_piece {
    struct span span;
    bool in_part;     /* never without a part */
    bool first, last; /* of its paragraph */
    size_t paragraph; /* from 0 */
};

/* Move along the pieces of the neighbourhood: zero *walk at first. False behind the last one. */
struct article_walk {
    size_t next;           /* where the next paragraph is looked for */
    size_t paragraphs;     /* seen so far */
    struct span paragraph; /* the one at hand */
    size_t at;             /* what is left of it begins here */
};
bool article_next_piece(const struct shown_article *a, struct article_walk *walk, struct article_piece *out);

/* The marks of wrap.h for the lit words inside a span of the text, relative to it. `marks` has room for text_count. Returns their number. */
size_t article_marks(const struct lit *lit, struct span span, struct wrap_mark *marks);

#endif
