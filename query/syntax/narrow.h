/* What the index knows about which articles a tree holds for: the compiled form of a query.
 *
 * Conditions are those of ARTICLES, which may have several segments, so they are worked out on sets of articles instead of in one Xapian query, which sees segments:
 *   upper   articles that the tree may hold for: all others are out
 *   lower   articles that it holds for in any case
 * Words, their AND, OR and NOT, titles, fields and dates are decided by the index, so that both are equal; phrases, proximity, atleast, lead: and words of several parts
 * are left to the text of what stands in between (verify.h).
 * Used by conditions.c; one thread an object. */
#ifndef LEDE_QUERY_SYNTAX_NARROW_H
#define LEDE_QUERY_SYNTAX_NARROW_H

#include "query/articles.h"
#include "query/syntax/plan.h"

struct bounds {
    struct article_set lower, upper;
};
void bounds_release(struct bounds *b);

struct narrow {
    struct store_reader *reader;
    const struct articles *articles;
    const struct plan *plan;
    bool within;                               /* all must hold inside one passage: no word of the text is decided by the index */
    struct article_set *fields;                /* of VALUE and DATE nodes, by tree.leaf: filled in here */
    double (*seconds_left)(const void *clock); /* 0: no limit; below 0: too late */
    const void *clock;
};

/* STATUS_TIMEOUT when time ran out. `*out` is the caller's to release, on failure too. */
enum status narrow_tree(const struct narrow *n, const struct tree *tree, struct bounds *out, struct error *err) WARN_UNUSED;

/* How the condition reads in terms of the index, for people: (Zpact AND ZSsummit) AND NOT XSRCreuters. What only the text decides stands in braces. */
void narrow_describe(const struct plan *plan, const struct tree *tree, struct buf *out);

/* The term of the index that a VALUE node names. */
void narrow_field_term(const struct tree *value, struct buf *out);

#endif
