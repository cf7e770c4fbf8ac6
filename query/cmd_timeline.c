#include "common/file_replace.h"
#include "query/choice.h"
#include "query/commands.h"
#include "query/present/chart.h"
#include "query/screen.h"
#include "query/words.h"

#include <time.h>

enum { TRIES = 5 }; /* how often it begins again because the index changed between finding and counting */

struct timeline_options {
    struct choice choice;
    struct screen screen;
    const char *svg;
    int by, format;
};

static const char *const formats[] = {"text", "csv", "json", NULL};

static const struct option timeline_option_table[] = {
    {.name = "by",
     .letter = 'b',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct timeline_options, by),
     .argument = "PERIOD",
     .choices = period_names,
     .default_text = "month",
     .help = "What a bar stands for; weeks are those of ISO 8601, Monday to Sunday. All days are UTC's.",
     .heading = "What is counted"},
    CHOICE_DATE(timeline_options,
                "Only articles published then, both days included: 2024-06, 2024-06-01..2024-07-15, 2024.., 3m.."),
    CHOICE_LANGUAGE(timeline_options, "Only articles in this language (ISO 639 code: en, de)."),
    CHOICE_SOURCE(timeline_options),
    CHOICE_SYNTAX(
        timeline_options, "full",
        "Whether the query language is used (see lede-syntax(7)), or words are literal and no character means anything special."),
    CHOICE_THESAURUS(timeline_options),
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct timeline_options, format),
     .argument = "FORMAT",
     .choices = formats,
     .default_text = "text",
     .help = "How the counts are printed: as bars, or as a table for scripts.",
     .heading = "Output"},
    {.name = "svg",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct timeline_options, svg),
     .argument = "FILE",
     .help = "Draw the chart into FILE too, as an SVG picture."},
    SCREEN_COLOR(timeline_options),
    SCREEN_WIDTH(timeline_options),
    CHOICE_TIMEOUT(timeline_options, "Give up after so long; 0 means never."),
    {0},
};

static void set_defaults(void *options)
{
    struct timeline_options *o = options;
    *o = (struct timeline_options){.choice = choice_default(), .by = PERIOD_MONTH};
    o->choice.syntax = SYNTAX_FULL;
}

/* Find, count, and begin again when the index changed in between. */
static enum status count(struct searcher *searcher, const struct search_settings *settings, enum period by, struct timeline *out,
                         struct error *err)
{
    struct matching matching = {0};
    struct facet_list dates = {0};
    enum status status = STATUS_CHANGED;
    for (int i = 0; i < TRIES && status == STATUS_CHANGED; i++) {
        status = search_matching(searcher, out->query, settings, &matching, err);
        if (status == STATUS_OK)
            status = facet_count(searcher_reader(searcher), &matching, period_field(by), &dates, err);
    }
    if (status == STATUS_OK)
        status = timeline_make(out, by, &dates, err);
    facet_list_release(&dates);
    matching_release(&matching);
    return status;
}

static enum status print(const struct timeline_options *o, const struct timeline *t, struct error *err)
{
    static void (*const printers[])(const struct timeline *, const struct print_settings *,
                                    struct buf *) = {chart_print_text, chart_print_csv, chart_print_json};
    const struct print_settings settings = {.color = screen_color(&o->screen), .width = screen_width(&o->screen)};
    struct buf out = {0};
    enum status status = STATUS_OK;
    if (o->svg) {
        chart_print_svg(t, &out);
        status = file_replace(o->svg, view_of_buf(&out), err);
        buf_clear(&out);
    }
    if (t->matches > 0 || o->format != 0)
        printers[o->format](t, &settings, &out);
    screen_write(&out);
    buf_release(&out);
    return status;
}

static enum status run(const void *memory, const char *const *arguments, size_t argument_count, struct error *err)
{
    const struct timeline_options *o = memory;
    struct buf words = {0};
    struct choice_memory chosen = {0};
    struct search_settings settings;
    struct searcher *searcher = NULL;
    struct timeline timeline = {0};
    enum status status = choice_settings(&o->choice, (int64_t)time(NULL), &chosen, &settings, err);
    settings.all_words = true;
    if (status == STATUS_OK)
        status = words_join(arguments + 1, argument_count - 1, &words, err);
    timeline.query = view_of_buf(&words);
    if (status == STATUS_OK)
        status = searcher_open(arguments[0], &searcher, err);
    if (status == STATUS_OK)
        status = count(searcher, &settings, (enum period)o->by, &timeline, err);
    if (status == STATUS_OK)
        status = print(o, &timeline, err);
    if (status == STATUS_OK && timeline.matches == 0)
        status = error_set(err, STATUS_NOT_FOUND, "nothing found: no article matches");
    timeline_release(&timeline);
    searcher_close(searcher);
    choice_memory_release(&chosen);
    buf_release(&words);
    return status;
}

const struct command cmd_timeline = {
    .name = "timeline",
    .arguments = "DB WORDS...",
    .min_arguments = 2,
    .max_arguments = SIZE_MAX,
    .summary = "count the articles that match, by day, week, month or year",
    .details =
        "Every article that matches counts once, in the period in which it was published; periods without one are shown with "
        "0, so that gaps are seen. Articles without a date, or with one that is not precise enough, are counted apart. "
        "Several plain words must all be in an article, unlike in a search, which also finds articles with some of them.\n\n"
        "CSV has a line a period: its name, first and last day, and articles.",
    .examples = "lede-query timeline news.db security pact\tarticles a month\n"
                "lede-query timeline news.db --by week --date 2024 --svg pact.svg security pact\ta picture of a year\n"
                "lede-query timeline news.db --by day -f csv security pact\tfor a spreadsheet\n",
    .options = timeline_option_table,
    .options_size = sizeof(struct timeline_options),
    .set_defaults = set_defaults,
    .run = run,
};
