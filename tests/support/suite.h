/* The frame of a unit test program: a list of Check tests becomes one suite with its runner. */
#ifndef LEDE_TESTS_SUPPORT_SUITE_H
#define LEDE_TESTS_SUPPORT_SUITE_H

#include <check.h>
#include <stdlib.h>

/* Runs the tests (NULL-terminated) and returns main's exit code. For loop tests build the suite with suite_of() and tcase_add_loop_test yourself. */
static inline int run_built_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

static inline int run_suite(const char *name, const TTest *const *tests)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_set_timeout(tcase, 60);
    for (; *tests; tests++)
        tcase_add_test(tcase, *tests);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}

#endif
