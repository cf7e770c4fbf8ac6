/* What the forms of topics share: one function each makes a topic of the next lines. Private to topics*.c. */
#ifndef LEDE_QUERY_TOPICS_FORM_H
#define LEDE_QUERY_TOPICS_FORM_H

#include "query/lines.h"
#include "query/topics.h"

struct topics {
    struct topics_settings settings;
    struct lines lines;
    struct buf pending;    /* TREC: read, but not yet given out */
    uint64_t pending_line; /* TREC: of the topic that stands there */
    size_t scanned;        /* TREC: how far `pending` has been looked through for tags */
};

enum status topics_line_form(struct view line, enum topics_form form, struct topic *out, struct error *err); /* tsv, colon, lines */
enum status topics_json_form(struct view line, const struct topics_settings *settings, struct topic *out, struct error *err);
enum status topics_trec_next(struct topics *t, struct topic *out, struct error *err);

/* Which form the beginning of a file has. */
enum topics_form topics_recognise(struct view beginning);

/* Store them in the topic's form; a qid or text that is empty or too long is STATUS_INPUT. */
enum status topic_set_qid(struct topic *t, struct view qid, struct error *err);
enum status topic_set_text(struct topic *t, struct view text, struct error *err);

#endif
