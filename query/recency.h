/* Age as a factor of the score: 2^(-age / half life), so that an article as old as the half life counts half, one twice as old a quarter.
 *
 * Age is counted in seconds from settings.now to publication; what is published later is not old, what has no date is infinitely old (factor 0: it stands
 * last). Used by rank_units and explain; pure. */
#ifndef LEDE_QUERY_RECENCY_H
#define LEDE_QUERY_RECENCY_H

#include "query/search.h"

/* 1 when the settings have no half life. */
double recency_factor(const struct search_settings *settings, struct date published);

/* "30d", "12h", "2w", "3m" (of 30 days), "1y" (of 365): seconds. STATUS_USAGE with a sentence otherwise. */
enum status recency_parse(struct view text, double *half_life, struct error *err) WARN_UNUSED;

#endif
