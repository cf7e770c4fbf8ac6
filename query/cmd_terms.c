#include "common/escape.h"
#include "query/commands.h"
#include "query/listing.h"
#include "query/nearest.h"
#include "query/present/json_result.h"
#include "query/screen.h"

enum terms_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_TSV };
enum terms_sort { SORT_ARTICLES, SORT_NAME };
enum { LIMIT_DEFAULT = 20 };

struct terms_options {
    uint64_t limit;
    int format, sort;
};

static const char *const formats[] = {"text", "json", "tsv", NULL};
static const char *const sorts[] = {"articles", "name", NULL};

static const struct option options[] = {
    {.name = "limit",
     .letter = 'n',
     .kind = OPTION_COUNT,
     .offset = offsetof(struct terms_options, limit),
     .argument = "N",
     .default_text = "20",
     .help = "At most N words; 0 shows all."},
    {.name = "sort",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct terms_options, sort),
     .argument = "ORDER",
     .choices = sorts,
     .default_text = "articles",
     .help = "The most frequent ones first, or by name."},
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct terms_options, format),
     .argument = "FORMAT",
     .choices = formats,
     .default_text = "text",
     .help = "How they are printed."},
    {0},
};

static void set_defaults(void *memory)
{
    *(struct terms_options *)memory = (struct terms_options){.limit = LIMIT_DEFAULT};
}

/* ---- printing ---- */

static const char *field_name(const struct listing *l)
{
    return l->wanted.field ? l->wanted.field->name : "text";
}

static void print_text(const struct listing *l, struct buf *out)
{
    bool titles = !l->wanted.field;
    buf_printf(out, "articles%s  %s\n", titles ? "  in titles" : "", titles ? "word" : field_name(l));
    for (size_t i = 0; i < l->count; i++) {
        buf_printf(out, "%8llu", (unsigned long long)l->rows[i].articles);
        if (titles)
            buf_printf(out, "  %9llu", (unsigned long long)l->rows[i].titles);
        buf_add_text(out, "  ");
        escape_terminal(view_of(l->rows[i].name), false, out);
        buf_add_char(out, '\n');
    }
    if (l->count < l->found.count)
        buf_printf(out, "%zu more; --limit 0 shows all\n", l->found.count - l->count);
}

static void print_tsv(const struct listing *l, struct buf *out)
{
    bool titles = !l->wanted.field;
    buf_printf(out, "%s\tarticles%s\n", titles ? "word" : field_name(l), titles ? "\ttitles" : "");
    for (size_t i = 0; i < l->count; i++) {
        escape_tsv(view_of(l->rows[i].name), out);
        buf_printf(out, "\t%llu", (unsigned long long)l->rows[i].articles);
        if (titles)
            buf_printf(out, "\t%llu", (unsigned long long)l->rows[i].titles);
        buf_add_char(out, '\n');
    }
}

static void print_json(const struct listing *l, struct buf *out)
{
    buf_printf(out, "{\"lede\":%d,\"field\":\"%s\",\"found\":%zu,\"terms\":[", JSON_VERSION, field_name(l), l->found.count);
    for (size_t i = 0; i < l->count; i++) {
        buf_add_text(out, i > 0 ? ",\n{\"term\":" : "\n{\"term\":");
        escape_json(view_of(l->rows[i].name), out);
        buf_printf(out, ",\"articles\":%llu", (unsigned long long)l->rows[i].articles);
        if (!l->wanted.field)
            buf_printf(out, ",\"titles\":%llu", (unsigned long long)l->rows[i].titles);
        buf_add_char(out, '}');
    }
    buf_add_text(out, "]}\n");
}

static void print(const struct listing *l, int format)
{
    static void (*const printers[])(const struct listing *, struct buf *) = {
        [FORMAT_TEXT] = print_text, [FORMAT_JSON] = print_json, [FORMAT_TSV] = print_tsv};
    struct buf out = {0};
    printers[format](l, &out);
    screen_write(&out);
    buf_release(&out);
}

static enum status say_nothing(struct listing *l, const char *typed, struct error *err)
{
    struct store_term_list near = {0};
    struct error ignored;
    if (!l->wanted.field && nearest_words(l->reader, l->analyser, view_of(typed), 1, &near, &ignored) == STATUS_OK &&
        near.count > 0)
        error_set(err, STATUS_NOT_FOUND, "the index has nothing for '%s'; did you mean '%s'?", typed, near.items[0].name);
    else
        error_set(err, STATUS_NOT_FOUND, "the index has nothing for '%s'", typed);
    store_term_list_release(&near);
    return STATUS_NOT_FOUND;
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct terms_options *o = memory;
    struct listing l = {0};
    const char *typed = count > 1 ? arguments[1] : "";
    enum status status = listing_open(&l, arguments[0], err);
    if (status == STATUS_OK)
        status = listing_make(&l, view_of(typed), (size_t)o->limit, o->sort == SORT_NAME, err);
    if (status == STATUS_OK && (l.count > 0 || o->format == FORMAT_JSON))
        print(&l, o->format);
    if (status == STATUS_OK && l.count == 0)
        status = say_nothing(&l, typed, err);
    listing_close(&l);
    return status;
}

const struct command cmd_terms = {
    .name = "terms",
    .arguments = "DB [FIELD:][WORD]",
    .min_arguments = 1,
    .max_arguments = 2,
    .summary = "list words of the index, with how many articles have them",
    .details =
        "WORD is the beginning of a word; with stars it is a pattern (wo*n), with ~ or ~2 behind it a word that may be misspelt "
        "(zelenskiy~2). FIELD: lists the values of a field instead: title:, author:, source:, place:, lang:, topic:.",
    .examples = "lede-query terms news.db secur\twords that begin so\n"
                "lede-query terms news.db zelenskiy~2\thow a name is written in the articles\n"
                "lede-query terms news.db source: --limit 0\tall sources, the largest first\n",
    .options = options,
    .options_size = sizeof(struct terms_options),
    .set_defaults = set_defaults,
    .run = run,
};
