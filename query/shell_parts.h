/* The inside of a shell: shared by shell.c, its commands and completion, private to them. */
#ifndef LEDE_QUERY_SHELL_PARTS_H
#define LEDE_QUERY_SHELL_PARTS_H

#include "query/search.h"
#include "query/shell.h"

struct shell {
    const char *index;
    struct searcher *searcher;
    struct search_options options;
    struct shell_words strings; /* values that options point to */
    struct buf query;           /* the last one */
    struct results results;     /* what it found */
    bool ended;
};

struct shell_command {
    const char *name; /* with the colon */
    const char *argument;
    const char *help;
    void (*run)(struct shell *s, struct view argument, struct buf *out, struct buf *messages);
};
extern const struct shell_command shell_commands[]; /* ended by an entry without a name */

/* Ask the last query again, with these options, and print what is found. */
void shell_ask(struct shell *s, const struct search_options *options, struct buf *out, struct buf *messages);

/* The option of search that is called so; NULL when there is none. */
const struct option *shell_option(struct view name);

/* Set an option in `options`; a flag is on or off. STATUS_USAGE. */
enum status shell_set(struct shell *s, struct search_options *options, struct view name, struct view value,
                      struct error *err) WARN_UNUSED;

void shell_complain(const struct error *err, struct buf *messages);

/* Keep a copy of a text as long as the shell. */
const char *shell_keep(struct shell *s, struct view text);

#endif
