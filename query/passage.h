/* The units of a matched text and their scores: passages, paragraphs, sentences.
 *
 * Sentences and paragraphs are those of segment.h. A passage is the best of all windows of consecutive sentences, never a piece of a fixed
 * grid. A window is legal when
 *   - it has 1 to passage_max_sentences sentences and at most passage_max_words words (a single sentence may be longer);
 *   - it stays in one paragraph flow: it crosses from one paragraph to the next only where one of both is shorter than passage_min_words
 *     (a short paragraph can hardly be a passage of its own; two long ones are never glued together);
 *   - it has passage_min_words words, or neither neighbour could be taken in without breaking the rules above.
 * Only units with a query word in their own text count. A text without one (its title alone matches) has one unit, its beginning.
 * Pure functions of their input; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_PASSAGE_H
#define LEDE_QUERY_PASSAGE_H

#include "query/match.h"
#include "query/rank.h"

struct unit_score {
    uint32_t first, last; /* sentences of the match, both included */
    double score;         /* see rank.h: "unit" */
    unsigned level;       /* of the preference; 0 without one */
};

struct unit_scores {
    struct unit_score *items; /* by level and score descending, then first ascending */
    size_t count, cap;
    struct unit_score *windows; /* scratch */
    size_t window_count, window_cap;
};

/* Which units are wanted before others: the higher level(context, bytes of the unit's words in the text) goes first, whatever the scores. */
struct unit_preference {
    unsigned (*level)(const void *context, struct span words);
    const void *context;
    bool strict; /* level 0 is no unit at all */
};

/* The best `limit` units of a text, 0 = all; passages among them do not overlap. UNIT_ARTICLES gives the best passage.
 * `preference` may be NULL. Empty only for a text without a word, or when the preference lets nothing through. Replaces out's content. */
void passage_units(const struct match *m, const struct terms *terms, const struct ranker *ranker, enum unit unit, size_t limit,
                   const struct unit_preference *preference, struct unit_scores *out);
void unit_scores_release(struct unit_scores *s);

/* No unit of a segment can score more than this when its terms occur so often (wdf[i] of terms->items[i], title and text together). */
double passage_bound(const struct terms *terms, const struct ranker *ranker, const uint32_t *wdf);

#endif
