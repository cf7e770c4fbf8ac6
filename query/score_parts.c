#include "query/score_parts.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

void score_parts_add(struct score_parts *parts, struct score_part part)
{
    mem_grow(&parts->items, &parts->cap, parts->count, sizeof *parts->items);
    parts->items[parts->count++] = part;
}

void score_parts_release(struct score_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        buf_release(&parts->items[i].name);
    free(parts->items);
    *parts = (struct score_parts){0};
}

void score_parts_scale(struct score_parts *parts, size_t from, double factor)
{
    for (size_t i = from; i < parts->count; i++)
        parts->items[i].value *= factor;
}

double score_parts_sum(const struct score_parts *parts)
{
    double sum = 0;
    for (size_t i = 0; i < parts->count; i++)
        sum += parts->items[i].value;
    return sum;
}

/* What rounding down took from a value. */
struct loss {
    double lost;
    size_t index;
};

static int by_loss(const void *a, const void *b)
{
    const struct loss *x = a, *y = b;
    if (x->lost != y->lost)
        return x->lost > y->lost ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

int64_t score_parts_round(const struct score_parts *parts, double score, int digits, int64_t *units)
{
    double scale = pow(10, digits);
    int64_t whole = (int64_t)llround(score * scale), missing = whole;
    struct loss *losses = mem_array(parts->count, sizeof *losses);
    for (size_t i = 0; i < parts->count; i++) {
        double exact = parts->items[i].value * scale;
        units[i] = (int64_t)floor(exact);
        missing -= units[i];
        losses[i] = (struct loss){exact - floor(exact), i};
    }
    if (parts->count > 1)
        qsort(losses, parts->count, sizeof *losses, by_loss);
    /* Rounding each down loses less than one unit a part, so `missing` is between 0 and count. More would be parts of another score: that is left to be seen. */
    for (size_t i = 0; i < parts->count && missing != 0; i++) {
        int64_t step = missing > 0 ? 1 : -1;
        units[losses[i].index] += step;
        missing -= step;
    }
    free(losses);
    return whole;
}

const char *part_kind_name(enum part_kind kind)
{
    static const char *const names[] = {"passage", "proximity", "article", "feedback", "recency"};
    return names[kind];
}

void score_units_add(int64_t units, int digits, struct buf *out)
{
    uint64_t size = units < 0 ? (uint64_t)-units : (uint64_t)units, scale = 1;
    for (int i = 0; i < digits; i++)
        scale *= 10;
    buf_printf(out, "%s%" PRIu64, units < 0 ? "-" : "", size / scale);
    if (digits > 0)
        buf_printf(out, ".%0*" PRIu64, digits, size % scale);
}
