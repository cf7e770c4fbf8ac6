/* The options of `lede-query search`: their table for parsing, help and man page, and the struct that it fills. Used by cmd_search alone. */
#ifndef LEDE_QUERY_SEARCH_OPTIONS_H
#define LEDE_QUERY_SEARCH_OPTIONS_H

#include "query/choice.h"

enum { SEARCH_WIDTH_MIN = 40, SEARCH_WIDTH_MAX = 1000 };
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct search_options {
    struct choice choice;
    uint64_t offset;
    uint64_t width; /* 0: not given */
    int format;     /* of search_formats */
    int color;      /* enum color */
};

extern const struct option search_option_table[];
extern const char *const search_formats[]; /* names of printers; the first is the one for people */

void search_options_default(void *options); /* struct search_options */

#endif
