/* The positions of the index as a first judge: whether the words of the phrases that a tree wants stand one behind the other in an article at all.
 *
 * A phrase of common words (in pct) has nearly every article between its bounds (narrow.h), and few of them have it; to read and analyse a text costs ten times what its
 * positions do. What is admitted here is still up to the text: positions do not tell where a joined form (cease-fire) begins nor
 * over how many words a number goes (3.5 billion dollars), and say nothing of stems and authors; where they do not tell it is admitted.
 * Used by conditions; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_SYNTAX_ADJACENT_H
#define LEDE_QUERY_SYNTAX_ADJACENT_H

#include "query/articles.h"
#include "query/syntax/plan.h"

struct adjacent {
    const struct plan *plan;
    struct store_reader *reader;
    uint32_t docid;               /* of the segment at hand */
    struct store_positions words; /* of the place at hand */
    /* Where the words so far may end: ahead of an element, inside a form and behind its next place, behind the element. */
    struct store_positions before, after, next, all;
    struct buf name;
};

/* `*admits` false: the tree does not hold for the article whose segments are `first` to `end` - 1. */
enum status adjacent_admits(struct adjacent *a, const struct tree *t, uint32_t first, uint32_t end, bool *admits,
                            struct error *err) WARN_UNUSED;
void adjacent_release(struct adjacent *a);

#endif
