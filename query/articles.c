#include "query/articles.h"

#include "common/bits.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_BITS = 64 };

enum status articles_read(struct articles *a, struct store_reader *r, const struct store_stats *stats, struct error *err)
{
    uint32_t *firsts = NULL;
    size_t count = 0;
    if (a->revision == stats->revision && a->firsts.bits)
        return STATUS_OK;
    enum status status = store_reader_documents(r, VIEW(SCHEMA_FIRST_TERM), &firsts, &count, err);
    if (status != STATUS_OK)
        return status;
    articles_release(a);
    *a = (struct articles){
        .count = count,
        .last_docid = stats->last_docid,
        .revision = stats->revision,
        .single = stats->segments == count,
    };
    article_set_make(&a->firsts, a);
    for (size_t i = 0; i < count; i++)
        article_set_add(&a->firsts, firsts[i]);
    free(firsts);
    return STATUS_OK;
}

void articles_release(struct articles *a)
{
    article_set_release(&a->firsts);
    *a = (struct articles){0};
}

/* Move to the last member below or at *docid; false when there is none. */
static bool move_back(const struct article_set *set, uint32_t *docid)
{
    size_t word = *docid / WORD_BITS;
    uint64_t bits = word < set->words ? set->bits[word] & ~UINT64_C(0) >> (WORD_BITS - 1 - *docid % WORD_BITS) : 0;
    if (word >= set->words)
        word = set->words;
    while (bits == 0) {
        if (word == 0)
            return false;
        bits = set->bits[--word];
    }
    *docid = (uint32_t)(word * WORD_BITS + WORD_BITS - 1 - (size_t)__builtin_clzll(bits));
    return true;
}

uint32_t articles_first(const struct articles *a, uint32_t docid)
{
    if (!a->single)
        (void)move_back(&a->firsts, &docid);
    return docid;
}

uint32_t articles_end(const struct articles *a, uint32_t first)
{
    uint32_t end = first + 1;
    if (a->single || article_set_next(&a->firsts, &end))
        return end;
    return a->last_docid + 1;
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
    article_set_or(set, &a->firsts);
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
    for (size_t i = 0; i < count; i++) {
        uint32_t docid = docids[i];
        if (a->single || move_back(&a->firsts, &docid))
            article_set_add(set, docid);
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
