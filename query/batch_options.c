#include "query/batch_options.h"

#include <unistd.h>

enum { LIMIT = 1000 };

const char *const batch_formats[] = {"trec", "msmarco", "jsonl", "tsv", "csv", "json", "text", NULL};

const struct option batch_option_table[] = {
    CHOICE_LIMIT(batch_options, "1000", "At most N results a query."),
    CHOICE_UNIT(batch_options, "What a result is: a passage, a whole article, a paragraph or a sentence."),
    CHOICE_PER_ARTICLE(batch_options, "At most N results of one article a query; 0 means any number."),
    CHOICE_CANDIDATES(batch_options, "the limit, at least 200",
                      "Look into the N parts of articles that the index ranks best; never fewer than the limit."),
    CHOICE_DATE(
        batch_options,
        "Only articles published then, both days included: 2024-06, 2024-06-01..2024-07-15, 3m.. A query's own dates (JSON lines) "
        "take its place."),
    CHOICE_LANGUAGE(batch_options, "Only articles in this language (ISO 639 code)."),
    CHOICE_SOURCE(batch_options),
    CHOICE_RANKER(batch_options),
    BATCH_INPUT(batch_options),
    BATCH_TOPIC_FIELDS(batch_options),
    CHOICE_SYNTAX(
        batch_options, "literal",
        "Queries are literal words, in which covid-19 or a question mark mean nothing special, or use the query language."),
    CHOICE_WITHIN(batch_options),
    CHOICE_THESAURUS(batch_options),
    {.name = "strict",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct batch_options, strict),
     .help = "End with 65 when a query could not be answered. The others are answered all the same."},
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct batch_options, format),
     .argument = "FORMAT",
     .choices = batch_formats,
     .default_text = "trec",
     .help = "How results are printed; json is a document a query, jsonl a line a result.",
     .heading = "Output"},
    {.name = "tag",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct batch_options, tag),
     .argument = "WORD",
     .default_text = "lede",
     .help = "The name of the run in TREC output."},
    {.name = "output",
     .letter = 'o',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct batch_options, output),
     .argument = "FILE",
     .help = "Write to FILE instead of standard output."},
    {.name = "resume",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct batch_options, resume),
     .help = "Go on where an earlier run with the same queries and --output was cut off: its last query is answered again, those "
             "before "
             "it are kept (trec, msmarco, jsonl, tsv)."},
    {.name = "timing",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct batch_options, timing),
     .help = "Say on standard error how long queries took in this process: 50th, 95th and 99th percentile, maximum, and queries a "
             "second."},
    BATCH_JOBS(batch_options),
    CHOICE_TIMEOUT(batch_options, "Give up on a query after so long; 0 means never."),
    {0},
};

void batch_options_default(void *options)
{
    struct batch_options *o = options;
    *o = (struct batch_options){.choice = choice_default(), .topic_fields = "title", .tag = "lede"};
    o->choice.limit = LIMIT;
}

unsigned batch_job_count(uint64_t asked)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (asked > 0)
        return (unsigned)asked;
    return processors < 1 ? 1 : processors > BATCH_JOBS_MAX ? BATCH_JOBS_MAX : (unsigned)processors;
}
