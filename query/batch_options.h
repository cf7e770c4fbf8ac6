/* The options of `lede-query batch`: their table for parsing, help and man page, and the struct that it fills. Used by cmd_batch; the rows that
 * other commands over a file of queries share (tune) stand here as macros. */
#ifndef LEDE_QUERY_BATCH_OPTIONS_H
#define LEDE_QUERY_BATCH_OPTIONS_H

#include "query/batch.h"
#include "query/choice.h"

struct batch_options {
    struct choice choice;
    uint64_t jobs; /* 0: all processors */
    int format, input;
    const char *topic_fields, *tag, *output;
    bool timing, strict, resume;
};

extern const struct option batch_option_table[];
extern const char *const batch_formats[]; /* names of printers */

void batch_options_default(void *options); /* struct batch_options */

/* Threads for a --jobs of N; 0 means all processors. */
unsigned batch_job_count(uint64_t asked);

/* Rows of an option table whose struct has `int input`, `const char *topic_fields`, `uint64_t jobs`. */
#define BATCH_INPUT(options)                                                                                                       \
    {                                                                                                                              \
        .name = "input", .kind = OPTION_CHOICE, .offset = offsetof(struct options, input), .argument = "FORM",                     \
        .choices = topics_form_names, .default_text = "auto",                                                                      \
        .help = "The form of the queries; auto recognises it from the file's beginning.", .heading = "Queries"                     \
    }
#define BATCH_TOPIC_FIELDS(options)                                                                                                \
    {                                                                                                                              \
        .name = "topic-fields", .kind = OPTION_TEXT, .offset = offsetof(struct options, topic_fields), .argument = "LIST",         \
        .default_text = "title", .help = "The parts of TREC topics that make the query: title, desc, narr, separated by commas."   \
    }
#define BATCH_JOBS(options)                                                                                                        \
    {                                                                                                                              \
        .name = "jobs", .letter = 'j', .kind = OPTION_COUNT, .offset = offsetof(struct options, jobs), .argument = "N", .min = 1,  \
        .max = BATCH_JOBS_MAX, .default_text = "all processors",                                                                   \
        .help = "Search with N threads. The output is the same with any number.", .heading = "Running"                             \
    }

#endif
