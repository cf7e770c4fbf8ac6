#include "query/syntax/reading.h"

#include "common/huge.h"
#include "common/segment.h"

#include <stdlib.h>
#include <string.h>

struct reading_known {
    uint32_t epoch;
    uint32_t first, count; /* of the pool */
};

/* Far enough apart that no proximity leads from title to text or authors; their paragraphs differ anyway. */
enum { PART_GAP = 1000 };

void reading_begin(struct reading *r, const struct plan *plan)
{
    r->plan = plan;
    r->pool_count = 0;
    r->epoch++;
    if (plan->place_count > r->list_cap) {
        r->lists = mem_resize(r->lists, plan->place_count, sizeof *r->lists);
        memset(r->lists + r->list_cap, 0, (plan->place_count - r->list_cap) * sizeof *r->lists);
        r->list_cap = plan->place_count;
    }
    for (size_t i = 0; i < r->list_cap; i++)
        r->lists[i].count = 0;
}

static bool place_has(const struct plan *plan, size_t place, bool exact, const struct word *word)
{
    const struct plan_range *range = &plan->places[place];
    struct view text = {word->text, word->text_len}, stem = {word->stem, word->stem_len};
    for (uint32_t i = range->first; i < range->first + range->count; i++) {
        const struct plan_word *wanted = &plan->words[i];
        if (exact ? view_equal(wanted->text, text) : view_equal(wanted->stem, stem))
            return true;
    }
    return false;
}

static const struct reading_known *know(struct reading *r, const struct word *word)
{
    huge_reach(&r->known, &r->known_cap, word->id, sizeof *r->known);
    struct reading_known *known = &r->known[word->id];
    if (known->epoch == r->epoch)
        return known;
    *known = (struct reading_known){r->epoch, (uint32_t)r->pool_count, 0};
    for (size_t i = 0; i < r->plan->place_count; i++) {
        if (!place_has(r->plan, i, r->plan->place_exact[i], word))
            continue;
        mem_grow(&r->pool, &r->pool_cap, r->pool_count, sizeof *r->pool);
        r->pool[r->pool_count++] = (uint32_t)i;
        known->count++;
    }
    return known;
}

static void add_hit(struct reading *r, size_t place, struct reading_hit hit)
{
    struct reading_list *list = &r->lists[place];
    mem_grow(&list->items, &list->cap, list->count, sizeof *list->items);
    list->items[list->count++] = hit;
}

/* The last word that the token at `i` covers, counted from its first. */
static uint32_t words_covered(const struct tokens *tokens, size_t i)
{
    const struct token *t = &tokens->items[i];
    uint32_t last = t->position;
    for (size_t j = i + 1; (t->flags & TOKEN_VARIANT) != 0 && j < tokens->count && tokens->items[j].start < t->end; j++) {
        if ((tokens->items[j].flags & TOKEN_VARIANT) == 0)
            last = tokens->items[j].position;
    }
    return last - t->position;
}

/* Move on to the token's word. */
static void step(struct reading *r, const struct token *t, bool is_first)
{
    uint32_t gap = 0;
    if ((t->flags & TOKEN_VARIANT) != 0)
        return;
    if ((t->flags & TOKEN_SENTENCE_START) != 0) {
        r->at.sentence++;
        if (!is_first)
            gap = (t->flags & TOKEN_PARAGRAPH_START) != 0 ? POSITION_PARAGRAPH_GAP : POSITION_SENTENCE_GAP;
    }
    r->at.ordinal += is_first ? 1 : t->position - r->at.position - gap;
    r->at.position = t->position;
}

/* The tokens of a part of the article, in paragraphs of `text` from number `paragraph` on; `single`: the whole part is one. */
static void add_tokens(struct reading *r, struct view text, uint32_t offset, uint32_t paragraph, bool single)
{
    struct span span = {0, (uint32_t)text.len};
    size_t next = 0;
    if (!single && !segment_next_paragraph(text, &next, &span))
        return;
    r->at.ordinal += PART_GAP;
    r->at.sentence++;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.items[i];
        step(r, t, i == 0);
        while (!single && t->start >= span.end && segment_next_paragraph(text, &next, &span))
            paragraph++;
        struct reading_hit hit = {r->at.ordinal,     r->at.ordinal + words_covered(&r->tokens, i),
                                  r->at.sentence,    paragraph,
                                  offset + t->start, offset + t->end};
        if (paragraph == READING_AUTHOR) {
            for (size_t p = 0; p < r->plan->place_count; p++) {
                if (place_has(r->plan, p, true, t->word))
                    add_hit(r, p, hit);
            }
            continue;
        }
        const struct reading_known *known = know(r, t->word);
        for (uint32_t k = 0; k < known->count; k++)
            add_hit(r, r->pool[known->first + k], hit);
    }
}

void reading_read(struct reading *r, struct analyser *a, const struct article *article, uint32_t offset, uint32_t first_paragraph)
{
    for (size_t i = 0; i < r->plan->place_count; i++)
        r->lists[i].count = 0;
    memset(&r->at, 0, sizeof r->at);
    analyser_set_language(a, article->language);
    tokens_clear(&r->tokens);
    analyse(a, article->title, ANALYSE_TITLE, &r->tokens);
    add_tokens(r, article->title, 0, READING_TITLE, true);
    tokens_clear(&r->tokens);
    analyse(a, article->text, ANALYSE_TEXT, &r->tokens);
    add_tokens(r, article->text, offset, READING_TEXT + first_paragraph, false);
    tokens_clear(&r->tokens);
    analyse(a, article->author, ANALYSE_TITLE, &r->tokens);
    add_tokens(r, article->author, 0, READING_AUTHOR, true);
}

void reading_release(struct reading *r)
{
    for (size_t i = 0; i < r->list_cap; i++)
        free(r->lists[i].items);
    free(r->lists);
    huge_free(r->known, r->known_cap * sizeof *r->known);
    free(r->pool);
    tokens_release(&r->tokens);
    *r = (struct reading){0};
}
