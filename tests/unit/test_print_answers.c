#include "query/present/printer.h"

#include "tests/support/made_answers.h"
#include "tests/support/suite.h"

#include <string.h>

static void print(const char *format, const struct print_settings *settings, struct buf *out)
{
    struct results r;
    make_results(&r);
    make_answers(&r);
    printer_find(format)->print(&r, settings, out);
    results_release(&r);
}

static void check_has(const struct buf *out, const char *part)
{
    ck_assert_msg(strstr(out->data, part) != NULL, "no %s in:\n%s", part, out->data);
}

/* Says where two long texts part. */
static void check_text(const char *got, const char *expected)
{
    size_t same = 0;
    while (got[same] != '\0' && got[same] == expected[same])
        same++;
    ck_assert_msg(got[same] == expected[same], "after %zu bytes \"%.80s\" instead of \"%.80s\"", same, got + same, expected + same);
}

START_TEST(text_shows_groups_copies_context_citation_explanation_and_facets)
{
    struct buf out = {0};
    print("text", &(struct print_settings){.width = 72, .qid = VIEW("1")}, &out);
    check_text(
        out.data,
        "about 1,204 articles match \xc2\xb7 passages 9-10\n\n"
        "\xe2\x94\x80\xe2\x94\x80 Reuters <i> \xc2\xb7 1 result\n\n"
        " 9  A pact for \\x1B[2J \xe5\xae\x89\xe5\x85\xa8\n"
        "    Reuters \xc2\xb7 2024-07-11 \xc2\xb7 Kyiv \xc2\xb7 en \xc2\xb7 2 copies \xc2\xb7 score 14.2035\n"
        "    \xe2\x80\xa6 \"Why\" & <b>when</b>?\n"
        "    \xe2\x80\x9cThe security pacts of July bind both sides for ten years.\n"
        "    \xe5\xae\x89\xe5\x85\xa8\xe4\xbf\x9d\xe9\x9a\x9c\xe2\x80\x9d\n"
        "    =1+1 \\x1B[31m. \xe2\x80\xa6\n"
        "    also A*P 2024-07-12 (<ap>)\n"
        "    \xe2\x80\x94 Reuters, \xe2\x80\x9c"
        "A pact for \\x1B[2J \xe5\xae\x89\xe5\x85\xa8\xe2\x80\x9d, Kyiv, 2024-07-11.\n"
        "      /news/uk.txt\n"
        "      bytes 10-81 of article uk-1, SHA-256\n"
        "      0000000000000000000000000000000000000000000000000000000000000042\n"
        "         7.0001  passage    secur 4.0001, pact 3.0000 (2)\n"
        "    +    1.5000  proximity  secur pact 1.5000\n"
        "    +    6.0000  article    secur 6.0000\n"
        "    +    0.7500  feedback   treati 0.7500\n"
        "    -    1.0466  recency    age -1.0466\n"
        "    =   14.2035  score\n\n"
        "\xe2\x94\x80\xe2\x94\x80 no source \xc2\xb7 1 result\n\n"
        "10  (no title)\n"
        "    score -0.500\n"
        "    b 2\n\n"
        "To check a citation: lede-query show DB ID --check SHA-256\n\n"
        "source\n"
        "  reuters          1,200  "
        "\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88"
        "\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88"
        "\xe2\x96\x88\xe2\x96\x88"
        "\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88"
        "\xe2\x96\x88\xe2\x96\x88"
        "\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\n"
        "  a <b> | \\x1B[1m      3  \xe2\x96\x8f\n"
        "  1 article without source\n");
    buf_release(&out);
}
END_TEST

START_TEST(color_is_all_that_escapes)
{
    struct buf plain = {0}, color = {0}, stripped = {0};
    print("text", &(struct print_settings){.width = 60}, &plain);
    print("text", &(struct print_settings){.width = 60, .color = true}, &color);
    ck_assert_ptr_null(strchr(plain.data, 033));
    for (size_t i = 0; i < color.len; i++) {
        if (color.data[i] == 033)
            i += strcspn(color.data + i, "m");
        else
            buf_add_char(&stripped, color.data[i]);
    }
    ck_assert_str_eq(stripped.data, plain.data);
    buf_release(&plain);
    buf_release(&color);
    buf_release(&stripped);
}
END_TEST

START_TEST(markdown_quotes_with_footnotes_and_escapes)
{
    struct buf out = {0};
    print("markdown", &(struct print_settings){.qid = VIEW("1")}, &out);
    check_has(&out, "## security \"pact\"\n\nabout 1,204 articles match\n");
    check_has(&out, "\n### Reuters \\<i\\>\n");
    check_has(&out, "[^9]  \n");
    check_has(&out, "   > The **security** **pacts** of July bind both sides for ten years.\n   > \n   > \xe5\xae\x89");
    check_has(&out, "\n[^9]: \xe2\x80\x9cThe security pacts of July");
    check_has(&out, "SHA-256 0000000000000000000000000000000000000000000000000000000000000042\n");
    check_has(&out, "| a \\<b\\> \\| ");
    ck_assert_ptr_null(strstr(out.data, "<b>"));
    ck_assert_ptr_null(strchr(out.data, 033));
    buf_release(&out);
}
END_TEST

/* No markup but our own: what is left when that is taken away has no < and no naked &. */
START_TEST(html_escapes_everything_from_outside)
{
    static const char *const own[] = {"<section", "</section>", "<h2>",        "</h2>",         "<h3",       "</h3>",
                                      "<ol>",     "</ol>",      "<li",         "</li>",         "<p ",       "</p>",
                                      "<a ",      "</a>",       "<blockquote", "</blockquote>", "<mark>",    "</mark>",
                                      "<cite>",   "</cite>",    "<table",      "</table>",      "<caption>", "</caption>",
                                      "<tr>",     "</tr>",      "<th>",        "</th>",         "<td>",      "</td>"};
    struct buf out = {0};
    print("html", &(struct print_settings){.qid = VIEW("1")}, &out);
    check_has(&out, "<mark>security</mark> <mark>pacts</mark> of July");
    check_has(&out, "<h3 class=\"lede-group\">Reuters &lt;i&gt;</h3>");
    check_has(&out, "<p class=\"lede-context\">&quot;Why&quot; &amp; &lt;b&gt;when&lt;/b&gt;?</p>");
    check_has(&out, "<tr><th>a &lt;b&gt; | ");
    ck_assert_ptr_null(strchr(out.data, 033));
    for (const char *at = strchr(out.data, '<'); at; at = strchr(at + 1, '<')) {
        bool known = false;
        for (size_t i = 0; i < sizeof own / sizeof *own; i++)
            known = known || strncmp(at, own[i], strlen(own[i])) == 0;
        ck_assert_msg(known, "%.40s", at);
    }
    buf_release(&out);
}
END_TEST

START_TEST(ids_may_end_in_nul)
{
    struct buf out = {0};
    print("ids", &(struct print_settings){.nul = true}, &out);
    ck_assert(view_equal(view_of_buf(&out), VIEW("uk-1@10-95\0b 2\0")));
    buf_release(&out);
}
END_TEST

int main(void)
{
    return run_suite("print_answers", (const TTest *const[]){text_shows_groups_copies_context_citation_explanation_and_facets,
                                                             color_is_all_that_escapes, markdown_quotes_with_footnotes_and_escapes,
                                                             html_escapes_everything_from_outside, ids_may_end_in_nul, NULL});
}
