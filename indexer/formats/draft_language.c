/* The languages that records name, and how. */
#include "indexer/formats/draft.h"

void draft_set_language(struct draft *d, struct view raw)
{
    /* Names, and the codes of ISO 639-2 and -3 for what has one of two letters. */
    static const char *const names[][4] = {
        {"en", "english", "eng", "eng"},    {"de", "german", "deu", "ger"},     {"fr", "french", "fra", "fre"},
        {"es", "spanish", "spa", "spa"},    {"it", "italian", "ita", "ita"},    {"ru", "russian", "rus", "rus"},
        {"uk", "ukrainian", "ukr", "ukr"},  {"ar", "arabic", "ara", "ara"},     {"pt", "portuguese", "por", "por"},
        {"nl", "dutch", "nld", "dut"},      {"pl", "polish", "pol", "pol"},     {"zh", "chinese", "zho", "chi"},
        {"ja", "japanese", "jpn", "jpn"},   {"tr", "turkish", "tur", "tur"},    {"sv", "swedish", "swe", "swe"},
        {"fi", "finnish", "fin", "fin"},    {"no", "norwegian", "nor", "nob"},  {"da", "danish", "dan", "dan"},
        {"hu", "hungarian", "hun", "hun"},  {"ro", "romanian", "ron", "rum"},   {"el", "greek", "ell", "gre"},
        {"he", "hebrew", "heb", "heb"},     {"fa", "persian", "fas", "per"},    {"hi", "hindi", "hin", "hin"},
        {"ko", "korean", "kor", "kor"},     {"cs", "czech", "ces", "cze"},      {"id", "indonesian", "ind", "ind"},
        {"vi", "vietnamese", "vie", "vie"}, {"ca", "catalan", "cat", "cat"},    {"ga", "irish", "gle", "gle"},
        {"hy", "armenian", "hye", "arm"},   {"lt", "lithuanian", "lit", "lit"}, {"sr", "serbian", "srp", "srp"}};
    raw = view_trim(raw);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (size_t k = 1; k < 4; k++)
            if (view_equal_ignoring_case(raw, view_of(names[i][k])))
                raw = view_of(names[i][0]);
    char code[4] = "";
    size_t len = 0;
    while (len < raw.len && len < 4) {
        char lower = (char)(raw.ptr[len] | 0x20);
        if (lower < 'a' || lower > 'z')
            break;
        if (len < 3)
            code[len] = lower;
        len++;
    }
    if ((len == 2 || len == 3) && (len == raw.len || raw.ptr[len] == '-' || raw.ptr[len] == '_'))
        draft_set(d, DRAFT_LANGUAGE, (struct view){code, len});
}
