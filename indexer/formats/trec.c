/* The SGML of news collections for research: TREC's (AP, WSJ, FT …), AQUAINT's and Gigaword's <DOC>, and <REUTERS> of Reuters-21578.
 *
 * Nothing holds these files together but their tags: there is no root, end tags are missing, "&" and "<" stand as they are. So the tags are looked for, one after
 * the other, and what stands between two of them belongs to the field that the first one opens. */
#include "indexer/formats/trec_parts.h"

#include "common/utf8.h"

#include <string.h>

static enum trec_field field_of(struct view name)
{
    static const struct {
        const char *name;
        enum trec_field field;
    } known[] = {
        {"DOCNO", TREC_ID},       {"DOCID", TREC_NUMBER},  {"HEADLINE", TREC_TITLE}, {"HEAD", TREC_TITLE},
        {"HL", TREC_TITLE},       {"TITLE", TREC_TITLE},   {"TTL", TREC_TITLE},      {"TI", TREC_TITLE},
        {"DOCTITLE", TREC_TITLE}, {"DATE", TREC_DATE},     {"DATE1", TREC_DATE},     {"DATE_TIME", TREC_DATE},
        {"DATETIME", TREC_DATE},  {"DD", TREC_DATE},       {"PUBDATE", TREC_DATE},   {"DATELINE", TREC_DATELINE},
        {"BYLINE", TREC_AUTHOR},  {"AUTHOR", TREC_AUTHOR}, {"SOURCE", TREC_SOURCE},  {"SO", TREC_SOURCE},
        {"PUB", TREC_SOURCE},     {"TOPICS", TREC_TOPICS}, {"SUBJECT", TREC_TOPICS}, {"TEXT", TREC_TEXT},
        {"TXT", TREC_TEXT},       {"LP", TREC_TEXT},       {"LEADPARA", TREC_TEXT},  {"BODY", TREC_BODY},
        {"SUMMARY", TREC_BODY},   {"ABSTRACT", TREC_BODY},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (view_equal_ignoring_case(name, view_of(known[i].name)))
            return known[i].field;
    return TREC_OTHER;
}

/* Whether a field that begins inside of another ends it. */
static bool takes_over(const struct trec *t, enum trec_field field, struct view name)
{
    switch (t->field) {
    case TREC_ID:
    case TREC_NUMBER: /* ids hold no elements */
    case TREC_NONE:   /* <P>, <BR>, <H1> … are text where no element holds it */
        return field != TREC_OTHER || name.len > 2;
    case TREC_TEXT: /* of Reuters alone it holds the others; the Federal Register has a <DATE> in it that is another */
        return field == TREC_TEXT || (t->is_reuters && field != TREC_OTHER);
    default:
        return field != TREC_OTHER;
    }
}

static void take_end_tag(struct trec *t, const struct trec_tag *tag)
{
    t->in_topics &= !view_equal_ignoring_case(tag->name, VIEW("TOPICS"));
    if (t->inner_title && field_of(tag->name) == TREC_TITLE) {
        trec_set_title(t, view_sub(t->file, t->inner_title, tag->begin));
        t->inner_title = 0;
    }
    if (t->field == TREC_NONE || !view_equal_ignoring_case(tag->name, t->field_name))
        return;
    trec_end_field(t, tag->begin);
    /* Behind the head of a web page, all is page. */
    const bool is_page = view_equal_ignoring_case(tag->name, VIEW("DOCHDR"));
    trec_begin_field(t, is_page ? TREC_TEXT : TREC_NONE, (struct view){0}, tag->end);
}

static void take_start_tag(struct trec *t, const struct trec_tag *tag)
{
    enum trec_field field = field_of(tag->name);
    if (t->in_topics && view_equal_ignoring_case(tag->name, VIEW("D"))) /* Reuters: an element a topic */
        field = TREC_TOPICS;
    t->in_topics |= view_equal_ignoring_case(tag->name, VIEW("TOPICS"));
    if (takes_over(t, field, tag->name)) {
        trec_end_field(t, tag->begin);
        trec_begin_field(t, field, tag->name, tag->end);
    } else if (t->field == TREC_TEXT && field == TREC_TITLE)
        t->inner_title = tag->end;
    t->has_paragraphs |= view_equal_ignoring_case(tag->name, VIEW("P"));
}

static bool is_record(struct view name)
{
    return view_equal_ignoring_case(name, VIEW("DOC")) || view_equal_ignoring_case(name, VIEW("REUTERS"));
}

static void read_file(struct trec *t)
{
    struct trec_tag tag;
    for (size_t at = 0; trec_next_tag(t->file, &at, &tag);) {
        if (is_record(tag.name)) { /* an end tag that is missing costs nothing */
            if (t->is_open)
                trec_end_record(t, tag.begin);
            if (!tag.is_end)
                trec_begin_record(t, &tag);
        } else if (t->is_open && tag.is_end)
            take_end_tag(t, &tag);
        else if (t->is_open)
            take_start_tag(t, &tag);
    }
    if (t->is_open)
        trec_end_record(t, t->file.len);
}

static enum status parse_trec(const struct source *source, const struct article_sink *sink, struct error *err)
{
    struct trec t = {.file = source->bytes, .line = source->line ? source->line : 1};
    draft_init(&t.draft, source, sink);
    read_file(&t);
    trec_release(&t);
    return t.records ? STATUS_OK : error_set(err, STATUS_INPUT, "holds no <DOC> and no <REUTERS>");
}

static int recognise_trec(struct view head)
{
    struct trec_tag tag;
    size_t at = 0;
    head = view_trim(utf8_without_mark(head));
    if (view_equal_ignoring_case(view_sub(head, 0, 15), VIEW("<!DOCTYPE lewis")))
        return 95;
    if (!trec_next_tag(head, &at, &tag) || tag.begin || !is_record(tag.name))
        return 0;
    if (trec_attribute(&tag, "ID").len || trec_attribute(&tag, "DOCID").len || trec_attribute(&tag, "NEWID").len)
        return 95;
    while (trec_next_tag(head, &at, &tag))
        if (view_equal_ignoring_case(tag.name, VIEW("DOCNO")) || view_equal_ignoring_case(tag.name, VIEW("DOCID")))
            return 95;
    return 0;
}

static const char *const trec_extensions[] = {"sgml", "sgm", NULL};

const struct format format_trec = {
    .name = "trec",
    .summary = "SGML of news collections for research, TREC's and Reuters-21578's: an article a <DOC> or <REUTERS>",
    .extensions = trec_extensions,
    .recognise = recognise_trec,
    .parse = parse_trec,
};
