#include "query/syntax/plan.h"

#include "query/terms.h"

#include <stdlib.h>
#include <string.h>

static bool covers(const struct token *a, const struct token *b)
{
    return a->start <= b->start && a->end >= b->end;
}

static bool is_variant(const struct token *t)
{
    return (t->flags & TOKEN_VARIANT) != 0;
}

/* "i.t" beside "it": letters with full stops between them. */
static bool is_dotted(const struct word *w)
{
    return !w->is_number && memchr(w->text, '.', w->text_len) != NULL;
}

static void add_word(struct plan *p, struct view text, struct view stem, bool is_number)
{
    mem_grow(&p->words, &p->word_cap, p->word_count, sizeof *p->words);
    p->words[p->word_count++] = (struct plan_word){text, stem, is_number};
    p->places[p->place_count - 1].count++;
}

static void add_token_word(struct plan *p, const struct token *t)
{
    add_word(p, (struct view){t->word->text, t->word->text_len}, (struct view){t->word->stem, t->word->stem_len},
             t->word->is_number);
}

static void begin_place(struct plan *p)
{
    while (p->place_exact_cap <= p->place_count)
        mem_grow(&p->place_exact, &p->place_exact_cap, p->place_exact_cap, sizeof *p->place_exact);
    p->place_exact[p->place_count] = p->rows[p->row_count - 1].exact;
    mem_grow(&p->places, &p->place_cap, p->place_count, sizeof *p->places);
    p->places[p->place_count++] = (struct plan_range){(uint32_t)p->word_count, 0};
    p->forms[p->form_count - 1].count++;
}

static void begin_form(struct plan *p)
{
    mem_grow(&p->forms, &p->form_cap, p->form_count, sizeof *p->forms);
    p->forms[p->form_count++] = (struct plan_range){(uint32_t)p->place_count, 0};
    p->elements[p->element_count - 1].count++;
}

static void begin_element(struct plan *p)
{
    mem_grow(&p->elements, &p->element_cap, p->element_count, sizeof *p->elements);
    p->elements[p->element_count++] = (struct plan_range){(uint32_t)p->form_count, 0};
    p->rows[p->row_count - 1].elements.count++;
}

static void begin_row(struct plan *p, enum match_kind kind, bool exact)
{
    mem_grow(&p->rows, &p->row_cap, p->row_count, sizeof *p->rows);
    p->rows[p->row_count++] = (struct plan_row){{(uint32_t)p->element_count, 0}, kind, exact};
    p->leaves[p->leaf_count - 1].rows.count++;
}

static void add_single(struct plan *p, const struct token *t)
{
    begin_form(p);
    begin_place(p);
    add_token_word(p, t);
}

/* The most specific form of a number with a unit that is the whole group; NULL when there is none. */
static const struct token *number_of(const struct token *tokens, size_t count, uint32_t end)
{
    const struct token *best = NULL;
    for (size_t i = 1; i < count; i++) {
        if (is_variant(&tokens[i]) && tokens[i].word->is_number && tokens[i].position == tokens[0].position && tokens[i].end >= end)
            best = &tokens[i];
    }
    return tokens[0].word->is_number ? best : NULL;
}

/* A word of its own, with the further forms that it has at the same place. */
static void add_part(struct plan *p, const struct token *tokens, size_t count, const struct token *part)
{
    const struct token *dotted = NULL;
    begin_place(p);
    for (size_t i = 0; i < count; i++) {
        bool same = is_variant(&tokens[i]) && covers(&tokens[i], part) && covers(part, &tokens[i]);
        if (same && is_dotted(tokens[i].word) && !is_dotted(part->word))
            dotted = &tokens[i];
    }
    add_token_word(p, dotted ? dotted : part);
    for (size_t i = 0; i < count && !dotted; i++) {
        if (is_variant(&tokens[i]) && covers(&tokens[i], part) && covers(part, &tokens[i]))
            add_token_word(p, &tokens[i]);
    }
}

/* One typed word: the tokens that it gave. */
static void add_element(struct plan *p, const struct token *tokens, size_t count)
{
    uint32_t end = 0;
    size_t parts = 0;
    begin_element(p);
    for (size_t i = 0; i < count; i++) {
        end = tokens[i].end > end && !is_variant(&tokens[i]) ? tokens[i].end : end;
        parts += !is_variant(&tokens[i]);
    }
    const struct token *number = number_of(tokens, count, end);
    if (number) {
        add_single(p, number);
        return;
    }
    begin_form(p);
    for (size_t i = 0; i < count; i++) {
        if (!is_variant(&tokens[i]))
            add_part(p, tokens, count, &tokens[i]);
    }
    for (size_t i = 1; i < count && parts > 1; i++) {
        if (is_variant(&tokens[i]) && tokens[i].position == tokens[0].position && tokens[i].end >= end)
            add_single(p, &tokens[i]);
    }
}

/* Words as somebody wrote them; a text without a word gives no row. */
static void add_text_row(struct plan *p, struct analyser *a, struct view text, enum match_kind kind, bool exact)
{
    tokens_clear(&p->tokens);
    analyse(a, text, ANALYSE_QUERY, &p->tokens);
    if (p->tokens.count == 0)
        return;
    begin_row(p, kind, exact);
    for (size_t from = 0, to; from < p->tokens.count; from = to) {
        to = terms_group_end(&p->tokens, from);
        add_element(p, p->tokens.items + from, to - from);
    }
}

/* All words of the index that a pattern stands for: one row, one place. */
static void add_index_words(struct plan *p, const struct tree *t, enum match_kind kind)
{
    if (t->alternative_count == 0)
        return;
    begin_row(p, kind, true);
    begin_element(p);
    begin_form(p);
    begin_place(p);
    for (size_t i = 0; i < t->alternative_count; i++)
        add_word(p, view_of_buf(&t->alternatives[i].text), (struct view){0}, false);
}

static void add_leaf(struct plan *p, struct analyser *a, struct tree *t)
{
    enum match_kind kind = t->kind == TREE_PHRASE ? MATCH_PHRASE : t->kind == TREE_EXACT ? MATCH_EXACT : MATCH_STEM;
    t->leaf = (unsigned)p->leaf_count;
    mem_grow(&p->leaves, &p->leaf_cap, p->leaf_count, sizeof *p->leaves);
    p->leaves[p->leaf_count++] = (struct plan_leaf){{(uint32_t)p->row_count, 0}, false};
    if (t->kind == TREE_WILDCARD || t->kind == TREE_FUZZY) {
        add_index_words(p, t, t->kind == TREE_FUZZY ? MATCH_FUZZY : MATCH_WILDCARD);
        return;
    }
    if (tree_is_word(t) || t->kind == TREE_PHRASE)
        add_text_row(p, a, t->text, kind, kind != MATCH_STEM);
    if (t->kind == TREE_WORD && p->tokens.count == 1 && t->alternative_count == 0)
        p->leaves[p->leaf_count - 1].is_stop = p->tokens.items[0].word->is_stop;
    for (size_t i = 0; i < t->alternative_count; i++)
        add_text_row(p, a, view_of_buf(&t->alternatives[i].text), MATCH_THESAURUS, t->alternatives[i].exact);
}

static void add_tree(struct plan *p, struct analyser *a, struct tree *t)
{
    if (tree_is_leaf(t))
        add_leaf(p, a, t);
    for (size_t i = 0; i < t->count; i++)
        add_tree(p, a, t->children[i]);
}

void plan_make(struct plan *p, struct analyser *a, struct tree *tree)
{
    p->word_count = p->place_count = p->form_count = p->element_count = p->row_count = p->leaf_count = 0;
    add_tree(p, a, tree);
}

void plan_release(struct plan *p)
{
    free(p->words);
    free(p->places);
    free(p->forms);
    free(p->elements);
    free(p->rows);
    free(p->leaves);
    free(p->place_exact);
    tokens_release(&p->tokens);
    *p = (struct plan){0};
}
