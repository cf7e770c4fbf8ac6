#include "query/alert_state.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

static char file[128];

static void name_file(void)
{
    snprintf(file, sizeof file, "%s/state", path);
}

static struct alert_item *items_of(const struct alert_item *from, size_t count)
{
    struct alert_item *items = mem_array(count, sizeof *items);
    memcpy(items, from, count * sizeof *items);
    return items;
}

static const struct alert_item two[] = {{VIEW("a\tb\\c"), {1, 2}}, {VIEW("z"), {UINT64_MAX, 3}}};

START_TEST(reads_what_it_wrote)
{
    struct alert_state s = {0}, again = {0};
    bool missing = true;
    name_file();
    alert_state_add(&s, VIEW("7"), VIEW("security pact\n"), items_of(two, 2), 2);
    alert_state_add(&s, VIEW("empty"), VIEW("nothing"), NULL, 0);
    ASSERT_OK(alert_state_write(file, &s, why));
    ASSERT_OK(alert_state_read(file, &again, &missing, why));
    ck_assert(!missing);
    ck_assert_uint_eq(again.count, 2);
    const struct alert_query *q = alert_state_find(&again, VIEW("7"), VIEW("security pact\n"));
    ck_assert_ptr_nonnull(q);
    ck_assert_uint_eq(q->count, 2);
    for (size_t i = 0; i < 2; i++) {
        ck_assert(view_equal(q->items[i].id, two[i].id));
        ck_assert_int_eq(alert_compare(q, &two[i]), ALERT_SEEN);
    }
    ck_assert_int_eq(alert_compare(q, &(struct alert_item){VIEW("z"), {UINT64_MAX, 4}}), ALERT_CHANGED);
    ck_assert_int_eq(alert_compare(q, &(struct alert_item){VIEW("m"), {1, 2}}), ALERT_NEW);
    ck_assert_int_eq(alert_compare(NULL, &two[0]), ALERT_NEW);
    ck_assert_ptr_null(alert_state_find(&again, VIEW("7"), VIEW("another query")));
    alert_state_release(&s);
    alert_state_release(&again);
}
END_TEST

START_TEST(a_missing_file_is_an_empty_state)
{
    struct alert_state s;
    bool missing = false;
    name_file();
    ASSERT_OK(alert_state_read(file, &s, &missing, why));
    ck_assert(missing);
    ck_assert_uint_eq(s.count, 0);
    alert_state_release(&s);
}
END_TEST

#define HASH "00000000000000000000000000000001"

static const struct {
    const char *content, *message;
} damaged[] = {
    {"", "line 1: no \"lede-alert 1\""},
    {"something else\n", "line 1: no \"lede-alert 1\""},
    {"lede-alert 2\nend\t0\n", "is of version 2, this program reads version 1"},
    {"lede-alert 1\n", "it has no end"},
    {"lede-alert 1\nend\t0", "it has no end"},
    {"lede-alert 1\nend\t1\n", "line 2: a wrong end"},
    {"lede-alert 1\nend\t0\nend\t0\n", "line 2: a wrong end"},
    {"lede-alert 1\nquery\t1\tpact\t1\n" HASH "\ta\n", "it has no end"},
    {"lede-alert 1\nquery\t1\tpact\t2\n" HASH "\ta\nend\t1\n", "line 4: no article"},
    {"lede-alert 1\nquery\t1\tpact\t2\n" HASH "\tb\n" HASH "\ta\nend\t1\n", "line 4: an article out of order"},
    {"lede-alert 1\nquery\t1\tpact\nend\t1\n", "line 2: no query"},
    {"lede-alert 1\nquery\t1\tpact\t-1\nend\t1\n", "line 2: no query"},
};

START_TEST(names_what_is_wrong_with_a_state)
{
    struct alert_state s;
    struct error err = {0};
    bool missing;
    name_file();
    touch("state", damaged[_i].content);
    ck_assert_int_eq(alert_state_read(file, &s, &missing, &err), STATUS_INPUT);
    ck_assert_msg(strstr(err.text, damaged[_i].message) != NULL, "%s", err.text);
    ck_assert_ptr_nonnull(strstr(err.text, file));
    alert_state_release(&s);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {reads_what_it_wrote, a_missing_file_is_an_empty_state, NULL};
    Suite *suite = suite_create("alert_state");
    TCase *tcase = store_tcase(tests);
    tcase_add_loop_test(tcase, names_what_is_wrong_with_a_state, 0, (int)(sizeof damaged / sizeof *damaged));
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
