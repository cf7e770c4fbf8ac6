/* How a bulk build begins: at the beginning, with an index that stands, or where a killed build was at its last checkpoint. */
#include "indexer/writer_bulk_parts.h"

#include <stdlib.h>

/* ---- with an index that stands ---- */

/* The old articles by their ids. Their hashes stand in their records, which are read when they are asked for. */
static void remember_old(struct bulk_writer *w)
{
    struct view rest = view_of_buf(&w->build->ids), id, last = {0};
    struct buf term = {0};
    uint32_t first = 0;
    for (uint32_t docid = 1; view_take_string(&rest, &id); docid++) {
        if (build_is_dead(w->build, docid))
            continue;
        if (!first || !view_equal(id, last))
            first = docid;
        last = id;
        buf_clear(&term);
        schema_term(FIELD_ID, id, &term);
        seen_put(&w->seen, view_of_buf(&term), (struct article_hash){0}, first, docid - first + 1);
    }
    buf_release(&term);
}

static enum status open_old(struct bulk_writer *w, const struct bulk_settings *settings, struct error *err)
{
    enum status status = old_index_open(settings->standing, &w->old, err);
    if (!status)
        w->old->stop = settings->stop;
    if (!status)
        status = old_index_load(w->old, w->build, err);
    if (!status)
        remember_old(w);
    return status;
}

/* ---- a first build ---- */

/* An article of the build that is gone on with: as bulk_replace took it. */
static enum status replay_article(struct bulk_writer *w, struct view entry, uint32_t file, struct error *err)
{
    struct buf term = {0};
    struct replayed_article a;
    uint32_t first = w->build->documents + 1;
    enum status status = build_replay(w->build, entry, &a, err);
    if (!status) {
        schema_term(FIELD_ID, a.id, &term);
        const struct seen_article *earlier = bulk_find_living(w, view_of_buf(&term));
        if (earlier)
            status = bulk_bury(w, view_of_buf(&term), earlier, err);
        seen_put(&w->seen, view_of_buf(&term), a.hash, first, a.count);
        givers_put(&w->resumed.givers, hash_of(view_of_buf(&term)), file);
        w->resumed.articles++;
    }
    buf_release(&term);
    return status;
}

static enum status replay(struct bulk_writer *w, struct view entries, struct error *err)
{
    enum journal_kind kind;
    struct view payload;
    enum status status = STATUS_OK;
    uint32_t file = 1;
    while (!status && journal_next(&entries, &kind, &payload)) {
        if (kind == JOURNAL_ARTICLE)
            status = replay_article(w, payload, file, err);
        else if (kind == JOURNAL_METADATA)
            build_replay_metadata(w->build, payload);
        else if (kind == JOURNAL_REFUSED)
            givers_put(&w->resumed.givers, hash_of(payload), file);
        else if (kind == JOURNAL_NOTE && file++)
            buf_add_string(&w->resumed.notes, payload);
    }
    return status;
}

/* Whether the input is as the notes of a journal have it. `state` is the last part of a seal. */
static bool input_is_as_noted(const struct bulk_settings *settings, const struct journal_image *image, struct view state)
{
    struct buf notes = {.max = SIZE_MAX};
    struct view rest = image->entries, payload;
    enum journal_kind kind;
    while (journal_next(&rest, &kind, &payload))
        if (kind == JOURNAL_NOTE)
            buf_add_string(&notes, payload);
    bool same = settings->is_usable(settings->context, view_of_buf(&notes), state);
    buf_release(&notes);
    return same;
}

/* Go on with what stands in the folder. STATUS_NOT_FOUND: there is nothing; any other failure, with the reason in `err`: it cannot be done. */
static enum status go_on(struct bulk_writer *w, const struct bulk_settings *settings, struct error *err)
{
    struct journal_image image = {0};
    struct view state;
    enum status status = journal_read(w->place.folder, settings->journal, &image, err);
    if (!status && !checkpoint_state(&image, &state))
        status = STATUS_NOT_FOUND;
    else if (!status && !input_is_as_noted(settings, &image, state))
        status = error_set(err, STATUS_CHANGED, "its input has changed since");
    if (!status)
        status = checkpoint_restore(w->place.folder, &image, settings->memory, settings->threads, &w->build, err);
    if (!status) {
        schema_metadata(settings->language, &w->build->metadata);
        status = replay(w, image.entries, err);
        buf_add_view(&w->resumed.state, state);
        w->base.resumed = &w->resumed;
        w->base.can_go_on = true;
    }
    journal_image_release(&image);
    return status;
}

/* As if nothing had been found. */
static void forget(struct bulk_writer *w)
{
    build_free(w->build);
    w->build = NULL;
    seen_release(&w->seen);
    givers_release(&w->resumed.givers);
    buf_release(&w->resumed.notes);
    buf_release(&w->resumed.state);
    w->resumed.articles = 0;
    w->base.resumed = NULL;
    w->base.can_go_on = false;
}

static enum status begin(struct bulk_writer *w, const struct bulk_settings *settings, struct error *err)
{
    place_empty(&w->place);
    enum status status = build_open(w->place.folder, 0, settings->memory, settings->threads, &w->build, err);
    if (!status && settings->journal.len)
        status = journal_create(w->place.folder, settings->journal, &w->build->journal, err);
    if (!status && settings->standing)
        status = open_old(w, settings, err);
    else if (!status)
        schema_metadata(settings->language, &w->build->metadata);
    return status;
}

enum status bulk_begin(struct bulk_writer *w, const struct bulk_settings *settings, struct error *note, struct error *err)
{
    struct error why = {0};
    enum status status = settings->journal.len ? go_on(w, settings, &why) : STATUS_NOT_FOUND;
    if (!status)
        return status;
    if (status != STATUS_NOT_FOUND)
        error_set(note, status, "a build of %s that was interrupted cannot be gone on with (%s): it begins anew", settings->path,
                  why.text);
    forget(w);
    return begin(w, settings, err);
}
