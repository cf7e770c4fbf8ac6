#include "indexer/bulk/version.h"

#include "common/folder.h"
#include "indexer/bulk/version_magic.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_REVISION = 1, FLAG_FAKE_ROOT = 1, FLAG_SEQUENTIAL = 2, LEVEL_SHIFT = 2, BLOCK_SIZE_SHIFT = 11, COMPRESS_MIN = 18 };

static const unsigned char magic[VERSION_MAGIC_SIZE] = VERSION_MAGIC;

const unsigned char *version_magic(void)
{
    return magic;
}

static void add_root(struct buf *out, const struct btree_root *root, uint32_t block_size, uint32_t compress_min)
{
    struct buf freelist = {0};
    if (root->present) {
        buf_add_varint(&freelist, FIRST_REVISION);
        buf_add_varint(&freelist, root->blocks);
        for (int i = 0; i < 4; i++) /* no free blocks: both ends of the list are at block 0, offset 0 */
            buf_add_varint(&freelist, 0);
    }
    buf_add_varint(out, root->present ? root->root : 0);
    buf_add_varint(out, root->present ? root->level << LEVEL_SHIFT | FLAG_SEQUENTIAL : FLAG_SEQUENTIAL | FLAG_FAKE_ROOT);
    buf_add_varint(out, root->present ? root->entries : 0);
    buf_add_varint(out, block_size >> BLOCK_SIZE_SHIFT);
    buf_add_varint(out, compress_min);
    buf_add_string(out, view_of_buf(&freelist));
    buf_release(&freelist);
}

static void encode(const struct version *v, struct buf *out)
{
    static const uint32_t compress_min[TABLE_COUNT] = {0, COMPRESS_MIN, COMPRESS_MIN, 0, COMPRESS_MIN, COMPRESS_MIN};
    buf_add(out, magic, sizeof magic);
    buf_add(out, v->uuid, sizeof v->uuid);
    buf_add_varint(out, FIRST_REVISION);
    for (int i = 0; i < TABLE_COUNT; i++)
        add_root(out, &v->tables[i], v->block_size, compress_min[i]);
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
