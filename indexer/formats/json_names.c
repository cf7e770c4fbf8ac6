#include "indexer/formats/json_names.h"

/* Rows by the length of the name, so that a look-up compares a handful. */
enum { LONGEST_NAME = 16, MOST_OF_A_LENGTH = 12 };

struct name {
    const char *text;
    uint8_t field;
    uint8_t rank;
};

static const struct name names[LONGEST_NAME + 1][MOST_OF_A_LENGTH] = {
    [2] = {{"id", JSON_FIELD_ID, 1}},
    [3] = {{"_id", JSON_FIELD_ID, 2}, {"@id", JSON_FIELD_ID, 8}, {"url", JSON_FIELD_URL, 1}, {"doc", JSON_FIELD_WRAPPED, 3}},
    [4] = {{"guid", JSON_FIELD_ID, 5},
           {"uuid", JSON_FIELD_ID, 6},
           {"name", JSON_FIELD_TITLE, 3},
           {"text", JSON_FIELD_TEXT, 1},
           {"body", JSON_FIELD_TEXT, 2},
           {"date", JSON_FIELD_DATE, 1},
           {"site", JSON_FIELD_SOURCE, 3},
           {"link", JSON_FIELD_URL, 2},
           {"lang", JSON_FIELD_LANGUAGE, 1},
           {"tags", JSON_FIELD_TOPICS, 1},
           {"data", JSON_FIELD_WRAPPED, 5}},
    [5] = {{"docid", JSON_FIELD_ID, 3},
           {"docno", JSON_FIELD_ID, 7},
           {"title", JSON_FIELD_TITLE, 1},
           {"story", JSON_FIELD_TEXT, 6},
           {"place", JSON_FIELD_PLACE, 1}},
    [6] = {{"doc_id", JSON_FIELD_ID, 4},
           {"source", JSON_FIELD_SOURCE, 1},
           {"outlet", JSON_FIELD_SOURCE, 4},
           {"author", JSON_FIELD_AUTHOR, 1},
           {"byline", JSON_FIELD_AUTHOR, 3},
           {"topics", JSON_FIELD_TOPICS, 2},
           {"fields", JSON_FIELD_WRAPPED, 4}},
    [7] = {{"heading", JSON_FIELD_TITLE, 4},
           {"content", JSON_FIELD_TEXT, 3},
           {"article", JSON_FIELD_TEXT, 5},
           {"pubdate", JSON_FIELD_DATE, 10},
           {"created", JSON_FIELD_DATE, 14},
           {"updated", JSON_FIELD_MODIFIED, 2},
           {"authors", JSON_FIELD_AUTHOR, 2},
           {"creator", JSON_FIELD_AUTHOR, 4},
           {"section", JSON_FIELD_TOPICS, 6},
           {"_source", JSON_FIELD_WRAPPED, 1}},
    [8] = {{"headline", JSON_FIELD_TITLE, 2},
           {"contents", JSON_FIELD_TEXT, 4},
           {"maintext", JSON_FIELD_TEXT, 7},
           {"pub_date", JSON_FIELD_DATE, 11},
           {"modified", JSON_FIELD_MODIFIED, 1},
           {"language", JSON_FIELD_LANGUAGE, 2},
           {"keywords", JSON_FIELD_TOPICS, 3},
           {"category", JSON_FIELD_TOPICS, 5},
           {"subjects", JSON_FIELD_TOPICS, 8},
           {"dateline", JSON_FIELD_PLACE, 2},
           {"location", JSON_FIELD_PLACE, 3},
           {"document", JSON_FIELD_WRAPPED, 2}},
    [9] = {{"full_text", JSON_FIELD_TEXT, 10},
           {"published", JSON_FIELD_DATE, 2},
           {"timestamp", JSON_FIELD_DATE, 12},
           {"publisher", JSON_FIELD_SOURCE, 2}},
    [10] = {{"created_at", JSON_FIELD_DATE, 13},
            {"updated_at", JSON_FIELD_MODIFIED, 5},
            {"source_url", JSON_FIELD_URL, 3},
            {"inlanguage", JSON_FIELD_LANGUAGE, 3},
            {"categories", JSON_FIELD_TOPICS, 4}},
    [11] = {{"articlebody", JSON_FIELD_TEXT, 8},
            {"description", JSON_FIELD_TEXT, 11},
            {"publishedat", JSON_FIELD_DATE, 4},
            {"publication", JSON_FIELD_SOURCE, 6},
            {"article_url", JSON_FIELD_URL, 5}},
    [12] = {{"article_text", JSON_FIELD_TEXT, 9},
            {"published_at", JSON_FIELD_DATE, 3},
            {"publish_date", JSON_FIELD_DATE, 5},
            {"date_publish", JSON_FIELD_DATE, 8},
            {"datemodified", JSON_FIELD_MODIFIED, 4}},
    [13] = {{"datepublished", JSON_FIELD_DATE, 9},
            {"date_modified", JSON_FIELD_MODIFIED, 3},
            {"source_domain", JSON_FIELD_SOURCE, 5},
            {"canonical_url", JSON_FIELD_URL, 4}},
    [14] = {{"published_date", JSON_FIELD_DATE, 6}, {"articlesection", JSON_FIELD_TOPICS, 7}},
    [15] = {{"contentlocation", JSON_FIELD_PLACE, 4}},
    [16] = {{"publication_date", JSON_FIELD_DATE, 7}},
};

uint8_t json_name_find(struct view name, enum json_field *field)
{
    if (name.len > LONGEST_NAME)
        return 0;
    for (const struct name *n = names[name.len]; n < names[name.len] + MOST_OF_A_LENGTH && n->text; n++) {
        if ((name.ptr[0] | 0x20) != (n->text[0] | 0x20) || !view_equal_ignoring_case(name, (struct view){n->text, name.len}))
            continue;
        *field = (enum json_field)n->field;
        return n->rank;
    }
    return 0;
}
