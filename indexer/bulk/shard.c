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

static uint32_t hash_of(const struct flat_term *t)
{
    struct view prefix = flat_prefix(t->kind);
    return (uint32_t)XXH3_64bits_withSeed(t->name.ptr, t->name.len, XXH3_64bits(prefix.ptr, prefix.len));
}

/* The index of the term, which is added when it is new. */
static uint32_t find_by_name(struct shard *s, const struct flat_term *t, uint32_t hash)
{
    if (s->term_count * 2 >= s->table_size)
        grow_table(s);
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

/* A term that must be looked for by name: the slot where that begins is asked for. */
static void note_unknown(struct shard *s, size_t item, const struct flat_term *t)
{
    uint32_t hash = hash_of(t);
    __builtin_prefetch(&s->table[hash & (s->table_size - 1)], 1);
    s->unknown[s->unknown_count++] = (struct shard_unknown){(uint32_t)item, hash};
}

/* The index of the term, or anything when it is not known by number. */
static uint32_t find_by_number(struct shard *s, size_t item, const struct flat_term *t)
{
    uint32_t known = t->kind == FLAT_EXACT ? 0 : *map_at(&s->maps[t->kind], t->id);
    if (!known)
        note_unknown(s, item, t);
    return known - 1;
}

static void find_unknown(struct shard *s, const struct flat_terms *terms)
{
    for (size_t i = 0; i < s->unknown_count; i++) {
        const struct flat_term *t = &terms->items[s->unknown[i].item];
        uint32_t term = find_by_name(s, t, s->unknown[i].hash);
        s->found[s->unknown[i].item] = term;
        if (t->kind != FLAT_EXACT)
            *map_at(&s->maps[t->kind], t->id) = term + 1;
    }
}

/* Every term of a document stands elsewhere in memory: what the terms further on will need is asked for ahead. */
enum { AHEAD_MAP = 24 };

static void fetch_map(const struct shard *s, const struct flat_term *t)
{
    if (t->kind != FLAT_EXACT && t->id < s->maps[t->kind].cap)
        __builtin_prefetch(&s->maps[t->kind].terms[t->id]);
}

/* The indexes of the terms, into s->found. */
static void find_terms(struct shard *s, const struct flat_terms *terms)
{
    if (s->found_cap < terms->count) {
        s->found_cap = 2 * terms->count;
        s->found = mem_resize(s->found, s->found_cap, sizeof *s->found);
        s->unknown = mem_resize(s->unknown, s->found_cap, sizeof *s->unknown);
    }
    s->unknown_count = 0;
    for (size_t i = 0; i < terms->count && i < AHEAD_MAP; i++)
        fetch_map(s, &terms->items[i]);
    for (size_t i = 0; i < terms->count; i++) {
        if (i + AHEAD_MAP < terms->count)
            fetch_map(s, &terms->items[i + AHEAD_MAP]);
        s->found[i] = find_by_number(s, i, &terms->items[i]);
    }
    find_unknown(s, terms);
}

static void reserve_log(struct shard *s, size_t count)
{
    if (s->log_cap >= s->log_count + count)
        return;
    size_t cap = 2 * (s->log_count + count);
    s->log = widen(s->log, s->log_cap, cap, sizeof *s->log);
    s->log_cap = cap;
}

enum { LONGEST_VARINT = 10 };

/* Room for so many numbers. */
static void reserve_places(struct shard *s, size_t count)
{
    size_t wanted = s->places_len + count * LONGEST_VARINT + SHARD_PLACES_AHEAD;
    if (s->places_cap >= wanted)
        return;
    s->places = widen(s->places, s->places_cap, 2 * wanted, 1);
    s->places_cap = 2 * wanted;
}

/* A word's places in the document: the first one and, in the low bit, whether there are several; their number then, and the steps between them. Returns how
 * many bytes that is. */
static uint32_t add_places(struct shard *s, const uint32_t *places, uint32_t count)
{
    reserve_places(s, (size_t)count + 1);
    unsigned char *start = s->places + s->places_len, *to = start;
    to += pack_varint(to, (uint64_t)places[0] << 1 | (count > 1));
    if (count > 1)
        to += pack_varint(to, count);
    for (uint32_t i = 1; i < count; i++)
        to += pack_varint(to, places[i] - places[i - 1]);
    s->places_len += (size_t)(to - start);
    return (uint32_t)(to - start);
}

uint32_t shard_add(struct shard *s, const struct flat_terms *terms, uint64_t generation)
{
    if (generation != s->generation) {
        shard_forget_words(s);
        s->generation = generation;
    }
    uint32_t length = 0, highest = s->highest_wdf, document = s->next_document++ - s->first_document;
    reserve_log(s, 2 * terms->count + SHARD_LOG_HEAD + SHARD_LOG_AHEAD);
    mem_grow(&s->starts, &s->starts_cap, document, sizeof *s->starts);
    s->starts[document] = (uint32_t)s->log_count;
    reserve_places(s, 0);
    find_terms(s, terms);
    const uint32_t *found = s->found;
    uint32_t *head = s->log + s->log_count, *log = head + SHARD_LOG_HEAD;
    for (size_t i = 0; i < terms->count; i++) {
        const struct flat_term *t = &terms->items[i];
        uint32_t number = t->place_count ? add_places(s, terms->places + t->first_place, t->place_count) : t->wdf;
        uint32_t low = number < SHARD_LOG_ESCAPE ? number : SHARD_LOG_ESCAPE;
        *log++ = found[i] << SHARD_LOG_BITS | (t->place_count ? SHARD_LOG_PLACES : 0) | low;
        if (low == SHARD_LOG_ESCAPE)
            *log++ = number;
        length += t->wdf;
        highest = t->wdf > highest ? t->wdf : highest;
    }
    head[0] = (uint32_t)terms->count;
    head[1] = length;
    s->log_count = (size_t)(log - s->log);
    s->highest_wdf = highest;
    return length;
}
