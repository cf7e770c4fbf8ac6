/* What the store_*.cc files share: the handles behind store.h, the examination of a path before Xapian touches it, and the
 * wrapper that runs a reader's task again when the database changed under it. */
#ifndef LEDE_COMMON_STORE_HANDLES_HH
#define LEDE_COMMON_STORE_HANDLES_HH

#include "common/store_guard.hh"
#include "common/store_memory.hh"

#include <algorithm>
#include <vector>

/* Always inside a transaction while it is sound, so that nothing but store_writer_commit makes changes visible: neither
 * Xapian's flush at 10,000 documents nor a destructor. */
struct store_writer {
    Xapian::WritableDatabase db;
    std::string path;
    std::string language;
    int directory = -1; /* open descriptor of the database's directory, to fsync it */
    bool failed = false;
};

struct store_reader {
    Xapian::Database db;
    std::string path;
    std::string language;
    std::string uuid; /* of the database */
    ReaderMemory memory;
    bool reopened = false; /* since the last search: its docids may be gone */
    bool lost = false;     /* it could not be reopened */
};

/* What stands at a path where an index is looked for. */
enum place {
    PLACE_MISSING,
    PLACE_EMPTY,
    PLACE_DEBRIS, /* what an interrupted creation left: tables without the file that makes them a database */
    PLACE_BROKEN, /* tables that hold something, without that file: it was lost */
    PLACE_INDEX,  /* a glass database: Lede's or another's */
    PLACE_OTHER,  /* a directory with other things in it */
    PLACE_FILE,
};
enum status store_examine(const char *path, enum place *out, struct error *err);

/* STATUS_INDEX, with what stands there instead, when it is not PLACE_INDEX. */
enum status store_expect_index(const char *path, struct error *err);

/* The sentence of a failure, with the index before it, unless it begins with that already, as some of libxapian's do. */
enum status store_name_index(const char *path, enum status status, const char *sentence, struct error *err);

/* The sentence about PLACE_BROKEN. */
enum status store_broken(const char *path, struct error *err);

/* Makes PLACE_DEBRIS a place where an index can be created. STATUS_LOCKED when the creation goes on in another process. */
enum status store_clear_debris(const char *path, struct error *err);

/* Refuses a database that is not Lede's or of another schema version; gives its language. Throws what Xapian throws. */
enum status store_identify(const Xapian::Database &db, const char *path, std::string &language, struct error *err);

enum { READ_TRIES = 5 };

/* Opens the database. libxapian opens its tables one by one by their names: when a bulk build puts another folder in the place meanwhile
 * (a change of names in one step), they are of two databases, so that is looked at, and all are opened again. Throws what Xapian throws. */
Xapian::Database store_open_whole(const std::string &path);

/* Throws what is wrong, unless `table` is null: see store_version_missing(). */
void store_refuse_missing(const char *table, int cause);

/* The reader goes on with what stands at its path now. STATUS_CHANGED: that is another index, so that docids mean something else; or it is changing at the
 * moment. After any other failure the reader is lost: its next task tries again. */
enum status store_reopen(struct store_reader *r, struct error *err) noexcept;

/* Whether the reader is in another state of its index than *revision says; that is then said. */
bool store_moved(struct store_reader *r, uint64_t *revision) noexcept;

/* Runs f on the reader; when the database was changed meanwhile, reopens it and runs f again; but not on another index. f must leave its results
 * alone until it has them all; the error it gets is for what it refuses itself. */
template <class F> enum status read_task(struct store_reader *r, struct error *err, F &&f) noexcept
{
    struct error local;
    enum status status = r->lost ? store_reopen(r, &local) : STATUS_OK;
    bool moved = false;
    uint64_t revision = 0;
    for (int tries = 0; status == STATUS_OK && tries < READ_TRIES; tries++) {
        status = guard(&local, [&] { return f(&local); });
        if (status != STATUS_CHANGED)
            break;
        enum status reopened = store_reopen(r, &local);
        if (reopened == STATUS_OK && store_moved(r, &revision) && tries > 0)
            moved = true;
        if (reopened != STATUS_OK || tries + 1 < READ_TRIES)
            status = reopened;
        else if (!moved) /* nobody writes to it: a newer block than the index itself is no block of it */
            status = error_set(&local, STATUS_INDEX, "the index is damaged: a block is newer than the index says");
    }
    if (status != STATUS_OK && err) {
        *err = local;
        return error_prefix(err, "%s", r->path.c_str());
    }
    return status;
}

/* A copy for a caller in C, who frees it. */
inline void store_give_docids(const std::vector<uint32_t> &found, uint32_t **docids, size_t *count)
{
    *docids = static_cast<uint32_t *>(mem_array(found.size(), sizeof **docids));
    std::copy(found.begin(), found.end(), *docids);
    *count = found.size();
}

#endif
