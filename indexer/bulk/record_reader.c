#include "indexer/bulk/record_reader.h"

enum status record_reader_open(const struct build *b, struct record_reader *r, struct error *err)
{
    struct buf path = {0};
    buf_printf(&path, "%s/" BUILD_RECORDS, b->folder);
    r->docid = b->old_documents;
    enum status status = run_open(path.data, &r->file, err);
    buf_release(&path);
    return status;
}

enum status record_reader_next(struct record_reader *r, struct error *err)
{
    enum status status = run_read_varint(r->file, &r->compressed, err);
    if (!status)
        status = run_read_string(r->file, &r->record, err);
    if (!status)
        status = run_read_string(r->file, &r->outline, err);
    r->docid++;
    return status;
}

void record_reader_close(struct record_reader *r)
{
    run_reader_free(r->file);
    buf_release(&r->record);
    buf_release(&r->outline);
}
