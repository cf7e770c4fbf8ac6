/* The parser of queries: recursive descent over lex.h, nothing silently corrected. From loose to tight:
 *
 *   a OR b       either
 *   a AND b      both
 *   a b          a bag: ranked by any of the words (see tree.h)
 *   +a -a NOT a  must, must not
 *   a w/5 b      proximity, from left to right: a w/5 b w/5 c is (a w/5 b) w/5 c
 *   a^2 (…) title:a "…"
 *
 * So "security pact AND Ukraine" is "(security pact) AND Ukraine". NOT and + hold for the next operand alone.
 * in:title beside words is title:(those words). "a b"~5 is (=a w/5 =b).
 * Limits, checked while parsing: see the enum. Used by the commands; pure, any thread. */
#ifndef LEDE_QUERY_SYNTAX_PARSE_H
#define LEDE_QUERY_SYNTAX_PARSE_H

#include "query/syntax/tree.h"

enum {
    QUERY_MAX_BYTES = 4096,
    QUERY_MAX_WORDS = 64, /* that its operators are about; plain words may be more */
    QUERY_MAX_DEPTH = 32,
    QUERY_MAX_PHRASES = 8,
    QUERY_MAX_PHRASE_WORDS = 16,
};

/* Parse `query` (valid UTF-8), which the tree borrows. `now`: Unix seconds, for date:today. STATUS_USAGE with a sentence that says what was
 * expected, and its place in the query. `*out` is the caller's. */
enum status parse_query(struct view query, int64_t now, struct tree **out, struct span *mistake, struct error *err) WARN_UNUSED;

#endif
