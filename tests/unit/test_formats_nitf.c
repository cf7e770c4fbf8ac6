/* The XML of news agencies and archives becomes articles. */
#include "tests/support/parse_fixture.h"
#include "tests/support/suite.h"

#define NITF(head, body_head, content)                                                                                             \
    "<nitf><head>" head "</head><body><body.head>" body_head "</body.head><body.content>" content "</body.content></body></nitf>"

static const struct {
    const char *text, *expected;
} files[] = {
    {NITF("<title>T</title>", "", "<p>One.</p><p>T<em>w</em>o.</p>"), "id: in.x:1\ntitle: T\ntext: One.\n\nTwo.\n--\n"},
    {"<?xml version=\"1.0\"?>\n<!DOCTYPE nitf SYSTEM \"nitf.dtd\">\n" NITF(
         "<title>short</title><docdata><doc-id id-string=\"w-17\"/><date.issue norm=\"20240711T103000Z\"/><doc.copyright "
         "holder=\"Wire\"/><key-list><keyword key=\"NATO\"/><keyword key=\"aid, arms\"/></key-list></docdata>",
         "<hedline><hl1>Pact &amp; aid</hl1><hl2>more</hl2></hedline><byline>By <person>Anna Example</person>, in "
         "Kyiv</byline><dateline><location>KYIV</location> <story.date norm=\"20240710\"/></dateline>",
         "<media><media-caption>a picture</media-caption></media><hl2>Head</hl2><p>One.</p>"),
     "id: w-17\ntitle: Pact & aid\nsource: Wire\nplace: KYIV\nauthor: Anna Example\ntopics: NATO\naid, arms\n"
     "published: 2024-07-11T10:30:00Z\ntext: Head\n\nOne.\n--\n"},
    {NITF("<pubdata date.publication=\"19870101T000000\" ex-ref=\"http://w/1\" name=\"The Paper\"/>"
          "<docdata><identified-content><classifier type=\"general\">Arms</classifier></identified-content></docdata>",
          "<hedline><hl1>T</hl1></hedline><byline>By BO BERG</byline>",
          "<block class=\"lead_paragraph\"><p>One.</p></block><block class=\"full_text\"><p>One.</p><p>Two.</p></block>"),
     "id: http://w/1\ntitle: T\nsource: The Paper\nauthor: BO BERG\nurl: http://w/1\ntopics: Arms\npublished: "
     "1987-01-01T00:00:00Z\ntext: One.\n\nTwo.\n--\n"},
    {"<newsitem itemid=\"2286\" date=\"1996-08-20\" xml:lang=\"en\"><title>X: T</title><headline>T</headline><byline>Carl Dorn"
     "</byline><text><p>One.</p>\n<p>Two.</p></text><copyright>c</copyright><metadata><codes class=\"topics\"><code "
     "code=\"C13\"/><code code=\"GDEF\"/></codes></metadata></newsitem>",
     "id: 2286\ntitle: T\nauthor: Carl Dorn\nlanguage: en\ntopics: C13\nGDEF\npublished: 1996-08-20\ntext: One.\n\nTwo.\n--\n"},
    {"<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header/><itemSet><newsItem guid=\"urn:newsml:w:1\" "
     "xml:lang=\"de-AT\">"
     "<itemMeta><provider><name>Wire</name></provider><versionCreated>2024-07-12T10:00:00Z</versionCreated></itemMeta>"
     "<contentMeta><contentCreated>2024-07-11</contentCreated><located><name>Wien</name></located><headline>T</headline>"
     "<subject><name>NATO</name></subject></contentMeta><contentSet><inlineXML><html xmlns=\"http://www.w3.org/1999/xhtml\"><head>"
     "<title>no</title></head><body><h1>H</h1><p>One.</p></body></html></inlineXML></contentSet></newsItem>"
     "<newsItem guid=\"urn:newsml:w:2\"><contentSet><inlineXML>" NITF(
         "", "<hedline><hl1>U</hl1></hedline>", "<p>Two.</p>") "</inlineXML></contentSet></newsItem></itemSet></newsMessage>",
     "id: urn:newsml:w:1\ntitle: T\nsource: Wire\nplace: Wien\nlanguage: de\ntopics: NATO\npublished: 2024-07-11\n"
     "modified: 2024-07-12T10:00:00Z\ntext: H\n\nOne.\n--\nid: urn:newsml:w:2\ntitle: U\ntext: Two.\n--\n"},
    {"<nitfs>" NITF("<title>T</title>", "", "") "\n" NITF("<title>U</title>", "", "") "\n<nitf><head>",
     "id: in.x:1\ntitle: T\n--\nid: in.x:2\ntitle: U\n--\nproblem 3: the XML cannot be read from here on, the rest is left out: it "
     "ends too early, or something follows its end\n"},
    {NITF("", "", ""), "problem 1: has neither a title nor a text; left out\n"},
    {"<nitf>", "failed: line 1: it cannot be read as XML: it ends too early, or something follows its end\n"},
};

START_TEST(an_item_becomes_an_article)
{
    ck_parses_to(&format_nitf, files[_i].text, files[_i].expected);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("formats_nitf");
    TCase *tcase = tcase_create("nitf");
    tcase_add_loop_test(tcase, an_item_becomes_an_article, 0, (int)(sizeof files / sizeof *files));
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
