#include "query/fold.h"

#include "tests/support/suite.h"

#include <string.h>

#define REPORT                                                                                                                     \
    "The leaders of the two countries signed a security pact in Berlin on Friday, promising to consult each other within a day "   \
    "of any attack and to train ten thousand soldiers a year."

static const struct pair {
    const char *name, *first, *second;
    bool copies;
} pairs[] = {
    {"the same", REPORT, REPORT, true},
    {"case, punctuation and quotes do not count", "Berlin: \"We will sign,\" he said", "BERLIN we will sign he said", true},
    {"a lead in front and an end behind", REPORT, "BERLIN (AP) " REPORT " The opposition called it late.", true},
    {"one word changed", REPORT,
     "The leaders of the two nations signed a security pact in Berlin on Friday, promising to consult each other within a day of "
     "any attack and to train ten thousand soldiers a year.",
     true},
    {"told in other words", REPORT,
     "In Berlin both governments put their names to an accord on Friday that binds them to talk within a day of any attack.",
     false},
    {"the same words in another order", REPORT,
     "A year of soldiers: ten thousand to train, any attack of a day within which each other to consult, promising Friday in "
     "Berlin.",
     false},
    {"short texts must be the same", "Zebras graze here.", "Zebras graze here today.", false},
    {"a short text is no copy of a long one that holds it", "signed a security pact in Berlin", REPORT, false},
    {"ideographs", "\xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c",
     "\xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c\xe3\x80\x82", true},
    {"other ideographs", "\xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c", "\xe4\xbf\x9d\xe9\x9a\x9c\xe5\xae\x89\xe5\x85\xa8",
     false},
    {"nothing is no copy of something", "", REPORT, false},
};

START_TEST(tells_copies_from_others)
{
    const struct pair *p = &pairs[_i];
    const struct view texts[] = {view_of(p->first), view_of(p->second)}, turned[] = {view_of(p->second), view_of(p->first)};
    size_t leader[2];
    fold_copies(texts, 2, leader);
    ck_assert_msg(leader[0] == 0 && leader[1] == (p->copies ? 0 : 1), "%s", p->name);
    fold_copies(turned, 2, leader);
    ck_assert_msg(leader[1] == (p->copies ? 0 : 1), "%s, turned round", p->name);
}
END_TEST

/* Copies of a copy belong to the first text that they are like and that leads; what stands behind changes nothing before. */
START_TEST(the_first_leads_and_what_follows_changes_nothing)
{
    enum { TEXTS = 60, WORDS = 40 };
    struct buf made[TEXTS] = {{0}};
    struct view texts[TEXTS];
    size_t all[TEXTS], part[TEXTS];
    unsigned seed = 7;
    for (int i = 0; i < TEXTS; i++) {
        for (int w = 0; w < WORDS; w++) {
            seed = seed * 1103515245 + 12345;
            unsigned story = (unsigned)(i % 7), change = (seed >> 16) % 12 == 0 ? seed >> 16 : 0;
            buf_printf(&made[i], "w%u ", story * 1000 + (unsigned)w + change);
        }
        texts[i] = view_of_buf(&made[i]);
    }
    fold_copies(texts, TEXTS, all);
    for (size_t count = 0; count < TEXTS; count++) {
        fold_copies(texts, count, part);
        ck_assert(count == 0 || memcmp(part, all, count * sizeof *part) == 0);
        ck_assert(all[all[count]] == all[count] && all[count] <= count);
    }
    size_t leaders = 0;
    for (size_t i = 0; i < TEXTS; i++)
        leaders += all[i] == i;
    ck_assert_msg(leaders >= 7 && leaders < 40, "%zu", leaders);
    for (int i = 0; i < TEXTS; i++)
        buf_release(&made[i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fold");
    TCase *tcase = tcase_create("fold");
    tcase_add_loop_test(tcase, tells_copies_from_others, 0, sizeof pairs / sizeof *pairs);
    tcase_add_test(tcase, the_first_leads_and_what_follows_changes_nothing);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
