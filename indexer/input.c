/* Parts of an input file, cut at line ends, and places between them. */
#include "indexer/input.h"

#include "indexer/input_parts.h"

#include <poll.h>
#include <string.h>

/* A pipe that has nothing more at the moment: what came so far should not wait for it. */
static bool is_idle(const struct input *in)
{
    struct pollfd p = {.fd = in->fd, .events = POLLIN};
    return in->is_stream && poll(&p, 1, 0) == 0;
}

void input_drop(struct input *in, size_t len)
{
    if (len < in->carry.len)
        memmove(in->carry.data, in->carry.data + len, in->carry.len - len);
    buf_truncate(&in->carry, in->carry.len - len);
    in->consumed += len;
}

/* The rest of a line that is too long. */
static enum status skip_line(struct input *in, struct error *err)
{
    enum status status = STATUS_OK;
    for (;;) {
        char *end = in->carry.len > 0 ? memchr(in->carry.data, '\n', in->carry.len) : NULL;
        input_drop(in, end ? (size_t)(end - in->carry.data) + 1 : in->carry.len);
        if (end || in->at_end)
            return STATUS_OK;
        status = input_read(in, in->step, &in->carry, err);
        if (status != STATUS_OK)
            return status;
    }
}

static uint64_t count_lines(struct view text)
{
    uint64_t count = 0;
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; at < end && (at = memchr(at, '\n', (size_t)(end - at))); at++)
        count++;
    return count;
}

/* Hand out the first `len` bytes of what was read and keep the rest. */
static void hand_out(struct input *in, size_t len, struct buf *out)
{
    struct buf rest = {.max = in->carry.max};
    buf_add(&rest, in->carry.data + len, in->carry.len - len);
    buf_truncate(&in->carry, len);
    *out = in->carry;
    in->carry = rest;
    in->consumed += len;
    in->line += count_lines(view_of_buf(out));
}

enum status input_part(struct input *in, struct buf *out, uint64_t *left_out, struct error *err)
{
    enum status status = STATUS_OK;
    *left_out = 0;
    buf_release(out);
    if (in->separator)
        return input_rows(in, out, left_out, err);
    size_t scanned = 0; /* no line ends before here */
    while (status == STATUS_OK) {
        size_t len = in->carry.len;
        const char *end = len > scanned ? memrchr(in->carry.data + scanned, '\n', len - scanned) : NULL;
        if (in->at_end || (end && (len >= in->part || is_idle(in)))) {
            if (len > 0)
                hand_out(in, in->at_end ? len : (size_t)(end - in->carry.data) + 1, out);
            return STATUS_OK;
        }
        if (len > in->max_line) {
            *left_out = in->line++;
            return skip_line(in, err);
        }
        scanned = end || len < in->part ? 0 : len;
        status = input_read(in, in->step, &in->carry, err);
    }
    return status;
}

struct input_place input_tell(const struct input *in)
{
    return (struct input_place){in->consumed, in->line, in->carry.len, input_hash(in)};
}

enum status input_go_to(struct input *in, const struct input_place *place, struct error *err)
{
    uint64_t left = place->consumed + place->ahead;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && left > 0 && !in->at_end) {
        size_t before = in->carry.len;
        status = input_read(in, left < in->step ? (size_t)left : in->step, &in->carry, err);
        left -= in->carry.len - before;
        if (left >= place->ahead)
            buf_clear(&in->carry);
    }
    if (status != STATUS_OK)
        return status;
    XXH128_hash_t hash = input_hash(in);
    if (left > 0 || !XXH128_isEqual(hash, place->hash) || in->carry.len < place->ahead)
        return error_set(err, STATUS_CHANGED, "changed since the build was interrupted: update again");
    size_t gone = in->carry.len - (size_t)place->ahead;
    if (place->ahead > 0)
        memmove(in->carry.data, in->carry.data + gone, (size_t)place->ahead);
    buf_truncate(&in->carry, (size_t)place->ahead);
    in->consumed = place->consumed;
    in->line = place->line;
    return STATUS_OK;
}
