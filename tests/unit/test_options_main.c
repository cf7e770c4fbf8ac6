#include "common/options.h"

#include "common/escape.h"
#include "common/options_parts.h"
#include "common/utf8.h"
#include "tests/support/suite.h"
#include "tests/support/toy_program.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- pages ---- */

START_TEST(help_fits_the_width)
{
    struct buf out = {0};
    size_t width = _i == 0 ? 80 : 40;
    help_program(&TOY, width, &out);
    for (const struct command *const *c = TOY.commands; *c; c++)
        help_command(&TOY, *c, width, &out);
    for (const char *line = out.data; *line; line += strcspn(line, "\n") + 1) {
        struct view v = {line, strcspn(line, "\n")};
        bool verbatim = memmem(v.ptr, v.len, "lede-toy", 8) || memmem(v.ptr, v.len, "See 'lede", 9);
        ck_assert_msg(verbatim || escape_width(v) <= width, "too wide: %.*s", (int)v.len, v.ptr);
        ck_assert_msg(!v.len || v.ptr[v.len - 1] != ' ', "ends in a space: '%.*s'", (int)v.len, v.ptr);
    }
    buf_release(&out);
}
END_TEST

START_TEST(help_shows_arguments_choices_and_defaults)
{
    static const char *const wanted[] = {
        "Usage: lede-toy search DB WORDS... [OPTION...]\n",
        "\nOptions:\n  -n, --limit N       At most N results. Zero is refused. (default: 10)\n",
        "\nOutput:\n  -q, --quiet         Say nothing.\n  -c, --[no-]color    Colours.\n",
        "One of: text, json, jsonl. (default: text)\n",
        "      --memory BYTES  Memory",
        "A word. May be given several times.\n",
        "\n  verbatim   table\n  stays      as it is\n",
        "  lede-toy search news.db 'security pact'\n      Finds security pacts.\n",
    };
    struct buf out = {0};
    help_command(&TOY, &SEARCH, 200, &out);
    for (size_t i = 0; i < COUNT(wanted); i++)
        ck_assert_msg(strstr(out.data, wanted[i]) != NULL, "'%s' is not in\n%s", wanted[i], out.data);
    buf_release(&out);
}
END_TEST

START_TEST(man_page_is_ascii_and_starts_no_request_by_accident)
{
    struct buf out = {0};
    man_page(&TOY, &out);
    ck_assert(utf8_is_ascii(view_of_buf(&out)));
    static const char *const wanted[] = {
        ".TH \"LEDE\\-TOY\" 1",
        "\n.SH NAME\nlede\\-toy \\- play with tables\n",
        "\n\\&.A dot begins",
        "\n\\(aqAnd a quote",
        ".dots and \\(rsbackslashes",
        ".SH EXIT STATUS\n",
        ".SH ENVIRONMENT\n",
        ".SH EXAMPLES\n",
        ".SH SEE ALSO\nlede\\-index(1)\n",
        "\\fB\\-n\\fR, \\fB\\-\\-limit\\fR \\fIN\\fR\n",
        "\\-\\-\\fR[\\fBno\\-\\fR]\\fBcolor",
    };
    for (size_t i = 0; i < COUNT(wanted); i++)
        ck_assert_msg(strstr(out.data, wanted[i]) != NULL, "'%s' is not in\n%s", wanted[i], out.data);
    buf_release(&out);
}
END_TEST

START_TEST(completions_name_commands_options_and_choices)
{
    static const char *const shells[] = {"bash", "zsh", "fish"};
    for (size_t i = 0; i < COUNT(shells); i++) {
        struct buf out = {0};
        ck_assert_int_eq(completion_script(&TOY, shells[i], &out, NULL), STATUS_OK);
        ck_assert(strstr(out.data, "search") && strstr(out.data, "limit") && strstr(out.data, "text json jsonl"));
        buf_release(&out);
    }
    struct buf out = {0};
    struct error err = {0};
    ck_assert_int_eq(completion_script(&TOY, "tcsh", &out, &err), STATUS_USAGE);
    ck_assert_str_eq(err.text, "--completion must be bash, zsh or fish, not 'tcsh'");
    ck_assert_uint_eq(out.len, 0);
}
END_TEST

/* ---- the whole main ---- */

/* What a file descriptor's temporary file got. */
static void read_back(int fd, char *text, size_t size)
{
    ssize_t len = pread(fd, text, size - 1, 0);
    text[len < 0 ? 0 : len] = '\0';
}

static int temporary_file(void)
{
    char path[] = "/tmp/lede-test-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    unlink(path);
    return fd;
}

/* program_main with stdout and stderr caught (Check forks, so nothing has to be put back). */
static int run_main(const char *const *words, char *out, char *errors, size_t size)
{
    int out_fd = temporary_file(), error_fd = temporary_file();
    fflush(stdout);
    dup2(out_fd, STDOUT_FILENO);
    dup2(error_fd, STDERR_FILENO);
    const char *argv[MAX_WORDS + 1] = {"lede-toy"};
    int argc = 1 + count_words(words);
    memcpy(argv + 1, words, (size_t)(argc - 1) * sizeof *argv);
    int code = program_main(&TOY, argc, argv);
    read_back(out_fd, out, size);
    read_back(error_fd, errors, size);
    return code;
}

static const struct {
    const char *words[MAX_WORDS];
    int code;
    const char *out; /* its beginning */
    const char *errors;
} RUNS[] = {
    {{"search", "db", "x", "y", "-n7"}, 0, "3 arguments, limit 7\n", ""},
    {{"stats"}, 0, "", ""},
    {{"--version"}, 0, "lede-toy ", ""},
    {{"--help"}, 0, "lede-toy - play with tables\n", ""},
    {{"help"}, 0, "lede-toy - play with tables\n", ""},
    {{"help", "merge"}, 0, "Usage: lede-toy merge FROM [TO] [OPTION...]\n", ""},
    {{"search", "--help"}, 0, "Usage: lede-toy search DB WORDS... [OPTION...]\n", ""},
    {{"search", "-h"}, 0, "Usage: lede-toy search ", ""},
    {{"--man"}, 0, ".\\\" Made by", ""},
    {{"--completion", "bash"}, 0, "# bash completion", ""},
    {{"--completion"}, 2, "", "lede-toy: --completion must be bash, zsh or fish, not ''\nsee 'lede-toy --help'\n"},
    {{NULL}, 2, "", "lede-toy: a command is missing\nsee 'lede-toy --help'\n"},
    {{"serach"}, 2, "", "lede-toy: unknown command 'serach'; did you mean 'search'?\nsee 'lede-toy --help'\n"},
    {{"help", "bogus"}, 2, "", "lede-toy: unknown command 'bogus'\nsee 'lede-toy --help'\n"},
    {{"--limit"}, 2, "", "lede-toy: a command stands before options, not '--limit'\nsee 'lede-toy --help'\n"},
    {{"\x1b[2J"}, 2, "", "lede-toy: unknown command '\\x1B[2J'\nsee 'lede-toy --help'\n"},
    {{"search", "db"}, 2, "", "lede-toy: search needs WORDS: search DB WORDS...\nsee 'lede-toy search --help'\n"},
    {{"search", "db", "x", "-q"}, 1, "", ""},
    {{"search", "fail", "x"}, 75, "", "lede-toy: the index is\\x1B[31m locked\n"},
};

START_TEST(main_prints_and_exits_as_agreed)
{
    char out[4096], errors[4096];
    ck_assert_int_eq(run_main(RUNS[_i].words, out, errors, sizeof out), RUNS[_i].code);
    ck_assert_str_eq(errors, RUNS[_i].errors);
    if (RUNS[_i].out[0])
        ck_assert_msg(strncmp(out, RUNS[_i].out, strlen(RUNS[_i].out)) == 0, "%s", out);
    else
        ck_assert_str_eq(out, "");
}
END_TEST

static int run_search_with_stdout(int fd, char *errors, size_t size)
{
    int error_fd = temporary_file();
    fflush(stdout);
    if (fd < 0)
        close(STDOUT_FILENO);
    else
        dup2(fd, STDOUT_FILENO);
    dup2(error_fd, STDERR_FILENO);
    static const char *const argv[] = {"lede-toy", "search", "db", "x"};
    int code = program_main(&TOY, 4, argv);
    read_back(error_fd, errors, size);
    return code;
}

START_TEST(a_full_disk_is_reported)
{
    char errors[4096];
    ck_assert_int_eq(run_search_with_stdout(open("/dev/full", O_WRONLY), errors, sizeof errors), 74);
    ck_assert_str_eq(errors, "lede-toy: writing to standard output failed: No space left on device; the output is not complete\n");
}
END_TEST

START_TEST(a_closed_stdout_is_reported)
{
    char errors[4096];
    ck_assert_int_eq(run_search_with_stdout(-1, errors, sizeof errors), 74);
    ck_assert_str_eq(errors, "lede-toy: writing to standard output failed: Bad file descriptor; the output is not complete\n");
}
END_TEST

START_TEST(a_closed_pipe_ends_quietly)
{
    char errors[4096];
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    close(ends[0]);
    ck_assert_int_eq(run_search_with_stdout(ends[1], errors, sizeof errors), 0);
    ck_assert_str_eq(errors, "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("options_main");
    TCase *tcase = tcase_create("options_main");
    tcase_add_loop_test(tcase, help_fits_the_width, 0, 2);
    tcase_add_test(tcase, help_shows_arguments_choices_and_defaults);
    tcase_add_test(tcase, man_page_is_ascii_and_starts_no_request_by_accident);
    tcase_add_test(tcase, completions_name_commands_options_and_choices);
    tcase_add_loop_test(tcase, main_prints_and_exits_as_agreed, 0, COUNT(RUNS));
    tcase_add_test(tcase, a_full_disk_is_reported);
    tcase_add_test(tcase, a_closed_stdout_is_reported);
    tcase_add_test(tcase, a_closed_pipe_ends_quietly);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
