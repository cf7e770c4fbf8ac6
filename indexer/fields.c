#include "indexer/fields.h"

#include "common/schema.h"

static bool list_has(const struct buf *list, struct view term)
{
    struct view rest = view_of_buf(list);
    struct view item;
    while (view_take_string(&rest, &item))
        if (view_equal(item, term))
            return true;
    return false;
}

static void add_term(struct fields *f, enum field field, struct view value, struct buf *list)
{
    if (value.len == 0)
        return;
    buf_clear(&f->term);
    schema_term(field, value, &f->term);
    if (!list_has(list, view_of_buf(&f->term)))
        buf_add_string(list, view_of_buf(&f->term));
}

static void add_folded(struct fields *f, enum field field, struct view value)
{
    buf_clear(&f->folded);
    schema_fold(value, &f->folded);
    add_term(f, field, view_of_buf(&f->folded), &f->exact);
}

static void add_topics(struct fields *f, struct view topics)
{
    size_t start = 0;
    for (size_t i = 0; i <= topics.len; i++) {
        if (i < topics.len && topics.ptr[i] != '\n')
            continue;
        add_folded(f, FIELD_TOPIC, view_sub(topics, start, i));
        start = i + 1;
    }
}

static void add_day(struct fields *f, struct date published)
{
    if (published.precision == DATE_NONE)
        return;
    char digits[9];
    uint32_t day = date_day_number(published);
    for (size_t i = 8; i-- > 0; day /= 10)
        digits[i] = (char)('0' + day % 10);
    struct view whole = {digits, 8};
    add_term(f, FIELD_YEAR, view_sub(whole, 0, 4), &f->exact);
    if (published.precision >= DATE_MONTH)
        add_term(f, FIELD_MONTH, view_sub(whole, 0, 6), &f->exact);
    if (published.precision >= DATE_DAY)
        add_term(f, FIELD_DAY, whole, &f->exact);
}

void fields_build(struct fields *f, const struct article *article, const struct tokens *author)
{
    buf_clear(&f->exact);
    buf_clear(&f->author);
    add_term(f, FIELD_ID, article->id, &f->exact);
    add_folded(f, FIELD_SOURCE, article->source);
    add_folded(f, FIELD_PLACE, article->place);
    add_term(f, FIELD_LANGUAGE, article->language, &f->exact);
    add_topics(f, article->topics);
    add_term(f, FIELD_URL, article->url, &f->exact);
    add_term(f, FIELD_PATH, article->path, &f->exact);
    add_day(f, article->published);
    for (size_t i = 0; i < author->count; i++) {
        const struct word *word = author->items[i].word;
        add_term(f, FIELD_AUTHOR, (struct view){word->text, word->text_len}, &f->author);
    }
}

void fields_release(struct fields *f)
{
    buf_release(&f->exact);
    buf_release(&f->author);
    buf_release(&f->term);
    buf_release(&f->folded);
}

struct view fields_id_term(const struct fields *f)
{
    struct view rest = view_of_buf(&f->exact);
    struct view id = {0};
    (void)!view_take_string(&rest, &id);
    return id;
}

void fields_add_first(struct buf *list)
{
    struct buf term = {0};
    schema_term(FIELD_FIRST, (struct view){0}, &term);
    buf_add_string(list, view_of_buf(&term));
    buf_release(&term);
}
