#include "indexer/bulk/block_file.h"

#include "indexer/bulk/write_behind.h"

#include <stdlib.h>
#include <string.h>

struct block_file {
    struct write_behind *file;
    uint32_t block_size;
    uint32_t window_blocks;
    uint32_t first; /* number of the window's first block */
    uint32_t used;  /* blocks in the window, holes included */
};

enum status block_file_create(const char *path, uint32_t block_size, struct block_file **out, struct error *err)
{
    struct write_behind *file;
    enum status status = write_behind_create(path, &file, err);
    if (status)
        return status;
    *out = mem_alloc(sizeof **out);
    **out = (struct block_file){.file = file, .block_size = block_size, .window_blocks = WINDOW_BYTES / block_size};
    return STATUS_OK;
}

static uint64_t place_of(const struct block_file *f, uint32_t number)
{
    return (uint64_t)number * f->block_size;
}

/* A hole has what stood there before: its block comes later. */
static enum status flush_window(struct block_file *f, struct error *err)
{
    enum status status = write_behind_flush(f->file, place_of(f, f->first), (size_t)f->used * f->block_size, err);
    f->first += f->used;
    f->used = 0;
    return status;
}

enum status block_file_put(struct block_file *f, uint32_t number, const unsigned char *block, struct error *err)
{
    if (number < f->first)
        return write_behind_patch(f->file, block, f->block_size, place_of(f, number), err);
    while (number - f->first >= f->window_blocks) {
        f->used = f->window_blocks;
        enum status status = flush_window(f, err);
        if (status)
            return status;
    }
    uint32_t place = number - f->first;
    memcpy(write_behind_window(f->file) + (size_t)place * f->block_size, block, f->block_size);
    if (place >= f->used)
        f->used = place + 1;
    return STATUS_OK;
}

enum status block_file_finish(struct block_file *f, struct error *err)
{
    enum status status = flush_window(f, err);
    return status ? status : write_behind_finish(f->file, err);
}

void block_file_free(struct block_file *f)
{
    if (!f)
        return;
    write_behind_free(f->file);
    free(f);
}
