/* Walks along a posting list, or along the lengths of all documents: the chunks of the table decoded here where that can be done, else by libxapian.
 * Used by store_memory, store_term and store_wdf; one thread, as the reader that it belongs to. */
#ifndef LEDE_COMMON_STORE_LISTS_HH
#define LEDE_COMMON_STORE_LISTS_HH

#include "common/store_table.hh"

#include <memory>

class ListReader
{
  public:
    /* Read the database as this handle sees it from now on; `path`: its folder, or nothing. */
    void open(const Xapian::Database &db, const std::string &path);

    /* f(docid, wdf) for the documents of a term, f(docid, length) for all documents (the empty term); docids ascending. May throw. */
    template <class F> void for_each(const Xapian::Database &db, const std::string &term, F &&f)
    {
        uint32_t last = 0;
        if (begin(term))
            while (each_of_chunk(&last, f) && !is_last) {
                if (!continue_list())
                    break;
            }
        if (!is_whole)
            finish(db, term, last, f);
    }

    /* Whether lists are decoded here: for tests. */
    bool is_open() const
    {
        return table != nullptr;
    }

  private:
    bool begin(const std::string &term);
    bool continue_list();
    bool begin_chunk(struct view tag, uint32_t docid);

    static bool take(const unsigned char *&at, const unsigned char *end, uint32_t *out)
    {
        uint32_t n = 0;
        for (unsigned shift = 0; at < end && shift < 32; shift += 7) {
            unsigned byte = *at++;
            n |= (byte & 0x7FU) << shift;
            if (byte < 0x80) {
                *out = n;
                return shift < 28 || byte < 16;
            }
        }
        return false;
    }

    /* The postings of the chunk at hand. `*last`: the docid that came last, in and out. */
    template <class F> bool each_of_chunk(uint32_t *last, F &&f)
    {
        uint32_t docid = first_docid, wdf = 0, step = 0;
        if (docid <= *last || !take(at, end, &wdf))
            return false;
        for (;;) {
            if (docid > last_docid)
                return false;
            f(docid, wdf);
            *last = docid;
            if (at == end)
                break;
            if (!take(at, end, &step) || step >= last_docid || !take(at, end, &wdf))
                return false;
            docid += step + 1;
            if (docid <= *last)
                return false;
        }
        is_whole = is_last && docid == chunk_last;
        return docid == chunk_last;
    }

    /* What is left behind `last`, by libxapian. */
    template <class F> void finish(const Xapian::Database &db, const std::string &term, uint32_t last, F &&f)
    {
        auto it = db.postlist_begin(term), stop = db.postlist_end(term);
        if (it != stop && last > 0)
            it.skip_to(last + 1);
        for (; it != stop; ++it)
            f(*it, term.empty() ? it.get_doclength() : it.get_wdf());
    }

    std::unique_ptr<TableReader> table; /* none: libxapian reads */
    uint32_t last_docid = 0;
    std::string key; /* of the list; its further chunks' keys have the docid behind it */
    const unsigned char *at = nullptr, *end = nullptr;
    uint32_t first_docid = 0, chunk_last = 0; /* of the chunk at hand */
    bool is_last = false;                     /* it is the list's last one */
    bool is_whole = false;                    /* all postings were seen */
};

#endif
