/* Walks the word list of the index: the terms without prefix, which are those that do not begin with a capital (schema.h). */
#include "common/store_handles.hh"

#include <memory>
#include <vector>

extern "C" {
#include "common/word_match.h"
}

struct found_word {
    std::string name;
    uint64_t document_frequency;
};

/* The first string behind all that begin with `beginning`; UTF-8 has no byte 0xFF. */
static std::string behind(std::string beginning)
{
    beginning.back() = static_cast<char>(static_cast<unsigned char>(beginning.back()) + 1);
    return beginning;
}

/* Moves on to the next word that may fit. A short stretch is walked, since finding a place in the B-tree costs as much as some steps; a long
 * one is jumped over. */
static void leave_stretch(Xapian::TermIterator &it, const Xapian::TermIterator &end, const std::string &beginning)
{
    enum { STEPS = 12 };
    for (int i = 0; i < STEPS; i++) {
        if (++it == end || (*it).compare(0, beginning.size(), beginning) != 0)
            return;
    }
    it.skip_to(behind(beginning));
}

static void walk(const Xapian::Database &db, const std::string &prefix, struct word_match &match, std::vector<found_word> &found)
{
    std::string start = prefix + to_string(match.beginning);
    auto it = db.allterms_begin(start), end = db.allterms_end(start);
    while (it != end) {
        std::string name = *it;
        size_t dead = 0;
        if (prefix.empty() && name[0] >= 'A' && name[0] <= 'Z') {
            it.skip_to("[");
            continue;
        }
        std::string word = name.substr(prefix.size());
        if (word_match_fits(&match, view_of_string(word), &dead))
            found.push_back({word, it.get_termfreq()});
        if (dead)
            leave_stretch(it, end, name.substr(0, prefix.size() + dead));
        else
            ++it;
    }
}

enum status store_reader_words(struct store_reader *r, struct view prefix, struct view text, unsigned distance,
                               struct store_term_list *out, struct error *err)
{
    return read_task(r, err, [&](struct error *) {
        auto match = std::make_unique<struct word_match>();
        std::vector<found_word> found;
        if (distance)
            word_match_near(match.get(), text, distance);
        else
            word_match_pattern(match.get(), text);
        walk(r->db, to_string(prefix), *match, found);
        store_term_list_release(out);
        for (const auto &word : found) {
            mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
            out->items[out->count++] = {mem_copy_text(view_of_string(word.name)), {word.document_frequency, 0}};
        }
        return STATUS_OK;
    });
}
