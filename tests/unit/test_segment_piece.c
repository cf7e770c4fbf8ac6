/* How a long text is cut into pieces. */
#include "common/segment.h"

#include "tests/support/suite.h"

#include <string.h>

static void add_words(struct buf *text, int words)
{
    for (int i = 0; i < words; i++)
        buf_add_text(text, i == 0 ? "Word" : i % 10 == 0 ? ". Word" : " word");
}

/* A text of paragraphs with so many words each (0 ends the list), cut at `words`. */
static void cut(struct buf *text, const int *paragraphs, unsigned words, struct pieces *out)
{
    buf_clear(text);
    for (const int *p = paragraphs; *p; p++) {
        buf_add_text(text, p == paragraphs ? "" : "\n\n");
        add_words(text, *p);
    }
    segment_pieces(view_of_buf(text), words, out);
}

static const struct {
    int paragraphs[12];
    unsigned first[8]; /* the paragraphs that pieces begin in */
    size_t count;
} rows[] = {
    {{0}, {0}, 1},
    {{50, 60, 40, 0}, {0}, 1},                 /* 1.5 x words stays whole */
    {{50, 60, 41, 0}, {0, 2}, 1},              /* the rest would be below half: it stays with the others */
    {{50, 50, 50, 50, 0}, {0, 2}, 2},          /* two even pieces */
    {{60, 60, 60, 60, 0}, {0, 2}, 2},          /* 120 is nearer to 100 than 60 */
    {{100, 100, 100, 49, 0}, {0, 1, 2}, 3},    /* a short rest joins the last piece */
    {{100, 100, 100, 50, 0}, {0, 1, 2, 3}, 4}, /* a half is enough */
    {{199, 10, 0}, {0}, 1},                    /* up to 2 x words a paragraph is not cut */
    {{300, 0}, {0, 0, 0}, 3},                  /* above it is, at sentence ends */
    {{20, 250, 20, 0}, {0, 1, 1}, 3},
};

START_TEST(pieces_begin_in_these_paragraphs)
{
    struct buf text = {0};
    struct pieces pieces = {0};
    cut(&text, rows[_i].paragraphs, 100, &pieces);
    ck_assert_uint_eq(pieces.count, rows[_i].count);
    for (size_t i = 0; i < pieces.count; i++) {
        ck_assert_uint_eq(pieces.items[i].first_paragraph, rows[_i].first[i]);
        ck_assert(i == 0 || pieces.items[i].span.start > pieces.items[i - 1].span.end);
        ck_assert(i == 0 || text.data[pieces.items[i].span.start] == 'W');
    }
    ck_assert_uint_eq(pieces.items[0].span.start, 0);
    ck_assert_uint_eq(pieces.items[pieces.count - 1].span.end, text.len);
    pieces_release(&pieces);
    buf_release(&text);
}
END_TEST

START_TEST(an_empty_text_is_one_empty_piece)
{
    struct pieces pieces = {0};
    segment_pieces(VIEW(" \n\n "), 600, &pieces);
    ck_assert_uint_eq(pieces.count, 1);
    ck_assert_uint_eq(pieces.items[0].span.end, 0);
    pieces_release(&pieces);
}
END_TEST

START_TEST(chinese_counts_two_characters_as_a_word)
{
    struct buf text = {0};
    struct pieces pieces = {0};
    for (int paragraph = 0; paragraph < 2; paragraph++) {
        buf_add_text(&text, paragraph ? "\n\n" : "");
        for (int i = 0; i < 200; i++)
            buf_add_text(&text, "\xe5\xae\x89");
    }
    segment_pieces(view_of_buf(&text), 100, &pieces);
    ck_assert_uint_eq(pieces.count, 2);
    pieces_release(&pieces);
    buf_release(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("segment_piece");
    TCase *tcase = tcase_create("pieces");
    tcase_add_loop_test(tcase, pieces_begin_in_these_paragraphs, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, an_empty_text_is_one_empty_piece);
    tcase_add_test(tcase, chinese_counts_two_characters_as_a_word);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
