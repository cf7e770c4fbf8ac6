/* One result as a JSON object: shared by the printers json and jsonl, so that both say the same. README ("JSON") and
 * tests/schema/lede.schema.json describe it; what is removed or changes its meaning there takes a new JSON_VERSION, additions do not. */
#ifndef LEDE_QUERY_PRESENT_JSON_RESULT_H
#define LEDE_QUERY_PRESENT_JSON_RESULT_H

#include "query/results.h"

enum { JSON_VERSION = 1 };

/* Append {"rank":…} without a newline, on one line. `lead` goes in front of its members: `"qid":"7",` or empty. */
void json_add_result(const struct results *r, size_t index, struct view lead, struct buf *out);

/* Append `,"article":{…}`: all but its text. */
void json_add_article(const struct article *a, struct buf *out);

/* Append `,[start,end,"stem","kind"]`, into an array; null instead of an empty stem. */
void json_add_highlight(const struct highlight *h, struct view stem, struct buf *out);

/* Append `,"name":`; the comma is left out after { [ and a comma. */
void json_add_name(const char *name, struct buf *out);

/* Append `,"name":"2024-07-11"`; null without a date. */
void json_add_date(const char *name, struct date date, struct buf *out);

/* Append `,"name":"value"`; null instead of an empty value. The comma is left out after { and [. */
void json_add_text(const char *name, struct view value, struct buf *out);

#endif
