/* The words and signs of a query, one after another. Punctuation never breaks a search: a sign is an operator only where it stands as one
 * ("-word", not "covid-19" or " - "), and what has no letter or digit is skipped.
 *
 *   word =word word* wo*rd word~ word~2      any of them with ^3 behind it
 *   "a phrase" "a phrase"~5                  straight or typographic quotes
 *   ( ) )^2   AND OR NOT (in capitals)   + - in front of an operand
 *   w/5 near/5 pre/5 w/s w/p pre/s pre/p   NEAR (near/10)   atleast3(
 *   title: and the other fields of field.h, in small letters; values that are no words are read with their field
 * Used by parse.c. One thread an object. */
#ifndef LEDE_QUERY_SYNTAX_LEX_H
#define LEDE_QUERY_SYNTAX_LEX_H

#include "query/syntax/tree.h"

enum {
    QUERY_WINDOW_MAX = 50,
    QUERY_ATLEAST_MAX = 1000,
    QUERY_BOOST_MAX = 100,
    QUERY_FUZZY_MAX = 2,
    QUERY_PREFIX_MIN = 3, /* letters before the first * of a word, and of a fuzzy word */
};

enum lex_kind {
    LEX_END,
    LEX_WORD,
    LEX_PHRASE,
    LEX_OPEN,
    LEX_CLOSE,
    LEX_AND,
    LEX_OR,
    LEX_NOT,
    LEX_MUST,
    LEX_NEAR,
    LEX_ATLEAST,
    LEX_FIELD
};

struct lexeme {
    enum lex_kind kind;
    struct span place;
    struct view text;    /* WORD, PHRASE: without marks; FIELD: the value, where the lexer reads it */
    enum tree_kind word; /* WORD: TREE_WORD, EXACT, WILDCARD or FUZZY */
    unsigned number;     /* FUZZY: distance; NEAR: words; ATLEAST: times; PHRASE: words apart, 0 = in a row */
    enum near_unit unit;
    bool ordered;
    double boost; /* WORD, PHRASE, CLOSE */
    const struct query_field *field;
};

struct lexer {
    struct view query;
    size_t at;
    struct span mistake; /* where, after a failure */
};

/* The next lexeme; LEX_END at the end, again and again. STATUS_USAGE with a sentence and l->mistake. */
enum status lex_next(struct lexer *l, struct lexeme *out, struct error *err) WARN_UNUSED;

/* How many words there are between white space that have a letter or a digit. */
size_t lex_count_words(struct view text);

#endif
