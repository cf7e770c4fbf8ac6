/* Where a first build that was killed goes on: what the checkpoints of the pipeline say of the input, and whether the input is still the same.
 *
 * Inputs are counted in the order in which the reader meets them: files, and everything that it reports instead of reading. Of each one that is done the journal has a note.
 * Used by the reader, the applier and writer_choice.c. */
#ifndef LEDE_INDEXER_RESUME_H
#define LEDE_INDEXER_RESUME_H

#include "indexer/input.h"
#include "indexer/lane.h"

struct resume_point {
    uint64_t inputs;          /* that are done */
    bool inside;              /* of the next one, what comes before `place` is done too */
    struct input_place place; /* zero unless `inside` */
};

/* Append the note of an input. */
void resume_note(const struct input_file *file, struct buf *out);

/* The point and, when it lies inside a file, the note of that. Decoding moves `*state` on; false: it cannot be read. `*note` points into the state. */
void resume_encode(const struct resume_point *point, const struct input_file *file, struct buf *state);
bool resume_decode(struct view *state, struct resume_point *point, struct view *note);

struct resume_input {
    const char *const *paths;
    size_t path_count;
    const char *index; /* excluded, as the reader does */
};

/* Replace out's content by what two builds must have in common so that one can go on with the other: version, language, paths. Nothing (an empty text) when the input
 * cannot be read twice: standard input. */
void resume_settings(const struct resume_input *input, const char *language, struct buf *out);

/* Whether a walk meets the same inputs, by name, size and time: those of the notes and the one that the state stands in. Later ones may have come. For struct bulk_settings. */
bool resume_is_usable(const void *input, struct view notes, struct view state);

#endif
