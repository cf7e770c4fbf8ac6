#include "indexer/flatten.h"

#include <stdlib.h>
#include <string.h>

/* What is known in this pass of one word or stem. */
struct side {
    uint32_t epoch; /* of the pass that the rest belongs to */
    uint32_t term;  /* index into flattener.terms */
    uint32_t more;  /* of a word: its stem's term; of a stem: the last position that was counted, or NO_PLACE */
};

struct side_table {
    struct side *items;
    size_t cap;
};

struct flat_segment {
    const struct document *document;
    size_t terms_end; /* index into terms, exclusive */
};

struct flattener {
    struct side_table words, stems;
    uint32_t epoch;
    struct flat_term *terms;
    size_t term_count, term_cap;
    struct flat_place *places;
    size_t place_count, place_cap;
    struct flat_segment *segments;
    size_t segment_count, segment_cap;
};

struct flattener *flattener_new(void)
{
    return mem_alloc(sizeof(struct flattener));
}

void flattener_free(struct flattener *f)
{
    if (!f)
        return;
    free(f->words.items);
    free(f->stems.items);
    free(f->terms);
    free(f->places);
    free(f->segments);
    free(f);
}

void flattener_clear(struct flattener *f)
{
    f->term_count = 0;
    f->place_count = 0;
    f->segment_count = 0;
}

static void side_grow(struct side_table *t, uint32_t id)
{
    size_t cap = (size_t)id + id / 2 + 1024;
    t->items = mem_resize(t->items, cap, sizeof *t->items);
    memset(t->items + t->cap, 0, (cap - t->cap) * sizeof *t->items);
    t->cap = cap;
}

/* Of a stem that no place has been counted for. */
#define NO_PLACE UINT32_MAX

static inline struct side *side_at(struct side_table *t, uint32_t id)
{
    if (id >= t->cap)
        side_grow(t, id);
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

/* ---- packing ---- */

enum { MAX_VALUES = 3 }; /* of a segment */

/* The parts of the one allocation, in order of alignment; `positions` and `bytes` move on as they are filled. */
struct pack {
    struct store_document *documents;
    struct store_term *terms;
    struct store_value *values;
    uint32_t *positions;
    char *bytes;
    size_t size;
};

static size_t text_bytes(const struct flattener *f)
{
    size_t bytes = 0;
    for (size_t i = 0; i < f->term_count; i++)
        bytes += flat_prefix(f->terms[i].kind).len + f->terms[i].name.len;
    for (size_t i = 0; i < f->segment_count; i++) {
        const struct document *d = f->segments[i].document;
        bytes += sizeof d->date + d->article_id.len + d->outline.len + d->record.len;
    }
    return bytes;
}

static void pack_lay_out(const struct flattener *f, struct pack *p)
{
    size_t documents = f->segment_count * sizeof *p->documents;
    size_t terms = f->term_count * sizeof *p->terms;
    size_t values = MAX_VALUES * f->segment_count * sizeof *p->values;
    size_t positions = f->place_count * sizeof *p->positions;
    p->size = documents + terms + values + positions + text_bytes(f) + 1;
    char *at = mem_resize(NULL, p->size, 1);
    p->documents = (struct store_document *)(void *)at;
    p->terms = (struct store_term *)(void *)(at += documents);
    p->values = (struct store_value *)(void *)(at += terms);
    p->positions = (uint32_t *)(void *)(at += values);
    p->bytes = at + positions;
}

static struct view pack_bytes(struct pack *p, struct view v)
{
    char *at = p->bytes;
    if (v.len)
        memcpy(at, v.ptr, v.len);
    p->bytes += v.len;
    return (struct view){at, v.len};
}

static void pack_term(const struct flattener *f, struct pack *p, const struct flat_term *t, struct store_term *out)
{
    struct view name = pack_bytes(p, flat_prefix(t->kind));
    name.len += pack_bytes(p, t->name).len;
    *out = (struct store_term){name, t->wdf, t->place_count ? p->positions : NULL, t->place_count};
    uint32_t at = t->first_place;
    for (uint32_t i = 0; i < t->place_count; i++, at = f->places[at].next)
        *p->positions++ = f->places[at].position;
}

static void pack_segment(const struct flattener *f, struct pack *p, size_t i)
{
    const struct document *d = f->segments[i].document;
    size_t first = i > 0 ? f->segments[i - 1].terms_end : 0;
    struct store_value *values = p->values + MAX_VALUES * i;
    size_t count = 0;
    if (d->has_date)
        values[count++] = (struct store_value){SLOT_DATE, pack_bytes(p, (struct view){d->date, sizeof d->date})};
    if (d->article_id.len > 0)
        values[count++] = (struct store_value){SLOT_ARTICLE, pack_bytes(p, d->article_id)};
    values[count++] = (struct store_value){SLOT_OUTLINE, pack_bytes(p, view_of_buf(&d->outline))};
    p->documents[i] = (struct store_document){
        .terms = p->terms + first,
        .term_count = f->segments[i].terms_end - first,
        .values = values,
        .value_count = count,
        .data = pack_bytes(p, view_of_buf(&d->record)),
    };
}

struct store_document *flattener_pack(const struct flattener *f, size_t *bytes)
{
    struct pack p;
    pack_lay_out(f, &p);
    for (size_t i = 0; i < f->term_count; i++)
        pack_term(f, &p, &f->terms[i], &p.terms[i]);
    for (size_t i = 0; i < f->segment_count; i++)
        pack_segment(f, &p, i);
    if (bytes)
        *bytes = p.size;
    return p.documents;
}
