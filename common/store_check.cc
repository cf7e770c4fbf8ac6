#include "common/store_handles.hh"

#include <sstream>

enum status store_check(const char *path, size_t *problems, struct buf *report, struct error *err)
{
    enum place place = PLACE_MISSING;
    enum status status = store_examine(path, &place, err);
    if (status != STATUS_OK)
        return status;
    if (place != PLACE_INDEX)
        return error_set(err, STATUS_INDEX, place == PLACE_MISSING ? "%s: there is no such index" : "%s is not a Lede index", path);
    struct error local;
    status = guard(&local, [&] {
        std::ostringstream printed;
        size_t found = Xapian::Database::check(path, 0, &printed);
        std::string text = printed.str();
        buf_clear(report);
        buf_add(report, text.data(), text.size());
        *problems = found;
        return STATUS_OK;
    });
    if (status != STATUS_OK)
        return error_set(err, status, "%s: %s", path, local.text);
    return STATUS_OK;
}
