#include "query/search_options.h"

const char *const search_formats[] = {"text", "json", "jsonl", "tsv", "csv", "markdown", "html", "trec", "msmarco", "ids", NULL};

const struct option search_option_table[] = {
    CHOICE_LIMIT(search_options, "10", "Print at most N results."),
    {.name = "offset",
     .kind = OPTION_COUNT,
     .offset = offsetof(struct search_options, offset),
     .argument = "N",
     .min = 0,
     .max = CHOICE_LIMIT_MAX,
     .default_text = "0",
     .help = "Leave out the first N results: the next page of an earlier search."},
    CHOICE_UNIT(search_options,
                "What a result is: a passage (the best 1 to 5 consecutive sentences, about 60 to 120 words), a whole article, a "
                "paragraph or a "
                "sentence."),
    CHOICE_PER_ARTICLE(search_options, "Print at most N passages, paragraphs or sentences of one article; 0 means any number."),
    CHOICE_CANDIDATES(search_options, "200", "Look for passages in the N parts of articles that the index ranks best."),
    CHOICE_DATE(search_options,
                "Only articles published then, both days included: 2024-06, 2024-06-01..2024-07-15, 2024.., 3m.., yesterday."),
    CHOICE_LANGUAGE(search_options,
                    "Only articles in this language (ISO 639 code: en, de); the query's words are taken to be of it."),
    CHOICE_SOURCE(search_options),
    CHOICE_SYNTAX(
        search_options, "full",
        "full: the query language, see lede-syntax(7); literal: words alone, no character among them means anything special."),
    CHOICE_WITHIN(search_options),
    CHOICE_THESAURUS(search_options),
    {.name = "show-parse",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct search_options, show_parse),
     .help = "Do not search: print how the query is understood, stage by stage."},
    ANSWERS_ORDER(search_options),
    CHOICE_RANKER(search_options),
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct search_options, format),
     .argument = "FORMAT",
     .choices = search_formats,
     .default_text = "text",
     .help = "How results are printed.",
     .heading = "Output"},
    ANSWERS_DETAIL(search_options),
    {.name = "null",
     .letter = '0',
     .kind = OPTION_FLAG,
     .offset = offsetof(struct search_options, nul),
     .help = "With --format ids: end each with a NUL byte, as xargs -0 takes them."},
    SCREEN_COLOR(search_options),
    SCREEN_WIDTH(search_options),
    CHOICE_TIMEOUT(search_options, "Give up after so long; 0 means never."),
    {0},
};

void search_options_default(void *options)
{
    struct search_options *o = options;
    *o = (struct search_options){.choice = choice_default()};
    o->choice.syntax = SYNTAX_FULL;
}
