#include "query/present/marks.h"

#include <stdlib.h>

static int compare_marks(const void *a, const void *b)
{
    const struct wrap_mark *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

struct wrap_mark *marks_of(const struct result *item, size_t *count)
{
    struct wrap_mark *marks = mem_array(item->highlight_count + 1, sizeof *marks);
    size_t found = 0, kept = 0;
    for (size_t i = 0; i < item->highlight_count; i++) {
        const struct highlight *h = &item->highlights[i];
        if (h->end <= item->start || h->start >= item->start + item->text.len)
            continue;
        uint32_t end = h->end - item->start, len = (uint32_t)item->text.len;
        marks[found++] = (struct wrap_mark){h->start < item->start ? 0 : h->start - item->start, end < len ? end : len};
    }
    if (found > 1)
        qsort(marks, found, sizeof *marks, compare_marks);
    for (size_t i = 0; i < found; i++) {
        struct wrap_mark *last = kept > 0 ? &marks[kept - 1] : NULL;
        if (!last || marks[i].start >= last->end)
            marks[kept++] = marks[i];
        else if (marks[i].end > last->end)
            last->end = marks[i].end;
    }
    *count = kept;
    return marks;
}

void marks_add(struct view text, const struct wrap_mark *marks, size_t count, void (*escape)(struct view text, struct buf *out),
               const char *on, const char *off, struct buf *out)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        escape(view_sub(text, at, marks[i].start), out);
        buf_add_text(out, on);
        escape(view_sub(text, marks[i].start, marks[i].end), out);
        buf_add_text(out, off);
        at = marks[i].end;
    }
    escape(view_sub(text, at, text.len), out);
}
