#include "query/eval/report.h"

#include "common/escape.h"
#include "query/present/number.h"

static bool is_count(const struct chosen_measure *m)
{
    return m->measure->mean == MEAN_SUM || m->measure->mean == MEAN_QUERIES;
}

/* A geometric mean and the number of queries say nothing about one query. */
static bool is_for_queries(const struct chosen_measure *m)
{
    return m->measure->mean == MEAN_ARITHMETIC || m->measure->mean == MEAN_SUM;
}

static void add_figure(const struct chosen_measure *m, double value, struct buf *out)
{
    buf_printf(out, is_count(m) ? "%.0f" : "%.4f", value);
}

struct row_style {
    const char *name_format; /* of a measure's name */
    char separator;
    void (*escape)(struct view text, struct buf *out);
    const char *row_end;
};

static void escape_line(struct view text, struct buf *out)
{
    escape_terminal(text, false, out);
}

static void begin_row(const struct row_style *style, const char *name, struct view qid, struct buf *out)
{
    buf_printf(out, style->name_format, name);
    buf_add_char(out, style->separator);
    style->escape(qid, out);
}

static void print_query_rows(const struct report *r, const struct row_style *style, struct view qid, struct buf *out)
{
    bool found = false;
    for (size_t i = 0; i < r->run_count; i++)
        found = found || evaluation_find(&r->runs[i].evaluation, qid);
    for (size_t m = 0; m < r->measures->count && found; m++) {
        const struct chosen_measure *measure = &r->measures->items[m];
        if (!is_for_queries(measure))
            continue;
        begin_row(style, measure->name, qid, out);
        for (size_t i = 0; i < r->run_count; i++) {
            const double *row = evaluation_find(&r->runs[i].evaluation, qid);
            buf_add_char(out, style->separator);
            if (row)
                add_figure(measure, row[m], out);
            else
                buf_add_char(out, '-');
        }
        buf_add_text(out, style->row_end);
    }
}

static void print_rows(const struct report *r, const struct row_style *style, struct buf *out)
{
    for (size_t q = 0; q < r->qrels->group_count && r->per_query; q++)
        print_query_rows(r, style, r->qrels->groups[q].qid, out);
    begin_row(style, "runid", VIEW("all"), out);
    for (size_t i = 0; i < r->run_count; i++) {
        buf_add_char(out, style->separator);
        style->escape(r->runs[i].tag, out);
    }
    buf_add_text(out, style->row_end);
    for (size_t m = 0; m < r->measures->count; m++) {
        begin_row(style, r->measures->items[m].name, VIEW("all"), out);
        for (size_t i = 0; i < r->run_count; i++) {
            buf_add_char(out, style->separator);
            add_figure(&r->measures->items[m], r->runs[i].evaluation.means[m], out);
        }
        buf_add_text(out, style->row_end);
    }
}

void report_text(const struct report *report, struct buf *out)
{
    static const struct row_style style = {"%-22s", '\t', escape_line, "\n"};
    print_rows(report, &style, out);
}

void report_csv(const struct report *report, struct buf *out)
{
    static const struct row_style style = {"%s", ',', escape_csv, "\r\n"};
    buf_add_text(out, "measure,qid");
    for (size_t i = 0; i < report->run_count; i++) {
        buf_add_char(out, ',');
        escape_csv(view_of(report->runs[i].path), out);
    }
    buf_add_text(out, "\r\n");
    print_rows(report, &style, out);
}

static void add_values(const struct measure_list *list, const double *values, bool for_query, struct buf *out)
{
    bool first = true;
    buf_add_char(out, '{');
    for (size_t m = 0; m < list->count; m++) {
        if (for_query && !is_for_queries(&list->items[m]))
            continue;
        buf_printf(out, "%s\"%s\":", first ? "" : ",", list->items[m].name);
        number_add(values[m], out);
        first = false;
    }
    buf_add_char(out, '}');
}

static void add_run(const struct report *r, const struct report_run *run, struct buf *out)
{
    const struct evaluation *e = &run->evaluation;
    buf_add_text(out, "{\"file\":");
    escape_json(view_of(run->path), out);
    buf_add_text(out, ",\"tag\":");
    escape_json(run->tag, out);
    buf_printf(out, ",\"queries\":%zu,\"missing\":%zu,\"unjudged\":%zu,\"measures\":", e->query_count, e->missing, e->unjudged);
    add_values(r->measures, e->means, false, out);
    if (r->per_query) {
        buf_add_text(out, ",\n\"per_query\":{");
        for (size_t q = 0; q < e->query_count; q++) {
            buf_add_text(out, q > 0 ? ",\n" : "\n");
            escape_json(e->qids[q], out);
            buf_add_char(out, ':');
            add_values(r->measures, e->values + q * e->measure_count, true, out);
        }
        buf_add_char(out, '}');
    }
    buf_add_char(out, '}');
}

void report_json(const struct report *report, struct buf *out)
{
    buf_add_text(out, "{\"lede\":1,\"runs\":[");
    for (size_t i = 0; i < report->run_count; i++) {
        buf_add_text(out, i > 0 ? ",\n" : "\n");
        add_run(report, &report->runs[i], out);
    }
    buf_add_text(out, "\n]}\n");
}
