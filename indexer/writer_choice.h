/* Which writer an update takes, and what it starts from: the rules behind `update --writer`. Used by cmd_update.c; one thread.
 *
 *   WRITER_AUTO    the bulk writer where it is worth it: for a first build (nothing at the place, or an empty folder), and for an update that is large
 *                  against the index that stands. Everything else goes through Xapian
 *   WRITER_BULK    the bulk writer or an error
 *   WRITER_XAPIAN  Xapian, always
 * An update is large when its new or changed files have at least WRITER_LARGE_UPDATE bytes and one part in WRITER_LARGE_PART of the bytes of the database. (Xapian
 * takes some 1.5 MB of text a second; the bulk writer 30 times as many, but it copies the whole database, at some 100 MB a second.)
 * The bulk writer writes one version of the format. When the library makes another one, WRITER_AUTO takes Xapian and says so. */
#ifndef LEDE_INDEXER_WRITER_CHOICE_H
#define LEDE_INDEXER_WRITER_CHOICE_H

#include "indexer/manifest.h"
#include "indexer/writer.h"

enum { WRITER_LARGE_UPDATE = 8 << 20, WRITER_LARGE_PART = 32 };

enum writer_choice { WRITER_AUTO, WRITER_BULK, WRITER_XAPIAN };

struct writer_wish {
    enum writer_choice how;
    const char *index;
    const char *const *paths; /* the input */
    size_t path_count;
    const char *language; /* NULL: English for a new index, an existing one keeps its own */
    size_t memory;        /* of the whole program, bytes */
    bool checkpoints;     /* a first build keeps a journal, and goes on where an interrupted one was */
    unsigned jobs;
    const unsigned char *magic; /* STORE_MAGIC_SIZE bytes; what the library's databases begin with; NULL: ask it */
};

/* What a run works on. */
struct writer_target {
    struct writer *writer;
    struct manifest *manifest; /* as the index stood before */
    const char *language;      /* borrowed from the wish, the writer, or the copy */
    struct buf language_copy;
    struct error note; /* a sentence for the user; empty: none */
};

/* `*out` is zeroed by the caller and released by writer_target_release in any case. */
enum status writer_choose(const struct writer_wish *wish, struct writer_target *out, struct error *err) WARN_UNUSED;
void writer_target_release(struct writer_target *t);

#endif
