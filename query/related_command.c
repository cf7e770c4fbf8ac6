#include "query/related_command.h"

#include "query/key_terms.h"
#include "query/present/paint.h"
#include "query/search_options.h"

#include <time.h>

enum { TERMS_DEFAULT = 30 };

const struct option related_option_table[] = {
    CHOICE_LIMIT(related_options, "10", "Print at most N articles."),
    {.name = "terms",
     .kind = OPTION_COUNT,
     .offset = offsetof(struct related_options, terms),
     .argument = "N",
     .min = 1,
     .max = KEY_TERMS_MAX,
     .default_text = "30",
     .help = "Search by the N words that say most about the text."},
    {.name = "copies",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct related_options, copies),
     .help = "Show copies too: of the text, and of articles that are in the list already."},
    CHOICE_DATE(related_options, "Only articles published then, both days included: 2024-06, 2024-06-01..2024-07-15, 2024.., 3m.."),
    CHOICE_LANGUAGE(related_options,
                    "Only articles in this language (ISO 639 code: en, de); a text on standard input is taken to be of it."),
    CHOICE_SOURCE(related_options),
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct related_options, format),
     .argument = "FORMAT",
     .choices = search_formats,
     .default_text = "text",
     .help = "How articles are printed, as of 'search'.",
     .heading = "Output"},
    SCREEN_COLOR(related_options),
    SCREEN_WIDTH(related_options),
    CHOICE_TIMEOUT(related_options, "Give up after so long; 0 means never."),
    {0},
};

void related_options_default(void *options)
{
    *(struct related_options *)options = (struct related_options){.choice = choice_default(), .terms = TERMS_DEFAULT};
}

/* For people: which words the articles were found by. */
static void print_words(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    struct buf line = {0};
    buf_add_text(&line, "By the words");
    for (size_t i = 0; i < r->query.term_count; i++) {
        buf_add_text(&line, i > 0 ? ", " : ": ");
        buf_add_view(&line, view_of_buf(&r->query.terms[i].text));
    }
    paint_wrapped(view_of_buf(&line), PAINT_DIM, 0, settings, out);
    buf_release(&line);
}

enum status related_run(enum related_kind kind, const struct related_options *o, const char *const *arguments, struct error *err)
{
    const struct printer *printer = printer_find(search_formats[o->format]);
    const struct print_settings print = {
        .color = screen_color(&o->screen), .width = screen_width(&o->screen), .tag = "lede", .qid = VIEW("1")};
    struct related_settings settings = {.kind = kind, .terms = o->terms, .copies = o->copies};
    struct choice_memory chosen = {0};
    struct results results = {0};
    struct buf out = {0};
    bool is_text = o->format == 0;
    enum status status = choice_settings(&o->choice, (int64_t)time(NULL), &chosen, &settings.search, err);
    if (status == STATUS_OK)
        status = related_find(arguments[0], arguments[1], &settings, &results, err);
    if (status != STATUS_OK)
        goto out;
    if (is_text && results.count > 0)
        print_words(&results, &print, &out);
    if (results.count > 0 || !is_text)
        printer->print(&results, &print, &out);
    screen_write(&out);
    if (results.count == 0)
        status = is_text ? error_set(err, STATUS_NOT_FOUND, "nothing found: no other article has its words") : STATUS_NOT_FOUND;
out:
    buf_release(&out);
    results_release(&results);
    choice_memory_release(&chosen);
    return status;
}
