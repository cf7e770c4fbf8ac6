#include "common/escape.h"
#include "query/eval/comparison.h"
#include "query/present/number.h"

#include <inttypes.h>
#include <math.h>

enum { PICTURE_COLUMNS = 64, PICTURE_ROWS = 5, EXTREMES = 5, BAR_MAX = 30, NAME_MAX = 24 };

static double greatest(const struct comparison *c)
{
    return fmax(fabs(c->items[0].difference), fabs(c->items[c->count - 1].difference));
}

/* The mean difference of the queries that share a column. */
static double column_height(const struct comparison *c, size_t column, size_t columns)
{
    size_t from = column * c->count / columns, to = (column + 1) * c->count / columns;
    double sum = 0;
    for (size_t i = from; i < to; i++)
        sum += c->items[i].difference;
    return sum / (double)(to - from);
}

/* The queries from left to right by difference: above the line b is better, below it a is. */
static void print_picture(const struct comparison *c, struct buf *out)
{
    size_t columns = c->count < PICTURE_COLUMNS ? c->count : PICTURE_COLUMNS;
    double scale = greatest(c);
    if (scale < COMPARISON_TIE)
        return;
    buf_add_char(out, '\n');
    for (int row = PICTURE_ROWS; row >= -PICTURE_ROWS; row--) {
        size_t line = out->len;
        if (row == PICTURE_ROWS || row == -PICTURE_ROWS)
            buf_printf(out, "%+7.4f ", row > 0 ? scale : -scale);
        else
            buf_add_text(out, row == 0 ? "      0 " : "        ");
        for (size_t i = 0; i < columns; i++) {
            double height = column_height(c, i, columns) / scale * PICTURE_ROWS;
            bool filled = row > 0 ? height >= row - 0.5 : height <= row + 0.5;
            buf_add_char(out, row == 0 ? '-' : filled ? '#' : ' ');
        }
        while (out->len > line && out->data[out->len - 1] == ' ')
            buf_truncate(out, out->len - 1);
        buf_add_char(out, '\n');
    }
}

static void print_query(const struct compared_query *q, double scale, struct buf *out)
{
    struct buf name = {0};
    escape_terminal(q->qid, false, &name);
    size_t width = escape_width(view_of_buf(&name));
    buf_add_text(out, "  ");
    buf_add_view(out, view_of_buf(&name));
    for (; width < NAME_MAX; width++)
        buf_add_char(out, ' ');
    buf_printf(out, " %.4f  %.4f  %+.4f  ", q->a, q->b, q->difference);
    for (long i = lround(fabs(q->difference) / scale * BAR_MAX); i > 0; i--)
        buf_add_char(out, q->difference > 0 ? '+' : '-');
    buf_add_char(out, '\n');
    buf_release(&name);
}

static void print_extremes(const struct comparison *c, struct buf *out)
{
    double scale = greatest(c);
    if (c->wins > 0)
        buf_printf(out, "\n  %-*s A       B       B - A\n", NAME_MAX, "most gained");
    for (size_t i = 0; i < EXTREMES && i < c->wins; i++)
        print_query(&c->items[i], scale, out);
    if (c->losses > 0)
        buf_printf(out, "\n  %-*s A       B       B - A\n", NAME_MAX, "most lost");
    for (size_t i = 0; i < EXTREMES && i < c->losses; i++)
        print_query(&c->items[c->count - 1 - i], scale, out);
}

void comparison_text(const struct comparison *c, const struct comparison_names *names, struct buf *out)
{
    buf_printf(out, "%s, %zu %s\n  A      %.4f  ", c->measure, c->count, c->count == 1 ? "query" : "queries", c->mean_a);
    escape_terminal(view_of(names->a), false, out);
    buf_printf(out, "\n  B      %.4f  ", c->mean_b);
    escape_terminal(view_of(names->b), false, out);
    buf_printf(out, "\n  B - A %+.4f", c->mean_b - c->mean_a);
    if (c->mean_a > 0)
        buf_printf(out, "  (%+.1f %%)", (c->mean_b / c->mean_a - 1) * 100);
    buf_printf(out, "\n\nB is better on %zu, worse on %zu, the same on %zu\n", c->wins, c->losses, c->ties);
    if (isfinite(c->t.p))
        buf_printf(out, "paired t test       p = %.4f  t(%zu) = %.3f, standard deviation %.4f\n", c->t.p, c->t.degrees, c->t.t,
                   c->t.deviation);
    else
        buf_add_text(out, "paired t test       needs two queries\n");
    buf_printf(out, "randomisation test  p = %.4f  %" PRIu64 " %s", c->randomisation.p, c->randomisation.permutations,
               c->randomisation.exact ? "permutations, all there are\n" : "permutations");
    if (!c->randomisation.exact)
        buf_printf(out, ", seed %" PRIu64 "\n", names->seed);
    print_picture(c, out);
    print_extremes(c, out);
}

static void add_value(const char *name, double value, struct buf *out)
{
    buf_printf(out, "\"%s\":", name);
    number_add(value, out);
}

static void add_run(const char *name, const char *path, double mean, struct buf *out)
{
    buf_printf(out, ",\"%s\":{\"file\":", name);
    escape_json(view_of(path), out);
    buf_add_char(out, ',');
    add_value("mean", mean, out);
    buf_add_char(out, '}');
}

void comparison_json(const struct comparison *c, const struct comparison_names *names, struct buf *out)
{
    buf_printf(out, "{\"lede\":1,\"measure\":\"%s\",\"queries\":%zu", c->measure, c->count);
    add_run("a", names->a, c->mean_a, out);
    add_run("b", names->b, c->mean_b, out);
    buf_add_char(out, ',');
    add_value("difference", c->mean_b - c->mean_a, out);
    buf_printf(out, ",\"wins\":%zu,\"ties\":%zu,\"losses\":%zu,\n\"t_test\":{", c->wins, c->ties, c->losses);
    add_value("t", c->t.t, out);
    buf_printf(out, ",\"degrees\":%zu,", c->t.degrees);
    add_value("p", c->t.p, out);
    buf_printf(out, "},\n\"randomisation_test\":{\"permutations\":%" PRIu64 ",\"exact\":%s,\"seed\":%" PRIu64 ",",
               c->randomisation.permutations, c->randomisation.exact ? "true" : "false", names->seed);
    add_value("p", c->randomisation.p, out);
    buf_add_text(out, "},\n\"per_query\":[");
    for (size_t i = 0; i < c->count; i++) {
        buf_add_text(out, i > 0 ? ",\n{\"qid\":" : "\n{\"qid\":");
        escape_json(c->items[i].qid, out);
        buf_add_char(out, ',');
        add_value("a", c->items[i].a, out);
        buf_add_char(out, ',');
        add_value("b", c->items[i].b, out);
        buf_add_char(out, ',');
        add_value("difference", c->items[i].difference, out);
        buf_add_char(out, '}');
    }
    buf_add_text(out, "]}\n");
}

void comparison_tsv(const struct comparison *c, struct buf *out)
{
    buf_add_text(out, "qid\ta\tb\tdifference\n");
    for (size_t i = 0; i < c->count; i++) {
        escape_tsv(c->items[i].qid, out);
        buf_printf(out, "\t%.6f\t%.6f\t%.6f\n", c->items[i].a, c->items[i].b, c->items[i].difference);
    }
}
