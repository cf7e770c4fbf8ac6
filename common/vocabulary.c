#include "common/vocabulary.h"

#include "common/huge.h"
#include "common/outline.h"

#include <stdlib.h>
#include <string.h>

/* What is known of a stem of the analyser, by its id; of a word that stands in struct word. */
struct stem_side {
    uint32_t segment; /* the last one that had it; 0: none */
    uint32_t number;
    uint32_t hash; /* once a segment had it */
};

struct vocabulary_maker {
    struct analyser *analyser;
    struct stem_side *stems;
    size_t stem_cap;
    uint32_t segment; /* the current one */
};

void vocabulary_release(struct vocabulary *v)
{
    free(v->words);
    free(v->stems);
    free(v->numbers);
    *v = (struct vocabulary){0};
}

struct vocabulary_maker *vocabulary_maker_new(struct analyser *a)
{
    struct vocabulary_maker *m = mem_alloc(sizeof *m);
    m->analyser = a;
    return m;
}

void vocabulary_maker_free(struct vocabulary_maker *m)
{
    if (!m)
        return;
    vocabulary_maker_forget(m);
    free(m);
}

void vocabulary_maker_forget(struct vocabulary_maker *m)
{
    huge_free(m->stems, m->stem_cap * sizeof *m->stems);
    m->stems = NULL;
    m->stem_cap = 0;
}

size_t vocabulary_maker_memory(const struct vocabulary_maker *m)
{
    return m->stem_cap * sizeof *m->stems;
}

static void next_segment(struct vocabulary_maker *m)
{
    uint32_t segment = analyser_next_segment(m->analyser);
    if (segment < m->segment)
        vocabulary_maker_forget(m); /* it has begun again at 1 */
    m->segment = segment;
}

static void fetch_stem(const struct vocabulary_maker *m, const struct word *word)
{
    if (word->stem_id < m->stem_cap)
        __builtin_prefetch(&m->stems[word->stem_id], 1);
}

/* The number of a word that the segment did not have yet. */
static uint32_t add_word(struct vocabulary_maker *m, const struct word *word, struct vocabulary *v)
{
    mem_grow(&v->words, &v->word_cap, v->word_count, sizeof *v->words);
    v->words[v->word_count] = (struct vocabulary_word){.word = word};
    struct word *mine = (struct word *)(uintptr_t)word; /* const to everybody else */
    mine->segment = m->segment;
    mine->number = v->word_count++;
    fetch_stem(m, word);
    return mine->number;
}

static void number_tokens(struct vocabulary_maker *m, const struct tokens *tokens, struct vocabulary *v, uint32_t *numbers)
{
    const struct token *items = tokens->items;
    const uint32_t segment = m->segment;
    for (size_t i = 0, count = tokens->count; i < count; i++) {
        const struct word *word = items[i].word;
        uint32_t number = word->segment == segment ? word->number : add_word(m, word, v);
        numbers[i] = number;
        v->words[number].count++;
    }
}

static uint32_t number_of_stem(struct vocabulary_maker *m, const struct word *word, struct vocabulary *v)
{
    huge_reach(&m->stems, &m->stem_cap, word->stem_id, sizeof *m->stems);
    struct stem_side *side = &m->stems[word->stem_id];
    if (side->segment == m->segment)
        return side->number;
    if (side->segment == 0)
        side->hash = outline_hash((struct view){word->stem, word->stem_len});
    mem_grow(&v->stems, &v->stem_cap, v->stem_count, sizeof *v->stems);
    v->stems[v->stem_count] = (struct vocabulary_stem){.word = word, .hash = side->hash};
    side->segment = m->segment;
    return side->number = v->stem_count++;
}

/* The stems of the words from number `first` on. */
static void number_stems(struct vocabulary_maker *m, struct vocabulary *v, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const struct word *word = v->words[i].word;
        uint32_t stem = number_of_stem(m, word, v);
        v->words[i].stem = stem;
        v->stems[stem].kept = v->stems[stem].kept || !word->is_stop;
    }
}

void vocabulary_make(struct vocabulary_maker *m, const struct tokens *title, const struct tokens *text, struct vocabulary *out)
{
    size_t tokens = title->count + text->count;
    mem_reserve(&out->numbers, &out->number_cap, tokens + 1, sizeof *out->numbers); /* never NULL */
    out->word_count = out->stem_count = 0;
    next_segment(m);
    number_tokens(m, title, out, out->numbers);
    out->title_words = out->word_count;
    number_tokens(m, text, out, out->numbers + title->count);
    number_stems(m, out, 0, out->title_words);
    out->title_stems = out->stem_count;
    number_stems(m, out, out->title_words, out->word_count);
}
