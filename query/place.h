/* A place in an article as ids of results name it: ID@START-END (bytes of the text) or ID#N (a paragraph, from 0). Used by the commands that take an id. */
#ifndef LEDE_QUERY_PLACE_H
#define LEDE_QUERY_PLACE_H

#include "common/segment.h"
#include "common/stored.h"

struct place {
    bool has_span, has_paragraph; /* at most one */
    uint64_t start, end, paragraph;
};

/* "START-END" with START before END; false (out's numbers undefined, has_span false) for anything else. */
bool place_parse_span(struct view text, struct place *out);

/* Cut the place off the end of a result's id; false (id untouched) when it has none. */
bool place_split_id(struct view *id, struct place *out);

/* The bytes of `text` that a place means, widened to whole characters. STATUS_USAGE when the text does not reach so far. */
enum status place_find(const struct place *place, struct view text, struct span *out, struct error *err) WARN_UNUSED;

/* The article `id`, or else the one that `id` is a result of; its place is in *place then. As stored_load. */
enum status place_load(struct store_reader *r, struct view id, struct stored *stored, struct place *place,
                       struct error *err) WARN_UNUSED;

#endif
