#include "query/syntax/rank_words.h"

#include <stdlib.h>

static void add_text(struct rank_words *w, struct view text, double boost)
{
    if (w->text.len > 0)
        buf_add_char(&w->text, ' ');
    buf_add_view(&w->text, text);
    mem_grow(&w->boosts, &w->boost_cap, w->boost_count, sizeof *w->boosts);
    w->boosts[w->boost_count++] = (struct term_boost){(uint32_t)w->text.len, boost};
}

static void add_addition(struct rank_words *w, struct term_addition addition)
{
    if (!addition.word)
        return;
    mem_grow(&w->additions, &w->addition_cap, w->addition_count, sizeof *w->additions);
    w->additions[w->addition_count++] = addition;
}

/* The words of a pattern, which are words of the index. */
static void add_pattern(struct rank_words *w, struct analyser *a, const struct tree *t, double boost)
{
    if (t->alternative_count == 0)
        return;
    struct view first = view_of_buf(&t->alternatives[0].text);
    const struct word *of = analyse_word(a, first);
    add_text(w, first, boost);
    for (size_t i = 1; i < t->alternative_count && of; i++) {
        struct view text = view_of_buf(&t->alternatives[i].text);
        add_addition(w, (struct term_addition){.text = text, .word = analyse_word(a, text), .of = of});
    }
}

/* The only word of a text, whose tokens stay in w->tokens; NULL when it has several. */
static const struct word *only_word(struct rank_words *w, struct analyser *a, struct view text)
{
    const struct word *last = NULL;
    size_t words = 0;
    tokens_clear(&w->tokens);
    analyse(a, text, ANALYSE_QUERY, &w->tokens);
    for (size_t i = 0; i < w->tokens.count; i++) {
        if ((w->tokens.items[i].flags & TOKEN_VARIANT) != 0)
            continue;
        last = w->tokens.items[i].word;
        words++;
    }
    return words == 1 ? last : NULL;
}

#define AKIN_WEIGHT 0.25 /* measured on TIME and corpus/: more than this and less find worse */

static void add_ring(struct rank_words *w, struct analyser *a, const struct tree *t, double boost)
{
    bool is_word = tree_is_word(t) || t->kind == TREE_PHRASE;
    const struct word *of = is_word ? only_word(w, a, t->text) : NULL;
    for (size_t i = 0; i < t->alternative_count; i++) {
        struct view text = view_of_buf(&t->alternatives[i].text);
        const struct word *word = only_word(w, a, text);
        bool akin = t->alternatives[i].akin;
        double weight = akin ? boost * AKIN_WEIGHT : boost;
        if (word) {
            add_addition(w, (struct term_addition){.text = text, .word = word, .of = akin ? NULL : of, .weight = weight});
            continue;
        }
        size_t count = 0;
        for (size_t k = 0; k < w->tokens.count; k++)
            count += (w->tokens.items[k].flags & TOKEN_VARIANT) == 0;
        for (size_t k = 0; k < w->tokens.count; k++) {
            const struct token *token = &w->tokens.items[k];
            const struct word *part = token->word;
            struct view typed = view_sub(text, token->start, token->end);
            if (part && (token->flags & TOKEN_VARIANT) == 0 && !part->is_stop)
                add_addition(w, (struct term_addition){.text = typed, .word = part, .weight = weight / (double)count});
        }
    }
}

static void add_tree(struct rank_words *w, struct analyser *a, const struct tree *t, double boost)
{
    boost *= t->boost;
    if (t->kind == TREE_NOT || tree_is_field(t) || (t->kind == TREE_SCOPE && t->field->use == FIELD_USE_AUTHOR))
        return;
    if (t->kind == TREE_WILDCARD || t->kind == TREE_FUZZY) {
        add_pattern(w, a, t, boost);
        return;
    }
    if (tree_is_word(t) || t->kind == TREE_PHRASE)
        add_text(w, t->text, boost);
    add_ring(w, a, t, boost);
    for (size_t i = 0; i < t->count; i++)
        add_tree(w, a, t->children[i], boost);
}

void rank_words_make(struct rank_words *w, struct analyser *a, const struct tree *tree)
{
    buf_clear(&w->text);
    w->boost_count = w->addition_count = 0;
    add_tree(w, a, tree, 1);
}

void rank_words_release(struct rank_words *w)
{
    buf_release(&w->text);
    free(w->boosts);
    free(w->additions);
    tokens_release(&w->tokens);
    *w = (struct rank_words){0};
}
