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

static void add_article(struct matching *out, uint32_t docid)
{
    mem_grow(&out->docids, &out->cap, out->count, sizeof *out->docids);
    out->docids[out->count++] = docid;
}

/* Literal words: the lowest segment of each article. */
static enum status match_words(struct searcher *s, struct matching *out, struct error *err)
{
    uint32_t *docids = NULL, last = 0;
    size_t count = 0;
    enum status status = articles_read(&s->articles, s->reader, &s->stats, err);
    if (status == STATUS_OK && s->terms.count > 0)
        status = match_any(s, &docids, &count, err);
    for (size_t i = 0; i < count; i++) {
        uint32_t first = articles_first(&s->articles, docids[i]);
        if (first != last)
            add_article(out, docids[i]);
        last = first;
    }
    free(docids);
    return status;
}

/* The matching articles, each by its first segment that has a word to rank by. */
static enum status match_conditions(struct searcher *s, struct matching *out, struct error *err)
{
    uint32_t *docids = NULL;
    size_t count = 0, next = 0;
    enum status status = restrict_by_all_texts(s, err);
    if (status == STATUS_OK && s->terms.count > 0 && !s->articles.single)
        status = match_any(s, &docids, &count, err);
    const struct article_set *set = &s->conditions.bounds.lower;
    for (uint32_t first = 1; status == STATUS_OK && article_set_next(set, &first); first++) {
        while (next < count && docids[next] < first)
            next++;
        bool has_word = next < count && docids[next] < articles_end(&s->articles, first);
        add_article(out, has_word ? docids[next] : first);
    }
    free(docids);
    return status;
}

static enum status match_once(struct searcher *s, struct view words, struct matching *out, struct error *err)
{
    struct store_stats after;
    struct span mistake;
    enum status status = searcher_prepare(s, words, &mistake, NULL, err);
    out->count = 0;
    if (status == STATUS_OK)
        status = s->conditions.tree ? match_conditions(s, out, err) : match_words(s, out, err);
    if (status == STATUS_OK)
        status = store_reader_stats(s->reader, &after, err);
    if (status == STATUS_OK && after.revision != s->stats.revision)
        status = error_set(err, STATUS_CHANGED, "the index changes faster than it can be searched");
    return status;
}

enum status search_matching(struct searcher *s, struct view words, const struct search_settings *settings, struct matching *out,
                            struct error *err)
{
    struct buf text = {0};
    enum status status = searcher_begin(s, words, settings, err);
    if (status != STATUS_OK)
        return status;
    utf8_repair(words, &text);
    for (int i = 0; i < SEARCHER_TRIES; i++) {
        status = match_once(s, view_of_buf(&text), out, err);
        if (status != STATUS_CHANGED)
            break;
    }
    buf_release(&text);
    return status;
}
