#include "common/options_parts.h"

#include <string.h>

enum { MAX_WORD = 48, MAX_DISTANCE = 2 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insert, delete, replace a byte, or swap two adjacent ones. Longer words count as far away. */
size_t suggest_distance(struct view a, struct view b)
{
    if (a.len > MAX_WORD || b.len > MAX_WORD)
        return MAX_WORD;
    size_t rows[3][MAX_WORD + 1];
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            bool same = a.ptr[i - 1] == b.ptr[j - 1];
            row[j] = least(above[j - 1] + !same, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1])
                row[j] = least(row[j], second[j - 2] + 1);
        }
    }
    return rows[a.len % 3][b.len];
}

void suggest_offer(struct suggestion *s, const char *typed, const char *candidate)
{
    struct view a = view_of(typed), b = view_of(candidate);
    size_t distance = suggest_distance(a, b);
    bool near = distance <= MAX_DISTANCE && distance < least(a.len, b.len);
    bool begun = a.len >= 2 && view_starts_with(b, a);
    if (!near && begun)
        distance = MAX_DISTANCE + 1;
    if ((near || begun) && (!s->best || distance < s->distance))
        *s = (struct suggestion){candidate, distance};
}
