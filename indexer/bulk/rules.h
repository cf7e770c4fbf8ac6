/* The rules that an article must keep before it is inverted: those of the Xapian writer (store_validate.h), on the terms as they stand in the flattener. Used
 * by build.c, in the threads that analyse. */
#ifndef LEDE_INDEXER_BULK_RULES_H
#define LEDE_INDEXER_BULK_RULES_H

#include "indexer/flatten.h"

/* The `count` segments that stand in the builder and the flattener. STATUS_INPUT with a sentence when a rule is broken. */
enum status rules_check(struct document_builder *builder, const struct flattener *flat, size_t count,
                        struct error *err) WARN_UNUSED;

#endif
