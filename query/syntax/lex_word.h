/* What a run of characters without white space is: an operator, a field, or a word with its marks. Private to lex.c and lex_word.c. */
#ifndef LEDE_QUERY_SYNTAX_LEX_WORD_H
#define LEDE_QUERY_SYNTAX_LEX_WORD_H

#include "query/syntax/lex.h"

#define LEX_BAD_BOOST "a weight behind ^ must be above 0 and at most 100"
#define LEX_BAD_WINDOW "the number of words apart must be 1 to 50"

/* Sets l->mistake and the sentence; returns STATUS_USAGE. */
enum status lex_mistake(struct lexer *l, size_t start, size_t end, struct error *err, const char *sentence);

/* Fill in what out->text at out->place is; `group`: a ( follows at once. For a field place.end moves back to behind the colon. */
enum status lex_classify(struct lexer *l, bool group, struct lexeme *out, struct error *err) WARN_UNUSED;

bool lex_is_ascii_word(char c); /* letter or digit */
bool lex_has_word(struct view text);

/* Digits with at most one point; false (out untouched) for anything else. */
bool lex_number(struct view text, double *out);

/* Digits, 1 to max; false (out untouched) for anything else. */
bool lex_count(struct view text, unsigned max, unsigned *out);

#endif
