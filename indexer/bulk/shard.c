#include "indexer/bulk/shard.h"

#include "indexer/bulk/pack.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { FIRST_TABLE = 1 << 12 };

struct shard *shard_new(void)
{
    struct shard *s = mem_alloc(sizeof *s);
    arena_init(&s->arena);
    s->table_size = FIRST_TABLE;
    s->table = mem_array(s->table_size, sizeof *s->table);
    return s;
}

void shard_free(struct shard *s)
{
    if (!s)
        return;
    arena_release(&s->arena);
    buf_release(&s->names);
    buf_release(&s->log);
    buf_release(&s->scratch);
    for (int kind = 0; kind < FLAT_KINDS; kind++)
        free(s->maps[kind].terms);
    free(s->terms);
    free(s->table);
    free(s);
}

size_t shard_memory(const struct shard *s)
{
    return arena_bytes(&s->arena) + s->names.len + s->log.len + s->term_count * sizeof *s->terms;
}

static void forget_maps(struct shard *s)
{
    for (int kind = 0; kind < FLAT_KINDS; kind++)
        if (s->maps[kind].cap)
            memset(s->maps[kind].terms, 0, s->maps[kind].cap * sizeof *s->maps[kind].terms);
}

void shard_clear(struct shard *s)
{
    arena_release(&s->arena);
    buf_release(&s->names);
    buf_release(&s->log);
    forget_maps(s);
    s->term_count = 0;
    s->first_document = s->next_document;
    memset(s->table, 0, s->table_size * sizeof *s->table);
}

struct view shard_name(const struct shard *s, uint32_t term)
{
    return (struct view){s->names.data + s->terms[term].name, s->terms[term].name_len};
}

static void grow_table(struct shard *s)
{
    free(s->table);
    s->table_size *= 2;
    s->table = mem_array(s->table_size, sizeof *s->table);
    for (uint32_t i = 0; i < s->term_count; i++) {
        struct view name = shard_name(s, i);
        size_t at = XXH3_64bits(name.ptr, name.len) & (s->table_size - 1);
        while (s->table[at])
            at = (at + 1) & (s->table_size - 1);
        s->table[at] = i + 1;
    }
}

static uint32_t add_term(struct shard *s, struct view name, bool has_positions)
{
    mem_grow(&s->terms, &s->term_cap, s->term_count, sizeof *s->terms);
    s->terms[s->term_count] =
        (struct shard_term){.name = (uint32_t)s->names.len, .name_len = (uint32_t)name.len, .has_positions = has_positions};
    buf_add_view(&s->names, name);
    return (uint32_t)s->term_count++;
}

static uint32_t find_by_name(struct shard *s, struct view name, bool has_positions)
{
    if (s->term_count * 2 >= s->table_size)
        grow_table(s);
    size_t at = XXH3_64bits(name.ptr, name.len) & (s->table_size - 1);
    for (; s->table[at]; at = (at + 1) & (s->table_size - 1))
        if (view_equal(shard_name(s, s->table[at] - 1), name))
            return s->table[at] - 1;
    uint32_t term = add_term(s, name, has_positions);
    s->table[at] = term + 1;
    return term;
}

static uint32_t *map_at(struct shard_map *m, uint32_t id)
{
    if (id >= m->cap) {
        size_t cap = (size_t)id + id / 2 + 1024;
        m->terms = mem_resize(m->terms, cap, sizeof *m->terms);
        memset(m->terms + m->cap, 0, (cap - m->cap) * sizeof *m->terms);
        m->cap = cap;
    }
    return &m->terms[id];
}

static uint32_t find_term(struct shard *s, const struct flat_term *t, const char *bytes)
{
    struct view name = {bytes + t->name, t->name_len};
    bool has_positions = t->position_count > 0;
    if (t->kind == FLAT_EXACT)
        return find_by_name(s, name, has_positions);
    uint32_t *known = map_at(&s->maps[t->kind], t->id);
    if (!*known)
        *known = find_by_name(s, name, has_positions) + 1;
    return *known - 1;
}

/* A posting of weight: how many documents further than the last and, in the two low bits, the wdf where it is below 3; else 3, and the wdf follows. */
static size_t pack_weight(unsigned char *at, uint32_t step, uint32_t wdf)
{
    size_t len = pack_varint(at, (uint64_t)step << 2 | (wdf > 2 ? 3 : wdf));
    return wdf > 2 ? len + pack_varint(at + len, wdf) : len;
}

/* A posting of places: how many documents further and, in the low bit, whether there are several; their number then, and the steps between them. */
static void add_places(struct shard *s, struct shard_term *term, uint32_t step, const uint32_t *positions, uint32_t count)
{
    unsigned char few[64];
    size_t len = pack_varint(few, (uint64_t)step << 1 | (count > 1));
    if (count > 1)
        len += pack_varint(few + len, count);
    uint32_t last = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (len > sizeof few - 10) {
            arena_add(&s->arena, &term->postings, few, len);
            len = 0;
        }
        len += pack_varint(few + len, positions[i] - last);
        last = positions[i];
    }
    arena_add(&s->arena, &term->postings, few, len);
}

static void add_posting(struct shard *s, const struct flat_term *t, const struct flat_terms *all, uint32_t index, uint32_t document)
{
    struct shard_term *term = &s->terms[index];
    uint32_t step = document + 1 - term->next_document; /* from 1; the first is counted from the number -1 */
    if (term->has_positions) {
        add_places(s, term, step, all->positions + t->positions, t->position_count);
    } else {
        unsigned char bytes[20];
        arena_add(&s->arena, &term->postings, bytes, pack_weight(bytes, step, t->wdf));
    }
    term->next_document = document + 1;
    term->documents++;
    term->occurrences += t->wdf;
    if (t->wdf > s->highest_wdf)
        s->highest_wdf = t->wdf;
}

uint32_t shard_add(struct shard *s, const struct flat_terms *terms, uint64_t generation)
{
    if (generation != s->generation) {
        forget_maps(s);
        s->generation = generation;
    }
    uint32_t document = s->next_document++;
    buf_reserve(&s->log, (terms->count + 1) * 10);
    buf_add_varint(&s->log, terms->count);
    for (size_t i = 0; i < terms->count; i++) {
        const struct flat_term *t = &terms->items[i];
        uint32_t index = find_term(s, t, terms->bytes);
        add_posting(s, t, terms, index, document);
        s->log.len += pack_varint((unsigned char *)s->log.data + s->log.len, index);
        s->log.len += pack_varint((unsigned char *)s->log.data + s->log.len, t->wdf);
    }
    return document;
}

/* ---- order ---- */

struct sort_key {
    uint64_t head; /* the first 8 bytes, big-endian: most comparisons end there */
    uint32_t term;
};

static uint64_t head_of(struct view name)
{
    uint64_t head = 0;
    for (size_t i = 0; i < 8; i++)
        head = head << 8 | (i < name.len ? (unsigned char)name.ptr[i] : 0);
    return head;
}

static int compare_keys(const void *a, const void *b, void *shard)
{
    const struct sort_key *x = a, *y = b;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return view_compare(shard_name(shard, x->term), shard_name(shard, y->term));
}

uint32_t *shard_sorted(const struct shard *s)
{
    struct sort_key *keys = mem_array(s->term_count, sizeof *keys);
    uint32_t *order = mem_array(s->term_count, sizeof *order);
    for (uint32_t i = 0; i < s->term_count; i++)
        keys[i] = (struct sort_key){head_of(shard_name(s, i)), i};
    qsort_r(keys, s->term_count, sizeof *keys, compare_keys, (void *)(uintptr_t)s);
    for (uint32_t i = 0; i < s->term_count; i++)
        order[i] = keys[i].term;
    free(keys);
    return order;
}
