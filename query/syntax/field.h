/* The fields that a query may name, as in title:summit. Constant table, any thread. Used by query/syntax, completion and man page. */
#ifndef LEDE_QUERY_SYNTAX_FIELD_H
#define LEDE_QUERY_SYNTAX_FIELD_H

#include "common/schema.h"

enum field_use {
    FIELD_USE_TITLE,  /* title:X: X holds in the title */
    FIELD_USE_LEAD,   /* lead:X: in the first two paragraphs of the text */
    FIELD_USE_AUTHOR, /* author:X: in the names of the authors */
    FIELD_USE_VALUE,  /* source:X: the whole value is X */
    FIELD_USE_DATE,   /* date:RANGE */
    FIELD_USE_IN,     /* in:title, in:lead: what stands beside it holds there */
};

struct query_field {
    const char *name;
    enum field_use use;
    enum field field; /* of the schema; FIELD_COUNT when there is none */
    const char *help;
};

/* Ended by an entry without a name. */
extern const struct query_field query_fields[];

/* NULL when there is none of this name, in any case. */
const struct query_field *query_field_find(struct view name);

/* The field that a mistyped name was probably meant to be; NULL when none is near. */
const struct query_field *query_field_near(struct view name);

static inline bool query_field_is_scope(const struct query_field *f)
{
    return f->use == FIELD_USE_TITLE || f->use == FIELD_USE_LEAD || f->use == FIELD_USE_AUTHOR;
}

#endif
