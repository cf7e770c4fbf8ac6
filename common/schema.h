/* The shape of a Lede index: ONE table of fields, the value slots and the metadata keys. What writes and what reads the
 * database both go by this file; README and `lede-index formats`/`stats` print from the table.
 *
 * One Xapian document is one SEGMENT of an article (segment.h). Its terms:
 *   pact            a normalised word of title or text, with positions and wdf 0
 *   Zpact           a stem, with wdf (title words count SCHEMA_TITLE_WDF each) and no positions: weights and document
 *                   length come from these alone
 *   Spact, ZSpact   the same of the title only, both with wdf 0: for title:
 *   prefixed terms  of the fields below, wdf 0, without positions
 * Terms are at most SCHEMA_MAX_TERM bytes: longer ones end in '#' + 16 hex digits of their hash (schema_term does it). */
#ifndef LEDE_COMMON_SCHEMA_H
#define LEDE_COMMON_SCHEMA_H

#include "common/buf.h"

enum { SCHEMA_VERSION = 1, SCHEMA_MAX_TERM = 200, SCHEMA_TITLE_WDF = 2, SEGMENT_WORDS = 600 };

enum field {
    FIELD_ID,       /* Q, the article's id, exact: every segment of the article has it */
    FIELD_TITLE,    /* S words */
    FIELD_AUTHOR,   /* A words, normalised */
    FIELD_SOURCE,   /* XSRC, whole, case-folded */
    FIELD_PLACE,    /* XPLACE, whole, case-folded */
    FIELD_LANGUAGE, /* L, ISO 639 code */
    FIELD_TOPIC,    /* K, whole, case-folded */
    FIELD_URL,      /* U, whole */
    FIELD_PATH,     /* P, absolute path of the file that the article came from, whole */
    FIELD_DAY,      /* D YYYYMMDD, UTC, of publication */
    FIELD_MONTH,    /* M YYYYMM */
    FIELD_YEAR,     /* Y YYYY */
    FIELD_FIRST,    /* XFIRST, empty value: the first segment of its article; its df is the number of articles */
    FIELD_COUNT
};

enum field_kind { FIELD_WORDS, FIELD_EXACT };

struct field_info {
    const char *name; /* as in queries and JSON: "title" */
    const char *prefix;
    enum field_kind kind;
    const char *example; /* a query that uses it */
    const char *help;
};
const struct field_info *schema_field(enum field f);

/* The whole term of FIELD_FIRST. */
#define SCHEMA_FIRST_TERM "XFIRST"
/* With a number behind it a term of no field, which means nothing (indexer/readable.h). */
#define SCHEMA_PADDING_TERM "XPADDING"

/* Append prefix and value as one term of legal length: "Lde", "XSRCreuters". ':' goes between a multi-letter prefix and a value
 * that begins with a capital, as Xapian's conventions ask. Values of FIELD_SOURCE, PLACE, TOPIC must be case-folded by the
 * caller (schema_fold). NUL bytes are dropped. */
void schema_term(enum field f, struct view value, struct buf *out);

/* The value in a term of the field, as schema_term was given it (or shortened it); points into `term`. */
struct view schema_value(enum field f, struct view term);

/* Append `value` case-folded (NFKC), white space runs as one space, trimmed. */
void schema_fold(struct view value, struct buf *out);

/* Value slots. */
enum slot {
    SLOT_DATE,    /* publication, UTC: date_sortable() of date.h, 8 bytes; absent without a date */
    SLOT_ARTICLE, /* the id of the article (as in its Q term without the Q): collapse key and order of equal scores */
    SLOT_OUTLINE, /* where each stem stands (outline.h) */
};

/* Metadata keys of the database. */
#define METADATA_SCHEMA "lede:schema"     /* SCHEMA_VERSION in decimal */
#define METADATA_LANGUAGE "lede:language" /* language setup: the default stemmer, e.g. "en" */
#define METADATA_CREATED "lede:created"   /* ISO 8601, UTC */
#define METADATA_FILE_PREFIX "lede:file:" /* + absolute path (hashed when long): what is known of an input file */
#define METADATA_TAKEOVERS "lede:taken"   /* ids that several files hold (indexer/takeovers.h); absent when there are none */

/* Append what a new index says of itself: keys and values in turn, length-prefixed (view_take_string). The time of creation is now. */
void schema_metadata(const char *language, struct buf *out);

#endif
