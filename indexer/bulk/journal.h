/* The journal of a build: one file that only grows, in which a build that was killed finds what it had done.
 *
 *   magic, settings (a string), then entries: kind (a byte), payload (a string) …; an entry JOURNAL_SEAL ends in the XXH3-64 of everything before it
 *
 * What stands after the last good seal counts as not written. The file's name in the build's folder is JOURNAL_NAME. One thread. Used by
 * build.c and checkpoint.c, which write it, and writer_bulk.c, which reads it. */
#ifndef LEDE_INDEXER_BULK_JOURNAL_H
#define LEDE_INDEXER_BULK_JOURNAL_H

#include "common/buf.h"

#define JOURNAL_NAME "journal"

/* The form of the journal's entries and of the files that they speak of: part of the settings of whoever writes one, so that no program goes on with another form. */
enum { JOURNAL_FORM = 5 };

enum journal_kind {
    JOURNAL_ARTICLE = 'A',  /* build.c: an article that was taken */
    JOURNAL_REFUSED = 'R',  /* the id term of one that was not */
    JOURNAL_METADATA = 'M', /* key and value */
    JOURNAL_NOTE = 'N',     /* the caller's */
    JOURNAL_SEAL = 'S',     /* checkpoint.c: everything before it is on disk */
};

struct journal;

/* Begin one. `settings`: another build goes on with it only when its own are the same bytes. */
enum status journal_create(const char *folder, struct view settings, struct journal **out, struct error *err) WARN_UNUSED;
enum status journal_add(struct journal *j, enum journal_kind kind, struct view payload, struct error *err) WARN_UNUSED;
/* Add a seal and fsync. What the entries speak of must be on disk already. */
enum status journal_seal(struct journal *j, struct view payload, struct error *err) WARN_UNUSED;
void journal_close(struct journal *j); /* may be NULL */

/* A journal that was left behind, read into memory pages; release with journal_image_release. */
struct journal_image {
    void *pages;
    size_t size;
    struct view entries; /* up to the last good seal */
    struct view seal;    /* its payload */
};

/* STATUS_NOT_FOUND: there is none, or it has no good seal. STATUS_CHANGED: it is of other settings. */
enum status journal_read(const char *folder, struct view settings, struct journal_image *out, struct error *err) WARN_UNUSED;
void journal_image_release(struct journal_image *image);
/* The next entry of `*rest`; false at the end. */
bool journal_next(struct view *rest, enum journal_kind *kind, struct view *payload);
/* Go on writing behind the image's last seal. */
enum status journal_reopen(const char *folder, const struct journal_image *image, struct journal **out,
                           struct error *err) WARN_UNUSED;

#endif
