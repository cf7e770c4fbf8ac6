/* What the parts of the bulk writer share: see writer_bulk.h. Private to writer_bulk*.c. */
#ifndef LEDE_INDEXER_WRITER_BULK_PARTS_H
#define LEDE_INDEXER_WRITER_BULK_PARTS_H

#include "indexer/bulk/checkpoint.h"
#include "indexer/bulk/old_index.h"
#include "indexer/bulk/place.h"
#include "indexer/bulk/seen.h"
#include "indexer/writer_bulk.h"

struct bulk_writer {
    struct writer base; /* first: a struct writer of this kind is one of these */
    struct place_folder place;
    struct build *build;
    struct old_index *old; /* NULL: a first build */
    struct seen seen;
    struct resumed resumed;
};

/* The article's entry, if it lives. */
const struct seen_article *bulk_find_living(const struct bulk_writer *w, struct view id_term);
/* The documents of that article die. */
enum status bulk_bury(struct bulk_writer *w, struct view id_term, const struct seen_article *article,
                      struct error *err) WARN_UNUSED;

/* writer_bulk_begin.c: the place is open, the build is not. */
enum status bulk_begin(struct bulk_writer *w, const struct bulk_settings *settings, struct error *note,
                       struct error *err) WARN_UNUSED;

#endif
