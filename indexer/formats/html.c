/* HTML pages: the article without the page around it, and what the page says about it. */
#include "indexer/formats/html.h"

#include "common/utf8.h"
#include "indexer/formats/draft.h"
#include "indexer/formats/html_meta.h"
#include "indexer/formats/html_page.h"

#include <string.h>

/* Each line of a list. */
static void each_line(struct draft *d, const struct buf *list, void (*add)(struct draft *, struct view))
{
    for (size_t at = 0; at < list->len;) {
        const char *end = memchr(list->data + at, '\n', list->len - at);
        size_t stop = end ? (size_t)(end - list->data) : list->len;
        add(d, (struct view){list->data + at, stop - at});
        at = stop + 1;
    }
}

/* A headline that its publisher stated loses its end only when that is the site's name; that of the title element also when it looks like one. */
static void fill_title(struct draft *d, const struct html_meta *m)
{
    struct view title = view_of_buf(&m->values[HTML_TITLE]);
    struct view site = view_of_buf(&m->values[HTML_SOURCE]);
    bool stated = m->ranks[HTML_TITLE] <= RANK_ELEMENT;
    bool ends_in_site = site.len && view_ends_with_ignoring_case(title, site);
    draft_set(d, DRAFT_TITLE, stated && !ends_in_site ? title : html_title_without_site(title, site));
}

static void fill_fields(struct draft *d, const struct html_meta *m)
{
    fill_title(d, m);
    draft_set(d, DRAFT_SOURCE, view_of_buf(&m->values[HTML_SOURCE]));
    draft_set(d, DRAFT_URL, view_of_buf(&m->values[HTML_URL]));
    draft_set(d, DRAFT_PLACE, view_of_buf(&m->values[HTML_PLACE]));
    draft_set_language(d, view_of_buf(&m->values[HTML_LANGUAGE]));
    draft_set_published(d, view_of_buf(m->values[HTML_PUBLISHED].len ? &m->values[HTML_PUBLISHED] : &m->bad_date));
    draft_set_modified(d, view_of_buf(&m->values[HTML_MODIFIED]));
    each_line(d, &m->values[HTML_AUTHOR], draft_add_author);
    each_line(d, &m->values[HTML_TOPICS], draft_add_topics);
}

static struct view next_paragraph(struct view text)
{
    const char *end = text.len ? memmem(text.ptr, text.len, "\n\n", 2) : NULL;
    return end ? view_sub(text, 0, (size_t)(end - text.ptr)) : text;
}

/* The headline again at the beginning of the text. */
static struct view without_title(struct view text, struct view title)
{
    struct view first = next_paragraph(text);
    struct buf clean = {0};
    article_clean_line(first, &clean);
    bool same = title.len && view_equal_ignoring_case(view_of_buf(&clean), title);
    buf_release(&clean);
    return same ? view_trim(view_sub(text, first.len, text.len)) : text;
}

static void fill_text(struct draft *d, const struct html_page *page, const xmlNode *main, const struct html_meta *m)
{
    struct buf text = {0};
    if (main)
        html_write_text(page, main, &text);
    struct view body = without_title(view_of_buf(&text), draft_get(d, DRAFT_TITLE));
    /* Pages that scripts fill often bring their text in JSON-LD alone. */
    struct view stated = view_of_buf(&m->values[HTML_BODY]);
    draft_set(d, DRAFT_TEXT, stated.len > 200 && stated.len > body.len * 2 ? stated : body);
    buf_release(&text);
}

/* The page without its tree: nothing is lost but the structure. */
static void fill_stripped(struct draft *d, struct view html, const char *why)
{
    struct buf text = {0};
    draft_problem(d, "%s: read without its structure", why);
    const char *open = html.len ? memmem(html.ptr, html.len, "<title>", 7) : NULL;
    const char *close = open ? memmem(open, html.len - (size_t)(open - html.ptr), "</title>", 8) : NULL;
    if (close) {
        html_fragment_text((struct view){open + 7, (size_t)(close - open) - 7}, &text);
        draft_set(d, DRAFT_TITLE, html_title_without_site(view_of_buf(&text), (struct view){0}));
        buf_clear(&text);
    }
    html_fragment_text(html, &text);
    draft_set(d, DRAFT_TEXT, without_title(view_of_buf(&text), draft_get(d, DRAFT_TITLE)));
    buf_release(&text);
}

static enum status parse_html(const struct source *source, const struct article_sink *sink, struct error *err)
{
    (void)err;
    struct draft d;
    struct html_page page = {0};
    struct html_meta meta = {0};
    const char *why = "";
    draft_init(&d, source, sink);
    draft_begin(&d, 0);
    if (html_page_parse(source->bytes, &page, &why)) {
        const xmlNode *main = html_main(&page);
        html_meta_read(&page, main, &meta);
        fill_fields(&d, &meta);
        fill_text(&d, &page, main, &meta);
    } else
        fill_stripped(&d, source->bytes, why);
    draft_deliver(&d);
    html_meta_release(&meta);
    html_page_release(&page);
    draft_release(&d);
    return STATUS_OK;
}

static int recognise_html(struct view head)
{
    head = view_trim(utf8_without_mark(view_trim(head)));
    if (view_equal_ignoring_case(view_sub(head, 0, 14), VIEW("<!doctype html")) ||
        view_equal_ignoring_case(view_sub(head, 0, 5), VIEW("<html")))
        return 95;
    if (head.len && head.ptr[0] == '<' && memmem(head.ptr, head.len, "<html", 5))
        return 90;
    return html_looks_like_markup(head) ? 60 : 0;
}

static const char *const html_extensions[] = {"html", "htm", "xhtml", "shtml", NULL};

const struct format format_html = {
    .name = "html",
    .summary =
        "web pages: the article without navigation and advertising; date, author … from JSON-LD, OpenGraph and meta elements",
    .extensions = html_extensions,
    .recognise = recognise_html,
    .parse = parse_html,
};
