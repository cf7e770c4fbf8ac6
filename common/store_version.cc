#include "common/store_version.hh"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

static constexpr unsigned char MAGIC[] = {0x0F, 0x0D, 'X', 'a', 'p', 'i', 'a', 'n', ' ', 'G', 'l', 'a', 's', 's', 0x04, 0x6E};
static constexpr size_t UUID_SIZE = 16;
static constexpr const char *TABLES[] = {"postlist.glass", "docdata.glass",  "termlist.glass",
                                         "position.glass", "spelling.glass", "synonym.glass"};

static std::string hexadecimal(const char *bytes, size_t len)
{
    static const char digits[] = "0123456789abcdef";
    std::string out;
    for (size_t i = 0; i < len; i++) {
        out += digits[static_cast<unsigned char>(bytes[i]) >> 4];
        out += digits[static_cast<unsigned char>(bytes[i]) & 15];
    }
    return out;
}

static bool take32(struct view *in, uint32_t *out)
{
    uint64_t n = 0;
    bool ok = view_take_varint(in, &n) && n <= UINT32_MAX;
    *out = static_cast<uint32_t>(n);
    return ok;
}

static bool decode(struct view in, struct store_version *v)
{
    static constexpr unsigned FAKE_ROOT = 1, LEVEL_SHIFT = 2, BLOCK_SHIFT = 11, MOST_BLOCK = 32;
    bool ok = take32(&in, &v->revision);
    for (unsigned table = 0; ok && table < std::size(TABLES); table++) {
        uint32_t root = 0, flags = 0, size = 0, compressed_from = 0;
        uint64_t entries = 0;
        struct view freelist;
        ok = take32(&in, &root) && take32(&in, &flags) && view_take_varint(&in, &entries) && take32(&in, &size) &&
             take32(&in, &compressed_from) && view_take_string(&in, &freelist) && size <= MOST_BLOCK;
        if (ok && !(flags & FAKE_ROOT))
            v->filled |= 1U << table;
        if (ok && table == 0) {
            v->root = root;
            v->level = flags >> LEVEL_SHIFT;
            v->block_size = size << BLOCK_SHIFT;
        }
    }
    return ok;
}

bool store_version_read(int folder, struct store_version *out)
{
    char bytes[4096];
    static constexpr size_t BEGINNING = sizeof MAGIC + UUID_SIZE;
    int file = openat(folder, "iamglass", O_RDONLY | O_CLOEXEC);
    ssize_t size = file >= 0 ? read(file, bytes, sizeof bytes) : -1;
    if (file >= 0)
        close(file);
    if (size < static_cast<ssize_t>(BEGINNING) || memcmp(bytes, MAGIC, sizeof MAGIC) != 0)
        return false;
    *out = {};
    out->uuid = hexadecimal(bytes + sizeof MAGIC, UUID_SIZE);
    return decode({bytes + BEGINNING, static_cast<size_t>(size) - BEGINNING}, out);
}

const char *store_version_missing(const char *path, int *cause)
{
    struct store_version v;
    const char *missing = nullptr;
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool known = folder >= 0 && store_version_read(folder, &v);
    for (unsigned table = 0; known && !missing && table < std::size(TABLES); table++) {
        if (v.filled & 1U << table && faccessat(folder, TABLES[table], R_OK, AT_EACCESS) != 0) {
            *cause = errno;
            missing = TABLES[table];
        }
    }
    if (folder >= 0)
        close(folder);
    return missing;
}
