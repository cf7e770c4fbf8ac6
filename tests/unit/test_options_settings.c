#include "common/options_settings.h"

#include "tests/support/suite.h"
#include "tests/support/toy_program.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static char folder[] = "/tmp/lede_settings_XXXXXX";
static char path[sizeof folder + 16];

/* A home of its own, and none of the caller's variables. */
static void set_up(void)
{
    char inner[sizeof folder + 8];
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(inner, sizeof inner, "%s/lede", folder);
    ck_assert_int_eq(mkdir(inner, 0700), 0);
    snprintf(path, sizeof path, "%s/config", inner);
    setenv("XDG_CONFIG_HOME", folder, 1);
    unsetenv("LEDE_SEARCH_LIMIT");
    unsetenv("LEDE_SEARCH_LIMITS");
    unsetenv("LEDE_SEARCH_TAG");
}

static void tear_down(void)
{
    char inner[sizeof folder + 8];
    unlink(path);
    snprintf(inner, sizeof inner, "%s/lede", folder);
    rmdir(inner);
    rmdir(folder);
}

static void write_config(const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

/* Reads settings and command line as program_main does. */
static enum status parse(const char *const *words, struct command_line *line, struct error *err)
{
    command_line_begin(&SEARCH, line);
    line->has_settings = true;
    enum status status = settings_read(&TOY, &SEARCH, line, err);
    return status == STATUS_OK ? command_line_parse(&SEARCH, count_words(words), words, line, err) : status;
}

START_TEST(each_origin_wins_over_the_one_before)
{
    static const char *const words[MAX_WORDS] = {"--tag", "typed", "-w", "c", "--print-config"};
    struct command_line line = {0};
    struct error err = {0};
    struct buf printed = {0};
    write_config("quiet = yes   # for all that have it\n"
                 "\n[ search ]\nlimit = 20\n  memory=2k  \ntag = \"a # b\"\nword = a\nword = b\ncolor = off\n[merge]\n");
    setenv("LEDE_SEARCH_LIMIT", "30", 1);
    setenv("LEDE_SEARCH_TAG", "from the environment", 1);
    ck_assert_msg(parse(words, &line, &err) == STATUS_OK, "%s", err.text);
    const struct toy *toy = line.options;
    ck_assert_uint_eq(toy->limit, 30);
    ck_assert_uint_eq(toy->memory, 2048);
    ck_assert_str_eq(toy->tag, "typed");
    ck_assert(toy->quiet);
    ck_assert(!toy->color);
    ck_assert_uint_eq(toy->words.count, 1);
    ck_assert_str_eq(toy->words.items[0], "c");
    settings_print(&SEARCH, &line, &printed);
    struct buf expected = {0};
    buf_printf(&expected,
               "[search]\nlimit = 30  # LEDE_SEARCH_LIMIT\n# jobs = not set  # default\nmemory = 2k  # %s:5\n"
               "# factor = not set  # default\nquiet = true  # %s:1\ncolor = false  # %s:9\n# format = text  # default\n"
               "tag = typed  # --tag\nword = c  # --word\n",
               path, path, path);
    ck_assert_str_eq(printed.data, expected.data);
    buf_release(&expected);
    buf_release(&printed);
    command_line_release(&SEARCH, &line);
}
END_TEST

/* The printed settings, put into the file, give the same settings. */
START_TEST(what_is_printed_can_be_read_again)
{
    static const char *const words[MAX_WORDS] = {"--tag= a # b", "--word=x", "--word=y z", "--no-color", "--print-config"};
    static const char *const none[MAX_WORDS] = {"--print-config"};
    struct command_line line = {0}, again = {0};
    struct error err = {0};
    struct buf printed = {0};
    ck_assert_msg(parse(words, &line, &err) == STATUS_OK, "%s", err.text);
    settings_print(&SEARCH, &line, &printed);
    write_config(printed.data);
    ck_assert_msg(parse(none, &again, &err) == STATUS_OK, "%s", err.text);
    const struct toy *toy = again.options;
    ck_assert_str_eq(toy->tag, " a # b");
    ck_assert_uint_eq(toy->words.count, 2);
    ck_assert_str_eq(toy->words.items[1], "y z");
    ck_assert(!toy->color);
    buf_release(&printed);
    command_line_release(&SEARCH, &line);
    command_line_release(&SEARCH, &again);
}
END_TEST

static const struct {
    const char *config, *sentence;
} mistakes[] = {
    {"[search]\nlimt = 3\n", "line 2: the command has no option 'limt'; did you mean 'limit'?"},
    {"[serch]\n", "line 1: there is no command 'serch'; did you mean 'search'?"},
    {"[search\n", "line 1: a section ends with ']'"},
    {"# c\nlimit\n", "line 2: a line is 'option = value', '[command]' or a comment that begins with #"},
    {"= 3\n", "line 1: a line is 'option = value', '[command]' or a comment that begins with #"},
    {"nothing = 3\n", "line 1: no command has an option 'nothing'"},
    {"[search]\nlimit = many\n", "line 2: limit must be a whole number from 1 to 1000, not 'many'"},
    {"[search]\nquiet = perhaps\n", "line 2: quiet must be true, yes, on, false, no or off, not 'perhaps'"},
    {"[search]\ntag = \"a\n", "line 2: the value of tag has a quotation mark too many or too few"},
    {"[merge]\nlimit = 3\n", "line 2: the command has no option 'limit'"},
};

START_TEST(a_bad_line_is_named)
{
    static const char *const words[MAX_WORDS] = {"db", "word"};
    struct command_line line = {0};
    struct error err = {0};
    struct buf expected = {0};
    write_config(mistakes[_i].config);
    buf_printf(&expected, "%s, %s", path, mistakes[_i].sentence);
    ck_assert_int_eq(parse(words, &line, &err), STATUS_USAGE);
    ck_assert_str_eq(err.text, expected.data);
    buf_release(&expected);
    command_line_release(&SEARCH, &line);
}
END_TEST

START_TEST(a_bad_variable_is_named)
{
    static const char *const words[MAX_WORDS] = {"db", "word"};
    struct command_line line = {0};
    struct error err = {0};
    setenv("LEDE_SEARCH_LIMITS", "3", 1);
    ck_assert_int_eq(parse(words, &line, &err), STATUS_USAGE);
    ck_assert_str_eq(err.text, "environment variable LEDE_SEARCH_LIMITS: 'search' has no such option; did you mean 'limit'?");
    command_line_release(&SEARCH, &line);
    unsetenv("LEDE_SEARCH_LIMITS");
    setenv("LEDE_SEARCH_LIMIT", "0", 1);
    ck_assert_int_eq(parse(words, &line, &err), STATUS_USAGE);
    ck_assert_str_eq(err.text, "LEDE_SEARCH_LIMIT must be a whole number from 1 to 1000, not '0'");
    command_line_release(&SEARCH, &line);
}
END_TEST

START_TEST(the_file_may_be_missing_but_not_unreadable)
{
    static const char *const words[MAX_WORDS] = {"db", "word"};
    struct command_line line = {0};
    struct error err = {0};
    ck_assert_int_eq(parse(words, &line, &err), STATUS_OK);
    command_line_release(&SEARCH, &line);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    ck_assert_int_eq(parse(words, &line, &err), STATUS_IO);
    ck_assert_ptr_nonnull(strstr(err.text, path));
    command_line_release(&SEARCH, &line);
    rmdir(path);
}
END_TEST

START_TEST(the_home_stands_in_for_the_config_home)
{
    struct buf found = {0};
    setenv("HOME", "/home/ana", 1);
    setenv("XDG_CONFIG_HOME", "not/absolute", 1);
    settings_path(&found);
    ck_assert_str_eq(found.data, "/home/ana/.config/lede/config");
    buf_clear(&found);
    setenv("XDG_CONFIG_HOME", "/etc/xdg", 1);
    settings_path(&found);
    ck_assert_str_eq(found.data, "/etc/xdg/lede/config");
    buf_release(&found);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("options_settings");
    TCase *tcase = tcase_create("options_settings");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, each_origin_wins_over_the_one_before);
    tcase_add_test(tcase, what_is_printed_can_be_read_again);
    tcase_add_loop_test(tcase, a_bad_line_is_named, 0, COUNT(mistakes));
    tcase_add_test(tcase, a_bad_variable_is_named);
    tcase_add_test(tcase, the_file_may_be_missing_but_not_unreadable);
    tcase_add_test(tcase, the_home_stands_in_for_the_config_home);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
