/* Where in a text the placed parts of a query occur: words, phrases, OR between them, proximity.
 *
 * An occurrence is a stretch of words from `first` to `last`, with the words in it that took part. Two occurrences make one of a proximity when
 *   - they lie in one paragraph (w/s: in one sentence), and no word takes part in both;
 *   - w/N: at most N words further on the one begins where the other has ended (neighbours: 1), or they are interlocked; sentence ends do not count;
 *   - pre/: the left one has ended before the right one begins.
 * Of one node at most OCCUR_MAX occurrences of a text are looked at.
 * Used by verify; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_SYNTAX_OCCUR_H
#define LEDE_QUERY_SYNTAX_OCCUR_H

#include "query/syntax/reading.h"

enum { OCCUR_MAX = 4096 };

/* Which part of an article is looked at. */
struct look {
    bool title, text, author;
    bool lead;          /* of the text: its first two paragraphs only */
    struct span window; /* of the text: these bytes of the article's text only */
};
#define LOOK_EVERYWHERE ((struct look){.title = true, .text = true, .window = {0, UINT32_MAX}})

bool look_admits(const struct look *look, const struct reading_hit *hit);

/* A stretch of words that one row matched. */
struct occur_part {
    uint32_t first, last, row;
};

struct occurrence {
    uint32_t first, last;                   /* words */
    uint32_t first_sentence, last_sentence; /* all in one paragraph: */
    uint32_t paragraph;
    uint32_t part, parts; /* of occurrences.parts */
};

struct occurrences {
    struct occurrence *items; /* by first, then last */
    size_t count, cap;
    struct occur_part *parts;
    size_t part_count, part_cap;
};

/* Those of a placed node; replaces out's content. */
void occur_find(const struct reading *r, const struct tree *node, const struct look *look, struct occurrences *out);
void occurrences_release(struct occurrences *o);

/* The most of them that do not overlap. */
size_t occurrences_apart(struct occurrences *o);

#endif
