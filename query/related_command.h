/* What the commands similar and background have in common: options, and running. Used by both alone. */
#ifndef LEDE_QUERY_RELATED_COMMAND_H
#define LEDE_QUERY_RELATED_COMMAND_H

#include "query/choice.h"
#include "query/related.h"
#include "query/screen.h"

struct related_options {
    struct choice choice;
    struct screen screen;
    uint64_t terms;
    int format; /* of search_formats */
    bool copies;
};

extern const struct option related_option_table[];
void related_options_default(void *options);

/* Find and print; arguments are DB and ID. */
enum status related_run(enum related_kind kind, const struct related_options *o, const char *const *arguments,
                        struct error *err) WARN_UNUSED;

#endif
