/* Rows of judgements or of a run in memory: what qrels.c and run.c read and what evaluation walks.
 *
 * Invariants after reading: every row has a query id, a document id and a value; the rows of one query stand together (a group), groups are in
 * byte order of the query id; no document stands twice in a group. Views point into `content`. Read only after that, any thread. */
#ifndef LEDE_QUERY_EVAL_ENTRIES_H
#define LEDE_QUERY_EVAL_ENTRIES_H

#include "common/buf.h"

struct entry {
    struct view qid, document;
    double value;  /* a grade or a score */
    uint32_t line; /* in its file, from 1 */
};

struct entry_group {
    struct view qid;
    const struct entry *items;
    size_t count;
};

struct entries {
    struct buf content; /* the whole file */
    struct entry *items;
    size_t count, cap;
    struct entry_group *groups;
    size_t group_count;
    struct view tag; /* of a run: the last field of its last row */
};

/* The most that one file may hold: 2 GiB, the usual limit of a buf. */

/* How the fields of one line become a row: `fields` are the first `count` words (at most ENTRY_FIELDS_MAX; further ones are dropped). A refusal
 * writes its reason into err, without file and line. */
enum { ENTRY_FIELDS_MAX = 8 };
struct entry_format {
    const char *what; /* one row, for messages: "judgement" */
    enum status (*parse)(const struct view *fields, size_t count, struct entry *row, struct view *tag, struct error *err);
    /* Order within a query, qsort's sign; NULL keeps the byte order of the documents. */
    int (*compare)(const void *a, const void *b);
};

/* Read `path` ("-" is standard input). Blank lines and lines that begin with # are passed over. A malformed row or a document given
 * twice for a query is STATUS_INPUT with file and line; a file that cannot be read is STATUS_IO. On success the caller releases. */
enum status entries_read(const char *path, const struct entry_format *format, struct entries *out, struct error *err) WARN_UNUSED;

/* The same from memory; `name` stands for the path in messages. Takes the content over, also on failure. */
enum status entries_parse(struct buf *content, const char *name, const struct entry_format *format, struct entries *out,
                          struct error *err) WARN_UNUSED;

void entries_release(struct entries *e);

/* The group of a query id, NULL when there is none. */
const struct entry_group *entries_find(const struct entries *e, struct view qid);

/* The row of a document in a group that is in document order (qrels); NULL when there is none. */
const struct entry *entry_find(const struct entry_group *group, struct view document);

#endif
