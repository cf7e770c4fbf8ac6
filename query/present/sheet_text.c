/* A matrix for people: for each query a map of blocks, values down and periods across, the darker the more articles. */
#include "query/present/number.h"
#include "query/present/paint.h"
#include "query/present/sheet.h"

#include <stdlib.h>

enum { VALUES_SHOWN = 20, LABEL_MAX = 24, SHADES = 4, GAP = 2, ACROSS_MIN = 10 };

/* What all queries of a sheet have in common, so that their maps can be compared. */
struct map {
    const struct sheet *sheet;
    const struct print_settings *settings;
    size_t values; /* those of the axis, and one for none */
    bool dated;
    int64_t first, last; /* periods */
    size_t per, across;  /* periods a block, blocks a line */
    size_t label, digits;
    uint64_t highest; /* of a block */
    uint64_t *counts; /* values x (across + 1), of one query; the last of a line: the sum, undated articles too */
};

static size_t number_of(const struct map *m, uint32_t value)
{
    return value == MATRIX_NO_VALUE ? m->values - 1 : value;
}

static struct view name_of(const struct map *m, size_t number)
{
    if (number + 1 < m->values)
        return m->sheet->axes->values.values[number];
    return m->sheet->axes->split ? VIEW("(none)") : VIEW("articles");
}

static uint64_t *line_of(const struct map *m, size_t number)
{
    return m->counts + number * (m->across + 1);
}

static void count(struct map *m, const struct matrix_row *row)
{
    for (size_t i = 0; i < m->values * (m->across + 1); i++)
        m->counts[i] = 0;
    for (size_t i = 0; i < row->count; i++) {
        const struct matrix_cell *cell = &row->cells[i];
        uint64_t *line = line_of(m, number_of(m, cell->value));
        line[m->across] += cell->articles;
        if (cell->period != MATRIX_UNDATED)
            line[(size_t)(cell->period - m->first) / m->per] += cell->articles;
    }
}

static void find_periods(struct map *m)
{
    for (size_t i = 0; i < m->sheet->count; i++) {
        for (size_t c = 0; c < m->sheet->rows[i].count; c++) {
            int64_t period = m->sheet->rows[i].cells[c].period;
            if (period == MATRIX_UNDATED)
                continue;
            m->first = !m->dated || period < m->first ? period : m->first;
            m->last = !m->dated || period > m->last ? period : m->last;
            m->dated = true;
        }
    }
}

/* The widest label, whether or not it is shown: values come and go from query to query. */
static void measure(struct map *m)
{
    struct buf scratch = {0};
    uint64_t most = 0;
    for (size_t i = 0; i < m->sheet->count; i++) {
        uint64_t matches = m->sheet->rows[i].matches;
        most = matches > most ? matches : most;
        for (size_t c = 0; c < m->sheet->rows[i].count; c++) {
            buf_clear(&scratch);
            size_t width = paint_label(name_of(m, number_of(m, m->sheet->rows[i].cells[c].value)), LABEL_MAX, &scratch);
            m->label = width > m->label ? width : m->label;
        }
    }
    m->digits = number_width(most);
    size_t taken = 3 * GAP + m->label + m->digits, periods = m->dated ? (size_t)(m->last - m->first) + 1 : 0;
    size_t room = m->settings->width > taken ? m->settings->width - taken : 0;
    if (room < ACROSS_MIN)
        room = ACROSS_MIN;
    m->per = periods > room ? (periods + room - 1) / room : 1;
    m->across = (periods + m->per - 1) / m->per;
    buf_release(&scratch);
}

static void find_highest(struct map *m)
{
    m->counts = mem_array(m->values * (m->across + 1), sizeof *m->counts);
    for (size_t i = 0; i < m->sheet->count; i++) {
        count(m, &m->sheet->rows[i]);
        for (size_t v = 0; v < m->values; v++) {
            for (size_t k = 0; k < m->across; k++)
                m->highest = line_of(m, v)[k] > m->highest ? line_of(m, v)[k] : m->highest;
        }
    }
}

/* Nothing is a dot, anything more a shade at least; the darkest is the highest of all. */
static void add_block(const struct map *m, uint64_t articles, struct buf *out)
{
    static const char *const shades[] = {"\xc2\xb7", "\xe2\x96\x91", "\xe2\x96\x92", "\xe2\x96\x93", "\xe2\x96\x88"};
    buf_add_text(out, shades[articles == 0 ? 0 : (articles * SHADES + m->highest - 1) / m->highest]);
}

static void print_line(const struct map *m, size_t number, struct buf *out)
{
    const uint64_t *line = line_of(m, number);
    paint_indent(GAP, out);
    size_t width = paint_label(name_of(m, number), LABEL_MAX, out);
    paint_indent(m->label - width + GAP, out);
    paint_light(m->settings, PAINT_BAR, out);
    for (size_t k = 0; k < m->across; k++)
        add_block(m, line[k], out);
    paint_light(m->settings, PAINT_RESET, out);
    paint_indent(GAP + m->digits - number_width(line[m->across]), out);
    number_add_grouped(line[m->across], out);
    buf_add_char(out, '\n');
}

/* The value with most articles that is not `done`, the first in byte order of equal ones; `values` when there is none. */
static size_t next_value(const struct map *m, const bool *done)
{
    size_t best = m->values;
    for (size_t v = 0; v < m->values; v++) {
        uint64_t articles = line_of(m, v)[m->across];
        if (!done[v] && articles > 0 && (best == m->values || articles > line_of(m, best)[m->across]))
            best = v;
    }
    return best;
}

static void print_query(struct map *m, const struct matrix_row *row, struct buf *out)
{
    struct buf heading = {0};
    bool *done = mem_array(m->values, sizeof *done);
    size_t shown = 0, left = 0;
    paint_add_part(row->qid, &heading);
    paint_add_part(view_equal(row->qid, row->query) ? VIEW("") : row->query, &heading);
    buf_add_text(&heading, PAINT_DOT);
    number_add_grouped(row->matches, &heading);
    buf_add_text(&heading, row->matches == 1 ? " article" : " articles");
    buf_add_char(out, '\n');
    paint_wrapped(view_of_buf(&heading), PAINT_BOLD, GAP, m->settings, out);
    count(m, row);
    for (size_t v = next_value(m, done); v < m->values; v = next_value(m, done)) {
        done[v] = true;
        if (shown < VALUES_SHOWN)
            print_line(m, v, out);
        shown++;
    }
    left = shown > VALUES_SHOWN ? shown - VALUES_SHOWN : 0;
    if (left > 0)
        buf_printf(out, "  \xe2\x80\xa6 %zu more\n", left);
    buf_release(&heading);
    free(done);
}

/* "2024-01-10 – 2024-07-11 · a block is 3 days, █ is up to 12 articles" */
static void print_legend(const struct map *m, struct buf *out)
{
    const char *period = period_names[m->sheet->axes->by];
    struct buf line = {0};
    if (!m->dated)
        return;
    period_add_name(m->sheet->axes->by, m->first, &line);
    if (m->last > m->first) {
        buf_add_text(&line, " \xe2\x80\x93 ");
        period_add_name(m->sheet->axes->by, m->last, &line);
    }
    buf_add_text(&line, PAINT_DOT "a block is ");
    if (m->per > 1)
        buf_printf(&line, "%zu %ss", m->per, period);
    else
        buf_printf(&line, "a %s", period);
    buf_add_text(&line, ", \xe2\x96\x88 up to ");
    number_add_grouped(m->highest, &line);
    buf_add_text(&line, m->highest == 1 ? " article" : " articles");
    paint_wrapped(view_of_buf(&line), PAINT_DIM, 0, m->settings, out);
    buf_release(&line);
}

void sheet_print_text(const struct sheet *s, const struct print_settings *settings, struct buf *out)
{
    struct map m = {.sheet = s, .settings = settings, .values = s->axes->values.count + 1};
    find_periods(&m);
    measure(&m);
    find_highest(&m);
    print_legend(&m, out);
    for (size_t i = 0; i < s->count; i++) {
        if (!s->rows[i].failed)
            print_query(&m, &s->rows[i], out);
    }
    free(m.counts);
}
