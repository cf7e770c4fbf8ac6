/* Reads a table of a glass database itself: the B-tree's blocks, from an item to the next one.
 *
 * libxapian gives postings one by one, each through several calls; a chunk of them decoded at once takes an eighth of the time. The layout is that of indexer/bulk (block.h, btree.c,
 * version.c). Whatever is not as expected - another version of the format, a block that a writer has used again since, damage - is a false, never a guess: then the caller asks libxapian.
 * Used by store_lists. */
#ifndef LEDE_COMMON_STORE_TABLE_HH
#define LEDE_COMMON_STORE_TABLE_HH

#include "common/store_guard.hh"

#include <array>
#include <vector>

class TableReader
{
  public:
    TableReader() = default;
    ~TableReader();
    TableReader(const TableReader &) = delete;
    TableReader &operator=(const TableReader &) = delete;

    /* The table of posting lists of the database in the folder `path`, if it still is the database `uuid` (as libxapian prints it) in its state `revision`. */
    bool open(const std::string &path, const std::string &uuid, uint32_t revision);

    /* Go to the entry of this key: false when there is none. */
    bool seek(const std::string &key);

    /* Go to the first entry whose key is not before this one: false when there is none. */
    bool seek_from(const std::string &key);

    /* After one of these or next(): go to the next entry. */
    bool next();

    /* Of the entry at hand; valid until the next call. */
    struct view key() const
    {
        return entry_key;
    }
    struct view tag() const
    {
        return entry_tag;
    }

  private:
    static constexpr size_t MAX_LEVELS = 12;

    struct tier {
        std::vector<unsigned char> bytes;
        uint32_t block = UINT32_MAX; /* which one it is */
        size_t slot = 0, slots = 0;
    };
    struct piece {
        const unsigned char *at;
        size_t size;
    };

    bool read_version(int folder, std::string uuid);
    bool enter(size_t level, uint32_t number);
    struct piece item_at(size_t level, size_t slot) const;
    bool child_at(size_t level, size_t slot, uint32_t *number) const;
    bool compare(size_t level, size_t slot, const std::string &key, int *order) const;
    bool find(size_t level, const std::string &key, size_t *slot) const;
    bool descend(const std::string &key);
    bool next_item();
    bool read_entry();

    int fd = -1;
    uint32_t revision = 0, root = 0, block_size = 0;
    size_t top = 0;
    std::array<struct tier, MAX_LEVELS> levels;
    std::string pieces; /* of a tag that is cut into several items */
    struct view entry_key = {}, entry_tag = {};
};

#endif
