/* From a caller's query tree to Xapian's, and the clock that ends a search in time. Used by store_search.cc, store_score.cc and store_match.cc. */
#ifndef LEDE_COMMON_STORE_QUERY_HH
#define LEDE_COMMON_STORE_QUERY_HH

#include "common/store_guard.hh"

#include <time.h>

/* Throws deadline_passed when it is later; NULL is never. */
inline void store_check_deadline(const struct timespec *deadline)
{
    struct timespec now;
    if (!deadline)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec > deadline->tv_sec || (now.tv_sec == deadline->tv_sec && now.tv_nsec > deadline->tv_nsec))
        throw deadline_passed();
}

/* Matches every document and adds no weight, but looks at the time and throws deadline_passed: a filter by it sees each candidate
 * of the match before positions are read and weights are compared. A Xapian::MatchDecider does not: of 80,000 matches of four common
 * words it was asked about 92, of a phrase that stands nowhere about none.
 * It costs about 14 ns a candidate (13 % of a usual OR, 3 % of a phrase), so only a search that is heavy enough to need it has
 * it: see store_needs_clock. */
class ClockSource : public Xapian::PostingSource
{
  public:
    explicit ClockSource(const struct timespec &end) : deadline(end)
    {
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return documents;
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return documents;
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return documents;
    }
    Xapian::docid get_docid() const override
    {
        return at;
    }
    bool at_end() const override
    {
        return at > last;
    }
    void next(double) override
    {
        at++;
        tick();
    }
    void skip_to(Xapian::docid did, double) override
    {
        if (did > at)
            at = did;
        tick();
    }
    bool check(Xapian::docid did, double) override
    {
        at = did;
        tick();
        return true;
    }
    Xapian::PostingSource *clone() const override
    {
        return new ClockSource(deadline);
    }
    void init(const Xapian::Database &db) override
    {
        at = 0;
        documents = db.get_doccount();
        last = db.get_lastdocid();
        tick_now();
    }

  private:
    enum { PERIOD = 256 }; /* candidates between two looks: below a millisecond even where each costs positions */

    void tick()
    {
        if (++ticks % PERIOD == 0)
            tick_now();
    }
    void tick_now() const
    {
        store_check_deadline(&deadline);
    }

    struct timespec deadline;
    Xapian::docid at = 0, last = 0;
    Xapian::doccount documents = 0;
    unsigned ticks = 0;
};

/* Whether a search could last longer than `seconds` on a slow machine, by the frequencies of its terms. */
bool store_needs_clock(const Xapian::Database &db, const struct store_query *tree, double seconds);

/* The moment so many seconds from now. */
struct timespec store_deadline(double seconds);

/* Trees deeper than this are refused; the query parser's own limit is lower. */
enum { STORE_MAX_DEPTH = 100 };

/* `deadline` may be NULL. STATUS_USAGE for a tree that makes no sense. May throw. */
enum status store_compile_query(const struct store_query *tree, const struct timespec *deadline, Xapian::Query &out,
                                struct error *err);

#endif
