/* An entry of a run of terms: the term and its postings, coded as shard_invert.c does. Used by spill.c, run_merge.c and source.c. */
#ifndef LEDE_INDEXER_BULK_RUN_TERM_H
#define LEDE_INDEXER_BULK_RUN_TERM_H

#include "indexer/bulk/run.h"

/* A term with its postings. Which documents have it stands apart from where they have it, so that one can be read without the other. */
struct run_term {
    struct view name;
    struct view documents; /* steps; of a term without positions the wdf, too */
    struct view places;
    bool has_positions; /* the term is a word: there are places */
};

/* Numbers of the postings were written by this program: they are short and complete. Nearly all have one or two bytes. */
static inline uint32_t run_term_take(const unsigned char **at)
{
    uint32_t n = *(*at)++;
    if (n < 0x80)
        return n;
    uint32_t byte = *(*at)++;
    n = (n & 0x7F) | (byte & 0x7F) << 7;
    for (unsigned shift = 14; byte >= 0x80; shift += 7) {
        byte = *(*at)++;
        n |= (byte & 0x7F) << shift;
    }
    return n;
}

enum status run_term_write(struct run_writer *w, const struct run_term *term, struct error *err) WARN_UNUSED;

/* What is of use to the reader; the rest is passed over and empty in the struct. */
enum run_term_use {
    RUN_TERM_ALL,
    RUN_TERM_DOCUMENTS, /* no places */
    RUN_TERM_WORDS      /* of a term without positions no more than its name */
};
/* The next one, until the reader is asked again; STATUS_NOT_FOUND at the end of the file. */
enum status run_term_read(struct run_reader *r, enum run_term_use use, struct run_term *out, struct error *err) WARN_UNUSED;

#endif
