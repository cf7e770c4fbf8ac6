#include "indexer/manifest.h"

#include "indexer/hash_set.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* Xapian's keys end at 245 bytes, and NUL bytes count twice; paths have none. */
enum { MAX_KEY_PATH = 200, ENTRY_VERSION = 1 };
enum { COMPLETE = 1, SHARES = 2 }; /* flags of an entry */

struct manifest {
    struct manifest_file *files;
    size_t count, cap;
    uint32_t *slots; /* index + 1 into files; 0 = free */
    size_t slot_cap;
    struct takeovers takeovers;
};

void manifest_key(struct view path, struct buf *out)
{
    buf_clear(out);
    buf_add_text(out, METADATA_FILE_PREFIX);
    if (path.len <= MAX_KEY_PATH) {
        buf_add_view(out, path);
        return;
    }
    XXH128_hash_t hash = XXH3_128bits(path.ptr, path.len);
    buf_printf(out, "#%016llx%016llx", (unsigned long long)hash.high64, (unsigned long long)hash.low64);
}

static uint64_t zigzag(int64_t n)
{
    return ((uint64_t)n << 1) ^ (n < 0 ? UINT64_MAX : 0);
}

static int64_t unzigzag(uint64_t n)
{
    return (int64_t)((n >> 1) ^ (n & 1 ? UINT64_MAX : 0));
}

void manifest_encode(const struct manifest_entry *entry, struct view path, struct buf *out)
{
    buf_clear(out);
    buf_add_char(out, 'F');
    buf_add_char(out, ENTRY_VERSION);
    buf_add_varint(out, (entry->complete ? COMPLETE : 0) | (entry->shares ? SHARES : 0));
    buf_add_varint(out, entry->size);
    buf_add_varint(out, zigzag(entry->mtime_ns));
    buf_add_varint(out, entry->hash_low);
    buf_add_varint(out, entry->hash_high);
    buf_add_varint(out, entry->articles);
    buf_add_string(out, path.len > MAX_KEY_PATH ? path : (struct view){0});
}

enum status manifest_decode(struct view key, struct view stored, struct manifest_entry *entry, struct view *path, struct error *err)
{
    struct view prefix = VIEW(METADATA_FILE_PREFIX);
    struct view name = view_sub(key, prefix.len, key.len);
    struct view rest = view_sub(stored, 2, stored.len);
    struct view long_path = {0};
    uint64_t n[6];
    bool good =
        view_starts_with(key, prefix) && name.len > 0 && stored.len > 2 && stored.ptr[0] == 'F' && stored.ptr[1] == ENTRY_VERSION;
    for (size_t i = 0; good && i < 6; i++)
        good = view_take_varint(&rest, &n[i]);
    good = good && view_take_string(&rest, &long_path) && rest.len == 0 && n[0] <= (COMPLETE | SHARES);
    if (good && name.ptr[0] == '#')
        good = long_path.len > MAX_KEY_PATH;
    if (!good)
        return error_set(err, STATUS_INDEX, "what is stored of the file '%.*s' cannot be read", (int)name.len, name.ptr);
    *entry = (struct manifest_entry){.complete = n[0] & COMPLETE,
                                     .shares = n[0] & SHARES,
                                     .size = n[1],
                                     .mtime_ns = unzigzag(n[2]),
                                     .hash_low = n[3],
                                     .hash_high = n[4],
                                     .articles = n[5]};
    *path = long_path.len > 0 ? long_path : name;
    return STATUS_OK;
}

static size_t slot_of(const struct manifest *m, struct view path)
{
    size_t at = (size_t)hash_of(path) & (m->slot_cap - 1);
    while (m->slots[at] != 0 && !view_equal(view_of(m->files[m->slots[at] - 1].path), path))
        at = (at + 1) & (m->slot_cap - 1);
    return at;
}

static void build_slots(struct manifest *m)
{
    m->slot_cap = 16;
    while (m->slot_cap < 2 * m->count)
        m->slot_cap *= 2;
    m->slots = mem_array(m->slot_cap, sizeof *m->slots);
    for (size_t i = 0; i < m->count; i++)
        m->slots[slot_of(m, view_of(m->files[i].path))] = m->files[i].order = (uint32_t)i + 1;
}

static enum status load_takeovers(struct manifest *m, struct store_reader *reader, struct buf *stored, struct error *err)
{
    enum status status = store_reader_metadata(reader, VIEW(METADATA_TAKEOVERS), stored, err);
    if (status != STATUS_OK)
        return status;
    takeovers_decode(view_of_buf(stored), &m->takeovers);
    size_t due = 0;
    const struct takeover *first = takeovers_of(&m->takeovers, TAKEOVER_DUE, &due);
    for (size_t i = 0; i < due; i++) {
        struct manifest_file *file = manifest_find_hash(m, first[i].path);
        if (!file)
            continue;
        file->due = true;
        file->entry.complete = false;
    }
    return status;
}

static enum status load_one(struct manifest *m, struct store_reader *reader, struct view key, struct buf *stored, struct error *err)
{
    enum status status = store_reader_metadata(reader, key, stored, err);
    if (status != STATUS_OK)
        return status;
    struct manifest_entry entry;
    struct view path = {0};
    if (manifest_decode(key, view_of_buf(stored), &entry, &path, NULL) != STATUS_OK)
        return STATUS_OK;
    mem_grow(&m->files, &m->cap, m->count, sizeof *m->files);
    m->files[m->count++] = (struct manifest_file){.path = mem_copy_text(path), .entry = entry};
    return STATUS_OK;
}

enum status manifest_load(struct store_reader *reader, struct manifest **out, struct error *err)
{
    struct manifest *m = mem_alloc(sizeof *m);
    struct store_term_list keys = {0};
    struct buf stored = {0};
    enum status status = STATUS_OK;
    if (reader)
        status = store_reader_metadata_keys(reader, VIEW(METADATA_FILE_PREFIX), &keys, err);
    for (size_t i = 0; status == STATUS_OK && i < keys.count; i++)
        status = load_one(m, reader, view_of(keys.items[i].name), &stored, err);
    if (status == STATUS_OK)
        build_slots(m);
    if (status == STATUS_OK && reader)
        status = load_takeovers(m, reader, &stored, err);
    if (status == STATUS_OK) {
        *out = m;
    } else {
        manifest_free(m);
    }
    store_term_list_release(&keys);
    buf_release(&stored);
    return status;
}

void manifest_free(struct manifest *m)
{
    if (!m)
        return;
    for (size_t i = 0; i < m->count; i++)
        free(m->files[i].path);
    free(m->files);
    free(m->slots);
    takeovers_release(&m->takeovers);
    free(m);
}

struct manifest_file *manifest_find(struct manifest *m, struct view path)
{
    uint32_t index = m->slots[slot_of(m, path)];
    return index > 0 ? &m->files[index - 1] : NULL;
}

struct manifest_file *manifest_find_hash(struct manifest *m, uint64_t path_hash)
{
    size_t at = (size_t)path_hash & (m->slot_cap - 1);
    while (m->slots[at] != 0 && hash_of(view_of(m->files[m->slots[at] - 1].path)) != path_hash)
        at = (at + 1) & (m->slot_cap - 1);
    return m->slots[at] > 0 ? &m->files[m->slots[at] - 1] : NULL;
}

struct manifest_file *manifest_files(struct manifest *m, size_t *count)
{
    *count = m->count;
    return m->files;
}

struct takeovers *manifest_takeovers(struct manifest *m)
{
    return &m->takeovers;
}
