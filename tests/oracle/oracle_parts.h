/* What the files of the oracle share: the ways in which placed parts of a query match. Private to tests/oracle. */
#ifndef LEDE_TESTS_ORACLE_ORACLE_PARTS_H
#define LEDE_TESTS_ORACLE_ORACLE_PARTS_H

#include "tests/oracle/oracle.h"

/* One way to match: the words that take part, in order. */
struct way {
    uint32_t words[64];
    unsigned count;
};

struct ways {
    struct way *items;
    size_t count, cap;
    bool too_many;
};

struct view_of_article {
    const struct collection *c;
    const struct oracle_article *a;
    struct place place;
    const char *scope; /* title, lead, author, or NULL */
};

/* Adds all ways of a placed query. */
void ask_ways(struct view_of_article *v, const struct ask *q, struct ways *out);

/* Whether a pattern or misspelt word is this word, and whether it is more words of the collection than the language looks at. */
bool ask_fits(const struct ask *q, const char *text);
bool ask_stands_for_too_many(const struct ask *q, const struct collection *c);

#endif
