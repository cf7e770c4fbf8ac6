/* A file of queries read as a whole, for commands that answer them all against one state of the index. Used by matrix and alert. */
#ifndef LEDE_QUERY_SAVED_H
#define LEDE_QUERY_SAVED_H

#include "query/search.h"
#include "query/topics.h"

#include <stdio.h>

struct saved {
    struct topic *items;
    size_t count, cap;
    uint64_t bad; /* queries that were malformed */
};

/* Read all of them; `path` "-" is standard input. One that is malformed is a line on `errors` ("FILE: line N: qid Q: why") and costs itself alone. Two queries of
 * the same qid are STATUS_INPUT: what belongs to which could not be told. The caller releases `out`, on failure too. */
enum status saved_read(const char *path, const struct topics_settings *settings, FILE *errors, struct saved *out,
                       struct error *err) WARN_UNUSED;
void saved_release(struct saved *s);

/* Say on `errors` what is wrong with a query, as above. */
void saved_complain(FILE *errors, const char *path, const struct topic *topic, const struct error *err);

#endif
