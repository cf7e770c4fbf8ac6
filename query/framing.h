/* Words of a query that only frame its subject ("find articles about …", "relevant documents will discuss …") are left out of what is ranked by.
 *
 * The phrases stand in common/data/framing, one file a language, whose head explains their form. They are looked for in queries of plain words
 * alone: never in quotes, and never so that nothing but stop words remains. Switched by the ranker's `framing`.
 * Used by search; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_FRAMING_H
#define LEDE_QUERY_FRAMING_H

#include "common/analyse.h"

struct framing {
    struct buf text;     /* the query with blanks in the place of the phrases: offsets stay */
    struct buf left_out; /* the phrases as typed, a comma between; empty when there are none */
    struct tokens words; /* scratch */
};

/* The part of `query` (valid UTF-8, which `language` names by its ISO 639-1 code) that says what is wanted: f->text when phrases were found, else
 * `query` itself. */
struct view framing_cut(struct framing *f, struct analyser *a, struct view language, struct view query);

/* Append " (left out: …)", or nothing when nothing was. */
void framing_describe(const struct framing *f, struct buf *out);

void framing_release(struct framing *f);

#endif
