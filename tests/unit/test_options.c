#include "common/options_parts.h"

#include "tests/support/suite.h"
#include "tests/support/toy_program.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *words[MAX_WORDS];
    const char *sentence;
} WRONG[] = {
    {{"db"}, "search needs WORDS: search DB WORDS..."},
    {{NULL}, "search needs DB: search DB WORDS..."},
    {{"db", "x", "--limt", "3"}, "unknown option '--limt'; did you mean '--limit'?"},
    {{"--lim"}, "unknown option '--lim'; did you mean '--limit'?"},
    {{"--lmiit=3"}, "unknown option '--lmiit'; did you mean '--limit'?"},
    {{"--completely-else"}, "unknown option '--completely-else'"},
    {{"--no-quiet"}, "unknown option '--no-quiet'"},
    {{"--no-limit"}, "unknown option '--no-limit'"},
    {{"-nato"}, "-n must be a whole number from 1 to 1000, not 'ato'"},
    {{"-x"}, "unknown option '-x'; a word that begins with '-' goes behind '--'"},
    {{"-qx"}, "unknown option '-qx'; a word that begins with '-' goes behind '--'"},
    {{"--limit"}, "--limit needs a value: --limit N"},
    {{"-n"}, "-n needs a value: -n N"},
    {{"--memory"}, "--memory needs a value: --memory BYTES"},
    {{"--limit="}, "--limit must be a whole number from 1 to 1000, not ''"},
    {{"--limit=0"}, "--limit must be a whole number from 1 to 1000, not '0'"},
    {{"--limit=1001"}, "--limit must be a whole number from 1 to 1000, not '1001'"},
    {{"--limit=-1"}, "--limit must be a whole number from 1 to 1000, not '-1'"},
    {{"--limit=+1"}, "--limit must be a whole number from 1 to 1000, not '+1'"},
    {{"--limit=1x"}, "--limit must be a whole number from 1 to 1000, not '1x'"},
    {{"--limit= 1"}, "--limit must be a whole number from 1 to 1000, not ' 1'"},
    {{"--limit=18446744073709551617"}, "--limit must be a whole number from 1 to 1000, not '18446744073709551617'"},
    {{"--jobs=0"}, "--jobs must be a whole number of at least 1, not '0'"},
    {{"--memory=12q"}, "--memory must be a size in bytes such as 512M or 2G, not '12q'"},
    {{"--memory=M"}, "--memory must be a size in bytes such as 512M or 2G, not 'M'"},
    {{"--memory=1iB"}, "--memory must be a size in bytes such as 512M or 2G, not '1iB'"},
    {{"--memory=99999999T"}, "--memory must be a size in bytes such as 512M or 2G, not '99999999T'"},
    {{"--factor=3"}, "--factor must be a number from -1 to 2.5, not '3'"},
    {{"--factor=nan"}, "--factor must be a number from -1 to 2.5, not 'nan'"},
    {{"--factor=0x1"}, "--factor must be a number from -1 to 2.5, not '0x1'"},
    {{"--factor="}, "--factor must be a number from -1 to 2.5, not ''"},
    {{"--factor=1e"}, "--factor must be a number from -1 to 2.5, not '1e'"},
    {{"--format=jsom"}, "--format must be text, json or jsonl, not 'jsom'; did you mean 'json'?"},
    {{"-fxml"}, "-f must be text, json or jsonl, not 'xml'"},
    {{"--quiet=1"}, "--quiet takes no value"},
    {{"--no-color=1"}, "--no-color takes no value"},
    {{"--help=x"}, "--help takes no value"},
};

START_TEST(wrong_words_get_an_exact_sentence)
{
    struct command_line line = {0};
    struct error err = {0};
    ck_assert_int_eq(command_line_parse(&SEARCH, count_words(WRONG[_i].words), WRONG[_i].words, &line, &err), STATUS_USAGE);
    ck_assert_str_eq(err.text, WRONG[_i].sentence);
    command_line_release(&SEARCH, &line);
}
END_TEST

START_TEST(superfluous_and_missing_arguments_are_named)
{
    static const char *const three[] = {"a", "b", "c"};
    struct command_line line = {0};
    struct error err = {0};
    ck_assert_int_eq(command_line_parse(&MERGE, 3, three, &line, &err), STATUS_USAGE);
    ck_assert_str_eq(err.text, "merge: superfluous argument 'c'");
    command_line_release(&MERGE, &line);
    ck_assert_int_eq(command_line_parse(&MERGE, 0, three, &line, &err), STATUS_USAGE);
    ck_assert_str_eq(err.text, "merge needs FROM: merge FROM [TO]");
    command_line_release(&MERGE, &line);
    ck_assert_int_eq(command_line_parse(&MERGE, 1, three, &line, &err), STATUS_OK);
    command_line_release(&MERGE, &line);
    ck_assert_int_eq(command_line_parse(&STATS, 1, three, &line, &err), STATUS_USAGE);
    ck_assert_str_eq(err.text, "stats: superfluous argument 'a'");
    command_line_release(&STATS, &line);
}
END_TEST

START_TEST(defaults_stand_where_nothing_is_said)
{
    static const char *const words[] = {"db", "nato"};
    struct command_line line = {0};
    ck_assert_int_eq(command_line_parse(&SEARCH, 2, words, &line, NULL), STATUS_OK);
    const struct toy *toy = line.options;
    ck_assert_uint_eq(toy->limit, 10);
    ck_assert(toy->color && !toy->quiet);
    ck_assert_str_eq(toy->tag, "lede");
    ck_assert_uint_eq(toy->words.count, 0);
    ck_assert_uint_eq(line.count, 2);
    command_line_release(&SEARCH, &line);
}
END_TEST

START_TEST(every_kind_is_written_to_its_member)
{
    static const char *const words[] = {"db",        "-qn5",  "--memory", "2G",    "--factor=-.5e0", "--no-color",
                                        "-f",        "jsonl", "--tag=",   "-wone", "--word",         "--limit",
                                        "--jobs=99", "a",     "-",        "--",    "--tag",          "-n"};
    struct command_line line = {0};
    struct error err = {0};
    ck_assert_msg(command_line_parse(&SEARCH, COUNT(words), words, &line, &err) == STATUS_OK, "%s", err.text);
    const struct toy *toy = line.options;
    ck_assert(toy->quiet && !toy->color);
    ck_assert_uint_eq(toy->limit, 5);
    ck_assert_uint_eq(toy->jobs, 99);
    ck_assert_uint_eq(toy->memory, (uint64_t)2 << 30);
    ck_assert_double_eq(toy->factor, -0.5);
    ck_assert_int_eq(toy->format, 2);
    ck_assert_str_eq(toy->tag, "");
    ck_assert_uint_eq(toy->words.count, 2);
    ck_assert_str_eq(toy->words.items[0], "one");
    ck_assert_str_eq(toy->words.items[1], "--limit");
    ck_assert_uint_eq(line.count, 5);
    ck_assert_str_eq(line.arguments[2], "-");
    ck_assert_str_eq(line.arguments[4], "-n");
    command_line_release(&SEARCH, &line);
}
END_TEST

static const struct {
    const char *text;
    uint64_t bytes;
} SIZES[] = {{"0", 0},
             {"7", 7},
             {"7B", 7},
             {"1k", 1024},
             {"1K", 1024},
             {"3KiB", 3072},
             {"64kB", 65536},
             {"512M", 536870912},
             {"1t", (uint64_t)1 << 40}};

START_TEST(sizes_have_units_of_1024)
{
    struct toy toy = {0};
    ck_assert_int_eq(option_set(&TOY_OPTIONS[2], &toy, SIZES[_i].text, "--memory", NULL), STATUS_OK);
    ck_assert_uint_eq(toy.memory, SIZES[_i].bytes);
}
END_TEST

static const struct {
    const char *a, *b;
    size_t distance;
} DISTANCES[] = {{"", "", 0},           {"", "abc", 3},   {"limit", "limit", 0},    {"limit", "limt", 1},
                 {"limit", "lmiit", 1}, {"ca", "abc", 3}, {"kitten", "sitting", 3}, {"search", "saerhc", 2}};

START_TEST(distance_counts_edits_and_swaps)
{
    ck_assert_uint_eq(suggest_distance(view_of(DISTANCES[_i].a), view_of(DISTANCES[_i].b)), DISTANCES[_i].distance);
    ck_assert_uint_eq(suggest_distance(view_of(DISTANCES[_i].b), view_of(DISTANCES[_i].a)), DISTANCES[_i].distance);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("options");
    TCase *tcase = tcase_create("options");
    tcase_add_loop_test(tcase, wrong_words_get_an_exact_sentence, 0, COUNT(WRONG));
    tcase_add_test(tcase, superfluous_and_missing_arguments_are_named);
    tcase_add_test(tcase, defaults_stand_where_nothing_is_said);
    tcase_add_test(tcase, every_kind_is_written_to_its_member);
    tcase_add_loop_test(tcase, sizes_have_units_of_1024, 0, COUNT(SIZES));
    tcase_add_loop_test(tcase, distance_counts_edits_and_swaps, 0, COUNT(DISTANCES));
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
