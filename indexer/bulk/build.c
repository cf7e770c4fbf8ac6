#include "indexer/bulk/build.h"

#include "indexer/bulk/finish.h"
#include "indexer/bulk/old_index.h"
#include "indexer/bulk/rules.h"
#include "indexer/bulk/spill.h"
#include "indexer/bulk/termlist.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { MIN_SHARE = 2 * ARENA_BLOCK, MAX_SHARE = 1 << 30 };

size_t build_share(size_t memory, unsigned threads)
{
    size_t share = memory / (threads ? threads : 1);
    return share < MIN_SHARE ? MIN_SHARE : share > MAX_SHARE ? MAX_SHARE : share;
}

/* Every worker's runs are read at once at the end: with very many threads more than the usual 1,024 files. */
static void allow_many_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur == limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit))
        return; /* as before: the end of the build says so if it was needed */
}

enum status build_open(const char *folder, size_t memory, unsigned threads, struct build **out, struct error *err)
{
    struct buf path = {0};
    struct run_writer *records = NULL;
    buf_printf(&path, "%s/records", folder);
    enum status status = run_create(path.data, &records, err);
    buf_release(&path);
    if (status)
        return status;
    struct build *b = mem_alloc(sizeof *b);
    b->folder = mem_copy_text(view_of(folder));
    b->threads = threads ? threads : 1;
    b->share = build_share(memory, b->threads);
    b->records = records;
    b->ids.max = b->metadata.max = SIZE_MAX;
    allow_many_files();
    pthread_mutex_init(&b->lock, NULL);
    *out = b;
    return STATUS_OK;
}

static void worker_free(struct bulk_worker *w)
{
    shard_free(w->shard);
    deflater_free(w->deflater);
    buf_release(&w->records);
    free(w->runs.terms);
    free(w->map.docids);
    free(w);
}

void build_free(struct build *b)
{
    if (!b)
        return;
    while (b->workers) {
        struct bulk_worker *next = b->workers->next;
        worker_free(b->workers);
        b->workers = next;
    }
    if (b->records && run_close(b->records, NULL) != STATUS_OK)
        b->records = NULL; /* an abandoned build: what could not be written is not missed */
    pthread_mutex_destroy(&b->lock);
    buf_release(&b->ids);
    buf_release(&b->metadata);
    free(b->lengths);
    free(b->owners);
    free(b->numbers);
    free(b->dates);
    free(b->folder);
    free(b);
}

/* The worker of a builder: made at its first article, kept with the builder. */
static struct bulk_worker *worker_of(struct build *b, struct document_builder *builder)
{
    void **attachment = document_attachment(builder);
    if (!*attachment) {
        struct bulk_worker *w = mem_alloc(sizeof *w);
        w->shard = shard_new();
        w->deflater = deflater_new();
        pthread_mutex_lock(&b->lock);
        w->number = b->worker_count++;
        w->next = b->workers;
        b->workers = w;
        pthread_mutex_unlock(&b->lock);
        *attachment = w;
    }
    return *attachment;
}

/* Into one allocation: the struct, its segments, the id, the records. */
static struct prepared *pack(struct bulk_worker *w, const struct prepared_segment *segments, uint32_t count, struct view id,
                             const struct buf *records)
{
    size_t list = count * sizeof *segments;
    size_t size = sizeof(struct prepared) + list + id.len + records->len;
    struct prepared *p = mem_resize(NULL, size, 1);
    *p = (struct prepared){.worker = w, .count = count, .size = size, .id_len = (uint32_t)id.len};
    p->segments = (struct prepared_segment *)(void *)(p + 1);
    p->id = (char *)(p + 1) + list;
    p->bytes = p->id + id.len;
    if (list)
        memcpy(p->segments, segments, list);
    if (id.len)
        memcpy(p->id, id.ptr, id.len);
    if (records->len)
        memcpy(p->bytes, records->data, records->len);
    return p;
}

static struct prepared *refuse(struct bulk_worker *w, const struct error *why)
{
    struct prepared *p = pack(w, NULL, 0, view_of(why->text), &(struct buf){0});
    p->refused = true;
    return p;
}

struct prepared *build_prepare(struct build *b, struct document_builder *builder, size_t count)
{
    struct bulk_worker *w = worker_of(b, builder);
    const struct flattener *flat = document_flat(builder, count);
    struct error why;
    if (rules_check(builder, flat, count, &why))
        return refuse(w, &why);
    struct prepared_segment *segments = mem_array(count, sizeof *segments);
    struct buf *records = &w->records;
    uint32_t first = w->shard->next_document;
    buf_clear(records);
    for (size_t i = 0; i < count; i++) {
        const struct document *d = document_segment(builder, i);
        struct flat_terms terms = flattener_terms(flat, i);
        segments[i].length = shard_add(w->shard, &terms, document_generation(builder));
        segments[i].has_date = d->has_date;
        memcpy(segments[i].date, d->date, sizeof d->date);
        segments[i].record = (uint32_t)records->len;
        segments[i].compressed = deflater_add(w->deflater, view_of_buf(&d->record), records);
        segments[i].record_len = (uint32_t)(records->len - segments[i].record);
    }
    struct prepared *p = pack(w, segments, (uint32_t)count, document_segment(builder, 0)->article_id, records);
    p->first_document = first;
    p->hash = document_hash(builder);
    free(segments);
    if (!w->status && shard_memory(w->shard) > b->share)
        w->status = spill(b, w, &w->error);
    return p;
}

void prepared_free(struct prepared *p)
{
    free(p);
}

static void reserve_documents(struct build *b, size_t count)
{
    if (count <= b->cap)
        return;
    b->cap = count + count / 2 + 1024;
    b->lengths = mem_resize(b->lengths, b->cap, sizeof *b->lengths);
    b->owners = mem_resize(b->owners, b->cap, sizeof *b->owners);
    b->numbers = mem_resize(b->numbers, b->cap, sizeof *b->numbers);
    b->dates = mem_resize(b->dates, b->cap, DATE_SORTABLE_SIZE);
}

void build_begin_with(struct build *b, const struct old_index *old)
{
    uint32_t count = old->version.last_docid;
    reserve_documents(b, count);
    b->old = old;
    b->old_documents = b->documents = b->dead = count;
    for (uint32_t i = 0; i < count; i++)
        b->numbers[i] = BUILD_DEAD;
    if (count) {
        memset(b->lengths, 0, count * sizeof *b->lengths);
        memset(b->owners, 0, count * sizeof *b->owners);
        memset(b->dates, 0, (size_t)count * DATE_SORTABLE_SIZE);
    }
}

static void map_document(struct docid_map *m, uint32_t document, uint32_t docid)
{
    if (document >= m->cap) {
        size_t cap = (size_t)document + document / 2 + 1024;
        m->docids = mem_resize(m->docids, cap, sizeof *m->docids);
        memset(m->docids + m->cap, 0, (cap - m->cap) * sizeof *m->docids);
        m->cap = cap;
    }
    m->docids[document] = docid;
}

enum status build_take(struct build *b, const struct prepared *p, struct error *err)
{
    if (p->worker->status) {
        *err = p->worker->error;
        return p->worker->status;
    }
    if (p->refused)
        return error_set(err, STATUS_INPUT, "%.*s", (int)p->id_len, p->id);
    reserve_documents(b, (size_t)b->documents + p->count);
    for (uint32_t i = 0; i < p->count; i++) {
        const struct prepared_segment *s = &p->segments[i];
        uint32_t docid = ++b->documents;
        struct view record = {p->bytes + s->record, s->record_len};
        enum status status = run_write_varint(b->records, s->compressed, err);
        if (!status)
            status = run_write_string(b->records, record, err);
        if (status)
            return status;
        b->lengths[docid - 1] = s->length;
        b->owners[docid - 1] = (uint16_t)p->worker->number;
        b->numbers[docid - 1] = p->first_document + i;
        char *date = b->dates + (size_t)(docid - 1) * DATE_SORTABLE_SIZE;
        memset(date, 0, DATE_SORTABLE_SIZE);
        if (s->has_date)
            memcpy(date, s->date, DATE_SORTABLE_SIZE);
        buf_add_string(&b->ids, (struct view){p->id, p->id_len});
        map_document(&p->worker->map, p->first_document + i, docid);
    }
    return STATUS_OK;
}

void build_bury(struct build *b, uint32_t docid)
{
    struct bulk_worker *w = docid > b->old_documents ? b->workers : NULL;
    while (w && w->number != b->owners[docid - 1])
        w = w->next;
    if (w)
        w->map.docids[b->numbers[docid - 1]] = 0;
    b->numbers[docid - 1] = BUILD_DEAD;
    b->dead++;
}

bool build_is_dead(const struct build *b, uint32_t docid)
{
    return b->numbers[docid - 1] == BUILD_DEAD;
}

void build_set_metadata(struct build *b, struct view key, struct view value)
{
    buf_add_string(&b->metadata, key);
    buf_add_string(&b->metadata, value);
}

enum status build_finish(struct build *b, struct error *err)
{
    for (struct bulk_worker *w = b->workers; w; w = w->next)
        if (w->status) {
            *err = w->error;
            return w->status;
        }
    return finish(b, err);
}
