#include "query/related.h"

#include "query/key_terms.h"
#include "query/place.h"
#include "query/rank.h"
#include "query/related_choose.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
    MARGIN = 50,          /* found beyond what is wanted, for copies that are left out */
    BACKGROUND_DEPTH = 5, /* background chooses among so many times as many */
};

/* What something is wanted for, and what is needed to find it. */
struct related {
    const struct related_settings *settings;
    struct searcher *searcher;
    struct analyser *analyser;
    struct stored stored;
    struct buf input;
    struct article article; /* what is searched for: without an id when it came from standard input */
    struct key_terms terms;
};

static enum status read_input(struct buf *out, struct error *err)
{
    char block[1 << 16];
    struct buf raw = {.max = ARTICLE_MAX_TEXT};
    for (size_t got; (got = fread(block, 1, sizeof block, stdin)) > 0;)
        buf_add(&raw, block, got);
    enum status status = ferror(stdin)  ? error_set(err, STATUS_IO, "standard input: %s", strerror(errno))
                         : raw.overflow ? error_set(err, STATUS_INPUT, "standard input has more than %d bytes", ARTICLE_MAX_TEXT)
                                        : STATUS_OK;
    article_clean_text(view_of_buf(&raw), out);
    buf_release(&raw);
    return status;
}

static enum status load(struct related *r, const char *id, struct error *err)
{
    struct place place = {0};
    enum status status;
    if (strcmp(id, "-") == 0) {
        status = read_input(&r->input, err);
        r->article.text = view_of_buf(&r->input);
        r->article.language = r->settings->search.language;
    } else {
        status = place_load(searcher_reader(r->searcher), view_of(id), &r->stored, &place, err);
        r->article = r->stored.record.article;
    }
    if (status == STATUS_OK)
        status = key_terms_find(&r->terms, r->analyser, searcher_reader(r->searcher), &r->article, r->settings->terms, err);
    if (status == STATUS_OK && r->terms.count == 0)
        status = error_set(err, STATUS_USAGE, "the text has no word that says something about it in this index");
    return status;
}

static enum status find(struct related *r, struct results *out, struct error *err)
{
    struct search_settings s = r->settings->search;
    struct ranker ranker = *ranker_default(UNIT_ARTICLES);
    struct buf query = {0};
    uint64_t wanted = s.limit;
    ranker.feedback_documents = 0;
    s.unit = UNIT_ARTICLES;
    s.ranker = &ranker;
    s.syntax = SYNTAX_LITERAL;
    s.texts = true;
    s.limit = (r->settings->kind == RELATED_BACKGROUND ? BACKGROUND_DEPTH * wanted : wanted) + MARGIN;
    s.candidates = s.candidates < s.limit ? s.limit : s.candidates;
    ranker.rerank = s.limit;
    if (r->settings->kind == RELATED_BACKGROUND && s.dates.to > r->article.published.seconds)
        s.dates.to = r->article.published.seconds;
    key_terms_query(&r->terms, &query);
    enum status status = search(r->searcher, view_of_buf(&query), &s, out, err);
    if (status == STATUS_OK)
        status = related_choose(r->settings, r->analyser, searcher_reader(r->searcher), &r->article, out, err);
    buf_release(&query);
    return status;
}

enum status related_find(const char *index, const char *id, const struct related_settings *settings, struct results *out,
                         struct error *err)
{
    struct related r = {.settings = settings};
    enum status status = searcher_open(index, &r.searcher, err);
    if (status == STATUS_OK)
        status = analyser_new(store_reader_language(searcher_reader(r.searcher)), &r.analyser, err);
    if (status == STATUS_OK)
        status = load(&r, id, err);
    if (status == STATUS_OK && settings->kind == RELATED_BACKGROUND && r.article.published.precision == DATE_NONE)
        status = error_set(err, STATUS_USAGE, "article \"%s\" has no date, so nothing is older than it", id);
    if (status == STATUS_OK)
        status = find(&r, out, err);
    key_terms_release(&r.terms);
    stored_release(&r.stored);
    buf_release(&r.input);
    analyser_free(r.analyser);
    searcher_close(r.searcher);
    return status;
}
