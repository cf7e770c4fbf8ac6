/* SGML of news collections becomes articles: what each tag means, what ids tell, and that broken markup costs only its own record. */
#include "tests/support/parse_fixture.h"
#include "tests/support/suite.h"

#define DOC(id, inside) "<DOC>\n<DOCNO> " id " </DOCNO>\n" inside "</DOC>\n"
#define TITLE(text) "<HEADLINE>" text "</HEADLINE>"

static const struct {
    const char *text, *expected;
} files[] = {
    /* AP: HEAD and BYLINE come again, indents begin paragraphs */
    {"mail\n" DOC("AP880212-0001",
                  "<FILEID>AP-NR</FILEID>\n<1ST_LINE>r i BC-Ferry</1ST_LINE>\n<HEAD>Ferry & Harbour</HEAD>\n"
                  "<HEAD>Eds: new</HEAD>\n<BYLINE>By ANN EXAMPLE</BYLINE>\n<BYLINE>Associated Press Writer</BYLINE>\n"
                  "<DATELINE>KIEL, Germany (AP) </DATELINE>\n<TEXT>\n   The ferry came\nback.\n   All < 5 "
                  "were\nwell.\n</TEXT>\n") "between\n",
     "id: AP880212-0001\ntitle: Ferry & Harbour\nsource: Associated Press\nplace: KIEL, Germany\nauthor: ANN EXAMPLE\n"
     "published: 1988-02-12\ntext: The ferry came back.\n\nAll < 5 were well.\n--\n"},
    /* WSJ: "@" sets off lines of the headline, blank lines part paragraphs */
    {DOC("WSJ870302-0001",
         "<HL> Who Runs:\n@  Harbour Co.\n@  By Bo Berg\n@  Staff Reporter</HL>\n<DD> 03/02/87</DD>\n<SO> WALL STREET "
         "JOURNAL (J), PAGE A1</SO>\n<DATELINE> NEW YORK </DATELINE>\n<LP>\nFirst.\n</LP>\n<TEXT>\n   One "
         "&amp; two.\n\n   Three.\n</TEXT>\n"),
     "id: WSJ870302-0001\ntitle: Who Runs: Harbour Co.\nsource: WALL STREET JOURNAL\nplace: NEW YORK\nauthor: Bo Berg\n"
     "published: 1987-03-02\ntext: First.\n\nOne & two.\n\nThree.\n--\n"},
    /* LA Times: everything in <P> */
    {DOC("LA010289-0001",
         "<DOCID> 17 </DOCID>\n<DATE>\n<P>\nJanuary 1, 1989, Sunday, Home Edition\n</P>\n</DATE>\n<HEADLINE>\n<P>\nFIRST;"
         "\n</P>\n<P>\nSECOND\n</P>\n</HEADLINE>\n<BYLINE>\n<P>\nBy ANN EXAMPLE and BO BERG, TIMES STAFF "
         "WRITERS\n</P>\n</BYLINE>\n<TEXT>\n<P>\nOne\n two.\n</P>\n<P>\n\nThree.\n</P>\n</TEXT>\n<GRAPHIC>\n<P>\nPhoto\n"
         "</P>\n</GRAPHIC>\n<SUBJECT>\n<P>\nPORTS; TRADE\n</P>\n</SUBJECT>\n"),
     "id: LA010289-0001\ntitle: FIRST; SECOND\nsource: Los Angeles Times\nauthor: ANN EXAMPLE, BO BERG\ntopics: PORTS\nTRADE\n"
     "published: 1989-01-01\ntext: One two.\n\nThree.\n--\n"},
    {DOC("LA010289-0002", "<DATE><P>Correction Appended</P></DATE>" TITLE("A")),
     "id: LA010289-0002\ntitle: A\nsource: Los Angeles Times\npublished: 1989-01-02\n--\n"},
    /* FT, FBIS, Federal Register */
    {DOC("FT911-3", "<DATE>910514\n</DATE>\n" TITLE("\nA\n") "\n<TEXT>\nOne\ntwo.\n</TEXT>\n<PUB>The Financial Times\n</PUB>\n"),
     "id: FT911-3\ntitle: A\nsource: The Financial Times\npublished: 1991-05-14\ntext: One two.\n--\n"},
    {DOC("FBIS3-1", "<HT>  \"x1\" </HT>\n<HEADER>\n<DATE1>  7 March 1994 </DATE1>\n</HEADER>\n<F P=100> EUROPE </F>\n<H3> <TI>   A "
                    "</TI></H3>\n"
                    "<TEXT>\nLanguage: <F P=105> Spanish </F>\n\n  [Text] One\ntwo.\n  Three.\n</TEXT>\n"),
     "id: FBIS3-1\ntitle: A\nsource: Foreign Broadcast Information Service\npublished: 1994-03-07\n"
     "text: Language: Spanish\n\n[Text] One two.\n\nThree.\n--\n"},
    {DOC("FR940104-0-00001", "<TEXT>\n<!-- PJG <P> -->\n<DOCTITLE>Olive&hyph;oil </DOCTITLE>\n<DATE>\nEFFECTIVE DATE: May 5, 1994\n"
                             "</DATE>\n<SUMMARY>s&blank;&sect; 4</SUMMARY></TEXT>\n"),
     "id: FR940104-0-00001\ntitle: Olive-oil\nsource: Federal Register\npublished: 1994-01-04\n"
     "text: Olive-oil EFFECTIVE DATE: May 5, 1994 s \xC2\xA7 4\n--\n"},
    /* AQUAINT and Gigaword */
    {DOC("APW19980203.0001", "<DATE_TIME> 02/03/1998 14:26:00 </DATE_TIME>\n<BODY>\n<SLUG>BC-X</SLUG>\n" TITLE(
                                 "A") "\n<TEXT>\n<P>One.</P>"
                                      "<ANNOTATION>x</ANNOTATION>\n</TEXT>\n</BODY>\n<TRAILER>end</TRAILER>\n"),
     "id: APW19980203.0001\ntitle: A\nsource: Associated Press\npublished: 1998-02-03\ntext: One.\n\nx\n--\n"},
    {DOC("NYT19980602.0002", "<DATE_TIME> 1998-06-02 00:04 </DATE_TIME>\n<BODY>One.\n<BR>Two.</BODY>\n"),
     "id: NYT19980602.0002\nsource: New York Times\npublished: 1998-06-02T00:04Z\ntext: One.\nTwo.\n--\n"},
    {"<DOC id=\"AFP_ENG_20041201.0001\" type='story' >\n<HEADLINE>A</HEADLINE>\n<DATELINE>\nKIEL, Dec 1 "
     "(AFP)\n</DATELINE>\n<TEXT>\n<P>\n"
     "One.\n</P>\n</TEXT>\n</DOC>\n<doc docid=q7 url=x><text>Two.</text></doc>",
     "id: AFP_ENG_20041201.0001\ntitle: A\nsource: Agence France-Presse\nplace: KIEL\npublished: 2004-12-01\ntext: One.\n--\n"
     "id: q7\ntext: Two.\n--\n"},
    /* ids: what they tell for certain */
    {DOC("", TITLE("A")) "\n" DOC("x-881340-1", TITLE("B")) DOC("AP881340-0001", TITLE("C")) DOC("APPLE880212-1", TITLE("D"))
         DOC("AP2", TITLE("E")) DOC("CR93E-1", TITLE("F")) DOC("x20240230", TITLE("G")) DOC("x20240229", TITLE("H")),
     "id: in.x:1\ntitle: A\n--\nid: x-881340-1\ntitle: B\n--\nid: AP881340-0001\ntitle: C\n--\nid: APPLE880212-1\ntitle: D\n--\n"
     "id: AP2\ntitle: E\n--\nid: CR93E-1\ntitle: F\nsource: Congressional Record\npublished: 1993\n--\n"
     "id: x20240230\ntitle: G\n--\nid: x20240229\ntitle: H\npublished: 2024-02-29\n--\n"},
    {"<DOC><DOCID>HAM2-1</DOCID>" TITLE("A") "</DOC><DOC><DOCID>1</DOCID><DOCNO>GH950102-000000</DOCNO>" TITLE("B") "</DOC>",
     "id: HAM2-1\ntitle: A\n--\nid: GH950102-000000\ntitle: B\nsource: Glasgow Herald\npublished: 1995-01-02\n--\n"},
    {DOC("FT934-1", "<DATE>soon</DATE>" TITLE("A")) DOC("ZF09-1", "<DATE>soon</DATE>" TITLE("B")),
     "id: FT934-1\ntitle: A\nsource: Financial Times\npublished: 1993\n--\n"
     "problem 4: the date \"soon\" is not a date that Lede understands; the article has none\nid: ZF09-1\ntitle: B\nsource: "
     "Ziff-Davis\n--\n"},
    /* texts */
    {DOC("1", "<TEXT> one </TEXT><TEXT>\n two\n three\n</TEXT>"), "id: 1\ntext: one\n\ntwo three\n--\n"},
    {DOC("1", "<UNIT>x</UNIT>loose <b>t</b>\n<H1>head</H1><SUMMARY>sum</SUMMARY>"), "id: 1\ntext: loose t\n\nhead\n\nsum\n--\n"},
    {DOC("1", "<DOCHDR>http://w/ x</DOCHDR><html><head><title>A</title></head><body><p>Page."),
     "id: 1\ntitle: A\ntext: Page.\n--\n"},
    /* what is broken */
    {"<DOC><DOCNO>1</DOCNO><HEADLINE>A\n<TEXT>one\n<DOC><DOCNO>2<TEXT>two</DOC>\n<DOC></DOC><DOC><DOCNO>3</DOCNO>" TITLE("C"),
     "id: 1\ntitle: A\ntext: one\n--\nid: 2\ntext: two\n--\nproblem 4: has neither a title nor a text; left out\nid: 3\ntitle: "
     "C\n--\n"},
    {"<DOC><DOCNO>1<DOCHDR>http://w/</DOCHDR>Page.", "id: 1\ntext: Page.\n--\n"},
    {"<DOC><DOCNO>1</DOCNO><TEXT>a <b c<d e> < f </ g <DOC", "id: 1\ntext: a < f </ g\n--\n"},
    {"<DOCS>x</DOCS>", "failed: holds no <DOC> and no <REUTERS>\n"},
    /* Reuters-21578 */
    {"<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" OLDID=\"1\" NEWID=\"5544\">\n<DATE>26-FEB-1987 "
     "15:01:01.79</DATE>\n"
     "<TOPICS><D>cocoa</D><D>trade</D></TOPICS>\n<PLACES><D>brazil</D></PLACES>\n<UNKNOWN> \n&#5;&#5;C "
     "f0704</UNKNOWN>\n<TEXT>&#2;\n"
     "<TITLE>PORT &lt;PRT> REOPENS</TITLE>\n<AUTHOR>    by Carl Dorn, Reuters</AUTHOR>\n<DATELINE>    SANTOS, Feb 26 - "
     "</DATELINE><BODY>It\nopened.\n    Ships came\nin.\n&#3;</BODY></TEXT>\n</REUTERS>\n<REUTERS NEWID=\"2\">\n<TEXT "
     "TYPE=\"UNPROC\">&#2;\nplain\n&#3;</TEXT></REUTERS>",
     "id: 5544\ntitle: PORT <PRT> REOPENS\nsource: Reuters\nplace: SANTOS\nauthor: Carl Dorn\ntopics: cocoa\ntrade\n"
     "published: 1987-02-26T15:01:01Z\ntext: It opened.\n\nShips came in.\n--\nid: 2\nsource: Reuters\ntext: plain\n--\n"},
};

START_TEST(a_document_becomes_an_article)
{
    ck_parses_to(&format_trec, files[_i].text, files[_i].expected);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("formats_trec");
    TCase *tcase = tcase_create("trec");
    tcase_add_loop_test(tcase, a_document_becomes_an_article, 0, COUNT(files));
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
