/* What must be known of a CSV file before its parts are parsed. Used by the reader of the pipeline. */
#ifndef LEDE_INDEXER_FORMATS_CSV_H
#define LEDE_INDEXER_FORMATS_CSV_H

#include "common/buf.h"

/* Whether the first row, at the beginning of `head` (UTF-8), names a column for a title or a text: else no row is an article. */
bool csv_is_readable(struct view head);

#endif
