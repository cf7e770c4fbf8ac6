#include "indexer/bulk/list_maker.h"

#include "indexer/bulk/termlist_put.h"

_Static_assert((int)SHARD_NAMES_AHEAD >= (int)TERMLIST_SLACK, "bytes behind a name can be read");

void list_maker_init(struct list_maker *m, const struct shard *shard)
{
    *m = (struct list_maker){.shard = shard, .tag.max = SIZE_MAX};
}

void list_maker_release(struct list_maker *m)
{
    buf_release(&m->tag);
}

static struct view name_of(const struct shard *s, uint32_t entry)
{
    const unsigned char *name = s->lined_names + (size_t)(entry >> SHARD_LOG_BITS) * SHARD_NAME_UNIT;
    return (struct view){(const char *)name + 1, *name};
}

/* Names lie anywhere in memory: they are asked for ahead. An escaped number may be taken for an entry, for which nothing is read. */
static void fetch_name(const struct shard *s, const uint32_t *log)
{
    enum { AHEAD = 8 };
    __builtin_prefetch(s->lined_names + (size_t)(log[AHEAD] >> SHARD_LOG_BITS) * SHARD_NAME_UNIT);
}

/* Where the tag goes on; there is room for a name of `len` bytes, up to *end. */
static unsigned char *make_room(struct buf *tag, size_t len, const unsigned char **end)
{
    buf_reserve(tag, len + TERMLIST_ROOM);
    *end = (unsigned char *)tag->data + tag->cap;
    return (unsigned char *)tag->data + tag->len;
}

/* The terms behind what the tag has. */
static void code_terms(struct list_maker *m, const uint32_t *log, size_t count)
{
    const unsigned char *end;
    unsigned char *at = make_room(&m->tag, 0, &end);
    struct view last = {0};
    for (size_t i = 0; i < count; i++) {
        fetch_name(m->shard, log);
        uint32_t entry = *log++;
        uint32_t wdf = entry & SHARD_LOG_ESCAPE;
        if (wdf == SHARD_LOG_ESCAPE)
            wdf = *log++;
        struct view name = name_of(m->shard, entry);
        if ((size_t)(end - at) < name.len + TERMLIST_ROOM) {
            m->tag.len = (size_t)(at - (unsigned char *)m->tag.data);
            at = make_room(&m->tag, name.len, &end);
        }
        at = termlist_put(at, last, name, wdf);
        last = name;
    }
    *at = '\0';
    m->tag.len = (size_t)(at - (unsigned char *)m->tag.data);
}

void list_maker_next(struct list_maker *m)
{
    const uint32_t *log = m->shard->log + m->shard->starts[m->document++];
    uint32_t count = log[0], length = log[1];
    buf_clear(&m->tag);
    if (count == 0)
        return;
    buf_add_varint(&m->tag, length);
    buf_add_varint(&m->tag, count);
    code_terms(m, log + SHARD_LOG_HEAD, count);
}
