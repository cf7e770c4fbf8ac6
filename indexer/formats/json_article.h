/* What the members of a JSON object mean for an article: one table of names, in order of preference. Used by json.c, jsonl.c and, for
 * schema.org's NewsArticle, html_jsonld.c.
 *
 * Names are compared without case. A name that stands earlier in the table wins over a later one; the same name twice: the last wins; null, empty
 * and unusable values count as absent. */
#ifndef LEDE_INDEXER_FORMATS_JSON_ARTICLE_H
#define LEDE_INDEXER_FORMATS_JSON_ARTICLE_H

#include "indexer/formats/draft.h"
#include "indexer/formats/json_reader.h"

enum json_field {
    JSON_FIELD_ID,
    JSON_FIELD_TITLE,
    JSON_FIELD_TEXT,
    JSON_FIELD_DATE,
    JSON_FIELD_MODIFIED,
    JSON_FIELD_SOURCE,
    JSON_FIELD_AUTHOR,
    JSON_FIELD_URL,
    JSON_FIELD_LANGUAGE,
    JSON_FIELD_TOPICS,
    JSON_FIELD_PLACE,
    JSON_FIELD_WRAPPED, /* an object that holds the article: Elasticsearch's _source */
    JSON_FIELDS
};

/* From this rank on, the names of a text are those of a summary (description, abstract …): taken where there is nothing longer. */
enum { JSON_RANK_SUMMARY = 30 };

struct json_fields {
    struct json_value values[JSON_FIELDS];
    uint8_t ranks[JSON_FIELDS]; /* of the name that the value came with, from 1; 0 none */
    struct view unknown;        /* the longest member, of no known name, that could be a text: that name */
    size_t unknown_len;
};

/* Read the object at `r`. False at a fault (r->fault). The values point into the reader's text. */
bool json_article_collect(struct json_reader *r, struct json_fields *out);

/* Decode the values into the draft. `room` is scratch, its content is replaced. */
void json_article_fill(const struct json_fields *fields, struct draft *d, struct buf *room);

/* A text that a value stands for: a string, a number, or of an object its name, title, rendered, text, value … False when it is none. */
bool json_article_text_of(const struct json_value *value, struct buf *out);

#endif
