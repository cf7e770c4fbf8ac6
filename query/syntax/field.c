#include "query/syntax/field.h"

#include "common/options_parts.h"

const struct query_field query_fields[] = {
    {"title", FIELD_USE_TITLE, FIELD_TITLE,
     "words of the headline: title:summit, title:(summit OR talks), title:\"security pact\""},
    {"author", FIELD_USE_AUTHOR, FIELD_AUTHOR, "words of the names of the authors: author:reyes, author:\"ana reyes\""},
    {"lead", FIELD_USE_LEAD, FIELD_COUNT, "what stands in the first two paragraphs: lead:pact, lead:(pact w/5 signed)"},
    {"source", FIELD_USE_VALUE, FIELD_SOURCE, "the publisher or wire, whole, in any case: source:reuters, source:\"the herald\""},
    {"place", FIELD_USE_VALUE, FIELD_PLACE, "the place of the dateline, whole, in any case: place:brussels"},
    {"lang", FIELD_USE_VALUE, FIELD_LANGUAGE, "the language of the article, as ISO 639 code: lang:de"},
    {"topic", FIELD_USE_VALUE, FIELD_TOPIC, "a tag or section, whole, in any case; topic:@FILE: any line of a thesaurus file"},
    {"id", FIELD_USE_VALUE, FIELD_ID, "the id of an article, whole: id:AP880212-0001"},
    {"path", FIELD_USE_VALUE, FIELD_PATH, "the file that the article came from, absolute: path:/news/2024/a.html"},
    {"url", FIELD_USE_VALUE, FIELD_URL, "the address of the article, whole: url:https://example.org/a"},
    {"date", FIELD_USE_DATE, FIELD_COUNT,
     "published then: date:2024-06, date:2024-06-01..2024-07-15, date:2024-06.., date:today-30d.."},
    {"in", FIELD_USE_IN, FIELD_COUNT, "in:title or in:lead: the words beside it must stand there"},
    {NULL, FIELD_USE_VALUE, FIELD_COUNT, NULL},
};

const struct query_field *query_field_find(struct view name)
{
    for (const struct query_field *f = query_fields; f->name; f++) {
        if (view_equal_ignoring_case(view_of(f->name), name))
            return f;
    }
    return NULL;
}

/* Short names are close to many words ("in", "id"): one edit for four letters and more, two from six letters on. */
const struct query_field *query_field_near(struct view name)
{
    enum { SHORTEST = 4, LONG = 6 };
    const struct query_field *best = NULL;
    size_t least = name.len >= LONG ? 3 : 2;
    for (const struct query_field *f = query_fields; f->name; f++) {
        struct view candidate = view_of(f->name);
        if (candidate.len < SHORTEST || name.len < SHORTEST)
            continue;
        size_t distance = suggest_distance(name, candidate);
        if (candidate.len + 1 < LONG && distance > 1 && !view_starts_with(name, candidate))
            continue;
        if (distance < least) {
            least = distance;
            best = f;
        }
    }
    return best;
}
