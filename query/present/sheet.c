#include "query/present/sheet.h"

#include "common/escape.h"
#include "query/present/json_result.h"

#include <stdlib.h>

static void add_period(const struct sheet *s, int64_t period, struct buf *out)
{
    if (period == MATRIX_UNDATED)
        buf_add_text(out, "undated");
    else
        period_add_name(s->axes->by, period, out);
}

static struct view value_of(const struct sheet *s, uint32_t value)
{
    return value == MATRIX_NO_VALUE ? VIEW("") : s->axes->values.values[value];
}

/* "qid,query,": how every line of a query begins. */
static void add_query(const struct matrix_row *row, struct buf *out)
{
    escape_csv(row->qid, out);
    buf_add_char(out, ',');
    escape_csv(row->query, out);
    buf_add_char(out, ',');
}

void sheet_print_long(const struct sheet *s, struct buf *out)
{
    buf_printf(out, "qid,query,period,%s%sarticles\r\n", s->axes->split ? schema_field(s->axes->field)->name : "",
               s->axes->split ? "," : "");
    for (size_t i = 0; i < s->count; i++) {
        const struct matrix_row *row = &s->rows[i];
        for (size_t c = 0; c < row->count; c++) {
            add_query(row, out);
            add_period(s, row->cells[c].period, out);
            if (s->axes->split) {
                buf_add_char(out, ',');
                escape_csv(value_of(s, row->cells[c].value), out);
            }
            buf_printf(out, ",%llu\r\n", (unsigned long long)row->cells[c].articles);
        }
    }
}

/* What the lines and columns of a wide table are. */
struct extent {
    bool any, undated, no_value;
    int64_t first, last;
    uint32_t *column; /* of each value, 1 and on; 0: it does not occur */
    size_t columns;   /* no_value's is the last */
};

static void find_extent(const struct sheet *s, struct extent *e)
{
    e->column = mem_array(s->axes->values.count, sizeof *e->column);
    for (size_t i = 0; i < s->count; i++) {
        for (size_t c = 0; c < s->rows[i].count; c++) {
            const struct matrix_cell *cell = &s->rows[i].cells[c];
            if (cell->value == MATRIX_NO_VALUE)
                e->no_value = true;
            else
                e->column[cell->value] = 1;
            if (cell->period == MATRIX_UNDATED) {
                e->undated = true;
                continue;
            }
            e->first = !e->any || cell->period < e->first ? cell->period : e->first;
            e->last = !e->any || cell->period > e->last ? cell->period : e->last;
            e->any = true;
        }
    }
    for (size_t v = 0; v < s->axes->values.count; v++) {
        if (e->column[v])
            e->column[v] = (uint32_t)++e->columns;
    }
    e->columns += e->no_value;
}

static void print_header(const struct sheet *s, const struct extent *e, struct buf *out)
{
    buf_add_text(out, "qid,query,period");
    for (size_t v = 0; v < s->axes->values.count; v++) {
        if (!e->column[v])
            continue;
        buf_add_char(out, ',');
        escape_csv(s->axes->values.values[v], out);
    }
    if (e->no_value)
        buf_add_text(out, s->axes->split ? ",(none)" : ",articles");
    buf_add_text(out, "\r\n");
}

/* The line of one period; moves *c on behind its cells. */
static void print_line(const struct sheet *s, const struct extent *e, const struct matrix_row *row, int64_t period, size_t *c,
                       uint64_t *counts, struct buf *out)
{
    for (size_t i = 0; i < e->columns; i++)
        counts[i] = 0;
    for (; *c < row->count && row->cells[*c].period == period; ++*c) {
        uint32_t value = row->cells[*c].value;
        counts[(value == MATRIX_NO_VALUE ? e->columns : e->column[value]) - 1] = row->cells[*c].articles;
    }
    add_query(row, out);
    add_period(s, period, out);
    for (size_t i = 0; i < e->columns; i++)
        buf_printf(out, ",%llu", (unsigned long long)counts[i]);
    buf_add_text(out, "\r\n");
}

enum status sheet_print_wide(const struct sheet *s, struct buf *out, struct error *err)
{
    struct extent e = {0};
    enum status status = STATUS_OK;
    find_extent(s, &e);
    uint64_t *counts = mem_array(e.columns, sizeof *counts);
    uint64_t lines = e.any ? (uint64_t)(e.last - e.first + 1) + e.undated : e.undated;
    if (lines > 0 && s->count > SHEET_MAX_LINES / lines)
        status = error_set(err, STATUS_USAGE,
                           "a wide table would have more than %d lines: choose a longer period, or the long form", SHEET_MAX_LINES);
    if (status == STATUS_OK)
        print_header(s, &e, out);
    for (size_t i = 0; i < s->count && status == STATUS_OK; i++) {
        size_t c = 0;
        if (s->rows[i].failed)
            continue;
        for (int64_t p = e.first; e.any && p <= e.last; p++)
            print_line(s, &e, &s->rows[i], p, &c, counts, out);
        if (e.undated)
            print_line(s, &e, &s->rows[i], MATRIX_UNDATED, &c, counts, out);
    }
    free(counts);
    free(e.column);
    return status;
}

static void print_cell(const struct sheet *s, const struct matrix_cell *cell, struct buf *out)
{
    struct buf period = {0};
    if (cell->period != MATRIX_UNDATED)
        period_add_name(s->axes->by, cell->period, &period);
    buf_add_char(out, '{');
    json_add_text("period", view_of_buf(&period), out);
    if (s->axes->split)
        json_add_text("value", value_of(s, cell->value), out);
    buf_printf(out, ",\"articles\":%llu}", (unsigned long long)cell->articles);
    buf_release(&period);
}

void sheet_print_json(const struct sheet *s, struct buf *out)
{
    bool first = true;
    buf_printf(out, "{\"lede\":%d,\"by\":\"%s\"", JSON_VERSION, period_names[s->axes->by]);
    json_add_text("split", s->axes->split ? view_of(schema_field(s->axes->field)->name) : VIEW(""), out);
    buf_add_text(out, ",\"queries\":[");
    for (size_t i = 0; i < s->count; i++) {
        const struct matrix_row *row = &s->rows[i];
        if (row->failed)
            continue;
        buf_add_text(out, first ? "\n{" : ",\n{");
        first = false;
        json_add_text("qid", row->qid, out);
        json_add_text("query", row->query, out);
        buf_printf(out, ",\"matches\":%llu,\"cells\":[", (unsigned long long)row->matches);
        for (size_t c = 0; c < row->count; c++) {
            buf_add_text(out, c > 0 ? "," : "");
            print_cell(s, &row->cells[c], out);
        }
        buf_add_text(out, "]}");
    }
    buf_add_text(out, first ? "]}\n" : "\n]}\n");
}
