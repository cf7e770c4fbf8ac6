/* The terms of an article's fields, by the table in schema.h: id, source, place, language, topics, URL, path, day, author's words.
 *
 * Used by document.c only. Both lists are length-prefixed strings (view_take_string) and hold no term twice. */
#ifndef LEDE_INDEXER_FIELDS_H
#define LEDE_INDEXER_FIELDS_H

#include "common/analyse.h"
#include "common/article.h"

struct fields {
    struct buf exact;        /* Q first, then the others */
    struct buf author;       /* A words */
    struct buf term, folded; /* scratch */
};

/* Replace both lists by those of `article`; `author` holds the tokens of its author field. */
void fields_build(struct fields *f, const struct article *article, const struct tokens *author);
void fields_release(struct fields *f);

/* Q + id, as it stands in the exact list. */
struct view fields_id_term(const struct fields *f);

/* Append the term that only the first segment of an article has. */
void fields_add_first(struct buf *list);

#endif
