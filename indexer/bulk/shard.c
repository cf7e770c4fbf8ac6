#include "indexer/bulk/shard.h"

#include "common/huge.h"
#include "indexer/bulk/pack.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { FIRST_TERMS = 1 << 12, FIRST_NAMES = 1 << 16 };

/* An array of the shard with `cap` elements gets room for `wanted`. */
static void *widen(void *items, size_t cap, size_t wanted, size_t size)
{
    return huge_resize(items, cap * size, wanted * size);
}

struct view shard_name(const struct shard *s, uint32_t term)
{
    uint32_t start = term ? s->name_ends[term - 1] : 0;
    return (struct view){s->names + start, s->name_ends[term] - start};
}

static void grow_table(struct shard *s)
{
    struct shard_slot *old = s->table;
    size_t old_size = s->table_size;
    s->table_size *= 2;
    s->table = widen(NULL, 0, s->table_size, sizeof *s->table);
    for (size_t i = 0; i < old_size; i++) {
        if (!old[i].term)
            continue;
        size_t at = old[i].hash & (s->table_size - 1);
        while (s->table[at].term)
            at = (at + 1) & (s->table_size - 1);
        s->table[at] = old[i];
    }
    huge_free(old, old_size * sizeof *old);
}

/* Room for one more term, whose name has `len` bytes. */
static void reserve_term(struct shard *s, size_t len)
{
    if (s->term_count == s->term_cap) {
        size_t cap = s->term_cap ? 2 * s->term_cap : FIRST_TERMS;
        s->terms = widen(s->terms, s->term_cap, cap, sizeof *s->terms);
        s->name_ends = widen(s->name_ends, s->term_cap, cap, sizeof *s->name_ends);
        s->term_cap = cap;
    }
    if (s->names_cap < s->names_len + len) {
        size_t cap = 2 * (s->names_len + len) + FIRST_NAMES;
        s->names = widen(s->names, s->names_cap, cap, 1);
        s->names_cap = cap;
    }
}

static void add_bytes_of_name(struct shard *s, struct view bytes)
{
    if (bytes.len)
        memcpy(s->names + s->names_len, bytes.ptr, bytes.len);
    s->names_len += bytes.len;
}

static uint32_t add_term(struct shard *s, const struct flat_term *t)
{
    struct view prefix = flat_prefix(t->kind);
    reserve_term(s, prefix.len + t->name.len);
    s->terms[s->term_count] = (struct shard_term){.has_positions = t->place_count > 0};
    add_bytes_of_name(s, prefix);
    add_bytes_of_name(s, t->name);
    s->name_ends[s->term_count] = (uint32_t)s->names_len;
    return (uint32_t)s->term_count++;
}

static bool has_name(const struct shard *s, uint32_t term, const struct flat_term *t)
{
    struct view name = shard_name(s, term), prefix = flat_prefix(t->kind);
    return view_starts_with(name, prefix) && view_equal(view_sub(name, prefix.len, name.len), t->name);
}

static uint32_t find_by_name(struct shard *s, const struct flat_term *t)
{
    if (s->term_count * 2 >= s->table_size)
        grow_table(s);
    struct view prefix = flat_prefix(t->kind);
    uint32_t hash = (uint32_t)XXH3_64bits_withSeed(t->name.ptr, t->name.len, XXH3_64bits(prefix.ptr, prefix.len));
    size_t at = hash & (s->table_size - 1);
    for (; s->table[at].term; at = (at + 1) & (s->table_size - 1))
        if (s->table[at].hash == hash && has_name(s, s->table[at].term - 1, t))
            return s->table[at].term - 1;
    uint32_t term = add_term(s, t);
    s->table[at] = (struct shard_slot){term + 1, hash};
    return term;
}

static uint32_t *map_at(struct shard_map *m, uint32_t id)
{
    huge_reach(&m->terms, &m->cap, id, sizeof *m->terms);
    return &m->terms[id];
}

static uint32_t find_term(struct shard *s, const struct flat_term *t)
{
    if (t->kind == FLAT_EXACT)
        return find_by_name(s, t);
    uint32_t *known = map_at(&s->maps[t->kind], t->id);
    if (!*known)
        *known = find_by_name(s, t) + 1;
    return *known - 1;
}

/* A posting of weight: how many documents further than the last and, in the two low bits, the wdf where it is below 3; else 3, and the wdf follows. */
static size_t pack_weight(unsigned char *at, uint32_t step, uint32_t wdf)
{
    size_t len = pack_varint(at, (uint64_t)step << 2 | (wdf > 2 ? 3 : wdf));
    return wdf > 2 ? len + pack_varint(at + len, wdf) : len;
}

enum { FEW = 8, PACKED = 64, LONGEST_VARINT = 10 };

static void add_bytes(struct shard *s, struct shard_term *term, const unsigned char *bytes, size_t len)
{
    if (len <= FEW)
        arena_add_few(&s->arena, &term->postings, bytes, len);
    else
        arena_add(&s->arena, &term->postings, bytes, len);
}

/* A posting of places: how many documents further and, in the low bit, whether there are several; their number then, and the steps between them. */
static void add_places(struct shard *s, struct shard_term *term, uint32_t step, const struct flat_term *t, const uint32_t *places)
{
    unsigned char packed[PACKED];
    size_t len = pack_varint(packed, (uint64_t)step << 1 | (t->place_count > 1));
    if (t->place_count > 1)
        len += pack_varint(packed + len, t->place_count);
    uint32_t last = 0;
    for (const uint32_t *at = places + t->first_place, *end = at + t->place_count; at < end; at++) {
        if (len > sizeof packed - LONGEST_VARINT) {
            arena_add(&s->arena, &term->postings, packed, len);
            len = 0;
        }
        len += pack_varint(packed + len, *at - last);
        last = *at;
    }
    add_bytes(s, term, packed, len);
}

static void add_posting(struct shard *s, const struct flat_term *t, const uint32_t *places, uint32_t index, uint32_t document)
{
    struct shard_term *term = &s->terms[index];
    uint32_t step = document + 1 - term->next_document; /* from 1; the first is counted from the number -1 */
    if (term->has_positions) {
        add_places(s, term, step, t, places);
    } else {
        unsigned char packed[2 * LONGEST_VARINT];
        add_bytes(s, term, packed, pack_weight(packed, step, t->wdf));
    }
    term->next_document = (document + 1) & INT32_MAX;
}

/* Every term of a document stands elsewhere in memory, and its postings once more: what the terms further on will need is asked for ahead. */
enum { AHEAD_MAP = 24, AHEAD_CHAIN = 12 };

static void fetch_map(const struct shard *s, const struct flat_term *t)
{
    if (t->kind != FLAT_EXACT && t->id < s->maps[t->kind].cap)
        __builtin_prefetch(&s->maps[t->kind].terms[t->id]);
}

static void fetch_chain(const struct shard *s, uint32_t index)
{
    const struct chain *c = &s->terms[index].postings;
    if (c->room)
        __builtin_prefetch(arena_byte(&s->arena, c->at), 1);
}

/* The indexes of the terms, into s->found. */
static void find_terms(struct shard *s, const struct flat_terms *terms)
{
    if (s->found_cap < terms->count) {
        s->found_cap = 2 * terms->count;
        s->found = mem_resize(s->found, s->found_cap, sizeof *s->found);
    }
    for (size_t i = 0; i < terms->count && i < AHEAD_MAP; i++)
        fetch_map(s, &terms->items[i]);
    for (size_t i = 0; i < terms->count; i++) {
        if (i + AHEAD_MAP < terms->count)
            fetch_map(s, &terms->items[i + AHEAD_MAP]);
        s->found[i] = find_term(s, &terms->items[i]);
        __builtin_prefetch(&s->terms[s->found[i]], 1);
    }
}

static void reserve_log(struct shard *s, size_t count)
{
    if (s->log_cap >= s->log_count + count)
        return;
    size_t cap = 2 * (s->log_count + count);
    s->log = widen(s->log, s->log_cap, cap, sizeof *s->log);
    s->log_cap = cap;
}

uint32_t shard_add(struct shard *s, const struct flat_terms *terms, uint64_t generation)
{
    if (generation != s->generation) {
        shard_forget_words(s);
        s->generation = generation;
    }
    uint32_t document = s->next_document++;
    uint32_t length = 0, highest = s->highest_wdf;
    reserve_log(s, 2 * terms->count + 1);
    find_terms(s, terms);
    const uint32_t *found = s->found;
    uint32_t *log = s->log + s->log_count;
    *log++ = (uint32_t)terms->count;
    for (size_t i = 0; i < terms->count; i++) {
        const struct flat_term *t = &terms->items[i];
        uint32_t wdf = t->wdf;
        if (i + AHEAD_CHAIN < terms->count)
            fetch_chain(s, found[i + AHEAD_CHAIN]);
        add_posting(s, t, terms->places, found[i], document);
        uint32_t low = wdf < SHARD_LOG_ESCAPE ? wdf : SHARD_LOG_ESCAPE;
        *log++ = found[i] << SHARD_LOG_BITS | low;
        if (low == SHARD_LOG_ESCAPE)
            *log++ = wdf;
        length += wdf;
        highest = wdf > highest ? wdf : highest;
    }
    s->log_count = (size_t)(log - s->log);
    s->highest_wdf = highest;
    return length;
}
