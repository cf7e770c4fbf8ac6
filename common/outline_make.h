/* Making the outline of a segment (outline.h) from its tokens. Used by the indexer's documents, and by whoever checks them. One thread an object. */
#ifndef LEDE_COMMON_OUTLINE_MAKE_H
#define LEDE_COMMON_OUTLINE_MAKE_H

#include "common/analyse.h"
#include "common/outline.h"
#include "common/vocabulary.h"

struct outline_maker;
struct outline_maker *outline_maker_new(void);
void outline_maker_free(struct outline_maker *m); /* NULL is allowed */

struct outline_source {
    const struct tokens *title, *text;
    const struct vocabulary *vocabulary; /* of both */
    uint32_t title_from, text_from;      /* next_position of both before they were analysed */
    struct view content;                 /* the text */
    uint32_t segments, offset, first_paragraph;
};

/* Replaces out's content; never empty. */
void outline_make(struct outline_maker *m, const struct outline_source *source, struct buf *out);

#endif
