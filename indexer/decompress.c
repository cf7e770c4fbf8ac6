#include "indexer/decompress.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { BUFFER = 256 << 10, HARMLESS = 64 << 20 /* a file that gives less is never called a bomb */ };

struct decompressor {
    struct archive *archive;
    int fd;
    bool is_empty;
    uint64_t position, given;
    char bytes[BUFFER];
};

static const struct {
    struct view magic;
    const char *suffix;
} kinds[] = {{{"\x1F\x8B", 2}, ".gz"},
             {{"BZh", 3}, ".bz2"},
             {{"\xFD"
               "7zXZ",
               5},
              ".xz"},
             {{"\x28\xB5\x2F\xFD", 4}, ".zst"},
             {{"\x04\x22\x4D\x18", 4}, ".lz4"},
             {{"\x1F\x9D", 2}, ".z"}};

bool decompress_knows(struct view head)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (view_starts_with(head, kinds[i].magic))
            return true;
    return false;
}

struct view decompress_name(const char *name)
{
    struct view whole = view_of(name);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct view suffix = view_of(kinds[i].suffix);
        if (whole.len > suffix.len && strcasecmp(name + whole.len - suffix.len, suffix.ptr) == 0)
            return view_sub(whole, 0, whole.len - suffix.len);
    }
    return whole;
}

static la_ssize_t read_file(struct archive *archive, void *decompressor, const void **bytes)
{
    struct decompressor *d = decompressor;
    ssize_t got;
    do
        got = pread(d->fd, d->bytes, sizeof d->bytes, (off_t)d->position);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        archive_set_error(archive, errno, "%s", strerror(errno));
    d->position += got > 0 ? (uint64_t)got : 0;
    *bytes = d->bytes;
    return got;
}

static enum status failed(const struct decompressor *d, struct error *err)
{
    const char *why = archive_error_string(d->archive);
    return error_set(err, STATUS_INPUT, "cannot be decompressed: %s", why ? why : "the file is damaged");
}

enum status decompress_open(int fd, struct decompressor **out, struct error *err)
{
    struct archive_entry *entry;
    struct decompressor *d = mem_alloc(sizeof *d);
    d->fd = fd;
    d->archive = archive_read_new();
    if (!d->archive)
        mem_exhausted(sizeof *d);
    archive_read_support_filter_gzip(d->archive);
    archive_read_support_filter_bzip2(d->archive);
    archive_read_support_filter_xz(d->archive);
    archive_read_support_filter_zstd(d->archive);
    archive_read_support_filter_lz4(d->archive);
    archive_read_support_filter_compress(d->archive);
    archive_read_support_format_raw(d->archive);
    archive_read_support_format_empty(d->archive);
    int opened = archive_read_open(d->archive, d, NULL, read_file, NULL);
    if (opened == ARCHIVE_OK)
        opened = archive_read_next_header(d->archive, &entry);
    d->is_empty = opened == ARCHIVE_EOF;
    if (opened != ARCHIVE_OK && !d->is_empty) {
        enum status status = failed(d, err);
        decompress_free(d);
        return status;
    }
    *out = d;
    return STATUS_OK;
}

enum status decompress_read(struct decompressor *d, char *bytes, size_t size, size_t *got, struct error *err)
{
    la_ssize_t n = d->is_empty ? 0 : archive_read_data(d->archive, bytes, size);
    if (n < 0)
        return failed(d, err);
    *got = (size_t)n;
    d->given += (uint64_t)n;
    if (d->given > HARMLESS && d->given / DECOMPRESS_RATIO > d->position)
        return error_set(err, STATUS_INPUT, "gives more than %d times its own size: that is no news", DECOMPRESS_RATIO);
    return STATUS_OK;
}

uint64_t decompress_position(const struct decompressor *d)
{
    return d->position;
}

void decompress_free(struct decompressor *d)
{
    if (!d)
        return;
    archive_read_free(d->archive);
    free(d);
}
