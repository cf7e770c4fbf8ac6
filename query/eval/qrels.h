/* Relevance judgements in TREC's form, "qid iteration document grade". Each group is in byte order of the documents. Used by evaluation. */
#ifndef LEDE_QUERY_EVAL_QRELS_H
#define LEDE_QUERY_EVAL_QRELS_H

#include "query/eval/entries.h"

/* Grades are whole numbers from -QRELS_MAX_GRADE to QRELS_MAX_GRADE. 0 is not relevant; below 0 means: it was in the pool, but nobody judged it
 * (trec_eval since 8.1), so that it counts as not relevant, and bpref passes over it. */
enum { QRELS_MAX_GRADE = 1000000 };

enum status qrels_read(const char *path, struct entries *out, struct error *err) WARN_UNUSED;
enum status qrels_parse(struct buf *content, const char *name, struct entries *out,
                        struct error *err) WARN_UNUSED; /* takes content */

#endif
