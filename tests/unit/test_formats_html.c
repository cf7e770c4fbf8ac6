#include "tests/support/parse_fixture.h"
#include "tests/support/suite.h"

#include "indexer/formats/html.h"
#include "indexer/walk.h"

/* The bodies of the small rows stand in this frame; its text is what they show. */
#define PAGE(head, body) "<html><head>" head "</head><body>" body "</body></html>"

#define LONG                                                                                                                       \
    "This goes on for some time, for more than nine tenths of the page, so that what stands before it looks like a trifle, as "    \
    "a line about cookies does. It tells of the ministers, of what they signed and of what they ate. It tells of the rain, too, "  \
    "and of the crowd that waited in it for the ministers, who did not come out, since the rain was heavy. More is not known."

static const struct {
    const char *input, *expected;
} rows[] = {
    {PAGE("<title>T</title>", "<p>One.</p><p>Two.</p>"), "title: T\ntext: One.\n\nTwo.\n"},
    {"<p>Only a fragment", "text: Only a fragment\n"},
    {PAGE("", "<h1>Headline</h1><p>X.</p>"), "title: Headline\ntext: X.\n"},
    {PAGE("<title>Four words make one - Site</title>", "<p>X."), "title: Four words make one\ntext: X.\n"},
    {PAGE("<title>Kyiv - a city</title>", "<p>X."), "title: Kyiv - a city\ntext: X.\n"},
    {PAGE("<title>A pact | The Long Named Site of Nowhere in Particular</title><meta property=og:site_name content='The Long Named "
          "Site of Nowhere in Particular'>",
          "<p>X."),
     "title: A pact\nsource: The Long Named Site of Nowhere in Particular\ntext: X.\n"},
    {PAGE("", "<p>a&lt;b&gt; &amp;amp; &euro;&#8364;&#x20AC;&#128; &nosuch; R&D</p>"),
     "text: a<b> &amp; \xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC"},
    {PAGE("", "<p>in<i>li</i>ne <span>tags</span></p><div>a<div>b</div>c</div>"), "text: inline tags\n\na\n\nb\n\nc\n"},
    {PAGE("", "<pre>a\n  b</pre>"), "text: a\n  b\n"},
    {PAGE("", "<script>var a = '<p>no</p>';</script><p>X.<noscript><p>no</p></noscript>"), "text: X.\n"},
    {PAGE("", "<p>X.<!-- <p>no</p> --><p>Y.<style>p{}</style><template><p>no</template>"), "text: X.\n\nY.\n"},
    {PAGE("", "<div style='display:none'>no</div><div aria-hidden=true>no</div><div role=navigation>no</div><p>X."), "text: X.\n"},
    {PAGE("<meta name=date content='2024-02-31'><meta name=pubdate content='2024-02-28'>", "<p>X."),
     "published: 2024-02-28\ntext: X.\n"},
    {PAGE("", "<p>X.<p><time datetime='2024-07-11T10:00Z'>today</time>"), "published: 2024-07-11T10:00Z\ntext: X.\n"},
    {PAGE("", "<p>X.<p><time datetime=2024-07-12>a</time><time itemprop=datePublished datetime=2024-07-11>b</time>"),
     "published: 2024-07-11\n"},
    {PAGE("",
          "<p>X.<p><time class=updated datetime=2024-07-12>a</time><time class='published updated' datetime=2024-07-11>b</time>"),
     "published: 2024-07-11\nmodified: 2024-07-12\n"},
    {PAGE("", "<p>The page has an article of some words.<div class=comments><time datetime=2019-01-01></time>No.</div>"),
     "text: The page has"},
    {PAGE("", "<p>X.<div class=byline>By <a rel=author>Bo Berg</a></div><div class=author>Bo Berg</div>"), "author: Bo Berg\n"},
    {PAGE("", "<p>The first paragraph says what matters most, and is set apart from the rest.</p><div><p>" LONG "</p></div>"),
     "text: The first paragraph"},
    {PAGE("<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"Bo&#039;s &quot;T&quot;\"}</script>", "<p>X."),
     "title: Bo's \"T\"\n"},
    {PAGE("<link rel=canonical href='http://a.org/2024/07/11/pact'>", "<p>X."),
     "url: http://a.org/2024/07/11/pact\npublished: 2024-07-11\n"},
    {PAGE("<meta property=article:author content='https://social.example/me'><meta name=author content='Bo Berg'>", "<p>X."),
     "author: Bo Berg\ntext: X.\n"},
    {PAGE("<meta name=viewport content='width=1'><script type=application/ld+json>{broken</script>", "<p>X."), "text: X.\n"},
    {PAGE("<meta name=date content=soon>", "<p>X."),
     "problem 0: the date \"soon\" is not a date that Lede understands; the article has none\n"},
    {PAGE("", ""), "problem 0: has neither a title nor a text; left out\n"},
    {"", "problem 0: has neither a title nor a text; left out\n"},
};

START_TEST(a_page_gives_its_article)
{
    struct buf log = {0};
    parse_to_log(&format_html, view_of(rows[_i].input), &log);
    char *start = strncmp(log.data, "id: in.x\n", 9) == 0 ? log.data + 9 : log.data;
    ck_assert_msg(strncmp(start, rows[_i].expected, strlen(rows[_i].expected)) == 0, "got:\n%s\nnot:\n%s", start,
                  rows[_i].expected);
    buf_release(&log);
}
END_TEST

static const char *const pages[] = {"courier", "tables"};

START_TEST(a_whole_page_of_the_wild_gives_its_article)
{
    struct buf path = {0};
    struct buf html = {0};
    struct buf expected = {0};
    struct buf log = {0};
    struct error err;
    buf_printf(&path, "%s/html/%s.html", LEDE_TEST_DATA, pages[_i]);
    ck_assert_int_eq(walk_read_file(path.data, 1 << 20, &html, &err), STATUS_OK);
    buf_clear(&path);
    buf_printf(&path, "%s/html/%s.expected", LEDE_TEST_DATA, pages[_i]);
    ck_assert_int_eq(walk_read_file(path.data, 1 << 20, &expected, &err), STATUS_OK);
    parse_to_log(&format_html, view_of_buf(&html), &log);
    ck_assert_str_eq(log.data, expected.data);
    buf_release(&path);
    buf_release(&html);
    buf_release(&expected);
    buf_release(&log);
}
END_TEST

static void repeat(struct buf *out, const char *part, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_add_text(out, part);
}

/* What a hostile page is made of, and what must still be read of it. */
static const struct {
    const char *before, *part;
    size_t times;
    const char *after, *expected;
} hostile[] = {
    {"<title>T</title>", "<div>", 100000, "Deep words.", "Deep words."},
    {"<p>Before ", "<b>", 5000, " inside", "inside"},
    {"<p>Before.</p><p title='", "x", 1000000, "'>After.</p>", "After."},
    {"<p>Long ", "word ", 2500000, "the end.", "the end."},
    {"<p>Kept.", "</div></p></table>", 5000, "End.", "End."},
    {"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>Kept ", "&b;", 1000, " end.", "end."},
    {"<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><p>Kept &f;", ".", 1, " end.", "end."},
    {"<p>Kept <", "<", 10000, " end.", "Kept"},
    {"<p>Kept.<script>", "</p>", 1000, "</script><p>End.", "End."},
    {"<p>Kept.<ul>", "<li><a href=x>y</a><ul>", 2000, "<p>End.", "Kept."},
    {"<p>Kept.", "&#0;&#xFFFFFFFFFF;&#xD800;", 100, "End.", "End."},
    {"<p>Kept.</p><script type=application/ld+json>", "[", 100000, "</script><p>End.", "End."},
    {"<p>Kept.<table>", "<table><tr><td>", 300, "End.", "End."},
};

START_TEST(hostile_pages_lose_nothing_and_break_nothing)
{
    struct buf html = {0};
    struct buf log = {0};
    buf_add_text(&html, hostile[_i].before);
    repeat(&html, hostile[_i].part, hostile[_i].times);
    buf_add_text(&html, hostile[_i].after);
    parse_to_log(&format_html, view_of_buf(&html), &log);
    ck_log_lacks(log, "root:");
    ck_assert_msg(strstr(log.data, hostile[_i].expected) || strstr(log.data, "the text was cut"), "%.500s", log.data);
    buf_release(&html);
    buf_release(&log);
}
END_TEST

START_TEST(a_page_too_deep_is_read_without_structure_and_reported)
{
    struct buf html = {0};
    struct buf log = {0};
    buf_add_text(&html, "<title>Four words make one - Site</title><style>no</style><p>First.</p>");
    repeat(&html, "<div>", 100000);
    buf_add_text(&html, "Deep.<script>no()</script>");
    parse_to_log(&format_html, view_of_buf(&html), &log);
    ck_log_has(log, "problem 0: nested too deeply or too large for the HTML parser: read without its structure\n");
    ck_log_has(log, "title: Four words make one\n");
    ck_log_has(log, "First.\n\nDeep.\n");
    ck_log_lacks(log, "no");
    buf_release(&html);
    buf_release(&log);
}
END_TEST

START_TEST(every_cut_of_a_page_is_survived)
{
    static const char page[] =
        "<!DOCTYPE html><html><head><title>T \xC3\xA9</title><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
        "\"headline\":\"H\"}</script></head><body><p class='x'>A &amp; \xE2\x82\xAC <!-- c --> b</p><table><tr><td>1</table>";
    struct buf log = {0};
    struct buf plain = {0};
    for (size_t len = 0; len < sizeof page; len++) {
        char *cut = mem_copy_text((struct view){page, len}); /* its own allocation, so that ASan sees a step too far */
        parse_to_log(&format_html, (struct view){cut, len}, &log);
        buf_clear(&plain);
        html_fragment_text((struct view){cut, len}, &plain);
        free(cut);
    }
    buf_release(&log);
    buf_release(&plain);
}
END_TEST

static const struct {
    const char *html, *text;
} fragments[] = {
    {"<p>One &amp; two</p><p>Three<br>four<br><br>five", "One & two\n\nThree\nfour\n\nfive"},
    {"a <b>b</b>c<!-- d --> <script>e</script>f", "a bc f"},
    {"1 < 2 & 3 > 2 <3", "1 < 2 & 3 > 2 <3"},
    {"&#65;&#x42;&#146;&nbsp;&bogus;&#0;", "AB\xE2\x80\x99\xC2\xA0&bogus;\xEF\xBF\xBD"},
    {"<a title='>'>x</a><p", "x"},
    {"<script>never closed", ""},
};

START_TEST(fragments_are_stripped)
{
    struct buf out = {0};
    buf_add_text(&out, "");
    html_fragment_text(view_of(fragments[_i].html), &out);
    ck_assert_str_eq(out.data, fragments[_i].text);
    buf_release(&out);
}
END_TEST

START_TEST(markup_is_told_from_text)
{
    static const char *const yes[] = {"<p>x", " <div class=a>x</div>", "<!-- c --><p>", "<br/>x", "<H1>x</H1>"};
    static const char *const no[] = {"", "x <p>", "<3 years", "<unknown>x", "<p", "< p>"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        ck_assert_msg(html_looks_like_markup(view_of(yes[i])), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        ck_assert_msg(!html_looks_like_markup(view_of(no[i])), "%s", no[i]);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("formats_html");
    TCase *tcase = tcase_create("html");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, a_page_gives_its_article, 0, COUNT(rows));
    tcase_add_loop_test(tcase, a_whole_page_of_the_wild_gives_its_article, 0, COUNT(pages));
    tcase_add_loop_test(tcase, hostile_pages_lose_nothing_and_break_nothing, 0, COUNT(hostile));
    tcase_add_loop_test(tcase, fragments_are_stripped, 0, COUNT(fragments));
    tcase_add_test(tcase, a_page_too_deep_is_read_without_structure_and_reported);
    tcase_add_test(tcase, every_cut_of_a_page_is_survived);
    tcase_add_test(tcase, markup_is_told_from_text);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
