#include "query/choice.h"
#include "query/commands.h"
#include "query/screen.h"
#include "query/showing.h"
#include "query/words.h"

#include <string.h>
#include <time.h>

enum { CONTEXT_MAX = 1000 };

struct show_options {
    struct choice choice;
    struct screen screen;
    const char *around, *check;
    uint64_t context;
    int format;
};

static const char *const formats[] = {"text", "json", "markdown", NULL};

static const struct option show_option_table[] = {
    {.name = "around",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct show_options, around),
     .argument = "START-END",
     .help = "Show this stretch of the text (bytes, as results and citations give them) marked in its neighbourhood."},
    {.name = "context",
     .kind = OPTION_COUNT,
     .offset = offsetof(struct show_options, context),
     .argument = "N",
     .min = 0,
     .max = CONTEXT_MAX,
     .default_text = "1",
     .help = "With --around: paragraphs before and after it that are shown."},
    {.name = "check",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct show_options, check),
     .argument = "SHA256",
     .help = "Print nothing and exit 1 unless the text still has this checksum, which a citation gives."},
    CHOICE_SYNTAX(show_options, "full", "How WORDS are read: in the query language (see lede-syntax(7)), or literally."),
    CHOICE_THESAURUS(show_options),
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct show_options, format),
     .argument = "FORMAT",
     .choices = formats,
     .default_text = "text",
     .help = "How the article is printed."},
    SCREEN_COLOR(show_options),
    SCREEN_WIDTH(show_options),
    {0},
};

static void set_defaults(void *options)
{
    struct show_options *o = options;
    *o = (struct show_options){.choice = choice_default(), .context = 1};
    o->choice.syntax = SYNTAX_FULL;
}

static enum status find_part(const struct place *place, struct shown_article *a, struct error *err)
{
    a->has_part = place->has_span || place->has_paragraph;
    return a->has_part ? place_find(place, a->article->text, &a->part, err) : STATUS_OK;
}

static enum status check_text(const char *wanted, struct shown_article *a, struct error *err)
{
    if (!wanted)
        return STATUS_OK;
    if (strlen(wanted) != SHA256_HEX)
        return error_set(err, STATUS_USAGE, "--check: \"%s\" is no SHA-256, which has %d digits", wanted, SHA256_HEX);
    a->checked = view_equal_ignoring_case(view_of(wanted), view_of(a->sha256));
    return a->checked ? STATUS_OK
                      : error_set(err, STATUS_NOT_FOUND, "article \"%.*s\" is not as it was cited: its text has SHA-256 %s now",
                                  (int)a->article->id.len, a->article->id.ptr, a->sha256);
}

static void print(const struct show_options *o, const struct shown_article *a)
{
    static void (*const printers[])(const struct shown_article *, const struct print_settings *,
                                    struct buf *) = {article_print_text, article_print_json, article_print_markdown};
    const struct print_settings settings = {.color = screen_color(&o->screen), .width = screen_width(&o->screen)};
    struct buf out = {0};
    printers[o->format](a, &settings, &out);
    screen_write(&out);
    buf_release(&out);
}

/* Load the article and find out what of it is shown. */
static enum status prepare(const struct show_options *o, struct searcher *searcher, struct view id, struct showing *out,
                           struct error *err)
{
    struct place place = {0}, asked = {0};
    if (o->around && !place_parse_span(view_of(o->around), &asked))
        return error_set(err, STATUS_USAGE, "--around: \"%s\" is not START-END, bytes of the text", o->around);
    enum status status = showing_load(out, searcher, id, &place, err);
    if (status == STATUS_OK)
        status = check_text(o->check, &out->shown, err);
    if (status == STATUS_OK)
        status = find_part(o->around ? &asked : &place, &out->shown, err);
    if (status == STATUS_OK)
        article_place(&out->shown, o->context);
    return status;
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct show_options *o = memory;
    struct choice_memory chosen = {0};
    struct search_settings settings;
    struct searcher *searcher = NULL;
    struct showing showing = {0};
    struct buf words = {0};
    enum status status = choice_settings(&o->choice, (int64_t)time(NULL), &chosen, &settings, err);
    if (status == STATUS_OK && count > 2)
        status = words_join(arguments + 2, count - 2, &words, err);
    if (status == STATUS_OK)
        status = searcher_open(arguments[0], &searcher, err);
    if (status == STATUS_OK)
        status = prepare(o, searcher, view_of(arguments[1]), &showing, err);
    if (status == STATUS_OK && count > 2)
        status = showing_light(&showing, searcher, view_of_buf(&words), &settings, err);
    if (status == STATUS_OK)
        print(o, &showing.shown);
    showing_release(&showing);
    searcher_close(searcher);
    choice_memory_release(&chosen);
    buf_release(&words);
    return status;
}

const struct command cmd_show = {
    .name = "show",
    .arguments = "DB ID [WORDS...]",
    .min_arguments = 2,
    .max_arguments = SIZE_MAX,
    .summary = "print an article, with the words of a query lit",
    .details = "ID is an article's id, or that of a result: with @START-END or #N the passage or paragraph is shown marked in its "
               "neighbourhood. Offsets count bytes of the article's text. The checksum is the SHA-256 of the whole text, so "
               "that a citation can be checked years later.",
    .examples = "lede-query show news.db AP-17 security pact\tthe whole article\n"
                "lede-query show news.db AP-17@1204-1377\ta passage that a search found, in its neighbourhood\n"
                "lede-query show news.db AP-17 -f markdown > note.md\tfor a report\n",
    .options = show_option_table,
    .options_size = sizeof(struct show_options),
    .set_defaults = set_defaults,
    .run = run,
};
