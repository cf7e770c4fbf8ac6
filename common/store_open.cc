#include "common/store_handles.hh"
#include "common/store_version.hh"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

/* Files that Xapian itself puts into a database's directory before the database exists. */
static bool is_creation_debris(std::string_view name)
{
    static constexpr std::string_view suffix = ".glass";
    return name == "flintlock" || name == "v.tmp" ||
           (name.size() > suffix.size() && name.substr(name.size() - suffix.size()) == suffix);
}

/* Xapian creates its tables empty, and writes to them only when iamglass is there. */
static bool holds_something(DIR *dir, const char *name)
{
    struct stat st;
    return fstatat(dirfd(dir), name, &st, 0) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && strcmp(name, "v.tmp") != 0;
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
        if (name == "." || name == "..")
            continue;
        if (!is_creation_debris(name))
            place = PLACE_OTHER;
        else if (place != PLACE_OTHER && holds_something(dir, entry->d_name))
            place = PLACE_BROKEN;
        else if (place == PLACE_EMPTY)
            place = PLACE_DEBRIS;
    }
    closedir(dir);
    *out = place;
    return STATUS_OK;
}

enum status store_examine(const char *path, enum place *out, struct error *err)
{
    struct stat st;
    if (path[0] == '\0')
        return error_set(err, STATUS_USAGE, "the name of the index is empty");
    if (stat(path, &st) == 0) {
        if (S_ISDIR(st.st_mode))
            return examine_directory(path, out, err);
        *out = PLACE_FILE;
        return STATUS_OK;
    }
    if (errno != ENOENT)
        return error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
    if (lstat(path, &st) == 0)
        return error_set(err, STATUS_INDEX, "%s is a broken symbolic link", path);
    *out = PLACE_MISSING;
    return STATUS_OK;
}

enum status store_name_index(const char *path, enum status status, const char *sentence, struct error *err)
{
    size_t len = strlen(path);
    if (strncmp(sentence, path, len) == 0 && sentence[len] != '\0' && strchr(": /", sentence[len]))
        return error_set(err, status, "%s", sentence);
    return error_set(err, status, "%s: %s", path, sentence);
}

enum status store_broken(const char *path, struct error *err)
{
    return error_set(err, STATUS_INDEX,
                     "%s is damaged: iamglass is missing, without which its tables cannot be read; put it back, or remove the "
                     "folder and build the index again",
                     path);
}

enum status store_expect_index(const char *path, struct error *err)
{
    enum place place = PLACE_MISSING;
    enum status status = store_examine(path, &place, err);
    if (status != STATUS_OK || place == PLACE_INDEX)
        return status;
    if (place == PLACE_BROKEN)
        return store_broken(path, err);
    return error_set(err, STATUS_INDEX, place == PLACE_MISSING ? "%s: there is no such index" : "%s is not a Lede index", path);
}

/* Xapian's own lock, held while the descriptor that is returned is open; -1, with the cause in errno, when it cannot be had. */
static int lock_directory(int dir)
{
    int fd = openat(dir, "flintlock", O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_len = 1;
    if (fd >= 0 && fcntl(fd, F_SETLK, &lock) == 0)
        return fd;
    int cause = errno;
    if (fd >= 0)
        close(fd);
    errno = cause;
    return -1;
}

/* fcntl says that another process has a lock in one of two ways. */
static enum status refuse_lock(const char *path, int cause, struct error *err)
{
    if (cause == EAGAIN || (cause == EACCES && access((std::string(path) + "/flintlock").c_str(), R_OK | W_OK) == 0))
        return error_set(err, STATUS_LOCKED, "another lede-index is writing to %s", path);
    return error_set(err, STATUS_IO, "%s/flintlock: cannot be locked: %s", path, strerror(cause));
}

/* Remove the tables, unless an index appeared since (the lock is ours now). */
static enum status remove_tables(const char *path, struct error *err)
{
    enum place place = PLACE_MISSING;
    enum status status = store_examine(path, &place, err);
    if (status != STATUS_OK || place != PLACE_DEBRIS)
        return status;
    for (const char *table : {"postlist", "docdata", "termlist", "position", "spelling", "synonym"}) {
        std::string file = std::string(path) + "/" + table + ".glass";
        if (unlink(file.c_str()) != 0 && errno != ENOENT)
            return error_set(err, STATUS_IO, "%s: %s", file.c_str(), strerror(errno));
    }
    return STATUS_OK;
}

enum status store_clear_debris(const char *path, struct error *err)
{
    int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int lock = dir >= 0 ? lock_directory(dir) : -1;
    enum status status = lock >= 0 ? remove_tables(path, err) : refuse_lock(path, errno, err);
    if (lock >= 0)
        close(lock);
    if (dir >= 0)
        close(dir);
    return status;
}

static bool same_folder(const struct stat &a, const struct stat &b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

void store_refuse_missing(const char *table, int cause)
{
    if (table && cause == ENOENT)
        throw Xapian::DatabaseCorruptError(std::string("its table ") + table + " is missing");
    if (table)
        throw Xapian::DatabaseOpeningError(std::string("cannot read its table ") + table, cause);
}

Xapian::Database store_open_whole(const std::string &path)
{
    struct stat before = {}, after = {};
    for (int tries = 0;; tries++) {
        bool known = stat(path.c_str(), &before) == 0;
        auto replaced = [&] {
            return known && tries < READ_TRIES && stat(path.c_str(), &after) == 0 && !same_folder(before, after);
        };
        try {
            Xapian::Database db(path, Xapian::DB_BACKEND_GLASS);
            int cause = 0;
            const char *missing = store_version_missing(path.c_str(), &cause);
            if (replaced())
                continue;
            store_refuse_missing(missing, cause);
            return db;
        } catch (const Xapian::Error &) {
            if (!replaced())
                throw;
        }
    }
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

/* A whole new opening, never Xapian's own reopen(): that leaves tables closed when it fails in the middle, and such a database answers as if there were nothing in
 * them; and it does not see that a table is of another database. */
static enum status open_again(struct store_reader *r, struct error *err)
{
    enum place place = PLACE_MISSING;
    std::string language;
    enum status status = store_examine(r->path.c_str(), &place, err);
    if (status == STATUS_OK && place != PLACE_INDEX)
        status = error_set(err, STATUS_INDEX, "the index is no longer there");
    if (status != STATUS_OK)
        return status;
    Xapian::Database fresh = store_open_whole(r->path);
    status = store_identify(fresh, r->path.c_str(), language, err);
    if (status == STATUS_OK && language != r->language)
        status = error_set(err, STATUS_INDEX, "another index was put in its place, of the language \"%.20s\"", language.c_str());
    if (status != STATUS_OK)
        return status;
    std::string uuid = fresh.get_uuid();
    r->db = fresh;
    r->reopened = true;
    if (uuid == r->uuid)
        return STATUS_OK;
    r->uuid = uuid;
    r->memory.forget();
    return error_set(err, STATUS_CHANGED, "another index was put in its place while it was being read");
}

bool store_moved(struct store_reader *r, uint64_t *revision) noexcept
{
    uint64_t before = *revision;
    enum status status = guard(nullptr, [&] {
        *revision = r->db.get_revision();
        return STATUS_OK;
    });
    return status != STATUS_OK || *revision != before;
}

enum status store_reopen(struct store_reader *r, struct error *err) noexcept
{
    enum status status = guard(err, [&] { return open_again(r, err); });
    r->lost = status != STATUS_OK && status != STATUS_CHANGED;
    return status;
}
