#include "indexer/flatten.h"

#include "common/huge.h"
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
    flattener_forget(f);
    free(f->terms);
    free(f->places);
    free(f->segments);
    free(f);
}

size_t flattener_memory(const struct flattener *f)
{
    return (f->words.cap + f->stems.cap) * sizeof *f->words.items;
}

void flattener_forget(struct flattener *f)
{
    huge_free(f->words.items, f->words.cap * sizeof *f->words.items);
    huge_free(f->stems.items, f->stems.cap * sizeof *f->stems.items);
    f->words = f->stems = (struct side_table){0};
}

void flattener_clear(struct flattener *f)
{
    f->term_count = 0;
    f->place_count = 0;
    f->segment_count = 0;
}

/* Of a stem that no place has been counted for. */
#define NO_PLACE UINT32_MAX

static inline struct side *side_at(struct side_table *t, uint32_t id)
{
    huge_reach(&t->items, &t->cap, id, sizeof *t->items);
    return &t->items[id];
}

static void next_epoch(struct flattener *f)
{
    if (++f->epoch != 0)
        return;
    memset(f->words.items, 0, f->words.cap * sizeof *f->words.items);
    memset(f->stems.items, 0, f->stems.cap * sizeof *f->stems.items);
    f->epoch = 1;
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

/* Room for the terms and places of so many tokens. */
static void reserve(struct flattener *f, size_t tokens)
{
    if (f->place_cap < f->place_count + tokens) {
        f->place_cap = 2 * (f->place_count + tokens);
        f->places = mem_resize(f->places, f->place_cap, sizeof *f->places);
    }
    if (f->term_cap < f->term_count + 2 * tokens) {
        f->term_cap = 2 * (f->term_count + 2 * tokens);
        f->terms = mem_resize(f->terms, f->term_cap, sizeof *f->terms);
    }
}

/* There is room (reserve). */
static uint32_t add_term(struct flattener *f, enum flat_kind kind, uint32_t id, struct view name)
{
    f->terms[f->term_count] = (struct flat_term){.name = name, .kind = kind, .id = id};
    return (uint32_t)f->term_count++;
}

/* A variant may stand before places that its word has already; a place that a word has twice is taken once. */
static void insert_place(struct flattener *f, struct flat_term *term, uint32_t position)
{
    uint32_t *link = &term->first_place;
    while (f->places[*link].position < position)
        link = &f->places[*link].next;
    if (f->places[*link].position == position)
        return;
    f->places[f->place_count] = (struct flat_place){position, *link};
    *link = (uint32_t)f->place_count++;
    term->place_count++;
}

static void add_place(struct flattener *f, struct flat_term *term, uint32_t position)
{
    if (term->place_count && f->places[term->last_place].position >= position) {
        insert_place(f, term, position);
        return;
    }
    uint32_t at = (uint32_t)f->place_count++;
    f->places[at] = (struct flat_place){position, 0};
    if (term->place_count++)
        f->places[term->last_place].next = at;
    else
        term->first_place = at;
    term->last_place = at;
}

/* How a list of tokens is counted. */
struct counting {
    enum flat_kind words, stems;
    uint32_t wdf; /* of a place, for its stem */
};

/* The term of a word that was not met in this pass, and that of its stem. */
static void meet_word(struct flattener *f, const struct word *word, const struct counting *how, struct side *side)
{
    struct side *stem = side_at(&f->stems, word->stem_id);
    if (stem->epoch != f->epoch)
        *stem =
            (struct side){f->epoch, add_term(f, how->stems, word->stem_id, (struct view){word->stem, word->stem_len}), NO_PLACE};
    *side = (struct side){f->epoch, add_term(f, how->words, word->id, (struct view){word->text, word->text_len}), stem->term};
}

static void add_tokens(struct flattener *f, const struct tokens *tokens, const struct counting *how)
{
    reserve(f, tokens->count);
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        struct side *side = side_at(&f->words, token->word->id);
        if (side->epoch != f->epoch)
            meet_word(f, token->word, how, side);
        add_place(f, &f->terms[side->term], token->position);
        /* The joined form stands at each part's place, so a variant next to a place that counted says nothing new. */
        struct side *stem = &f->stems.items[token->word->stem_id];
        bool counted_here = stem->more != NO_PLACE && token->position - stem->more <= 1;
        if (!(token->flags & TOKEN_VARIANT) || !counted_here)
            f->terms[side->more].wdf += how->wdf;
        stem->more = token->position;
    }
}

static void add_list(struct flattener *f, const struct buf *list)
{
    struct view rest = view_of_buf(list);
    struct view item;
    while (view_take_string(&rest, &item)) {
        reserve(f, 1);
        add_term(f, FLAT_EXACT, 0, item);
    }
}

void flattener_add(struct flattener *f, const struct document *d)
{
    add_list(f, &d->terms);
    add_list(f, &d->author);
    next_epoch(f);
    add_tokens(f, &d->title, &(struct counting){FLAT_TITLE_WORD, FLAT_TITLE_STEM, 0});
    next_epoch(f);
    add_tokens(f, &d->title, &(struct counting){FLAT_WORD, FLAT_STEM, SCHEMA_TITLE_WDF});
    add_tokens(f, &d->text, &(struct counting){FLAT_WORD, FLAT_STEM, 1});
    mem_grow(&f->segments, &f->segment_cap, f->segment_count, sizeof *f->segments);
    f->segments[f->segment_count++] = (struct flat_segment){d, f->term_count};
}

struct flat_terms flattener_terms(const struct flattener *f, size_t i)
{
    size_t first = i > 0 ? f->segments[i - 1].terms_end : 0;
    return (struct flat_terms){f->terms + first, f->segments[i].terms_end - first, f->places};
}
