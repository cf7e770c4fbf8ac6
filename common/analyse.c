#include "common/analyse.h"

#include "common/analyse_parts.h"
#include "common/chars.h"
#include "common/segment.h"
#include "common/utf8.h"

#include <stdlib.h>

enum status analyser_new(const char *language, struct analyser **out, struct error *err)
{
    int number = language_find(view_of(language));
    if (number < 0)
        return error_set(err, STATUS_USAGE, "there is no stemmer for the language \"%.40s\"", language ? language : "");
    struct analyser *a = mem_alloc(sizeof *a);
    a->language = (uint8_t)number;
    a->default_language = (uint8_t)number;
    a->icu = icu_new();
    dictionary_start(a);
    stop_words_load(a);
    *out = a;
    return STATUS_OK;
}

void analyser_free(struct analyser *a)
{
    if (!a)
        return;
    dictionary_release(a);
    for (size_t i = 0; i < LANGUAGE_MAX; i++)
        stemmer_free(a->stemmers[i]);
    icu_free(a->icu);
    free(a);
}

void analyser_set_language(struct analyser *a, struct view language)
{
    int number = language_find(language);
    a->language = number < 0 ? a->default_language : (uint8_t)number;
    stop_words_load(a);
}

bool analyser_keeps_first_letters(const struct analyser *a)
{
    return a->language == (uint8_t)language_find(VIEW("en"));
}

uint32_t analyser_next_segment(struct analyser *a)
{
    if (++a->segment == 0) {
        dictionary_forget_segments(a);
        a->segment = 1;
    }
    return a->segment;
}

size_t analyser_memory(const struct analyser *a)
{
    size_t slots = (size_t)a->words.mask + a->surfaces.mask + a->stems.mask + 3;
    return a->chunk_bytes + slots * sizeof(struct slot);
}

void analyser_forget(struct analyser *a)
{
    dictionary_release(a);
    dictionary_start(a);
    stop_words_load(a);
}

/* What stands in terms: letters, digits and marks, and the signs of numbers, u.s and don't. */
static bool is_term(struct view term)
{
    const unsigned char *p = (const unsigned char *)term.ptr;
    for (size_t at = 0, next; at < term.len; at = next) {
        uint32_t c = char_decode(p, at, term.len, &next);
        enum char_kind kind = char_kind(c);
        if (!char_is_word(kind) && kind != CHAR_MARK && kind != CHAR_CURRENCY && c != '.' && c != '\'' && c != '%')
            return false;
    }
    return term.len > 0;
}

const struct word *analyse_word(struct analyser *a, struct view term)
{
    if (!is_term(term))
        return NULL;
    const struct entry *e = entry_of(a, term.ptr, term.len);
    return e ? &e->word : NULL;
}

/* ---- tokens ---- */

void tokens_clear(struct tokens *t)
{
    t->count = 0;
    t->next_position = 1;
}

void tokens_release(struct tokens *t)
{
    free(t->items);
    *t = (struct tokens){0};
}

/* ---- a text ---- */

/* Positions stop jumping here, so that a text below 2^31 bytes cannot make them wrap. */
static const uint32_t LAST_GAP = UINT32_C(1) << 30;

static void analyse_one_sentence(struct scan *s, uint32_t start, uint32_t end, uint32_t *gap)
{
    uint32_t before = s->position;
    if (s->position < LAST_GAP)
        s->position += *gap;
    uint32_t first = s->position;
    s->start = start;
    s->at = start;
    s->end = end;
    s->first_word = true;
    s->start_flags |= TOKEN_SENTENCE_START;
    s->letter_case = CASE_UNKNOWN;
    s->currency = CURRENCY_NONE;
    scan_sentence(s);
    if (s->number.active)
        number_finish(s);
    if (s->position == first)
        s->position = before; /* no word in it: the gap is still to come */
    else
        *gap = POSITION_SENTENCE_GAP;
}

void analyse(struct analyser *a, struct view text, enum analyse_flags flags, struct tokens *out)
{
    uint32_t first = out->next_position ? out->next_position : 1;
    struct scan s = {.a = a,
                     .out = out,
                     .text = (const unsigned char *)text.ptr,
                     .text_len = (uint32_t)text.len,
                     .position = first,
                     .flags = flags};
    uint32_t gap = 0;
    size_t at = 0;
    struct span paragraph;
    while (segment_next_paragraph(text, &at, &paragraph)) {
        struct view inside = view_sub(text, paragraph.start, paragraph.end);
        struct span span;
        size_t inner = 0;
        s.start_flags = TOKEN_PARAGRAPH_START;
        if (s.position != first)
            gap = POSITION_PARAGRAPH_GAP;
        while (segment_next_sentence(inside, &inner, &span))
            analyse_one_sentence(&s, paragraph.start + span.start, paragraph.start + span.end, &gap);
    }
    scan_put_variants(&s);
    out->next_position = s.position;
    if (s.position != first && s.position < LAST_GAP)
        out->next_position += POSITION_PARAGRAPH_GAP;
}
