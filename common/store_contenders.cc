#include "common/store_contenders.hh"

#include <algorithm>

static constexpr size_t LOOK_UP_COST = 2; /* looking up a document takes so many times as long as adding a posting */

/* Among few contenders those that cannot be among the best any more are dropped when what is left to add became much less. */
static constexpr size_t FEW = 4;
static constexpr double MUCH = 0.7;

/* The terms by what they add at most, and what those behind each of them add together. All scaled so that it comes to 1. */
struct plan {
    std::vector<const SearchTerm *> terms;
    std::vector<double> rest; /* [i]: of the terms from i on */
    double scale;
    float slack; /* more than all roundings of a sum: each addition of floats below 1 may be wrong by 2^-24 */
};

static struct plan make_plan(const std::vector<SearchTerm> &terms)
{
    struct plan plan = {};
    double all = 0;
    for (const SearchTerm &term : terms) {
        plan.terms.push_back(&term);
        all += term.most();
    }
    std::sort(plan.terms.begin(), plan.terms.end(), [](const SearchTerm *a, const SearchTerm *b) {
        return a->most() != b->most() ? a->most() > b->most() : a->size() < b->size();
    });
    plan.scale = all > 0 ? 1 / all : 0;
    plan.slack = static_cast<float>(terms.size() + 8) * 1e-6F;
    plan.rest.resize(terms.size() + 1);
    for (size_t i = terms.size(); i-- > 0;)
        plan.rest[i] = plan.rest[i + 1] + plan.terms[i]->most() * plan.scale;
    return plan;
}

/* What a document must have when the terms from `i` on were not looked at yet. */
static float least_sum(const struct plan &plan, float reached, size_t i)
{
    return reached - static_cast<float>(plan.rest[i]) - plan.slack;
}

/* Go along lists until the others cannot bring in a document any more, and it is quicker to look the documents up that are left. Returns how many; `*least`: what a
 * document must have so far. */
static size_t add_lists(const struct plan &plan, Sums &sums, size_t wanted, const DocidBits *of, const struct timespec *deadline,
                        float *least)
{
    size_t i = 0, postings = 0, unseen = 0;
    for (; i < plan.terms.size(); i++) {
        const SearchTerm &term = *plan.terms[i];
        /* Looking at the sums costs about what adding as many postings does: it is done when there are so many new ones. */
        if (plan.rest[i] < 0.5 && postings >= wanted && unseen + term.size() > postings / 2) {
            SizeCounts sizes = sums.sizes(of);
            *least = least_sum(plan, sizes.of_rank(wanted), i);
            if (*least > 0 && sizes.count_from(*least) * LOOK_UP_COST < term.size())
                return i;
            unseen = 0;
        }
        term.add_to(sums, plan.scale);
        postings += term.size();
        unseen += term.size();
        store_check_deadline(deadline);
    }
    *least = least_sum(plan, sums.sizes(of).of_rank(wanted), i);
    return i;
}

/* Those that cannot be among the best when the terms before `i` were added. */
static void drop_below(const struct plan &plan, std::vector<struct contender> &contenders, size_t wanted, size_t i)
{
    SizeCounts sizes;
    for (const struct contender &c : contenders)
        sizes.add(c.sum);
    float least = least_sum(plan, sizes.of_rank(wanted), i);
    auto below = [least](const struct contender &c) { return c.sum < least; };
    contenders.erase(std::remove_if(contenders.begin(), contenders.end(), below), contenders.end());
}

bool find_contenders(Sums &sums, const std::vector<SearchTerm> &terms, size_t wanted, const DocidBits *of,
                     const struct timespec *deadline, std::vector<struct contender> &out)
{
    struct plan plan = make_plan(terms);
    float least = 0;
    size_t i = add_lists(plan, sums, wanted, of, deadline, &least);
    sums.take(least, of, out);
    double looked_at = plan.rest[i];
    for (; i < plan.terms.size(); i++) {
        plan.terms[i]->add_to(out, plan.scale);
        double rest = plan.rest[i + 1];
        if (out.size() <= wanted || (out.size() < wanted * FEW && rest > looked_at * MUCH))
            continue;
        looked_at = rest;
        drop_below(plan, out, wanted, i + 1);
        store_check_deadline(deadline);
    }
    return least <= 0;
}
