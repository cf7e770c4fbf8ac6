/* What `search` and `batch` let a user choose alike: unit, filters, ranker. The options are rows of both tables (only help texts differ, as what is printed
 * does), the values one struct in both, and one function makes settings of them. Used by search_options, batch_options and their commands. */
#ifndef LEDE_QUERY_CHOICE_H
#define LEDE_QUERY_CHOICE_H

#include "common/options.h"
#include "query/rank.h"
#include "query/search.h"
#include "query/topics.h"

enum { CHOICE_LIMIT_MAX = 1000000, CHOICE_TIMEOUT_MAX = 86400 };

struct choice {
    uint64_t limit, per_article;
    uint64_t candidates;                           /* 0: not given */
    int unit;                                      /* enum unit */
    const char *date, *language, *source, *ranker; /* NULL: not given */
    int syntax;                                    /* enum syntax */
    int within;                                    /* 1: passage */
    const char *thesaurus;                         /* a file, "shipped" or "none"; NULL is none */
    double timeout;
};

extern const char *const choice_units[];    /* enum unit */
extern const char *const choice_syntaxes[]; /* enum syntax */
extern const char *const choice_withins[];

/* Defaults as search_settings_default has them; candidates not given. */
struct choice choice_default(void);

/* What settings made from a choice point to; release after the last search. */
struct choice_memory {
    struct buf language;
    struct ranker ranker;
    struct thesaurus *thesaurus;
};
void choice_memory_release(struct choice_memory *m);

/* Replace *out by the settings. `now`: for dates relative to today, Unix seconds. The strings of the choice must live as long. */
enum status choice_settings(const struct choice *c, int64_t now, struct choice_memory *memory, struct search_settings *out,
                            struct error *err) WARN_UNUSED;

/* The settings for one query of a file: its own filters take the place of the command's. The topic must live as long. */
struct search_settings choice_for_topic(const struct search_settings *s, const struct topic *topic);

/* Rows of an option table whose struct has a `struct choice choice`. */
#define CHOICE_OFFSET(options, member) (offsetof(struct options, choice) + offsetof(struct choice, member))
#define CHOICE_LIMIT(options, shown, text)                                                                                         \
    {                                                                                                                              \
        .name = "limit", .letter = 'n', .kind = OPTION_COUNT, .offset = CHOICE_OFFSET(options, limit), .argument = "N", .min = 1,  \
        .max = CHOICE_LIMIT_MAX, .default_text = (shown), .help = (text), .heading = "What is found"                               \
    }
#define CHOICE_UNIT(options, text)                                                                                                 \
    {                                                                                                                              \
        .name = "unit", .letter = 'u', .kind = OPTION_CHOICE, .offset = CHOICE_OFFSET(options, unit), .argument = "UNIT",          \
        .choices = choice_units, .default_text = "passages", .help = (text)                                                        \
    }
#define CHOICE_PER_ARTICLE(options, text)                                                                                          \
    {                                                                                                                              \
        .name = "per-article", .kind = OPTION_COUNT, .offset = CHOICE_OFFSET(options, per_article), .argument = "N", .min = 0,     \
        .max = CHOICE_LIMIT_MAX, .default_text = "1 passage, any number of paragraphs or sentences", .help = (text)                \
    }
#define CHOICE_CANDIDATES(options, shown, text)                                                                                    \
    {                                                                                                                              \
        .name = "candidates", .kind = OPTION_COUNT, .offset = CHOICE_OFFSET(options, candidates), .argument = "N", .min = 1,       \
        .max = CHOICE_LIMIT_MAX, .default_text = (shown), .help = (text)                                                           \
    }
#define CHOICE_DATE(options, text)                                                                                                 \
    {                                                                                                                              \
        .name = "date", .letter = 'd', .kind = OPTION_TEXT, .offset = CHOICE_OFFSET(options, date), .argument = "FROM..TO",        \
        .help = (text), .heading = "Filters"                                                                                       \
    }
#define CHOICE_LANGUAGE(options, text)                                                                                             \
    {                                                                                                                              \
        .name = "lang", .kind = OPTION_TEXT, .offset = CHOICE_OFFSET(options, language), .argument = "CODE", .help = (text)        \
    }
#define CHOICE_SOURCE(options)                                                                                                     \
    {                                                                                                                              \
        .name = "source", .kind = OPTION_TEXT, .offset = CHOICE_OFFSET(options, source), .argument = "NAME",                       \
        .help = "Only articles of this publisher or wire, by its full name; case does not matter."                                 \
    }
#define CHOICE_WITHIN(options)                                                                                                     \
    {                                                                                                                              \
        .name = "within", .kind = OPTION_CHOICE, .offset = CHOICE_OFFSET(options, within), .argument = "WHAT",                     \
        .choices = choice_withins, .default_text = "article",                                                                      \
        .help = "Where the whole query must hold: anywhere in the article, or inside the passage (unit) that is shown."            \
    }
#define CHOICE_RANKER(options)                                                                                                     \
    {                                                                                                                              \
        .name = "ranker", .letter = 'r', .kind = OPTION_TEXT, .offset = CHOICE_OFFSET(options, ranker),                            \
        .argument = "NAME[:P=V,...]", .default_text = "lede",                                                                      \
        .help = "How to rank: lede, or for comparison ineb2, bm25, dph, lm; with parameters as bm25:weight.k1=1.2,weight.b=0.75. " \
                "lede leaves out what only frames a plain query, such as 'find articles about'; lede:framing=0 keeps it. A wrong " \
                "name lists them all.",                                                                                            \
        .heading = "Ranking"                                                                                                       \
    }
#define CHOICE_SYNTAX(options, shown, text)                                                                                        \
    {                                                                                                                              \
        .name = "syntax", .kind = OPTION_CHOICE, .offset = CHOICE_OFFSET(options, syntax), .argument = "KIND",                     \
        .choices = choice_syntaxes, .default_text = (shown), .help = (text)                                                        \
    }
#define CHOICE_THESAURUS(options)                                                                                                  \
    {                                                                                                                              \
        .name = "thesaurus", .kind = OPTION_TEXT, .offset = CHOICE_OFFSET(options, thesaurus), .argument = "FILE",                 \
        .default_text = "shipped",                                                                                                 \
        .help = "What else may be said for words of the query (syntax full): a file of rings such as 'security pact = defence "    \
                "treaty', "                                                                                                        \
                "the shipped one, or none. Words behind = and in quotes stay as they are."                                         \
    }
#define CHOICE_TIMEOUT(options, text)                                                                                              \
    {                                                                                                                              \
        .name = "timeout", .kind = OPTION_NUMBER, .offset = CHOICE_OFFSET(options, timeout), .argument = "SECONDS", .min = 0,      \
        .max = CHOICE_TIMEOUT_MAX, .default_text = "10", .help = (text)                                                            \
    }

#endif
