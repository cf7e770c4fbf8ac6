/* Web feeds become articles: what each element means, what is mended, and that a broken feed costs only what cannot be read. */
#include "tests/support/parse_fixture.h"
#include "tests/support/suite.h"

#define RSS(items) "<rss version=\"2.0\"><channel><title>Wire</title>" items "</channel></rss>"
#define ITEM(inside) "<item>" inside "</item>"
#define ATOM(entries) "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Wire</title>" entries "</feed>"

static const struct {
    const char *text, *expected;
} files[] = {
    /* RSS 2.0 */
    {RSS(ITEM("<title>A</title><description>x</description>") "\n" ITEM("<title>B</title>")),
     "id: in.x:1\ntitle: A\nsource: Wire\ntext: x\n--\nid: in.x:2\ntitle: B\nsource: Wire\n--\n"},
    {"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- c -->\n<rss><channel><language>en-gb</language><item><title>A</title><link> "
     "http://w/1 "
     "</link><pubDate>Thu, 11 Jul 2024 10:30:00 GMT</pubDate><category>NATO</category><category>aid, arms</category><author>a@w "
     "(Anna Example)</author></item></channel></rss>",
     "id: http://w/1\ntitle: A\nauthor: Anna Example\nurl: http://w/1\nlanguage: en\ntopics: NATO\naid, arms\n"
     "published: 2024-07-11T10:30:00Z\n--\n"},
    {RSS(ITEM("<title>A</title><guid>http://w/1</guid>")), "id: http://w/1\ntitle: A\nsource: Wire\nurl: http://w/1\n--\n"},
    {RSS(ITEM("<title>A</title><guid>17</guid><link>http://w/1</link>")),
     "id: http://w/1\ntitle: A\nsource: Wire\nurl: http://w/1\n--\n"}, /* other feeds have a 17, too */
    {RSS(ITEM("<title>A</title><guid>17</guid>")), "id: in.x:1\ntitle: A\nsource: Wire\n--\n"},
    {RSS(ITEM("<title>A</title><source url=\"http://o/\">Other</source><author>a@w.example</author>")),
     "id: in.x:1\ntitle: A\nsource: Other\n--\n"},
    {RSS("<image><title>Logo</title></image>" ITEM("<title>A</title>")), "id: in.x:1\ntitle: A\nsource: Wire\n--\n"},
    /* markup */
    {RSS(ITEM(
         "<title>Kyiv&amp;#8217;s &lt;i&gt;R&amp;amp;D&lt;/i&gt;</title><description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;a &amp;lt; "
         "b&lt;/p&gt;</description>")),
     "id: in.x:1\ntitle: Kyiv\xE2\x80\x99s R&D\nsource: Wire\ntext: One.\n\na < b\n--\n"},
    {RSS(ITEM("<title><![CDATA[A & B]]></title><description><![CDATA[<p>One.</p><p>Two.</p>]]></description>")),
     "id: in.x:1\ntitle: A & B\nsource: Wire\ntext: One.\n\nTwo.\n--\n"},
    {RSS(ITEM("<title>A</title><description>One.\n\nTwo.</description>")),
     "id: in.x:1\ntitle: A\nsource: Wire\ntext: One.\n\nTwo.\n--\n"},
    /* modules */
    {"<rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
     "xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><item><media:title>M</media:title><media:description>m</"
     "media:description>"
     "<description>short</description><content:encoded>long</content:encoded><dc:title>D</dc:title><title>A</title>"
     "<dc:creator>By Bo Berg</dc:creator><dc:subject>aid</dc:subject><dc:date>2024-07-11</dc:date><dc:language>fr</dc:language>"
     "</item></channel></rss>",
     "id: in.x:1\ntitle: A\nauthor: Bo Berg\nlanguage: fr\ntopics: aid\npublished: 2024-07-11\ntext: long\n--\n"},
    /* RSS 1.0 */
    {"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
     "xmlns=\"http://purl.org/rss/1.0/\"><channel><title>Wire</title>"
     "<items><rdf:Seq/></items></channel><item rdf:about=\"http://w/1\"><title>A</title><link>http://w/1</link></item></rdf:RDF>",
     "id: http://w/1\ntitle: A\nsource: Wire\nurl: http://w/1\n--\n"},
    /* Atom */
    {"<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\"><title type=\"html\">R&amp;amp;D</title><entry><title>A</title>"
     "<link rel=\"self\" href=\"http://w/self\"/><link href=\"http://w/1\"/><id>tag:w,2024:1</id><updated>2024-07-12</updated>"
     "<published>2024-07-11</published><author><name>Carl Dorn</name><email>c@w</email></author><category term=\"aid\"/>"
     "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>One.</p><p>T<b>w</b>o.</p></div></content>"
     "<summary>short</summary></entry></feed>",
     "id: tag:w,2024:1\ntitle: A\nsource: R&D\nauthor: Carl Dorn\nurl: http://w/1\nlanguage: de\ntopics: aid\npublished: "
     "2024-07-11\n"
     "modified: 2024-07-12\ntext: One.\n\nTwo.\n--\n"},
    {ATOM("<entry><title type=\"text\">a &lt;b&gt; "
          "c</title><updated>2024-07-12</updated><source><title>Other</title></source></entry>"),
     "id: in.x:1\ntitle: a <b> c\nsource: Other\npublished: 2024-07-12\n--\n"},
    /* what is mended */
    {RSS(ITEM("<title>A & B &x; c&nbsp;d &hellip; &amp; &#8217; &#1;e\x01"
              "f\xEF\xBF\xBFg</title>") ITEM("<title>B</title>")),
     "id: in.x:1\ntitle: A & B &x; c d \xE2\x80\xA6 & \xE2\x80\x99 e f g\nsource: Wire\n--\nid: in.x:1.2\ntitle: B\nsource: "
     "Wire\n--\n"},
    {RSS(ITEM("<title>A</title><link>http://w/?a=1&b=2</link>")),
     "id: http://w/?a=1&b=2\ntitle: A\nsource: Wire\nurl: http://w/?a=1&b=2\n--\n"},
    {"<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/hostname\">]>" RSS(
         ITEM("<title>&b;&f;</title>")),
     "id: in.x:1\ntitle: &b;&f;\nsource: Wire\n--\n"},
    /* what is lost */
    {RSS(ITEM("<title>A</title>") "\n" ITEM("<link>http://w/2</link>")),
     "id: in.x:1\ntitle: A\nsource: Wire\n--\nproblem 2: has neither a title nor a text; left out\n"},
    {"<rss><channel>" ITEM("<title>A</title>") "\n<item><title>B</title>",
     "id: in.x:1\ntitle: A\n--\nproblem 2: the XML cannot be read from here on, the rest is left out: it ends too early, or "
     "something "
     "follows its end\n"},
    {RSS(ITEM("<title>A</title><pubDate>soon</pubDate>")), "problem 1: the date \"soon\" is not a date that Lede understands; the "
                                                           "article has none\nid: in.x:1\ntitle: A\nsource: Wire\n--\n"},
    {"<rss><channel>", "failed: line 1: it cannot be read as XML: it ends too early, or something follows its end\n"},
    {"", "failed: line 1: it cannot be read as XML: it ends too early, or something follows its end\n"},
    {RSS(""), ""},
};

START_TEST(an_item_becomes_an_article)
{
    ck_parses_to(&format_feed, files[_i].text, files[_i].expected);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("formats_feed");
    TCase *tcase = tcase_create("feed");
    tcase_add_loop_test(tcase, an_item_becomes_an_article, 0, COUNT(files));
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
