/* Facets: how many of the articles that match a query have each value of a field (source, language, place, topic, day, month, year).
 *
 * Counted on posting lists, without reading an article. A value is counted once an article; where an article has several (topics), once for each.
 * Used by `search --facets`, timeline and matrix; a zeroed list is empty; one thread an object. */
#ifndef LEDE_QUERY_FACET_H
#define LEDE_QUERY_FACET_H

#include "common/schema.h"
#include "common/store.h"
#include "query/search.h"

struct facet_value {
    struct view value; /* as the index has it: case-folded, dates as digits (20240709, 202407, 2024); lives in the list */
    uint64_t count;    /* articles, at least 1 */
    uint32_t first;    /* docid of one of them */
};

struct facet_list {
    enum field field;
    struct facet_value *items; /* most frequent first, equally frequent ones by value (bytes) */
    size_t count;
    uint64_t without; /* matching articles that have no value of the field */
    struct store_count_list terms;
};

/* Count the values of `field` among the articles of `m`. Replaces out's content. STATUS_USAGE for a field that has no facets (words,
 * ids, addresses); STATUS_CHANGED when the index changed since `m` was found: search again. */
enum status facet_count(struct store_reader *r, const struct matching *m, enum field field, struct facet_list *out,
                        struct error *err) WARN_UNUSED;
void facet_list_release(struct facet_list *list);

/* Put a list of days, months or years in the order of time, earliest first. */
void facet_sort_by_value(struct facet_list *list);

/* Append a value as people read it: dates with dashes (2024-07-09, 2024-07), the others as they are. */
void facet_label(enum field field, struct view value, struct buf *out);

/* The field of a name that a user typed: its name in the schema, or "language". False when it has no facets. */
bool facet_field(struct view name, enum field *out);

/* "source, lang, place, ...": for messages. */
#define FACET_NAMES "source, lang, place, topic, day, month or year"

#endif
