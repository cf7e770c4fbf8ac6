/* An article in the making: every format fills a draft with raw values and delivers it; what all formats share is done here.
 *
 * A draft cleans each value (article_clean_*), keeps the limits of article.h, reports what was cut or made no sense to the sink, reads
 * the dateline of the text for what the record did not say, and makes the id where there is none. One draft serves one parse() call, record after
 * record: draft_begin() empties it and keeps its memory. Used by the formats only; one thread. */
#ifndef LEDE_INDEXER_FORMATS_DRAFT_H
#define LEDE_INDEXER_FORMATS_DRAFT_H

#include "indexer/formats/format.h"

enum draft_field {
    DRAFT_ID,
    DRAFT_TITLE,
    DRAFT_TEXT,
    DRAFT_SOURCE,
    DRAFT_PLACE,
    DRAFT_AUTHOR,
    DRAFT_URL,
    DRAFT_LANGUAGE,
    DRAFT_TOPICS,
    DRAFT_FIELDS
};

struct draft {
    const struct source *source;
    const struct article_sink *sink;
    struct buf store; /* the clean values, one after the other */
    struct buf id;    /* an id that was made or cut */
    struct {
        size_t start, len;
    } parts[DRAFT_FIELDS];
    struct date published, modified;
    uint64_t line;      /* where the record begins, for problems and made ids; 0: the file is one article */
    uint64_t made_line; /* of the last id that was made, and how many were made for records that begin in that line */
    size_t made_count;
    size_t replaced;
    struct view unknown; /* the name of the record's longest field whose meaning is not known, as it stands there; empty: none */
    size_t unknown_len;  /* of its value */
};

void draft_init(struct draft *d, const struct source *source, const struct article_sink *sink);
void draft_release(struct draft *d);

/* Forget the last record; the next begins at `line` of the file. */
void draft_begin(struct draft *d, uint64_t line);

/* Set a field from raw text (any bytes); an empty value changes nothing. */
void draft_set(struct draft *d, enum draft_field field, struct view raw);
/* The same for fields that are lists: authors (a leading "By " is dropped, "and" parts them), topics (parted by , and ;). May be called repeatedly. */
void draft_add_author(struct draft *d, struct view raw);
void draft_add_topics(struct draft *d, struct view raw);
void draft_add_topic(struct draft *d, struct view raw);
/* A language tag or English name: "en-GB", "EN", "English" all give "en"; anything else is ignored. */
void draft_set_language(struct draft *d, struct view raw);
/* Dates that make no sense are reported and left out; an empty one changes nothing. */
void draft_set_published(struct draft *d, struct view raw);
void draft_set_modified(struct draft *d, struct view raw);

bool draft_has(const struct draft *d, enum draft_field field);
struct view draft_get(const struct draft *d, enum draft_field field); /* valid until the next draft_set */

/* Tell the sink about this record. */
void draft_problem(struct draft *d, const char *format, ...) PRINTF_LIKE(2, 3);

/* Hand the article over; true when it was one. A draft with neither title nor text is reported and dropped. */
bool draft_deliver(struct draft *d);

#endif
