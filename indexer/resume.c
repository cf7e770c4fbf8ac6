#include "indexer/resume.h"

#include "common/schema.h"
#include "indexer/bulk/journal.h"
#include "indexer/hash_set.h"
#include "indexer/walk.h"
#include "indexer/walk_path.h"

#include <stdlib.h>
#include <string.h>

static void add_note(const char *name, uint64_t size, int64_t mtime_ns, struct buf *out)
{
    buf_add_string(out, view_of(name));
    buf_add_varint(out, size);
    buf_add_varint(out, (uint64_t)mtime_ns);
}

void resume_note(const struct input_file *file, struct buf *out)
{
    add_note(file->path[0] ? file->path : file->shown, file->size, file->mtime_ns, out);
}

void resume_encode(const struct resume_point *point, const struct input_file *file, struct buf *state)
{
    struct buf note = {0};
    if (point->inside)
        resume_note(file, &note);
    buf_add_varint(state, point->inputs);
    buf_add_string(state, view_of_buf(&note));
    buf_add_varint(state, point->place.consumed);
    buf_add_varint(state, point->place.line);
    buf_add_varint(state, point->place.ahead);
    buf_add_varint(state, point->place.hash.low64);
    buf_add_varint(state, point->place.hash.high64);
    buf_release(&note);
}

bool resume_decode(struct view *state, struct resume_point *point, struct view *note)
{
    struct input_place place = {0};
    uint64_t low = 0, high = 0;
    bool good = view_take_varint(state, &point->inputs) && view_take_string(state, note) &&
                view_take_varint(state, &place.consumed) && view_take_varint(state, &place.line) &&
                view_take_varint(state, &place.ahead) && view_take_varint(state, &low) && view_take_varint(state, &high);
    place.hash = (XXH128_hash_t){low, high};
    point->place = place;
    point->inside = note->len > 0;
    return good;
}

void resume_settings(const struct resume_input *input, const char *language, struct buf *out)
{
    buf_clear(out);
    buf_printf(out, "%s %d %d %s", LEDE_VERSION, SCHEMA_VERSION, JOURNAL_FORM, language);
    for (size_t i = 0; i < input->path_count; i++) {
        char *path = walk_resolve(input->paths[i]);
        buf_add_string(out, view_of(path ? path : input->paths[i]));
        free(path);
        if (strcmp(input->paths[i], "-") == 0) {
            buf_clear(out);
            return;
        }
    }
}

/* ---- the same input? ---- */

struct comparison {
    struct view notes; /* not yet met */
    struct view inside;
    bool differs;
    struct hash_set seen;
    struct buf note;
};

/* The next input of a walk. STATUS_INTERRUPTED: enough was seen. */
static enum status compare(struct comparison *c, const char *name, uint64_t size, int64_t mtime_ns)
{
    struct view expected;
    if (c->differs || (c->notes.len == 0 && c->inside.len == 0))
        return STATUS_INTERRUPTED;
    if (!view_take_string(&c->notes, &expected)) {
        expected = c->inside;
        c->inside = (struct view){0};
    }
    buf_clear(&c->note);
    add_note(name, size, mtime_ns, &c->note);
    c->differs = !view_equal(view_of_buf(&c->note), expected);
    return STATUS_OK;
}

static enum status on_file(void *context, const struct walk_file *file, struct error *err)
{
    struct comparison *c = context;
    (void)err;
    return hash_set_add(&c->seen, hash_of(view_of(file->path))) ? compare(c, file->path, file->size, file->mtime_ns) : STATUS_OK;
}

static void on_skipped(void *context, const char *shown, const char *reason)
{
    struct comparison *c = context;
    (void)reason;
    if (compare(c, shown, 0, 0) != STATUS_OK)
        return; /* the next file ends the walk */
}

bool resume_is_usable(const void *input, struct view notes, struct view state)
{
    const struct resume_input *in = input;
    struct comparison c = {.notes = notes};
    struct resume_point point;
    const struct walk_events events = {.file = on_file, .skipped = on_skipped, .context = &c};
    enum status status = resume_decode(&state, &point, &c.inside) ? STATUS_OK : STATUS_INTERRUPTED;
    c.differs = status != STATUS_OK;
    for (size_t i = 0; i < in->path_count && status == STATUS_OK; i++) {
        status = walk(in->paths[i], in->index, &events, NULL);
        if (status == STATUS_INPUT)
            status = compare(&c, in->paths[i], 0, 0);
    }
    bool same = !c.differs && c.notes.len == 0 && c.inside.len == 0 && (status == STATUS_OK || status == STATUS_INTERRUPTED);
    hash_set_release(&c.seen);
    buf_release(&c.note);
    return same;
}
