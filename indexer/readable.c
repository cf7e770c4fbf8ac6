#include "indexer/readable.h"

#include "common/article.h"
#include "common/schema.h"
#include "indexer/bulk/steps.h"
#include "indexer/bulk/termlist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_TERM_BYTES = 5, /* that an entry of the list takes beside the term: two lengths, and most of the wdf */
    MOST_TRIES = 64,
};

static void *keep(struct readable *changes, size_t size)
{
    mem_grow(&changes->items, &changes->cap, changes->count, sizeof(void *));
    return changes->items[changes->count++] = mem_alloc(size);
}

void readable_release(struct readable *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        free(changes->items[i]);
    free(changes->items);
    *changes = (struct readable){0};
}

/* Bytes that hardly compress, so that each moves the end of the stream. */
static void pad_record(struct store_document *document, bool (*reads)(struct view entry), struct readable *changes)
{
    char *padded = keep(changes, document->data.len + RECORD_MOST_PADDING);
    const size_t len = document->data.len;
    memcpy(padded, document->data.ptr, len);
    padded[len] = 0;
    for (size_t i = 1; i < RECORD_MOST_PADDING; i++)
        padded[len + i] = (char)(i * 167 ^ i >> 3);
    for (size_t i = 1; i <= RECORD_MOST_PADDING; i++) {
        const struct view tried = {padded, len + i};
        if (!reads(tried))
            continue;
        document->data = tried;
        return;
    }
}

static int compare(const void *left, const void *right)
{
    const struct store_term *a = left, *b = right;
    return view_compare(a->name, b->name);
}

/* The list of terms as libxapian stores it; `terms` are sorted. */
static bool reads_terms(struct store_term *terms, size_t count, bool (*reads)(struct view entry))
{
    struct termlist list = {0};
    uint32_t length = 0;
    qsort(terms, count, sizeof *terms, compare);
    for (size_t i = 0; i < count; i++)
        length += terms[i].wdf;
    termlist_begin(&list, length, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        termlist_add(&list, terms[i].name, terms[i].wdf);
    bool good = reads(view_of_buf(&list.tag));
    termlist_release(&list);
    return good;
}

/* Short lists are not looked at. */
static bool is_long_list(const struct store_document *document, struct view id)
{
    size_t bytes = id.len + 2 * MOST_TERM_BYTES;
    for (size_t i = 0; i < document->term_count; i++)
        bytes += document->terms[i].name.len + MOST_TERM_BYTES;
    return bytes > STEPS_SIZE;
}

static void pad_terms(struct store_document *document, struct view id, bool (*reads)(struct view entry), struct readable *changes)
{
    enum { NAME_SIZE = sizeof SCHEMA_PADDING_TERM + 8 };
    const size_t count = document->term_count;
    struct store_term *terms = mem_array(count + 2, sizeof *terms);
    memcpy(terms, document->terms, count * sizeof *terms);
    terms[count] = (struct store_term){.name = id};
    bool good = reads_terms(terms, count + 1, reads);
    for (unsigned i = 0; !good && i < MOST_TRIES; i++) {
        char name[NAME_SIZE];
        const int len = snprintf(name, sizeof name, "%s%u", SCHEMA_PADDING_TERM, i * 37);
        memcpy(terms, document->terms, count * sizeof *terms);
        terms[count] = (struct store_term){.name = id};
        terms[count + 1] = (struct store_term){.name = {name, (size_t)len}};
        good = reads_terms(terms, count + 2, reads);
        if (!good)
            continue;
        struct store_term *more = keep(changes, (count + 1) * sizeof *more + NAME_SIZE);
        char *kept = (char *)(more + count + 1);
        memcpy(more, document->terms, count * sizeof *more);
        memcpy(kept, name, sizeof name);
        more[count] = (struct store_term){.name = {kept, (size_t)len}};
        document->terms = more;
        document->term_count++;
    }
    free(terms);
}

void readable_make(struct store_document *document, struct view id, bool (*reads)(struct view entry), struct readable *changes)
{
    if (document->data.len > STEPS_SIZE && !reads(document->data))
        pad_record(document, reads, changes);
    if (is_long_list(document, id))
        pad_terms(document, id, reads, changes);
}
