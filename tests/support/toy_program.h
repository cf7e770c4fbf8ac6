/* A toy program with an option of every kind: what the tests of options.h parse, print and run. */
#ifndef LEDE_TESTS_SUPPORT_TOY_PROGRAM_H
#define LEDE_TESTS_SUPPORT_TOY_PROGRAM_H

#include "common/options_parts.h"

#include <stdio.h>
#include <string.h>

struct toy {
    bool quiet, color;
    uint64_t limit, memory, jobs;
    double factor;
    const char *tag;
    int format;
    struct option_list words;
};

static const char *const FORMATS[] = {"text", "json", "jsonl", NULL};

#define AT(member) offsetof(struct toy, member)
static const struct option TOY_OPTIONS[] = {
    {.name = "limit",
     .letter = 'n',
     .kind = OPTION_COUNT,
     .offset = AT(limit),
     .min = 1,
     .max = 1000,
     .default_text = "10",
     .help = "At most N results. Zero is refused."},
    {.name = "jobs", .kind = OPTION_COUNT, .offset = AT(jobs), .min = 1, .help = "Threads."},
    {.name = "memory", .kind = OPTION_SIZE, .offset = AT(memory), .argument = "BYTES", .help = "Memory that may be taken."},
    {.name = "factor", .kind = OPTION_NUMBER, .offset = AT(factor), .min = -1, .max = 2.5, .help = "It's a factor."},
    {.name = "quiet", .letter = 'q', .kind = OPTION_FLAG, .offset = AT(quiet), .help = "Say nothing.", .heading = "Output"},
    {.name = "color", .letter = 'c', .negatable = true, .kind = OPTION_FLAG, .offset = AT(color), .help = "Colours."},
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = AT(format),
     .choices = FORMATS,
     .default_text = "text",
     .help = "How results are printed; .dots and \\backslashes stand as they are, and the sentence is long enough to be wrapped."},
    {.name = "tag", .kind = OPTION_TEXT, .offset = AT(tag), .help = "A name for the run."},
    {.name = "word", .letter = 'w', .kind = OPTION_LIST, .offset = AT(words), .help = "A word."},
    {0},
};

static void toy_defaults(void *options)
{
    *(struct toy *)options = (struct toy){.limit = 10, .color = true, .tag = "lede"};
}

static enum status toy_run(const void *options, const char *const *arguments, size_t count, struct error *err)
{
    const struct toy *toy = options;
    if (toy->quiet) {
        error_set(err, STATUS_CHANGED, "a try that was made good");
        return STATUS_NOT_FOUND;
    }
    if (strcmp(arguments[0], "fail") == 0)
        return error_set(err, STATUS_LOCKED, "the index is\x1b[31m locked");
    printf("%zu arguments, limit %llu\n", count, (unsigned long long)toy->limit);
    return STATUS_OK;
}

static enum status bare_run(const void *options, const char *const *arguments, size_t count, struct error *err)
{
    (void)arguments;
    return options && count == 0 ? STATUS_OK : error_set(err, STATUS_INPUT, "not called as agreed");
}

static const struct command SEARCH = {
    .name = "search",
    .arguments = "DB WORDS...",
    .min_arguments = 2,
    .max_arguments = SIZE_MAX,
    .summary = "Rank passages for words.",
    .details = "Words are ranked by what they say, and this paragraph is long enough that it has to be wrapped at eighty "
               "columns.\n\n  verbatim   table\n  stays      as it is",
    .examples = "lede-toy search news.db 'security pact'\tFinds security pacts.\n",
    .options = TOY_OPTIONS,
    .options_size = sizeof(struct toy),
    .set_defaults = toy_defaults,
    .run = toy_run,
};
static const struct command MERGE = {
    .name = "merge", .arguments = "FROM [TO]", .min_arguments = 1, .max_arguments = 2, .summary = "Merge.", .run = bare_run};
static const struct command STATS = {.name = "stats", .summary = "Print statistics.", .run = bare_run};
static const struct command *const COMMANDS[] = {&SEARCH, &MERGE, &STATS, NULL};
static const struct program TOY = {
    .name = "lede-toy",
    .summary = "play with tables",
    .details = ".A dot begins this text.\n\n'And a quote this one.",
    .commands = COMMANDS,
    .exit_codes = "0\tfound\n1\tnothing found\n",
    .environment = "NO_COLOR\tno colours\n",
    .see_also = "lede-index(1)",
};

enum { MAX_WORDS = 8 };

static inline int count_words(const char *const *words)
{
    int n = 0;
    while (n < MAX_WORDS && words[n])
        n++;
    return n;
}

#endif
