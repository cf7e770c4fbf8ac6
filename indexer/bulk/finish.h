/* The end of a build: the postlist, position and termlist tables, each by a thread of its own, and the version file. */
#ifndef LEDE_INDEXER_BULK_FINISH_H
#define LEDE_INDEXER_BULK_FINISH_H

#include "indexer/bulk/build.h"

enum status finish(struct build *b, struct error *err) WARN_UNUSED;

#endif
