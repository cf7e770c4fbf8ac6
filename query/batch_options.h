/* The options of `lede-query batch`: their table for parsing, help and man page, and the struct that it fills. Used by cmd_batch alone. */
#ifndef LEDE_QUERY_BATCH_OPTIONS_H
#define LEDE_QUERY_BATCH_OPTIONS_H

#include "common/options.h"

struct batch_options {
    uint64_t limit, candidates; /* candidates 0: not given */
    uint64_t per_article, jobs; /* jobs 0: all processors */
    int unit, format, input, syntax;
    const char *topic_fields, *tag, *output;
    const char *ranker;                   /* NULL: the default */
    const char *date, *language, *source; /* NULL: not given */
    double timeout;
    bool timing, strict, resume;
};

extern const struct option batch_option_table[];
extern const char *const batch_formats[]; /* names of printers */

void batch_options_default(void *options); /* struct batch_options */

#endif
