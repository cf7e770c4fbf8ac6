/* The names of JSON members that Lede understands, as a constant table by length. */
#ifndef LEDE_INDEXER_FORMATS_JSON_NAMES_H
#define LEDE_INDEXER_FORMATS_JSON_NAMES_H

#include "indexer/formats/json_article.h"

/* The rank of a name among those of its field (1 is the best) and the field; 0 for a name that means nothing. */
uint8_t json_name_find(struct view name, enum json_field *field);

#endif
