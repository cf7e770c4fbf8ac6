#include "indexer/takeovers.h"

#include "indexer/givers.h"
#include "tests/support/suite.h"

START_TEST(what_is_stored_comes_back_sorted_and_once)
{
    struct takeovers t = {0}, back;
    struct buf stored = {0};
    size_t count = 1;
    takeovers_encode(&t, &stored);
    ck_assert_uint_eq(stored.len, 0);
    for (uint64_t i = 0; i < 3; i++) {
        takeovers_add(&t, UINT64_MAX, 5 - i);
        takeovers_add(&t, 7, 1);
    }
    takeovers_add(&t, TAKEOVER_DUE, UINT64_MAX);
    ck_assert_ptr_null(takeovers_of(&t, 7, &count));
    takeovers_encode(&t, &stored);
    takeovers_decode(view_of_buf(&stored), &back);
    ck_assert_uint_eq(back.count, 5);
    ck_assert_uint_eq(takeovers_of(&back, TAKEOVER_DUE, &count)->path, UINT64_MAX);
    ck_assert_uint_eq(count, 1);
    const struct takeover *last = takeovers_of(&back, UINT64_MAX, &count);
    ck_assert_uint_eq(count, 3);
    for (uint64_t i = 0; i < 3; i++)
        ck_assert_uint_eq(last[i].path, 3 + i);
    ck_assert_ptr_null(takeovers_of(&back, 8, &count));
    ck_assert_uint_eq(count, 0);
    takeovers_release(&t);
    takeovers_release(&back);
    buf_release(&stored);
}
END_TEST

START_TEST(what_is_damaged_counts_as_nothing)
{
    struct takeovers t = {0}, back;
    struct buf stored = {0};
    takeovers_add(&t, 1, 2);
    takeovers_encode(&t, &stored);
    for (size_t len = 0; len < stored.len; len++) {
        takeovers_decode(view_sub(view_of_buf(&stored), 0, len), &back);
        ck_assert_uint_eq(back.count, 0);
    }
    stored.data[1]++;
    takeovers_decode(view_of_buf(&stored), &back);
    ck_assert_uint_eq(back.count, 0);
    takeovers_release(&t);
    buf_release(&stored);
}
END_TEST

START_TEST(the_last_giver_of_an_id_is_known)
{
    struct givers g = {0};
    ck_assert_uint_eq(givers_of(&g, 1), 0);
    for (uint64_t id = 1; id <= 5000; id++)
        givers_put(&g, id * 1024, (uint32_t)(id % 7 + 1));
    givers_put(&g, 1024, 9);
    ck_assert_uint_eq(g.count, 5000);
    ck_assert_uint_eq(givers_of(&g, 1024), 9);
    for (uint64_t id = 2; id <= 5000; id++)
        ck_assert_uint_eq(givers_of(&g, id * 1024), id % 7 + 1);
    ck_assert_uint_eq(givers_of(&g, 1025), 0);
    givers_name(&g, 3, 77);
    ck_assert_uint_eq(givers_path(&g, 3), 77);
    ck_assert_uint_eq(givers_path(&g, 2), 0);
    ck_assert_uint_eq(givers_path(&g, 4), 0);
    ck_assert_uint_eq(givers_path(&g, 0), 0);
    givers_release(&g);
}
END_TEST

int main(void)
{
    return run_suite("takeovers",
                     (const TTest *const[]){what_is_stored_comes_back_sorted_and_once, what_is_damaged_counts_as_nothing,
                                            the_last_giver_of_an_id_is_known, NULL});
}
