#include "query/choice.h"
#include "query/commands.h"
#include "query/present/sheet.h"
#include "query/saved.h"
#include "query/screen.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

enum { TRIES = 5 }; /* how often all of it is counted again because the index changed meanwhile */
enum form { FORM_AUTO, FORM_TEXT, FORM_CSV, FORM_WIDE, FORM_JSON };

struct matrix_options {
    struct choice choice;
    struct screen screen;
    const char *topic_fields;
    int by, split, format, input;
    bool strict;
};

static const char *const formats[] = {"auto", "text", "csv", "wide", "json", NULL};
static const char *const splits[] = {"source", "lang", "place", "topic", "none", NULL};
static const enum field split_fields[] = {FIELD_SOURCE, FIELD_LANGUAGE, FIELD_PLACE, FIELD_TOPIC};

static const struct option matrix_option_table[] = {
    {.name = "by",
     .letter = 'b',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct matrix_options, by),
     .argument = "PERIOD",
     .choices = period_names,
     .default_text = "day",
     .help = "The rows of the table; weeks are those of ISO 8601. All days are UTC's.",
     .heading = "What is counted"},
    {.name = "split",
     .letter = 's',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct matrix_options, split),
     .argument = "FIELD",
     .choices = splits,
     .default_text = "source",
     .help = "What the counts of a period are split by. An article with several topics counts for each of them."},
    CHOICE_DATE(matrix_options, "Only articles published then, both days included: 2024-06, 2024-06-01..2024-07-15, 2024.., 3m.."),
    CHOICE_LANGUAGE(matrix_options, "Only articles in this language (ISO 639 code: en, de)."),
    CHOICE_SOURCE(matrix_options),
    {.name = "input",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct matrix_options, input),
     .argument = "FORM",
     .choices = topics_form_names,
     .default_text = "auto",
     .help = "The form of the queries, as of 'batch'; auto recognises it from the file's beginning.",
     .heading = "Queries"},
    {.name = "topic-fields",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct matrix_options, topic_fields),
     .argument = "LIST",
     .default_text = "title",
     .help = "The parts of TREC topics that make the query: title, desc, narr, separated by commas."},
    CHOICE_SYNTAX(
        matrix_options, "full",
        "Whether the query language is used (see lede-syntax(7)), or words are literal and no character means anything special."),
    CHOICE_THESAURUS(matrix_options),
    {.name = "strict",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct matrix_options, strict),
     .help = "End with 65 when a query could not be answered. The others are answered all the same."},
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct matrix_options, format),
     .argument = "FORMAT",
     .choices = formats,
     .default_text = "auto",
     .help = "auto: text on a terminal, else csv. text: a map of blocks, the darker the more articles; csv: a line for each cell "
             "that has articles; wide: a column for each value and zeros where there is nothing; json.",
     .heading = "Output"},
    SCREEN_COLOR(matrix_options),
    SCREEN_WIDTH(matrix_options),
    CHOICE_TIMEOUT(matrix_options, "Give up on a query after so long; 0 means never."),
    {0},
};

static void set_defaults(void *options)
{
    struct matrix_options *o = options;
    *o = (struct matrix_options){.choice = choice_default(), .topic_fields = "title"};
    o->choice.syntax = SYNTAX_FULL;
}

/* Everything that is counted against one state of the index. */
struct table {
    const char *path; /* of the queries */
    const struct search_settings *settings;
    struct saved saved;
    struct searcher *searcher;
    struct matrix_axes axes;
    struct matrix_row *rows; /* one a query */
    uint64_t found;          /* queries with at least one article */
};

/* A mistake in a query, or its time, costs the query alone. */
static bool costs_itself(enum status status)
{
    return status == STATUS_USAGE || status == STATUS_INPUT || status == STATUS_TIMEOUT;
}

static enum status count_query(struct table *t, size_t i, struct matching *m, struct error *err)
{
    struct store_stats stats;
    struct matrix_row *row = &t->rows[i];
    const struct topic *topic = &t->saved.items[i];
    struct search_settings settings = choice_for_topic(t->settings, topic);
    row->qid = view_of_buf(&topic->qid);
    row->query = view_of_buf(&topic->text);
    enum status status = search_matching(t->searcher, row->query, &settings, m, err);
    row->failed = costs_itself(status);
    if (row->failed)
        return status;
    if (status == STATUS_OK)
        status = store_reader_stats(searcher_reader(t->searcher), &stats, err);
    if (status == STATUS_OK && stats.revision != t->axes.revision)
        status = error_set(err, STATUS_CHANGED, "the index changes faster than it can be counted");
    if (status != STATUS_OK)
        return status;
    matrix_count(&t->axes, m, row);
    t->found += m->count > 0;
    return STATUS_OK;
}

/* Messages about queries wait for the last try, so that none comes twice. */
static enum status count_all(struct table *t, bool last_try, struct error *err)
{
    struct matching matching = {0};
    struct error *mistakes = mem_array(t->saved.count, sizeof *mistakes);
    enum status status = matrix_read_axes(&t->axes, searcher_reader(t->searcher), err);
    t->found = 0;
    for (size_t i = 0; i < t->saved.count && status == STATUS_OK; i++) {
        status = count_query(t, i, &matching, &mistakes[i]);
        if (t->rows[i].failed)
            status = STATUS_OK;
        else if (status != STATUS_OK)
            *err = mistakes[i];
    }
    for (size_t i = 0; i < t->saved.count && (status == STATUS_OK || last_try); i++) {
        if (t->rows[i].failed)
            saved_complain(stderr, t->path, &t->saved.items[i], &mistakes[i]);
    }
    free(mistakes);
    matching_release(&matching);
    return status;
}

static enum status print(const struct matrix_options *o, const struct table *t, struct error *err)
{
    const struct sheet sheet = {.axes = &t->axes, .rows = t->rows, .count = t->saved.count};
    const struct print_settings settings = {.color = screen_color(&o->screen), .width = screen_width(&o->screen)};
    struct buf out = {0};
    enum status status = STATUS_OK;
    if (o->format == FORM_TEXT || (o->format == FORM_AUTO && screen_is_terminal()))
        sheet_print_text(&sheet, &settings, &out);
    else if (o->format == FORM_CSV || o->format == FORM_AUTO)
        sheet_print_long(&sheet, &out);
    else if (o->format == FORM_WIDE)
        status = sheet_print_wide(&sheet, &out, err);
    else
        sheet_print_json(&sheet, &out);
    if (status == STATUS_OK && out.overflow)
        status = error_set(err, STATUS_IO, "the table is larger than 2 GiB");
    if (status == STATUS_OK)
        screen_write(&out);
    buf_release(&out);
    return status;
}

static enum status conclude(const struct matrix_options *o, const struct table *t, struct error *err)
{
    uint64_t bad = t->saved.bad;
    for (size_t i = 0; i < t->saved.count; i++)
        bad += t->rows[i].failed;
    if (bad > 0 && o->strict)
        return error_set(err, STATUS_INPUT, "%" PRIu64 " queries could not be answered", bad);
    return t->found > 0 ? STATUS_OK : STATUS_NOT_FOUND;
}

static enum status make_table(const struct matrix_options *o, const char *const *arguments, struct table *t, struct error *err)
{
    struct topics_settings topics = {.form = (enum topics_form)o->input, .now = (int64_t)time(NULL)};
    if (topics_fields_parse(o->topic_fields, &topics.fields, err) != STATUS_OK)
        return error_prefix(err, "--topic-fields");
    enum status status = saved_read(arguments[1], &topics, stderr, &t->saved, err);
    if (status == STATUS_OK)
        status = searcher_open(arguments[0], &t->searcher, err);
    if (status != STATUS_OK)
        return status;
    t->rows = mem_array(t->saved.count, sizeof *t->rows);
    status = STATUS_CHANGED;
    for (int i = 1; i <= TRIES && status == STATUS_CHANGED; i++)
        status = count_all(t, i == TRIES, err);
    return status;
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct matrix_options *o = memory;
    struct choice_memory chosen = {0};
    struct search_settings settings;
    bool split = o->split < (int)(sizeof split_fields / sizeof *split_fields);
    struct table t = {.path = arguments[1],
                      .settings = &settings,
                      .axes = {.by = (enum period)o->by, .split = split, .field = split ? split_fields[o->split] : FIELD_SOURCE}};
    (void)count;
    enum status status = choice_settings(&o->choice, (int64_t)time(NULL), &chosen, &settings, err);
    settings.all_words = true;
    if (status == STATUS_OK)
        status = make_table(o, arguments, &t, err);
    if (status == STATUS_OK)
        status = print(o, &t, err);
    if (status == STATUS_OK)
        status = conclude(o, &t, err);
    for (size_t i = 0; t.rows && i < t.saved.count; i++)
        matrix_row_release(&t.rows[i]);
    free(t.rows);
    matrix_axes_release(&t.axes);
    searcher_close(t.searcher);
    saved_release(&t.saved);
    choice_memory_release(&chosen);
    return status;
}

const struct command cmd_matrix = {
    .name = "matrix",
    .arguments = "DB FILE",
    .min_arguments = 2,
    .max_arguments = 2,
    .summary = "count many queries by day and source in one table",
    .details =
        "FILE holds queries as 'batch' takes them, most simply qid<TAB>query or a query a line; - is standard input. Each article "
        "that matches counts once in the cell of its query, its period and its source (or language, place, topic). Several plain "
        "words must all be in an article.\n\n"
        "  text  for each query a map of blocks: values down, periods across\n"
        "  csv   qid,query,period,source,articles   a line for each cell that has articles\n"
        "  wide  qid,query,period,SOURCE,SOURCE...  a line for each query and period from\n"
        "                                           the first to the last of all, with zeros\n\n"
        "Values stand as the filters take them, in lower case. The period of articles without a date, or with one that is not "
        "precise enough, is \"undated\"; the value of those without one is empty, in the wide form the column \"(none)\". A "
        "query that cannot be answered is named on standard error with file, line and qid, and the rest goes on.",
    .examples = "lede-query matrix news.db queries.tsv > counts.csv\tqueries x days x sources\n"
                "lede-query matrix news.db queries.tsv --by month --split lang -f wide\tfor a spreadsheet\n",
    .options = matrix_option_table,
    .options_size = sizeof(struct matrix_options),
    .set_defaults = set_defaults,
    .run = run,
};
