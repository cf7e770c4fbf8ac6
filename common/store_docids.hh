/* A set of docids as a part of a query: STORE_DOCIDS. Used by store_query.cc. */
#ifndef LEDE_COMMON_STORE_DOCIDS_HH
#define LEDE_COMMON_STORE_DOCIDS_HH

#include "common/bits.h"
#include "common/store_guard.hh"

/* Gives the members of a set of bits, without weight. The bits are borrowed and must not change during the search. Members need not exist as documents, so it must
 * stand beside something that gives documents only. */
class DocidSource : public Xapian::PostingSource
{
  public:
    DocidSource(const uint64_t *set, size_t count) : bits(set), words(count)
    {
        for (size_t i = 0; i < words; i++)
            members += bits_count(bits[i]);
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return 0;
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return members;
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return members;
    }
    Xapian::docid get_docid() const override
    {
        return at;
    }
    bool at_end() const override
    {
        return ended;
    }
    void next(double) override
    {
        move_to(at + 1);
    }
    void skip_to(Xapian::docid did, double) override
    {
        if (did > at)
            move_to(did);
    }
    bool check(Xapian::docid did, double) override
    {
        at = did;
        return did / 64 < words && (bits[did / 64] >> did % 64 & 1) != 0;
    }
    Xapian::PostingSource *clone() const override
    {
        return new DocidSource(bits, words);
    }
    void init(const Xapian::Database &db) override
    {
        at = 0;
        if (members > db.get_doccount())
            members = db.get_doccount();
        ended = false;
    }

  private:
    void move_to(Xapian::docid did)
    {
        size_t word = did / 64;
        uint64_t left = word < words ? bits[word] & ~UINT64_C(0) << did % 64 : 0;
        while (left == 0 && ++word < words)
            left = bits[word];
        ended = word >= words;
        if (!ended)
            at = static_cast<Xapian::docid>(word * 64 + static_cast<size_t>(__builtin_ctzll(left)));
    }

    const uint64_t *bits;
    size_t words;
    Xapian::doccount members = 0;
    Xapian::docid at = 0;
    bool ended = false;
};

#endif
