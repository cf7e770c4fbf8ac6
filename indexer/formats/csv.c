/* CSV and TSV: an article a row. The first row names the columns, as the members of JSON lines are named. */
#include "indexer/formats/csv.h"

#include "common/utf8.h"
#include "indexer/formats/csv_row.h"
#include "indexer/formats/draft.h"
#include "indexer/formats/html.h"
#include "indexer/formats/json_names.h"

#include <string.h>

struct csv_file {
    struct csv_rows rows;
    struct draft draft;
    struct buf room;
    size_t column_count;
    struct {
        uint8_t field, rank; /* as json_name_find() has them; rank 0: means nothing */
    } columns[CSV_MAX_FIELDS];
};

/* "Publication Date" and "publication-date" are publication_date, or publicationdate. */
static uint8_t find_name(struct view name, enum json_field *field)
{
    char joined[32];
    size_t len = 0;
    name = view_trim(name);
    if (name.len > sizeof joined)
        return 0;
    for (size_t i = 0; i < name.len; i++)
        joined[len++] = strchr(" -.", name.ptr[i]) ? '_' : name.ptr[i];
    uint8_t rank = json_name_find((struct view){joined, len}, field);
    if (rank)
        return rank;
    len = 0;
    for (size_t i = 0; i < name.len; i++)
        if (!strchr(" -._", name.ptr[i]))
            joined[len++] = name.ptr[i];
    return json_name_find((struct view){joined, len}, field);
}

/* Whether the first row names a title or a text. */
static bool take_names(struct csv_file *f)
{
    bool found = false;
    if (!csv_rows_next(&f->rows))
        return false;
    f->column_count = f->rows.count < CSV_MAX_FIELDS ? f->rows.count : CSV_MAX_FIELDS;
    for (size_t i = 0; i < f->column_count; i++) {
        enum json_field field = JSON_FIELDS;
        const uint8_t rank = find_name(csv_rows_field(&f->rows, i), &field);
        f->columns[i].rank = field == JSON_FIELD_WRAPPED ? 0 : rank;
        f->columns[i].field = (uint8_t)field;
        found |= rank && (field == JSON_FIELD_TITLE || field == JSON_FIELD_TEXT);
    }
    return found;
}

/* What statistics programs write where there is nothing. */
static bool is_missing(struct view value)
{
    static const char *const words[] = {"nan", "null", "none", "na", "n/a", "\\N"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (view_equal_ignoring_case(value, view_of(words[i])))
            return true;
    return value.len == 0;
}

/* The value of a field: of its columns that have one, the best named. Empty when there is none. */
static struct view value_of(const struct csv_file *f, enum json_field field)
{
    struct view best = {0};
    uint8_t rank = UINT8_MAX;
    for (size_t i = 0; i < f->column_count; i++) {
        if (f->columns[i].field != field || f->columns[i].rank == 0 || f->columns[i].rank >= rank)
            continue;
        struct view value = view_trim(csv_rows_field(&f->rows, i));
        if (is_missing(value))
            continue;
        best = value;
        rank = f->columns[i].rank;
    }
    return best;
}

/* Each text of a list as Python prints it: ['Anna Example', "Bo Berg"]. False when it is none. */
static bool add_list(struct draft *d, struct view value, void (*add)(struct draft *, struct view))
{
    if (value.len < 2 || value.ptr[0] != '[' || value.ptr[value.len - 1] != ']')
        return false;
    for (size_t at = 1; at + 1 < value.len;) {
        const char mark = value.ptr[at];
        const bool quoted = mark == '\'' || mark == '"';
        const char *end = memchr(value.ptr + at + quoted, quoted ? mark : ',', value.len - at - quoted);
        const size_t stop = end ? (size_t)(end - value.ptr) : value.len - 1;
        struct view item = view_trim(view_sub(value, at + quoted, stop));
        if (item.len)
            add(d, item);
        for (at = stop + quoted; at + 1 < value.len && strchr(", ", value.ptr[at]);)
            at++;
    }
    return true;
}

static void fill(struct csv_file *f)
{
    static const struct {
        enum json_field from;
        enum draft_field to;
    } plain[] = {
        {JSON_FIELD_ID, DRAFT_ID}, {JSON_FIELD_SOURCE, DRAFT_SOURCE}, {JSON_FIELD_URL, DRAFT_URL}, {JSON_FIELD_PLACE, DRAFT_PLACE}};
    struct draft *d = &f->draft;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        draft_set(d, plain[i].to, value_of(f, plain[i].from));
    draft_set(d, DRAFT_TITLE, html_without_references(value_of(f, JSON_FIELD_TITLE), &f->room)); /* "Biden&#8217;s pact" */
    struct view text = value_of(f, JSON_FIELD_TEXT);
    buf_clear(&f->room);
    if (html_looks_like_markup(text)) {
        html_fragment_text(text, &f->room);
        text = view_of_buf(&f->room);
    }
    draft_set(d, DRAFT_TEXT, text);
    draft_set_published(d, value_of(f, JSON_FIELD_DATE));
    draft_set_modified(d, value_of(f, JSON_FIELD_MODIFIED));
    draft_set_language(d, value_of(f, JSON_FIELD_LANGUAGE));
    const struct view authors = value_of(f, JSON_FIELD_AUTHOR);
    if (!add_list(d, authors, draft_add_author))
        draft_add_author(d, authors);
    const struct view topics = value_of(f, JSON_FIELD_TOPICS);
    if (!add_list(d, topics, draft_add_topic))
        draft_add_topics(d, topics);
}

static void take_row(struct csv_file *f)
{
    const struct csv_rows *r = &f->rows;
    if (r->count == 1 && csv_rows_field(r, 0).len == 0) /* a blank line */
        return;
    draft_begin(&f->draft, r->row_line);
    if (r->too_long) {
        draft_problem(&f->draft, CSV_TOO_LONG);
        return;
    }
    if (r->count > f->column_count)
        draft_problem(&f->draft, "the row has %zu fields, the first row names %zu", r->count, f->column_count);
    if (r->stray && r->separator != '\t')
        draft_problem(&f->draft, "a quote is not closed before a separator: it is taken as it stands");
    fill(f);
    draft_deliver(&f->draft);
}

/* The first row, from the text at hand or from the head of its file. Then the rows stand at the first one that is an article. */
static bool take_first_row(struct csv_file *f, const struct source *source)
{
    const bool is_part = source->head.len > 0;
    const uint64_t line = source->line ? source->line : 1;
    csv_rows_init(&f->rows, utf8_without_mark(is_part ? source->head : source->bytes), 1);
    if (!take_names(f))
        return false;
    if (is_part)
        csv_rows_go_on(&f->rows, line > 1 ? source->bytes : utf8_without_mark(source->bytes), line);
    return !is_part || line > 1 || csv_rows_next(&f->rows);
}

static enum status parse_csv(const struct source *source, const struct article_sink *sink, struct error *err)
{
    struct csv_file f = {0};
    enum status status = STATUS_OK;
    draft_init(&f.draft, source, sink);
    if (take_first_row(&f, source))
        while (csv_rows_next(&f.rows))
            take_row(&f);
    else
        status =
            error_set(err, STATUS_INPUT, "its first row names no column for a title or a text (title, headline, text, body ...)");
    csv_rows_release(&f.rows);
    buf_release(&f.room);
    draft_release(&f.draft);
    return status;
}

bool csv_is_readable(struct view head)
{
    struct csv_file f = {0};
    csv_rows_init(&f.rows, utf8_without_mark(head), 1);
    const bool readable = take_names(&f);
    csv_rows_release(&f.rows);
    return readable;
}

static const char *const csv_extensions[] = {"csv", "tsv", "tab", NULL};

const struct format format_csv = {
    .name = "csv",
    .summary = "CSV and TSV: an article a row; the first row names the columns, with the names of JSON lines",
    .extensions = csv_extensions,
    .cut = FORMAT_ROWS,
    .parse = parse_csv,
};
