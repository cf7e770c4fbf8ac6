/* The names of meta elements (name, property, itemprop) that Lede understands. */
#ifndef LEDE_INDEXER_FORMATS_HTML_META_NAMES_H
#define LEDE_INDEXER_FORMATS_HTML_META_NAMES_H

#include "indexer/formats/html_meta.h"

/* The field that a name speaks about and the rank of that; RANK_NONE for a name that means nothing. Without case. */
enum html_rank html_meta_name(struct view name, enum html_field *field);

#endif
