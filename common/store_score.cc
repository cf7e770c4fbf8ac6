#include "common/store_score.hh"

#include "common/store_best.hh"
#include "common/store_contenders.hh"
#include "common/store_mark.hh"

#include <algorithm>

/* Of words. Weights outside would not be numbers any more when they are scaled. */
static constexpr double LEAST_FACTOR = 1e-100, MOST_FACTOR = 1e100;

/* The weighted words of a search, of which a document must have one of the first `needed`, and what else must hold for it. */
struct words {
    const struct store_query *const *leaves;
    size_t count, needed;
    const struct store_query *const *filters;
    size_t filter_count;
};

/* A term or an OR of several; with filters, of which the first may be an OR of the first of the same children: one of these must match. */
static struct words words_of(const struct store_query *const &query)
{
    struct words words = {};
    const struct store_query *any = query;
    if (query->op == STORE_FILTER && query->child_count > 0 && query->factor == 1) {
        any = query->children[0];
        words.filters = query->children + 1;
        words.filter_count = query->child_count - 1;
    }
    if (any->op != STORE_OR) {
        words.leaves = any == query ? &query : query->children;
        words.count = words.needed = 1;
        return words;
    }
    if (any->factor != 1)
        return {};
    words.leaves = any->children;
    words.count = words.needed = any->child_count;
    const struct store_query *own = words.filter_count > 0 ? words.filters[0] : nullptr;
    if (own && own->op == STORE_OR && own->children == any->children && own->child_count <= any->child_count) {
        words.needed = own->child_count;
        words.filters++;
        words.filter_count--;
    }
    return words;
}

bool store_can_score(const struct store_search *search)
{
    struct words words = words_of(search->query);
    if (search->weight != STORE_INEB2 || search->limit == 0 || words.count == 0)
        return false;
    for (size_t i = 0; i < words.count; i++) {
        const struct store_query *leaf = words.leaves[i];
        if (leaf->op != STORE_TERM || leaf->term.len == 0 || leaf->term.len > SCHEMA_MAX_TERM ||
            !(leaf->factor > LEAST_FACTOR && leaf->factor < MOST_FACTOR))
            return false;
    }
    return search->parameters[0] > 0 && std::all_of(words.filters, words.filters + words.filter_count, store_can_mark);
}

static std::vector<SearchTerm> open_terms(struct store_reader *r, const struct words &words, const struct timespec *deadline)
{
    std::vector<SearchTerm> terms;
    terms.reserve(words.count);
    for (size_t i = 0; i < words.count; i++) {
        terms.emplace_back(r, words.leaves[i]);
        store_check_deadline(deadline);
    }
    return terms;
}

/* The documents that have one of the first `needed` words. */
static DocidBits find_matches(struct store_reader *r, const std::vector<SearchTerm> &terms, size_t needed,
                              const struct timespec *deadline)
{
    DocidBits matches = no_docids(r->db.get_lastdocid());
    for (size_t i = 0; i < needed; i++) {
        terms[i].mark(matches);
        store_check_deadline(deadline);
    }
    return matches;
}

/* Of these the documents that the filters let through. */
static void apply_filters(struct store_reader *r, const struct words &words, const struct timespec *deadline, DocidBits &of)
{
    for (size_t i = 0; i < words.filter_count; i++)
        keep_docids(of, store_mark(r, words.filters[i], deadline));
}

/* Offer the documents that may be among the best by their weights. */
static void offer_best(struct store_reader *r, const std::vector<SearchTerm> &terms, size_t wanted, const DocidBits *of,
                       const struct timespec *deadline, BestHits &best)
{
    std::vector<struct contender> contenders;
    r->memory.sums.begin(r->db.get_lastdocid());
    if (!find_contenders(r->memory.sums, terms, wanted, of, deadline, contenders))
        best.leave_out();
    std::vector<double> weights(contenders.size());
    for (const SearchTerm &term : terms) { /* in the order of the query: the last digits depend on it */
        term.add_exactly(contenders, weights);
        store_check_deadline(deadline);
    }
    for (size_t i = 0; i < contenders.size(); i++)
        best.offer(contenders[i].docid, weights[i]);
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
    r->memory.begin(r->db, r->path);
    r->memory.begin_lengths(r->db, search->parameters[0] * r->db.get_average_length());
    bool collapse = search->collapse_articles && r->db.get_termfreq(SCHEMA_FIRST_TERM) != r->db.get_doccount();
    struct words words = words_of(search->query);
    std::vector<SearchTerm> terms = open_terms(r, words, deadline);
    bool chosen = words.needed < words.count, filtered = chosen || words.filter_count > 0;
    DocidBits matches;
    if (chosen || !search->uncounted)
        matches = find_matches(r, terms, words.needed, deadline);
    else if (filtered)
        matches.assign(r->db.get_lastdocid() / 64 + 1, UINT64_MAX); /* those without a word get no weight anyway */
    if (filtered)
        apply_filters(r, words, deadline, matches);
    for (size_t wanted = collapse ? size_t{search->limit} * 2 : search->limit;; wanted *= 4) {
        BestHits best(wanted);
        offer_best(r, terms, wanted, filtered ? &matches : nullptr, deadline, best);
        if (best.give(r->db, search->limit, collapse, out))
            break;
    }
    if (search->uncounted)
        return;
    size_t count = count_docids(matches);
    out->matches_estimated = out->matches_low = out->matches_high = count;
    if (collapse)
        count_articles(r->db, count, out);
}
