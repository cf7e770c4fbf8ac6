/* What the pipeline asks of an index writer: a small table of functions, so that Xapian's own writer (writer_xapian.c) and a bulk
 * loader are interchangeable.
 *
 * `prepare` and `discard` may be called by several threads at once (each with its own builder); everything else by one thread.
 * Nothing is durable before commit returned STATUS_OK. After any failure but STATUS_INPUT and STATUS_NOT_FOUND the writer is only good for closing. */
#ifndef LEDE_INDEXER_WRITER_H
#define LEDE_INDEXER_WRITER_H

#include "indexer/document.h"
#include "indexer/givers.h"
#include "indexer/hash_set.h"

struct writer;

struct writer_ops {
    const char *name;

    /* What replace will need of the article that stands in the builder; `*bytes` is its size in memory. */
    void *(*prepare)(const struct writer *w, struct document_builder *b, size_t count, size_t *bytes);
    void (*discard)(void *prepared);

    /* Put the article in place of the one with this id term. Takes `prepared` over, also on failure. STATUS_INPUT: refused, nothing changed. */
    enum status (*replace)(struct writer *w, struct view id_term, void *prepared, struct error *err);

    /* The stored record of the article's first segment, uncommitted changes included; STATUS_NOT_FOUND. */
    enum status (*find)(struct writer *w, struct view id_term, struct buf *record, struct error *err);

    /* Remove every segment that has the term. */
    enum status (*remove)(struct writer *w, struct view term, struct error *err);

    /* Append the ids (view_take_string) of the articles that have `term`, once for each first segment, from docid `*after` + 1
     * on, at most `limit`; moves `*after` on. Appends nothing when there are no more. */
    enum status (*ids)(struct writer *w, struct view term, size_t limit, uint32_t *after, struct buf *ids, struct error *err);

    /* An empty value removes the key. */
    enum status (*set_metadata)(struct writer *w, struct view key, struct view value, struct error *err);
    /* Checkpoints of a writer that saves once, and NULL without a journal: `note` enters something of the caller's, `checkpoint` makes all that was done up to
     * here outlive a kill, with the caller's `state`. */
    enum status (*note)(struct writer *w, struct view note, struct error *err);
    enum status (*checkpoint)(struct writer *w, struct view state, struct error *err);
    enum status (*commit)(struct writer *w, struct error *err);
    void (*close)(struct writer *w); /* without commit */
};

/* What an earlier, killed build left, from its last checkpoint. */
struct resumed {
    struct givers
        givers; /* of the id terms that it met: by the number of notes before, from 1; without paths. The caller may take it over */
    struct buf notes;  /* as given to `note`, a sequence of strings */
    struct buf state;  /* as given to `checkpoint` */
    uint64_t articles; /* that need not be analysed again */
};

struct writer {
    const struct writer_ops *ops;
    bool saves_once;    /* commit comes once, at the end */
    bool keeps_journal; /* note and checkpoint may be called */
    bool
        can_go_on; /* a checkpoint was made, and is kept when this writer is closed without commit: another one goes on from there */
    struct resumed *resumed; /* NULL: the build begins at the beginning */
    bool was_empty;          /* the index held no article when it was opened: ids need no look-up */
};

/* Takes the open store over. */
struct writer *writer_xapian_new(struct store_writer *store, bool was_empty);

#endif
