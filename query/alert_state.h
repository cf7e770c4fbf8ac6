/* What `alert` has reported already: for every saved query the articles that matched at the last run, each with the hash of its content.
 *
 * The file is text, one thing a line, fields separated by tabs (escaped as escape_tsv does):
 *   lede-alert 1                      version of this form
 *   query QID TEXT N                  a query; N lines of articles follow, ids ascending in byte order
 *   HASH ID                           32 hexadecimal digits (article_hash, high then low)
 *   end N                             so many queries
 * It is read as a whole and replaced as a whole (file_replace). Used by alert; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_ALERT_STATE_H
#define LEDE_QUERY_ALERT_STATE_H

#include "common/article.h"

#define ALERT_STATE_MAGIC "lede-alert "
enum { ALERT_STATE_VERSION = 1 };

struct alert_item {
    struct view id;
    struct article_hash hash;
};

struct alert_query {
    struct view qid, text;
    struct alert_item *items; /* by id, ascending */
    size_t count;
};

struct alert_state {
    struct alert_query *queries;
    size_t count, cap;
    struct buf bytes; /* of the file that was read: views point into it */
};

/* A file that is not there is an empty state and sets *missing. STATUS_INPUT with file, line and cause for one that is no state, cut off, or of another
 * version; STATUS_IO. The caller releases `out`, on failure too. */
enum status alert_state_read(const char *path, struct alert_state *out, bool *missing, struct error *err) WARN_UNUSED;

enum status alert_state_write(const char *path, const struct alert_state *s, struct error *err) WARN_UNUSED;
void alert_state_release(struct alert_state *s);

/* The query of that id and text; NULL when the state has none (a changed text is another query). */
const struct alert_query *alert_state_find(const struct alert_state *s, struct view qid, struct view text);

/* Add a query; its items (ascending by id) become the state's, the views must live as long as it does. */
void alert_state_add(struct alert_state *s, struct view qid, struct view text, struct alert_item *items, size_t count);

enum alert_change { ALERT_SEEN, ALERT_NEW, ALERT_CHANGED };
/* What an article is to a query's last run; `q` NULL: everything is new. */
enum alert_change alert_compare(const struct alert_query *q, const struct alert_item *item);

#endif
