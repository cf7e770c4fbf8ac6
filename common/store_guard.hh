/* The ONE place where C++ exceptions become statuses. Every call of Xapian, by any function of store.h, happens inside
 * guard(): f returns an enum status (filling `err` itself when it refuses something); what it throws is translated.
 * Include this header before anything else in a store_*.cc: it brings in store.h with C linkage. */
#ifndef LEDE_COMMON_STORE_GUARD_HH
#define LEDE_COMMON_STORE_GUARD_HH

#include <cstdbool>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <xapian.h>

extern "C" {
#include "common/store.h"
}

/* Thrown by our own code inside a match when its time is up; on purpose no Xapian::Error, which Xapian may catch. */
struct deadline_passed {
};

/* The status and sentence of the exception that is being handled. Only to be called in a catch clause. */
enum status store_translate_exception(struct error *err) noexcept;

template <class F> enum status guard(struct error *err, F &&f) noexcept
{
    try {
        return std::forward<F>(f)();
    } catch (...) {
        return store_translate_exception(err);
    }
}

inline std::string to_string(struct view v)
{
    return v.len ? std::string(v.ptr, v.len) : std::string();
}

inline struct view view_of_string(const std::string &s)
{
    return {s.data(), s.size()};
}

#endif
