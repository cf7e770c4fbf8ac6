/* A strict, streaming reader of JSON (RFC 8259) over bytes in memory: nothing is built, values that nobody wants are passed over. Beside JSON it takes
 * NaN, Infinity and -Infinity as null: Python writes them, where a table had no value.
 *
 * A value is handed out as the bytes it stands in; strings are decoded only on demand (json_decode). Nesting is at most JSON_MAX_DEPTH.
 * The first fault stays: `fault` says what, `at` where, and every later call fails. Ill-formed UTF-8 inside strings is passed on as it is.
 * Measured beside jansson, whose objects and copies cost several times the scan. One thread a reader. */
#ifndef LEDE_INDEXER_FORMATS_JSON_READER_H
#define LEDE_INDEXER_FORMATS_JSON_READER_H

#include "common/buf.h"

enum { JSON_MAX_DEPTH = 64 };

enum json_kind { JSON_NONE, JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json_value {
    enum json_kind kind;
    bool escaped;    /* a string with backslashes */
    struct view raw; /* a string without its quotes; anything else whole */
};

struct json_reader {
    struct view text;
    size_t at;
    unsigned depth;
    bool fresh; /* just after an opening bracket */
    const char *fault;
};

void json_reader_init(struct json_reader *r, struct view text);
/* A reader of a container that was handed out before. */
struct json_reader json_reader_of(const struct json_value *value);

/* The kind of the next value, JSON_NONE at the end of the text or at something that is no value. */
enum json_kind json_peek(struct json_reader *r);

/* Read any value, containers whole and checked. */
bool json_read(struct json_reader *r, struct json_value *out);

/* Go into the container that begins here ('{' or '['), then over its members or elements: true while there is one (its value is to be read next), false
 * after the closing bracket or at a fault. */
bool json_enter(struct json_reader *r, char open);
bool json_next_member(struct json_reader *r, struct json_value *key);
bool json_next_element(struct json_reader *r);

/* True when only white space is left. */
bool json_at_end(struct json_reader *r);

/* Append a string's characters: escapes resolved, \u0000 and lone surrogates as U+FFFD. Other kinds: their bytes as they are. */
void json_decode(const struct json_value *value, struct buf *out);

#endif
