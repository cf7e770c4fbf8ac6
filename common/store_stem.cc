#include "common/store_guard.hh"

#include <cstring>

extern "C" {
#include "common/stem.h"
}

struct stemmer {
    explicit stemmer(const char *language) : stem(language)
    {
    }
    Xapian::Stem stem;
    std::string word; /* kept so that its memory is reused */
};

extern "C" struct stemmer *stemmer_new(const char *language)
{
    struct stemmer *made = nullptr;
    enum status status = guard(nullptr, [&] {
        made = new stemmer(language);
        return STATUS_OK;
    });
    return status == STATUS_OK ? made : nullptr;
}

extern "C" void stemmer_free(struct stemmer *s)
{
    delete s;
}

extern "C" size_t stemmer_apply(struct stemmer *s, const char *text, size_t len, char *out, size_t cap)
{
    size_t stem_len = 0;
    enum status status = guard(nullptr, [&] {
        s->word.assign(text, len);
        std::string stem = s->stem(s->word);
        if (stem.size() <= cap) {
            std::memcpy(out, stem.data(), stem.size());
            stem_len = stem.size();
        }
        return STATUS_OK;
    });
    return status == STATUS_OK ? stem_len : 0;
}
