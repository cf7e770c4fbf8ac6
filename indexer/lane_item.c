/* The things that travel in a lane: made, collected and freed. */
#include "indexer/lane.h"

#include <stdlib.h>
#include <string.h>

struct item *item_new(enum item_kind kind, struct view text)
{
    size_t size = sizeof(struct item) + text.len + 1;
    struct item *item = mem_alloc(size);
    item->kind = kind;
    item->size = size;
    item->text_len = text.len;
    if (text.len > 0)
        memcpy(item->text, text.ptr, text.len);
    return item;
}

void item_free(const struct writer *writer, struct item *item)
{
    if (item->prepared)
        writer->ops->discard(item->prepared);
    free(item);
}

void item_list_add(struct item_list *list, struct item *item)
{
    if (list->tail)
        list->tail->next = item;
    else
        list->head = item;
    list->tail = item;
    list->size += item->size;
}

void item_list_free(const struct writer *writer, struct item_list *list)
{
    while (list->head) {
        struct item *item = list->head;
        list->head = item->next;
        item_free(writer, item);
    }
    *list = (struct item_list){0};
}

void chunk_free(struct chunk *chunk)
{
    if (chunk->last && chunk->file) {
        free(chunk->file->path);
        free(chunk->file->shown);
        buf_release(&chunk->file->head);
        free(chunk->file);
    }
    buf_release(&chunk->bytes);
    free(chunk->reason);
    free(chunk);
}
