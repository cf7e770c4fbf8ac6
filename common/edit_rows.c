#include "common/edit_rows.h"

#include "common/chars.h"

static size_t least_of(size_t a, size_t b)
{
    return a < b ? a : b;
}

void edit_rows_begin(struct edit_rows *e, struct view target)
{
    e->target_len = 0;
    for (size_t at = 0; at < target.len && e->target_len < EDIT_LETTERS_MAX;)
        e->target[e->target_len++] = char_decode((const unsigned char *)target.ptr, at, target.len, &at);
    e->depth = 0;
    e->least[0] = 0;
    for (size_t j = 0; j <= e->target_len; j++)
        e->rows[0][j] = (uint8_t)j;
}

void edit_rows_keep(struct edit_rows *e, size_t depth)
{
    e->depth = depth;
}

bool edit_rows_push(struct edit_rows *e, uint32_t letter)
{
    if (e->depth == EDIT_LETTERS_MAX)
        return false;
    size_t i = ++e->depth;
    uint8_t *row = e->rows[i];
    const uint8_t *above = e->rows[i - 1];
    e->candidate[i - 1] = letter;
    row[0] = (uint8_t)i;
    size_t least = i;
    for (size_t j = 1; j <= e->target_len; j++) {
        bool same = letter == e->target[j - 1];
        size_t cost = least_of((size_t)above[j - 1] + !same, (size_t)least_of(above[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && letter == e->target[j - 2] && e->candidate[i - 2] == e->target[j - 1])
            cost = least_of(cost, (size_t)e->rows[i - 2][j - 2] + 1);
        row[j] = (uint8_t)cost;
        least = least_of(least, cost);
    }
    e->least[i] = (uint8_t)least;
    return true;
}
