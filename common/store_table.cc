#include "common/store_table.hh"

#include "common/store_version.hh"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

/* Of a block: revision (4), level (1), max_free (2), total_free (2), end of the directory (2), directory. Of an item: flags and size (2), length of the key (1), key, number of
 * the piece (2) where it is not the first, tag; in branch blocks: child (4), length of the key, key, number of the piece. */
static constexpr size_t LEVEL_AT = 4, END_AT = 9, HEADER = 11, SLOT = 2;
static constexpr size_t FLAGS = 2, KEY_LENGTH = 1, PIECE_NUMBER = 2, CHILD = 4;
static constexpr unsigned SIZE_BITS = 0x1FFF, SIZE_EXTRA = 3, FLAG_FIRST = 0x2000, FLAG_LAST = 0x4000, FLAG_COMPRESSED = 0x8000;

static uint32_t read_be16(const unsigned char *at)
{
    return static_cast<uint32_t>(at[0]) << 8 | at[1];
}

static uint32_t read_be32(const unsigned char *at)
{
    return read_be16(at) << 16 | read_be16(at + 2);
}

TableReader::~TableReader()
{
    if (fd >= 0)
        close(fd);
}

/* The table of posting lists of the database that is meant, in the state that is meant. */
bool TableReader::read_version(int folder, std::string uuid)
{
    static constexpr unsigned POSTLIST = 1;
    struct store_version v;
    uuid.erase(std::remove(uuid.begin(), uuid.end(), '-'), uuid.end()); /* as libxapian prints it */
    if (!store_version_read(folder, &v) || v.uuid != uuid)
        return false;
    root = v.root;
    top = v.level;
    block_size = v.block_size;
    return v.revision == revision && v.filled & POSTLIST && top < MAX_LEVELS && block_size > 0;
}

bool TableReader::open(const std::string &path, const std::string &uuid, uint32_t wanted_revision)
{
    /* Both files out of one folder, also when another one takes its name meanwhile. */
    int folder = path.empty() ? -1 : ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return false;
    revision = wanted_revision;
    bool known = read_version(folder, uuid);
    if (known)
        fd = openat(folder, "postlist.glass", O_RDONLY | O_CLOEXEC);
    close(folder);
    return fd >= 0;
}

/* Make block `number` the one at hand of its level. A block of a later revision is one that a writer used again. */
bool TableReader::enter(size_t level, uint32_t number)
{
    struct tier &l = levels[level];
    l.slot = 0;
    if (l.block == number)
        return true;
    l.block = UINT32_MAX;
    l.bytes.resize(block_size);
    for (size_t got = 0; got < block_size;) {
        off_t at = static_cast<off_t>(uint64_t{number} * block_size + got);
        ssize_t n = pread(fd, l.bytes.data() + got, block_size - got, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        got += static_cast<size_t>(n);
    }
    size_t end = read_be16(l.bytes.data() + END_AT);
    if (read_be32(l.bytes.data()) > revision || l.bytes[LEVEL_AT] != level || end < HEADER + SLOT || end > block_size)
        return false;
    l.slots = (end - HEADER) / SLOT;
    l.block = number;
    return true;
}

/* What stands from an item on in its block: nothing, where it is none. */
struct TableReader::piece TableReader::item_at(size_t level, size_t slot) const
{
    const struct tier &l = levels[level];
    size_t offset = read_be16(l.bytes.data() + HEADER + slot * SLOT), size = offset < block_size ? block_size - offset : 0;
    const unsigned char *at = l.bytes.data() + (size ? offset : 0);
    if (level == 0 && size >= FLAGS + KEY_LENGTH) {
        size_t own = (read_be16(at) & SIZE_BITS) + SIZE_EXTRA;
        size = own <= size ? own : 0;
    }
    size_t before = level == 0 ? FLAGS : CHILD;
    bool whole = size >= before + KEY_LENGTH && size >= before + KEY_LENGTH + at[before] + (level == 0 ? 0 : PIECE_NUMBER);
    return {at, whole ? size : 0};
}

bool TableReader::child_at(size_t level, size_t slot, uint32_t *number) const
{
    struct piece item = item_at(level, slot);
    if (item.size > 0)
        *number = read_be32(item.at);
    return item.size > 0;
}

/* How an item stands to the first piece of a key. */
bool TableReader::compare(size_t level, size_t slot, const std::string &key, int *order) const
{
    struct piece item = item_at(level, slot);
    if (item.size == 0)
        return false;
    const unsigned char *at = item.at + (level == 0 ? FLAGS : CHILD);
    size_t len = *at, common = std::min(len, key.size());
    *order = memcmp(at + KEY_LENGTH, key.data(), common);
    if (*order == 0)
        *order = len < key.size() ? -1 : len > key.size();
    if (*order == 0 && (level == 0 ? !(read_be16(item.at) & FLAG_FIRST) : read_be16(at + KEY_LENGTH + len) > 1))
        *order = 1; /* a further piece */
    return true;
}

/* The last item that is not behind the key; of a branch block the first one counts as such whatever it is. */
bool TableReader::find(size_t level, const std::string &key, size_t *slot) const
{
    size_t low = 0, high = levels[level].slots;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        int order = 0;
        if (!compare(level, middle, key, &order))
            return false;
        (order <= 0 ? low : high) = middle;
    }
    *slot = low;
    return true;
}

/* To the last leaf item that is not behind the key, or the first of all. */
bool TableReader::descend(const std::string &key)
{
    uint32_t number = root;
    for (size_t level = top;; level--) {
        if (!enter(level, number) || !find(level, key, &levels[level].slot))
            return false;
        if (level == 0)
            return true;
        if (!child_at(level, levels[level].slot, &number))
            return false;
    }
}

bool TableReader::seek(const std::string &key)
{
    int order = 1;
    return descend(key) && compare(0, levels[0].slot, key, &order) && order == 0 && read_entry();
}

bool TableReader::seek_from(const std::string &key)
{
    int order = 1;
    if (!descend(key) || !compare(0, levels[0].slot, key, &order))
        return false;
    return order < 0 ? next() : read_entry();
}

/* To the leaf item that comes next, of whatever leaf. */
bool TableReader::next_item()
{
    size_t level = 0;
    while (level <= top && levels[level].slot + 1 >= levels[level].slots)
        level++;
    if (level > top)
        return false;
    levels[level].slot++;
    for (; level > 0; level--) {
        uint32_t number = 0;
        if (!child_at(level, levels[level].slot, &number) || !enter(level - 1, number))
            return false;
    }
    return true;
}

/* The entry whose first piece is the item at hand. */
bool TableReader::read_entry()
{
    for (bool first = true;; first = false) {
        struct piece item = item_at(0, levels[0].slot);
        unsigned flags = item.size ? read_be16(item.at) : 0;
        size_t len = item.size ? item.at[FLAGS] : 0, before = FLAGS + KEY_LENGTH + len + (first ? 0 : PIECE_NUMBER);
        if (item.size < before || first != ((flags & FLAG_FIRST) != 0) || (flags & FLAG_COMPRESSED))
            return false;
        const char *key = reinterpret_cast<const char *>(item.at) + FLAGS + KEY_LENGTH;
        const char *tag = reinterpret_cast<const char *>(item.at) + before;
        if (first && (flags & FLAG_LAST)) {
            entry_key = {key, len};
            entry_tag = {tag, item.size - before};
            return true;
        }
        if (first)
            pieces.assign(key, len); /* the block goes before the entry is whole */
        else if (pieces.compare(0, len, key, len) != 0)
            return false;
        pieces.append(tag, item.size - before);
        if (flags & FLAG_LAST) {
            entry_key = {pieces.data(), len};
            entry_tag = {pieces.data() + len, pieces.size() - len};
            return true;
        }
        if (!next_item())
            return false;
    }
}

bool TableReader::next()
{
    return next_item() && read_entry();
}
