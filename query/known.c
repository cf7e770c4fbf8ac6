#include "query/known.h"

#include "query/nearest.h"
#include "query/syntax/expand.h"
#include "query/syntax/lex.h"
#include "query/syntax/normal.h"
#include "query/syntax/parse.h"
#include "query/terms.h"

#include <stdlib.h>

struct reading {
    struct store_reader *reader;
    struct analyser *analyser;
    struct known_words *out;
    struct tokens tokens;
    struct view words;
    bool any_language; /* the query's language is only taken to be the index's */
};

static bool is_there(const struct known_words *k, const struct buf *text, const struct buf *term)
{
    for (size_t i = 0; i < k->count; i++) {
        const struct known_word *w = &k->items[i];
        bool same_term = term->len > 0 && view_equal(view_of_buf(&w->term), view_of_buf(term));
        if (same_term || view_equal(view_of_buf(&w->text), view_of_buf(text)))
            return true;
    }
    return false;
}

/* Takes what `word` owns. */
static void add(struct known_words *k, struct known_word *word)
{
    if (is_there(k, &word->text, &word->term)) {
        buf_release(&word->text);
        buf_release(&word->of);
        buf_release(&word->normal);
        buf_release(&word->term);
        return;
    }
    mem_grow(&k->items, &k->cap, k->count, sizeof *k->items);
    k->items[k->count++] = *word;
}

/* How the terms of a field begin, for words and for stems. Authors have no stems. */
static void add_term(enum field field, const struct word *word, bool exact, struct buf *out)
{
    exact = exact || field == FIELD_AUTHOR;
    buf_add_text(out, exact ? "" : "Z");
    buf_add_text(out, field == FIELD_COUNT ? "" : schema_field(field)->prefix);
    buf_add_text(out, exact ? word->text : word->stem);
}

static struct view typed_as(struct view text, const struct token *tokens, size_t count)
{
    uint32_t end = tokens[0].end;
    for (size_t i = 1; i < count; i++)
        end = tokens[i].end > end ? tokens[i].end : end;
    return view_sub(text, tokens[0].start, end);
}

static enum status count_segments(struct reading *r, struct view term, uint64_t *out, struct error *err)
{
    struct store_term_stats stats = {0};
    enum status status = store_reader_term_stats(r->reader, &term, 1, &stats, err);
    *out = stats.document_frequency;
    return status;
}

/* One typed word: its first token names it; when the index lacks that but has a further form, that one does. A word that is there, but with the stem of another
 * language, is known. */
static enum status add_group(struct reading *r, struct view text, const struct token *tokens, size_t count, enum field field,
                             bool exact, struct error *err)
{
    struct known_word word = {0};
    enum status status = STATUS_OK;
    buf_add_view(&word.text, typed_as(text, tokens, count));
    for (size_t i = 0; i < count && status == STATUS_OK && word.segments == 0; i++) {
        buf_clear(&word.term);
        add_term(field, tokens[i].word, exact, &word.term);
        status = count_segments(r, view_of_buf(&word.term), &word.segments, err);
        if (word.segments > 0 || i == 0) {
            buf_clear(&word.normal);
            buf_add_text(&word.normal, tokens[i].word->text);
        }
    }
    if (status == STATUS_OK && word.segments == 0 && field == FIELD_COUNT) {
        status = count_segments(r, view_of_buf(&word.normal), &word.segments, err);
        word.elsewhere = word.segments > 0 && r->any_language;
    }
    add(r->out, &word);
    return status;
}

static bool only_stop_words(const struct tokens *t)
{
    for (size_t i = 0; i < t->count; i++) {
        if (!t->items[i].word->is_stop)
            return false;
    }
    return true;
}

static enum status add_text(struct reading *r, struct view text, enum field field, bool exact, struct error *err)
{
    enum status status = STATUS_OK;
    tokens_clear(&r->tokens);
    analyse(r->analyser, text, ANALYSE_QUERY, &r->tokens);
    bool all = exact || only_stop_words(&r->tokens);
    for (size_t from = 0, to; from < r->tokens.count && status == STATUS_OK; from = to) {
        to = terms_group_end(&r->tokens, from);
        if (all || !r->tokens.items[from].word->is_stop)
            status = add_group(r, text, r->tokens.items + from, to - from, field, exact, err);
    }
    return status;
}

/* A pattern or a misspelt word: does any word fit? */
static enum status add_loose(struct reading *r, const struct tree *t, enum field field, struct error *err)
{
    struct known_word word = {0};
    struct store_term_list found = {0};
    bool fuzzy = t->kind == TREE_FUZZY;
    struct view prefix = view_of(field == FIELD_COUNT ? NULL : schema_field(field)->prefix);
    buf_add_view(&word.text, t->text);
    if (fuzzy)
        buf_printf(&word.text, "~%u", t->number);
    if (fuzzy)
        normal_word(r->analyser, t->text, &r->tokens, &word.normal);
    else
        normal_pattern(r->analyser, t->text, &r->tokens, &word.normal);
    enum status status = store_reader_words(r->reader, prefix, view_of_buf(&word.normal), fuzzy ? t->number : 0, &found, err);
    word.segments = found.count;
    store_term_list_release(&found);
    add(r->out, &word);
    return status;
}

/* The single words that the thesaurus says for a word, or for a run of them. */
static enum status add_alternatives(struct reading *r, const struct tree *t, enum field field, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < t->alternative_count && status == STATUS_OK; i++) {
        struct view text = view_of_buf(&t->alternatives[i].text);
        size_t before = r->out->count;
        if (lex_count_words(text) != 1)
            continue;
        status = add_text(r, text, field, t->alternatives[i].exact, err);
        for (size_t n = before; n < r->out->count; n++)
            buf_add_view(&r->out->items[n].of, view_sub(r->words, t->place.start, t->place.end));
    }
    return status;
}

static enum status walk(struct reading *r, const struct tree *t, enum field field, struct error *err);

static enum status add_node(struct reading *r, const struct tree *t, enum field field, struct error *err)
{
    enum status status = STATUS_OK;
    switch (t->kind) {
    case TREE_WORD:
        return add_text(r, t->text, field, false, err);
    case TREE_EXACT:
    case TREE_PHRASE:
        return add_text(r, t->text, field, true, err);
    case TREE_WILDCARD:
    case TREE_FUZZY:
        return add_loose(r, t, field, err);
    case TREE_NOT:
        return STATUS_OK;
    case TREE_SCOPE:
        field = t->field->field;
        break;
    default:
        break;
    }
    for (size_t i = 0; i < t->count && status == STATUS_OK; i++)
        status = walk(r, t->children[i], field, err);
    return status;
}

static enum status walk(struct reading *r, const struct tree *t, enum field field, struct error *err)
{
    enum status status = add_node(r, t, field, err);
    bool rewritten = t->kind != TREE_WILDCARD && t->kind != TREE_FUZZY && t->kind != TREE_NOT;
    return status == STATUS_OK && rewritten ? add_alternatives(r, t, field, err) : status;
}

static enum status find_nearest(struct reading *r, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < r->out->count && status == STATUS_OK; i++) {
        struct known_word *w = &r->out->items[i];
        if (w->segments == 0 && w->term.len > 0 && w->of.len == 0)
            status = nearest_words(r->reader, r->analyser, view_of_buf(&w->normal), KNOWN_NEAREST, &w->nearest, err);
    }
    return status;
}

enum status known_words_read(struct view words, const struct search_settings *settings, struct store_reader *r, struct analyser *a,
                             struct known_words *out, struct error *err)
{
    struct reading reading = {.reader = r, .analyser = a, .out = out, .words = words, .any_language = settings->language.len == 0};
    struct tree *tree = NULL;
    struct span mistake;
    enum status status = STATUS_OK;
    if (settings->syntax == SYNTAX_FULL)
        status = parse_query(words, 0, &tree, &mistake, err);
    if (tree)
        status = expand_tree(tree, r, a, settings->thesaurus, err);
    if (status == STATUS_OK)
        status = tree ? walk(&reading, tree, FIELD_COUNT, err) : add_text(&reading, words, FIELD_COUNT, false, err);
    if (status == STATUS_OK)
        status = find_nearest(&reading, err);
    tree_free(tree);
    tokens_release(&reading.tokens);
    return status;
}

void known_words_release(struct known_words *k)
{
    for (size_t i = 0; i < k->count; i++) {
        buf_release(&k->items[i].text);
        buf_release(&k->items[i].of);
        buf_release(&k->items[i].normal);
        buf_release(&k->items[i].term);
        store_term_list_release(&k->items[i].nearest);
    }
    free(k->items);
    *k = (struct known_words){0};
}
