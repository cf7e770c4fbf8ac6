/* From the bytes of a file to UTF-8: byte order mark, then valid UTF-8, then what an HTML meta or XML declaration says, then ICU's detector;
 * converted by ICU with counted replacements. Any thread. */
#ifndef LEDE_INDEXER_CHARSET_H
#define LEDE_INDEXER_CHARSET_H

#include "common/buf.h"

struct charset_result {
    char name[32];       /* the charset that was used */
    size_t replacements; /* ill-formed sequences that became U+FFFD */
};

/* Replace out's content with `bytes` as UTF-8, without a byte order mark. */
enum status charset_to_utf8(struct view bytes, struct buf *out, struct charset_result *result, struct error *err) WARN_UNUSED;

/* The same from a charset that is known. */
enum status charset_convert(struct view bytes, const char *name, struct buf *out, size_t *replacements,
                            struct error *err) WARN_UNUSED;

/* The charset of a file by its first bytes (64 KB or all of it), so that any part of it may be converted alone: an empty `name` for UTF-8, else one in
 * which a byte is a character and ASCII is ASCII. False: it is in no such charset. */
bool charset_of_parts(struct view head, char *name, size_t size);

/* Whether the bytes are UTF-16 or UTF-32, in which a line does not end at the byte '\n'. */
bool charset_is_wide(struct view head);

/* Whether the bytes look like no text at all (many controls or NULs, and not UTF-16 or UTF-32): such files are skipped. */
bool charset_is_binary(struct view head);

#endif
