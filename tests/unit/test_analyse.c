/* The table of the analysis: what becomes of a text, in many scripts. How terms are printed: tests/support/tokens.h. */
#include "common/analyse.h"

#include "tests/support/suite.h"
#include "tests/support/tokens.h"

static const struct {
    const char *language, *text, *tokens;
} rows[] = {
    /* plain words and punctuation */
    {"en", "", ""},
    {"en", " \t\n ", ""},
    {"en", "...", ""},
    {"en", "Leaders signed a security pact", "leaders signed a security pact"},
    {"en", "pact,treaty;deal:accord", "pact treaty deal accord"},
    {"en", "(pact) [deal] {accord} <b>", "pact deal accord b"},
    {"en", "\"pact\" 'deal' \u201caccord\u201d \u2018bloc\u2019", "pact deal accord bloc"},
    {"en", "talks\u2014long ones\u2013ended\u2026 quietly", "talks long ones ended quietly"},
    {"en", "and/or 24/7 #MeToo @user", "and or 24 7 metoo user"},
    {"en", "www.example.com a@b.org", "www example com a b org"},
    {"en", "end.Next .INVESTIGATING", "end next investigating"},
    {"en", "x = y + z * 2", "x y z 2"},
    {"en", "one\u00a0two\u3000three\u200bfour", "one two three four"},
    {"en", "\ufeffpact", "pact"},
    {"en", "NATO nato Nato", "nato nato nato"},
    {"en", "co\u00adope\u00adrate", "cooperate"},
    /* possessives and other apostrophes */
    {"en", "Ukraine's allies' pact", "ukraine allies pact"},
    {"en", "Ukraine\u2019s allies\u2019 pact", "ukraine allies pact"},
    {"en", "BRITAIN'S BOMBER", "britain bomber"},
    {"en", "it's who's let's", "it who let"},
    {"en", "don't we'll I'm", "don't we'll i'm"},
    {"en", "don\u2019t we\u2019ll", "don't we'll"},
    {"en", "O'Neill O\u2019Neill", "o'neill +oneill o'neill +oneill"},
    {"en", "Qur'an rock'n'roll", "qur'an +quran rock'n'roll +rocknroll"},
    {"en", "O'Neill's", "o'neill +oneill"},
    {"en", "3 mln-plus, $5-a-day", "3 +3m mln +mlnplus plus +mlnplus 5 +$5 +5aday a +5aday day +5aday"},
    {"en", "U-SD 5 USD 6 X-USD 7", "u +usd sd +usd 5 +$5 usd 6 +$6 x +xusd usd +xusd 7"},
    {"en", "'90s the 1990's", "90s the 1990"},
    {"en", "'s s' '", "s s"},
    /* acronyms */
    {"en", "The U.S. and the US told us", "the u.s and the u.s told us"},
    {"en", "the U.S president", "the u.s president"},
    {"en", "N.A.T.O. and N.A.T.O and NATO", "nato and nato and nato"},
    {"en", "U.K. U.N. U.S.A. U.S.S.R.", "uk un usa ussr"},
    {"en", "a Ph.D. at 9 a.m., e.g. here", "a phd at 9 am eg here"},
    {"en", "J. F. Kennedy and J.F.K.", "j f kennedy and jfk"},
    {"en", "the U.S.'s and U.S.\u2019s aid", "the u.s and u.s aid"},
    {"en", "the WHO said who", "the w.h.o said who"},
    {"en", "the W.H.O. said", "the w.h.o said"},
    {"en", "an IT firm said it", "an i.t firm said it"},
    {"en", "AIDS patients; he aids them", "a.i.d.s patients he aids them"},
    {"en", "Us and them", "us and them"},
    {"en", "the US's aid", "the u.s aid"},
    {"en", "THE U.S . WANTS AND WILL", "the u.s wants and will"},
    {"en", "THE ANGLO-U.S .\nCRISIS", "the anglo +anglous u.s +anglous crisis"},
    {"en", "IT ALL SPRANG FROM WHO", "it all sprang from who"},
    {"en", "THEY TOLD US ALL THIS", "they told u.s +us all this"},
    {"en", "THE AIDS CRISIS GOES ON", "the aids +a.i.d.s crisis goes on"},
    {"en", "vitamin B.The rest", "vitamin b the rest"},
    {"en", "US ATTACK", "u.s attack"},
    {"en", "WHO WINS", "who +w.h.o wins"},
    {"en", "U.S.Army Gen", "u.s army gen"},
    {"en", "M.P.s", "mps"},
    /* compounds */
    {"en", "F-16 F16", "f +f16 16 +f16 f16"},
    {"en", "F-16s", "f +f16s 16s +f16s"},
    {"en", "a cease-fire ceasefire", "a cease +ceasefire fire +ceasefire ceasefire"},
    {"en", "cease\u2010fire cease\u2011fire", "cease +ceasefire fire +ceasefire cease +ceasefire fire +ceasefire"},
    {"en", "cease--fire cease - fire -fire fire-", "cease fire cease fire fire fire"},
    {"en", "defen-\nce", "defen ce"},
    {"en", "mother-in-law's", "mother +motherinlaw in +motherinlaw law +motherinlaw"},
    {"en", "a-b-c-d-e", "a b c d e"},
    {"en", "covid-19", "covid +covid19 19 +covid19"},
    {"en", "U.S.-led and US-led", "u.s +usled led +usled and u.s +usled led +usled"},
    {"en", "1987-88 2-1 555-1234", "1987 88 2 1 555 1234"},
    {"en", "2024-07-10", "2024 07 10"},
    {"en", "foo_bar __init__", "foo +foobar bar +foobar init"},
    {"en", "AT&T R&D Q&A b&b", "at +att t +att r +rd d +rd q +qa a +qa b b"},
    {"en", "Franco-German talks", "franco +francogerman german +francogerman talks"},
    {"en", "5-year", "5 +5year year +5year"},
    {"en", "UK\u2013US trade", "uk u.s trade"},
    {"en", "caf\u00e9-bar", "cafe +caf\u00e9 +cafebar bar +cafebar"},
    /* numbers */
    {"en", "1,000 1000 12,345,678", "1000 1000 12345678"},
    {"en", "1.000 2.5 0.75 .5", "1.000 2.5 0.75 0.5"},
    {"en", "1,2,3 and 2014,100 and 1,234,5", "1 2 3 and 2014 100 and 1 234 5"},
    {"en", "3.2.1 192.168.0.1", "3 2 1 192 168 0 1"},
    {"en", "1,000.50 1.000.000", "1000.50 1000000"},
    {"en", "1 000 1\u00a0000 1\u202f000\u202f000", "1 000 1000 1000000"},
    {"en", "10:30 1/2 007", "10 30 1 2 007"},
    {"en", "2.5% 2.5 % 50%", "2.5 +2.5% 2.5 +2.5% 50 +50%"},
    {"en", "2.5 percent", "2.5 +2.5% percent"},
    {"en", "3 PER CENT OF ALL IS", "3 +3% per cent of all is"},
    {"en", "2.5 pct 2.5-percent", "2.5 +2.5% pct 2.5 +2.5% percent"},
    {"en", "2.5 per capita", "2.5 per capita"},
    {"en", "In 1987, percent", "in 1987 percent"},
    {"en", "$3.5bn", "3.5 +3.5bn +$3.5bn"},
    {"en", "$3.5 billion", "3.5 +3.5bn +$3.5bn billion"},
    {"en", "3.5 billion dollars", "3.5 +3.5bn +$3.5bn billion dollars"},
    {"en", "61bn dollars 3.5bn", "61 +61bn +$61bn dollars 3.5 +3.5bn"},
    {"en", "US$3 billion", "u.s 3 +3bn +$3bn billion"},
    {"en", "3 billion U.S. dollars", "3 +3bn +$3bn billion u.s dollars"},
    {"en", "USD 3 billion, 50 euros", "usd 3 +3bn +$3bn billion 50 +\u20ac50 euros"},
    {"en", "\u20ac50bn \u00a32.5m \u00a5100", "50 +50bn +\u20ac50bn 2.5 +2.5m +\u00a32.5m 100 +\u00a5100"},
    {"en", "50 \u20ac and 5\u20ac", "50 +\u20ac50 and 5 +\u20ac5"},
    {"en", "3.5 mln dlrs", "3.5 +3.5m +$3.5m mln dlrs"},
    {"en", "$ 800 MILLION", "800 +800m +$800m million"},
    {"en", "10k 2tn 4 trillion yen", "10 +10k 2 +2tn 4 +4tn +\u00a54tn trillion yen"},
    {"en", "$1,000", "1000 +$1000"},
    {"en", "16th 1990s 737max 3D", "16th 1990s 737max 3d"},
    {"en", "6\u00bd \u00bd 5\u2153", "6.5 0.5 5.33"},
    {"en", "\u0663\u066b\u0665 \u0661\u066c\u0660\u0660\u0660", "3.5 1000"},
    {"en", "\uff11\uff12 \u0967\u0968", "12 12"},
    {"en", "m\u00b2 CO\u2082", "m2 co2"},
    {"de", "3,5 1.000 1.000.000 2.5", "3.5 1000 1000000 2.5"},
    {"de", "1.000,50 Euro", "1000.50 +\u20ac1000.50 euro"},
    {"de", "3 Mrd. Euro", "3 +3bn +\u20ac3bn mrd euro"},
    {"fr", "3,5 milliards", "3.5 +3.5bn milliards"},
    /* Latin letters with marks */
    {"en", "caf\u00e9 cafe\u0301", "cafe +caf\u00e9 cafe +caf\u00e9"},
    {"en", "na\u00efve M\u00dcNCHEN", "naive +na\u00efve munchen +m\u00fcnchen"},
    {"en", "\u0141\u00f3d\u017a K\u00f8benhavn", "lodz +\u0142\u00f3d\u017a kobenhavn +k\u00f8benhavn"},
    {"en", "Stra\u00dfe strasse", "strasse strasse"},
    {"en", "\u00c6gir \u0153uvre", "aegir +\u00e6gir oeuvre +\u0153uvre"},
    {"tr", "\u0130stanbul Diyarbak\u0131r", "istanbul +i\u0307stanbul diyarbakir +diyarbak\u0131r"},
    {"en", "\uff2e\uff21\uff34\uff2f \ufb01re", "nato fire"},
    {"en", "Vi\u1ec7t \u0110\u1ed3ng", "viet +vi\u1ec7t dong +\u0111\u1ed3ng"},
    {"fr", "l'avion d\u2019Europe", "l avion d europe"},
    {"fr", "aujourd'hui qu'il", "aujourd'hui +aujourdhui qu il"},
    {"fr", "l'arc-en-ciel", "l arc +arcenciel en +arcenciel ciel +arcenciel"},
    {"it", "dell'Unione", "dell unione"},
    {"en", "l'avion", "l'avion +lavion"},
    /* Cyrillic */
    {"ru", "\u0411\u0435\u0437\u043e\u043f\u0430\u0441\u043d\u043e\u0441\u0442\u044c",
     "\u0431\u0435\u0437\u043e\u043f\u0430\u0441\u043d\u043e\u0441\u0442\u044c"},
    {"ru", "\u0401\u043b\u043a\u0430", "\u0435\u043b\u043a\u0430 +\u0451\u043b\u043a\u0430"},
    {"ru", "\u043c\u043e\u0439", "\u043c\u043e\u0439"},
    {"uk", "\u041a\u0438\u0457\u0432 \u0457\u0457", "\u043a\u0438\u0457\u0432 \u0457\u0457"},
    {"uk", "\u0437\u0434\u043e\u0440\u043e\u0432\u2019\u044f",
     "\u0437\u0434\u043e\u0440\u043e\u0432'\u044f +\u0437\u0434\u043e\u0440\u043e\u0432\u044f"},
    {"ru", "\u0437\u0430\u0301\u043c\u043e\u043a", "\u0437\u0430\u043c\u043e\u043a +\u0437\u0430\u0301\u043c\u043e\u043a"},
    {"ru", "\u0421.\u0428.\u0410.", "\u0441\u0448\u0430"},
    {"ru", "3,5 \u0424-16", "3.5 \u0444 +\u044416 16 +\u044416"},
    /* Greek, Armenian, Georgian */
    {"en", "\u03b1\u03c3\u03c6\u03ac\u03bb\u03b5\u03b9\u03b1 \u039d\u0391\u03a4\u039f",
     "\u03b1\u03c3\u03c6\u03b1\u03bb\u03b5\u03b9\u03b1 +\u03b1\u03c3\u03c6\u03ac\u03bb\u03b5\u03b9\u03b1 \u03bd\u03b1\u03c4\u03bf"},
    {"en", "\u039b\u039f\u0393\u039f\u03a3 \u03bb\u03cc\u03b3\u03bf\u03c2",
     "\u03bb\u03bf\u03b3\u03bf\u03c3 \u03bb\u03bf\u03b3\u03bf\u03c3 +\u03bb\u03cc\u03b3\u03bf\u03c3"},
    {"hy", "\u0540\u0561\u0575\u0561\u057d\u057f\u0561\u0576", "\u0570\u0561\u0575\u0561\u057d\u057f\u0561\u0576"},
    {"en", "\u10d7\u10d1\u10d8\u10da\u10d8\u10e1\u10d8", "\u10d7\u10d1\u10d8\u10da\u10d8\u10e1\u10d8"},
    /* Arabic and Hebrew */
    {"ar", "\u0627\u0644\u0623\u0645\u0646", "\u0627\u0644\u0627\u0645\u0646 +\u0627\u0644\u0623\u0645\u0646"},
    {"ar", "\u0623\u064e\u0645\u0652\u0646", "\u0627\u0645\u0646 +\u0623\u064e\u0645\u0652\u0646"},
    {"ar", "\u0645\u0640\u0640\u0635\u0631\u060c \u0642\u0627\u0644",
     "\u0645\u0635\u0631 +\u0645\u0640\u0640\u0635\u0631 \u0642\u0627\u0644"},
    {"ar", "\u0645\u0624\u062a\u0645\u0631", "\u0645\u0624\u062a\u0645\u0631"},
    {"en", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", "\u05e9\u05dc\u05d5\u05dd +\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd"},
    {"en", "\u05e6\u05d4\"\u05dc \u05e6\u05d4\u05f4\u05dc", "\u05e6\u05d4\u05dc \u05e6\u05d4\u05dc"},
    {"en", "\"\u05e9\u05dc\u05d5\u05dd\" \u05de\u05be\u05de", "\u05e9\u05dc\u05d5\u05dd \u05de \u05de"},
    /* Han, kana, Hangul */
    {"en", "\u5317\u7ea6\u5cf0\u4f1a\u5728\u534e\u76db\u987f", "\u5317\u7ea6 \u5cf0\u4f1a \u5728 \u534e\u76db\u987f"},
    {"en", "NFL\u804c\u4e1a\u7897308\u5206", "nfl \u804c\u4e1a \u7897 308 \u5206"},
    {"en", "\u5b89\u5168\u3002\u4fdd\u969c", "\u5b89\u5168 |\u4fdd\u969c"},
    {"en", "\u65e5\u672c\u306e\u9996\u76f8", "\u65e5\u672c \u306e \u9996\u76f8"},
    {"en", "\u6771\u4eac\u30bf\u30ef\u30fc", "\u6771\u4eac\u30bf\u30ef\u30fc"},
    {"en", "\uff8a\uff9d\uff76\uff9e\uff70", "\u30cf\u30f3\u30ac\u30fc"},
    {"en", "\ud55c\uad6d\uc740 \uc548\ubcf4", "\ud55c\uad6d\uc740 \uc548\ubcf4"},
    {"en", "\u1112\u1161\u11ab\uad6d", "\ud55c\uad6d"},
    /* Thai, Lao, Khmer, Burmese, Devanagari, Tamil, Bengali */
    {"en", "\u0e2a\u0e07\u0e04\u0e23\u0e32\u0e21\u0e22\u0e39\u0e40\u0e04\u0e23\u0e19",
     "\u0e2a\u0e07\u0e04\u0e23\u0e32\u0e21 \u0e22\u0e39\u0e40\u0e04\u0e23\u0e19"},
    {"en", "\u0e1b\u0e35 \u0e52\u0e55\u0e56\u0e57", "\u0e1b\u0e35 2567"},
    {"en", "\u0e9e\u0eb2\u0eaa\u0eb2\u0ea5\u0eb2\u0ea7", "\u0e9e\u0eb2\u0eaa\u0eb2 \u0ea5\u0eb2\u0ea7"},
    {"en", "\u0938\u0941\u0930\u0915\u094d\u0937\u093e \u0938\u092e\u091d\u094c\u0924\u093e\u0964",
     "\u0938\u0941\u0930\u0915\u094d\u0937\u093e \u0938\u092e\u091d\u094c\u0924\u093e"},
    {"ta", "\u0b95\u0bbe\u0bb5\u0bb2\u0bcd", "\u0b95\u0bbe\u0bb5\u0bb2\u0bcd"},
    {"en", "\u09ac\u09be\u0982\u09b2\u09be", "\u09ac\u09be\u0982\u09b2\u09be"},
    {"en", "\u1015\u103c\u100a\u103a", "\u1015\u103c\u100a\u103a"},
    /* beyond the first plane, and what is no word */
    {"en", "\U0001d40d\U0001d400\U0001d413\U0001d40e", "nato"},
    {"en", "\U00020bb7\u91ce\u5bb6", "\U00020bb7 \u91ce\u5bb6"},
    {"en", "pact \U0001f600 deal \u2022 \u2122 \u00a9", "pact deal"},
    {"en", "\u0301 \u200d", ""},
    /* sentences and paragraphs */
    {"en", "It ends. Here it goes on.", "it ends |here it goes on"},
    {"en", "Title\n\nBody text.\n \nMore", "title ||body text ||more"},
    {"en", "Gen. Smith met Mr. Jones. They left.", "gen smith met mr jones |they left"},
};

START_TEST(text_becomes_these_tokens)
{
    struct analyser *a = new_analyser(rows[_i].language);
    struct tokens tokens = {0};
    struct buf printed = {0};
    analyse(a, view_of(rows[_i].text), ANALYSE_TEXT, &tokens);
    print_tokens(&tokens, &printed);
    ck_assert_msg(view_equal(view_of_buf(&printed), view_of(rows[_i].tokens)), "row %d \"%s\": got \"%s\", expected \"%s\"", _i,
                  rows[_i].text, printed.data, rows[_i].tokens);
    buf_release(&printed);
    tokens_release(&tokens);
    analyser_free(a);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *table = tcase_create("table");
    tcase_add_loop_test(table, text_becomes_these_tokens, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(suite, table);
    return run_built_suite(suite);
}
