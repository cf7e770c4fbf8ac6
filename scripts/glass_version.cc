/* Run when the build is configured: does the library at hand make databases of the version that the bulk loader writes? Exit code 0: yes, 1: no, 2: it could
 * not be found out. The argument is a folder that may be made and is removed again. */
#include "indexer/bulk/version_magic.h"

#include <xapian.h>

#include <cstring>
#include <filesystem>
#include <fstream>

int main(int argc, char **argv)
{
    const unsigned char expected[] = VERSION_MAGIC;
    unsigned char found[sizeof expected] = {};
    if (argc != 2)
        return 2;
    try {
        Xapian::WritableDatabase(argv[1], Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC).close();
        std::ifstream(std::string(argv[1]) + "/iamglass", std::ios::binary).read(reinterpret_cast<char *>(found), sizeof found);
    } catch (const Xapian::Error &) {
        return 2;
    }
    std::error_code ignored;
    std::filesystem::remove_all(argv[1], ignored);
    return memcmp(found, expected, sizeof found) != 0;
}
