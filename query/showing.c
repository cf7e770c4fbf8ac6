#include "query/showing.h"

enum status showing_load(struct showing *s, struct searcher *searcher, struct view id, struct place *place, struct error *err)
{
    showing_release(s);
    enum status status = place_load(searcher_reader(searcher), id, &s->stored, place, err);
    if (status != STATUS_OK)
        return status;
    s->shown = (struct shown_article){.article = &s->stored.record.article, .lit = &s->lit, .exact = s->stored.exact};
    sha256_hex(s->shown.article->text, s->shown.sha256);
    article_place(&s->shown, 0);
    return STATUS_OK;
}

enum status showing_light(struct showing *s, struct searcher *searcher, struct view query, const struct search_settings *settings,
                          struct error *err)
{
    const struct record whole = {.article = s->stored.record.article};
    enum status status = lit_query(&s->lit, searcher, query, settings, err);
    if (status == STATUS_OK)
        lit_article(&s->lit, &whole, s->stored.docid);
    return status;
}

void showing_release(struct showing *s)
{
    lit_release(&s->lit);
    stored_release(&s->stored);
    *s = (struct showing){0};
}
