/* The word lists that are built into the programs (common/data, embedded by common/data/embed.cmake): stop words for rankers,
 * abbreviations for sentence ends, the rings of the thesaurus, phrases that frame a query. Constant tables, any thread. */
#ifndef LEDE_COMMON_STOP_H
#define LEDE_COMMON_STOP_H

#include "common/buf.h"

struct data_list {
    const char *name; /* of the file, without .txt */
    const char *const *lines;
    size_t count;
};
/* One list a language, the lists of abbreviations.txt and thesaurus.txt; all end with a NULL name. */
extern const struct data_list data_stop[];
extern const struct data_list data_abbreviations[];
extern const struct data_list data_thesaurus[];
extern const struct data_list data_framing[]; /* one list a language; query/framing.h */

/* The stop words of a language (ISO 639-1), as written in its file: lower case, with accents. NULL when there is no list. */
const struct data_list *stop_list(const char *language);

#endif
