#include "indexer/lane.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct lane {
    pthread_mutex_t lock;
    pthread_cond_t room;   /* for the reader: bytes or a chunk went away */
    pthread_cond_t work;   /* for workers: a chunk came, or the end */
    pthread_cond_t output; /* for the applier: items came, a chunk is done, or the end */
    pthread_cond_t drain;  /* for workers that hold items back: the applier took some */
    struct chunk *head, *tail, *next_work;
    size_t chunk_count, input_bytes, output_bytes;
    bool closed, aborted;
    const struct writer *writer;
};

struct lane *lane_new(const struct writer *writer)
{
    struct lane *lane = mem_alloc(sizeof *lane);
    pthread_mutex_init(&lane->lock, NULL);
    pthread_cond_init(&lane->room, NULL);
    pthread_cond_init(&lane->work, NULL);
    pthread_cond_init(&lane->output, NULL);
    pthread_cond_init(&lane->drain, NULL);
    lane->writer = writer;
    return lane;
}

void lane_free(struct lane *lane)
{
    if (!lane)
        return;
    while (lane->head) {
        struct chunk *chunk = lane->head;
        lane->head = chunk->next;
        item_list_free(lane->writer, &chunk->items);
        chunk_free(chunk);
    }
    pthread_cond_destroy(&lane->room);
    pthread_cond_destroy(&lane->work);
    pthread_cond_destroy(&lane->output);
    pthread_cond_destroy(&lane->drain);
    pthread_mutex_destroy(&lane->lock);
    free(lane);
}

static bool has_room(const struct lane *lane, size_t size)
{
    return lane->chunk_count < LANE_CHUNKS && (lane->input_bytes == 0 || lane->input_bytes + size <= LANE_INPUT_BYTES);
}

bool lane_put(struct lane *lane, struct chunk *chunk)
{
    chunk->input_size = chunk->bytes.len;
    pthread_mutex_lock(&lane->lock);
    while (!lane->aborted && !has_room(lane, chunk->input_size))
        pthread_cond_wait(&lane->room, &lane->lock);
    bool aborted = lane->aborted;
    chunk->done = chunk->kind != CHUNK_PARSE;
    if (lane->tail)
        lane->tail->next = chunk;
    else
        lane->head = chunk;
    lane->tail = chunk;
    lane->chunk_count++;
    lane->input_bytes += chunk->input_size;
    if (!lane->next_work && !chunk->done)
        lane->next_work = chunk;
    pthread_cond_signal(chunk->done ? &lane->output : &lane->work);
    pthread_mutex_unlock(&lane->lock);
    return !aborted;
}

void lane_close(struct lane *lane)
{
    pthread_mutex_lock(&lane->lock);
    lane->closed = true;
    pthread_cond_broadcast(&lane->work);
    pthread_cond_broadcast(&lane->output);
    pthread_mutex_unlock(&lane->lock);
}

void lane_abort(struct lane *lane)
{
    pthread_mutex_lock(&lane->lock);
    lane->aborted = true;
    pthread_cond_broadcast(&lane->room);
    pthread_cond_broadcast(&lane->work);
    pthread_cond_broadcast(&lane->output);
    pthread_cond_broadcast(&lane->drain);
    pthread_mutex_unlock(&lane->lock);
}

struct chunk *lane_work(struct lane *lane)
{
    pthread_mutex_lock(&lane->lock);
    while (!lane->next_work && !lane->closed && !lane->aborted)
        pthread_cond_wait(&lane->work, &lane->lock);
    struct chunk *chunk = lane->aborted ? NULL : lane->next_work;
    if (chunk)
        for (lane->next_work = chunk->next; lane->next_work && lane->next_work->done;)
            lane->next_work = lane->next_work->next;
    pthread_mutex_unlock(&lane->lock);
    return chunk;
}

/* The first chunk's items are what the applier waits for: they may always come, beside what others hold back. */
static bool must_wait(const struct lane *lane, const struct chunk *chunk)
{
    size_t held = chunk == lane->head ? chunk->items.size : lane->output_bytes;
    return !lane->aborted && held > LANE_OUTPUT_BYTES;
}

bool lane_emit(struct lane *lane, struct chunk *chunk, struct item_list *items)
{
    pthread_mutex_lock(&lane->lock);
    while (must_wait(lane, chunk))
        pthread_cond_wait(&lane->drain, &lane->lock);
    bool aborted = lane->aborted;
    if (items->head) {
        if (chunk->items.tail)
            chunk->items.tail->next = items->head;
        else
            chunk->items.head = items->head;
        chunk->items.tail = items->tail;
        chunk->items.size += items->size;
        lane->output_bytes += items->size;
        *items = (struct item_list){0};
    }
    if (chunk == lane->head)
        pthread_cond_signal(&lane->output);
    pthread_mutex_unlock(&lane->lock);
    return !aborted;
}

void lane_finish(struct lane *lane, struct chunk *chunk)
{
    buf_release(&chunk->bytes);
    pthread_mutex_lock(&lane->lock);
    chunk->done = true;
    lane->input_bytes -= chunk->input_size;
    chunk->input_size = 0;
    if (chunk == lane->head)
        pthread_cond_signal(&lane->output);
    pthread_cond_signal(&lane->room);
    pthread_mutex_unlock(&lane->lock);
}

/* Take a finished first chunk out, under the lock. */
static void pop_head(struct lane *lane)
{
    struct chunk *chunk = lane->head;
    lane->head = chunk->next;
    if (!lane->head)
        lane->tail = NULL;
    lane->chunk_count--;
    lane->input_bytes -= chunk->input_size;
    chunk->next = NULL;
    pthread_cond_signal(&lane->room);
}

struct chunk *lane_take(struct lane *lane, struct item_list *items, bool *finished)
{
    pthread_mutex_lock(&lane->lock);
    while (!lane->aborted && !(lane->head ? lane->head->done || lane->head->items.head : lane->closed))
        pthread_cond_wait(&lane->output, &lane->lock);
    struct chunk *chunk = lane->aborted ? NULL : lane->head;
    if (chunk) {
        *items = chunk->items;
        chunk->items = (struct item_list){0};
        lane->output_bytes -= items->size;
        *finished = chunk->done;
        if (chunk->done)
            pop_head(lane);
        pthread_cond_broadcast(&lane->drain);
    }
    pthread_mutex_unlock(&lane->lock);
    return chunk;
}
