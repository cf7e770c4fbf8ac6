#include "common/store_guard.hh"

#include <cstdlib>
#include <filesystem>
#include <fstream>

/* A folder that goes when its user does. */
struct temporary_folder {
    std::string path;
    temporary_folder()
    {
        const char *parent = getenv("TMPDIR");
        path = std::string(parent && *parent ? parent : "/tmp") + "/lede-version-XXXXXX";
        if (!mkdtemp(path.data()))
            throw Xapian::DatabaseOpeningError("no temporary folder " + path, errno);
    }
    ~temporary_folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    temporary_folder(const temporary_folder &) = delete;
    temporary_folder &operator=(const temporary_folder &) = delete;
};

enum status store_library_magic(unsigned char out[STORE_MAGIC_SIZE], struct error *err)
{
    return guard(err, [&] {
        temporary_folder folder;
        char bytes[STORE_MAGIC_SIZE];
        Xapian::WritableDatabase(folder.path, Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC).close();
        std::ifstream version(folder.path + "/iamglass", std::ios::binary);
        if (!version.read(bytes, sizeof bytes))
            return error_set(err, STATUS_IO, "%s/iamglass: cannot be read", folder.path.c_str());
        std::copy(bytes, bytes + sizeof bytes, out);
        return STATUS_OK;
    });
}
