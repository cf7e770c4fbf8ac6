#include "query/articles.h"

#include "common/bits.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_BITS = 64 };

enum status articles_read(struct articles *a, struct store_reader *r, const struct store_stats *stats, struct error *err)
{
    uint32_t *firsts = NULL;
    size_t count = 0;
    if (a->revision == stats->revision && a->firsts)
        return STATUS_OK;
    enum status status = store_reader_documents(r, VIEW(SCHEMA_FIRST_TERM), &firsts, &count, err);
    if (status != STATUS_OK)
        return status;
    free(a->firsts);
    *a = (struct articles){
        .firsts = firsts,
        .count = count,
        .last_docid = stats->last_docid,
        .revision = stats->revision,
        .single = stats->segments == count,
    };
    return STATUS_OK;
}

void articles_release(struct articles *a)
{
    free(a->firsts);
    *a = (struct articles){0};
}

/* How many first segments are at or before `docid`. */
static size_t firsts_until(const struct articles *a, uint32_t docid)
{
    size_t low = 0, high = a->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->firsts[middle] <= docid)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t articles_first(const struct articles *a, uint32_t docid)
{
    if (a->single)
        return docid;
    size_t before = firsts_until(a, docid);
    return before > 0 ? a->firsts[before - 1] : docid;
}

uint32_t articles_end(const struct articles *a, uint32_t first)
{
    if (a->single)
        return first + 1;
    size_t next = firsts_until(a, first);
    return next < a->count ? a->firsts[next] : a->last_docid + 1;
}

void article_set_make(struct article_set *set, const struct articles *a)
{
    set->words = a->last_docid / WORD_BITS + 1;
    set->bits = mem_array(set->words, sizeof *set->bits);
}

void article_set_release(struct article_set *set)
{
    free(set->bits);
    *set = (struct article_set){0};
}

void article_set_fill(struct article_set *set, const struct articles *a)
{
    for (size_t i = 0; i < a->count; i++)
        article_set_add(set, a->firsts[i]);
}

void article_set_add(struct article_set *set, uint32_t first)
{
    if (first / WORD_BITS < set->words)
        set->bits[first / WORD_BITS] |= UINT64_C(1) << first % WORD_BITS;
}

void article_set_remove(struct article_set *set, uint32_t first)
{
    if (first / WORD_BITS < set->words)
        set->bits[first / WORD_BITS] &= ~(UINT64_C(1) << first % WORD_BITS);
}

bool article_set_has(const struct article_set *set, uint32_t first)
{
    return first / WORD_BITS < set->words && (set->bits[first / WORD_BITS] >> first % WORD_BITS & 1) != 0;
}

uint64_t article_set_count(const struct article_set *set)
{
    uint64_t count = 0;
    for (size_t i = 0; i < set->words; i++)
        count += bits_count(set->bits[i]);
    return count;
}

void article_set_add_segments(struct article_set *set, const struct articles *a, const uint32_t *docids, size_t count)
{
    size_t next = 0; /* of the first segments: the first one behind docids[i] */
    for (size_t i = 0; i < count; i++) {
        if (a->single) {
            article_set_add(set, docids[i]);
            continue;
        }
        while (next < a->count && a->firsts[next] <= docids[i])
            next++;
        if (next > 0)
            article_set_add(set, a->firsts[next - 1]);
    }
}

void article_set_and(struct article_set *into, const struct article_set *other)
{
    for (size_t i = 0; i < into->words; i++)
        into->bits[i] &= other->bits[i];
}

void article_set_or(struct article_set *into, const struct article_set *other)
{
    for (size_t i = 0; i < into->words; i++)
        into->bits[i] |= other->bits[i];
}

void article_set_without(struct article_set *into, const struct article_set *other)
{
    for (size_t i = 0; i < into->words; i++)
        into->bits[i] &= ~other->bits[i];
}

bool article_set_next(const struct article_set *set, uint32_t *docid)
{
    size_t word = *docid / WORD_BITS;
    if (word >= set->words)
        return false;
    uint64_t bits = set->bits[word] & ~UINT64_C(0) << *docid % WORD_BITS;
    while (bits == 0) {
        if (++word >= set->words)
            return false;
        bits = set->bits[word];
    }
    *docid = (uint32_t)(word * WORD_BITS + (size_t)__builtin_ctzll(bits));
    return true;
}
