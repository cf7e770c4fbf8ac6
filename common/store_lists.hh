/* Walks along a posting list, along the lengths of all documents or along their values: the chunks of the table decoded here where that can be done, else by libxapian.
 * Used by store_memory, store_mark, store_term and store_wdf; one thread, as the reader that it belongs to. */
#ifndef LEDE_COMMON_STORE_LISTS_HH
#define LEDE_COMMON_STORE_LISTS_HH

#include "common/store_table.hh"

#include <memory>

class ListReader
{
  public:
    /* Read the database as this handle sees it from now on; `path`: its folder, or nothing. */
    void open(const Xapian::Database &db, const std::string &path);

    /* Postings that follow one another, docids ascending. */
    struct postings {
        static constexpr size_t MOST = 256;
        uint32_t docids[MOST], wdf[MOST];
        size_t count = 0;
    };

    /* f(run) for the documents of a term, all runs together; of the empty term, which all documents have, wdf is their length. May throw. */
    template <class F> void for_each_run(const Xapian::Database &db, const std::string &term, F &&f)
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

    /* f(docid, wdf) for each. */
    template <class F> void for_each(const Xapian::Database &db, const std::string &term, F &&f)
    {
        for_each_run(db, term, [&f](const struct postings &run) {
            for (size_t i = 0; i < run.count; i++)
                f(run.docids[i], run.wdf[i]);
        });
    }

    /* f(docid, value) for the documents that have a value in this slot, docids ascending; the value lasts until f returns. May throw. */
    template <class F> void for_each_value(const Xapian::Database &db, uint32_t slot, F &&f)
    {
        uint32_t last = 0;
        bool more = begin_values(slot);
        while (more && each_value_of_chunk(&last, f))
            more = continue_values();
        if (is_whole)
            return;
        auto it = db.valuestream_begin(slot), stop = db.valuestream_end(slot);
        if (it != stop && last > 0)
            it.skip_to(last + 1);
        for (; it != stop; ++it) {
            std::string value = *it;
            f(it.get_docid(), {value.data(), value.size()});
        }
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
    bool begin_values(uint32_t slot);
    bool continue_values();
    bool begin_value_chunk();

    static bool take(const unsigned char *&at, const unsigned char *end, uint32_t *out)
    {
        uint32_t n = 0;
        if (at < end && *at < 0x80) {
            *out = *at++;
            return true;
        }
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

    template <class F> static void flush(struct postings &run, F &&f)
    {
        if (run.count > 0)
            f(static_cast<const struct postings &>(run));
        run.count = 0;
    }

    /* The postings of the chunk at hand. `*last`: the docid that came last, in and out. */
    template <class F> bool each_of_chunk(uint32_t *last, F &&f)
    {
        struct postings run;
        bool sound = true;
        for (uint32_t docid = first_docid; sound && at < end;) {
            while (run.count < run.MOST && at < end) {
                uint32_t wdf = 0, step = 0;
                sound = take(at, end, &wdf) && docid > *last && docid <= last_docid;
                if (!sound)
                    break;
                run.docids[run.count] = *last = docid;
                run.wdf[run.count++] = wdf;
                sound = at == end || (take(at, end, &step) && step < last_docid && at < end);
                if (!sound)
                    break;
                docid += step + 1;
            }
            flush(run, f);
        }
        sound = sound && *last == chunk_last;
        is_whole = sound && is_last;
        return sound;
    }

    /* The values of the chunk at hand: the first docid's; then how far the next one is, and its value. `*last` as above. */
    template <class F> bool each_value_of_chunk(uint32_t *last, F &&f)
    {
        uint32_t docid = first_docid;
        while (docid > *last && docid <= last_docid) {
            uint32_t size = 0, step = 0;
            if (!take(at, end, &size) || size > static_cast<size_t>(end - at))
                return false;
            f(docid, {reinterpret_cast<const char *>(at), size});
            *last = docid;
            at += size;
            if (at == end)
                return true;
            if (!take(at, end, &step) || step >= last_docid)
                return false;
            docid += step + 1;
        }
        return false;
    }

    /* What is left behind `last`, by libxapian. */
    template <class F> void finish(const Xapian::Database &db, const std::string &term, uint32_t last, F &&f)
    {
        struct postings run;
        auto it = db.postlist_begin(term), stop = db.postlist_end(term);
        if (it != stop && last > 0)
            it.skip_to(last + 1);
        for (; it != stop; ++it) {
            run.docids[run.count] = *it;
            run.wdf[run.count++] = term.empty() ? it.get_doclength() : it.get_wdf();
            if (run.count == run.MOST)
                flush(run, f);
        }
        flush(run, f);
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
