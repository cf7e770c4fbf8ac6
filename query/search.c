#include "query/search.h"

#include "common/utf8.h"
#include "query/query_tree.h"
#include "query/searcher.h"
#include "query/syntax/print.h"
#include "query/whole.h"

#include <stdlib.h>
#include <time.h>

enum {
    DICTIONARY_MAX = 64 << 20,  /* bytes of interned words before the analyser is emptied */
    QUERY_MAX_BYTES = 64 << 10, /* of any query; the command line allows less */
};

void search_settings_default(struct search_settings *s)
{
    *s = (struct search_settings){.unit = UNIT_PASSAGES,
                                  .limit = 10,
                                  .candidates = 200,
                                  .per_article = SEARCH_PER_ARTICLE_BY_UNIT,
                                  .dates = {INT64_MIN, INT64_MAX},
                                  .timeout = 10,
                                  .texts = true};
}

double searcher_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

enum status searcher_check_time(const struct searcher *s, struct error *err)
{
    if (s->deadline == 0 || searcher_clock() < s->deadline)
        return STATUS_OK;
    return error_set(err, STATUS_TIMEOUT, "the search took longer than %g seconds", s->settings->timeout);
}

enum status searcher_open(const char *index, struct searcher **out, struct error *err)
{
    struct searcher *s = mem_alloc(sizeof *s);
    enum status status = store_reader_open(index, &s->reader, err);
    if (status == STATUS_OK)
        status = analyser_new(store_reader_language(s->reader), &s->analyser, err);
    if (status != STATUS_OK) {
        searcher_close(s);
        return status;
    }
    *out = s;
    return STATUS_OK;
}

void searcher_close(struct searcher *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->slot_count; i++) {
        buf_release(&s->slots[i]->id);
        buf_release(&s->slots[i]->record);
        free(s->slots[i]->sentences);
        free(s->slots[i]->hits);
        free(s->slots[i]);
    }
    free(s->slots);
    shortlist_release(&s->shortlist);
    unit_scores_release(&s->units);
    buf_release(&s->outline);
    match_release(&s->match);
    candidates_release(&s->candidates);
    feedback_release(&s->feedback);
    terms_release(&s->terms);
    articles_release(&s->articles);
    conditions_release(&s->conditions);
    restriction_release(&s->restriction);
    rank_words_release(&s->rank_words);
    framing_release(&s->framing);
    analyser_free(s->analyser);
    store_reader_close(s->reader);
    free(s);
}

struct store_reader *searcher_reader(struct searcher *s)
{
    return s->reader;
}

uint64_t searcher_scored(const struct searcher *s)
{
    return s->scored;
}

void search_describe(const struct searcher *s, struct query_info *info)
{
    const struct terms *terms = &s->terms;
    if (s->conditions.tree)
        tree_print(s->conditions.tree, &info->parsed);
    else
        terms_describe(terms, &info->parsed);
    framing_describe(&s->framing, &info->parsed);
    info->terms = mem_array(terms->count, sizeof *info->terms);
    info->term_count = terms->count;
    for (size_t i = 0; i < terms->count; i++) {
        const struct term *term = &terms->items[i];
        struct query_term *copy = &info->terms[i];
        buf_add_view(&copy->text, term->text);
        buf_add_view(&copy->stem, term->stem);
        copy->weight = term->weight;
        copy->document_frequency = term->document_frequency;
    }
}

/* What is asked of the index first. */
static enum status ask_index(struct searcher *s, struct candidates_request *request, uint64_t limit, struct error *err)
{
    enum status status = STATUS_OK;
    if (s->conditions.tree)
        status = restrict_request(s, request, limit, err);
    if (status == STATUS_OK)
        status = candidates_find(&s->candidates, s->reader, request, err);
    if (status != STATUS_OK || !s->conditions.tree) {
        s->matches = s->candidates.matches;
        s->matches_exact = s->candidates.matches_exact;
        return status;
    }
    /* Articles may match without a word to rank by: they come last. */
    request->wordless = s->candidates.count < limit && s->candidates.count < article_set_count(&s->restriction.segments);
    return request->wordless ? candidates_find(&s->candidates, s->reader, request, err) : STATUS_OK;
}

/* The first stage; with feedback, a short search for what the best articles share comes before it. What matches is what the query's own words match. */
static enum status find_candidates(struct searcher *s, double seconds, struct error *err)
{
    uint64_t wanted = s->settings->offset + s->settings->limit;
    uint64_t limit = s->settings->candidates > wanted ? s->settings->candidates : wanted;
    bool feedback = s->ranker->feedback_documents > 0 && s->ranker->feedback_terms > 0 && s->terms.count > 0;
    struct candidates_request *request = &s->request;
    *request = (struct candidates_request){
        .stats = &s->stats,
        .terms = &s->terms,
        .ranker = s->ranker,
        .settings = s->settings,
        .limit = feedback ? s->ranker->feedback_documents : limit,
        .collapse = s->settings->unit == UNIT_ARTICLES,
        .seconds = seconds,
    };
    enum status status = ask_index(s, request, limit, err);
    if (status != STATUS_OK || !feedback || s->candidates.count == 0)
        return status;
    status = feedback_expand(s, err);
    if (status == STATUS_OK)
        status = searcher_check_time(s, err);
    if (status != STATUS_OK)
        return status;
    request->expansion = s->feedback.expansion.count ? &s->feedback.expansion : NULL;
    request->limit = limit;
    request->seconds = s->deadline > 0 ? s->deadline - searcher_clock() : 0;
    return candidates_find(&s->candidates, s->reader, request, err);
}

/* Terms and conditions of a tree, which is taken. */
static enum status prepare_tree(struct searcher *s, struct tree *tree, struct error *err)
{
    struct rank_words *w = &s->rank_words;
    conditions_take(&s->conditions, tree, s->analyser, s->settings->all_words, s->settings->within_unit);
    rank_words_make(w, s->analyser, tree);
    enum status status = terms_make_boosted(&s->terms, s->analyser, s->reader, s->stats.segments, view_of_buf(&w->text),
                                            (struct term_boosts){w->boosts, w->boost_count}, err);
    if (status == STATUS_OK)
        status = terms_extend(&s->terms, s->reader, s->stats.segments, w->additions, w->addition_count, err);
    return status == STATUS_OK ? restrict_by_index(s, err) : status;
}

struct view searcher_language(const struct searcher *s)
{
    return s->settings->language.len > 0 ? s->settings->language : view_of(store_reader_language(s->reader));
}

enum status searcher_prepare(struct searcher *s, struct view words, struct span *mistake, struct buf *stages, struct error *err)
{
    struct tree *tree = NULL;
    conditions_drop(&s->conditions);
    buf_clear(&s->framing.left_out);
    enum status status = store_reader_stats(s->reader, &s->stats, err);
    if (status != STATUS_OK)
        return status;
    analyser_set_language(s->analyser, searcher_language(s));
    status = query_tree(s, words, &tree, mistake, stages, err);
    if (status != STATUS_OK)
        return status;
    if (tree)
        return prepare_tree(s, tree, err);
    if (s->ranker->framing)
        words = framing_cut(&s->framing, s->analyser, searcher_language(s), words);
    return terms_make(&s->terms, s->analyser, s->reader, s->stats.segments, words, err);
}

/* Everything of one search in one state of the index; STATUS_CHANGED when that state ended meanwhile. */
static enum status search_once(struct searcher *s, struct results *out, struct error *err)
{
    struct store_stats after;
    double left = s->deadline > 0 ? s->deadline - searcher_clock() : 0;
    enum status status = searcher_prepare(s, view_of_buf(&out->query.text), &out->query.mistake, NULL, err);
    if (status != STATUS_OK)
        return status;
    search_describe(s, &out->query);
    if ((s->terms.count == 0 && !s->conditions.tree) || s->settings->limit == 0)
        return STATUS_OK;
    if (s->deadline > 0 && left <= 0)
        return searcher_check_time(s, err);
    status = find_candidates(s, left, err);
    if (status == STATUS_OK)
        status = whole_weigh(s, err);
    if (status == STATUS_OK)
        status = rank_units(s, err);
    if (status == STATUS_OK)
        status = rank_results(s, out, err);
    out->matches = s->matches;
    out->matches_exact = s->matches_exact;
    if (status == STATUS_OK)
        status = store_reader_stats(s->reader, &after, err);
    if (status != STATUS_OK)
        return status;
    if (after.revision != s->stats.revision)
        return error_set(err, STATUS_CHANGED, "the index changes faster than it can be searched");
    return STATUS_OK;
}

static size_t units_per_article(const struct search_settings *s)
{
    if (s->unit == UNIT_ARTICLES)
        return 1;
    if (s->per_article == SEARCH_PER_ARTICLE_BY_UNIT)
        return s->unit == UNIT_PASSAGES ? 1 : 0;
    return (size_t)s->per_article;
}

static enum status check_query(struct view words, const struct search_settings *settings, struct error *err)
{
    if (words.len > QUERY_MAX_BYTES)
        return error_set(err, STATUS_USAGE, "the query has %zu bytes, more than %d", words.len, QUERY_MAX_BYTES);
    if (settings->limit > UINT32_MAX / 4 || settings->offset > UINT32_MAX / 4)
        return error_set(err, STATUS_USAGE, "the limit or the offset is too large");
    return STATUS_OK;
}

enum status searcher_begin(struct searcher *s, struct view words, const struct search_settings *settings, struct error *err)
{
    enum status status = check_query(words, settings, err);
    if (status != STATUS_OK)
        return status;
    if (analyser_memory(s->analyser) > DICTIONARY_MAX)
        analyser_forget(s->analyser);
    s->settings = settings;
    s->per_article = units_per_article(settings);
    s->ranker = settings->ranker ? settings->ranker : ranker_default(settings->unit);
    s->deadline = settings->timeout > 0 ? searcher_clock() + settings->timeout : 0;
    s->scored = 0;
    return STATUS_OK;
}

/* Of a query with a mistake, the text and the place are left. */
static void keep_mistake(struct results *out)
{
    struct buf text = out->query.text;
    struct span mistake = out->query.mistake;
    out->query.text = (struct buf){0};
    results_release(out);
    out->query.text = text;
    out->query.mistake = mistake;
}

enum status search(struct searcher *s, struct view words, const struct search_settings *settings, struct results *out,
                   struct error *err)
{
    double began = searcher_clock();
    enum status status = searcher_begin(s, words, settings, err);
    if (status != STATUS_OK)
        return status;
    for (int i = 0; i < SEARCHER_TRIES; i++) {
        results_release(out);
        out->unit = settings->unit;
        out->offset = settings->offset;
        utf8_repair(words, &out->query.text);
        status = search_once(s, out, err);
        if (status != STATUS_CHANGED)
            break;
    }
    if (status == STATUS_USAGE)
        keep_mistake(out);
    else if (status != STATUS_OK)
        results_release(out);
    out->seconds = searcher_clock() - began;
    return status;
}
