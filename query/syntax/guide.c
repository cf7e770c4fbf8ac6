#include "query/syntax/guide.h"

#include "common/options_parts.h"
#include "common/roff.h"
#include "query/syntax/caret.h"
#include "query/syntax/parse.h"
#include "query/syntax/print.h"

#include <string.h>
#include <time.h>

enum { CARET_WIDTH = 72 };

static const char introduction[] = "The language in which lede-query search is asked, and batch with --syntax full. A query of "
                                   "bare words needs none of it. --syntax literal "
                                   "turns it off: then every character is only itself.";

/* "query\tmeaning", with the reading behind it where that differs from the query. */
static void add_example(const struct guide_example *e, struct buf *out)
{
    struct tree *tree = NULL;
    struct span mistake;
    struct buf reading = {0};
    struct error err = {0};
    buf_printf(out, "%s\t%s", e->query, e->meaning);
    if (parse_query(view_of(e->query), (int64_t)time(NULL), &tree, &mistake, &err) == STATUS_OK)
        tree_print(tree, &reading);
    if (reading.len && strcmp(reading.data, e->query) != 0)
        buf_printf(out, " (read as: %s)", reading.data);
    buf_add_char(out, '\n');
    buf_release(&reading);
    tree_free(tree);
}

/* The query, carets, and the sentence, as a paragraph that stays as it stands. */
static void add_mistake(const struct guide_example *e, struct buf *out)
{
    struct tree *tree = NULL;
    struct span mistake = {0};
    struct error err = {0};
    if (parse_query(view_of(e->query), 0, &tree, &mistake, &err) == STATUS_USAGE) {
        caret_add(view_of(e->query), mistake, CARET_WIDTH, out);
        buf_printf(out, "  %s\n\n", err.text);
    }
    tree_free(tree);
}

/* A section as rows and verbatim paragraphs. */
struct parts {
    struct buf rows, verbatim;
};

static void make_parts(const struct guide_section *s, struct parts *out)
{
    buf_clear(&out->rows);
    buf_clear(&out->verbatim);
    if (s->add)
        s->add(&out->rows);
    for (const struct guide_example *e = s->examples; e && e->query; e++) {
        if (e->meaning)
            add_example(e, &out->rows);
        else
            add_mistake(e, &out->verbatim);
    }
}

static void release_parts(struct parts *p)
{
    buf_release(&p->rows);
    buf_release(&p->verbatim);
}

void guide_text(size_t width, struct buf *out)
{
    struct parts parts = {0};
    buf_add_text(out, "lede-syntax - the query language of lede-query\n");
    help_paragraphs(introduction, width, out);
    for (const struct guide_section *s = guide_sections; s->title; s++) {
        make_parts(s, &parts);
        if (parts.rows.len)
            help_table(s->title, parts.rows.data, width, out);
        else
            buf_printf(out, "\n%s:\n", s->title);
        if (s->text)
            help_paragraphs(s->text, width, out);
        if (parts.verbatim.len)
            help_paragraphs(parts.verbatim.data, width, out);
    }
    release_parts(&parts);
}

static void add_upper(const char *title, struct buf *out)
{
    for (; *title; title++)
        buf_add_char(out, *title >= 'a' && *title <= 'z' ? (char)(*title - 'a' + 'A') : *title);
}

void guide_man(struct buf *out)
{
    struct parts parts = {0};
    struct buf title = {0};
    buf_printf(out,
               ".\\\" Made by running lede-query syntax --format man; change the tables in its source.\n"
               ".TH \"LEDE\\-SYNTAX\" 7 \"\" \"Lede %s\" \"Lede\"\n.nh\n.ad l\n.SH NAME\n",
               LEDE_VERSION);
    roff_line(VIEW("lede-syntax - the query language of lede-query"), out);
    buf_add_text(out, ".SH DESCRIPTION\n");
    roff_paragraphs(introduction, true, out);
    for (const struct guide_section *s = guide_sections; s->title; s++) {
        make_parts(s, &parts);
        buf_clear(&title);
        add_upper(s->title, &title);
        if (parts.rows.len)
            roff_table(title.data, parts.rows.data, out);
        else
            buf_printf(out, ".SH %s\n", title.data);
        if (s->text)
            roff_paragraphs(s->text, !parts.rows.len, out);
        if (parts.verbatim.len)
            roff_paragraphs(parts.verbatim.data, false, out);
    }
    buf_add_text(out, ".SH SEE ALSO\n");
    roff_line(VIEW("lede-query(1), lede-index(1)"), out);
    buf_release(&title);
    release_parts(&parts);
}
