#include "query/batch_parts.h"
#include "query/choice.h"

static bool ends_batch(enum status status)
{
    return status == STATUS_INDEX || status == STATUS_IO || status == STATUS_LOCKED || status == STATUS_CHANGED ||
           status == STATUS_INTERRUPTED;
}

/* ---- reading ---- */

static void read_queries(struct batch *b, struct topics *topics)
{
    uint64_t skip = b->settings->skip;
    for (;;) {
        pthread_mutex_lock(&b->lock);
        while (b->read - b->written >= BATCH_RING && !atomic_load(&b->stop))
            pthread_cond_wait(&b->room, &b->lock);
        struct batch_slot *slot = &b->slots[b->read % BATCH_RING];
        pthread_mutex_unlock(&b->lock);
        if (atomic_load(&b->stop))
            return;
        slot->status = topics_next(topics, &slot->topic, &slot->err);
        if (slot->status == STATUS_NOT_FOUND)
            return;
        if (slot->status == STATUS_IO) {
            error_prefix(&slot->err, "%s", b->settings->path);
            batch_fail(b, STATUS_IO, &slot->err);
            return;
        }
        if (skip > 0) {
            skip--;
            continue;
        }
        slot->done = false;
        pthread_mutex_lock(&b->lock);
        b->read++;
        pthread_cond_signal(&b->work);
        pthread_mutex_unlock(&b->lock);
    }
}

void *batch_run_reader(void *memory)
{
    struct batch *b = memory;
    struct topics *topics = NULL;
    struct topics_settings settings = b->settings->topics;
    struct error err = {0};
    settings.stop = &b->stop;
    enum status status = topics_open(b->settings->path, &settings, &topics, &err);
    if (status == STATUS_OK)
        read_queries(b, topics);
    else
        batch_fail(b, status, &err);
    topics_close(topics);
    pthread_mutex_lock(&b->lock);
    b->ended = true;
    batch_wake_all(b);
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

/* ---- searching ---- */

/* A query of the language that is wrong: a bad query, which says where. */
static enum status place_mistake(const struct results *results, struct error *err)
{
    struct view text = view_of_buf(&results->query.text);
    struct span place = results->query.mistake;
    struct view wrong = view_sub(text, place.start, place.end);
    if (wrong.len > 0)
        return error_prefix(err, "at byte %u, \"%.*s\"", place.start + 1, (int)(wrong.len < 40 ? wrong.len : 40), wrong.ptr);
    return error_prefix(err, "at byte %u", place.start + 1);
}

static void answer(const struct batch_settings *settings, struct searcher *searcher, struct results *results,
                   struct batch_slot *slot)
{
    struct search_settings search_settings = choice_for_topic(&settings->search, &slot->topic);
    struct print_settings print = settings->print;
    double start = batch_clock_ms();
    slot->status = search(searcher, view_of_buf(&slot->topic.text), &search_settings, results, &slot->err);
    if (slot->status == STATUS_USAGE)
        slot->status = place_mistake(results, &slot->err);
    if (slot->status == STATUS_OK && settings->search.syntax == SYNTAX_LITERAL && results->query.term_count == 0)
        slot->status = error_set(&slot->err, STATUS_INPUT, "the query has no word to search for");
    if (slot->status != STATUS_OK)
        return;
    slot->results = results->count;
    if (results->count > 0) {
        print.qid = view_of_buf(&slot->topic.qid);
        print.batch = true;
        settings->printer->print(results, &print, &slot->out);
    }
    slot->milliseconds = (float)(batch_clock_ms() - start);
    if (slot->out.overflow)
        slot->status = error_set(&slot->err, STATUS_INPUT, "its results are larger than 2 GiB");
}

/* The next query to search for; NULL at the end. Waits while too much output waits, unless this query is what all others wait for. */
static struct batch_slot *take_query(struct batch *b)
{
    struct batch_slot *slot = NULL;
    pthread_mutex_lock(&b->lock);
    while (!atomic_load(&b->stop)) {
        bool available = b->taken < b->read;
        if (available && (b->pending < BATCH_PENDING_MAX || b->taken == b->written)) {
            slot = &b->slots[b->taken++ % BATCH_RING];
            break;
        }
        if (!available && b->ended)
            break;
        pthread_cond_wait(&b->work, &b->lock);
    }
    pthread_mutex_unlock(&b->lock);
    return slot;
}

void *batch_run_worker(void *memory)
{
    struct worker *w = memory;
    struct batch *b = w->batch;
    struct results results = {0};
    for (struct batch_slot *slot = take_query(b); slot; slot = take_query(b)) {
        buf_clear(&slot->out);
        slot->results = 0;
        slot->milliseconds = -1;
        if (slot->status == STATUS_OK)
            answer(b->settings, w->searcher, &results, slot);
        if (ends_batch(slot->status)) {
            batch_fail(b, slot->status, &slot->err);
            break;
        }
        pthread_mutex_lock(&b->lock);
        slot->done = true;
        b->pending += slot->out.len;
        pthread_cond_signal(&b->done);
        pthread_mutex_unlock(&b->lock);
    }
    results_release(&results);
    return NULL;
}
