/* Status codes and the error record that every fallible function fills.
 *
 * Convention: `enum status f(object, inputs, out, struct error *err)`. STATUS_OK is 0; on failure `*out` is untouched and
 * `err` holds one sentence; on success `err` is untouched. The lowest level that knows the cause writes the sentence with
 * error_set(); a caller may put a place before it with error_prefix(); only a program's main prints it.
 * Used by everything. No global state, any thread. */
#ifndef LEDE_COMMON_STATUS_H
#define LEDE_COMMON_STATUS_H

enum status {
    STATUS_OK,
    STATUS_NOT_FOUND,   /* nothing matched, no such article: exit 1 */
    STATUS_USAGE,       /* wrong command line or query syntax: exit 2 */
    STATUS_INDEX,       /* index missing, corrupt or of an unknown schema: exit 3 */
    STATUS_INPUT,       /* bad input (a file, a line, a record): exit 65 where it ends the program */
    STATUS_IO,          /* reading or writing failed: exit 74 */
    STATUS_LOCKED,      /* another writer holds the index: exit 75 */
    STATUS_CHANGED,     /* the index changed under a reader, already reopened: run the whole task again */
    STATUS_TIMEOUT,     /* the deadline of a query passed: exit 124 */
    STATUS_INTERRUPTED, /* a signal asked to stop: exit 128 + signal */
};

enum { ERROR_TEXT_SIZE = 512 };

struct error {
    enum status status;
    char text[ERROR_TEXT_SIZE]; /* one sentence, no newline, NUL-terminated, cut at a UTF-8 boundary when too long */
};

#define WARN_UNUSED __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))

/* Record `status` and the formatted sentence in err (which may be NULL); returns `status`, so that `return error_set(…)` reads well. */
enum status error_set(struct error *err, enum status status, const char *format, ...) PRINTF_LIKE(3, 4);

/* Put "prefix: " before the sentence that err holds; returns err's status. */
enum status error_prefix(struct error *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* The exit code that stands for a status (see the list above); STATUS_INTERRUPTED gives 130, main knows the signal better. */
int status_exit_code(enum status status);

#endif
