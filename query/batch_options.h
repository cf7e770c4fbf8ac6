/* The options of `lede-query batch`: their table for parsing, help and man page, and the struct that it fills. Used by cmd_batch alone. */
#ifndef LEDE_QUERY_BATCH_OPTIONS_H
#define LEDE_QUERY_BATCH_OPTIONS_H

#include "query/choice.h"

struct batch_options {
    struct choice choice;
    uint64_t jobs; /* 0: all processors */
    int format, input, syntax;
    const char *topic_fields, *tag, *output;
    bool timing, strict, resume;
};

extern const struct option batch_option_table[];
extern const char *const batch_formats[]; /* names of printers */

void batch_options_default(void *options); /* struct batch_options */

#endif
