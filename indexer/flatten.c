#include "indexer/flatten.h"

#include "indexer/flatten_parts.h"

#include <stdlib.h>
#include <string.h>

struct flattener *flattener_new(void)
{
    return mem_alloc(sizeof(struct flattener));
}

void flattener_free(struct flattener *f)
{
    if (!f)
        return;
    free(f->terms);
    free(f->places);
    free(f->counted);
    free(f->segments);
    free(f);
}

void flattener_clear(struct flattener *f)
{
    f->term_count = 0;
    f->place_count = 0;
    f->segment_count = 0;
}

struct view flat_prefix(enum flat_kind kind)
{
    static const struct view prefixes[] = {[FLAT_WORD] = {"", 0},
                                           [FLAT_STEM] = {"Z", 1},
                                           [FLAT_TITLE_WORD] = {"S", 1},
                                           [FLAT_TITLE_STEM] = {"ZS", 2},
                                           [FLAT_EXACT] = {"", 0}};
    return prefixes[kind];
}

/* Room for so many terms more; returns where they go. */
static struct flat_term *add_terms(struct flattener *f, size_t count)
{
    mem_reserve(&f->terms, &f->term_cap, f->term_count + count, sizeof *f->terms);
    f->term_count += count;
    return f->terms + f->term_count - count;
}

static void add_list(struct flattener *f, const struct buf *list)
{
    struct view rest = view_of_buf(list);
    struct view item;
    while (view_take_string(&rest, &item))
        *add_terms(f, 1) = (struct flat_term){.name = item, .kind = FLAT_EXACT};
}

/* The terms of a segment's vocabulary, by its numbers. */
struct side_terms {
    struct flat_term *words, *stems;
};

/* Of a stem that no place has been counted for. */
#define NO_PLACE UINT32_MAX

/* Every word with room for its places, none of which it has yet; every stem with no weight yet. */
static void start_terms(struct flattener *f, const struct vocabulary *v, struct side_terms to)
{
    uint32_t place = (uint32_t)f->place_count;
    for (uint32_t i = 0; i < v->word_count; i++) {
        const struct word *word = v->words[i].word;
        to.words[i] =
            (struct flat_term){.name = {word->text, word->text_len}, .kind = FLAT_WORD, .id = word->id, .first_place = place};
        place += v->words[i].count;
    }
    mem_reserve(&f->places, &f->place_cap, place, sizeof *f->places);
    f->place_count = place;
    mem_reserve(&f->counted, &f->counted_cap, v->stem_count, sizeof *f->counted);
    for (uint32_t i = 0; i < v->stem_count; i++) {
        const struct word *word = v->stems[i].word;
        to.stems[i] = (struct flat_term){.name = {word->stem, word->stem_len}, .kind = FLAT_STEM, .id = word->stem_id};
        f->counted[i] = NO_PLACE;
    }
}

/* A variant may stand before places that its word has already; a place that a word has twice is taken once. */
static void insert_place(uint32_t *places, uint32_t *count, uint32_t position)
{
    uint32_t at = *count;
    while (at > 0 && places[at - 1] >= position)
        at--;
    if (places[at] == position)
        return;
    memmove(places + at + 1, places + at, (*count - at) * sizeof *places);
    places[at] = position;
    ++*count;
}

/* `numbers`: of the tokens' words; `wdf`: of a place, for its stem. */
static void add_tokens(struct flattener *f, const struct tokens *tokens, const struct vocabulary *v, const uint32_t *numbers,
                       struct side_terms to, uint32_t wdf)
{
    const struct token *items = tokens->items;
    uint32_t *counted = f->counted;
    for (size_t i = 0, count = tokens->count; i < count; i++) {
        struct flat_term *word = &to.words[numbers[i]];
        uint32_t stem = v->words[numbers[i]].stem, position = items[i].position;
        uint32_t *places = f->places + word->first_place;
        if (word->place_count && places[word->place_count - 1] >= position)
            insert_place(places, &word->place_count, position);
        else
            places[word->place_count++] = position;
        /* The joined form stands at each part's place, so a variant next to a place that counted says nothing new. */
        bool counted_here = counted[stem] != NO_PLACE && position - counted[stem] <= 1;
        if (!(items[i].flags & TOKEN_VARIANT) || !counted_here)
            to.stems[stem].wdf += wdf;
        counted[stem] = position;
    }
}

/* The terms of the title, as the first words and stems are when only its tokens have been added: they have its places. */
static void add_title(const struct vocabulary *v, struct side_terms from, struct side_terms to)
{
    for (uint32_t i = 0; i < v->title_words; i++) {
        to.words[i] = from.words[i];
        to.words[i].kind = FLAT_TITLE_WORD;
    }
    for (uint32_t i = 0; i < v->title_stems; i++) {
        to.stems[i] = from.stems[i];
        to.stems[i].kind = FLAT_TITLE_STEM;
        to.stems[i].wdf = 0;
    }
}

void flattener_add(struct flattener *f, const struct document *d)
{
    const struct vocabulary *v = &d->vocabulary;
    add_list(f, &d->terms);
    add_list(f, &d->author);
    struct flat_term *terms = add_terms(f, (size_t)v->title_words + v->title_stems + v->word_count + v->stem_count);
    struct side_terms title = {terms, terms + v->title_words};
    struct side_terms all = {title.stems + v->title_stems, title.stems + v->title_stems + v->word_count};
    start_terms(f, v, all);
    add_tokens(f, &d->title, v, v->numbers, all, SCHEMA_TITLE_WDF);
    add_title(v, all, title);
    add_tokens(f, &d->text, v, v->numbers + d->title.count, all, 1);
    mem_grow(&f->segments, &f->segment_cap, f->segment_count, sizeof *f->segments);
    f->segments[f->segment_count++] = (struct flat_segment){d, f->term_count};
}

struct flat_terms flattener_terms(const struct flattener *f, size_t i)
{
    size_t first = i > 0 ? f->segments[i - 1].terms_end : 0;
    return (struct flat_terms){f->terms + first, f->segments[i].terms_end - first, f->places};
}
