/* The parts that a score is the sum of. Whatever computes a score hands each addend to score_part(), with a sink or without: so an explanation is made by the
 * score's own code and cannot tell another story. Used by passage_score, explain and printers; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_SCORE_PARTS_H
#define LEDE_QUERY_SCORE_PARTS_H

#include "common/buf.h"

enum part_kind {
    PART_PASSAGE_TERM, /* BM25 of a term in the unit's text and title */
    PART_PASSAGE_PAIR, /* two query words close together in the unit */
    PART_ARTICLE_TERM, /* index weight of a term of the query in the segment */
    PART_FEEDBACK,     /* the same of a term that feedback added */
    PART_RECENCY,      /* what age takes away */
};

struct score_part {
    enum part_kind kind;
    uint8_t first, second; /* terms of the query; second: of pairs alone. Neither for feedback and recency */
    uint32_t count;        /* how often it occurs in the unit; 0 where that does not apply */
    struct buf name;       /* the stem that feedback added; empty otherwise */
    double value;          /* what it adds to the score */
};

struct score_parts {
    struct score_part *items;
    size_t count, cap;
};

void score_parts_add(struct score_parts *parts, struct score_part part); /* takes part.name over */
void score_parts_release(struct score_parts *parts);

/* The value of a part, noted in `parts` unless that is NULL. */
static inline double score_part(struct score_parts *parts, struct score_part part)
{
    if (parts)
        score_parts_add(parts, part);
    return part.value;
}

/* Multiply the values of items[from..count). */
void score_parts_scale(struct score_parts *parts, size_t from, double factor);

/* The sum of all values, in their order. */
double score_parts_sum(const struct score_parts *parts);

/* The values in units of 10^-digits, rounded so that they add up to the rounded `score` exactly: each is rounded down, and what is then missing goes to
 * those that lost most (of equal ones the first). Returns the rounded score; units[i] belongs to items[i]. `digits` at most 12. */
int64_t score_parts_round(const struct score_parts *parts, double score, int digits, int64_t *units);

/* "passage", "proximity", "article", "feedback", "recency": as JSON and people have it. */
const char *part_kind_name(enum part_kind kind);

/* Append units of 10^-digits as a decimal: -0.0123. */
void score_units_add(int64_t units, int digits, struct buf *out);

#endif
