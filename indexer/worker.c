#include "indexer/worker.h"

#include "indexer/charset.h"

#include <stdlib.h>
#include <string.h>

/* Items are handed on by so much, to take the lane's lock seldom. */
enum { EMIT_BYTES = 512 << 10 };

enum status worker_init(struct worker *w, struct lane *lane, const struct writer *writer, const char *language, struct error *err)
{
    *w = (struct worker){.lane = lane, .writer = writer};
    return document_builder_new(language, &w->builder, err);
}

void worker_release(struct worker *w)
{
    document_builder_free(w->builder);
    buf_release(&w->utf8);
}

static void emit(struct worker *w)
{
    if (!lane_emit(w->lane, w->chunk, &w->items))
        w->stopped = true;
}

static void add_item(struct worker *w, struct item *item)
{
    item_list_add(&w->items, item);
    if (w->items.size > EMIT_BYTES)
        emit(w);
}

static void on_problem(void *context, uint64_t line, const char *sentence)
{
    struct worker *w = context;
    struct item *item = item_new(ITEM_PROBLEM, view_of(sentence));
    item->line = line;
    add_item(w, item);
}

static void report_cut(struct worker *w, uint64_t before)
{
    uint64_t cut = document_builder_cut(w->builder) - before;
    if (cut == 0)
        return;
    struct buf sentence = {0};
    buf_printf(&sentence, "the last %llu words of a text were not indexed", (unsigned long long)cut);
    on_problem(w, 0, sentence.data);
    buf_release(&sentence);
}

static void on_article(void *context, const struct article *article)
{
    struct worker *w = context;
    if (w->stopped)
        return;
    size_t count = 0, bytes = 0;
    uint64_t cut = document_builder_cut(w->builder);
    document_build(w->builder, article, &count);
    struct item *item = item_new(ITEM_ARTICLE, document_id_term(w->builder));
    item->prepared = w->writer->ops->prepare(w->writer, w->builder, count, &bytes);
    item->hash = document_hash(w->builder);
    item->text_bytes = article->title.len + article->text.len;
    item->size += bytes;
    add_item(w, item);
    report_cut(w, cut);
}

static void fail(struct worker *w, const char *sentence)
{
    add_item(w, item_new(ITEM_FAILED, view_of(sentence)));
}

/* The bytes as their format wants them: as they are, or as UTF-8. */
static bool to_utf8(struct worker *w, struct view *bytes)
{
    struct chunk *chunk = w->chunk;
    struct input_file *file = chunk->file;
    enum status status;
    struct error err;
    if (file->format->raw || (file->in_parts && !file->charset[0]))
        return true;
    if (file->in_parts)
        status = charset_convert(*bytes, file->charset, &w->utf8, &chunk->replaced, &err);
    else {
        struct charset_result charset = {0};
        status = charset_to_utf8(*bytes, &w->utf8, &charset, &err);
        memcpy(file->charset, charset.name, sizeof file->charset);
        chunk->replaced = charset.replacements;
    }
    if (status != STATUS_OK)
        fail(w, err.text);
    *bytes = view_of_buf(&w->utf8);
    return status == STATUS_OK;
}

static void parse_chunk(struct worker *w)
{
    const struct chunk *chunk = w->chunk;
    const struct article_sink sink = {on_article, on_problem, w};
    struct source source = {.bytes = view_of_buf(&chunk->bytes),
                            .path = chunk->file->path,
                            .shown = chunk->file->shown,
                            .line = chunk->line,
                            .head = view_of_buf(&chunk->file->head)};
    struct error err;
    if (!to_utf8(w, &source.bytes))
        return;
    if (chunk->file->format->parse(&source, &sink, &err) != STATUS_OK)
        fail(w, err.text);
}

void *worker_run(void *worker)
{
    struct worker *w = worker;
    while ((w->chunk = lane_work(w->lane))) {
        if (w->chunk->bytes.len > 0)
            parse_chunk(w);
        emit(w);
        lane_finish(w->lane, w->chunk);
    }
    return NULL;
}
