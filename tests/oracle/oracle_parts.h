/* What the files of the oracle share: how queries are made, and the ways in which placed parts of a query match. Private to tests/oracle. */
#ifndef LEDE_TESTS_ORACLE_ORACLE_PARTS_H
#define LEDE_TESTS_ORACLE_ORACLE_PARTS_H

#include "tests/oracle/oracle.h"

/* ---- making ---- */

struct ask *ask_new(enum ask_kind kind);
void ask_add(struct ask *q, struct ask *child);
struct ask *ask_make_word(struct dice *d, const struct collection *c);
struct ask *ask_make_scope(struct dice *d, const struct collection *c, int depth);
struct ask *ask_make_field(struct dice *d, const struct collection *c); /* a value, a date, a topic of a file */
const struct oracle_article *ask_article(struct dice *d, const struct collection *c);

/* `words` neighbours out of a text, as they stand there. */
void ask_pick(struct dice *d, const struct collection *c, unsigned words, char *out, size_t size);

/* ---- deciding ---- */

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
