#include "query/why.h"

#include "common/word_match.h"
#include "query/searcher.h"

#include <stdlib.h>
#include <string.h>

struct inquiry {
    struct searcher *searcher;
    const struct search_settings *settings;
    struct view words, id;
    struct why *out;
    uint32_t first; /* docid of the article's first segment */
};

/* ---- words ---- */

/* What a word of the query looks for among the tokens of the article. */
struct seeker {
    const struct known_word *known;
    struct view stem; /* empty: the word itself counts */
    bool loose;       /* a pattern or a misspelt word */
    struct word_match match;
};

static void seeker_begin(const struct known_word *w, struct seeker *l)
{
    struct view text = view_of_buf(&w->text), term = view_of_buf(&w->term);
    *l = (struct seeker){.known = w, .loose = w->term.len == 0};
    const char *tilde = memchr(text.ptr, '~', text.len);
    if (l->loose && tilde)
        word_match_near(&l->match, view_of_buf(&w->normal), (size_t)(tilde[1] - '0'));
    else if (l->loose)
        word_match_pattern(&l->match, view_of_buf(&w->normal));
    else if (term.ptr[0] == 'Z')
        l->stem = view_sub(term, view_starts_with(term, VIEW("ZS")) ? 2 : 1, term.len);
}

static bool seeker_fits(struct seeker *l, const struct word *word)
{
    size_t dead;
    struct view text = {word->text, word->text_len};
    if (l->loose)
        return word_match_fits(&l->match, text, &dead);
    return l->stem.len > 0 ? view_equal(l->stem, view_of(word->stem)) : view_equal(view_of_buf(&l->known->normal), text);
}

static void count_form(struct why_word *w, const char *text)
{
    w->here++;
    for (size_t i = 0; i < w->form_count; i++) {
        if (strcmp(w->forms[i].text, text) == 0) {
            w->forms[i].count++;
            return;
        }
    }
    mem_grow(&w->forms, &w->form_cap, w->form_count, sizeof *w->forms);
    w->forms[w->form_count++] = (struct why_form){text, 1};
}

static int more_frequent_first(const void *a, const void *b)
{
    const struct why_form *x = a, *y = b;
    return x->count != y->count ? (x->count > y->count ? -1 : 1) : strcmp(x->text, y->text);
}

/* A place counts once, by the first of its forms that fits. */
static void count_places(struct seeker *l, const struct tokens *tokens, bool title, struct why_word *w)
{
    uint32_t last = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        if (t->position == last || !seeker_fits(l, t->word))
            continue;
        last = t->position;
        count_form(w, t->word->text);
        w->in_title += title;
    }
}

static enum status count_articles(const struct inquiry *q, const struct known_word *known, uint64_t *out, struct error *err)
{
    uint32_t *docids = NULL, last = 0;
    size_t count = 0;
    enum status status = STATUS_OK;
    if (known->term.len > 0 && known->segments > 0)
        status = store_reader_documents(q->searcher->reader, view_of_buf(&known->term), &docids, &count, err);
    for (size_t i = 0; i < count; i++) {
        uint32_t first = articles_first(&q->searcher->articles, docids[i]);
        *out += first != last;
        last = first;
    }
    free(docids);
    return status;
}

static enum status look_for_words(const struct inquiry *q, struct error *err)
{
    struct why *w = q->out;
    struct tokens title = {0}, text = {0};
    const struct article *article = &w->stored.record.article;
    struct analyser *a = q->searcher->analyser;
    enum status status = known_words_read(q->words, q->settings, q->searcher->reader, a, &w->known, err);
    w->words = mem_array(w->known.count + 1, sizeof *w->words);
    analyser_set_language(a, article->language); /* as the indexer read it */
    analyse(a, article->title, ANALYSE_TITLE, &title);
    analyse(a, article->text, ANALYSE_TEXT, &text);
    for (size_t i = 0; i < w->known.count && status == STATUS_OK; i++) {
        struct seeker seeker;
        seeker_begin(&w->known.items[i], &seeker);
        count_places(&seeker, &title, true, &w->words[i]);
        count_places(&seeker, &text, false, &w->words[i]);
        if (w->words[i].form_count > 0)
            qsort(w->words[i].forms, w->words[i].form_count, sizeof *w->words[i].forms, more_frequent_first);
        status = count_articles(q, &w->known.items[i], &w->words[i].articles, err);
    }
    tokens_release(&title);
    tokens_release(&text);
    return status;
}

/* ---- demands ---- */

static bool has_article(const struct inquiry *q, const struct matching *m)
{
    for (size_t i = 0; i < m->count; i++) {
        if (articles_first(&q->searcher->articles, m->docids[i]) == q->first)
            return true;
    }
    return false;
}

/* The best sentence of the article for a part of the query; none where the part is about a field. */
static enum status find_sentence(const struct inquiry *q, const struct demand *d, struct buf *out, struct error *err)
{
    struct search_settings settings = *q->settings;
    struct results results = {0};
    struct buf query = {0};
    enum status status = STATUS_OK;
    settings.unit = UNIT_SENTENCES;
    settings.limit = 1;
    settings.offset = 0;
    settings.texts = true;
    settings.ranker = NULL;
    buf_printf(&query, "(%s) AND id:\"", d->alone.data);
    buf_add_view(&query, q->id);
    buf_add_char(&query, '"');
    if (!memchr(q->id.ptr, '"', q->id.len))
        status = search(q->searcher, view_of_buf(&query), &settings, &results, err);
    if (status == STATUS_OK && results.count > 0 && results.items[0].highlight_count > 0)
        buf_add_view(out, results.items[0].text);
    results_release(&results);
    buf_release(&query);
    return status;
}

static enum status look_at_demand(const struct inquiry *q, const struct demand *d, struct why_demand *out, struct error *err)
{
    const struct article *article = &q->out->stored.record.article;
    struct matching m = {0};
    enum status status = demand_alone(q->searcher, d, q->settings, &m, err);
    out->holds = status == STATUS_OK && has_article(q, &m);
    matching_release(&m);
    switch (d->kind) {
    case DEMAND_DATE:
        if (article->published.precision != DATE_NONE)
            date_format(article->published, &out->where);
        break;
    case DEMAND_LANGUAGE:
        buf_add_view(&out->where, article->language);
        break;
    case DEMAND_SOURCE:
        buf_add_view(&out->where, article->source);
        break;
    case DEMAND_QUERY:
        if (status == STATUS_OK && out->holds)
            status = find_sentence(q, d, &out->where, err);
        break;
    }
    return status;
}

static enum status look_at_demands(const struct inquiry *q, int64_t now, struct error *err)
{
    struct why *w = q->out;
    enum status status = demands_read(q->words, q->settings, now, &w->demands, err);
    w->held = mem_array(w->demands.count + 1, sizeof *w->held);
    for (size_t i = 0; i < w->demands.count && status == STATUS_OK; i++)
        status = look_at_demand(q, &w->demands.items[i], &w->held[i], err);
    return status;
}

/* ---- the answer ---- */

static void take_result(struct why *w, const struct result *r, size_t index)
{
    w->rank = index + 1;
    w->score = r->score;
    w->article_score = r->article_score;
    w->passage_score = r->passage_score;
    buf_add_view(&w->passage, r->text);
}

static enum status look_at_answer(const struct inquiry *q, struct error *err)
{
    struct search_settings settings = *q->settings;
    struct matching m = {0};
    struct results results = {0};
    struct why *w = q->out;
    settings.offset = 0;
    settings.limit = WHY_DEPTH;
    settings.texts = true;
    enum status status = search_matching(q->searcher, q->words, &settings, &m, err);
    w->of = m.count;
    w->matches = status == STATUS_OK && has_article(q, &m);
    if (w->matches)
        status = search(q->searcher, q->words, &settings, &results, err);
    for (size_t i = 0; i < results.count && w->rank == 0; i++) {
        if (view_equal(results.items[i].fields.article.id, q->id))
            take_result(w, &results.items[i], i);
    }
    results_release(&results);
    matching_release(&m);
    return status;
}

static enum status find_article(struct inquiry *q, struct error *err)
{
    struct store_reader *r = q->searcher->reader;
    struct store_stats stats;
    struct buf term = {0};
    uint32_t *docids = NULL;
    size_t count = 0;
    enum status status = stored_load(&q->out->stored, r, q->id, err);
    schema_term(FIELD_ID, q->id, &term);
    if (status == STATUS_OK)
        status = store_reader_documents(r, view_of_buf(&term), &docids, &count, err);
    if (status == STATUS_OK)
        status = store_reader_stats(r, &stats, err);
    if (status == STATUS_OK)
        status = articles_read(&q->searcher->articles, r, &stats, err);
    q->first = count > 0 ? articles_first(&q->searcher->articles, docids[0]) : 0;
    free(docids);
    buf_release(&term);
    return status;
}

enum status why(struct searcher *s, struct view words, struct view id, const struct search_settings *settings, int64_t now,
                struct why *out, struct error *err)
{
    struct inquiry q = {.searcher = s, .settings = settings, .words = words, .id = id, .out = out};
    enum status status = find_article(&q, err);
    if (status == STATUS_OK)
        status = look_at_answer(&q, err); /* first: it finds the mistakes of the query, and sets the analyser's language */
    if (status == STATUS_OK)
        status = look_at_demands(&q, now, err);
    if (status == STATUS_OK)
        status = look_for_words(&q, err);
    return status;
}

void why_release(struct why *w)
{
    for (size_t i = 0; w->words && i < w->known.count; i++)
        free(w->words[i].forms);
    for (size_t i = 0; w->held && i < w->demands.count; i++)
        buf_release(&w->held[i].where);
    free(w->words);
    free(w->held);
    known_words_release(&w->known);
    demands_release(&w->demands);
    stored_release(&w->stored);
    buf_release(&w->passage);
    *w = (struct why){0};
}
