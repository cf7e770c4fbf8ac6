/* CSV that is cut into parts must say what it says in one piece, wherever it is cut. */
#include "common/utf8.h"
#include "indexer/formats/csv_row.h"
#include "indexer/input.h"
#include "tests/support/parse_fixture.h"
#include "tests/support/suite.h"

#include <unistd.h>

static char path[64];

static void setup(void)
{
    snprintf(path, sizeof path, "/tmp/lede-csv-parts-XXXXXX");
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
}

static void teardown(void)
{
    unlink(path);
}

struct cutting {
    size_t step, part, limit;
};

static void open_file(struct view text, struct cutting c, struct input *in)
{
    FILE *f = fopen(path, "w");
    struct error err;
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(text.ptr, 1, text.len, f), text.len);
    fclose(f);
    ck_assert_int_eq(input_open(path, in, &err), STATUS_OK);
    struct csv_rows rows;
    csv_rows_init(&rows, utf8_without_mark(text), 1);
    in->separator = rows.separator;
    in->step = c.step;
    in->part = c.part;
    in->max_line = c.limit;
}

/* Leave the input and go on in another one from the same place, as a build that was killed does. */
static void open_again(struct input *in, struct cutting c)
{
    const struct input_place place = input_tell(in);
    const char separator = in->separator;
    struct error err;
    input_close(in);
    ck_assert_int_eq(input_open(path, in, &err), STATUS_OK);
    in->separator = separator;
    in->step = c.step;
    in->part = c.part;
    in->max_line = c.limit;
    ck_assert_int_eq(input_go_to(in, &place, &err), STATUS_OK);
}

/* ---- rows ---- */

static void log_rows(struct csv_rows *rows, struct buf *log)
{
    while (csv_rows_next(rows)) {
        buf_printf(log, "%llu:", (unsigned long long)rows->row_line);
        if (rows->too_long)
            buf_add_text(log, " too long");
        for (size_t i = 0; i < rows->count; i++) {
            const struct view field = csv_rows_field(rows, i);
            buf_printf(log, " <%.*s>", (int)field.len, field.ptr);
        }
        buf_printf(log, " %zu stray\n", rows->stray);
    }
}

static void log_whole(struct view text, size_t limit, struct buf *log)
{
    struct csv_rows rows;
    csv_rows_init(&rows, utf8_without_mark(text), 1);
    rows.limit = limit;
    log_rows(&rows, log);
    csv_rows_release(&rows);
}

static void log_parts(struct view text, struct cutting c, bool again, struct buf *log)
{
    struct csv_rows rows;
    struct input in;
    struct buf part = {0};
    struct error err;
    csv_rows_init(&rows, utf8_without_mark(text), 1);
    open_file(text, c, &in);
    for (bool first = true; !in.at_end || in.carry.len > 0; first = false) {
        const uint64_t line = in.line;
        uint64_t left_out;
        ck_assert_int_eq(input_part(&in, &part, &left_out, &err), STATUS_OK);
        csv_rows_go_on(&rows, first ? utf8_without_mark(view_of_buf(&part)) : view_of_buf(&part), line);
        ck_assert(part.len <= 2 * c.part || left_out == 0);
        log_rows(&rows, log);
        ck_assert(part.len == 0 || left_out || rows.line == in.line);
        if (left_out)
            buf_printf(log, "%llu: too long 0 stray\n", (unsigned long long)left_out);
        if (again && !(in.at_end && in.carry.len == 0))
            open_again(&in, c);
    }
    ck_assert_uint_eq(in.consumed, text.len);
    input_close(&in);
    buf_release(&part);
    csv_rows_release(&rows);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* A text of what rows consist of, line ends and quotes of all kinds among it. */
static void add_random(uint32_t *state, size_t pieces, struct buf *out)
{
    static const char *const all[] = {"\"", "\"\"", "\\\"", ",\"",  "\",", "\"\n", "\"\r\n", "\n\"", "\n",    "\r\n",
                                      "\r", ",",    "\t",   "\t\"", ";",   "|",    "a",      "bc",   "word ", "\xC3\xA9"};
    const size_t kinds = next_random(state) % 2 ? sizeof all / sizeof *all : 12;
    for (size_t i = 0; i < pieces; i++)
        buf_add_text(out, all[next_random(state) % kinds]);
}

START_TEST(rows_do_not_depend_on_where_parts_are_cut)
{
    uint32_t state = 1;
    for (int round = 0; round < 3000; round++) {
        struct buf text = {0}, whole = {0}, parts = {0};
        const struct cutting c = {.step = 1 + next_random(&state) % 7, .part = 1 + next_random(&state) % 20, .limit = 1000};
        buf_add_text(&text, round % 5 ? "" : "\xEF\xBB\xBF");
        add_random(&state, 1 + next_random(&state) % 60, &text);
        log_whole(view_of_buf(&text), c.limit, &whole);
        log_parts(view_of_buf(&text), c, round % 3 == 0, &parts);
        ck_assert_msg(view_equal(view_of_buf(&whole), view_of_buf(&parts)), "round %d: step %zu, part %zu\n%s\n---\n%s---\n%s",
                      round, c.step, c.part, text.data, whole.data, parts.data);
        buf_release(&text);
        buf_release(&whole);
        buf_release(&parts);
    }
}
END_TEST

START_TEST(rows_that_are_too_long_are_the_same_ones_in_parts)
{
    uint32_t state = 2;
    size_t found = 0;
    for (int round = 0; round < 3000; round++) {
        struct buf text = {0}, whole = {0}, parts = {0};
        const size_t part = 1 + next_random(&state) % 10;
        const struct cutting c = {.step = 1 + next_random(&state) % 7, .part = part, .limit = 2 * part + next_random(&state) % 10};
        add_random(&state, 100, &text);
        log_whole(view_of_buf(&text), c.limit, &whole);
        log_parts(view_of_buf(&text), c, round % 3 == 0, &parts);
        ck_assert_msg(view_equal(view_of_buf(&whole), view_of_buf(&parts)),
                      "round %d: step %zu, part %zu, limit %zu\n%s\n---\n%s---\n%s", round, c.step, c.part, c.limit, text.data,
                      whole.data, parts.data);
        found += strstr(whole.data, "too long") != NULL;
        buf_release(&text);
        buf_release(&whole);
        buf_release(&parts);
    }
    ck_assert_uint_gt(found, 1000);
}
END_TEST

static const struct {
    const char *text, *expected;
} limited[] = {
    /* Of twenty bytes at the most: a quote that is closed later is none; the rest of a line that is longer is passed over. */
    {"a,b\n1,\"x\ny\"\nc,d\n", "1: <a> <b> 0 stray\n2: <1> <x\ny> 0 stray\n4: <c> <d> 0 stray\n"},
    {"a,b\n1,\"34567890123456789\"\nc\n", "1: <a> <b> 0 stray\n2: too long 0 stray\n3: <c> 0 stray\n"},
    {"a,b\n1,\"345678901234567\n\"\nc\n", "1: <a> <b> 0 stray\n2: <1> <345678901234567\n> 0 stray\n4: <c> 0 stray\n"},
    {"a,b\n1,\"3456789012345678\n\"\nc\n",
     "1: <a> <b> 0 stray\n2: <1> <\"3456789012345678> 1 stray\n3: <\"> 1 stray\n4: <c> 0 stray\n"},
    {"a,b\n\"\n\n\",678901234567890,\"\n\"\r\nc\n", "1: <a> <b> 0 stray\n2: too long 0 stray\n5: <\"> 1 stray\n6: <c> 0 stray\n"},
    {"a\n01234567890123456789\n012345678901234567890\r\nb",
     "1: <a> 0 stray\n2: <01234567890123456789> 0 stray\n3: too long 0 stray\n4: <b> 0 stray\n"},
    {"a\n012345678901234567890123", "1: <a> 0 stray\n2: too long 0 stray\n"},
};

START_TEST(a_row_costs_no_more_than_itself)
{
    struct buf whole = {0}, parts = {0};
    const struct view text = view_of(limited[_i].text);
    log_whole(text, 20, &whole);
    ck_assert_str_eq(whole.data, limited[_i].expected);
    log_parts(text, (struct cutting){1, 10, 20}, true, &parts);
    ck_assert_str_eq(parts.data, limited[_i].expected);
    buf_release(&whole);
    buf_release(&parts);
}
END_TEST

/* ---- articles ---- */

static void parse_parts(struct view text, struct cutting c, struct buf *log)
{
    struct input in;
    struct buf part = {0};
    struct error err;
    const struct article_sink sink = {log_article, log_problem, log};
    open_file(text, c, &in);
    while (!in.at_end || in.carry.len > 0) {
        struct source source = {.path = "/in.x", .shown = "in.x", .line = in.line, .head = text};
        uint64_t left_out;
        ck_assert_int_eq(input_part(&in, &part, &left_out, &err), STATUS_OK);
        ck_assert_uint_eq(left_out, 0);
        source.bytes = view_of_buf(&part);
        ck_assert_int_eq(format_csv.parse(&source, &sink, &err), STATUS_OK);
    }
    input_close(&in);
    buf_release(&part);
}

START_TEST(every_part_is_told_the_first_row)
{
    static const char *const heads[] = {"title,text\n", "\xEF\xBB\xBF\"Text\";id;\"a;\nb\"\r\n", "id\ttitle\ttext\r",
                                        "date,title\n"};
    uint32_t state = 3;
    for (int round = 0; round < 1000; round++) {
        struct buf text = {0}, whole = {0}, parts = {0};
        buf_add_text(&text, heads[round % 4]);
        add_random(&state, 60, &text);
        parse_to_log(&format_csv, view_of_buf(&text), &whole);
        parse_parts(view_of_buf(&text), (struct cutting){1 + next_random(&state) % 9, 1 + next_random(&state) % 30, 1000}, &parts);
        ck_assert_msg(view_equal(view_of_buf(&whole), view_of_buf(&parts)), "round %d:\n%s\n---\n%s---\n%s", round, text.data,
                      whole.data, parts.data);
        buf_release(&text);
        buf_release(&whole);
        buf_release(&parts);
    }
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("csv_parts");
    TCase *tcase = tcase_create("csv_parts");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, rows_do_not_depend_on_where_parts_are_cut);
    tcase_add_test(tcase, rows_that_are_too_long_are_the_same_ones_in_parts);
    tcase_add_loop_test(tcase, a_row_costs_no_more_than_itself, 0, COUNT(limited));
    tcase_add_test(tcase, every_part_is_told_the_first_row);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
