/* From the words of a query to weighted terms: what the first stage asks of the index and what units are matched against.
 *
 * A term is a distinct stem (in the index: Z + stem). Its weight is the number of times it was typed: weights grow linearly.
 * Stop words are left out, unless there is nothing else. A word that stands for several forms (cease-fire: "cease", "fire",
 * "ceasefire"; $3.5bn: "3.5", "3.5bn", "$3.5bn") gives every form TERMS_FORM_WEIGHT, so that one concept does not count as three words; a form
 * whose stem equals another's (the accented beside the plain) adds nothing.
 * At most TERMS_MAX terms are kept: of longer queries those with the largest weight x idf, in the order in which they were typed.
 * Used by search and its stages; one thread an object. A zeroed struct is empty. */
#ifndef LEDE_QUERY_TERMS_H
#define LEDE_QUERY_TERMS_H

#include "common/analyse.h"
#include "common/store.h"

enum { TERMS_MAX = 64, TERMS_NONE = 0xFF };
#define TERMS_FORM_WEIGHT 0.5

struct term {
    struct view text;  /* as typed, at its first place; points into the query text */
    struct view stem;  /* lives in the analyser */
    struct view name;  /* in the index: Z + stem; lives in terms.names */
    uint32_t stem_id;  /* of the analyser */
    uint32_t position; /* of its first place in the query */
    double weight;
    double idf; /* ln(1 + (N - df + 0.5) / (df + 0.5)), N and df in segments (Robertson & Zaragoza 2009, as Lucene has it) */
    uint64_t document_frequency;
};

/* Two query words that stand next to each other (stop words between them left out of sight). */
struct term_pair {
    uint8_t first, second; /* indexes of terms */
    uint32_t distance;     /* in positions of the query: 1 for neighbours, 2 with one stop word between */
    double weight;         /* how often the pair was typed */
};

/* A further way to say a term, which counts as the term itself. */
struct term_synonym {
    struct view name; /* in the index; lives in terms.more_names */
    uint8_t term;
};

/* Words typed before byte `end` of the query (and behind the one before) weigh so much more. */
struct term_boost {
    uint32_t end;
    double factor;
};
struct term_boosts {
    const struct term_boost *items; /* by end */
    size_t count;
};

/* What the query language adds to the terms of the words typed. */
struct term_addition {
    struct view text; /* lives as long as the query */
    const struct word *word;
    const struct word *of; /* a word of the query that it says too; NULL: it is a term of its own, unless it is one already */
    double weight;         /* of a term of its own */
};

struct terms {
    struct term items[TERMS_MAX];
    size_t count;
    struct term_pair pairs[TERMS_MAX];
    size_t pair_count;
    double total;     /* sum of weight x idf: what scores are measured against; 0 only when count is 0 */
    uint8_t *by_stem; /* stem_id -> term index or TERMS_NONE, for stem_id < by_stem_count */
    size_t by_stem_count, by_stem_cap;
    bool only_stop_words;          /* the query has nothing else, so they were kept */
    size_t left_out;               /* distinct stems beyond TERMS_MAX */
    struct term_synonym *synonyms; /* by term */
    size_t synonym_count, synonym_cap;
    struct buf names, more_names;
    struct tokens tokens; /* of the query; scratch */
};

/* Analyse `query` (valid UTF-8) and read the statistics of its terms. The terms point into `query` and the analyser's dictionary: they die with
 * them (analyser_forget). Replaces t's content. No term at all is STATUS_OK with count 0. */
enum status terms_make(struct terms *t, struct analyser *a, struct store_reader *r, uint64_t segments, struct view query,
                       struct error *err) WARN_UNUSED;

/* The same with weights of the words' own. */
enum status terms_make_boosted(struct terms *t, struct analyser *a, struct store_reader *r, uint64_t segments, struct view query,
                               struct term_boosts boosts, struct error *err) WARN_UNUSED;

/* Add to terms that were just made. An addition to a word that is no term (it was left out) is left out too. */
enum status terms_extend(struct terms *t, struct store_reader *r, uint64_t segments, const struct term_addition *additions,
                         size_t count, struct error *err) WARN_UNUSED;
void terms_release(struct terms *t);

/* One line for people: how the query was understood ("secur^2 pact, left out: the"). */
void terms_describe(const struct terms *t, struct buf *out);

/* The tokens that the typed word at `at` gave: [at, returned end). */
size_t terms_group_end(const struct tokens *tokens, size_t at);

/* The term that a stem is, or TERMS_NONE. */
static inline uint8_t terms_find(const struct terms *t, uint32_t stem_id)
{
    return stem_id < t->by_stem_count ? t->by_stem[stem_id] : (uint8_t)TERMS_NONE;
}

#endif
