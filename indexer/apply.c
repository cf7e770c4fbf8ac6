#include "indexer/apply.h"

#include "indexer/interrupt.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { PRINTED_PROBLEMS = 20 };

void apply_release(struct applier *a)
{
    if (a->held)
        chunk_free(a->held);
    givers_release(&a->givers);
    buf_release(&a->taken);
    buf_release(&a->key);
    buf_release(&a->value);
    buf_release(&a->record);
    buf_release(&a->scratch);
}

void apply_problem(struct applier *a, const char *path, uint64_t line, const char *sentence, bool skipped)
{
    report_add(a->report, path, line, sentence, skipped);
    if (a->settings->quiet || a->printed > PRINTED_PROBLEMS)
        return;
    progress_clear(a->progress);
    if (a->printed++ == PRINTED_PROBLEMS) {
        fputs("further ones are only counted; --json lists them\n", stderr);
        return;
    }
    buf_clear(&a->scratch);
    report_problem_line(path, line, sentence, skipped, &a->scratch);
    fprintf(stderr, "%s\n", a->scratch.data);
}

/* A parser's sentence says "left out" where the record was lost. */
static bool says_skipped(const char *sentence)
{
    return strstr(sentence, "left out") != NULL;
}

/* `out->giver` is set. */
static enum status look_up(struct applier *a, const struct item *item, struct view id_term, struct stored *out, struct error *err)
{
    enum status status = a->writer->ops->find(a->writer, id_term, &a->record, err);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK)
        return status;
    struct record record;
    out->found = true;
    out->path = givers_path(&a->givers, out->giver);
    out->same_file = out->giver == a->file.input->order;
    if (record_decode(view_of_buf(&a->record), &record, NULL) != STATUS_OK)
        return STATUS_OK; /* damaged: written anew */
    out->same = record.hash.low == item->hash.low && record.hash.high == item->hash.high;
    if (!out->giver && record.article.path.len > 0) {
        out->from = record.article.path;
        out->path = hash_of(record.article.path);
        out->same_file = view_equal(record.article.path, view_of(a->file.input->path));
    }
    return STATUS_OK;
}

static enum status write_article(struct applier *a, struct item *item, struct view id_term, struct error *err)
{
    void *prepared = item->prepared;
    item->prepared = NULL;
    enum status status = a->writer->ops->replace(a->writer, id_term, prepared, err);
    if (status == STATUS_OK) {
        a->dirty = true;
        a->uncommitted_bytes += item->text_bytes;
    }
    return status;
}

static enum status apply_article(struct applier *a, struct item *item, struct error *err)
{
    struct view id_term = {item->text, item->text_len};
    const uint64_t id = hash_of(id_term);
    struct stored stored = {.giver = givers_of(&a->givers, id)};
    const bool first = stored.giver == 0;
    struct error why;
    a->report->text_bytes += item->text_bytes;
    a->progress->articles++;
    if (!first || !a->writer->was_empty) {
        enum status status = look_up(a, item, id_term, &stored, err);
        if (status != STATUS_OK)
            return status;
    }
    a->file.articles += first;
    a->file.shares |= !first;
    a->file.kept += first && stored.same_file;
    const bool passed = stored.found && !stored.same_file && apply_is_passed_over(a, id, &stored);
    if (stored.found && !stored.same_file && !passed)
        apply_tell_namesake(a, id_term, &stored);
    if (!passed)
        givers_put(&a->givers, id, a->file.input->order);
    if (passed || (first && stored.same)) {
        a->report->unchanged += first;
        return STATUS_OK;
    }
    if (!stored.same) {
        enum status status = write_article(a, item, id_term, &why);
        if (status == STATUS_INPUT) {
            apply_problem(a, a->file.input->shown, item->line, why.text, true);
            return STATUS_OK;
        }
        if (status != STATUS_OK)
            return error_set(err, status, "%s", why.text);
    }
    if (!first && stored.found)
        a->report->replaced++;
    else
        *(stored.found ? &a->report->changed : &a->report->added) += 1;
    return STATUS_OK;
}

static enum status apply_item(struct applier *a, struct item *item, struct error *err)
{
    assert(a->file.input); /* items come with a chunk, and a chunk has a file */
    const char *shown = a->file.input->shown;
    switch (item->kind) {
    case ITEM_ARTICLE:
        return apply_article(a, item, err);
    case ITEM_PROBLEM:
        apply_problem(a, shown, item->line, item->text, says_skipped(item->text));
        return STATUS_OK;
    case ITEM_FAILED:
        a->file.failed = true;
        apply_problem(a, shown, item->line, item->text, true);
        return STATUS_OK;
    }
    return STATUS_OK;
}

enum status apply_commit(struct applier *a, bool ended, struct error *err)
{
    enum status status = STATUS_OK;
    if (!a->dirty)
        return status;
    progress_say(a->progress, "saving");
    const struct input_file *input = a->file.input;
    if (input && !input->is_stream && input->path[0]) {
        const struct manifest_entry unfinished = {.articles = a->file.articles};
        status = apply_entry(a, view_of(input->path), &unfinished, err);
    }
    if (status == STATUS_OK)
        status = apply_save_takeovers(a, ended, err);
    if (status == STATUS_OK)
        status = a->writer->ops->commit(a->writer, err);
    if (status != STATUS_OK)
        return status;
    a->dirty = false;
    a->uncommitted_bytes = 0;
    a->report->commits++;
    a->report->saved = report_writes(a->report);
    return status;
}

/* The items of one chunk, until a signal. All of them are freed. */
static enum status apply_items(struct applier *a, struct item_list *items, struct error *err)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && items->head) {
        struct item *item = items->head;
        items->head = item->next;
        status = apply_item(a, item, err);
        item_free(a->writer, item);
        if (status == STATUS_OK && a->uncommitted_bytes >= a->settings->batch_bytes)
            status = apply_commit(a, false, err);
        if (status == STATUS_OK && interrupt_signal())
            status = error_set(err, STATUS_INTERRUPTED, "interrupted");
        progress_step(a->progress);
    }
    item_list_free(a->writer, items);
    return status;
}

static void begin_file(struct applier *a, struct chunk *chunk)
{
    if (a->file.input == chunk->file)
        return;
    a->file = a->begun;
    if (chunk->first)
        a->file = (struct apply_file){.progress_base = a->progress->bytes};
    a->file.input = chunk->file;
    if (!chunk->file->is_stream && chunk->file->order > 0)
        givers_name(&a->givers, chunk->file->order, hash_of(view_of(chunk->file->path)));
    if (chunk->kind == CHUNK_PARSE && chunk->first)
        a->report->files_read++;
}

/* Told once, whatever parts the file came in. */
static void tell_replaced(struct applier *a, const struct input_file *input)
{
    if (a->file.replaced == 0)
        return;
    buf_clear(&a->record);
    buf_printf(&a->record, "%llu ill-formed bytes for the charset %s became U+FFFD", (unsigned long long)a->file.replaced,
               input->charset);
    apply_problem(a, input->shown, 0, a->record.data, false);
}

static enum status finish_chunk(struct applier *a, struct chunk *chunk, struct error *err)
{
    enum status status = STATUS_OK;
    a->progress->bytes = a->file.progress_base + (chunk->kind == CHUNK_REFRESH ? chunk->file->entry.size : chunk->end);
    if (chunk->reason)
        apply_problem(a, chunk->file->shown, chunk->reason_line, chunk->reason, true);
    a->file.replaced += chunk->replaced;
    if (!chunk->last)
        return status;
    tell_replaced(a, chunk->file);
    if (chunk->kind == CHUNK_PARSE)
        a->report->input_bytes += chunk->end;
    a->file.failed |= chunk->cut;
    status = apply_file_end(a, chunk, err);
    if (status == STATUS_OK)
        status = apply_note(a, chunk->file, err);
    a->file.input = NULL;
    return status;
}

enum status apply_lane(struct applier *a, struct lane *lane, struct error *err)
{
    enum status status = STATUS_OK;
    struct item_list items = {0};
    struct chunk *chunk;
    bool finished = false;
    while (status == STATUS_OK && (chunk = lane_take(lane, &items, &finished))) {
        begin_file(a, chunk);
        status = apply_items(a, &items, err);
        if (!finished)
            continue;
        if (status == STATUS_OK)
            status = finish_chunk(a, chunk, err);
        if (status == STATUS_OK)
            status = apply_checkpoint(a, chunk, err);
        if (status == STATUS_OK)
            chunk_free(chunk);
        else
            a->held = chunk;
    }
    return status;
}
