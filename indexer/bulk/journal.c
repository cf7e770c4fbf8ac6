#include "indexer/bulk/journal.h"

#include "indexer/bulk/run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#define MAGIC "Lede journal 1\n"
enum { HASH_SIZE = 8 };

struct journal {
    struct run_writer *file;
    XXH3_state_t *hash; /* of everything written so far */
    struct buf entry;
};

static struct journal *journal_new(struct run_writer *file)
{
    struct journal *j = mem_alloc(sizeof *j);
    j->file = file;
    j->hash = XXH3_createState();
    XXH3_64bits_reset(j->hash);
    j->entry.max = SIZE_MAX;
    return j;
}

void journal_close(struct journal *j)
{
    if (!j)
        return;
    if (run_close(j->file, NULL) != STATUS_OK)
        j->file = NULL; /* what was not sealed does not count */
    XXH3_freeState(j->hash);
    buf_release(&j->entry);
    free(j);
}

static enum status write_bytes(struct journal *j, struct view bytes, struct error *err)
{
    XXH3_64bits_update(j->hash, bytes.ptr, bytes.len);
    return run_write(j->file, bytes, err);
}

enum status journal_create(const char *folder, struct view settings, struct journal **out, struct error *err)
{
    struct buf path = {0};
    struct run_writer *file = NULL;
    buf_printf(&path, "%s/%s", folder, JOURNAL_NAME);
    enum status status = run_create(path.data, &file, err);
    buf_release(&path);
    if (status)
        return status;
    struct journal *j = journal_new(file);
    buf_add_text(&j->entry, MAGIC);
    buf_add_string(&j->entry, settings);
    status = write_bytes(j, view_of_buf(&j->entry), err);
    if (status)
        journal_close(j);
    else
        *out = j;
    return status;
}

enum status journal_add(struct journal *j, enum journal_kind kind, struct view payload, struct error *err)
{
    buf_clear(&j->entry);
    buf_add_char(&j->entry, (char)kind);
    buf_add_string(&j->entry, payload);
    return write_bytes(j, view_of_buf(&j->entry), err);
}

static void put_hash(XXH64_hash_t hash, char out[HASH_SIZE])
{
    for (unsigned i = 0; i < HASH_SIZE; i++)
        out[i] = (char)(hash >> 8 * i);
}

enum status journal_seal(struct journal *j, struct view payload, struct error *err)
{
    char hash[HASH_SIZE];
    enum status status = journal_add(j, JOURNAL_SEAL, payload, err);
    put_hash(XXH3_64bits_digest(j->hash), hash);
    if (!status)
        status = write_bytes(j, (struct view){hash, sizeof hash}, err);
    return status ? status : run_sync(j->file, err);
}

/* ---- reading ---- */

bool journal_next(struct view *rest, enum journal_kind *kind, struct view *payload)
{
    struct view at = view_sub(*rest, 1, rest->len);
    if (rest->len == 0 || !view_take_string(&at, payload))
        return false;
    *kind = (enum journal_kind)(unsigned char)rest->ptr[0];
    if (*kind == JOURNAL_SEAL) {
        if (at.len < HASH_SIZE)
            return false;
        at = view_sub(at, HASH_SIZE, at.len);
    }
    *rest = at;
    return true;
}

/* Look for the last seal whose hash is right; every byte is hashed once. */
static void find_seal(struct view whole, struct view entries, struct journal_image *out)
{
    XXH3_state_t *state = XXH3_createState();
    XXH3_64bits_reset(state);
    struct view rest = entries, payload;
    enum journal_kind kind;
    const char *hashed = whole.ptr;
    while (journal_next(&rest, &kind, &payload)) {
        if (kind != JOURNAL_SEAL)
            continue;
        char hash[HASH_SIZE];
        const char *behind = whole.ptr + (whole.len - rest.len); /* an empty rest has no place of its own */
        const char *end = behind - HASH_SIZE;
        XXH3_64bits_update(state, hashed, (size_t)(end - hashed));
        put_hash(XXH3_64bits_digest(state), hash);
        if (!view_equal((struct view){hash, HASH_SIZE}, (struct view){end, HASH_SIZE}))
            break;
        hashed = end;
        out->entries = (struct view){entries.ptr, (size_t)(behind - entries.ptr)};
        out->seal = payload;
    }
    XXH3_freeState(state);
}

/* The file's pages; STATUS_NOT_FOUND when it is not there or empty. */
static enum status map_file(const char *path, struct journal_image *out, struct error *err)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT)
        return STATUS_NOT_FOUND;
    void *pages = MAP_FAILED;
    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0)
        pages = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    int cause = errno;
    if (fd >= 0)
        close(fd);
    if (fd >= 0 && pages == MAP_FAILED && st.st_size == 0)
        return STATUS_NOT_FOUND;
    if (pages == MAP_FAILED)
        return error_set(err, STATUS_IO, "%s: cannot read: %s", path, strerror(cause));
    *out = (struct journal_image){.pages = pages, .size = (size_t)st.st_size};
    return STATUS_OK;
}

enum status journal_read(const char *folder, struct view settings, struct journal_image *out, struct error *err)
{
    struct buf path = {0};
    struct journal_image image = {0};
    buf_printf(&path, "%s/%s", folder, JOURNAL_NAME);
    enum status status = map_file(path.data, &image, err);
    buf_release(&path);
    if (status)
        return status;
    struct view whole = {image.pages, image.size}, own;
    struct view rest = view_sub(whole, sizeof MAGIC - 1, whole.len);
    if (!view_starts_with(whole, VIEW(MAGIC)) || !view_take_string(&rest, &own))
        status = STATUS_NOT_FOUND;
    if (!status)
        find_seal(whole, rest, &image);
    if (!status && !image.entries.len)
        status = STATUS_NOT_FOUND;
    if (!status && !view_equal(own, settings))
        status = error_set(err, STATUS_CHANGED, "it had other settings or other paths");
    if (status)
        journal_image_release(&image);
    else
        *out = image;
    return status;
}

void journal_image_release(struct journal_image *image)
{
    if (image->pages)
        munmap(image->pages, image->size);
    *image = (struct journal_image){0};
}

enum status journal_reopen(const char *folder, const struct journal_image *image, struct journal **out, struct error *err)
{
    struct buf path = {0};
    struct run_writer *file = NULL;
    const char *start = image->pages;
    size_t length = (size_t)(image->entries.ptr + image->entries.len - start);
    buf_printf(&path, "%s/%s", folder, JOURNAL_NAME);
    enum status status = run_append(path.data, length, &file, err);
    buf_release(&path);
    if (status)
        return status;
    *out = journal_new(file);
    XXH3_64bits_update((*out)->hash, start, length);
    return STATUS_OK;
}
