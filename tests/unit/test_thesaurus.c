#include "query/syntax/thesaurus.h"

#include "common/analyse.h"
#include "tests/support/suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

/* The rings of a text: members between "|", exact ones with "=", a line a ring. */
static void show(const struct thesaurus *t, struct buf *out)
{
    for (size_t i = 0; i < t->count; i++) {
        buf_add_text(out, i == 0 ? "" : t->members[i].ring == t->members[i - 1].ring ? "|" : "\n");
        buf_add_text(out, t->members[i].exact ? "=" : "");
        buf_add_view(out, t->members[i].text);
    }
}

static const struct {
    const char *text, *rings;
} good[] = {
    {"security pact = defence treaty", "security pact|defence treaty"},
    {"\xEF\xBB\xBF# head\r\n\r\n  a =  b\t c # tail\r\nd=e\n", "a|b c\nd|e"},
    {"\"arms\" = weapons", "=arms|weapons"},
    {"C# = C sharp", "C#|C sharp"},
    {"one member\nKyiv = Київ", "one member\nKyiv|Київ"},
};

START_TEST(reads_rings_comments_and_quotes)
{
    struct thesaurus *t = NULL;
    struct error err = {0};
    struct buf shown = {0};
    ck_assert_msg(thesaurus_parse(view_of(good[_i].text), "t", &t, &err) == STATUS_OK, "%s", err.text);
    show(t, &shown);
    ck_assert_str_eq(shown.data, good[_i].rings);
    buf_release(&shown);
    thesaurus_free(t);
}
END_TEST

START_TEST(a_tilde_begins_a_group_of_its_ring)
{
    struct thesaurus *t = NULL;
    struct error err = {0};
    static const uint32_t groups[] = {0, 0, 1, 1, 0}, rings[] = {0, 0, 0, 0, 1};
    ck_assert_msg(thesaurus_parse(VIEW("Belarus = Belorussia ~ Belarusian = Belarussian\nKyiv"), "t", &t, &err) == STATUS_OK, "%s",
                  err.text);
    ck_assert_uint_eq(t->count, 5);
    for (size_t i = 0; i < t->count; i++) {
        ck_assert_uint_eq(t->members[i].group, groups[i]);
        ck_assert_uint_eq(t->members[i].ring, rings[i]);
    }
    thesaurus_free(t);
}
END_TEST

static const struct {
    const char *text, *sentence;
} bad[] = {
    {"a = b\nc = ", "f.txt, line 2: there is nothing on one side of '=' or '~'"},
    {"a = b ~", "f.txt, line 1: there is nothing on one side of '=' or '~'"},
    {"= b", "f.txt, line 1: there is nothing on one side of '=' or '~'"},
    {"a = -", "f.txt, line 1: no letter and no digit in a member: '-'"},
    {"a = b \"c\"", "f.txt, line 1: a quotation mark that is not round the whole member: 'b \"c\"'"},
    {"a = b = a", "f.txt, line 1: a member stands twice in its ring: 'a'"},
    {"x = a b c d e f g h i j k l m n o p q", "f.txt, line 1: a member of more than 16 words: 'a b c d e f g h i j k l m n o p q'"},
    {"a = \xff", "f.txt, line 1: this is not UTF-8 text"},
    {"\n\na = \x1b[1m", "f.txt, line 3: there is a control character"},
};

START_TEST(names_file_line_and_cause)
{
    struct thesaurus *t = NULL;
    struct error err = {0};
    ck_assert_int_eq(thesaurus_parse(view_of(bad[_i].text), "f.txt", &t, &err), STATUS_INPUT);
    ck_assert_ptr_null(t);
    ck_assert_str_eq(err.text, bad[_i].sentence);
}
END_TEST

START_TEST(loads_files_and_says_what_it_cannot_read)
{
    char path[] = "/tmp/lede_thesaurus_XXXXXX";
    struct thesaurus *t = NULL;
    struct error err = {0};
    int fd = mkstemp(path);
    ck_assert_int_eq(write(fd, "a = b\n", 6), 6);
    close(fd);
    ck_assert_int_eq(thesaurus_load(path, &t, &err), STATUS_OK);
    ck_assert_uint_eq(t->rings, 1);
    thesaurus_free(t);
    unlink(path);
    ck_assert_int_eq(thesaurus_load(path, &t, &err), STATUS_IO);
    ck_assert_ptr_nonnull(strstr(err.text, path));
    ck_assert_int_eq(thesaurus_load("/", &t, &err), STATUS_IO);
}
END_TEST

/* Every line of the shipped file arrives in the program: the builder of tables loses none. */
START_TEST(the_shipped_one_is_the_file)
{
    struct thesaurus *shipped = NULL, *file = NULL;
    struct error err = {0};
    ck_assert_msg(thesaurus_shipped(&shipped, &err) == STATUS_OK, "%s", err.text);
    ck_assert_msg(thesaurus_load(LEDE_THESAURUS, &file, &err) == STATUS_OK, "%s", err.text);
    ck_assert_uint_eq(shipped->rings, file->rings);
    ck_assert_uint_eq(shipped->count, file->count);
    ck_assert_uint_ge(shipped->rings, 150);
    thesaurus_free(shipped);
    thesaurus_free(file);
}
END_TEST

/* A ring of one rewrites nothing: in the shipped one it would be a mistake. */
START_TEST(every_shipped_ring_has_two_members)
{
    struct thesaurus *t = NULL;
    struct error err = {0};
    ck_assert_int_eq(thesaurus_shipped(&t, &err), STATUS_OK);
    for (size_t i = 0; i < t->count; i++) {
        bool before = i > 0 && t->members[i - 1].ring == t->members[i].ring;
        bool behind = i + 1 < t->count && t->members[i + 1].ring == t->members[i].ring;
        ck_assert_msg(before || behind, "%.*s stands alone", (int)t->members[i].text.len, t->members[i].text.ptr);
    }
    thesaurus_free(t);
}
END_TEST

static void stems_of(struct analyser *a, struct view text, struct buf *out, bool *only_stop_words)
{
    struct tokens tokens = {0};
    *only_stop_words = true;
    analyse(a, text, ANALYSE_TEXT, &tokens);
    for (size_t i = 0; i < tokens.count; i++) {
        if (tokens.items[i].flags & TOKEN_VARIANT)
            continue;
        buf_printf(out, "%s ", tokens.items[i].word->stem);
        *only_stop_words = *only_stop_words && tokens.items[i].word->is_stop;
    }
    tokens_release(&tokens);
}

/* A member of stop words would rewrite everything; one with the stems of its neighbour says nothing new. */
START_TEST(every_shipped_member_says_something_of_its_own)
{
    struct thesaurus *t = NULL;
    struct analyser *a = NULL;
    struct error err = {0};
    struct buf twice = {0};
    ck_assert_int_eq(thesaurus_shipped(&t, &err), STATUS_OK);
    ck_assert_int_eq(analyser_new("en", &a, &err), STATUS_OK);
    for (size_t i = 0; i < t->count; i++) {
        struct buf stems = {0}, others = {0};
        bool stop, ignored;
        stems_of(a, t->members[i].text, &stems, &stop);
        ck_assert_msg(stems.len > 0 && !stop, "'%.*s' says nothing", (int)t->members[i].text.len, t->members[i].text.ptr);
        for (size_t n = i + 1; n < t->count && t->members[n].ring == t->members[i].ring; n++) {
            buf_clear(&others);
            stems_of(a, t->members[n].text, &others, &ignored);
            if (view_equal(view_of_buf(&stems), view_of_buf(&others)))
                buf_printf(&twice, "%.*s; ", (int)t->members[n].text.len, t->members[n].text.ptr);
        }
        buf_release(&stems);
        buf_release(&others);
    }
    ck_assert_msg(twice.len == 0, "the stems of their neighbours have: %s", twice.data);
    analyser_free(a);
    thesaurus_free(t);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("thesaurus");
    TCase *tcase = tcase_create("thesaurus");
    tcase_add_loop_test(tcase, reads_rings_comments_and_quotes, 0, COUNT(good));
    tcase_add_test(tcase, a_tilde_begins_a_group_of_its_ring);
    tcase_add_loop_test(tcase, names_file_line_and_cause, 0, COUNT(bad));
    tcase_add_test(tcase, loads_files_and_says_what_it_cannot_read);
    tcase_add_test(tcase, the_shipped_one_is_the_file);
    tcase_add_test(tcase, every_shipped_ring_has_two_members);
    tcase_add_test(tcase, every_shipped_member_says_something_of_its_own);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
