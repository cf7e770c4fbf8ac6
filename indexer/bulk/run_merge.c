#include "indexer/bulk/run_merge.h"

#include "indexer/bulk/run_term.h"

#include <stdlib.h>

/* One run and the entry at hand. */
struct input {
    struct run_reader *run;
    struct run_term term;
    bool at_end;
};

static enum status advance(struct input *in, struct error *err)
{
    enum status status = run_term_read(in->run, RUN_TERM_ALL, &in->term, err);
    in->at_end = status == STATUS_NOT_FOUND;
    return in->at_end ? STATUS_OK : status;
}

/* The first of the inputs with the least term; NULL when all are at their end. */
static struct input *least(struct input *inputs, size_t count)
{
    struct input *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (!inputs[i].at_end && (!best || view_compare(inputs[i].term.name, best->term.name) < 0))
            best = &inputs[i];
    return best;
}

static enum status copy_all(struct input *inputs, size_t count, struct run_writer *out, struct error *err)
{
    enum status status = STATUS_OK;
    for (struct input *in; !status && (in = least(inputs, count));) {
        status = run_term_write(out, &in->term, err);
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
    for (size_t i = 0; i < count; i++)
        run_reader_free(inputs[i].run);
    free(inputs);
    return status;
}
