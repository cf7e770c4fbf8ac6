/* A conversation with one index: a line is a query, or a command that begins with a colon. What it says goes into buffers, so that it is the same on a terminal, from a pipe
 * and in tests. The options of `search` are its settings (:set). Used by the command shell; one thread an object. */
#ifndef LEDE_QUERY_SHELL_H
#define LEDE_QUERY_SHELL_H

#include "query/search_options.h"

struct shell;

/* `options` is copied; its strings must live as long. */
enum status shell_open(const char *index, const struct search_options *options, struct shell **out, struct error *err) WARN_UNUSED;
void shell_close(struct shell *s);

/* Answer one line: results are appended to `out`, what went wrong is a sentence appended to `messages`. False when the line asks to end. */
bool shell_line(struct shell *s, struct view line, struct buf *out, struct buf *messages);

/* What may stand in place of the word at the end of `line` (which ends where the cursor is): whole words, NUL-terminated, the likeliest first; *start is where
 * that word begins. The caller frees with shell_words_release. */
struct shell_words {
    char **items;
    size_t count, cap;
};
void shell_complete(struct shell *s, struct view line, size_t *start, struct shell_words *out);
void shell_words_release(struct shell_words *w);

#endif
