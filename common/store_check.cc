#include "common/store_handles.hh"

#include <sstream>

/* Xapian 1.4 itself deletes a table through a base class of another size in its check; harmless, but AddressSanitizer ends the program. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ADDRESS_SANITIZER
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define UNDER_ADDRESS_SANITIZER
#endif
#ifdef UNDER_ADDRESS_SANITIZER
extern "C" const char *__asan_default_options(void);
extern "C" const char *__asan_default_options(void)
{
    return "new_delete_type_mismatch=0";
}
#endif

enum status store_check(const char *path, size_t *problems, struct buf *report, struct error *err)
{
    enum status status = store_expect_index(path, err);
    if (status != STATUS_OK)
        return status;
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
        return store_name_index(path, status, local.text, err);
    return STATUS_OK;
}
