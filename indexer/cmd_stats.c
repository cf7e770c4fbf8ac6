#include "indexer/commands.h"

#include "common/date.h"
#include "common/escape.h"
#include "common/schema.h"
#include "common/store.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* So many values of a field are shown, the most frequent first. */
enum { TOP_VALUES = 10 };

struct stats_options {
    bool json;
};

static const struct option stats_option_table[] = {
    {.name = "json", .kind = OPTION_FLAG, .offset = offsetof(struct stats_options, json), .help = "Print one JSON object."},
    {0},
};

struct table_size {
    char *name;
    uint64_t bytes;
};

struct stats {
    const char *path, *language;
    struct store_stats index;
    struct buf schema, created, first, last;
    size_t files;
    struct store_term_list languages, sources; /* by frequency, names without prefix, at most TOP_VALUES */
    struct table_size *tables;
    size_t table_count, table_cap;
};

static void stats_release(struct stats *s)
{
    buf_release(&s->schema);
    buf_release(&s->created);
    buf_release(&s->first);
    buf_release(&s->last);
    store_term_list_release(&s->languages);
    store_term_list_release(&s->sources);
    for (size_t i = 0; i < s->table_count; i++)
        free(s->tables[i].name);
    free(s->tables);
}

static int by_frequency(const void *a, const void *b)
{
    const struct store_named_term *x = a, *y = b;
    if (x->stats.document_frequency != y->stats.document_frequency)
        return x->stats.document_frequency < y->stats.document_frequency ? 1 : -1;
    return strcmp(x->name, y->name);
}

static enum status collect_values(struct store_reader *r, enum field field, struct store_term_list *out, struct error *err)
{
    struct view prefix = view_of(schema_field(field)->prefix);
    enum status status = store_reader_terms(r, prefix, 0, out, err);
    if (status != STATUS_OK)
        return status;
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, by_frequency);
    for (; out->count > TOP_VALUES; out->count--)
        free(out->items[out->count - 1].name);
    for (size_t i = 0; i < out->count; i++) {
        char *name = out->items[i].name;
        size_t skip = prefix.len + (prefix.len > 1 && name[prefix.len] == ':');
        memmove(name, name + skip, strlen(name + skip) + 1);
    }
    return STATUS_OK;
}

static void format_day(const struct buf *sortable, struct buf *out)
{
    if (sortable->len != DATE_SORTABLE_SIZE)
        return;
    struct date day = {.seconds = date_from_sortable(sortable->data), .precision = DATE_DAY};
    date_format(day, out);
}

static enum status collect_dates(struct store_reader *r, struct stats *s, struct error *err)
{
    struct buf low = {0}, high = {0};
    enum status status = store_reader_value_bounds(r, SLOT_DATE, &low, &high, err);
    if (status == STATUS_OK) {
        format_day(&low, &s->first);
        format_day(&high, &s->last);
    }
    buf_release(&low);
    buf_release(&high);
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct table_size *)a)->name, ((const struct table_size *)b)->name);
}

static void collect_tables(struct stats *s)
{
    DIR *dir = opendir(s->path);
    const struct dirent *entry;
    struct stat st;
    while (dir && (entry = readdir(dir))) {
        struct view name = view_of(entry->d_name);
        if (!view_ends_with_ignoring_case(name, VIEW("glass")) || fstatat(dirfd(dir), entry->d_name, &st, 0) != 0)
            continue;
        mem_grow(&s->tables, &s->table_cap, s->table_count, sizeof *s->tables);
        s->tables[s->table_count++] = (struct table_size){mem_copy_text(name), (uint64_t)st.st_size};
    }
    if (dir)
        closedir(dir);
    if (s->table_count > 0)
        qsort(s->tables, s->table_count, sizeof *s->tables, by_name);
}

static enum status collect(struct store_reader *r, struct stats *s, struct error *err)
{
    struct store_term_list files = {0};
    enum status status = store_reader_stats(r, &s->index, err);
    s->language = store_reader_language(r);
    if (status == STATUS_OK)
        status = store_reader_metadata(r, VIEW(METADATA_SCHEMA), &s->schema, err);
    if (status == STATUS_OK)
        status = store_reader_metadata(r, VIEW(METADATA_CREATED), &s->created, err);
    if (status == STATUS_OK)
        status = store_reader_metadata_keys(r, VIEW(METADATA_FILE_PREFIX), &files, err);
    s->files = files.count;
    store_term_list_release(&files);
    if (status == STATUS_OK)
        status = collect_dates(r, s, err);
    if (status == STATUS_OK)
        status = collect_values(r, FIELD_LANGUAGE, &s->languages, err);
    if (status == STATUS_OK)
        status = collect_values(r, FIELD_SOURCE, &s->sources, err);
    collect_tables(s);
    return status;
}

static uint64_t total_bytes(const struct stats *s)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < s->table_count; i++)
        sum += s->tables[i].bytes;
    return sum;
}

static void values_text(const char *name, const struct store_term_list *values, struct buf *out)
{
    for (size_t i = 0; i < values->count; i++) {
        buf_printf(out, "%-16s ", i == 0 ? name : "");
        escape_terminal(view_of(values->items[i].name), false, out);
        buf_printf(out, " %llu\n", (unsigned long long)values->items[i].stats.document_frequency);
    }
}

static void print_text(const struct stats *s, struct buf *out)
{
    buf_printf(out, "articles         %llu\n", (unsigned long long)s->index.articles);
    buf_printf(out, "segments         %llu\n", (unsigned long long)s->index.segments);
    buf_printf(out, "files            %zu\n", s->files);
    buf_printf(out, "words            %llu (%.1f a segment)\n", (unsigned long long)s->index.total_length, s->index.average_length);
    if (s->first.len > 0)
        buf_printf(out, "dates            %s to %s\n", s->first.data, s->last.data);
    values_text("languages", &s->languages, out);
    values_text("sources", &s->sources, out);
    buf_printf(out, "default language %s\n", s->language);
    buf_printf(out, "schema           %s\n", s->schema.len > 0 ? s->schema.data : "?");
    buf_printf(out, "created          %s\n", s->created.len > 0 ? s->created.data : "?");
    buf_printf(out, "revision         %llu\n", (unsigned long long)s->index.revision);
    buf_printf(out, "size             %.1f MB\n", (double)total_bytes(s) / 1e6);
    for (size_t i = 0; i < s->table_count; i++)
        buf_printf(out, "                 %s %.1f MB\n", s->tables[i].name, (double)s->tables[i].bytes / 1e6);
}

static void values_json(const char *name, const struct store_term_list *values, struct buf *out)
{
    buf_printf(out, "\"%s\":[", name);
    for (size_t i = 0; i < values->count; i++) {
        buf_add_text(out, i > 0 ? ",{\"value\":" : "{\"value\":");
        escape_json(view_of(values->items[i].name), out);
        buf_printf(out, ",\"segments\":%llu}", (unsigned long long)values->items[i].stats.document_frequency);
    }
    buf_add_text(out, "],");
}

static void text_json(const char *name, const struct buf *text, struct buf *out)
{
    buf_printf(out, "\"%s\":", name);
    if (text->len > 0)
        escape_json(view_of_buf(text), out);
    else
        buf_add_text(out, "null");
    buf_add_char(out, ',');
}

static void print_json(const struct stats *s, struct buf *out)
{
    buf_printf(out, "{\"version\":1,\"articles\":%llu,\"segments\":%llu,\"files\":%zu,", (unsigned long long)s->index.articles,
               (unsigned long long)s->index.segments, s->files);
    buf_printf(out, "\"words\":%llu,\"average_length\":%.3f,", (unsigned long long)s->index.total_length, s->index.average_length);
    text_json("first_date", &s->first, out);
    text_json("last_date", &s->last, out);
    values_json("languages", &s->languages, out);
    values_json("sources", &s->sources, out);
    buf_add_text(out, "\"language\":");
    escape_json(view_of(s->language), out);
    buf_add_char(out, ',');
    text_json("schema", &s->schema, out);
    text_json("created", &s->created, out);
    buf_printf(out, "\"revision\":%llu,\"bytes\":%llu,\"tables\":{", (unsigned long long)s->index.revision,
               (unsigned long long)total_bytes(s));
    for (size_t i = 0; i < s->table_count; i++) {
        if (i > 0)
            buf_add_char(out, ',');
        escape_json(view_of(s->tables[i].name), out);
        buf_printf(out, ":%llu", (unsigned long long)s->tables[i].bytes);
    }
    buf_add_text(out, "}}\n");
}

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    const struct stats_options *o = memory;
    struct store_reader *reader = NULL;
    struct stats stats = {.path = arguments[0]};
    struct buf out = {0};
    (void)count;
    enum status status = store_reader_open(arguments[0], &reader, err);
    if (status == STATUS_OK)
        status = collect(reader, &stats, err);
    if (status == STATUS_OK) {
        (o->json ? print_json : print_text)(&stats, &out);
        fwrite(out.data, 1, out.len, stdout);
    }
    buf_release(&out);
    stats_release(&stats);
    store_reader_close(reader);
    return status;
}

const struct command cmd_stats = {
    .name = "stats",
    .arguments = "DB",
    .min_arguments = 1,
    .max_arguments = 1,
    .summary = "say what the index DB holds",
    .details = "An article of usual length is one segment; a longer one has several. Languages and sources are the ten most "
               "frequent ones, counted in segments.",
    .options = stats_option_table,
    .options_size = sizeof(struct stats_options),
    .run = run,
};
