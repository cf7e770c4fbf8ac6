#include "query/answers_options.h"

#include "query/facet.h"
#include "query/recency.h"

#include <string.h>

const char *const answers_sorts[] = {"relevance", "date", "-date", NULL};
const char *const answers_groups[] = {"none", "source", "day", "month", "cluster", NULL};
const char *const answers_copies[] = {"default", "fold", "show", NULL};

/* With recency more candidates are worth a look: the index ranks without it. */
enum { RECENT_CANDIDATES = 1000 };

static enum status add_facet(struct view name, struct answer_settings *answers, struct error *err)
{
    enum field field;
    if (!facet_field(name, &field))
        return error_set(err, STATUS_USAGE, "--facets: there are none of \"%.*s\"; choose %s", (int)(name.len < 40 ? name.len : 40),
                         name.ptr ? name.ptr : "", FACET_NAMES);
    for (size_t i = 0; i < answers->facet_count; i++) {
        if (answers->facets[i] == field)
            return STATUS_OK;
    }
    if (answers->facet_count < ANSWERS_MAX_FACETS)
        answers->facets[answers->facet_count++] = field;
    return STATUS_OK;
}

static enum status read_facets(const char *names, struct answer_settings *answers, struct error *err)
{
    enum status status = STATUS_OK;
    for (const char *at = names; status == STATUS_OK; at++) {
        size_t len = strcspn(at, ",");
        status = add_facet(view_trim((struct view){at, len}), answers, err);
        at += len;
        if (*at == '\0')
            break;
    }
    return status;
}

static enum status refuse(const struct printer *printer, const char *option, const char *why, struct error *err)
{
    return error_set(err, STATUS_USAGE, "--format %s cannot show what %s gives%s", printer->name, option, why);
}

/* What is asked for and silently not shown would be an answer to another question. */
static enum status check_format(const struct answer_options *o, const struct printer *printer, struct error *err)
{
    static const char use[] = "; text and json do";
    if (!(printer->shows & PRINTER_ORDER) && (o->sort != SORT_RELEVANCE || o->group != GROUP_NONE))
        return refuse(printer, o->group != GROUP_NONE ? "--group" : "--sort", ": a run is ordered by score", err);
    if (!(printer->shows & PRINTER_CONTEXT) && o->context > 0)
        return refuse(printer, "--context", use, err);
    if (!(printer->shows & PRINTER_CITE) && o->cite)
        return refuse(printer, "--cite", use, err);
    if (!(printer->shows & PRINTER_EXPLAIN) && o->explain)
        return refuse(printer, "--explain", use, err);
    if (!(printer->shows & PRINTER_FACETS) && o->facets)
        return refuse(printer, "--facets", use, err);
    return STATUS_OK;
}

static enum status read_recent(const char *text, int64_t now, struct search_settings *settings, struct error *err)
{
    if (recency_parse(view_of(text), &settings->half_life, err) != STATUS_OK)
        return error_prefix(err, "--recent");
    settings->now = settings->dates.to < now ? settings->dates.to : now;
    if (settings->candidates < RECENT_CANDIDATES)
        settings->candidates = RECENT_CANDIDATES;
    return STATUS_OK;
}

enum status answers_settings_make(const struct answer_options *o, const struct printer *printer, int64_t now,
                                  struct search_settings *settings, struct answer_settings *answers, struct error *err)
{
    bool shows_copies = printer->shows & PRINTER_COPIES;
    *answers = (struct answer_settings){
        .fold = o->copies == COPIES_FOLD || (o->copies == COPIES_BY_FORMAT && shows_copies),
        .sort = (enum sort)o->sort,
        .group = (enum grouping)o->group,
        .context = (uint32_t)o->context,
        .cite = o->cite,
    };
    settings->explain = o->explain;
    settings->texts = printer->needs_texts || answers->fold || answers->group != GROUP_NONE;
    enum status status = check_format(o, printer, err);
    if (status == STATUS_OK && o->recent)
        status = read_recent(o->recent, now, settings, err);
    if (status == STATUS_OK && o->facets)
        status = read_facets(o->facets, answers, err);
    return status;
}
