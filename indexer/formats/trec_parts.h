/* The parts behind trec.c: records (trec_record.c), tags (trec_tag.c), texts (trec_text.c) and ids (trec_id.c). Internal to it; any thread. */
#ifndef LEDE_INDEXER_FORMATS_TREC_PARTS_H
#define LEDE_INDEXER_FORMATS_TREC_PARTS_H

#include "indexer/formats/draft.h"

/* ---- trec_tag.c ---- */

struct trec_tag {
    struct view name, attributes;
    size_t begin, end; /* of the whole tag, in the text that it stands in */
    bool is_end;
};

/* The next tag from *at on; *at is then behind it. A "<" that begins none is text. Names may begin with a digit: AP has a <1ST_LINE>. */
bool trec_next_tag(struct view text, size_t *at, struct trec_tag *tag);

/* The value of an attribute, with or without quotes; empty when there is none. */
struct view trec_attribute(const struct trec_tag *tag, const char *name);

/* ---- trec_record.c ---- */

enum trec_field {
    TREC_ID,
    TREC_NUMBER, /* an id, if there is no better one */
    TREC_TITLE,
    TREC_DATE,
    TREC_DATELINE,
    TREC_AUTHOR,
    TREC_SOURCE,
    TREC_TOPICS,
    TREC_TEXT,
    TREC_BODY, /* the text where there is no TREC_TEXT: in some collections it holds the whole record */
    TREC_OTHER,
    TREC_NONE
};

/* The record at hand, and what the file needs in between. */
struct trec {
    struct draft draft;
    struct view file;
    size_t counted; /* lines of the file up to here */
    uint64_t line;
    size_t records;
    bool is_open, is_reuters, has_id, has_paragraphs, in_topics;
    enum trec_field field;
    struct view field_name;
    size_t start;       /* of the field */
    size_t inner_title; /* where a title begins inside of the text; 0: none does */
    struct buf text, rest, dateline, date;
    struct buf value, marked, resolved;
};

/* Free the draft and the rooms. */
void trec_release(struct trec *t);

void trec_begin_record(struct trec *t, const struct trec_tag *tag);
/* What stands before `end` is the last of it: the article is handed over. */
void trec_end_record(struct trec *t, size_t end);

/* From `start` on the file is a field's, up to `end`. */
void trec_begin_field(struct trec *t, enum trec_field field, struct view name, size_t start);
void trec_end_field(struct trec *t, size_t end);

/* Of several titles the first one counts. */
void trec_set_title(struct trec *t, struct view raw);

/* ---- trec_text.c ---- */

/* Append a text without the references that HTML does not know: those of SGML, and what Reuters puts around a text. */
void trec_resolve(struct view raw, struct buf *out);

/* Append a piece of text as markup with a <P> before each paragraph. Where it has none of its own, a blank line parts them, or the indent of their first line, if not
 * nearly all lines have one. */
void trec_add_text(struct view raw, bool has_paragraphs, struct buf *out);

/* ---- trec_id.c ---- */

/* What the id of a document says: AP880212-0001 is the Associated Press's, of 12 February 1988. */
struct trec_id {
    const char *source; /* NULL: the collection is not known */
    struct date date;   /* DATE_NONE: the id tells none for certain */
};
struct trec_id trec_id_read(struct view id);

/* A day of six digits, year first, as these collections write it: 910514. False (out untouched) when it is none. */
bool trec_short_date(struct view text, struct date *out);

#endif
