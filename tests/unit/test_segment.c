/* Sentences, one row a text: its sentences separated by "|", paragraphs by "||". */
#include "common/segment.h"

#include "common/stop.h"

#include "tests/support/suite.h"

#include <string.h>

static const struct {
    const char *text, *sentences;
} rows[] = {
    {"", ""},
    {" \n\n \t\n", ""},
    {"No end", "No end"},
    {"  One. Two!  Three? ", "One.|Two!|Three?"},
    {"He left.\nShe stayed.", "He left.|She stayed."},
    {"One.\n\nTwo.\n \t \n\n\nThree", "One.||Two.||Three"},
    {"A line\ngoes on\nhere", "A line\ngoes on\nhere"},
    /* abbreviations */
    {"Gen. Smith and Sen. Jones met Gov. Brown. They left.", "Gen. Smith and Sen. Jones met Gov. Brown.|They left."},
    {"Mr. A saw Mrs. B. Today he saw Dr. C.", "Mr. A saw Mrs. B. Today he saw Dr. C."},
    {"On Jan. 5 and Feb. 7 it rained.", "On Jan. 5 and Feb. 7 it rained."},
    {"Acme Inc. Chairman Bob left.", "Acme Inc. Chairman Bob left."},
    {"He runs Acme Inc. The firm grew.", "He runs Acme Inc.|The firm grew."},
    {"It is No. 10 here. He said no. 10 came.", "It is No. 10 here.|He said no. 10 came."},
    {"He said no. Then he left.", "He said no.|Then he left."},
    {"Guns, tanks, etc. The end.", "Guns, tanks, etc.|The end."},
    {"Smith vs. Jones", "Smith vs. Jones"},
    {"i.e. Smith, e.g. Jones, cf. Brown", "i.e. Smith, e.g. Jones, cf. Brown"},
    /* initials and acronyms */
    {"J. F. Kennedy spoke. L. B. Johnson too.", "J. F. Kennedy spoke.|L. B. Johnson too."},
    {"The U.S. Senate voted. It passed.", "The U.S. Senate voted.|It passed."},
    {"He left the U.S. The Senate voted.", "He left the U.S.|The Senate voted."},
    {"U.S. aid came at 9 a.m. Monday.", "U.S. aid came at 9 a.m. Monday."},
    {"He came at 9 a.m. They left.", "He came at 9 a.m.|They left."},
    {"It rose 2.5 to 3.5. Oil fell.", "It rose 2.5 to 3.5.|Oil fell."},
    {"In 1987. Then", "In 1987.|Then"},
    {"1. First point. 2. Second point.", "1. First point.|2. Second point."},
    {"Am 24. Februar begann es. Dann", "Am 24. Februar begann es.|Dann"},
    {"Visit example.com. It is free.", "Visit example.com.|It is free."},
    /* quotes and brackets */
    {"\"I won.\" He smiled.", "\"I won.\"|He smiled."},
    {"He said: \"Go.\" \"No!\" she said.", "He said: \"Go.\"|\"No!\" she said."},
    {"\u201cWe won.\u201d \u201cDid you?\u201d", "\u201cWe won.\u201d|\u201cDid you?\u201d"},
    {"It ended (at last.) Then", "It ended (at last.)|Then"},
    {"Yahoo! said so. Why? he asked.", "Yahoo! said so.|Why? he asked."},
    {"end.Next is no end", "end.Next is no end"},
    /* ellipses and repeated marks */
    {"Well... maybe. Well... Maybe.", "Well... maybe.|Well...|Maybe."},
    {"Wait\u2026 what? No!! Yes?!", "Wait\u2026 what?|No!!|Yes?!"},
    {"He paused . . . and went on.", "He paused . . . and went on."},
    /* text without case */
    {"IT IS SO . BUT EUROPE WAITED . THEN", "IT IS SO .|BUT EUROPE WAITED .|THEN"},
    {"THE U.S . WANTS THIS . THEN WHAT\n? TORY MEN", "THE U.S . WANTS THIS .|THEN WHAT\n?|TORY MEN"},
    {"ON DEC . 28 GEN . SMITH LEFT . HE", "ON DEC . 28 GEN . SMITH LEFT .|HE"},
    {"with the u.s . the end", "with the u.s . the end"},
    {"it ends . here it goes on", "it ends .|here it goes on"},
    {"GOOD . \" MANY SAID", "GOOD .|\" MANY SAID"},
    /* other scripts */
    {"\u5317\u7ea6\u5cf0\u4f1a\u4e3e\u884c\u3002\u7b2c\u4e8c\u53e5\uff01\u597d\uff1f\u662f",
     "\u5317\u7ea6\u5cf0\u4f1a\u4e3e\u884c\u3002|\u7b2c\u4e8c\u53e5\uff01|\u597d\uff1f|\u662f"},
    {"\u300c\u597d\u3002\u300d\u4ed6\u8bf4\u3002", "\u300c\u597d\u3002\u300d|\u4ed6\u8bf4\u3002"},
    {"\u0645\u0627 \u0647\u0630\u0627\u061f \u0647\u0630\u0627 \u0628\u064a\u062a. \u0646\u0639\u0645",
     "\u0645\u0627 \u0647\u0630\u0627\u061f|\u0647\u0630\u0627 \u0628\u064a\u062a.|\u0646\u0639\u0645"},
    {"\u092f\u0939 \u0939\u0948\u0964 \u0935\u0939 \u0939\u0948\u0964",
     "\u092f\u0939 \u0939\u0948\u0964|\u0935\u0939 \u0939\u0948\u0964"},
    {"\u041e\u043d \u0443\u0448\u0451\u043b. \u041e\u043d\u0430 \u0442\u043e\u0436\u0435.",
     "\u041e\u043d \u0443\u0448\u0451\u043b.|\u041e\u043d\u0430 \u0442\u043e\u0436\u0435."},
    {"\u0412. \u041f\u0443\u0442\u0438\u043d \u0438 \u0434\u0440. \u0432 2024 \u0433. "
     "\u0432\u0441\u0442\u0440\u0435\u0442\u0438\u043b\u0438\u0441\u044c.",
     "\u0412. \u041f\u0443\u0442\u0438\u043d \u0438 \u0434\u0440. \u0432 2024 \u0433. "
     "\u0432\u0441\u0442\u0440\u0435\u0442\u0438\u043b\u0438\u0441\u044c."},
    {"\u0e1b\u0e23\u0e30\u0e0a\u0e38\u0e21 \u0e27\u0e31\u0e19\u0e19\u0e35\u0e49",
     "\u0e1b\u0e23\u0e30\u0e0a\u0e38\u0e21 \u0e27\u0e31\u0e19\u0e19\u0e35\u0e49"},
};

START_TEST(text_is_cut_into_these_sentences)
{
    struct view text = view_of(rows[_i].text);
    struct sentences sentences = {0};
    struct buf printed = {0};
    segment_sentences(text, &sentences);
    buf_add_text(&printed, "");
    for (size_t i = 0; i < sentences.count; i++) {
        const struct sentence *s = &sentences.items[i];
        if (i)
            buf_add_text(&printed, s->paragraph == s[-1].paragraph ? "|" : "||");
        buf_add_view(&printed, view_sub(text, s->span.start, s->span.end));
    }
    ck_assert_str_eq(printed.data, rows[_i].sentences);
    buf_release(&printed);
    sentences_release(&sentences);
}
END_TEST

/* `count` times `unit`, cut into sentences; each has at most SENTENCE_MAX_WORDS blanks between its words. */
static size_t count_sentences(const char *unit, int count, struct sentences *sentences)
{
    struct buf text = {0};
    for (int i = 0; i < count; i++)
        buf_add_text(&text, unit);
    segment_sentences(view_of_buf(&text), sentences);
    for (size_t i = 0; i < sentences->count; i++) {
        struct span span = sentences->items[i].span;
        size_t blanks = 0;
        for (size_t k = span.start; k < span.end; k++)
            blanks += text.data[k] == ' ';
        ck_assert_uint_lt(blanks, SENTENCE_MAX_WORDS);
    }
    buf_release(&text);
    return sentences->count;
}

START_TEST(an_overlong_sentence_is_cut)
{
    struct sentences s = {0};
    ck_assert_uint_eq(count_sentences("word ", 80, &s), 1);
    ck_assert_uint_eq(count_sentences("word ", 200, &s), 3);
    ck_assert_uint_eq(s.items[0].span.end, 80 * 5 - 1);
    ck_assert_uint_eq(count_sentences("one two three four five six seven, ", 40, &s), 4);
    ck_assert_uint_eq(s.items[0].span.end, 11 * 35 - 1);
    ck_assert_uint_eq(count_sentences("\u5b89\u5168", 200, &s), 3);
    ck_assert_uint_eq(count_sentences("x", 5000, &s), 1);
    ck_assert_uint_eq(count_sentences("\u0e2a\u0e07\u0e04\u0e23\u0e32\u0e21 ", 60, &s), 2);
    ck_assert_uint_eq(s.items[0].span.end % 16, 15); /* at a space, where a Thai phrase ends */
    sentences_release(&s);
}
END_TEST

/* A first word of every length, with a letter of two bytes in it or not: the words behind it stand everywhere in the blocks that are looked at together. */
START_TEST(an_overlong_sentence_is_cut_wherever_its_words_stand)
{
    for (size_t first = 2; first < 40; first++) {
        for (size_t at = 0; at + 1 < first; at++) {
            struct buf text = {0};
            struct sentences s = {0};
            for (size_t i = 0; i < first; i++)
                buf_add_char(&text, at > 0 && i == at ? '\xc3' : at > 0 && i == at + 1 ? '\xa9' : 'x');
            for (int i = 1; i < 100; i++)
                buf_add_text(&text, i % 7 == 3 ? "\t \nword" : " word");
            segment_sentences(view_of_buf(&text), &s);
            ck_assert_uint_eq(s.count, 2);
            ck_assert_uint_eq(s.items[0].span.end, first + 79 * 5 + 11 * 2);
            sentences_release(&s);
            buf_release(&text);
        }
    }
}
END_TEST

START_TEST(bounds_hold_for_broken_utf8)
{
    static const char *const texts[] = {"\xe3\x80", "a. \xff\xfe B", "\xf0\x9f. \x80\x80 A.", "x\xe2\x80", ".\xe2\x80\x9d\xe2"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct view text = view_of(texts[i]);
        struct sentences s = {0};
        segment_sentences(text, &s);
        uint32_t at = 0;
        for (size_t k = 0; k < s.count; k++) {
            ck_assert(s.items[k].span.start >= at && s.items[k].span.end > s.items[k].span.start);
            at = s.items[k].span.end;
        }
        ck_assert(s.count > 0 && at == text.len);
        sentences_release(&s);
    }
}
END_TEST

/* The whole list, in front of what each may stand before. */
START_TEST(no_abbreviation_of_the_list_ends_the_sentence)
{
    const struct data_list *list = data_abbreviations;
    ck_assert(list->count > 100);
    for (size_t i = 0; i < list->count; i++) {
        const char *line = data_line(list, i);
        size_t len = strcspn(line, " ");
        struct buf text = {0};
        buf_add_text(&text, "He saw ");
        buf_add(&text, line, len);
        buf_add_text(&text, line[len] && line[len + 1] == '+' ? ". 5 there" : ". Smith there");
        struct sentences s = {0};
        segment_sentences(view_of_buf(&text), &s);
        ck_assert_msg(s.count == 1, "%s", line);
        sentences_release(&s);
        buf_release(&text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("segment");
    TCase *tcase = tcase_create("sentences");
    tcase_add_loop_test(tcase, text_is_cut_into_these_sentences, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, an_overlong_sentence_is_cut);
    tcase_add_test(tcase, an_overlong_sentence_is_cut_wherever_its_words_stand);
    tcase_add_test(tcase, no_abbreviation_of_the_list_ends_the_sentence);
    tcase_add_test(tcase, bounds_hold_for_broken_utf8);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
