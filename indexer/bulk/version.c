#include "indexer/bulk/version.h"

#include "common/folder.h"
#include "indexer/bulk/version_magic.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FLAG_FAKE_ROOT = 1, FLAG_SEQUENTIAL = 2, LEVEL_SHIFT = 2, BLOCK_SIZE_SHIFT = 11, COMPRESS_MIN = 18 };

static const unsigned char magic[VERSION_MAGIC_SIZE] = VERSION_MAGIC;

const unsigned char *version_magic(void)
{
    return magic;
}

static void add_root(struct buf *out, const struct btree_root *root, const struct version *v, uint32_t compress_min)
{
    struct buf freelist = {0};
    if (root->present) {
        buf_add_varint(&freelist, v->revision);
        buf_add_varint(&freelist, root->blocks);
        for (int i = 0; i < 4; i++) /* no free blocks: both ends of the list are at block 0, offset 0 */
            buf_add_varint(&freelist, 0);
    }
    buf_add_varint(out, root->present ? root->root : 0);
    buf_add_varint(out, root->present ? root->level << LEVEL_SHIFT | FLAG_SEQUENTIAL : FLAG_SEQUENTIAL | FLAG_FAKE_ROOT);
    buf_add_varint(out, root->present ? root->entries : 0);
    buf_add_varint(out, v->block_size >> BLOCK_SIZE_SHIFT);
    buf_add_varint(out, compress_min);
    buf_add_string(out, view_of_buf(&freelist));
    buf_release(&freelist);
}

static void encode(const struct version *v, struct buf *out)
{
    static const uint32_t compress_min[TABLE_COUNT] = {0, COMPRESS_MIN, COMPRESS_MIN, 0, COMPRESS_MIN, COMPRESS_MIN};
    buf_add(out, magic, sizeof magic);
    buf_add(out, v->uuid, sizeof v->uuid);
    buf_add_varint(out, v->revision);
    for (int i = 0; i < TABLE_COUNT; i++)
        add_root(out, &v->tables[i], v, compress_min[i]);
    buf_add_varint(out, v->documents);
    buf_add_varint(out, v->last_docid - v->documents);
    buf_add_varint(out, v->shortest);
    buf_add_varint(out, v->highest_wdf);
    buf_add_varint(out, v->longest - v->highest_wdf);
    buf_add_varint(out, 0); /* oldest changeset */
    buf_add_varint(out, v->total_length);
    buf_add_varint(out, 0); /* highest frequency of a spelling */
}

static enum status write_file(const char *path, struct view bytes, struct error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return error_set(err, STATUS_IO, "%s: cannot create: %s", path, strerror(errno));
    bool ok = write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len && fsync(fd) == 0;
    int cause = errno;
    if (close(fd) == 0 && ok)
        return STATUS_OK;
    return error_set(err, STATUS_IO, "%s: cannot write: %s", path, strerror(ok ? errno : cause));
}

enum status version_write(const char *directory, const struct version *v, struct error *err)
{
    struct buf bytes = {0}, temporary = {0}, final = {0};
    encode(v, &bytes);
    buf_printf(&temporary, "%s/v.tmp", directory);
    buf_printf(&final, "%s/iamglass", directory);
    enum status status = write_file(temporary.data, view_of_buf(&bytes), err);
    if (!status && rename(temporary.data, final.data))
        status = error_set(err, STATUS_IO, "%s: cannot rename to iamglass: %s", temporary.data, strerror(errno));
    if (!status)
        status = folder_sync(directory, err);
    buf_release(&bytes);
    buf_release(&temporary);
    buf_release(&final);
    return status;
}

/* ---- reading ---- */

enum { MOST_BYTES = 4096, SMALLEST_BLOCK = 2048, LARGEST_BLOCK = 65536 };

static bool take32(struct view *in, uint32_t *out)
{
    uint64_t n = 0;
    bool ok = view_take_varint(in, &n) && n <= UINT32_MAX;
    *out = (uint32_t)n;
    return ok;
}

/* A root and the size of its table's blocks. */
static bool take_root(struct view *in, struct btree_root *root, uint32_t *block_size)
{
    uint32_t flags = 0, size = 0, compress_min = 0;
    struct view freelist;
    if (!take32(in, &root->root) || !take32(in, &flags) || !view_take_varint(in, &root->entries) || !take32(in, &size) ||
        !take32(in, &compress_min) || !view_take_string(in, &freelist) || size > LARGEST_BLOCK >> BLOCK_SIZE_SHIFT)
        return false;
    root->level = flags >> LEVEL_SHIFT;
    root->present = !(flags & FLAG_FAKE_ROOT);
    *block_size = size << BLOCK_SIZE_SHIFT;
    return true;
}

static bool take_statistics(struct view *in, struct version *v)
{
    uint32_t beyond = 0, longest_beyond = 0, changeset = 0, spelling = 0;
    bool ok = take32(in, &v->documents) && take32(in, &beyond) && take32(in, &v->shortest) && take32(in, &v->highest_wdf) &&
              take32(in, &longest_beyond) && take32(in, &changeset) && view_take_varint(in, &v->total_length) &&
              take32(in, &spelling);
    v->last_docid = v->documents + beyond;
    v->longest = v->highest_wdf + longest_beyond;
    return ok && in->len == 0;
}

static bool decode(struct view in, struct version *v)
{
    bool ok = in.len > VERSION_MAGIC_SIZE + VERSION_UUID_SIZE && memcmp(in.ptr, magic, sizeof magic) == 0;
    if (!ok)
        return false;
    memcpy(v->uuid, in.ptr + VERSION_MAGIC_SIZE, VERSION_UUID_SIZE);
    in = view_sub(in, VERSION_MAGIC_SIZE + VERSION_UUID_SIZE, in.len);
    ok = take32(&in, &v->revision);
    for (int i = 0; ok && i < TABLE_COUNT; i++) {
        uint32_t size = 0;
        ok = take_root(&in, &v->tables[i], &size);
        v->block_size = i == 0 ? size : v->block_size;
        ok = ok && (!v->tables[i].present || size == v->block_size);
    }
    return ok && v->block_size >= SMALLEST_BLOCK && take_statistics(&in, v);
}

enum status version_read(const char *directory, struct version *out, struct error *err)
{
    char bytes[MOST_BYTES];
    struct buf path = {0};
    struct version v = {0};
    buf_printf(&path, "%s/iamglass", directory);
    int fd = open(path.data, O_RDONLY | O_CLOEXEC);
    ssize_t len = fd < 0 ? -1 : read(fd, bytes, sizeof bytes);
    enum status status = STATUS_OK;
    if (len < 0)
        status = error_set(err, STATUS_IO, "%s: cannot read: %s", path.data, strerror(errno));
    else if (!decode((struct view){bytes, (size_t)len}, &v))
        status = error_set(err, STATUS_INDEX, "%s is damaged or of another version", path.data);
    else
        *out = v;
    if (fd >= 0)
        close(fd);
    buf_release(&path);
    return status;
}
