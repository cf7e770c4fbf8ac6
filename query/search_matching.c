/* search_matching(): all articles that match, as a set. */
#include "query/articles.h"
#include "query/filters.h"
#include "query/searcher.h"

#include "common/utf8.h"

#include <stdlib.h>

void matching_release(struct matching *m)
{
    free(m->docids);
    *m = (struct matching){0};
}

/* The segments that match `query` and the filters of the settings. */
static enum status match_segments(struct searcher *s, const struct store_query *query, uint32_t **docids, size_t *count,
                                  struct error *err)
{
    struct filters filters = {0};
    const struct store_query *parts[FILTERS_MAX + 1] = {query};
    filters_make(&filters, s->settings);
    for (size_t i = 0; i < filters.count; i++)
        parts[i + 1] = &filters.items[i];
    const struct store_query all = {.op = STORE_FILTER, .factor = 1, .children = parts, .child_count = filters.count + 1};
    double left = s->deadline > 0 ? s->deadline - searcher_clock() : 0;
    enum status status = searcher_check_time(s, err);
    if (status == STATUS_OK)
        status = store_reader_match(s->reader, &all, left, docids, count, err);
    filters_release(&filters);
    return status;
}

/* The segments that have any of the query's terms. */
static enum status match_any(struct searcher *s, uint32_t **docids, size_t *count, struct error *err)
{
    struct store_query leaves[TERMS_MAX];
    const struct store_query *pointers[TERMS_MAX];
    for (size_t i = 0; i < s->terms.count; i++) {
        leaves[i] = (struct store_query){.op = STORE_TERM, .factor = 1, .term = s->terms.items[i].name};
        pointers[i] = &leaves[i];
    }
    const struct store_query any = {.op = STORE_OR, .factor = 1, .children = pointers, .child_count = s->terms.count};
    return match_segments(s, &any, docids, count, err);
}

static enum status articles_of_stem(struct searcher *s, const struct word *word, struct article_set *out, struct error *err)
{
    struct buf name = {0};
    uint32_t *docids = NULL;
    size_t count = 0;
    buf_printf(&name, "Z%s", word->stem);
    enum status status = searcher_check_time(s, err);
    if (status == STATUS_OK)
        status = store_reader_documents(s->reader, view_of_buf(&name), &docids, &count, err);
    article_set_make(out, &s->articles);
    article_set_add_segments(out, &s->articles, docids, count);
    free(docids);
    buf_release(&name);
    return status;
}

/* Take from `set` the articles that lack a typed word: its tokens are its parts, all of which count, and its further forms, of which one is enough. */
static enum status demand_word(struct searcher *s, const struct token *tokens, size_t count, struct article_set *set,
                               struct error *err)
{
    struct article_set parts = {0}, forms = {0};
    enum status status = STATUS_OK;
    article_set_make(&parts, &s->articles);
    article_set_make(&forms, &s->articles);
    article_set_fill(&parts, &s->articles);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct article_set found = {0};
        status = articles_of_stem(s, tokens[i].word, &found, err);
        if ((tokens[i].flags & TOKEN_VARIANT) != 0)
            article_set_or(&forms, &found);
        else
            article_set_and(&parts, &found);
        article_set_release(&found);
    }
    article_set_or(&parts, &forms);
    article_set_and(set, &parts);
    article_set_release(&parts);
    article_set_release(&forms);
    return status;
}

/* The articles that have every word of the query; stop words do not count, unless there is nothing else. */
static enum status demand_all(struct searcher *s, struct article_set *set, struct error *err)
{
    const struct tokens *tokens = &s->terms.tokens;
    enum status status = STATUS_OK;
    article_set_make(set, &s->articles);
    article_set_fill(set, &s->articles);
    for (size_t from = 0, to; from < tokens->count && status == STATUS_OK; from = to) {
        to = terms_group_end(tokens, from);
        if (s->terms.only_stop_words || !tokens->items[from].word->is_stop)
            status = demand_word(s, tokens->items + from, to - from, set, err);
    }
    return status;
}

/* From segments to one a matching article; `wanted` (NULL: all) restricts them. */
static void collect(const struct articles *a, const uint32_t *docids, size_t count, const struct article_set *wanted,
                    struct matching *out)
{
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t first = articles_first(a, docids[i]);
        if (first == last || (wanted && !article_set_has(wanted, first)))
            continue;
        last = first;
        mem_grow(&out->docids, &out->cap, out->count, sizeof *out->docids);
        out->docids[out->count++] = docids[i];
    }
}

static enum status match_once(struct searcher *s, struct view words, struct matching *out, struct error *err)
{
    struct store_stats after;
    struct article_set wanted = {0};
    uint32_t *docids = NULL;
    size_t count = 0;
    bool all = s->settings->all_words;
    enum status status = searcher_prepare(s, words, err);
    if (status == STATUS_OK)
        status = articles_read(&s->articles, s->reader, &s->stats, err);
    if (status == STATUS_OK && s->terms.count > 0)
        status = match_any(s, &docids, &count, err);
    if (status == STATUS_OK && all)
        status = demand_all(s, &wanted, err);
    if (status == STATUS_OK)
        status = store_reader_stats(s->reader, &after, err);
    if (status == STATUS_OK && after.revision != s->stats.revision)
        status = error_set(err, STATUS_CHANGED, "the index changes faster than it can be searched");
    if (status == STATUS_OK)
        collect(&s->articles, docids, count, all ? &wanted : NULL, out);
    article_set_release(&wanted);
    free(docids);
    return status;
}

enum status search_matching(struct searcher *s, struct view words, const struct search_settings *settings, struct matching *out,
                            struct error *err)
{
    struct buf text = {0};
    enum status status = searcher_begin(s, words, settings, err);
    if (status != STATUS_OK)
        return status;
    out->count = 0;
    utf8_repair(words, &text);
    for (int i = 0; i < SEARCHER_TRIES; i++) {
        status = match_once(s, view_of_buf(&text), out, err);
        if (status != STATUS_CHANGED)
            break;
    }
    buf_release(&text);
    return status;
}
