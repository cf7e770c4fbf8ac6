/* What the applier does at the end of a file: its vanished articles, its entry in the manifest. */
#include "indexer/apply.h"

/* So many ids are asked for at a time. */
enum { IDS_PAGE = 4096 };

enum status apply_entry(struct applier *a, struct view path, const struct manifest_entry *entry, struct error *err)
{
    manifest_key(path, &a->key);
    buf_clear(&a->value);
    if (entry)
        manifest_encode(entry, path, &a->value);
    a->dirty = true;
    return a->writer->ops->set_metadata(a->writer, view_of_buf(&a->key), view_of_buf(&a->value), err);
}

/* Walk the articles that the index has from a file: all are counted in `*count`; those that this run has not met are deleted
 * when `prune`. */
static enum status walk_articles(struct applier *a, struct view path, bool prune, uint64_t *count, struct error *err)
{
    struct buf path_term = {0}, id_term = {0}, ids = {0};
    uint32_t after = 0;
    enum status status = STATUS_OK;
    schema_term(FIELD_PATH, path, &path_term);
    do {
        buf_clear(&ids);
        status = a->writer->ops->ids(a->writer, view_of_buf(&path_term), IDS_PAGE, &after, &ids, err);
        struct view rest = view_of_buf(&ids), id;
        while (status == STATUS_OK && view_take_string(&rest, &id)) {
            *count += 1;
            buf_clear(&id_term);
            schema_term(FIELD_ID, id, &id_term);
            const uint64_t hash = hash_of(view_of_buf(&id_term));
            if (prune && givers_of(&a->givers, hash))
                continue;
            apply_let_go(a, hash);
            if (!prune)
                continue;
            status = a->writer->ops->remove(a->writer, view_of_buf(&id_term), err);
            a->report->deleted++;
            a->dirty = true;
        }
    } while (status == STATUS_OK && ids.len > 0);
    buf_release(&path_term);
    buf_release(&id_term);
    buf_release(&ids);
    return status;
}

/* Nothing can have gone from a file that the index did not know, or of which every article was met again. One that shared ids may have had more articles than
 * were counted: those that it took over from an earlier file. */
static bool may_have_lost(const struct apply_file *file)
{
    const struct input_file *input = file->input;
    return input->known && !file->failed && !(input->old.complete && !input->old.shares && input->old.articles == file->kept);
}

static enum status end_parsed(struct applier *a, struct input_file *input, struct error *err)
{
    uint64_t count = 0;
    if (may_have_lost(&a->file)) {
        enum status status = walk_articles(a, view_of(input->path), true, &count, err);
        if (status != STATUS_OK)
            return status;
    }
    struct manifest_entry entry = input->entry;
    entry.articles = a->file.articles;
    entry.complete = !a->file.failed;
    entry.shares = a->file.shares || (a->file.failed && input->old.shares);
    if (a->file.failed)
        entry.articles += input->old.articles;
    struct manifest_file *known = a->file.failed ? NULL : manifest_find(a->manifest, view_of(input->path));
    if (known)
        known->read = true;
    return apply_entry(a, view_of(input->path), &entry, err);
}

enum status apply_file_end(struct applier *a, const struct chunk *chunk, struct error *err)
{
    struct input_file *input = chunk->file;
    if (chunk->kind == CHUNK_SKIP || input->is_stream)
        return STATUS_OK;
    if (chunk->kind == CHUNK_PARSE)
        return end_parsed(a, input, err);
    struct manifest_entry entry = input->entry;
    entry.articles = input->old.articles;
    entry.shares = input->old.shares;
    entry.complete = true;
    a->report->files_unchanged++;
    a->report->unchanged += entry.articles;
    manifest_find(a->manifest, view_of(input->path))->unchanged = true;
    return apply_entry(a, view_of(input->path), &entry, err);
}

enum status apply_vanished(struct applier *a, struct manifest_file *file, struct error *err)
{
    struct view path = view_of(file->path);
    struct buf term = {0};
    uint64_t count = 0;
    enum status status = walk_articles(a, path, false, &count, err);
    schema_term(FIELD_PATH, path, &term);
    if (status == STATUS_OK && count > 0)
        status = a->writer->ops->remove(a->writer, view_of_buf(&term), err);
    if (status == STATUS_OK)
        status = apply_entry(a, path, NULL, err);
    if (status == STATUS_OK) {
        a->report->deleted += count;
        a->report->files_vanished++;
        file->given_up = true;
        a->uncommitted_bytes += count << 12; /* a deletion costs about as much as an article of this size */
    }
    buf_release(&term);
    return status;
}
