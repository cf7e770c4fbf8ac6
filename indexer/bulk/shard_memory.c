/* A shard's memory: where it comes from, what of it is kept from one spill to the next. */
#include "indexer/bulk/shard.h"

#include "common/huge.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_TABLE = 1 << 12 };

struct shard *shard_new(void)
{
    struct shard *s = mem_alloc(sizeof *s);
    s->table_size = FIRST_TABLE;
    s->table = huge_resize(NULL, 0, s->table_size * sizeof *s->table);
    return s;
}

static void forget_order(struct shard *s)
{
    free(s->order);
    huge_free(s->ends, s->ends ? s->term_count * sizeof *s->ends : 0);
    huge_free(s->lined_names, s->lined_size);
    s->order = NULL;
    s->ends = NULL;
    s->lined_names = NULL;
}

void shard_free(struct shard *s)
{
    if (!s)
        return;
    huge_free(s->log, s->log_cap * sizeof *s->log);
    huge_free(s->places, s->places_cap);
    huge_free(s->inverted, s->inverted_cap);
    forget_order(s);
    huge_free(s->names, s->names_cap);
    free(s->found);
    free(s->unknown);
    free(s->starts);
    for (int kind = 0; kind < FLAT_KINDS; kind++)
        huge_free(s->maps[kind].terms, s->maps[kind].cap * sizeof *s->maps[kind].terms);
    huge_free(s->name_ends, s->term_cap * sizeof *s->name_ends);
    huge_free(s->table, s->table_size * sizeof *s->table);
    free(s);
}

/* An inverted posting has little more than a byte beside its places. A term is sorted, and its name copied for the lists. The last page of each array has
 * two megabytes, too: a quarter more, or a build of a million articles needs more than it may. */
size_t shard_memory(const struct shard *s)
{
    enum { TERM = 48 };
    size_t log = s->log_count * sizeof *s->log + s->places_len;
    size_t inverted = s->log_count + s->log_count / 2 + s->places_len;
    size_t all = log + inverted + s->names_len + s->term_count * (TERM + sizeof *s->name_ends);
    return all + all / 4;
}

size_t shard_lookup_memory(const struct shard *s)
{
    size_t bytes = s->table_size * sizeof *s->table;
    for (int kind = 0; kind < FLAT_KINDS; kind++)
        bytes += s->maps[kind].cap * sizeof *s->maps[kind].terms;
    return bytes;
}

void shard_forget_words(struct shard *s)
{
    for (int kind = 0; kind < FLAT_KINDS; kind++)
        if (s->maps[kind].cap)
            memset(s->maps[kind].terms, 0, s->maps[kind].cap * sizeof *s->maps[kind].terms);
}

/* Of an array's bytes that were used, keep as many as `*keep` has; that becomes less by them. */
static void keep_part(void *array, size_t size, size_t *used, size_t *keep)
{
    if (*used > *keep) {
        huge_trim(array, size, *keep);
        *used = *keep;
    }
    *keep -= *used;
}

static void note_use(struct shard *s)
{
    size_t log = s->log_count * sizeof *s->log;
    s->log_touched = log > s->log_touched ? log : s->log_touched;
    s->places_touched = s->places_len > s->places_touched ? s->places_len : s->places_touched;
}

void shard_clear(struct shard *s, size_t keep)
{
    note_use(s);
    keep_part(s->log, s->log_cap * sizeof *s->log, &s->log_touched, &keep);
    keep_part(s->places, s->places_cap, &s->places_touched, &keep);
    keep_part(s->inverted, s->inverted_cap, &s->inverted_touched, &keep);
    shard_forget_words(s);
    forget_order(s);
    s->names_len = 0;
    s->log_count = 0;
    s->places_len = 0;
    s->term_count = 0;
    s->first_document = s->next_document;
    memset(s->table, 0, s->table_size * sizeof *s->table);
}

void shard_trim(struct shard *s)
{
    size_t log = s->log_count * sizeof *s->log, places = 0, inverted = s->inverted_len;
    note_use(s);
    keep_part(s->log, s->log_cap * sizeof *s->log, &s->log_touched, &log);
    keep_part(s->places, s->places_cap, &s->places_touched, &places);
    keep_part(s->inverted, s->inverted_cap, &s->inverted_touched, &inverted);
}
