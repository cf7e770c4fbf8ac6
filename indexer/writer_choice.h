/* Which writer an update takes, and what it starts from: the rules behind `update --writer`. Used by cmd_update.c; one thread.
 *
 *   WRITER_AUTO    a first build (nothing at the place, or an empty folder) is made by the bulk writer, everything else goes through Xapian
 *   WRITER_BULK    the bulk writer or an error
 *   WRITER_XAPIAN  Xapian, always
 * The bulk writer writes one version of the format. When the library makes another one, WRITER_AUTO takes Xapian and says so. */
#ifndef LEDE_INDEXER_WRITER_CHOICE_H
#define LEDE_INDEXER_WRITER_CHOICE_H

#include "indexer/manifest.h"
#include "indexer/writer.h"

enum writer_choice { WRITER_AUTO, WRITER_BULK, WRITER_XAPIAN };

struct writer_wish {
    enum writer_choice how;
    const char *index;
    const char *language; /* NULL: English for a new index, an existing one keeps its own */
    size_t memory;        /* of the whole program, bytes */
    unsigned jobs;
    const unsigned char *magic; /* STORE_MAGIC_SIZE bytes; what the library's databases begin with; NULL: ask it */
};

/* What a run works on. */
struct writer_target {
    struct writer *writer;
    struct manifest *manifest; /* as the index stood before */
    const char *language;      /* borrowed from the wish or the writer */
    struct error note;         /* a sentence for the user; empty: none */
};

/* `*out` is zeroed by the caller and released by writer_target_release in any case. */
enum status writer_choose(const struct writer_wish *wish, struct writer_target *out, struct error *err) WARN_UNUSED;
void writer_target_release(struct writer_target *t);

#endif
