/* The options of `search` that shape the list: their rows of the option table, and how settings are made of them. */
#ifndef LEDE_QUERY_ANSWERS_OPTIONS_H
#define LEDE_QUERY_ANSWERS_OPTIONS_H

#include "common/options.h"
#include "query/answers.h"
#include "query/present/printer.h"

enum copies { COPIES_BY_FORMAT, COPIES_FOLD, COPIES_SHOW };

struct answer_options {
    int sort, group, copies; /* enum sort, grouping, copies */
    uint64_t context;
    bool cite, explain;
    const char *facets, *recent; /* NULL: not given */
};

extern const char *const answers_sorts[], *const answers_groups[], *const answers_copies[];

/* Make *answers of the options, and what concerns ranking in *settings: recency and explanation. `now` in Unix seconds. STATUS_USAGE for what cannot be
 * understood, or what the format cannot show. */
enum status answers_settings_make(const struct answer_options *o, const struct printer *printer, int64_t now,
                                  struct search_settings *settings, struct answer_settings *answers, struct error *err) WARN_UNUSED;

/* Rows of an option table whose struct has a `struct answer_options answers`. */
#define ANSWERS_OFFSET(options, member) (offsetof(struct options, answers) + offsetof(struct answer_options, member))
#define ANSWERS_ORDER(options)                                                                                                     \
    {.name = "sort",                                                                                                               \
     .kind = OPTION_CHOICE,                                                                                                        \
     .offset = ANSWERS_OFFSET(options, sort),                                                                                      \
     .argument = "ORDER",                                                                                                          \
     .choices = answers_sorts,                                                                                                     \
     .default_text = "relevance",                                                                                                  \
     .help = "By relevance, or all articles that match by date of publication: date (oldest first) or -date (newest first). "      \
             "A query without a word to rank by, such as source:reuters, is answered newest first.",                               \
     .heading = "Order"},                                                                                                          \
        {.name = "recent",                                                                                                         \
         .kind = OPTION_TEXT,                                                                                                      \
         .offset = ANSWERS_OFFSET(options, recent),                                                                                \
         .argument = "TIME",                                                                                                       \
         .help = "Prefer what is new: an article's score halves with each TIME (30d, 2w, 3m, 1y) of its age. Age is counted to "   \
                 "now, or to the end of --date where that is earlier; without a date an article stands last."},                    \
        {.name = "group",                                                                                                          \
         .kind = OPTION_CHOICE,                                                                                                    \
         .offset = ANSWERS_OFFSET(options, group),                                                                                 \
         .argument = "BY",                                                                                                         \
         .choices = answers_groups,                                                                                                \
         .default_text = "none",                                                                                                   \
         .help = "Put the results of the page in groups: by source, day, month, or cluster (articles that tell the same story)."}, \
    {                                                                                                                              \
        .name = "copies", .kind = OPTION_CHOICE, .offset = ANSWERS_OFFSET(options, copies), .argument = "HOW",                     \
        .choices = answers_copies, .default_text = "fold where the format can name them",                                          \
        .help = "Fold near-identical passages (wire copies) into the one published first, or show them all."                       \
    }
#define ANSWERS_DETAIL(options)                                                                                                    \
    {.name = "context",                                                                                                            \
     .kind = OPTION_COUNT,                                                                                                         \
     .offset = ANSWERS_OFFSET(options, context),                                                                                   \
     .argument = "N",                                                                                                              \
     .min = 0,                                                                                                                     \
     .max = 100,                                                                                                                   \
     .default_text = "0",                                                                                                          \
     .help = "Show N sentences of the article before and behind each passage, too."},                                              \
        {.name = "cite",                                                                                                           \
         .kind = OPTION_FLAG,                                                                                                      \
         .offset = ANSWERS_OFFSET(options, cite),                                                                                  \
         .help = "Print each passage as a quotation with its footnote: source, title, date, file or address, bytes, and the "      \
                 "SHA-256 of the article's text, which 'show --check' compares."},                                                 \
        {.name = "explain",                                                                                                        \
         .kind = OPTION_FLAG,                                                                                                      \
         .offset = ANSWERS_OFFSET(options, explain),                                                                               \
         .help = "Show what each score is the sum of, down to the weight of each word."},                                          \
    {                                                                                                                              \
        .name = "facets", .kind = OPTION_TEXT, .offset = ANSWERS_OFFSET(options, facets), .argument = "FIELDS",                    \
        .help = "Count the articles that match by their values of these fields, separated by commas: source, lang, place, "        \
                "topic, day, month, year."                                                                                         \
    }

#endif
