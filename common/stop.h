/* The word lists that are built into the programs (common/data, embedded by common/data/embed.cmake): stop words for rankers,
 * abbreviations for sentence ends, the rings of the thesaurus, phrases that frame a query. Constant tables, any thread. */
#ifndef LEDE_COMMON_STOP_H
#define LEDE_COMMON_STOP_H

#include "common/buf.h"

struct data_list {
    const char *name;       /* of the file, without .txt */
    const char *text;       /* the lines, sorted by bytes, a NUL behind each */
    const uint32_t *starts; /* of the lines, and the length of the text */
    size_t count;
};

static inline const char *data_line(const struct data_list *list, size_t number)
{
    return list->text + list->starts[number];
}

/* One list a language, the lists of abbreviations.txt and thesaurus.txt; all end with a NULL name. */
extern const struct data_list data_stop[];
extern const struct data_list data_abbreviations[];
extern const struct data_list data_thesaurus[];
extern const struct data_list data_framing[]; /* one list a language; query/framing.h */

/* The stop words of a language (ISO 639-1), as written in its file: lower case, with accents. NULL when there is no list. */
const struct data_list *stop_list(const char *language);

/* Where the words of a list begin that have the same first letter, a to z. A list costs a program that lives for a hundredth of a second less so than to be
 * taken into its dictionary. All zero: no list. */
struct stop_index {
    const struct data_list *list;
    uint32_t starts['z' - 'a' + 2];
};
/* `list` may be NULL. */
void stop_index_make(struct stop_index *index, const struct data_list *list);
/* Whether the list has a line that is written like this. Only lines that begin with a letter a to z are found. */
bool stop_index_has(const struct stop_index *index, const char *text, size_t len);

#endif
