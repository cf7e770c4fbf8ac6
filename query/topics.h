/* Queries of a batch out of a file, one after the other, whatever form they have. Used by batch.
 *
 *   tsv    qid<TAB>query
 *   colon  qid:query
 *   lines  a query a line; its qid is the number of the line
 *   jsonl  {"qid":…,"query":…,"from":…,"to":…,"date":…,"source":…,"lang":…}; "id", "_id", "number" and "text", "title", "question" are understood too
 *   trec   <top> <num> <title> <desc> <narr> </top> in all the spellings of the years, and <topic number="…"> <query> … </topic>
 * The form is recognised from the beginning of the file. Queries are words, never syntax. One thread at a time. */
#ifndef LEDE_QUERY_TOPICS_H
#define LEDE_QUERY_TOPICS_H

#include "common/buf.h"
#include "common/date.h"

#include <stdatomic.h>

enum topics_form { TOPICS_AUTO, TOPICS_TSV, TOPICS_COLON, TOPICS_LINES, TOPICS_JSONL, TOPICS_TREC };
extern const char *const topics_form_names[]; /* by enum topics_form, ended by NULL */

/* Which parts of a TREC topic make the query. */
enum topics_field { TOPICS_TITLE = 1, TOPICS_DESCRIPTION = 2, TOPICS_NARRATIVE = 4 };

/* "title,desc,narr" in any order; STATUS_USAGE for another word. */
enum status topics_fields_parse(const char *names, unsigned *out, struct error *err) WARN_UNUSED;

enum { TOPICS_MAX_LINE = 1 << 20, TOPICS_MAX_QID = 200 };

struct topic {
    struct buf qid;
    struct buf text;   /* one line, valid UTF-8, not empty */
    struct buf source; /* filters of its own; empty: none */
    struct buf language;
    struct date_range dates; /* INT64_MIN..INT64_MAX: none of its own */
    uint64_t line;           /* where it begins, from 1 */
};
void topic_release(struct topic *t);

struct topics_settings {
    enum topics_form form;
    unsigned fields;         /* enum topics_field, of TREC topics */
    int64_t now;             /* for dates like 3m.. */
    const atomic_bool *stop; /* when it becomes true, a wait for input ends as the file's end would; may be NULL */
};

struct topics;

/* `path` "-" is standard input. STATUS_IO when it cannot be opened or read. */
enum status topics_open(const char *path, const struct topics_settings *settings, struct topics **out,
                        struct error *err) WARN_UNUSED;
void topics_close(struct topics *t);

/* The next query; replaces out's content. STATUS_NOT_FOUND at the end. STATUS_INPUT for one that is malformed: err says why, out has its line and,
 * where it is known, its qid; the next call goes on behind it. STATUS_IO ends it. */
enum status topics_next(struct topics *t, struct topic *out, struct error *err) WARN_UNUSED;

#endif
