#include "indexer/bulk/source.h"

void source_release(struct source *s)
{
    run_reader_free(s->run);
    buf_release(&s->bytes);
    buf_release(&s->run_name);
}

/* Terms in the order of names lie anywhere in the shard: what the next ones need is asked for ahead, first the records, then what they point to. */
static void fetch_ahead(const struct source *s)
{
    enum { AHEAD_TERM = 12, AHEAD_BYTES = 8, AHEAD_SECOND = 4 };
    const struct shard *shard = s->shard;
    if (s->next + AHEAD_TERM >= shard->term_count)
        return;
    uint32_t far = s->order[s->next + AHEAD_TERM], near = s->order[s->next + AHEAD_BYTES];
    __builtin_prefetch(&shard->terms[far]);
    __builtin_prefetch(&shard->name_ends[far]);
    __builtin_prefetch(shard_name(shard, near).ptr);
    __builtin_prefetch(arena_byte(&shard->arena, shard->terms[near].postings.head));
    arena_fetch_second(&shard->arena, &shard->terms[s->order[s->next + AHEAD_SECOND]].postings);
}

static void advance_memory(struct source *s, bool want_positions)
{
    uint32_t index;
    do {
        s->at_end = s->next >= s->shard->term_count;
        if (s->at_end)
            return;
        fetch_ahead(s);
        index = s->order[s->next++];
        s->has_positions = s->shard->terms[index].has_positions;
    } while (want_positions && !s->has_positions);
    s->name = shard_name(s->shard, index);
}

/* A run file holds for each term its name, 1 or 0 for positions, and the postings' bytes; a merged one the same of each of its parts in turn. */
static enum status advance_run(struct source *s, struct error *err)
{
    uint64_t has_positions = 0;
    struct buf *name = &s->run_name;
    enum status status = run_read_string(s->run, name, err);
    if (status == STATUS_NOT_FOUND) {
        s->at_end = true;
        return STATUS_OK;
    }
    if (!status)
        status = run_read_varint(s->run, &has_positions, err);
    if (!status)
        status = run_read_string(s->run, &s->bytes, err);
    s->name = view_of_buf(name);
    s->has_positions = has_positions != 0;
    return status;
}

enum status source_advance(struct source *s, bool want_positions, struct error *err)
{
    if (s->run)
        return advance_run(s, err);
    advance_memory(s, want_positions);
    return STATUS_OK;
}

struct view source_bytes(struct source *s)
{
    if (s->run)
        return view_of_buf(&s->bytes);
    return arena_view(&s->shard->arena, &s->shard->terms[s->order[s->next - 1]].postings, &s->bytes);
}
