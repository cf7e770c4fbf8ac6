#include "query/syntax/conditions.h"

#include "query/syntax/parse.h"
#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <stdlib.h>

/* One segment each, so that docids are 1, 2 … */
static const struct article news[] = {
    {.id = VIEW("1"),
     .title = VIEW("Ministers of the bank"),
     .author = VIEW("Ana Reyes"),
     .text = VIEW("The cease-fire deal holds. It is worth $3.5 billion to them. The state-of-the-art bank of O'Neill said so.")},
    {.id = VIEW("2"),
     .title = VIEW("Bank"),
     .text = VIEW("Deal the ceasefire. Them of it is the worth. Art of the state, so said the bank.")},
};

struct fixture {
    struct small_index index;
    struct store_reader *reader;
    struct analyser *analyser;
    struct articles articles;
    struct conditions conditions;
};

static void setup(struct fixture *f)
{
    struct error err = {0};
    struct store_stats stats;
    *f = (struct fixture){0};
    small_index_make(&f->index, news, 2, 0);
    ck_assert_int_eq(store_reader_open(f->index.path, &f->reader, &err), STATUS_OK);
    ck_assert_int_eq(analyser_new("en", &f->analyser, &err), STATUS_OK);
    ck_assert_int_eq(store_reader_stats(f->reader, &stats, &err), STATUS_OK);
    ck_assert_int_eq(articles_read(&f->articles, f->reader, &stats, &err), STATUS_OK);
}

static void teardown(struct fixture *f)
{
    conditions_release(&f->conditions);
    articles_release(&f->articles);
    analyser_free(f->analyser);
    store_reader_close(f->reader);
    small_index_remove(&f->index);
}

/* Which of the two articles are admitted: bit 0 the first, bit 1 the second. */
static unsigned admitted(struct fixture *f, const char *query)
{
    struct error err = {0};
    struct tree *tree = NULL;
    struct span mistake;
    unsigned set = 0;
    ck_assert_msg(parse_query(view_of(query), 0, &tree, &mistake, &err) == STATUS_OK, "%s: %s", query, err.text);
    analyser_set_language(f->analyser, VIEW("en"));
    conditions_take(&f->conditions, tree, f->analyser, false, false);
    for (uint32_t docid = 1; docid <= 2; docid++) {
        bool admits = false;
        enum status status = conditions_admit(&f->conditions, f->reader, docid, docid + 1, &admits, &err);
        ck_assert_msg(status == STATUS_OK, "%s: %s", query, err.text);
        set |= (unsigned)admits << (docid - 1);
    }
    return set;
}

START_TEST(words_have_to_stand_one_behind_the_other)
{
    struct fixture f;
    setup(&f);
    ck_assert_uint_eq(admitted(&f, "\"said so\""), 1);
    ck_assert_uint_eq(admitted(&f, "\"so said\""), 2);
    ck_assert_uint_eq(admitted(&f, "\"so said the bank\""), 2);
    ck_assert_uint_eq(admitted(&f, "\"the worth of it\""), 0);
    ck_assert_uint_eq(admitted(&f, "\"deal holds it\""), 0); /* over the end of a sentence */
    teardown(&f);
}
END_TEST

START_TEST(joined_forms_are_met_from_both_sides)
{
    struct fixture f;
    setup(&f);
    ck_assert_uint_eq(admitted(&f, "\"ceasefire deal\""), 1);
    ck_assert_uint_eq(admitted(&f, "\"the ceasefire deal\""), 1);
    ck_assert_uint_eq(admitted(&f, "\"the cease-fire deal holds\""), 1);
    ck_assert_uint_eq(admitted(&f, "\"the cease-fire\""), 3);
    ck_assert_uint_eq(admitted(&f, "\"the stateoftheart bank\""), 1);
    ck_assert_uint_eq(admitted(&f, "\"art of the state\""), 2);
    ck_assert_uint_eq(admitted(&f, "\"of oneill said\""), 1);
    teardown(&f);
}
END_TEST

START_TEST(numbers_may_go_over_several_words)
{
    struct fixture f;
    setup(&f);
    ck_assert_uint_eq(admitted(&f, "\"worth $3.5bn to them\""), 1);
    ck_assert_uint_eq(admitted(&f, "\"$3.5bn them\""), 1);       /* the text will tell */
    ck_assert_uint_eq(admitted(&f, "\"$3.5bn it\""), 0);         /* that stands before it alone */
    ck_assert_uint_eq(admitted(&f, "\"is $3.5bn to them\""), 0); /* where it begins is known */
    ck_assert_uint_eq(admitted(&f, "\"worth 7 to them\""), 0);
    teardown(&f);
}
END_TEST

START_TEST(what_has_no_positions_is_admitted)
{
    struct fixture f;
    setup(&f);
    ck_assert_uint_eq(admitted(&f, "author:\"reyes ana\""), 3);
    ck_assert_uint_eq(admitted(&f, "cease-fire"), 3);
    teardown(&f);
}
END_TEST

START_TEST(the_logic_of_the_tree_holds)
{
    struct fixture f;
    setup(&f);
    ck_assert_uint_eq(admitted(&f, "title:\"of the\""), 1);
    ck_assert_uint_eq(admitted(&f, "\"said so\" OR \"so said\""), 3);
    ck_assert_uint_eq(admitted(&f, "\"said so\" AND \"so said\""), 0);
    ck_assert_uint_eq(admitted(&f, "\"said so\" AND the"), 1);
    ck_assert_uint_eq(admitted(&f, "NOT \"said so\""), 3);
    ck_assert_uint_eq(admitted(&f, "\"said so\" w/5 bank"), 1);
    ck_assert_uint_eq(admitted(&f, "+\"so said\" pact"), 2);
    teardown(&f);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        words_have_to_stand_one_behind_the_other, joined_forms_are_met_from_both_sides, numbers_may_go_over_several_words,
        what_has_no_positions_is_admitted,        the_logic_of_the_tree_holds,          NULL};
    return run_suite("adjacent", tests);
}
