#include "query/commands.h"
#include "query/diagnosis.h"
#include "query/present/printer.h"
#include "query/search.h"
#include "query/search_options.h"
#include "query/stages.h"
#include "query/syntax/caret.h"
#include "query/words.h"

#include <stdio.h>
#include <time.h>

/* Nothing was found: why, on standard error in the text format, inside the document in JSON. */
static enum status explain_nothing(struct searcher *searcher, struct view words, const struct search_settings *settings,
                                   struct diagnosis *d, bool on_terminal, struct error *err)
{
    struct buf lines = {0};
    enum status status = diagnose(searcher, words, settings, (int64_t)time(NULL), d, err);
    if (status == STATUS_OK && on_terminal) {
        diagnosis_text(d, &lines);
        fprintf(stderr, "lede-query: nothing found\n%s", lines.data ? lines.data : "");
    }
    buf_release(&lines);
    return status;
}

static enum status print_results(const struct search_options *o, const struct printer *printer, const struct results *r)
{
    struct print_settings settings = {
        .color = screen_color(&o->screen), .width = screen_width(&o->screen), .tag = "lede", .qid = VIEW("1"), .nul = o->nul};
    struct buf out = {0};
    printer->print(r, &settings, &out);
    screen_write(&out);
    buf_release(&out);
    return STATUS_OK;
}

/* The query with carets under its mistake; the sentence follows from main. */
static void print_mistake(const struct search_options *o, const struct results *r)
{
    struct buf out = {0};
    if (r->query.text.len == 0)
        return;
    caret_add(view_of_buf(&r->query.text), r->query.mistake, screen_width(&o->screen), &out);
    fwrite(out.data, 1, out.len, stderr);
    buf_release(&out);
}

static enum status answer(const struct search_options *o, struct searcher *searcher, struct view words,
                          const struct search_settings *settings, const struct answer_settings *answers, struct results *results,
                          struct error *err)
{
    struct buf stages = {0};
    enum status status = o->show_parse ? search_stages(searcher, words, settings, results, &stages, err)
                                       : answers_find(searcher, words, settings, answers, results, err);
    if (status == STATUS_USAGE)
        print_mistake(o, results);
    else if (status == STATUS_OK && o->show_parse)
        screen_write(&stages);
    else if (status == STATUS_OK && settings->syntax == SYNTAX_LITERAL && results->query.term_count == 0)
        status = error_set(err, STATUS_USAGE, "the query has no word to search for");
    buf_release(&stages);
    return status;
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct search_options *o = memory;
    const struct printer *printer = printer_find(search_formats[o->format]);
    struct buf words = {0};
    struct choice_memory chosen = {0};
    struct search_settings settings;
    struct answer_settings answers;
    int64_t now = (int64_t)time(NULL);
    struct searcher *searcher = NULL;
    struct results results = {0};
    struct diagnosis diagnosis = {0};
    enum status status = choice_settings(&o->choice, now, &chosen, &settings, err);
    settings.offset = o->offset;
    if (status == STATUS_OK)
        status = answers_settings_make(&o->answers, printer, now, &settings, &answers, err);
    if (status == STATUS_OK)
        status = words_join(arguments + 1, count - 1, &words, err);
    if (status == STATUS_OK)
        status = searcher_open(arguments[0], &searcher, err);
    if (status == STATUS_OK)
        status = answer(o, searcher, view_of_buf(&words), &settings, &answers, &results, err);
    if (status != STATUS_OK || o->show_parse)
        goto out;
    bool is_text = o->format == 0, nothing = results.count == 0;
    if (nothing && settings.offset > 0 && results.matches > 0) {
        error_set(err, STATUS_NOT_FOUND, "nothing is left after the first %llu results", (unsigned long long)settings.offset);
    } else if (nothing && (is_text || printer == &printer_json)) {
        status = explain_nothing(searcher, view_of_buf(&words), &settings, &diagnosis, is_text, err);
        results.nothing = &diagnosis;
    }
    if (status == STATUS_OK && !(nothing && is_text))
        status = print_results(o, printer, &results);
    if (status == STATUS_OK && nothing)
        status = STATUS_NOT_FOUND;
out:
    results_release(&results);
    diagnosis_release(&diagnosis);
    searcher_close(searcher);
    choice_memory_release(&chosen);
    buf_release(&words);
    return status;
}

const struct command cmd_search = {
    .name = "search",
    .arguments = "DB WORDS...",
    .min_arguments = 2,
    .max_arguments = SIZE_MAX,
    .summary = "rank the passages that answer best",
    .details =
        "WORDS are the query. Plain words are ranked by: every form of a word is found (pact, pacts), common words such as \"the\" "
        "do "
        "not count, and a word typed twice counts twice. What the query language offers beside:\n\n"
        "  \"exact phrase\"  =word  word*  word~  word^3      these words, this form, patterns, misspelt words, weight\n"
        "  +must -not  a AND b  a OR b  NOT a  ( )            what must hold\n"
        "  a w/5 b  a pre/5 b  a w/s b  a w/p b              at most 5 words apart, in this order, in one sentence, paragraph\n"
        "  atleast3(word)  title:word  lead:word             often enough, in the title, in the first two paragraphs\n"
        "  author: source: place: lang: topic: id: path: url:\n"
        "  date:2024-06  date:2024-06-01..2024-07-15  date:today-30d..\n\n"
        "Quote the query for your shell, and put -- before one that begins with a minus sign. Conditions are those of the article; "
        "passages that show them are preferred.\n\n"
        "Each result is the best passage of an article. Its score is made of how well the passage itself matches, how close "
        "together "
        "the words of the query stand in it, and how well the part of the article around it matches.",
    .examples = "lede-query search news.db security pact Ukraine\tthe ten best passages\n"
                "lede-query search news.db --unit articles --date 2024-06..2024-07 NATO summit\twhole articles of two months\n"
                "lede-query search news.db '(\"security pact\" OR treaty) w/10 (Kyiv OR Ukraine) -title:opinion'\tconditions\n"
                "lede-query search news.db --format json --limit 50 frozen assets\tfor scripts\n",
    .options = search_option_table,
    .options_size = sizeof(struct search_options),
    .set_defaults = search_options_default,
    .run = run,
};
