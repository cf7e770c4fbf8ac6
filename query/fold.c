#include "query/fold.h"

#include "common/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { RUN = 3, FIRST_IDEOGRAPH = 0x2E80 };

/* FNV-1a, 64 bits (Fowler, Noll, Vo). */
static const uint64_t hash_start = 0xCBF29CE484222325, hash_prime = 0x100000001B3;

/* The runs of one text, each once. */
struct runs {
    uint64_t *items;
    size_t count, cap;
};

static uint64_t add_byte(uint64_t hash, unsigned char byte)
{
    return (hash ^ byte) * hash_prime;
}

bool fold_next_word(struct view text, size_t *at, uint64_t *hash)
{
    bool inside = false;
    *hash = hash_start;
    while (*at < text.len) {
        size_t next = *at;
        uint32_t code = utf8_next(text, &next);
        bool letter = code >= 0xC0 || (code >= '0' && code <= '9') || ((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
        bool punctuation = (code >= 0x2000 && code < 0x2070) || (code >= 0x3000 && code < 0x3040) || code == 0xFF0C;
        if (!letter || punctuation) {
            *at = next;
            if (inside)
                return true;
            continue;
        }
        if (code >= FIRST_IDEOGRAPH && inside)
            return true;
        for (size_t i = *at; i < next; i++) {
            unsigned char byte = (unsigned char)text.ptr[i];
            *hash = add_byte(*hash, byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
        }
        *at = next;
        inside = true;
        if (code >= FIRST_IDEOGRAPH)
            return true;
    }
    return inside;
}

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void add_run(struct runs *runs, const uint64_t *words, size_t count)
{
    uint64_t hash = hash_start;
    for (size_t i = 0; i < count; i++) {
        for (unsigned shift = 0; shift < 64; shift += 8)
            hash = add_byte(hash, (unsigned char)(words[i] >> shift));
    }
    mem_grow(&runs->items, &runs->cap, runs->count, sizeof *runs->items);
    runs->items[runs->count++] = hash;
}

/* A text of fewer words than a run has is one run. */
static void find_runs(struct view text, struct runs *runs)
{
    uint64_t words[RUN], word;
    size_t count = 0, kept = 0;
    runs->count = 0;
    for (size_t at = 0; fold_next_word(text, &at, &word); count++) {
        if (count >= RUN)
            memmove(words, words + 1, (RUN - 1) * sizeof *words);
        words[count < RUN ? count : RUN - 1] = word;
        if (count + 1 >= RUN)
            add_run(runs, words, RUN);
    }
    if (count > 0 && count < RUN)
        add_run(runs, words, count);
    if (runs->count > 1)
        qsort(runs->items, runs->count, sizeof *runs->items, by_hash);
    for (size_t i = 0; i < runs->count; i++) {
        if (kept == 0 || runs->items[i] != runs->items[kept - 1])
            runs->items[kept++] = runs->items[i];
    }
    runs->count = kept;
}

/* The runs of all leaders in one table of chains: which leaders have a run. */
struct index {
    uint32_t *buckets; /* place in entries + 1; 0: none */
    size_t mask;
    struct entry {
        uint64_t run;
        uint32_t leader, next;
    } * entries;
    size_t count, cap;
};

static void index_make(struct index *index, size_t texts)
{
    size_t size = 1024;
    while (size < texts * 64 && size < (size_t)1 << 22)
        size *= 2;
    *index = (struct index){.buckets = mem_array(size, sizeof *index->buckets), .mask = size - 1};
}

static void index_add(struct index *index, const struct runs *runs, uint32_t leader)
{
    for (size_t i = 0; i < runs->count; i++) {
        uint32_t *bucket = &index->buckets[runs->items[i] & index->mask];
        mem_grow(&index->entries, &index->cap, index->count, sizeof *index->entries);
        index->entries[index->count++] = (struct entry){runs->items[i], leader, *bucket};
        *bucket = (uint32_t)index->count;
    }
}

static void count_shared(const struct index *index, const struct runs *runs, uint32_t *shared)
{
    if (!index->entries)
        return;
    for (size_t i = 0; i < runs->count; i++) {
        for (uint32_t at = index->buckets[runs->items[i] & index->mask]; at != 0; at = index->entries[at - 1].next) {
            if (index->entries[at - 1].run == runs->items[i])
                shared[index->entries[at - 1].leader]++;
        }
    }
}

static bool are_copies(size_t shared, size_t a, size_t b)
{
    size_t shorter = a < b ? a : b, longer = a < b ? b : a;
    if (shorter < FOLD_LEAST)
        return shared == longer;
    return (double)shared >= FOLD_SHARED * (double)shorter;
}

void fold_copies(const struct view *texts, size_t count, size_t *leader)
{
    struct runs runs = {0};
    struct index index;
    size_t *sizes = mem_array(count, sizeof *sizes);
    uint32_t *shared = mem_array(count, sizeof *shared);
    index_make(&index, count);
    for (size_t i = 0; i < count; i++) {
        find_runs(texts[i], &runs);
        sizes[i] = runs.count;
        leader[i] = i;
        memset(shared, 0, i * sizeof *shared);
        count_shared(&index, &runs, shared);
        for (size_t j = 0; j < i && leader[i] == i; j++) {
            if (shared[j] > 0 && are_copies(shared[j], sizes[i], sizes[j]))
                leader[i] = j;
        }
        if (leader[i] == i)
            index_add(&index, &runs, (uint32_t)i);
    }
    free(index.buckets);
    free(index.entries);
    free(runs.items);
    free(sizes);
    free(shared);
}
