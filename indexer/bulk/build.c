#include "indexer/bulk/build.h"

#include "common/huge.h"
#include "indexer/bulk/finish.h"
#include "indexer/bulk/rules.h"
#include "indexer/bulk/spill.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { MIN_SHARE = 4 << 20, MAX_SHARE = 1 << 30 };

size_t build_share(size_t memory, unsigned threads)
{
    size_t share = (memory - memory / 8) / (threads ? threads : 1);
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

enum status build_open(const char *folder, uint64_t records_length, size_t memory, unsigned threads, struct build **out,
                       struct error *err)
{
    struct buf path = {0};
    struct run_writer *records = NULL;
    buf_printf(&path, "%s/" BUILD_RECORDS, folder);
    enum status status =
        records_length ? run_append(path.data, records_length, &records, err) : run_create(path.data, &records, err);
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
    pthread_mutex_destroy(&w->lock);
    buf_release(&w->records);
    free(w->runs.terms);
    free(w->runs.doomed);
    huge_free(w->map.docids, w->map.cap * sizeof *w->map.docids);
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
    journal_close(b->journal);
    pthread_mutex_destroy(&b->lock);
    buf_release(&b->ids);
    buf_release(&b->metadata);
    buf_release(&b->entry);
    free(b->lengths);
    free(b->owners);
    free(b->numbers);
    free(b->dates);
    free(b->folder);
    free(b);
}

struct bulk_worker *build_add_worker(struct build *b)
{
    struct bulk_worker *w = mem_alloc(sizeof *w);
    w->shard = shard_new();
    w->deflater = deflater_new();
    pthread_mutex_init(&w->lock, NULL);
    w->number = b->worker_count++;
    w->next = b->workers;
    b->workers = w;
    return w;
}

/* The worker of a builder: found at its first article, kept with the builder. One of an earlier run goes on with a new builder. */
static struct bulk_worker *worker_of(struct build *b, struct document_builder *builder)
{
    void **attachment = document_attachment(builder);
    if (!*attachment) {
        pthread_mutex_lock(&b->lock);
        struct bulk_worker *w = b->workers;
        while (w && w->claimed)
            w = w->next;
        if (!w)
            w = build_add_worker(b);
        w->claimed = true;
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

/* The bytes of postings at which the worker spills: its share without its builder's dictionary and its part of what the build remembers of all documents (build.h,
 * seen.h, the ids that the pipeline has met). A build of very many documents keeps a quarter, or every few articles would be a run. */
static size_t room_for_postings(const struct build *b, const struct bulk_worker *w, const struct document_builder *builder)
{
    enum { REMEMBERED = 160 }; /* of a document; arrays that double on their way included */
    size_t others = document_builder_memory(builder) + shard_lookup_memory(w->shard) + (size_t)w->shard->next_document * REMEMBERED;
    size_t least = b->share / 4;
    return b->share > others + least ? b->share - others : least;
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
    buf_clear(records);
    pthread_mutex_lock(&w->lock);
    uint32_t first = w->shard->next_document;
    for (size_t i = 0; i < count; i++) {
        const struct document *d = document_segment(builder, i);
        struct flat_terms terms = flattener_terms(flat, i);
        segments[i].length = shard_add(w->shard, &terms, document_generation(builder));
        segments[i].has_date = d->has_date;
        memcpy(segments[i].date, d->date, sizeof d->date);
        segments[i].record = (uint32_t)records->len;
        segments[i].compressed = deflater_add(w->deflater, view_of_buf(&d->record), records);
        segments[i].record_len = (uint32_t)(records->len - segments[i].record);
        segments[i].outline_len = (uint32_t)d->outline.len;
        buf_add_view(records, view_of_buf(&d->outline));
    }
    struct prepared *p = pack(w, segments, (uint32_t)count, document_segment(builder, 0)->article_id, records);
    p->first_document = first;
    p->hash = document_hash(builder);
    free(segments);
    w->room = room_for_postings(b, w, builder);
    if (!w->status && shard_memory(w->shard) > w->room)
        w->status = spill(b, w, &w->error);
    pthread_mutex_unlock(&w->lock);
    return p;
}

void prepared_free(struct prepared *p)
{
    free(p);
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

/* Everything that begins so and has a number up to `end`. */
static void remove_numbered(const struct build *b, const char *kind, unsigned worker, unsigned end)
{
    struct buf path = {0};
    for (unsigned i = 0; i < end; i++) {
        spill_path(b, kind, worker, i, &path);
        unlink(path.data);
    }
    buf_release(&path);
}

void build_clear(struct build *b)
{
    static const char *const names[] = {BUILD_RECORDS, JOURNAL_NAME};
    struct buf path = {0};
    journal_close(b->journal);
    b->journal = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        buf_clear(&path);
        buf_printf(&path, "%s/%s", b->folder, names[i]);
        unlink(path.data);
    }
    for (const struct bulk_worker *w = b->workers; w; w = w->next) {
        remove_numbered(b, "terms", w->number, w->runs.next);
        remove_numbered(b, "lists", w->number, w->runs.lists);
    }
    buf_release(&path);
}
