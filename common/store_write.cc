#include "common/store_handles.hh"

#include "common/store_version.hh"

extern "C" {
#include "common/folder.h"
#include "common/store_validate.h"
}

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

/* ---- open and close ---- */

/* A rename inside a directory lasts only when the directory itself is synced; Xapian's commit does not do that. */
static enum status sync_directory(int directory, struct error *err)
{
    if (directory < 0 || fsync(directory) != 0)
        return error_set(err, STATUS_IO, "cannot sync the directory of the index: %s", strerror(errno));
    return STATUS_OK;
}

/* What an existing path allows. */
static enum status check_place(const char *path, enum place place, bool create, struct error *err)
{
    switch (place) {
    case PLACE_MISSING:
        return create ? STATUS_OK : error_set(err, STATUS_INDEX, "%s: there is no such index", path);
    case PLACE_DEBRIS:
        if (create)
            return store_clear_debris(path, err);
        [[fallthrough]];
    case PLACE_EMPTY:
        return create ? STATUS_OK : error_set(err, STATUS_INDEX, "%s is an empty directory, not a Lede index", path);
    case PLACE_FILE:
        return error_set(err, STATUS_INDEX, "%s is a file; an index is a directory", path);
    case PLACE_OTHER:
        return error_set(err, STATUS_INDEX, "%s holds other files and is not a Lede index", path);
    case PLACE_BROKEN:
        return store_broken(path, err);
    case PLACE_INDEX:
        break;
    }
    return STATUS_OK;
}

static bool is_blank(const Xapian::Database &db)
{
    return db.get_doccount() == 0 && db.get_lastdocid() == 0 && db.metadata_keys_begin() == db.metadata_keys_end();
}

/* The first commit of a new index: from here on it says what it is. */
static enum status initialise(struct store_writer *w, const char *language, struct error *err)
{
    w->db.begin_transaction();
    struct buf entries = {};
    schema_metadata(language, &entries);
    struct view rest = view_of_buf(&entries), key, value;
    while (view_take_string(&rest, &key) && view_take_string(&rest, &value))
        w->db.set_metadata(std::string(key.ptr, key.len), std::string(value.ptr, value.len));
    buf_release(&entries);
    w->db.commit_transaction();
    enum status status = sync_directory(w->directory, err);
    return status == STATUS_OK ? folder_sync_parent(w->path.c_str(), err) : status;
}

static enum status open_database(struct store_writer *w, enum place place, bool create, const char *language, struct error *err)
{
    const char *path = w->path.c_str();
    int action = place == PLACE_INDEX ? Xapian::DB_OPEN : Xapian::DB_CREATE_OR_OPEN;
    w->db = Xapian::WritableDatabase(w->path, action | Xapian::DB_BACKEND_GLASS);
    int cause = 0;
    const char *missing = store_version_missing(path, &cause);
    store_refuse_missing(missing, cause);
    w->directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum status status = STATUS_OK;
    if (create && is_blank(w->db))
        status = initialise(w, language, err);
    if (status == STATUS_OK)
        status = store_identify(w->db, path, w->language, err);
    if (status == STATUS_OK && language && *language && w->language != language)
        status =
            error_set(err, STATUS_USAGE, "%s was made for the language \"%s\", not \"%s\"", path, w->language.c_str(), language);
    if (status == STATUS_OK)
        w->db.begin_transaction();
    return status;
}

enum status store_writer_open(const char *path, bool create, const char *language, struct store_writer **out, struct error *err)
{
    enum place place = PLACE_MISSING;
    enum status status = store_examine(path, &place, err);
    if (status == STATUS_OK)
        status = check_place(path, place, create, err);
    if (status != STATUS_OK)
        return status;
    struct store_writer *w = nullptr;
    struct error local;
    status = guard(&local, [&] {
        w = new store_writer;
        w->path = path;
        return open_database(w, place, create, language ? language : "", &local);
    });
    if (status == STATUS_OK) {
        *out = w;
        return STATUS_OK;
    }
    store_writer_close(w);
    if (status == STATUS_LOCKED)
        return error_set(err, status, "another lede-index is writing to %s", path);
    return store_name_index(path, status, local.text, err);
}

void store_writer_close(struct store_writer *w)
{
    if (!w)
        return;
    /* Without this the destructor of the database would commit what is pending, and hide it when that fails. */
    (void)guard(nullptr, [&] {
        w->db.cancel_transaction();
        return STATUS_OK;
    });
    (void)guard(nullptr, [&] {
        w->db.close();
        return STATUS_OK;
    });
    if (w->directory >= 0)
        close(w->directory);
    delete w;
}

const char *store_writer_language(const struct store_writer *w)
{
    return w->language.c_str();
}

/* ---- tasks ---- */

/* Runs f, which says itself what it refuses (STATUS_INPUT, STATUS_NOT_FOUND: the writer stays good). Anything else, and anything
 * thrown, ends the use of the handle: Xapian has dropped the batch, and going on would commit half of it. */
template <class F> static enum status write_task(struct store_writer *w, struct error *err, const char *what, F &&f) noexcept
{
    if (w->failed)
        return error_set(err, STATUS_IO, "%s: the index was given up after an earlier failure", w->path.c_str());
    struct error local;
    bool threw = true;
    enum status status = guard(&local, [&] {
        enum status done = f(&local);
        threw = false;
        return done;
    });
    if (status == STATUS_OK)
        return STATUS_OK;
    bool refused = !threw && (status == STATUS_INPUT || status == STATUS_NOT_FOUND);
    if (refused)
        return error_set(err, status, "%s", local.text);
    w->failed = true;
    if (status == STATUS_CHANGED || status == STATUS_NOT_FOUND)
        status = STATUS_INDEX;
    return error_set(err, status, "%s: %s: %s; nothing since the last commit was saved", w->path.c_str(), what, local.text);
}

static Xapian::Document make_document(const struct store_document *doc, const std::string &id_term)
{
    Xapian::Document out;
    std::string name;
    for (size_t i = 0; i < doc->term_count; i++) {
        const struct store_term *term = &doc->terms[i];
        name.assign(term->name.ptr, term->name.len);
        if (term->wdf || !term->position_count)
            out.add_term(name, term->wdf);
        for (uint32_t p = 0; p < term->position_count; p++)
            out.add_posting(name, term->positions[p], 0);
    }
    out.add_boolean_term(id_term);
    for (size_t i = 0; i < doc->value_count; i++)
        out.add_value(doc->values[i].slot, to_string(doc->values[i].value));
    out.set_data(to_string(doc->data));
    return out;
}

enum status store_writer_replace(struct store_writer *w, struct view id_term, const struct store_document *docs, size_t count,
                                 struct error *err)
{
    return write_task(w, err, "cannot write an article", [&](struct error *why) {
        enum status status = store_validate_term(id_term, why);
        if (status == STATUS_OK && count > STORE_MAX_SEGMENTS)
            status = error_set(why, STATUS_INPUT, "an article of %zu segments", count);
        for (size_t i = 0; status == STATUS_OK && i < count; i++)
            status = store_validate_document(&docs[i], why);
        if (status != STATUS_OK)
            return status;
        std::string id = to_string(id_term);
        w->db.delete_document(id);
        for (size_t i = 0; i < count; i++)
            w->db.add_document(make_document(&docs[i], id));
        return STATUS_OK;
    });
}

enum status store_writer_delete(struct store_writer *w, struct view term, size_t *removed, struct error *err)
{
    return write_task(w, err, "cannot delete", [&](struct error *why) {
        enum status status = store_validate_term(term, why);
        if (status != STATUS_OK)
            return status;
        std::string name = to_string(term);
        size_t count = w->db.get_termfreq(name);
        if (count)
            w->db.delete_document(name);
        if (removed)
            *removed = count;
        return STATUS_OK;
    });
}

enum status store_writer_set_metadata(struct store_writer *w, struct view key, struct view value, struct error *err)
{
    return write_task(w, err, "cannot write metadata", [&](struct error *why) {
        if (key.len == 0 || key.len > STORE_MAX_METADATA_KEY)
            return error_set(why, STATUS_INPUT, "a metadata key of %zu bytes", key.len);
        if (value.len > STORE_MAX_METADATA)
            return error_set(why, STATUS_INPUT, "metadata of %zu bytes", value.len);
        w->db.set_metadata(to_string(key), to_string(value));
        return STATUS_OK;
    });
}

enum status store_writer_get_metadata(struct store_writer *w, struct view key, struct buf *out, struct error *err)
{
    return write_task(w, err, "cannot read metadata", [&](struct error *why) {
        if (key.len == 0 || key.len > STORE_MAX_METADATA_KEY)
            return error_set(why, STATUS_INPUT, "a metadata key of %zu bytes", key.len);
        std::string value = w->db.get_metadata(to_string(key));
        buf_clear(out);
        buf_add(out, value.data(), value.size());
        return STATUS_OK;
    });
}

enum status store_writer_first_record(struct store_writer *w, struct view term, struct buf *out, struct error *err)
{
    return write_task(w, err, "cannot read a record", [&](struct error *why) {
        enum status status = store_validate_term(term, why);
        if (status != STATUS_OK)
            return status;
        std::string name = to_string(term);
        Xapian::PostingIterator first = w->db.postlist_begin(name);
        if (first == w->db.postlist_end(name))
            return error_set(why, STATUS_NOT_FOUND, "no document has the term \"%.80s\"", name.c_str());
        std::string data = w->db.get_document(*first).get_data();
        buf_clear(out);
        buf_add(out, data.data(), data.size());
        return STATUS_OK;
    });
}

enum status store_writer_commit(struct store_writer *w, struct error *err)
{
    return write_task(w, err, "cannot save", [&](struct error *why) {
        w->db.commit_transaction();
        enum status status = sync_directory(w->directory, why);
        if (status == STATUS_OK)
            w->db.begin_transaction();
        return status;
    });
}
