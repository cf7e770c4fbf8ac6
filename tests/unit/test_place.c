#include "query/place.h"

#include "tests/support/suite.h"

START_TEST(splits_the_place_off_an_id)
{
    struct view id = VIEW("AP@880212-0001@120-377");
    struct place place = {0};
    ck_assert(place_split_id(&id, &place));
    ck_assert(view_equal(id, VIEW("AP@880212-0001")));
    ck_assert(place.has_span && !place.has_paragraph);
    ck_assert_uint_eq(place.start, 120);
    ck_assert_uint_eq(place.end, 377);
    id = VIEW("a#b#3");
    place = (struct place){0};
    ck_assert(place_split_id(&id, &place));
    ck_assert(view_equal(id, VIEW("a#b")));
    ck_assert(place.has_paragraph && !place.has_span);
    ck_assert_uint_eq(place.paragraph, 3);
}
END_TEST

START_TEST(leaves_ids_without_a_place_alone)
{
    static const char *const ids[] = {"plain",  "mail@example", "a@5-5", "a@7-5",
                                      "a@5-9x", "a#",           "a#x",   "a@12345678901-12345678902"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct view id = view_of(ids[i]);
        struct place place = {0};
        ck_assert_msg(!place_split_id(&id, &place), "%s", ids[i]);
        ck_assert(view_equal(id, view_of(ids[i])));
    }
}
END_TEST

START_TEST(finds_whole_characters)
{
    struct view text = VIEW("a\xc3\xa9"
                            "b\n\nsecond");
    struct span span;
    struct error err = {0};
    ck_assert_int_eq(place_find(&(struct place){.has_span = true, .start = 2, .end = 3}, text, &span, &err), STATUS_OK);
    ck_assert_uint_eq(span.start, 1);
    ck_assert_uint_eq(span.end, 3);
    ck_assert_int_eq(place_find(&(struct place){.has_paragraph = true, .paragraph = 1}, text, &span, &err), STATUS_OK);
    ck_assert(view_equal(view_sub(text, span.start, span.end), VIEW("second")));
    ck_assert_int_eq(place_find(&(struct place){.has_paragraph = true, .paragraph = 2}, text, &span, &err), STATUS_USAGE);
    ck_assert_int_eq(place_find(&(struct place){.has_span = true, .start = 2, .end = 13}, text, &span, &err), STATUS_USAGE);
}
END_TEST

int main(void)
{
    return run_suite("place", (const TTest *const[]){splits_the_place_off_an_id, leaves_ids_without_a_place_alone,
                                                     finds_whole_characters, NULL});
}
