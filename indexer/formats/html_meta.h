/* What a page says about its article: title, dates, authors … each with the rank of where it was said; a better rank wins. */
#ifndef LEDE_INDEXER_FORMATS_HTML_META_H
#define LEDE_INDEXER_FORMATS_HTML_META_H

#include "common/buf.h"
#include "common/date.h"
#include "indexer/formats/html_page.h"

enum html_field {
    HTML_TITLE,
    HTML_PUBLISHED,
    HTML_MODIFIED,
    HTML_SOURCE,
    HTML_AUTHOR,
    HTML_URL,
    HTML_LANGUAGE,
    HTML_TOPICS,
    HTML_PLACE,
    HTML_BODY, /* articleBody of JSON-LD */
    HTML_FIELDS
};

/* Where something was said, the best first. */
enum html_rank { RANK_NONE, RANK_JSONLD, RANK_OPEN_GRAPH, RANK_META, RANK_ELEMENT, RANK_TITLE, RANK_WEAK };

struct html_meta {
    struct buf values[HTML_FIELDS]; /* lists (authors, topics): one a line */
    uint8_t ranks[HTML_FIELDS];
    struct buf bad_date; /* a date of publication that is none */
};

void html_meta_release(struct html_meta *m);

/* Offer a value: taken when nothing better was. At equal rank the first stays, lists grow. Dates are taken only when they are dates. */
void html_meta_offer(struct html_meta *m, enum html_field field, enum html_rank rank, struct view value);

/* Everything that the page says; `main` is its article's element (may be NULL). */
void html_meta_read(const struct html_page *page, const xmlNode *main, struct html_meta *m);

/* The same for the text of one JSON-LD script. */
void html_jsonld_read(struct view script, struct html_meta *m);

/* A title without the name of its site at the end ("… | Example Times"). `site` may be empty. */
struct view html_title_without_site(struct view title, struct view site);

#endif
