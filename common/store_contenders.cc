#include "common/store_contenders.hh"

#include <algorithm>

/* The terms by what they add at most, and what those behind each of them add together. All scaled so that it comes to 1. */
struct plan {
    std::vector<SearchTerm *> terms;
    std::vector<double> rest; /* [i]: of the terms from i on */
    double scale;
    float slack; /* more than all roundings of a sum: each addition of floats below 1 may be wrong by 2^-24 */
};

static struct plan make_plan(std::vector<SearchTerm> &terms)
{
    struct plan plan = {};
    double all = 0;
    for (SearchTerm &term : terms) {
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

/* Go along lists until the others cannot bring in a document any more. Returns how many; `*reached`: what the best have. */
static size_t add_lists(const struct plan &plan, Sums &sums, size_t wanted, const DocidBits *of, const struct timespec *deadline,
                        float *reached)
{
    size_t i = 0, postings = 0, unseen = 0;
    for (; i < plan.terms.size(); i++) {
        const SearchTerm &term = *plan.terms[i];
        /* Looking at the sums costs about what adding as many postings does: it is done when there are so many new ones. */
        if (plan.rest[i] < 0.5 && postings >= wanted && unseen + term.size() > postings / 2) {
            *reached = sums.reached_by(wanted, of);
            if (least_sum(plan, *reached, i) > 0)
                return i;
            unseen = 0;
        }
        term.add_to(sums, plan.scale);
        postings += term.size();
        unseen += term.size();
        store_check_deadline(deadline);
    }
    *reached = sums.reached_by(wanted, of);
    return i;
}

static void drop_below(std::vector<struct contender> &contenders, float least)
{
    auto below = [least](const struct contender &c) { return c.sum < least; };
    contenders.erase(std::remove_if(contenders.begin(), contenders.end(), below), contenders.end());
}

bool find_contenders(Sums &sums, std::vector<SearchTerm> &terms, size_t wanted, const DocidBits *of,
                     const struct timespec *deadline, std::vector<struct contender> &out)
{
    static constexpr double MUCH = 0.7; /* when the rest is so much less than at the last look, some will have to go */
    struct plan plan = make_plan(terms);
    float reached = 0;
    size_t i = add_lists(plan, sums, wanted, of, deadline, &reached);
    bool all = least_sum(plan, reached, i) <= 0;
    sums.take(least_sum(plan, reached, i), of, out);
    double looked_at = plan.rest[i];
    for (; i < plan.terms.size(); i++) {
        plan.terms[i]->rewind();
        plan.terms[i]->add_to(out, plan.scale);
        if (plan.rest[i + 1] > looked_at * MUCH || out.size() <= wanted)
            continue;
        looked_at = plan.rest[i + 1];
        drop_below(out, least_sum(plan, sum_reached_by(out, wanted), i + 1));
        store_check_deadline(deadline);
    }
    return all;
}
