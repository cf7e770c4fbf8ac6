/* An article's text seen through a plan: where each place of the plan finds a word. Everything that is verified on texts is verified on this.
 *
 * Words are numbered (ordinals) through title, text and authors, without the gaps that index positions have at the ends of sentences; paragraphs likewise. A hit may
 * cover several words: "cease-fire" is a hit of ceasefire over two.
 * Used by occur and verify; one thread an object; a zeroed struct is empty; memory is kept from text to text. */
#ifndef LEDE_QUERY_SYNTAX_READING_H
#define LEDE_QUERY_SYNTAX_READING_H

#include "common/article.h"
#include "query/syntax/plan.h"

enum {
    READING_TITLE = 0,           /* paragraph number of the title */
    READING_TEXT = 1,            /* that of the text's first paragraph */
    READING_AUTHOR = 0x7FFFFFFF, /* that of the authors */
};

struct reading_hit {
    uint32_t first, last; /* ordinals, both included */
    uint32_t sentence, paragraph;
    uint32_t start, end; /* bytes, of the ARTICLE's text (or its title, its authors) */
};

struct reading_list {
    struct reading_hit *items; /* by first */
    size_t count, cap;
};

struct reading {
    const struct plan *plan;
    struct reading_list *lists; /* of each place of the plan */
    size_t list_cap;
    struct reading_known *known; /* by word id: which places the word belongs to */
    size_t known_cap;
    uint32_t epoch;
    uint32_t *pool; /* numbers of places, for `known` */
    size_t pool_count, pool_cap;
    struct tokens tokens; /* scratch */
    struct {
        uint32_t ordinal, sentence, position;
    } at;
};

/* For a new plan: forget what is known. The plan must outlive its use. */
void reading_begin(struct reading *r, const struct plan *plan);

/* Replaces the hits by those of an article, or of one segment of it: `offset` and `first_paragraph` say where its text begins in the article's. The analyser must be that
 * of the plan; its language is set to the article's. */
void reading_read(struct reading *r, struct analyser *a, const struct article *article, uint32_t offset, uint32_t first_paragraph);
void reading_release(struct reading *r);

#endif
