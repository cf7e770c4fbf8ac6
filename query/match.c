#include "query/match.h"

#include "query/match_parts.h"

#include <stdlib.h>
#include <string.h>

enum { NO_POSITION = 0 }; /* positions begin at 1 */

void match_add_hit(struct match *m, struct hit hit, bool variant)
{
    uint32_t last = m->last_position[hit.term];
    bool again = last != NO_POSITION && hit.position - last <= 1;
    hit.counted = !variant || !again;
    mem_grow(&m->hits, &m->hit_cap, m->hit_count, sizeof *m->hits);
    m->hits[m->hit_count++] = hit;
    m->last_position[hit.term] = hit.position;
}

static bool within(uint32_t a, uint32_t b, uint32_t window)
{
    return (a > b ? a - b : b - a) <= window;
}

/* The words of `term` in a sentence that have a word of `other` near: before it within `distance` (ordered), or within the window. */
static uint32_t count_near(const struct match *m, const struct match_sentence *s, uint8_t term, uint8_t other, uint32_t distance,
                           bool ordered)
{
    const struct hit *hits = m->hits + s->first_hit;
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->hits; i++) {
        if (hits[i].term != term || !hits[i].counted)
            continue;
        for (uint32_t j = 0; j < s->hits; j++) {
            if (hits[j].term != other || !within(hits[i].position, hits[j].position, distance) ||
                (ordered && hits[j].position >= hits[i].position))
                continue;
            count++;
            break;
        }
    }
    return count;
}

void match_end_sentence(struct match *m, const struct terms *terms, uint32_t window, struct match_sentence *s)
{
    uint64_t present = 0;
    s->hits = (uint32_t)m->hit_count - s->first_hit;
    s->first_pair = (uint32_t)m->pair_hit_count;
    s->pairs = 0;
    for (uint32_t i = 0; i < s->hits; i++)
        present |= UINT64_C(1) << m->hits[s->first_hit + i].term;
    if ((present & (present - 1)) == 0)
        return;
    for (size_t i = 0; i < terms->pair_count; i++) {
        const struct term_pair *pair = &terms->pairs[i];
        if ((present >> pair->first & present >> pair->second & 1) == 0)
            continue;
        uint32_t near_first = count_near(m, s, pair->first, pair->second, window, false);
        uint32_t near_second = near_first ? count_near(m, s, pair->second, pair->first, window, false) : 0;
        struct pair_hit found = {
            .pair = (uint8_t)i,
            .ordered = count_near(m, s, pair->second, pair->first, pair->distance, true),
            .unordered = near_first < near_second ? near_first : near_second,
        };
        if (found.ordered + found.unordered == 0)
            continue;
        mem_grow(&m->pair_hits, &m->pair_hit_cap, m->pair_hit_count, sizeof *m->pair_hits);
        m->pair_hits[m->pair_hit_count++] = found;
        s->pairs++;
    }
}

static bool begins_sentence(const struct token *token)
{
    return (token->flags & (TOKEN_SENTENCE_START | TOKEN_VARIANT)) == TOKEN_SENTENCE_START;
}

/* One sentence out of tokens [at, returned end). */
static size_t match_sentence(struct match *m, const struct terms *terms, uint32_t window, size_t at, struct match_sentence *s)
{
    const struct token *tokens = m->tokens.items;
    size_t count = m->tokens.count, i = at;
    *s = (struct match_sentence){.start = tokens[at].start, .first_hit = (uint32_t)m->hit_count};
    do {
        const struct token *token = &tokens[i];
        uint8_t term = terms_find(terms, token->word->stem_id);
        if (term != TERMS_NONE)
            match_add_hit(m, (struct hit){token->start, token->end, token->position, term, false},
                          (token->flags & TOKEN_VARIANT) != 0);
        if ((token->flags & TOKEN_VARIANT) == 0)
            s->words++;
        if (token->end > s->end)
            s->end = token->end;
        i++;
    } while (i < count && !begins_sentence(&tokens[i]));
    match_end_sentence(m, terms, window, s);
    return i;
}

void match_add_title(struct match *m, const struct match_sentence *part)
{
    m->title.words += part->words;
    m->title.hits += part->hits;
    m->title.pairs += part->pairs;
    m->title.end = part->end;
}

static void match_title(struct match *m, const struct terms *terms, uint32_t window)
{
    for (size_t at = 0; at < m->tokens.count;) {
        struct match_sentence part;
        at = match_sentence(m, terms, window, at, &part);
        match_add_title(m, &part);
    }
}

static void find_paragraphs(struct match *m, struct view text)
{
    struct span span;
    m->paragraph_count = 0;
    for (size_t at = 0; segment_next_paragraph(text, &at, &span);) {
        mem_grow(&m->paragraphs, &m->paragraph_cap, m->paragraph_count, sizeof *m->paragraphs);
        m->paragraphs[m->paragraph_count++] = span;
    }
}

void match_add_sentence(struct match *m, struct match_sentence s)
{
    mem_grow(&m->sentences, &m->sentence_cap, m->sentence_count, sizeof *m->sentences);
    m->sentences[m->sentence_count++] = s;
}

void match_start(struct match *m)
{
    m->hit_count = m->pair_hit_count = m->sentence_count = 0;
    m->title = (struct match_sentence){0};
    match_start_text(m);
}

void match_start_text(struct match *m)
{
    memset(m->last_position, 0, sizeof m->last_position);
}

void match_end(struct match *m)
{
    if (m->sentence_count == 0)
        match_add_sentence(m,
                           (struct match_sentence){.first_hit = (uint32_t)m->hit_count, .first_pair = (uint32_t)m->pair_hit_count});
}

void match_text(struct match *m, struct analyser *a, const struct terms *terms, uint32_t window, struct view title,
                struct view text)
{
    match_start(m);
    tokens_clear(&m->tokens);
    analyse(a, title, ANALYSE_TITLE, &m->tokens);
    match_title(m, terms, window);
    match_start_text(m);
    tokens_clear(&m->tokens);
    analyse(a, text, ANALYSE_TEXT, &m->tokens);
    find_paragraphs(m, text);
    uint32_t paragraph = 0;
    for (size_t at = 0; at < m->tokens.count;) {
        struct match_sentence s;
        at = match_sentence(m, terms, window, at, &s);
        while (paragraph + 1 < m->paragraph_count && s.start >= m->paragraphs[paragraph].end)
            paragraph++;
        s.paragraph = paragraph;
        match_add_sentence(m, s);
    }
    match_end(m);
}

uint8_t match_term_at(const struct hit *hits, size_t count, uint32_t start, uint32_t end)
{
    uint8_t inside = TERMS_NONE;
    for (size_t i = 0; i < count && hits[i].start < end; i++) {
        if (hits[i].start == start && hits[i].end == end)
            return hits[i].term;
        if (hits[i].start >= start && inside == TERMS_NONE)
            inside = hits[i].term;
    }
    return inside;
}

void match_release(struct match *m)
{
    free(m->sentences);
    free(m->hits);
    free(m->pair_hits);
    free(m->paragraphs);
    free(m->stems);
    free(m->wanted);
    free(m->places);
    tokens_release(&m->tokens);
    *m = (struct match){0};
}
