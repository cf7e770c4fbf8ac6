/* Where a batch that was cut off has to go on: what its output file holds already. Used by the command batch. */
#ifndef LEDE_QUERY_BATCH_RESUME_H
#define LEDE_QUERY_BATCH_RESUME_H

#include "query/present/printer.h"
#include "query/topics.h"

struct batch_place {
    uint64_t skip;  /* queries at the beginning of the input that are answered */
    int64_t offset; /* bytes of the output to keep: the results of exactly these queries */
};

/* Walk the queries of `input` and the lines of `output` side by side (results stand in the order of the queries; one without results has no line). The last query
 * that the output shows may be incomplete: it is answered again. A missing or empty output is the beginning. STATUS_INPUT when the
 * output holds lines of other queries, STATUS_USAGE when the printer's lines do not tell their query. */
enum status batch_resume(const char *input, const struct topics_settings *topics, const char *output, const struct printer *printer,
                         struct batch_place *out, struct error *err) WARN_UNUSED;

#endif
