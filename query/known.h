/* The words of a query and what the index knows of each. Used by the diagnosis of empty answers and by why; one thread an object; a zeroed one is empty. */
#ifndef LEDE_QUERY_KNOWN_H
#define LEDE_QUERY_KNOWN_H

#include "common/analyse.h"
#include "common/store.h"
#include "query/search.h"

enum { KNOWN_NEAREST = 3 };

struct known_word {
    struct buf text;   /* as typed; a pattern with its star, a misspelt word with its ~ */
    struct buf of;     /* the typed word that the thesaurus says this one for; empty for words that were typed */
    struct buf normal; /* as a word of the index */
    struct buf
        term; /* in the index: Z and the stem, or the word itself where its form counts; empty for patterns and misspelt words */
    bool
        elsewhere; /* only segments of another language than the query's, which was not named, have the word: its stem is another one there */
    uint64_t segments;              /* that have it; of a pattern: how many words fit */
    struct store_term_list nearest; /* when nothing has it */
};

struct known_words {
    struct known_word *items;
    size_t count, cap;
};

/* Every word once, stop words only when there is nothing else, and single words that the thesaurus of the settings adds; what the query excludes is left out. The query has
 * no mistake. The analyser is set to its language. The caller releases `out`. */
enum status known_words_read(struct view words, const struct search_settings *settings, struct store_reader *r, struct analyser *a,
                             struct known_words *out, struct error *err) WARN_UNUSED;
void known_words_release(struct known_words *k);

#endif
