#include "common/store_mark.hh"

#include "common/store_query.hh"

#include <algorithm>

static bool can_mark(const struct store_query *query, unsigned depth)
{
    switch (query->op) {
    case STORE_NONE:
    case STORE_VALUE_RANGE:
    case STORE_DOCIDS:
        return true;
    case STORE_PHRASE:
    case STORE_NEAR:
    case STORE_ALL:
        return false;
    default:
        if (depth > STORE_MAX_DEPTH || !(query->factor >= 0)) /* compiling says why */
            return false;
        return std::all_of(query->children, query->children + query->child_count,
                           [depth](const struct store_query *child) { return can_mark(child, depth + 1); });
    }
}

bool store_can_mark(const struct store_query *query)
{
    return can_mark(query, 1);
}

static void mark_term(struct store_reader *r, struct view term, DocidBits &set)
{
    if (term.len == 0 || term.len > SCHEMA_MAX_TERM)
        return;
    std::string name = to_string(term);
    std::shared_ptr<const PostingList> list = r->memory.kept_postings(name);
    if (list)
        list->mark(set);
    else
        r->memory.source.for_each(r->db, name, [&set](uint32_t docid, uint32_t) { put_docid(set, docid); });
}

static void mark_docids(const struct store_query *docids, DocidBits &set)
{
    std::copy_n(docids->bits, std::min(docids->bit_words, set.size()), set.begin());
}

static DocidBits mark_any(struct store_reader *r, const struct store_query *query, const struct timespec *deadline)
{
    DocidBits set = no_docids(r->db.get_lastdocid());
    for (size_t i = 0; i < query->child_count; i++) {
        const struct store_query *child = query->children[i];
        if (child->op == STORE_TERM) {
            mark_term(r, child->term, set);
            store_check_deadline(deadline);
            continue;
        }
        add_docids(set, store_mark(r, child, deadline));
    }
    return set;
}

/* The first child's documents, of those that all others have, or none of them. */
static DocidBits mark_first(struct store_reader *r, const struct store_query *query, const struct timespec *deadline)
{
    if (query->child_count == 0)
        return no_docids(r->db.get_lastdocid());
    DocidBits set = store_mark(r, query->children[0], deadline);
    for (size_t i = 1; i < query->child_count && query->op != STORE_AND_MAYBE; i++)
        (query->op == STORE_AND_NOT ? drop_docids : keep_docids)(set, store_mark(r, query->children[i], deadline));
    return set;
}

DocidBits store_mark(struct store_reader *r, const struct store_query *query, const struct timespec *deadline)
{
    DocidBits set;
    switch (query->op) {
    case STORE_OR:
    case STORE_SYNONYM:
        return mark_any(r, query, deadline);
    case STORE_AND:
    case STORE_AND_NOT:
    case STORE_FILTER:
    case STORE_AND_MAYBE:
        return mark_first(r, query, deadline);
    default:
        set = no_docids(r->db.get_lastdocid());
    }
    if (query->op == STORE_TERM)
        mark_term(r, query->term, set);
    else if (query->op == STORE_VALUE_RANGE)
        set = r->memory.range(r->db, query->slot, query->low, query->high);
    else if (query->op == STORE_DOCIDS)
        mark_docids(query, set);
    store_check_deadline(deadline);
    return set;
}
