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
    size_t at = 0, record_end = 0;
    uint64_t record_len = 0, outline_len = 0;
    enum status status = run_number(r->file, &at, &r->compressed, err);
    if (!status)
        status = run_string(r->file, &at, &record_len, err);
    record_end = at;
    if (!status)
        status = run_string(r->file, &at, &outline_len, err);
    if (status)
        return status;
    const char *here = run_here(r->file);
    r->record = (struct view){here + (record_end - record_len), record_len};
    r->outline = (struct view){here + (at - outline_len), outline_len};
    r->docid++;
    return run_pass(r->file, at, 0, err);
}

void record_reader_close(struct record_reader *r)
{
    run_reader_free(r->file);
}
