/* The options of `lede-query search`: their table for parsing, help and man page, and the struct that it fills. Used by cmd_search alone. */
#ifndef LEDE_QUERY_SEARCH_OPTIONS_H
#define LEDE_QUERY_SEARCH_OPTIONS_H

#include "query/answers_options.h"
#include "query/choice.h"
#include "query/screen.h"

struct search_options {
    struct choice choice;
    uint64_t offset;
    struct answer_options answers;
    struct screen screen;
    bool nul;   /* ids end in NUL */
    int format; /* of search_formats */
    bool show_parse;
};

extern const struct option search_option_table[];
extern const char *const search_formats[]; /* names of printers; the first is the one for people */

void search_options_default(void *options); /* struct search_options */

#endif
