/* Tokens as one line of text, for tables: terms in order, "+" before a variant, "|" before the first of a sentence, "||" of a
 * paragraph (not at the very beginning), "@N" behind a term whose position is not the one that follows the word before. */
#ifndef LEDE_TESTS_SUPPORT_TOKENS_H
#define LEDE_TESTS_SUPPORT_TOKENS_H

#include "common/analyse.h"

#include <check.h>

static inline struct analyser *new_analyser(const char *language)
{
    struct analyser *a = NULL;
    struct error err;
    ck_assert_int_eq(analyser_new(language, &a, &err), STATUS_OK);
    return a;
}

static inline void print_tokens(const struct tokens *tokens, struct buf *out)
{
    uint32_t position = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        bool variant = t->flags & TOKEN_VARIANT;
        buf_add_text(out, i ? " " : "");
        if (i && t->flags & TOKEN_SENTENCE_START)
            buf_add_text(out, t->flags & TOKEN_PARAGRAPH_START ? "||" : "|");
        buf_add_text(out, variant ? "+" : "");
        buf_add_text(out, t->word->text);
        if (t->position != position + !variant && !(t->flags & TOKEN_SENTENCE_START))
            buf_printf(out, "@%u", (unsigned)t->position);
        position = t->position;
    }
    if (!out->data)
        buf_add_text(out, "");
}

#endif
