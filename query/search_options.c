#include "query/search_options.h"

#include "query/search.h"

enum { LIMIT_MAX = 1000000 };

static const char *const unit_names[] = {"passages", "articles", "paragraphs", "sentences", NULL}; /* enum unit */
const char *const search_formats[] = {"text", "json", "jsonl", "tsv", "csv", "trec", "msmarco", "ids", NULL};
static const char *const color_names[] = {"auto", "always", "never", NULL};

const struct option search_option_table[] = {
    {.name = "limit",
     .letter = 'n',
     .kind = OPTION_COUNT,
     .offset = offsetof(struct search_options, limit),
     .argument = "N",
     .min = 1,
     .max = LIMIT_MAX,
     .default_text = "10",
     .help = "Print at most N results.",
     .heading = "What is found"},
    {.name = "offset",
     .kind = OPTION_COUNT,
     .offset = offsetof(struct search_options, offset),
     .argument = "N",
     .min = 0,
     .max = LIMIT_MAX,
     .default_text = "0",
     .help = "Leave out the first N results: the next page of an earlier search."},
    {.name = "unit",
     .letter = 'u',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct search_options, unit),
     .argument = "UNIT",
     .choices = unit_names,
     .default_text = "passages",
     .help = "What a result is: a passage (the best 1 to 5 consecutive sentences, about 60 to 120 words), a whole article, a "
             "paragraph or a "
             "sentence."},
    {.name = "per-article",
     .kind = OPTION_COUNT,
     .offset = offsetof(struct search_options, per_article),
     .argument = "N",
     .min = 0,
     .max = LIMIT_MAX,
     .default_text = "1 passage, any number of paragraphs or sentences",
     .help = "Print at most N passages, paragraphs or sentences of one article; 0 means any number."},
    {.name = "candidates",
     .kind = OPTION_COUNT,
     .offset = offsetof(struct search_options, candidates),
     .argument = "N",
     .min = 1,
     .max = LIMIT_MAX,
     .default_text = "200",
     .help = "Look for passages in the N parts of articles that the index ranks best."},
    {.name = "date",
     .letter = 'd',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct search_options, date),
     .argument = "FROM..TO",
     .help = "Only articles published then, both days included: 2024-06, 2024-06-01..2024-07-15, 2024.., 3m.., yesterday.",
     .heading = "Filters"},
    {.name = "lang",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct search_options, language),
     .argument = "CODE",
     .help = "Only articles in this language (ISO 639 code: en, de); the query's words are taken to be of it."},
    {.name = "source",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct search_options, source),
     .argument = "NAME",
     .help = "Only articles of this publisher or wire, by its full name; case does not matter."},
    {.name = "ranker",
     .letter = 'r',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct search_options, ranker),
     .argument = "NAME[:P=V,...]",
     .default_text = "lede",
     .help =
         "How to rank: lede, or for comparison ineb2, bm25, dph; with parameters as bm25:weight.k1=1.2,weight.b=0.75. A wrong name "
         "lists them all.",
     .heading = "Ranking"},
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct search_options, format),
     .argument = "FORMAT",
     .choices = search_formats,
     .default_text = "text",
     .help = "How results are printed.",
     .heading = "Output"},
    {.name = "color",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct search_options, color),
     .argument = "WHEN",
     .choices = color_names,
     .default_text = "auto",
     .help = "Light the words that match: on a terminal (auto; never when NO_COLOR is set), always, or never."},
    {.name = "width",
     .kind = OPTION_COUNT,
     .offset = offsetof(struct search_options, width),
     .argument = "N",
     .min = SEARCH_WIDTH_MIN,
     .max = SEARCH_WIDTH_MAX,
     .default_text = "the terminal's",
     .help = "Columns of the text format."},
    {.name = "timeout",
     .kind = OPTION_NUMBER,
     .offset = offsetof(struct search_options, timeout),
     .argument = "SECONDS",
     .min = 0,
     .max = 86400,
     .default_text = "10",
     .help = "Give up after so long; 0 means never."},
    {0},
};

void search_options_default(void *options)
{
    struct search_options *o = options;
    struct search_settings s;
    search_settings_default(&s);
    *o = (struct search_options){.limit = s.limit, .per_article = s.per_article, .candidates = s.candidates, .timeout = s.timeout};
}
