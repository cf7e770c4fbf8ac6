#include "query/alert.h"
#include "query/choice.h"
#include "query/commands.h"
#include "query/present/news.h"
#include "query/saved.h"
#include "query/screen.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct alert_options {
    struct choice choice;
    struct screen screen;
    const char *state;
    int format;
    bool init, dry_run, strict;
};

enum form { FORM_TEXT, FORM_JSONL, FORM_CSV };
static const char *const formats[] = {"text", "jsonl", "csv", NULL};

static const struct option alert_option_table[] = {
    {.name = "state",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct alert_options, state),
     .argument = "STATE",
     .help = "The file that remembers what was there at the last run (always needed). It is replaced at once, when the news is "
             "written."},
    {.name = "init",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct alert_options, init),
     .help = "Report nothing: note what matches now, so that the next run reports what came since."},
    {.name = "dry-run",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct alert_options, dry_run),
     .help = "Report, and leave STATE as it is."},
    CHOICE_SYNTAX(
        alert_options, "full",
        "Whether the query language is used (see lede-syntax(7)), or words are literal and no character means anything special."),
    CHOICE_THESAURUS(alert_options),
    {.name = "strict",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct alert_options, strict),
     .help = "End with 65 when a query could not be answered. The others are answered all the same."},
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct alert_options, format),
     .argument = "FORMAT",
     .choices = formats,
     .default_text = "text",
     .help = "How news is printed: for people, a JSON object a line, or a table.",
     .heading = "Output"},
    SCREEN_COLOR(alert_options),
    SCREEN_WIDTH(alert_options),
    CHOICE_TIMEOUT(alert_options, "Give up on a query after so long; 0 means never."),
    {0},
};

static void set_defaults(void *options)
{
    struct alert_options *o = options;
    *o = (struct alert_options){.choice = choice_default()};
    o->choice.syntax = SYNTAX_FULL;
}

struct watch {
    const struct alert_options *options;
    const char *path; /* of the queries */
    struct search_settings settings;
    struct print_settings print;
    struct saved saved;
    struct searcher *searcher;
    struct alert_state before, after;
    struct alert_news *news; /* one a query: the next state points into them */
    uint64_t bad, found;
};

/* A mistake in a query, or its time, costs the query alone; what is known of it stays in the state. */
static bool costs_itself(enum status status)
{
    return status == STATUS_USAGE || status == STATUS_INPUT || status == STATUS_TIMEOUT;
}

static void keep_known(struct watch *w, const struct topic *topic, const struct alert_query *known)
{
    struct alert_item *items = NULL;
    if (!known)
        return;
    items = mem_array(known->count, sizeof *items);
    if (known->count > 0)
        memcpy(items, known->items, known->count * sizeof *items);
    alert_state_add(&w->after, view_of_buf(&topic->qid), view_of_buf(&topic->text), items, known->count);
}

static void print_news(const struct watch *w, const struct alert_news *n)
{
    static void (*const printers[])(const struct alert_news *, const struct print_settings *,
                                    struct buf *) = {news_print_text, news_print_jsonl, news_print_csv};
    struct buf out = {0};
    printers[w->options->format](n, &w->print, &out);
    screen_write(&out);
    buf_release(&out);
}

/* What has been printed is let go; the items are the state's. */
static enum status check_query(struct watch *w, size_t i, struct error *err)
{
    const struct topic *topic = &w->saved.items[i];
    struct alert_news *n = &w->news[i];
    struct search_settings settings = choice_for_topic(&w->settings, topic);
    const struct alert_query *known = alert_state_find(&w->before, view_of_buf(&topic->qid), view_of_buf(&topic->text));
    enum status status = alert_check(w->searcher, topic, &settings, known, w->options->init, n, err);
    if (costs_itself(status)) {
        saved_complain(stderr, w->path, topic, err);
        w->bad++;
        keep_known(w, topic, known);
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    print_news(w, n);
    w->found += n->results.count;
    alert_state_add(&w->after, n->qid, n->query, n->items, n->item_count);
    n->items = NULL;
    results_release(&n->results);
    return STATUS_OK;
}

static enum status check_all(struct watch *w, struct error *err)
{
    struct buf header = {0};
    enum status status = STATUS_OK;
    w->news = mem_array(w->saved.count, sizeof *w->news);
    if (w->options->format == FORM_CSV)
        news_print_csv_header(&header);
    screen_write(&header);
    buf_release(&header);
    for (size_t i = 0; i < w->saved.count && status == STATUS_OK; i++)
        status = check_query(w, i, err);
    return status;
}

/* News that was not written must not count as told: the output comes first. */
static enum status conclude(struct watch *w, struct error *err)
{
    enum status status = STATUS_OK;
    if (fflush(stdout) != 0 || ferror(stdout))
        return error_set(err, STATUS_IO, "standard output: the news could not be written; %s is as it was", w->options->state);
    if (!w->options->dry_run)
        status = alert_state_write(w->options->state, &w->after, err);
    if (status == STATUS_OK && w->bad > 0 && w->options->strict)
        status = error_set(err, STATUS_INPUT, "%" PRIu64 " queries could not be answered", w->bad);
    if (status == STATUS_OK && w->found == 0 && !w->options->init)
        status = STATUS_NOT_FOUND;
    return status;
}

static void release(struct watch *w)
{
    for (size_t i = 0; w->news && i < w->saved.count; i++)
        alert_news_release(&w->news[i]);
    free(w->news);
    alert_state_release(&w->after);
    alert_state_release(&w->before);
    searcher_close(w->searcher);
    saved_release(&w->saved);
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct alert_options *o = memory;
    const struct topics_settings topics = {.now = (int64_t)time(NULL), .fields = TOPICS_TITLE};
    struct choice_memory chosen = {0};
    struct watch w = {
        .options = o, .path = arguments[1], .print = {.color = screen_color(&o->screen), .width = screen_width(&o->screen)}};
    bool missing = false;
    (void)count;
    if (!o->state)
        return error_set(err, STATUS_USAGE, "--state STATE is needed: the file that remembers the last run");
    enum status status = choice_settings(&o->choice, (int64_t)time(NULL), &chosen, &w.settings, err);
    w.settings.all_words = true;
    if (status == STATUS_OK)
        status = alert_state_read(o->state, &w.before, &missing, err);
    if (status == STATUS_OK)
        status = saved_read(arguments[1], &topics, stderr, &w.saved, err);
    w.bad = w.saved.bad;
    if (status == STATUS_OK)
        status = searcher_open(arguments[0], &w.searcher, err);
    if (status == STATUS_OK)
        status = check_all(&w, err);
    if (status == STATUS_OK)
        status = conclude(&w, err);
    release(&w);
    choice_memory_release(&chosen);
    return status;
}

const struct command cmd_alert = {
    .name = "alert",
    .arguments = "DB FILE",
    .min_arguments = 2,
    .max_arguments = 2,
    .summary = "report what is new for saved queries since the last run",
    .details =
        "FILE holds queries as 'batch' takes them, most simply qid<TAB>query or a query a line. For each, the articles that match "
        "and "
        "did not at the last run are printed, latest first; an article whose content has changed since is printed as changed. "
        "Several plain words must all be in an article.\n\n"
        "STATE is written when all has been printed, so that nothing is lost when the output fails. Without it everything is new: "
        "begin with --init to hear only of what comes later. A query whose text was changed begins anew, one that has gone "
        "is forgotten. A query that cannot be answered is named on standard error with file, line and qid, and what is known of "
        "it stays. The exit code is 0 when something is new and 1 when nothing is; with --init it is 0.",
    .examples = "lede-query alert news.db watch.tsv --state watch.state --init\tbegin\n"
                "lede-query alert news.db watch.tsv --state watch.state\twhat is new?\n"
                "lede-query alert news.db watch.tsv --state watch.state -f jsonl | mail -s news me\tfrom cron\n",
    .options = alert_option_table,
    .options_size = sizeof(struct alert_options),
    .set_defaults = set_defaults,
    .run = run,
};
