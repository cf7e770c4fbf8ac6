#include "common/store_handles.hh"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <string_view>
#include <sys/stat.h>

/* Files that Xapian itself puts into a database's directory before the database exists. */
static bool is_creation_debris(std::string_view name)
{
    static constexpr std::string_view suffix = ".glass";
    return name == "flintlock" || name == "v.tmp" ||
           (name.size() > suffix.size() && name.substr(name.size() - suffix.size()) == suffix);
}

static enum status examine_directory(const char *path, enum place *out, struct error *err)
{
    DIR *dir = opendir(path);
    if (!dir)
        return error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
    enum place place = PLACE_EMPTY;
    for (const struct dirent *entry; (entry = readdir(dir)) != nullptr;) {
        std::string_view name = entry->d_name;
        if (name == "iamglass") {
            place = PLACE_INDEX;
            break;
        }
        if (name != "." && name != ".." && !is_creation_debris(name))
            place = PLACE_OTHER;
    }
    closedir(dir);
    *out = place;
    return STATUS_OK;
}

enum status store_examine(const char *path, enum place *out, struct error *err)
{
    struct stat st;
    if (stat(path, &st) == 0) {
        if (S_ISDIR(st.st_mode))
            return examine_directory(path, out, err);
        *out = PLACE_FILE;
        return STATUS_OK;
    }
    if (errno != ENOENT)
        return error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
    *out = PLACE_MISSING;
    return STATUS_OK;
}

enum status store_identify(const Xapian::Database &db, const char *path, std::string &language, struct error *err)
{
    std::string version = db.get_metadata(METADATA_SCHEMA);
    if (version.empty())
        return error_set(err, STATUS_INDEX, "%s is a Xapian database but not a Lede index", path);
    if (version != std::to_string(SCHEMA_VERSION)) {
        const char *advice = strtol(version.c_str(), nullptr, 10) > SCHEMA_VERSION ? "use a newer Lede" : "build the index again";
        return error_set(err, STATUS_INDEX, "%s has schema version %.20s, this Lede knows version %d: %s", path, version.c_str(),
                         SCHEMA_VERSION, advice);
    }
    language = db.get_metadata(METADATA_LANGUAGE);
    return STATUS_OK;
}
