#include "common/outline_make.h"

#include "common/outline_names.h"
#include "common/segment.h"

#include <stdlib.h>
#include <string.h>

struct outline_maker {
    struct outline_names names;
    struct buf sentences, bits, variants;
    uint16_t *tokens; /* their names */
    size_t token_cap;
    uint32_t sentence_count, place_count, token_count, variant_count, last_variant;
    bool fits; /* the form can say it */
};

struct outline_maker *outline_maker_new(void)
{
    return mem_alloc(sizeof(struct outline_maker));
}

void outline_maker_free(struct outline_maker *m)
{
    if (!m)
        return;
    outline_names_release(&m->names);
    buf_release(&m->sentences);
    buf_release(&m->bits);
    buf_release(&m->variants);
    free(m->tokens);
    free(m);
}

/* ---- sentences ---- */

static void add_variant(struct outline_maker *m, uint32_t place, uint32_t name)
{
    buf_add_varint(&m->variants, place - m->last_variant);
    buf_add_varint(&m->variants, name);
    m->last_variant = place;
    m->variant_count++;
}

/* The sentence's first byte, and the numbers that go with it; `skipped` positions and `paragraphs` lie between it and the one before. */
static void add_header(struct outline_maker *m, uint32_t places, uint32_t holes, uint32_t skipped, uint32_t paragraphs)
{
    unsigned gap = skipped == POSITION_SENTENCE_GAP    ? OUTLINE_GAP_SENTENCE
                   : skipped == POSITION_PARAGRAPH_GAP ? OUTLINE_GAP_PARAGRAPH
                   : skipped == 0                      ? OUTLINE_GAP_NONE
                                                       : OUTLINE_GAP_OTHER;
    m->fits = m->fits && paragraphs <= OUTLINE_MAX_PARAGRAPH_STEP;
    buf_add_char(&m->sentences, (char)(gap | (holes > 0 ? OUTLINE_HOLES : 0U) |
                                       (paragraphs & OUTLINE_MAX_PARAGRAPH_STEP) << OUTLINE_PARAGRAPH_SHIFT));
    buf_add_varint(&m->sentences, places);
    if (holes > 0)
        buf_add_varint(&m->sentences, holes);
    if (gap == OUTLINE_GAP_OTHER)
        buf_add_varint(&m->sentences, skipped);
}

/* How far the sentences of a title or text have come. */
struct progress {
    const uint32_t *numbers; /* of the tokens' words */
    uint32_t position;       /* behind the last one */
    struct view content;
    struct span paragraph; /* the one that the last one stands in */
    size_t next_paragraph;
    uint32_t paragraphs; /* that were looked at */
};

/* How many paragraphs further on byte `start` is. */
static uint32_t paragraph_step(struct progress *p, uint32_t start)
{
    uint32_t before = p->paragraphs;
    while (p->paragraphs == 0 || start >= p->paragraph.end) {
        if (!segment_next_paragraph(p->content, &p->next_paragraph, &p->paragraph))
            break;
        p->paragraphs++;
    }
    return p->paragraphs - before - (before == 0 && p->paragraphs > 0);
}

static bool begins_sentence(const struct token *token)
{
    return (token->flags & (TOKEN_SENTENCE_START | TOKEN_VARIANT)) == TOKEN_SENTENCE_START;
}

/* Room for the bits of so many places, and for as many tokens as a sentence has. */
static void make_room(struct outline_maker *m, size_t places, size_t tokens)
{
    size_t bytes = (places + 7) / 8;
    while (m->bits.len < bytes)
        buf_add_char(&m->bits, 0);
    mem_reserve(&m->tokens, &m->token_cap, m->token_count + tokens, sizeof *m->tokens);
}

/* The tokens of a sentence that have names; returns how many words there are, named or not. */
static uint32_t add_words(struct outline_maker *m, const struct tokens *tokens, size_t at, size_t end, const struct progress *p)
{
    const uint16_t *names = m->names.words;
    unsigned char *bits = (unsigned char *)m->bits.data;
    uint16_t *out = m->tokens + m->token_count;
    uint32_t before = m->place_count - tokens->items[at].position, words = 0;
    for (; at < end; at++) {
        const struct token *token = &tokens->items[at];
        uint32_t place = before + token->position;
        uint16_t name = names[p->numbers[at]];
        bool named = name != OUTLINE_NO_NAME;
        if (token->flags & TOKEN_VARIANT) {
            if (named)
                add_variant(m, place, name);
            continue;
        }
        words++;
        bits[place / 8] = (unsigned char)(bits[place / 8] | (unsigned)named << place % 8);
        *out = name; /* the next one takes its place unless it is named */
        out += named;
    }
    m->token_count = (uint32_t)(out - m->tokens);
    return words;
}

/* The sentence that begins with token `at`; returns where the next one does. */
static size_t add_sentence(struct outline_maker *m, const struct tokens *tokens, size_t at, struct progress *p)
{
    uint32_t first = tokens->items[at].position, last;
    uint32_t paragraphs = p->content.len > 0 ? paragraph_step(p, tokens->items[at].start) : 0;
    size_t end = at;
    do
        last = tokens->items[end++].position;
    while (end < tokens->count && !begins_sentence(&tokens->items[end]));
    uint32_t places = last - first + 1;
    if (first < p->position || places > OUTLINE_MAX_SIZE || m->place_count > OUTLINE_MAX_SIZE) {
        m->fits = false;
        return tokens->count;
    }
    make_room(m, (size_t)m->place_count + places, end - at);
    uint32_t words = add_words(m, tokens, at, end, p);
    add_header(m, places, places - words, first - p->position, paragraphs);
    m->place_count += places;
    m->sentence_count++;
    p->position = last + 1;
    return end;
}

static void add_sentences(struct outline_maker *m, const struct tokens *tokens, struct progress *p)
{
    for (size_t at = 0; at < tokens->count && m->fits;)
        at = add_sentence(m, tokens, at, p);
}

/* ---- the whole ---- */

/* The low bytes of the tokens' names; then of each bit above these, that of every token. */
static void add_names(const struct outline_maker *m, struct buf *out)
{
    uint32_t high_bits = outline_high_bits(m->names.count);
    size_t list = (m->token_count + 7) / 8; /* bytes */
    if (!buf_reserve(out, m->token_count + high_bits * list))
        return;
    char *low = out->data + out->len, *high = low + m->token_count;
    for (uint32_t i = 0; i < m->token_count; i++)
        low[i] = (char)(m->tokens[i] & 0xFF);
    memset(high, 0, high_bits * list);
    for (uint32_t bit = 0; bit < high_bits; bit++, high += list)
        for (uint32_t i = 0; i < m->token_count; i++)
            high[i / 8] = (char)((unsigned char)high[i / 8] | ((unsigned)m->tokens[i] >> (8 + bit) & 1U) << i % 8);
    out->len += m->token_count + high_bits * list;
}

void outline_make(struct outline_maker *m, const struct outline_source *source, struct buf *out)
{
    struct progress title = {.numbers = source->vocabulary->numbers, .position = source->title_from};
    struct progress text = {
        .numbers = source->vocabulary->numbers + source->title->count, .position = source->text_from, .content = source->content};
    buf_clear(&m->sentences);
    buf_clear(&m->bits);
    buf_clear(&m->variants);
    m->sentence_count = m->place_count = m->token_count = m->variant_count = m->last_variant = 0;
    outline_names_find(&m->names, source->vocabulary);
    m->fits = m->names.fit;
    add_sentences(m, source->title, &title);
    uint32_t title_sentences = m->sentence_count;
    add_sentences(m, source->text, &text);
    (void)paragraph_step(&text, UINT32_MAX);
    const uint64_t numbers[] = {source->segments,     source->offset,    source->first_paragraph, text.paragraphs,
                                title_sentences,      m->sentence_count, m->place_count,          m->names.count,
                                m->names.whole_count, m->sentences.len,  m->names.list.len};
    buf_clear(out);
    buf_add_char(out, OUTLINE_VERSION);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        buf_add_varint(out, numbers[i]);
    buf_add_view(out, view_of_buf(&m->sentences));
    buf_add_view(out, view_of_buf(&m->names.list));
    buf_add_view(out, view_of_buf(&m->bits));
    add_names(m, out);
    buf_add_varint(out, m->variant_count);
    buf_add_view(out, view_of_buf(&m->variants));
    if (m->fits && out->len <= OUTLINE_MAX_SIZE)
        return;
    buf_clear(out);
    buf_add_char(out, OUTLINE_NONE);
}
