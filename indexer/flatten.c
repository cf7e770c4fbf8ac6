#include "indexer/flatten.h"

#include <stdlib.h>
#include <string.h>

/* What is known in this pass of one word or stem. */
struct side {
    uint32_t epoch; /* of the pass that the rest belongs to */
    uint32_t slot;  /* index into flattener.terms */
    uint32_t last;  /* the last position that was counted for a stem */
};

struct side_table {
    struct side *items;
    size_t cap;
};

struct flat_segment {
    size_t terms_end; /* index into terms, exclusive */
    size_t record, record_len;
    size_t id, id_len;
    char date[8];
    bool has_date;
};

struct flattener {
    struct side_table words, stems;
    uint32_t epoch;
    struct flat_term *terms;
    size_t term_count, term_cap;
    uint32_t *positions;
    size_t position_count, position_cap;
    struct flat_segment *segments;
    size_t segment_count, segment_cap;
    struct buf bytes;
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
    free(f->positions);
    free(f->segments);
    buf_release(&f->bytes);
    free(f);
}

void flattener_clear(struct flattener *f)
{
    f->term_count = 0;
    f->position_count = 0;
    f->segment_count = 0;
    buf_clear(&f->bytes);
}

static void side_grow(struct side_table *t, uint32_t id)
{
    size_t cap = (size_t)id + id / 2 + 1024;
    t->items = mem_resize(t->items, cap, sizeof *t->items);
    memset(t->items + t->cap, 0, (cap - t->cap) * sizeof *t->items);
    t->cap = cap;
}

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

/* How the names of the kinds begin. */
static const char *kind_prefix(enum flat_kind kind)
{
    static const char *const prefixes[] = {
        [FLAT_WORD] = "", [FLAT_STEM] = "Z", [FLAT_TITLE_WORD] = "S", [FLAT_TITLE_STEM] = "ZS", [FLAT_EXACT] = ""};
    return prefixes[kind];
}

static uint32_t add_term(struct flattener *f, enum flat_kind kind, uint32_t id, struct view name)
{
    struct view prefix = view_of(kind_prefix(kind));
    mem_grow(&f->terms, &f->term_cap, f->term_count, sizeof *f->terms);
    f->terms[f->term_count] =
        (struct flat_term){.name = (uint32_t)f->bytes.len, .name_len = (uint32_t)(prefix.len + name.len), .kind = kind, .id = id};
    buf_add_view(&f->bytes, prefix);
    buf_add_view(&f->bytes, name);
    return (uint32_t)f->term_count++;
}

/* First pass over a list of tokens: a term for every distinct word, and how many places it has. */
static void count_words(struct flattener *f, const struct tokens *tokens, enum flat_kind kind)
{
    for (size_t i = 0; i < tokens->count; i++) {
        const struct word *word = tokens->items[i].word;
        struct side *side = side_at(&f->words, word->id);
        if (side->epoch != f->epoch) {
            side->epoch = f->epoch;
            side->slot = add_term(f, kind, word->id, (struct view){word->text, word->text_len});
        }
        f->terms[side->slot].position_count++;
    }
}

/* Room for the positions that were counted for the terms from `first` on; the counts start again at 0. */
static void lay_out_positions(struct flattener *f, size_t first)
{
    size_t at = f->position_count;
    for (size_t i = first; i < f->term_count; i++) {
        f->terms[i].positions = at;
        at += f->terms[i].position_count;
        f->terms[i].position_count = 0;
    }
    if (at > f->position_cap) {
        f->position_cap = at + at / 2;
        f->positions = mem_resize(f->positions, f->position_cap, sizeof *f->positions);
    }
    f->position_count = at;
}

/* Second pass. A place that a word has twice (as a word and as a variant) is taken once; order is kept strict. */
static void fill_positions(struct flattener *f, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        struct flat_term *term = &f->terms[side_at(&f->words, tokens->items[i].word->id)->slot];
        uint32_t *list = f->positions + term->positions;
        uint32_t position = tokens->items[i].position;
        size_t at = term->position_count;
        while (at > 0 && list[at - 1] > position)
            at--;
        if (at > 0 && list[at - 1] == position)
            continue;
        memmove(list + at + 1, list + at, (term->position_count - at) * sizeof *list);
        list[at] = position;
        term->position_count++;
    }
}

static void count_stems(struct flattener *f, const struct tokens *tokens, enum flat_kind kind, uint32_t wdf)
{
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        struct side *side = side_at(&f->stems, token->word->stem_id);
        bool known = side->epoch == f->epoch;
        if (!known) {
            side->epoch = f->epoch;
            side->slot = add_term(f, kind, token->word->stem_id, (struct view){token->word->stem, token->word->stem_len});
        }
        bool counted_here = known && token->position - side->last <= 1; /* the joined form stands at each part's place */
        if (!(token->flags & TOKEN_VARIANT) || !counted_here)
            f->terms[side->slot].wdf += wdf;
        side->last = token->position;
    }
}

static void add_list(struct flattener *f, const struct buf *list)
{
    struct view rest = view_of_buf(list);
    struct view item;
    while (view_take_string(&rest, &item))
        add_term(f, FLAT_EXACT, 0, item);
}

static void add_words(struct flattener *f, const struct document *d)
{
    size_t first = f->term_count;
    next_epoch(f);
    count_words(f, &d->title, FLAT_WORD);
    count_words(f, &d->text, FLAT_WORD);
    lay_out_positions(f, first);
    fill_positions(f, &d->title);
    fill_positions(f, &d->text);
    count_stems(f, &d->title, FLAT_STEM, SCHEMA_TITLE_WDF);
    count_stems(f, &d->text, FLAT_STEM, 1);
}

static void add_title(struct flattener *f, const struct document *d)
{
    size_t first = f->term_count;
    next_epoch(f);
    count_words(f, &d->title, FLAT_TITLE_WORD);
    lay_out_positions(f, first);
    fill_positions(f, &d->title);
    count_stems(f, &d->title, FLAT_TITLE_STEM, 0);
}

void flattener_add(struct flattener *f, const struct document *d)
{
    add_list(f, &d->terms);
    add_list(f, &d->author);
    add_title(f, d);
    add_words(f, d);
    mem_grow(&f->segments, &f->segment_cap, f->segment_count, sizeof *f->segments);
    struct flat_segment *segment = &f->segments[f->segment_count++];
    *segment = (struct flat_segment){.terms_end = f->term_count, .has_date = d->has_date};
    memcpy(segment->date, d->date, sizeof segment->date);
    segment->record = f->bytes.len;
    segment->record_len = d->record.len;
    buf_add_view(&f->bytes, view_of_buf(&d->record));
    segment->id = f->bytes.len;
    segment->id_len = d->article_id.len;
    buf_add_view(&f->bytes, d->article_id);
}

struct flat_terms flattener_terms(const struct flattener *f, size_t i)
{
    size_t first = i > 0 ? f->segments[i - 1].terms_end : 0;
    return (struct flat_terms){f->terms + first, f->segments[i].terms_end - first, f->positions, f->bytes.data};
}

/* The parts of the one allocation, in order of alignment. */
struct pack {
    struct store_document *documents;
    struct store_term *terms;
    struct store_value *values;
    uint32_t *positions;
    char *dates;
    char *bytes;
    size_t size;
};

static void pack_lay_out(const struct flattener *f, struct pack *p)
{
    size_t documents = f->segment_count * sizeof *p->documents;
    size_t terms = f->term_count * sizeof *p->terms;
    size_t values = 2 * f->segment_count * sizeof *p->values;
    size_t positions = f->position_count * sizeof *p->positions;
    size_t dates = f->segment_count * 8;
    p->size = documents + terms + values + positions + dates + f->bytes.len + 1;
    char *at = mem_resize(NULL, p->size, 1);
    p->documents = (struct store_document *)(void *)at;
    p->terms = (struct store_term *)(void *)(at += documents);
    p->values = (struct store_value *)(void *)(at += terms);
    p->positions = (uint32_t *)(void *)(at += values);
    p->dates = at += positions;
    p->bytes = at + dates;
}

static void pack_segment(const struct flattener *f, const struct pack *p, size_t i)
{
    const struct flat_segment *segment = &f->segments[i];
    size_t first = i > 0 ? f->segments[i - 1].terms_end : 0;
    struct store_value *values = p->values + 2 * i;
    size_t count = 0;
    if (segment->has_date) {
        memcpy(p->dates + 8 * i, segment->date, 8);
        values[count++] = (struct store_value){SLOT_DATE, {p->dates + 8 * i, 8}};
    }
    if (segment->id_len > 0)
        values[count++] = (struct store_value){SLOT_ARTICLE, {p->bytes + segment->id, segment->id_len}};
    p->documents[i] = (struct store_document){
        .terms = p->terms + first,
        .term_count = segment->terms_end - first,
        .values = values,
        .value_count = count,
        .data = {p->bytes + segment->record, segment->record_len},
    };
}

struct store_document *flattener_pack(const struct flattener *f, size_t *bytes)
{
    struct pack p;
    pack_lay_out(f, &p);
    if (f->position_count > 0)
        memcpy(p.positions, f->positions, f->position_count * sizeof *p.positions);
    if (f->bytes.len > 0)
        memcpy(p.bytes, f->bytes.data, f->bytes.len);
    for (size_t i = 0; i < f->term_count; i++) {
        const struct flat_term *t = &f->terms[i];
        const uint32_t *positions = t->position_count > 0 ? p.positions + t->positions : NULL;
        p.terms[i] = (struct store_term){{p.bytes + t->name, t->name_len}, t->wdf, positions, t->position_count};
    }
    for (size_t i = 0; i < f->segment_count; i++)
        pack_segment(f, &p, i);
    if (bytes)
        *bytes = p.size;
    return p.documents;
}
