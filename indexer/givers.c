#include "indexer/givers.h"

#include "indexer/hash_set.h"

#include <stdlib.h>

static void grow(struct givers *g)
{
    const struct givers old = *g;
    g->cap = old.cap ? old.cap * 2 : 1024;
    g->ids = mem_array(g->cap, sizeof *g->ids);
    g->files = mem_array(g->cap, sizeof *g->files);
    for (size_t i = 0; i < old.cap; i++) {
        if (old.ids[i] == 0)
            continue;
        size_t at = hash_slot(g->ids, g->cap, old.ids[i]);
        g->ids[at] = old.ids[i];
        g->files[at] = old.files[i];
    }
    free(old.ids);
    free(old.files);
}

uint32_t givers_of(const struct givers *g, uint64_t id)
{
    size_t at = g->cap > 0 ? hash_slot(g->ids, g->cap, id) : 0;
    return g->cap > 0 && g->ids[at] == id ? g->files[at] : 0;
}

void givers_put(struct givers *g, uint64_t id, uint32_t file)
{
    if (g->count + g->count / 3 >= g->cap)
        grow(g);
    size_t at = hash_slot(g->ids, g->cap, id);
    g->count += g->ids[at] == 0;
    g->ids[at] = id;
    g->files[at] = file;
}

uint64_t givers_path(const struct givers *g, uint32_t file)
{
    return file > 0 && file <= g->path_count ? g->paths[file - 1] : 0;
}

void givers_name(struct givers *g, uint32_t file, uint64_t path)
{
    while (g->path_count < file) {
        mem_grow(&g->paths, &g->path_cap, g->path_count, sizeof *g->paths);
        g->paths[g->path_count++] = 0;
    }
    g->paths[file - 1] = path;
}

void givers_release(struct givers *g)
{
    free(g->ids);
    free(g->files);
    free(g->paths);
    *g = (struct givers){0};
}
