#include "query/passage_score.h"

/* BM25's saturated term frequency (Robertson & Zaragoza 2009, section 3.4.4). `norm` is 1 - b + b * length / average. */
static double saturate(double tf, double k1, double norm)
{
    return tf * (k1 + 1) / (tf + k1 * norm);
}

void tally_start(struct tally *t, const struct match *m)
{
    t->mask = t->pair_mask = 0;
    t->words = 0;
    tally_add(t, m, &m->title);
}

void tally_add(struct tally *t, const struct match *m, const struct match_sentence *s)
{
    t->words += s->words;
    for (uint32_t i = s->first_hit; i < s->first_hit + s->hits; i++) {
        if (!m->hits[i].counted)
            continue;
        uint8_t term = m->hits[i].term;
        uint64_t bit = UINT64_C(1) << term;
        t->tf[term] = (t->mask & bit) != 0 ? t->tf[term] + 1 : 1;
        t->mask |= bit;
    }
    for (uint32_t i = s->first_pair; i < s->first_pair + s->pairs; i++) {
        const struct pair_hit *p = &m->pair_hits[i];
        uint64_t bit = UINT64_C(1) << p->pair;
        bool seen = (t->pair_mask & bit) != 0;
        t->ordered[p->pair] = seen ? t->ordered[p->pair] + p->ordered : p->ordered;
        t->unordered[p->pair] = seen ? t->unordered[p->pair] + p->unordered : p->unordered;
        t->pair_mask |= bit;
    }
}

static double proximity(const struct tally *t, const struct terms *terms, const struct ranker *ranker, double relative_length,
                        struct score_parts *parts)
{
    const double k = 1, b = 0.5;
    double norm = 1 - b + b * relative_length, sum = 0;
    for (uint64_t left = t->pair_mask; left != 0; left &= left - 1) {
        int i = __builtin_ctzll(left);
        const struct term_pair *pair = &terms->pairs[i];
        double idf = (terms->items[pair->first].idf + terms->items[pair->second].idf) / 2;
        double value =
            pair->weight * idf *
            (ranker->ordered * saturate(t->ordered[i], k, norm) + ranker->unordered * saturate(t->unordered[i], k, norm));
        uint32_t count = t->unordered[i] > t->ordered[i] ? t->unordered[i] : t->ordered[i];
        sum += score_part(
            parts, (struct score_part){
                       .kind = PART_PASSAGE_PAIR, .first = pair->first, .second = pair->second, .count = count, .value = value});
    }
    return sum;
}

double tally_score(const struct tally *t, const struct terms *terms, const struct ranker *ranker, struct score_parts *parts)
{
    uint32_t words = t->words > ranker->least_words ? t->words : ranker->least_words;
    double relative_length = words / ranker->average_words, sum = 0;
    double norm = 1 - ranker->b + ranker->b * relative_length;
    for (uint64_t left = t->mask; left != 0; left &= left - 1) {
        int i = __builtin_ctzll(left);
        double value = terms->items[i].weight * terms->items[i].idf * saturate(t->tf[i], ranker->k1, norm);
        sum += score_part(parts,
                          (struct score_part){.kind = PART_PASSAGE_TERM, .first = (uint8_t)i, .count = t->tf[i], .value = value});
    }
    return t->pair_mask != 0 ? sum + proximity(t, terms, ranker, relative_length, parts) : sum;
}
