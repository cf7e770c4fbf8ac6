/* The term lists of a shard's documents: the inverted postings are gone through term by term, and each goes where its document's list goes on. So all lists come to
 * be in the order of names, and none is sorted. They take the place of the entries of the log, which were the same in another order. */
#include "indexer/bulk/shard.h"

#include "common/huge.h"
#include "indexer/bulk/pack.h"
#include "indexer/bulk/run_term.h"

#include <stdlib.h>
#include <string.h>

static size_t units_of(size_t name_len)
{
    return (1 + name_len + SHARD_NAME_UNIT - 1) / SHARD_NAME_UNIT;
}

static void reserve_names(struct shard *s)
{
    size_t units = 0;
    for (uint32_t term = 0; term < s->term_count; term++)
        units += units_of(shard_name(s, term).len);
    s->lined_size = units * SHARD_NAME_UNIT + SHARD_NAMES_AHEAD;
    s->lined_names = huge_resize(NULL, 0, s->lined_size);
}

/* Where each document's entries begin. */
static uint32_t *first_entries(const struct shard *s)
{
    size_t count = s->next_document - s->first_document;
    uint32_t *at = mem_array(count, sizeof *at);
    for (size_t i = 0; i < count; i++)
        at[i] = s->starts[i] + SHARD_LOG_HEAD;
    return at;
}

/* A word goes to the lists of its documents; `ends`: where each list goes on. Steps are counted from the number -1 (shard_invert.c). */
static void list_word(const struct shard *s, uint32_t *ends, struct view documents, uint32_t entry)
{
    const unsigned char *at = (const unsigned char *)documents.ptr, *end = at + documents.len;
    for (uint32_t document = 0U - 1 - s->first_document; at < end;) {
        document += run_term_take(&at);
        s->log[ends[document]++] = entry;
    }
}

/* Another term, with its wdf. */
static void list_weights(const struct shard *s, uint32_t *ends, struct view documents, uint32_t entry)
{
    const unsigned char *at = (const unsigned char *)documents.ptr, *end = at + documents.len;
    for (uint32_t document = 0U - 1 - s->first_document; at < end;) {
        uint32_t step = run_term_take(&at), wdf = step & 3;
        document += step >> 2;
        if (wdf == 3)
            wdf = run_term_take(&at);
        s->log[ends[document]++] = entry | (wdf < SHARD_LOG_ESCAPE ? wdf : SHARD_LOG_ESCAPE);
        if (wdf >= SHARD_LOG_ESCAPE)
            s->log[ends[document]++] = wdf;
    }
}

void shard_lists(struct shard *s)
{
    uint32_t *ends = first_entries(s);
    struct shard_place place = {0};
    struct run_term term;
    reserve_names(s);
    for (uint32_t unit = 0; shard_next(s, &place, &term); unit += (uint32_t)units_of(term.name.len)) {
        unsigned char *name = s->lined_names + (size_t)unit * SHARD_NAME_UNIT;
        *name = (unsigned char)term.name.len;
        pack_bytes(name + 1, term.name.ptr, term.name.len);
        (term.has_positions ? list_word : list_weights)(s, ends, term.documents, unit << SHARD_LOG_BITS);
    }
    free(ends);
}
