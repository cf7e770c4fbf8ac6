/* Ids that several files hold. The index has the article of the file that comes last in the walk; of the others it is noted that they lost it (takeovers.h).
 *
 * An update reads only what changed. So two things must be made good at its end, by reading other files again: an id that its file let go, while another file,
 * unchanged, still holds it; and one that a changed file took from a later one, which would have had the last word. What is read again takes the place
 * of an article only where that is of an earlier file. */
#include "indexer/apply.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* The number of the file that an article stands for; what came from elsewhere (standard input) counts as last. Only when the walk has ended, since the reader
 * writes the numbers. */
static uint32_t order_of(struct applier *a, const struct stored *stored)
{
    const struct manifest_file *file = stored->giver ? NULL : manifest_find_hash(a->manifest, stored->path);
    return file ? file->order : stored->giver ? stored->giver : UINT32_MAX;
}

bool apply_is_passed_over(struct applier *a, uint64_t id, const struct stored *stored)
{
    struct takeovers *t = manifest_takeovers(a->manifest);
    const struct input_file *taker = a->file.input;
    if (a->again && order_of(a, stored) >= taker->order) {
        a->file.shares = true;
        takeovers_add(t, id, hash_of(view_of(taker->path)));
        return true;
    }
    if (!stored->path)
        return false;
    takeovers_add(t, id, stored->path);
    struct manifest_file *loser = stored->giver ? NULL : manifest_find_hash(a->manifest, stored->path);
    if (loser && (!loser->first_taker || taker->order < loser->first_taker))
        loser->first_taker = taker->order;
    return false;
}

void apply_tell_namesake(struct applier *a, struct view id_term, const struct stored *stored)
{
    const struct input_file *input = a->file.input;
    const struct source source = {.path = input->path, .shown = input->shown};
    struct buf name = {0};
    struct buf from = {0};
    struct stat s;
    format_make_id(&source, 0, 1, &name);
    const struct view id = view_sub(id_term, 1, id_term.len);
    const bool made = view_equal(id, view_of_buf(&name)) ||
                      (id.len > name.len && view_starts_with(id, view_of_buf(&name)) && id.ptr[name.len] == ':');
    buf_add_view(&from, stored->from);
    if (made && !input->is_stream && from.len && stat(from.data, &s) == 0) {
        buf_clear(&name);
        buf_printf(&name, "takes the place of an article of %s, which was named alike; give absolute paths to keep both",
                   from.data);
        apply_problem(a, input->shown, 0, name.data, false);
    }
    buf_release(&name);
    buf_release(&from);
}

void apply_let_go(struct applier *a, uint64_t id)
{
    size_t count = 0;
    const struct takeover *losers = takeovers_of(manifest_takeovers(a->manifest), id, &count);
    for (size_t i = 0; i < count; i++) {
        struct manifest_file *file = manifest_find_hash(a->manifest, losers[i].path);
        if (file)
            file->due = true;
    }
}

/* Until the end of the walk a file that lost an id may still turn out to be the later one. */
static bool is_due(const struct manifest_file *file, bool ended)
{
    return !file->read && !file->given_up && (file->due || (file->first_taker && (!ended || file->order > file->first_taker)));
}

static bool is_there(const struct manifest_file *file)
{
    struct stat s;
    return stat(file->path, &s) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

size_t apply_list_again(struct applier *a, struct manifest_file ***list)
{
    size_t count = 0, found = 0, cap = 0;
    struct manifest_file *files = manifest_files(a->manifest, &count);
    *list = NULL;
    for (size_t i = 0; i < count; i++) {
        struct manifest_file *file = &files[i];
        if (file->tried || !is_due(file, true) || !is_there(file))
            continue;
        file->tried = true;
        a->report->files_unchanged -= file->unchanged;
        a->report->unchanged -= file->unchanged ? file->entry.articles : 0;
        mem_grow(list, &cap, found, sizeof(struct manifest_file *));
        (*list)[found++] = file;
    }
    return found;
}

/* What is known and need not be kept: the file has been read since, or is none any more. */
static bool is_over(struct applier *a, const struct takeover *t)
{
    const struct manifest_file *file = manifest_find_hash(a->manifest, t->path);
    return !file || file->read || file->given_up;
}

enum status apply_save_takeovers(struct applier *a, bool ended, struct error *err)
{
    const struct takeovers *all = manifest_takeovers(a->manifest);
    struct takeovers kept = {0};
    size_t count = 0;
    const struct manifest_file *files = manifest_files(a->manifest, &count);
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].id != TAKEOVER_DUE && !(ended && i < all->known && is_over(a, &all->items[i])))
            takeovers_add(&kept, all->items[i].id, all->items[i].path);
    for (size_t i = 0; i < count; i++)
        if (is_due(&files[i], ended))
            takeovers_add(&kept, TAKEOVER_DUE, hash_of(view_of(files[i].path)));
    takeovers_encode(&kept, &a->scratch);
    takeovers_release(&kept);
    if (view_equal(view_of_buf(&a->scratch), view_of_buf(&a->taken)))
        return STATUS_OK;
    buf_clear(&a->taken);
    buf_add_view(&a->taken, view_of_buf(&a->scratch));
    return a->writer->ops->set_metadata(a->writer, VIEW(METADATA_TAKEOVERS), view_of_buf(&a->taken), err);
}
