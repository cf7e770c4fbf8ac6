#include "common/store_guard.hh"

#include <cstring>
#include <exception>
#include <new>

/* How libxapian begins when it could neither save nor go back: the folder is gone, or the disk is. */
static constexpr const char *UNSAVED = "Modifications failed";

/* A fault of the system (disc full, unreadable block) is known by its errno text; anything else that a database does not
 * say more exactly is a fault of the index. */
static enum status translate_xapian(const Xapian::Error &e, struct error *err) noexcept
{
    const char *system = e.get_error_string();
    if (system)
        return error_set(err, STATUS_IO, "%s (%s)", e.get_msg().c_str(), system);
    if (e.get_msg().compare(0, strlen(UNSAVED), UNSAVED) == 0)
        return error_set(err, STATUS_IO, "%s", e.get_msg().c_str());
    if (strcmp(e.get_type(), "DatabaseError") == 0) /* a block that is no block, or not there */
        return error_set(err, STATUS_INDEX, "the index is damaged: %s", e.get_msg().c_str());
    return error_set(err, STATUS_INDEX, "%s (%s)", e.get_msg().c_str(), e.get_type());
}

/* Most specific first; Xapian::Error is no std::exception. */
enum status store_translate_exception(struct error *err) noexcept
{
    try {
        throw;
    } catch (const deadline_passed &) {
        return error_set(err, STATUS_TIMEOUT, "the time limit of the query passed");
    } catch (const Xapian::DatabaseNotFoundError &e) {
        return error_set(err, STATUS_INDEX, "no index there: %s", e.get_msg().c_str());
    } catch (const Xapian::DatabaseLockError &e) {
        if (e.get_msg().find("already locked") == std::string::npos) /* nobody has it: it cannot be had */
            return error_set(err, STATUS_IO, "%s", e.get_msg().c_str());
        return error_set(err, STATUS_LOCKED, "another process is writing to the index");
    } catch (const Xapian::DatabaseModifiedError &) {
        return error_set(err, STATUS_CHANGED, "the index changed while it was being read");
    } catch (const Xapian::DatabaseVersionError &e) {
        return error_set(err, STATUS_INDEX, "the index has a format that this libxapian cannot read: %s", e.get_msg().c_str());
    } catch (const Xapian::DatabaseCorruptError &e) {
        return error_set(err, STATUS_INDEX, "the index is damaged: %s", e.get_msg().c_str());
    } catch (const Xapian::DocNotFoundError &) {
        return error_set(err, STATUS_NOT_FOUND, "no such document in the index");
    } catch (const Xapian::Error &e) {
        return translate_xapian(e, err);
    } catch (const std::bad_alloc &) {
        return error_set(err, STATUS_IO, "out of memory");
    } catch (const std::exception &e) {
        return error_set(err, STATUS_INDEX, "%s", e.what());
    } catch (...) {
        return error_set(err, STATUS_INDEX, "an unknown fault in libxapian");
    }
}
