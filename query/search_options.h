/* The options of `lede-query search`: their table for parsing, help and man page, and the struct that it fills. Used by cmd_search alone. */
#ifndef LEDE_QUERY_SEARCH_OPTIONS_H
#define LEDE_QUERY_SEARCH_OPTIONS_H

#include "common/options.h"

enum { SEARCH_WIDTH_MIN = 40, SEARCH_WIDTH_MAX = 1000 };
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct search_options {
    uint64_t limit, offset, per_article, candidates;
    uint64_t width;                       /* 0: not given */
    int unit;                             /* enum unit */
    int format;                           /* of search_formats */
    int color;                            /* enum color */
    const char *ranker;                   /* NULL: the default */
    const char *date, *language, *source; /* NULL: not given */
    double timeout;
};

extern const struct option search_option_table[];
extern const char *const search_formats[]; /* names of printers; the first is the one for people */

void search_options_default(void *options); /* struct search_options */

#endif
