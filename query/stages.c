#include "query/stages.h"

#include "common/utf8.h"
#include "query/searcher.h"
#include "query/syntax/narrow.h"

static void add_condition(const struct searcher *s, struct buf *stages)
{
    const struct conditions *c = &s->conditions;
    uint64_t sure = article_set_count(&c->bounds.lower), most = article_set_count(&c->bounds.upper);
    buf_add_text(stages, "condition ");
    narrow_describe(&c->plan, c->tree, stages);
    if (sure == most)
        buf_printf(stages, "\narticles  %llu, by the index alone\n", (unsigned long long)sure);
    else
        buf_printf(stages, "\narticles  %llu to %llu; what stands in braces is left to their texts\n", (unsigned long long)sure,
                   (unsigned long long)most);
}

enum status search_stages(struct searcher *s, struct view words, const struct search_settings *settings, struct results *out,
                          struct buf *stages, struct error *err)
{
    enum status status = searcher_begin(s, words, settings, err);
    size_t start = stages->len;
    for (int i = 0; i < SEARCHER_TRIES && status != STATUS_USAGE; i++) {
        results_release(out);
        buf_truncate(stages, start);
        utf8_repair(words, &out->query.text);
        status = searcher_prepare(s, view_of_buf(&out->query.text), &out->query.mistake, stages, err);
        if (status != STATUS_CHANGED)
            break;
    }
    if (status != STATUS_OK)
        return status;
    if (s->conditions.tree)
        add_condition(s, stages);
    buf_add_text(stages, "ranked by ");
    terms_describe(&s->terms, stages);
    framing_describe(&s->framing, stages);
    buf_add_char(stages, '\n');
    return STATUS_OK;
}
