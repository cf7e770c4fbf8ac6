/* A run in TREC's form, "qid Q0 document rank score tag". Each group is in the order that trec_eval ranks by: score descending, equal scores by the
 * document's name descending; the rank column is not looked at. Used by evaluation. */
#ifndef LEDE_QUERY_EVAL_RUN_H
#define LEDE_QUERY_EVAL_RUN_H

#include "query/eval/entries.h"

/* `single_precision`: round scores to float before they are compared, as trec_eval up to 9 stored them; 10 has doubles. */
enum status run_read(const char *path, bool single_precision, struct entries *out, struct error *err) WARN_UNUSED;
enum status run_parse(struct buf *content, const char *name, bool single_precision, struct entries *out,
                      struct error *err) WARN_UNUSED; /* takes content */

#endif
