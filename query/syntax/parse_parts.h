/* What the files of the parser share: its state and the functions of the grammar. Private to parse*.c. */
#ifndef LEDE_QUERY_SYNTAX_PARSE_PARTS_H
#define LEDE_QUERY_SYNTAX_PARSE_PARTS_H

#include "query/syntax/lex.h"
#include "query/syntax/parse.h"

/* Every parse_ function returns a tree of the caller's, or NULL after a mistake, which p->err has then. */
struct parser {
    struct lexer lexer;
    struct lexeme now;    /* not yet taken */
    struct span previous; /* the one before: what an operator at the end lacks stands behind it */
    int64_t time;
    unsigned depth;
    size_t phrases;
    struct error *err;
    bool failed;
};

/* Record a mistake (the first one counts); returns NULL. */
struct tree *parse_fail(struct parser *p, struct span place, const char *format, ...) PRINTF_LIKE(3, 4);
struct tree *parse_fail_and_free(struct tree *t); /* NULL is allowed; returns NULL */

/* Take the lexeme at hand. */
void parse_advance(struct parser *p);

/* One level deeper; false after a mistake. Depth is what a tree is walked by recursion for. */
bool parse_enter(struct parser *p);

/* How the lexeme at hand is called in a sentence. */
const char *parse_name(const struct lexeme *l);

/* parse_operand.c: a word, phrase, group, field or atleast. */
struct tree *parse_primary(struct parser *p);

/* Whether `t` can be counted or stand in a proximity: words, phrases, OR between them, proximity. `where` is named in the sentence. */
bool parse_check_placed(struct parser *p, const struct tree *t, const char *where);

/* parse.c: what stands between parentheses. */
struct tree *parse_or(struct parser *p);

#endif
