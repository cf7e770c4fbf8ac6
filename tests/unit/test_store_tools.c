/* Xapian's own tools read a Lede index: they are the independent witness of what the writer wrote. */
#include "common/store.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

#include <sys/wait.h>

/* Runs a program and gives what it printed; its exit code, or 127 when it is not installed. */
static int run(const char *const *arguments, struct buf *printed)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        char *copies[8] = {0};
        for (size_t i = 0; arguments[i]; i++)
            copies[i] = mem_copy_text(view_of(arguments[i]));
        execvp(copies[0], copies);
        _exit(127);
    }
    close(ends[1]);
    char bytes[4096];
    ssize_t got;
    buf_clear(printed);
    buf_add_text(printed, "");
    while ((got = read(ends[0], bytes, sizeof bytes)) > 0)
        buf_add(printed, bytes, (size_t)got);
    close(ends[0]);
    int how;
    waitpid(child, &how, 0);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static const struct tool_case {
    const char *arguments[6]; /* DB stands for the index */
    const char *printed[4];
} tool_cases[] = {
    {{"xapian-check", "DB"}, {"No errors found"}},
    {{"xapian-delve", "-r1", "DB"}, {"Term List for record #1: Qa XFIRST Zalpha Zbeta alpha beta"}},
    {{"xapian-delve", "-r1", "-v", "DB"}, {"Zalpha 3 2", "alpha 0 2"}},
    {{"xapian-delve", "-t", "alpha", "-r1", "-d", "DB"}, {"alpha*3 beta"}},
    {{"quest", "-s", "none", "-d", "DB", "\"alpha beta\""}, {"alpha*3 beta"}},
    {{"quest", "-s", "english", "-d", "DB", "alpha"}, {"alpha*3 beta", "alpha gamma"}},
};

START_TEST(the_tools_of_xapian_read_the_index)
{
    struct store_writer *w = open_writer();
    put(w, "a", "alpha*3 beta");
    put(w, "b", "alpha gamma");
    ASSERT_OK(store_writer_commit(w, why));
    store_writer_close(w);
    const struct tool_case *c = &tool_cases[_i];
    const char *arguments[8] = {0};
    for (size_t i = 0; i < 6 && c->arguments[i]; i++)
        arguments[i] = strcmp(c->arguments[i], "DB") == 0 ? path : c->arguments[i];
    struct buf printed = {0};
    int code = run(arguments, &printed);
    if (code == 127) {
        printf("%s is not installed (package xapian-tools): skipped\n", arguments[0]);
    } else {
        ck_assert_msg(code == 0, "%s exited with %d: %s", arguments[0], code, printed.data);
        for (size_t i = 0; i < 4 && c->printed[i]; i++)
            ck_assert_msg(strstr(printed.data, c->printed[i]) != NULL, "%s: no \"%s\" in: %s", arguments[0], c->printed[i],
                          printed.data);
    }
    buf_release(&printed);
}
END_TEST

int main(void)
{
    TCase *tcase = store_tcase((const TTest *const[]){NULL});
    tcase_add_loop_test(tcase, the_tools_of_xapian_read_the_index, 0, (int)(sizeof tool_cases / sizeof *tool_cases));
    Suite *suite = suite_create("store_tools");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
