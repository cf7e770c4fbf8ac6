#include "common/chars.h"
#include "common/edit_rows.h"
#include "common/options_parts.h"

enum { MAX_WORD = 48, MAX_DISTANCE = 2 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Longer words count as far away. */
size_t suggest_distance(struct view a, struct view b)
{
    struct edit_rows rows;
    if (a.len > MAX_WORD || b.len > MAX_WORD)
        return MAX_WORD;
    edit_rows_begin(&rows, b);
    for (size_t i = 0; i < a.len;)
        edit_rows_push(&rows, char_decode((const unsigned char *)a.ptr, i, a.len, &i));
    return edit_rows_distance(&rows);
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
