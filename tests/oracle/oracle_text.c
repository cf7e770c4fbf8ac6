#include "tests/oracle/oracle.h"

#include "common/stored.h"

#include <stdlib.h>
#include <string.h>

/* ---- strings ---- */

static uint64_t hash_of(const char *text)
{
    uint64_t h = 1469598103934665603U;
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 1099511628211U;
    return h;
}

static void grow_pool(struct collection *c)
{
    size_t cap = c->pool_cap ? c->pool_cap * 2 : 1 << 16;
    char **pool = mem_array(cap, sizeof *pool);
    for (size_t i = 0; i < c->pool_cap; i++) {
        if (!c->pool[i])
            continue;
        size_t at = hash_of(c->pool[i]) % cap;
        while (pool[at])
            at = (at + 1) % cap;
        pool[at] = c->pool[i];
    }
    free(c->pool);
    c->pool = pool;
    c->pool_cap = cap;
}

/* The one copy of a text; *is_new says that it was not there. */
static const char *intern(struct collection *c, const char *text, bool *is_new)
{
    if (2 * c->pool_count >= c->pool_cap)
        grow_pool(c);
    size_t at = hash_of(text) % c->pool_cap;
    while (c->pool[at] && strcmp(c->pool[at], text) != 0)
        at = (at + 1) % c->pool_cap;
    *is_new = !c->pool[at];
    if (*is_new) {
        c->pool[at] = mem_copy_text(view_of(text));
        c->pool_count++;
    }
    return c->pool[at];
}

/* ---- words of an article ---- */

struct counter {
    uint32_t word, sentence;
};

/* How many words on the token is from the one before it: positions without the jumps at the ends of sentences. */
static uint32_t step_of(const struct tokens *tokens, size_t i, size_t before)
{
    const struct token *t = &tokens->items[i];
    uint32_t step = t->position - tokens->items[before].position;
    if (t->flags & TOKEN_PARAGRAPH_START)
        return step - POSITION_PARAGRAPH_GAP;
    return t->flags & TOKEN_SENTENCE_START ? step - POSITION_SENTENCE_GAP : step;
}

static uint32_t blank_lines_before(struct view text, uint32_t at)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i + 1 < at; i++)
        count += text.ptr[i] == '\n' && text.ptr[i + 1] == '\n';
    return count;
}

static void add_token(struct collection *c, struct oracle_article *a, struct oracle_token t, const struct word *word)
{
    bool is_new;
    t.stem = intern(c, word->stem, &is_new);
    t.text = intern(c, word->text, &is_new);
    mem_grow(&a->tokens, &a->cap, a->count, sizeof *a->tokens);
    a->tokens[a->count++] = t;
}

static void add_part(struct collection *c, struct oracle_article *a, struct view text, enum part part, struct counter *at)
{
    struct tokens tokens = {0};
    size_t before = 0;
    uint32_t paragraph = 0, counted = 0;
    analyse(c->analyser, text, part == PART_TEXT ? ANALYSE_TEXT : ANALYSE_TITLE, &tokens);
    at->word += 5000; /* nothing leads from part to part */
    at->sentence++;
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *t = &tokens.items[i];
        bool variant = t->flags & TOKEN_VARIANT;
        if (!variant && i > 0)
            at->word += step_of(&tokens, i, before);
        if (!variant) {
            before = i;
            at->sentence += (t->flags & TOKEN_SENTENCE_START) != 0;
        }
        if (part == PART_TEXT && t->start > counted) {
            paragraph += blank_lines_before(view_sub(text, counted, text.len), t->start - counted);
            counted = t->start;
        }
        uint32_t last = at->word;
        for (size_t j = i + 1; variant && j < tokens.count && tokens.items[j].start < t->end; j++)
            last += !(tokens.items[j].flags & TOKEN_VARIANT);
        struct oracle_token token = {NULL, NULL, at->word, last, at->sentence, paragraph, t->start, t->end, part};
        add_token(c, a, token, t->word);
    }
    tokens_release(&tokens);
}

static void add_article(struct collection *c, uint32_t docid, const struct article *from, uint32_t segments)
{
    struct counter at = {0, 0};
    mem_grow(&c->articles, &c->cap, c->count, sizeof *c->articles);
    struct oracle_article *a = &c->articles[c->count++];
    *a = (struct oracle_article){.docid = docid, .segments = segments};
    buf_add_view(&a->id, from->id);
    buf_add_view(&a->text, from->text);
    buf_add_view(&a->source, from->source);
    buf_add_view(&a->place, from->place);
    buf_add_view(&a->language, from->language);
    buf_add_view(&a->topics, from->topics);
    buf_add_view(&a->path, from->path);
    buf_add_view(&a->url, from->url);
    a->has_date = from->published.precision != DATE_NONE;
    a->published = from->published.seconds;
    analyser_set_language(c->analyser, from->language);
    add_part(c, a, from->title, PART_TITLE, &at);
    add_part(c, a, from->text, PART_TEXT, &at);
    add_part(c, a, from->author, PART_AUTHOR, &at);
}

static void list_words(struct collection *c)
{
    struct collection seen = {0};
    for (size_t i = 0; i < c->count; i++) {
        for (size_t k = 0; k < c->articles[i].count; k++) {
            bool is_new;
            const char *text = c->articles[i].tokens[k].text;
            (void)intern(&seen, text, &is_new);
            if (!is_new)
                continue;
            mem_grow(&c->words, &c->word_cap, c->word_count, sizeof *c->words);
            c->words[c->word_count++] = text;
        }
    }
    for (size_t i = 0; i < seen.pool_cap; i++)
        free(seen.pool[i]);
    free(seen.pool);
}

enum status collection_read(struct collection *c, struct store_reader *r, struct error *err)
{
    uint32_t *docids = NULL;
    size_t count = 0;
    struct stored stored = {0};
    struct buf record = {0};
    enum status status = analyser_new(store_reader_language(r), &c->analyser, err);
    if (status == STATUS_OK)
        status = store_reader_documents(r, VIEW(SCHEMA_FIRST_TERM), &docids, &count, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        stored_clear(&stored);
        for (uint32_t k = 0; status == STATUS_OK && !stored_is_complete(&stored); k++) {
            status = store_reader_record(r, docids[i] + k, &record, err);
            if (status == STATUS_OK)
                status = stored_add(&stored, view_of_buf(&record), err);
        }
        if (status == STATUS_OK)
            add_article(c, docids[i], &stored.record.article, stored.segments);
    }
    free(docids);
    stored_release(&stored);
    buf_release(&record);
    list_words(c);
    return status;
}

void collection_release(struct collection *c)
{
    for (size_t i = 0; i < c->count; i++) {
        struct oracle_article *a = &c->articles[i];
        struct buf *bufs[] = {&a->id, &a->text, &a->source, &a->place, &a->language, &a->topics, &a->path, &a->url};
        for (size_t k = 0; k < sizeof bufs / sizeof *bufs; k++)
            buf_release(bufs[k]);
        free(a->tokens);
    }
    for (size_t i = 0; i < c->pool_cap; i++)
        free(c->pool[i]);
    free(c->pool);
    free(c->articles);
    free(c->words);
    analyser_free(c->analyser);
    *c = (struct collection){0};
}
