#include "common/vocabulary.h"

#include "common/huge.h"
#include "common/outline.h"

#include <stdlib.h>
#include <string.h>

/* What is known of a word of the analyser, by its id. */
struct word_side {
    uint32_t epoch; /* of the last segment that had it; 0: none */
    uint32_t number;
};

/* The same of a stem. */
struct stem_side {
    uint32_t epoch;
    uint32_t number;
    uint32_t hash; /* once a segment had it */
};

struct vocabulary_maker {
    struct word_side *words;
    struct stem_side *stems;
    size_t word_cap, stem_cap;
    uint32_t epoch; /* of the current segment, from 1 */
};

void vocabulary_release(struct vocabulary *v)
{
    free(v->words);
    free(v->stems);
    free(v->numbers);
    *v = (struct vocabulary){0};
}

struct vocabulary_maker *vocabulary_maker_new(void)
{
    return mem_alloc(sizeof(struct vocabulary_maker));
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
    huge_free(m->words, m->word_cap * sizeof *m->words);
    huge_free(m->stems, m->stem_cap * sizeof *m->stems);
    *m = (struct vocabulary_maker){0};
}

size_t vocabulary_maker_memory(const struct vocabulary_maker *m)
{
    return m->word_cap * sizeof *m->words + m->stem_cap * sizeof *m->stems;
}

static void next_epoch(struct vocabulary_maker *m)
{
    if (++m->epoch != 0)
        return;
    vocabulary_maker_forget(m);
    m->epoch = 1;
}

static void fetch_stem(const struct vocabulary_maker *m, const struct word *word)
{
    if (word->stem_id < m->stem_cap)
        __builtin_prefetch(&m->stems[word->stem_id], 1);
}

/* The number of a word that the segment did not have yet. */
static uint32_t add_word(struct vocabulary_maker *m, const struct word *word, struct vocabulary *v)
{
    huge_reach(&m->words, &m->word_cap, word->id, sizeof *m->words);
    mem_grow(&v->words, &v->word_cap, v->word_count, sizeof *v->words);
    v->words[v->word_count] = (struct vocabulary_word){.word = word};
    m->words[word->id] = (struct word_side){m->epoch, v->word_count};
    fetch_stem(m, word);
    return v->word_count++;
}

static void number_tokens(struct vocabulary_maker *m, const struct tokens *tokens, struct vocabulary *v, uint32_t *numbers)
{
    enum { AHEAD = 12 };
    const struct token *items = tokens->items;
    const uint32_t epoch = m->epoch;
    for (size_t i = 0, count = tokens->count; i < count; i++) {
        const struct word *word = items[i].word;
        uint32_t id = word->id, far = items[i + AHEAD < count ? i + AHEAD : i].word->id;
        if (far < m->word_cap)
            __builtin_prefetch(&m->words[far], 1);
        uint32_t number = id < m->word_cap && m->words[id].epoch == epoch ? m->words[id].number : add_word(m, word, v);
        numbers[i] = number;
        v->words[number].count++;
    }
}

static uint32_t number_of_stem(struct vocabulary_maker *m, const struct word *word, struct vocabulary *v)
{
    huge_reach(&m->stems, &m->stem_cap, word->stem_id, sizeof *m->stems);
    struct stem_side *side = &m->stems[word->stem_id];
    if (side->epoch == m->epoch)
        return side->number;
    if (side->epoch == 0)
        side->hash = outline_hash((struct view){word->stem, word->stem_len});
    mem_grow(&v->stems, &v->stem_cap, v->stem_count, sizeof *v->stems);
    v->stems[v->stem_count] = (struct vocabulary_stem){.word = word, .hash = side->hash};
    side->epoch = m->epoch;
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
    if (out->number_cap <= tokens) {
        out->number_cap = tokens + tokens / 2 + 1;
        out->numbers = mem_resize(out->numbers, out->number_cap, sizeof *out->numbers);
    }
    out->word_count = out->stem_count = 0;
    next_epoch(m);
    number_tokens(m, title, out, out->numbers);
    out->title_words = out->word_count;
    number_tokens(m, text, out, out->numbers + title->count);
    number_stems(m, out, 0, out->title_words);
    out->title_stems = out->stem_count;
    number_stems(m, out, out->title_words, out->word_count);
}
