/* What the reader must know of a CSV file before it cuts it: charset, separator, and the first row, which the parser of every part is told. */
#include "common/utf8.h"
#include "indexer/charset.h"
#include "indexer/formats/csv_row.h"
#include "indexer/reader_parts.h"

enum { FIRST_LOOK = 64 << 10 };

/* The beginning of the file as UTF-8. */
static bool get_head(struct input_file *file, struct input *in, size_t size, struct buf *raw)
{
    size_t replaced = 0;
    if (input_head(in, size, raw, NULL) != STATUS_OK)
        return false;
    if (size == FIRST_LOOK && !charset_of_parts(view_of_buf(raw), file->charset, sizeof file->charset))
        return false;
    if (file->charset[0])
        return charset_convert(view_of_buf(raw), file->charset, &file->head, &replaced, NULL) == STATUS_OK;
    buf_clear(&file->head);
    return buf_add_view(&file->head, view_of_buf(raw));
}

bool reader_rows(struct input_file *file, struct input *in)
{
    struct csv_rows rows = {0};
    struct buf raw = {0};
    bool good, whole = false, found = false;
    for (size_t size = FIRST_LOOK; !found && !whole; size *= 2) {
        good = get_head(file, in, size, &raw);
        if (!good)
            break;
        whole = raw.len < size;
        csv_rows_init(&rows, utf8_without_mark(view_of_buf(&file->head)), 1);
        rows.more_comes = !whole;
        found = csv_rows_measure(&rows);
    }
    in->separator = rows.separator;
    buf_release(&raw);
    if (!good)
        buf_release(&file->head);
    else if (!rows.too_long && rows.at + 2 * FIRST_LOOK < file->head.len) /* the separator is judged by that much */
        buf_truncate(&file->head, rows.at + 2 * FIRST_LOOK);
    return good;
}
