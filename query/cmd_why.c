#include "query/choice.h"
#include "query/commands.h"
#include "query/screen.h"
#include "query/why.h"

#include <time.h>

enum why_format { FORMAT_TEXT, FORMAT_JSON };

struct why_options {
    struct choice choice;
    int format;
};

static const char *const formats[] = {"text", "json", NULL};

static const struct option options[] = {
    CHOICE_UNIT(why_options, "What a result is, as for search."),
    CHOICE_DATE(why_options, "The filters of the search: articles published then."),
    CHOICE_LANGUAGE(why_options, "Articles in this language (ISO 639 code)."),
    CHOICE_SOURCE(why_options),
    CHOICE_SYNTAX(why_options, "full", "The query language, or literal words."),
    CHOICE_THESAURUS(why_options),
    CHOICE_RANKER(why_options),
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct why_options, format),
     .argument = "FORMAT",
     .choices = formats,
     .default_text = "text",
     .help = "How the answer is printed.",
     .heading = "Output"},
    CHOICE_TIMEOUT(why_options, "Give up on a step after so long; 0 means never."),
    {0},
};

static void set_defaults(void *memory)
{
    struct why_options *o = memory;
    *o = (struct why_options){.choice = choice_default()};
    o->choice.syntax = SYNTAX_FULL;
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct why_options *o = memory;
    struct choice_memory chosen = {0};
    struct search_settings settings;
    struct searcher *searcher = NULL;
    struct why w = {0};
    struct buf out = {0};
    int64_t now = (int64_t)time(NULL);
    (void)count;
    enum status status = choice_settings(&o->choice, now, &chosen, &settings, err);
    if (status == STATUS_OK)
        status = searcher_open(arguments[0], &searcher, err);
    if (status == STATUS_OK)
        status = why(searcher, view_of(arguments[1]), view_of(arguments[2]), &settings, now, &w, err);
    if (status == STATUS_OK) {
        if (o->format == FORMAT_JSON)
            why_json(&w, &out);
        else
            why_text(&w, &out);
        screen_write(&out);
        status = w.matches ? STATUS_OK : STATUS_NOT_FOUND;
    }
    why_release(&w);
    buf_release(&out);
    searcher_close(searcher);
    choice_memory_release(&chosen);
    return status;
}

const struct command cmd_why = {
    .name = "why",
    .arguments = "DB QUERY ID",
    .min_arguments = 3,
    .max_arguments = 3,
    .summary = "why an article is, or is not, in the answer",
    .details = "Looks at one article with the eyes of a search: which words of the QUERY it has, how often and in which forms; "
               "which conditions hold, "
               "and where; and at which rank it stands. Give the options of the search. Exit code 1 when the article is not in the "
               "answer.",
    .examples = "lede-query why news.db 'nato AND \"security pact\"' AP880212-0001\n"
                "lede-query why news.db --lang de Verteidigung a17\twith the filter of the search\n",
    .options = options,
    .options_size = sizeof(struct why_options),
    .set_defaults = set_defaults,
    .run = run,
};
