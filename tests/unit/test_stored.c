/* Articles put together again from the segments that the index holds. */
#include "common/stored.h"

#include "tests/support/small_index.h"
#include "tests/support/suite.h"

/* A text of `paragraphs` paragraphs, long enough for several segments. */
static void add_long_text(size_t paragraphs, struct buf *out)
{
    for (size_t i = 0; i < paragraphs; i++) {
        buf_add_text(out, i > 0 ? "\n\n" : "");
        for (size_t j = 0; j < 60; j++)
            buf_printf(out, "%sWord%zu of paragraph %zu.", j > 0 ? " " : "", j, i);
    }
}

static struct store_reader *open_reader(const struct small_index *index)
{
    struct error err = {0};
    struct store_reader *r = NULL;
    ck_assert_msg(store_reader_open(index->path, &r, &err) == STATUS_OK, "%s", err.text);
    return r;
}

START_TEST(joins_the_segments_of_a_long_article)
{
    struct small_index index;
    struct error err = {0};
    struct stored stored = {0};
    struct buf text = {0};
    add_long_text(40, &text);
    struct article articles[] = {
        {.id = VIEW("long"), .title = VIEW("Long"), .text = view_of_buf(&text)},
        {.id = VIEW("short"), .title = VIEW("Short"), .text = VIEW("One line.")},
    };
    small_index_make(&index, articles, 2, 0);
    struct store_reader *r = open_reader(&index);
    ck_assert_msg(stored_load(&stored, r, VIEW("long"), &err) == STATUS_OK, "%s", err.text);
    ck_assert_uint_gt(stored.segments, 3);
    ck_assert(stored.exact);
    ck_assert(view_equal(stored.record.article.text, view_of_buf(&text)));
    ck_assert_msg(stored_load(&stored, r, VIEW("short"), &err) == STATUS_OK, "%s", err.text);
    ck_assert(view_equal(stored.record.article.text, VIEW("One line.")));
    stored_release(&stored);
    store_reader_close(r);
    buf_release(&text);
    small_index_remove(&index);
}
END_TEST

START_TEST(names_an_article_that_is_not_there)
{
    struct small_index index;
    struct error err = {0};
    struct stored stored = {0};
    struct article article = {.id = VIEW("a"), .title = VIEW("A"), .text = VIEW("Text.")};
    small_index_make(&index, &article, 1, 0);
    struct store_reader *r = open_reader(&index);
    ck_assert_int_eq(stored_load(&stored, r, VIEW("b"), &err), STATUS_NOT_FOUND);
    ck_assert_str_eq(err.text, "the index has no article \"b\"");
    stored_release(&stored);
    store_reader_close(r);
    small_index_remove(&index);
}
END_TEST

int main(void)
{
    return run_suite("stored",
                     (const TTest *const[]){joins_the_segments_of_a_long_article, names_an_article_that_is_not_there, NULL});
}
