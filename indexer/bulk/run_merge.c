#include "indexer/bulk/run_merge.h"

#include "indexer/bulk/run.h"

#include <stdlib.h>

/* One run and the entry at hand: its term, its flag, its postings. */
struct input {
    struct run_reader *run;
    struct buf name, postings;
    uint64_t flag;
    bool at_end;
};

static enum status advance(struct input *in, struct error *err)
{
    enum status status = run_read_string(in->run, &in->name, err);
    if (status == STATUS_NOT_FOUND) {
        in->at_end = true;
        return STATUS_OK;
    }
    if (!status)
        status = run_read_varint(in->run, &in->flag, err);
    if (!status)
        status = run_read_string(in->run, &in->postings, err);
    return status == STATUS_NOT_FOUND ? error_set(err, STATUS_IO, "a temporary file ends inside an entry") : status;
}

/* The first of the inputs with the least term; NULL when all are at their end. */
static struct input *least(struct input *inputs, size_t count)
{
    struct input *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (!inputs[i].at_end && (!best || view_compare(view_of_buf(&inputs[i].name), view_of_buf(&best->name)) < 0))
            best = &inputs[i];
    return best;
}

static enum status copy_all(struct input *inputs, size_t count, struct run_writer *out, struct error *err)
{
    enum status status = STATUS_OK;
    for (struct input *in; !status && (in = least(inputs, count));) {
        status = run_write_string(out, view_of_buf(&in->name), err);
        if (!status)
            status = run_write_varint(out, in->flag, err);
        if (!status)
            status = run_write_string(out, view_of_buf(&in->postings), err);
        if (!status)
            status = advance(in, err);
    }
    return status;
}

enum status run_merge(const struct buf *from, size_t count, const char *to, struct error *err)
{
    struct input *inputs = mem_array(count, sizeof *inputs);
    struct run_writer *out = NULL;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && !status; i++) {
        status = run_open(from[i].data, &inputs[i].run, err);
        if (!status)
            status = advance(&inputs[i], err);
    }
    if (!status)
        status = run_create(to, &out, err);
    if (!status)
        status = copy_all(inputs, count, out, err);
    status = run_end(out, status, err);
    for (size_t i = 0; i < count; i++) {
        run_reader_free(inputs[i].run);
        buf_release(&inputs[i].name);
        buf_release(&inputs[i].postings);
    }
    free(inputs);
    return status;
}
