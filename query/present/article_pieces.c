#include "query/present/article.h"

#include <stdlib.h>

static bool touch(struct span a, struct span b)
{
    return a.start < b.end && b.start < a.end;
}

void article_place(struct shown_article *a, size_t context)
{
    struct view text = a->article->text;
    struct span *starts = NULL;
    size_t count = 0, cap = 0, first = SIZE_MAX, last = 0;
    a->around = (struct span){0, (uint32_t)text.len};
    if (!a->has_part)
        return;
    struct span paragraph;
    for (size_t at = 0; segment_next_paragraph(text, &at, &paragraph);) {
        mem_grow(&starts, &cap, count, sizeof *starts);
        starts[count] = paragraph;
        if (touch(paragraph, a->part)) {
            first = first == SIZE_MAX ? count : first;
            last = count;
        }
        count++;
    }
    if (first != SIZE_MAX) {
        first = first > context ? first - context : 0;
        last = count - 1 - last > context ? last + context : count - 1;
        a->around = (struct span){starts[first].start, starts[last].end};
    }
    free(starts);
}

/* The next paragraph of the neighbourhood. */
static bool next_paragraph(const struct shown_article *a, struct article_walk *walk)
{
    while (segment_next_paragraph(a->article->text, &walk->next, &walk->paragraph)) {
        walk->paragraphs++;
        walk->at = walk->paragraph.start;
        if (touch(walk->paragraph, a->around))
            return true;
    }
    return false;
}

bool article_next_piece(const struct shown_article *a, struct article_walk *walk, struct article_piece *out)
{
    if (walk->at >= walk->paragraph.end && !next_paragraph(a, walk))
        return false;
    struct span rest = {(uint32_t)walk->at, walk->paragraph.end};
    out->first = walk->at == walk->paragraph.start;
    out->in_part = a->has_part && rest.start >= a->part.start && rest.start < a->part.end;
    if (out->in_part && a->part.end < rest.end)
        rest.end = a->part.end;
    else if (a->has_part && rest.start < a->part.start && a->part.start < rest.end)
        rest.end = a->part.start;
    out->span = rest;
    out->last = rest.end == walk->paragraph.end;
    out->paragraph = walk->paragraphs - 1;
    walk->at = rest.end;
    return true;
}

/* The first highlight that ends behind `place`. */
static size_t first_behind(const struct lit *lit, uint32_t place)
{
    size_t low = 0;
    size_t high = lit->text_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lit->text[middle].end > place)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

size_t article_marks(const struct lit *lit, struct span span, struct wrap_mark *marks)
{
    size_t count = 0;
    for (size_t i = first_behind(lit, span.start); i < lit->text_count && lit->text[i].start < span.end; i++) {
        struct span h = {lit->text[i].start, lit->text[i].end};
        if (!touch(h, span))
            continue;
        marks[count++] =
            (struct wrap_mark){h.start < span.start ? 0 : h.start - span.start, (h.end > span.end ? span.end : h.end) - span.start};
    }
    return count;
}
