/* What a search found, as plain data between ranking and printers. Owned as one object; printers only read it. */
#ifndef LEDE_QUERY_RESULTS_H
#define LEDE_QUERY_RESULTS_H

#include "common/article.h"
#include "common/buf.h"
#include "common/segment.h"
#include "common/sha256.h"
#include "query/score_parts.h"

enum unit { UNIT_PASSAGES, UNIT_ARTICLES, UNIT_PARAGRAPHS, UNIT_SENTENCES };

/* How a word of the text came to match. */
enum match_kind { MATCH_STEM, MATCH_EXACT, MATCH_PHRASE, MATCH_FUZZY, MATCH_WILDCARD, MATCH_THESAURUS };

/* A stretch of the passage text to light, and the query term that it matched (index into query_info.terms). */
struct highlight {
    uint32_t start, end; /* bytes, relative to the ARTICLE's text as all offsets of results */
    uint32_t term;       /* HIGHLIGHT_NO_TERM: a word that is not ranked by, such as "of" in a phrase */
    enum match_kind kind;
};
#define HIGHLIGHT_NO_TERM UINT32_MAX

/* One ranked unit. For UNIT_ARTICLES the text is the article's best passage (so that a person sees why), its offsets too. */
struct result {
    struct buf id; /* ID, ID#N, ID@START-END by unit */
    double score;
    double article_score; /* parts of the score, before fusion: the weight of the segment in the index */
    double passage_score; /* the weight of the unit's text */
    struct buf record;    /* stored record; `article` points into it. article.text is the SEGMENT's text */
    struct record fields;
    uint32_t start, end; /* of the unit's text in the article's text, bytes */
    uint32_t paragraph;  /* number of the paragraph in which it starts */
    struct view text;    /* the unit's text, points into record */
    struct highlight *highlights;
    size_t highlight_count;
    uint64_t terms_matched;   /* bit i: query term i occurs in the unit (first 64 terms) */
    struct score_parts parts; /* of an explained search: they add up to the score */
    /* What the list for people adds (answers.h). */
    struct result *copies; /* near-identical units, the one published first in front; without copies of their own */
    size_t copy_count;
    size_t group;                /* index in results.groups */
    struct buf before, behind;   /* the article's text around the unit's, white space between included */
    char sha256[SHA256_HEX + 1]; /* of the article's text, UTF-8 as stored; empty unless it was asked for */
};

struct query_term {
    struct buf text; /* as typed (first form) */
    struct buf stem; /* the stem, without Z */
    double weight;   /* how often it was typed, times boosts */
    uint64_t document_frequency;
};

struct query_info {
    struct buf text;     /* the query as given */
    struct buf parsed;   /* one line: how it was understood */
    struct span mistake; /* where search() found one: bytes of text; what it is stands in the error */
    struct query_term *terms;
    size_t term_count;
};

/* Results that stand together. */
struct result_group {
    struct buf label;
    size_t count;
};

struct facet_list;
struct diagnosis;

struct results {
    struct query_info query;
    enum unit unit;
    uint64_t matches; /* articles that match (estimated when not exact) */
    bool matches_exact;
    uint64_t offset; /* rank of items[0] - 1 */
    struct result *items;
    size_t count;
    struct result_group *groups; /* in the order of the results; none when they are not grouped */
    size_t group_count;
    struct facet_list *facets; /* facet.h; of all that match */
    size_t facet_count;
    const struct diagnosis *nothing; /* why there are no items, where somebody asked; borrowed */
    double seconds;                  /* in process, from the query's text to here */
};

void results_release(struct results *r);
void result_release(struct result *r);

/* Keep these items alone, in this order (indexes, each once). */
void results_choose(struct results *r, const size_t *chosen, size_t count);

/* "stem", "exact" … */
const char *match_kind_name(enum match_kind kind);

const char *unit_name(enum unit unit);

#endif
