#include "common/store_query.hh"

#include "common/store_docids.hh"

#include <cmath>
#include <vector>

/* What compiling carries down the tree. */
struct compiler {
    const struct timespec *deadline;
    struct error *err;
};

static enum status compile(const struct compiler *c, const struct store_query *node, unsigned depth, Xapian::Query &out);

/* Everything, made new each time: the reference count of Xapian::Query::MatchAll is shared by all threads without a lock. */
static Xapian::Query match_all()
{
    return Xapian::Query(std::string());
}

/* `query` under the eyes of the clock. */
static Xapian::Query timed(const struct compiler *c, const Xapian::Query &query)
{
    if (!c->deadline || query.empty())
        return query;
    Xapian::PostingSource *clock = (new ClockSource(*c->deadline))->release();
    return Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(clock));
}

static Xapian::Query compile_term(struct view term)
{
    /* An empty term would match everything; one that cannot be in an index matches nothing. */
    if (term.len == 0 || term.len > SCHEMA_MAX_TERM)
        return Xapian::Query();
    return Xapian::Query(to_string(term));
}

static Xapian::Query compile_range(const struct store_query *node)
{
    /* A document without the value has the empty string, which an open low end must not let in. */
    std::string low = node->low.len ? to_string(node->low) : std::string(1, '\0');
    if (node->high.len == 0)
        return Xapian::Query(Xapian::Query::OP_VALUE_GE, node->slot, low);
    return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, node->slot, low, to_string(node->high));
}

static Xapian::Query compile_docids(const struct store_query *node)
{
    return Xapian::Query((new DocidSource(node->bits, node->bit_words))->release());
}

static Xapian::Query::op operator_of(enum store_op op)
{
    switch (op) {
    case STORE_AND:
        return Xapian::Query::OP_AND;
    case STORE_AND_NOT:
        return Xapian::Query::OP_AND_NOT;
    case STORE_FILTER:
        return Xapian::Query::OP_FILTER;
    case STORE_AND_MAYBE:
        return Xapian::Query::OP_AND_MAYBE;
    case STORE_SYNONYM:
        return Xapian::Query::OP_SYNONYM;
    case STORE_PHRASE:
        return Xapian::Query::OP_PHRASE;
    case STORE_NEAR:
        return Xapian::Query::OP_NEAR;
    default:
        return Xapian::Query::OP_OR;
    }
}

static enum status compile_children(const struct compiler *c, const struct store_query *node, unsigned depth, Xapian::Query &out)
{
    bool positional = node->op == STORE_PHRASE || node->op == STORE_NEAR;
    std::vector<Xapian::Query> children(node->child_count);
    for (size_t i = 0; i < node->child_count; i++) {
        if (positional && node->children[i]->op != STORE_TERM)
            return error_set(c->err, STATUS_USAGE, "a phrase can only be made of words");
        enum status status = compile(c, node->children[i], depth + 1, children[i]);
        if (status != STATUS_OK)
            return status;
    }
    Xapian::termcount window = 0;
    if (positional)
        window = node->window > node->child_count ? node->window : static_cast<Xapian::termcount>(node->child_count);
    out = Xapian::Query(operator_of(node->op), children.begin(), children.end(), window);
    if (positional)
        out = timed(c, out);
    return STATUS_OK;
}

static enum status compile(const struct compiler *c, const struct store_query *node, unsigned depth, Xapian::Query &out)
{
    if (depth > STORE_MAX_DEPTH)
        return error_set(c->err, STATUS_USAGE, "the query is nested too deeply (%d levels are allowed)", STORE_MAX_DEPTH);
    switch (node->op) {
    case STORE_NONE:
        out = Xapian::Query();
        return STATUS_OK;
    case STORE_ALL:
        out = match_all();
        return STATUS_OK;
    case STORE_TERM:
        out = compile_term(node->term);
        break;
    case STORE_VALUE_RANGE:
        out = compile_range(node);
        return STATUS_OK;
    case STORE_DOCIDS:
        out = compile_docids(node);
        return STATUS_OK;
    default: {
        enum status status = compile_children(c, node, depth, out);
        if (status != STATUS_OK)
            return status;
    }
    }
    if (!(node->factor >= 0))
        return error_set(c->err, STATUS_USAGE, "a part of the query has the weight %g", node->factor);
    if (node->factor != 1.0 && !out.empty())
        out = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, out, node->factor);
    return STATUS_OK;
}

/* The postings that a match of the tree reads at most; a position list counts as POSITIONS_COST of them (measured: 20 to 40). */
static double count_work(const Xapian::Database &db, const struct store_query *node, unsigned depth)
{
    static constexpr double POSITIONS_COST = 40;
    if (depth > STORE_MAX_DEPTH) /* compiling refuses it */
        return 0;
    if (node->op == STORE_ALL || node->op == STORE_VALUE_RANGE || node->op == STORE_DOCIDS)
        return db.get_doccount();
    if (node->op == STORE_TERM)
        return node->term.len && node->term.len <= SCHEMA_MAX_TERM ? db.get_termfreq(to_string(node->term)) : 0;
    double sum = 0;
    for (size_t i = 0; i < node->child_count; i++)
        sum += count_work(db, node->children[i], depth + 1);
    return node->op == STORE_PHRASE || node->op == STORE_NEAR ? sum * POSITIONS_COST : sum;
}

bool store_needs_clock(const Xapian::Database &db, const struct store_query *tree, double seconds)
{
    static constexpr double SECONDS_PER_POSTING = 1e-6; /* 20 ns are usual */
    return count_work(db, tree, 1) * SECONDS_PER_POSTING > seconds;
}

struct timespec store_deadline(double seconds)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    double whole = std::floor(std::fmin(seconds, 1e9));
    t.tv_sec += static_cast<time_t>(whole);
    t.tv_nsec += static_cast<long>((std::fmin(seconds, 1e9) - whole) * 1e9);
    if (t.tv_nsec >= 1000000000) {
        t.tv_nsec -= 1000000000;
        t.tv_sec++;
    }
    return t;
}

enum status store_compile_query(const struct store_query *tree, const struct timespec *deadline, Xapian::Query &out,
                                struct error *err)
{
    struct compiler c = {deadline, err};
    enum status status = compile(&c, tree, 1, out);
    if (status == STATUS_OK)
        out = timed(&c, out);
    return status;
}
