/* A shard's memory: where it comes from, what of it is kept from one spill to the next. */
#include "indexer/bulk/shard.h"

#include "common/huge.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_TABLE = 1 << 12 };

struct shard *shard_new(void)
{
    struct shard *s = mem_alloc(sizeof *s);
    arena_init(&s->arena);
    s->table_size = FIRST_TABLE;
    s->table = huge_resize(NULL, 0, s->table_size * sizeof *s->table);
    return s;
}

void shard_free(struct shard *s)
{
    if (!s)
        return;
    arena_release(&s->arena);
    huge_free(s->names, s->names_cap);
    huge_free(s->log, s->log_cap * sizeof *s->log);
    free(s->found);
    for (int kind = 0; kind < FLAT_KINDS; kind++)
        huge_free(s->maps[kind].terms, s->maps[kind].cap * sizeof *s->maps[kind].terms);
    huge_free(s->terms, s->term_cap * sizeof *s->terms);
    huge_free(s->name_ends, s->term_cap * sizeof *s->name_ends);
    huge_free(s->table, s->table_size * sizeof *s->table);
    free(s);
}

size_t shard_memory(const struct shard *s)
{
    return arena_bytes(&s->arena) + s->names_len + s->log_count * sizeof *s->log +
           s->term_count * (sizeof *s->terms + sizeof *s->name_ends);
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

static void release_log(struct shard *s)
{
    huge_free(s->log, s->log_cap * sizeof *s->log);
    s->log = NULL;
    s->log_cap = s->log_touched = 0;
}

/* The postings need somewhat more than the log. */
void shard_clear(struct shard *s, size_t keep)
{
    s->log_touched = s->log_count > s->log_touched ? s->log_count : s->log_touched;
    if (s->log_touched * sizeof *s->log > keep / 2)
        release_log(s);
    arena_clear(&s->arena, keep - s->log_touched * sizeof *s->log);
    shard_forget_words(s);
    s->names_len = 0;
    s->log_count = 0;
    s->term_count = 0;
    s->first_document = s->next_document;
    memset(s->table, 0, s->table_size * sizeof *s->table);
}

void shard_trim(struct shard *s)
{
    arena_trim(&s->arena);
    if (s->log_count == 0)
        release_log(s);
}
