#include "query/shell.h"

#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <string.h>

static const struct article news[] = {
    {.id = VIEW("a"),
     .title = VIEW("Security pact"),
     .text = VIEW("The security of securities."),
     .source = VIEW("Daily News"),
     .language = VIEW("en")},
    {.id = VIEW("b"), .title = VIEW("Security again"), .text = VIEW("A second pact."), .source = VIEW("Daily Mirror")},
};

static const struct {
    const char *line, *offered; /* with spaces between */
    size_t start;
} rows[] = {
    {"pact and secur", "security securities", 9},
    {"SECUR", "security securities", 0},
    {"-(secur", "security securities", 2},
    {"\"secur", "security securities", 1},
    {"s", "source:", 0},
    {"pact sour", "source:", 5},
    {"source:daily n", "", 13},
    {"source:da", "source:\"daily mirror\" source:\"daily news\"", 0},
    {"lang:", "lang:en", 0},
    {"title:secur", "title:security title:securities", 0},
    {"nofield:x", "", 0},
    {":op", ":open", 0},
    {":set uni", "unit", 5},
    {":set unit par", "paragraphs", 10},
    {":open se", "", 6},
    {"zzz", "", 0},
};

START_TEST(offers_what_may_stand_there)
{
    struct small_index index;
    struct shell *shell = NULL;
    struct search_options options;
    struct shell_words words = {0};
    struct error err = {0};
    struct buf offered = {0};
    size_t start = 0;
    search_options_default(&options);
    small_index_make(&index, news, 2, 0);
    ck_assert_msg(shell_open(index.path, &options, &shell, &err) == STATUS_OK, "%s", err.text);
    shell_complete(shell, view_of(rows[_i].line), &start, &words);
    buf_add_text(&offered, "");
    for (size_t i = 0; i < words.count; i++) {
        buf_add_text(&offered, i > 0 ? " " : "");
        buf_add_text(&offered, words.items[i]);
    }
    ck_assert_str_eq(offered.data ? offered.data : "", rows[_i].offered);
    ck_assert_uint_eq(start, rows[_i].start);
    buf_release(&offered);
    shell_words_release(&words);
    shell_close(shell);
    small_index_remove(&index);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("shell");
    TCase *tcase = tcase_create("shell");
    tcase_add_loop_test(tcase, offers_what_may_stand_there, 0, (int)(sizeof rows / sizeof *rows));
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
