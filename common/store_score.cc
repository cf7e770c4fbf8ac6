#include "common/store_score.hh"

#include "common/store_best.hh"
#include "common/store_query.hh"

#include <algorithm>
#include <cmath>
#include <vector>

static constexpr uint32_t WINDOW = 1 << 15;         /* documents scored together: 256 KB of sums */
static constexpr uint32_t NO_DOCUMENT = UINT32_MAX; /* behind all docids */

/* The way along the postings of one term, from window to window. */
class TermWalk
{
  public:
    /* Xapian::IneB2Weight: what a document adds is wdfn B / (wdfn + 1) times `weight`, wdfn its normalised frequency. */
    TermWalk(struct store_reader *r, const struct store_query *leaf) : term(to_string(leaf->term))
    {
        const struct store_term_stats &stats = r->memory.frequencies(r->db, term);
        size_t documents = stats.document_frequency;
        if (documents == 0)
            return;
        double segments = r->db.get_doccount(), occurrences = static_cast<double>(stats.collection_frequency);
        double expected = segments * (1 - std::exp(-(occurrences / segments)));
        weight = std::log2((segments + 1) / (expected + 0.5)) * leaf->factor;
        after_effect = (occurrences + 1) / static_cast<double>(documents);
        if (documents <= r->memory.longest_kept) {
            list = r->memory.postings(r->db, term, documents);
        } else {
            live = r->db.postlist_begin(term);
            live_end = r->db.postlist_end(term);
        }
    }

    uint32_t next_docid() const
    {
        if (list)
            return at < list->size() ? (*list)[at].docid : NO_DOCUMENT;
        return live != live_end ? *live : NO_DOCUMENT;
    }

    /* Add to the sums of the documents from `first` up to the end of its window; with `only_more` to those that have a sum already. */
    void score(struct store_reader *r, uint32_t first, bool only_more, double *sums)
    {
        uint32_t end = first > NO_DOCUMENT - WINDOW ? NO_DOCUMENT : first + WINDOW;
        if (!list) {
            for (; live != live_end && *live < end; ++live)
                add(r, *live, live.get_wdf(), only_more, sums[*live - first]);
            return;
        }
        const struct posting *p = list->data() + at, *stop = list->data() + list->size();
        for (; p < stop && p->docid < end; p++)
            add(r, p->docid, p->wdf, only_more, sums[p->docid - first]);
        at = static_cast<size_t>(p - list->data());
    }

  private:
    void add(struct store_reader *r, uint32_t docid, uint32_t wdf, bool only_more, double &sum) const
    {
        if (!only_more || sum != 0)
            sum += weigh(wdf, r->memory.length_factor(r->db, docid));
    }

    double weigh(uint32_t wdf, double length_factor) const
    {
        double normalised = wdf * length_factor;
        return normalised * after_effect / (normalised + 1) * weight;
    }

    std::string term;
    double weight = 0, after_effect = 0;
    std::shared_ptr<const posting_list> list; /* of a term that is kept; else `live` is where the walk stands */
    size_t at = 0;
    Xapian::PostingIterator live, live_end;
};

/* The weighted words of a search, of which a document must have one of the first `needed`. */
struct words {
    const struct store_query *const *leaves;
    size_t count, needed;
};

/* A term, an OR of several, or that OR where one of its first children must match: a filter by an OR of the same children, only fewer of them. */
static struct words words_of(const struct store_query *const &query)
{
    const struct store_query *any = query, *filter = nullptr;
    if (query->op == STORE_FILTER && query->child_count == 2 && query->factor == 1) {
        any = query->children[0];
        filter = query->children[1];
        if (any->op != STORE_OR || filter->op != STORE_OR || filter->children != any->children ||
            filter->child_count > any->child_count)
            return {};
    }
    if (any->op != STORE_OR)
        return {&query, 1, 1};
    if (any->factor != 1)
        return {};
    return {any->children, any->child_count, filter ? filter->child_count : any->child_count};
}

bool store_can_score(const struct store_search *search)
{
    struct words words = words_of(search->query);
    if (search->weight != STORE_INEB2 || search->limit == 0 || words.count == 0)
        return false;
    for (size_t i = 0; i < words.count; i++) {
        const struct store_query *leaf = words.leaves[i];
        if (leaf->op != STORE_TERM || leaf->term.len == 0 || leaf->term.len > SCHEMA_MAX_TERM || !(leaf->factor > 0))
            return false;
    }
    return search->parameters[0] > 0;
}

static std::vector<TermWalk> start_walks(struct store_reader *r, const struct words &words, const struct timespec *deadline)
{
    std::vector<TermWalk> walks;
    walks.reserve(words.count);
    for (size_t i = 0; i < words.count; i++) {
        walks.emplace_back(r, words.leaves[i]);
        store_check_deadline(deadline);
    }
    return walks;
}

/* The documents of one window that have a sum go to `best`; the sums are zero again. Returns how many there were. */
static size_t collect(double *sums, uint32_t first, BestHits &best)
{
    size_t matches = 0;
    for (uint32_t i = 0; i < WINDOW; i++) {
        if (sums[i] == 0)
            continue;
        matches++;
        best.offer(first + i, sums[i]);
        sums[i] = 0;
    }
    return matches;
}

/* Scores everything and returns how many documents match: those with one of the first `needed` words. */
static size_t score_all(struct store_reader *r, std::vector<TermWalk> &walks, size_t needed, const struct timespec *deadline,
                        BestHits &best)
{
    std::vector<double> sums(WINDOW);
    size_t matches = 0;
    for (;;) {
        uint32_t next = NO_DOCUMENT;
        for (const TermWalk &walk : walks)
            next = std::min(next, walk.next_docid());
        if (next == NO_DOCUMENT)
            return matches;
        uint32_t first = next - next % WINDOW;
        for (size_t i = 0; i < walks.size(); i++)
            walks[i].score(r, first, i >= needed, sums.data());
        matches += collect(sums.data(), first, best);
        store_check_deadline(deadline);
    }
}

/* Of the segments of an article one counts; how many articles there are behind so many segments can only be said where both are the same. */
static void count_articles(const Xapian::Database &db, size_t segments, struct store_hits *out)
{
    uint64_t articles = db.get_termfreq(SCHEMA_FIRST_TERM), all = db.get_doccount();
    out->matches_high = std::min<uint64_t>(segments, articles);
    out->matches_low = std::max<uint64_t>(out->count, segments - std::min<uint64_t>(segments, all - articles));
    double usual = static_cast<double>(segments) * static_cast<double>(articles) / static_cast<double>(all) + 0.5;
    out->matches_estimated = std::clamp(static_cast<uint64_t>(usual), out->matches_low, out->matches_high);
}

void store_score(struct store_reader *r, const struct store_search *search, const struct timespec *deadline, struct store_hits *out)
{
    r->memory.begin(r->db);
    r->memory.begin_factors(r->db, search->parameters[0] * r->db.get_average_length());
    bool collapse = search->collapse_articles && r->db.get_termfreq(SCHEMA_FIRST_TERM) != r->db.get_doccount();
    struct words words = words_of(search->query);
    for (size_t wanted = collapse ? size_t{search->limit} * 2 : search->limit;; wanted *= 4) {
        std::vector<TermWalk> walks = start_walks(r, words, deadline);
        BestHits best(wanted);
        size_t matches = score_all(r, walks, words.needed, deadline, best);
        if (best.give(r->db, search->limit, collapse, out)) {
            out->matches_estimated = out->matches_low = out->matches_high = matches;
            if (collapse)
                count_articles(r->db, matches, out);
            return;
        }
    }
}
