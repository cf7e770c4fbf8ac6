#include "query/matrix.h"

#include <stdlib.h>

static enum status read_once(struct matrix_axes *a, struct store_reader *r, struct error *err)
{
    struct store_stats stats, after;
    enum status status = store_reader_stats(r, &stats, err);
    if (status == STATUS_OK)
        status = doc_values_read(&a->dates, r, period_field(a->by), err);
    if (status == STATUS_OK && a->split)
        status = doc_values_read(&a->values, r, a->field, err);
    if (status == STATUS_OK)
        status = store_reader_stats(r, &after, err);
    if (status != STATUS_OK)
        return status;
    if (stats.revision != after.revision)
        return error_set(err, STATUS_CHANGED, "the index changes faster than it can be read");
    a->revision = stats.revision;
    return STATUS_OK;
}

enum status matrix_read_axes(struct matrix_axes *a, struct store_reader *r, struct error *err)
{
    struct matrix_axes fresh = {.by = a->by, .split = a->split, .field = a->field};
    matrix_axes_release(a);
    *a = fresh;
    enum status status = read_once(a, r, err);
    if (status != STATUS_OK)
        return status;
    a->periods = mem_array(a->dates.count, sizeof *a->periods);
    for (size_t i = 0; i < a->dates.count; i++) {
        if (!period_of(a->by, a->dates.values[i], &a->periods[i]))
            a->periods[i] = MATRIX_UNDATED;
    }
    return STATUS_OK;
}

void matrix_axes_release(struct matrix_axes *a)
{
    doc_values_release(&a->dates);
    doc_values_release(&a->values);
    free(a->periods);
    *a = (struct matrix_axes){0};
}

static int by_place(const void *a, const void *b)
{
    const struct matrix_cell *x = a, *y = b;
    if (x->period != y->period)
        return x->period < y->period ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

/* Cells of the same place become one. */
static size_t add_up(struct matrix_cell *cells, size_t count)
{
    size_t kept = 0;
    if (count > 1)
        qsort(cells, count, sizeof *cells, by_place);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && by_place(&cells[kept - 1], &cells[i]) == 0)
            cells[kept - 1].articles += cells[i].articles;
        else
            cells[kept++] = cells[i];
    }
    return kept;
}

void matrix_count(const struct matrix_axes *a, const struct matching *m, struct matrix_row *row)
{
    static const uint32_t none[] = {MATRIX_NO_VALUE};
    size_t cap = 0;
    free(row->cells);
    row->cells = NULL;
    row->count = 0;
    row->matches = m->count;
    for (size_t i = 0; i < m->count; i++) {
        const uint32_t *dates = NULL, *values = none;
        size_t value_count = a->split ? doc_values_of(&a->values, m->docids[i], &values) : 0;
        if (value_count == 0) {
            values = none;
            value_count = 1;
        }
        int64_t period = doc_values_of(&a->dates, m->docids[i], &dates) > 0 ? a->periods[dates[0]] : MATRIX_UNDATED;
        for (size_t v = 0; v < value_count; v++) {
            mem_grow(&row->cells, &cap, row->count, sizeof *row->cells);
            row->cells[row->count++] = (struct matrix_cell){period, values[v], 1};
        }
    }
    row->count = add_up(row->cells, row->count);
}

void matrix_row_release(struct matrix_row *row)
{
    free(row->cells);
    *row = (struct matrix_row){0};
}
