#include "query/choice.h"

#include "query/ranker_spec.h"
#include "query/syntax/thesaurus.h"

#include <string.h>

const char *const choice_units[] = {"passages", "articles", "paragraphs", "sentences", NULL};
const char *const choice_syntaxes[] = {"literal", "full", NULL};
const char *const choice_withins[] = {"article", "passage", NULL};

struct choice choice_default(void)
{
    struct search_settings s;
    search_settings_default(&s);
    return (struct choice){
        .limit = s.limit, .per_article = s.per_article, .timeout = s.timeout, .syntax = (int)s.syntax, .thesaurus = "shipped"};
}

void choice_memory_release(struct choice_memory *m)
{
    buf_release(&m->language);
    thesaurus_free(m->thesaurus);
    m->thesaurus = NULL;
}

/* Everything of a code but its letters' case must be as the indexer wrote it. */
static enum status read_language(const char *code, struct buf *out, struct error *err)
{
    struct view v = view_trim(view_of(code));
    for (size_t i = 0; i < v.len; i++) {
        char c = v.ptr[i];
        buf_add_char(out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    return v.len > 0 ? STATUS_OK : error_set(err, STATUS_USAGE, "--lang: the code is empty");
}

static enum status add_filters(const struct choice *c, int64_t now, struct choice_memory *memory, struct search_settings *out,
                               struct error *err)
{
    if (c->date && date_range_parse(view_of(c->date), now, &out->dates, err) != STATUS_OK)
        return error_prefix(err, "--date");
    if (c->language && read_language(c->language, &memory->language, err) != STATUS_OK)
        return STATUS_USAGE;
    if (c->source && view_trim(view_of(c->source)).len == 0)
        return error_set(err, STATUS_USAGE, "--source: the name is empty");
    out->language = view_of_buf(&memory->language);
    out->source = view_of(c->source);
    return STATUS_OK;
}

/* Only syntax full rewrites anything, so nothing is read for the other. */
static enum status add_syntax(const struct choice *c, struct choice_memory *memory, struct search_settings *out, struct error *err)
{
    enum status status = STATUS_OK;
    out->syntax = (enum syntax)c->syntax;
    if (out->syntax != SYNTAX_FULL || !c->thesaurus || strcmp(c->thesaurus, "none") == 0)
        return STATUS_OK;
    if (strcmp(c->thesaurus, "shipped") == 0)
        status = thesaurus_shipped(&memory->thesaurus, err);
    else if (thesaurus_load(c->thesaurus, &memory->thesaurus, err) != STATUS_OK)
        status = error_prefix(err, "--thesaurus");
    out->thesaurus = memory->thesaurus;
    return status;
}

enum status choice_settings(const struct choice *c, int64_t now, struct choice_memory *memory, struct search_settings *out,
                            struct error *err)
{
    search_settings_default(out);
    out->unit = (enum unit)c->unit;
    out->limit = c->limit;
    out->per_article = c->per_article;
    out->timeout = c->timeout;
    out->within_unit = c->within == 1;
    if (c->candidates > 0)
        out->candidates = c->candidates;
    if (c->ranker) {
        if (ranker_parse(c->ranker, out->unit, &memory->ranker, err) != STATUS_OK)
            return error_prefix(err, "--ranker");
        out->ranker = &memory->ranker;
    }
    enum status status = add_filters(c, now, memory, out, err);
    return status == STATUS_OK ? add_syntax(c, memory, out, err) : status;
}

struct search_settings choice_for_topic(const struct search_settings *s, const struct topic *topic)
{
    struct search_settings own = *s;
    if (topic->source.len > 0)
        own.source = view_of_buf(&topic->source);
    if (topic->language.len > 0)
        own.language = view_of_buf(&topic->language);
    if (topic->dates.from != INT64_MIN || topic->dates.to != INT64_MAX)
        own.dates = topic->dates;
    return own;
}
