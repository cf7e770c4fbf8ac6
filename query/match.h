/* A text seen through a query: its sentences, where query terms stand in them, and which pairs of query words stand close. Seen in the text itself
 * (match_text), or, where that is enough, in the stored outline of its segment (match_outline): a twentieth of the work.
 *
 * Everything that scoring needs of a segment is here, and nothing else: tokens that are no query terms are counted and forgotten.
 * Offsets are bytes of the text handed in. Sentences without a single word do not exist here, but a text that has no other is one empty
 * sentence, so that a bare headline is found. Used by passage (scores) and rank (highlights); one thread an object; a zeroed struct is empty; memory is kept from text to text. */
#ifndef LEDE_QUERY_MATCH_H
#define LEDE_QUERY_MATCH_H

#include "common/outline.h"
#include "common/segment.h"
#include "query/terms.h"

/* A word of the text that is a query term. */
struct hit {
    uint32_t start, end;
    uint32_t position; /* as analyse() counts */
    uint8_t term;
    /* False for a further form of a word that was counted for this term already (the joined form at the second part of cease-fire): the same rule as the
     * indexer's for wdf, so that no unit has a term more often than its segment. */
    bool counted;
};

/* How often a pair of query words (terms.pairs) stands close in one sentence. */
struct pair_hit {
    uint8_t pair;
    uint32_t ordered;   /* the second follows the first within the distance that they have in the query */
    uint32_t unordered; /* within the window, in any order */
};

struct match_sentence {
    uint32_t start, end; /* of the first and the last word */
    uint32_t words;
    uint32_t paragraph; /* from 0, as segment.h counts */
    uint32_t first_hit, hits;
    uint32_t first_pair, pairs;
};

/* A stem that is looked for in outlines. */
struct match_stem {
    uint32_t hash;
    uint32_t index; /* of the terms, and behind them of their synonyms */
    uint8_t term;
};

struct match {
    struct match_sentence title; /* its hits come first; offsets are of the title */
    struct match_sentence *sentences;
    size_t sentence_count, sentence_cap;
    struct hit *hits;
    size_t hit_count, hit_cap;
    struct pair_hit *pair_hits;
    size_t pair_hit_count, pair_hit_cap;
    struct span *paragraphs; /* only of a text; of an outline their number */
    size_t paragraph_count, paragraph_cap;
    struct match_stem *stems; /* match_prepare */
    size_t stem_count, stem_cap;
    struct outline_stem *wanted; /* scratch */
    size_t wanted_cap;
    struct outline_place *places; /* scratch */
    size_t place_cap;
    struct tokens tokens;              /* scratch */
    uint32_t last_position[TERMS_MAX]; /* scratch: of each term in the text so far */
};

/* Replaces m's content. `window`: how many words an unordered pair may lie apart. The analyser must be the one that the terms come from,
 * with the text's language set. */
void match_text(struct match *m, struct analyser *a, const struct terms *terms, uint32_t window, struct view title,
                struct view text);

/* Before outlines are looked at: what is looked for. The terms stay as they are until the last one. */
void match_prepare(struct match *m, const struct terms *terms);

/* The same as match_text would find in the segment's title and text, but that bytes of hits and sentences are 0. `wdf`: how often each term, and behind them each synonym,
 * stands in the segment. False when the outline cannot tell: then m's content is undefined. */
bool match_outline(struct match *m, const struct outline *o, const struct terms *terms, uint32_t window,
                   const uint32_t *wdf) WARN_UNUSED;
void match_release(struct match *m);

/* The term whose hit is the bytes [start, end), or lies in them where none is as long; TERMS_NONE without one. `hits` ascend by start. */
uint8_t match_term_at(const struct hit *hits, size_t count, uint32_t start, uint32_t end);

#endif
