#include "query/batch_resume.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The output, a line at a time, complete lines only. */
struct old_output {
    FILE *file;
    char *line;
    size_t cap;
    ssize_t length; /* of the present line with its newline; -1 at the end */
    int64_t offset; /* where it begins */
    uint64_t number;
};

static void next_line(struct old_output *o)
{
    if (o->length > 0)
        o->offset += o->length;
    o->length = getline(&o->line, &o->cap, o->file);
    o->number++;
    if (o->length > 0 && o->line[o->length - 1] != '\n')
        o->length = -1;
}

static bool begins_with(const struct old_output *o, const struct buf *key)
{
    return o->length > 0 && view_starts_with((struct view){o->line, (size_t)o->length}, view_of_buf(key));
}

static void skip_header(struct old_output *o, const struct printer *printer)
{
    struct buf header = {0};
    const struct print_settings settings = {.batch = true};
    if (printer->print_header)
        printer->print_header(&settings, &header);
    if (header.len > 0 && begins_with(o, &header))
        next_line(o);
    buf_release(&header);
}

/* Every query in turn takes the lines that are its own. */
static enum status match(struct topics *topics, struct old_output *o, const struct printer *printer, struct batch_place *place,
                         struct error *err)
{
    struct topic topic = {0};
    struct buf key = {0};
    enum status status = STATUS_OK;
    for (uint64_t number = 0; o->length > 0; number++) {
        status = topics_next(topics, &topic, err);
        if (status == STATUS_NOT_FOUND || status == STATUS_IO)
            break;
        if (status != STATUS_OK)
            continue; /* a bad query has no results */
        buf_clear(&key);
        printer->print_qid(view_of_buf(&topic.qid), &key);
        if (begins_with(o, &key))
            *place = (struct batch_place){number, o->offset};
        while (begins_with(o, &key))
            next_line(o);
    }
    if (o->length <= 0)
        status = STATUS_OK;
    else if (status == STATUS_NOT_FOUND)
        status = error_set(err, STATUS_INPUT, "line %llu is no result of these queries; it cannot be taken up",
                           (unsigned long long)o->number);
    buf_release(&key);
    topic_release(&topic);
    return status;
}

static enum status find_place(const char *input, const struct topics_settings *settings, struct old_output *o,
                              const struct printer *printer, struct batch_place *out, struct error *err)
{
    struct topics *topics = NULL;
    enum status status = topics_open(input, settings, &topics, err);
    if (status != STATUS_OK)
        return status;
    next_line(o);
    skip_header(o, printer);
    status = match(topics, o, printer, out, err);
    topics_close(topics);
    return status;
}

enum status batch_resume(const char *input, const struct topics_settings *settings, const char *output,
                         const struct printer *printer, struct batch_place *out, struct error *err)
{
    struct batch_place place = {0};
    enum status status = STATUS_OK;
    if (!printer->print_qid)
        return error_set(err, STATUS_USAGE, "--resume: lines of the format %s do not tell their query", printer->name);
    struct old_output old = {.file = fopen(output, "re")};
    if (!old.file && errno != ENOENT)
        return error_set(err, STATUS_IO, "%s: %s", output, strerror(errno));
    if (old.file) {
        status = find_place(input, settings, &old, printer, &place, err);
        fclose(old.file);
        free(old.line);
    }
    if (status == STATUS_INPUT)
        error_prefix(err, "%s", output);
    if (status == STATUS_OK)
        *out = place;
    return status;
}
