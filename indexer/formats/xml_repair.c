/* What publishers get wrong most often in XML: a bare "&", references that only HTML knows (&nbsp;), and characters that XML forbids. A parser would stop there. */
#include "indexer/formats/xml_items.h"

#include "common/utf8.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bytes between "&" at `at` and ";" when they may be those of a reference: "name", "#8217", "#x2019". Else nothing. */
static struct view reference_at(struct view text, size_t at)
{
    enum { LONGEST = 40 };
    static const char names[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    struct view rest = view_sub(text, at + 1, at + 1 + LONGEST);
    bool number = view_starts_with(rest, VIEW("#")), hex = view_starts_with(rest, VIEW("#x"));
    const char *allowed = hex ? "0123456789abcdefABCDEF" : number ? "0123456789" : names;
    size_t start = hex ? 2 : number ? 1 : 0, end = start;
    while (end < rest.len && rest.ptr[end] && strchr(allowed, rest.ptr[end]))
        end++;
    return end > start && end < rest.len && rest.ptr[end] == ';' ? view_sub(rest, 0, end) : (struct view){0};
}

/* Whether XML has the character that a number stands for. */
static bool is_allowed(const char *number)
{
    bool hex = number[0] == 'x';
    unsigned long code = strtoul(number + hex, NULL, hex ? 16 : 10);
    return code <= INT_MAX && IS_CHAR((int)code);
}

/* What is written for a reference in place of itself; false: it can stay. */
static bool resolve(struct view reference, struct buf *out)
{
    static const char *const own[] = {"amp", "lt", "gt", "quot", "apos"};
    char name[48];
    snprintf(name, sizeof name, "%.*s", (int)reference.len, reference.ptr);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(name, own[i]) == 0)
            return false;
    if (name[0] == '#') {
        bool stays = is_allowed(name + 1);
        if (!stays)
            buf_add_char(out, ' ');
        return !stays;
    }
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
    if (!known) { /* of the document's own, perhaps: they may be made to grow without end */
        buf_printf(out, "&amp;%s;", name);
        return true;
    }
    utf8_add(known->value, out);
    return true;
}

/* The bytes of a character here that XML does not allow; 0: it is allowed. */
static size_t forbidden_at(struct view text, size_t at)
{
    unsigned char c = (unsigned char)text.ptr[at];
    if (c < 0x20)
        return c != '\t' && c != '\n' && c != '\r';
    if (c != 0xEF || at + 2 >= text.len)
        return 0;
    struct view last = view_sub(text, at, at + 3);
    return view_equal(last, VIEW("\xEF\xBF\xBE")) || view_equal(last, VIEW("\xEF\xBF\xBF")) ? 3 : 0;
}

/* Where the section ends that begins here and in which "&" is an ordinary character; `at` when none does. */
static size_t end_of_section(struct view text, size_t at)
{
    static const struct {
        struct view begin, end;
    } sections[] = {{{"<![CDATA[", 9}, {"]]>", 3}}, {{"<!--", 4}, {"-->", 3}}};
    struct view here = view_sub(text, at, text.len);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (!view_starts_with(here, sections[i].begin))
            continue;
        const char *end = memmem(here.ptr, here.len, sections[i].end.ptr, sections[i].end.len);
        return end ? at + (size_t)(end - here.ptr) : text.len;
    }
    return at;
}

/* What must be mended at `at`: how many bytes, and what comes in their place, in `out`. 0: nothing. */
static size_t mend(struct view xml, size_t at, bool in_section, struct buf *out)
{
    size_t forbidden = forbidden_at(xml, at);
    bool mark = xml.ptr[at] == '&' && !in_section;
    if (!forbidden && !mark)
        return 0;
    buf_clear(out);
    struct view reference = mark ? reference_at(xml, at) : (struct view){0};
    if (reference.len)
        return resolve(reference, out) ? reference.len + 2 : 0;
    buf_add_text(out, mark ? "&amp;" : " ");
    return forbidden ? forbidden : 1;
}

struct view xml_repair(struct view xml, struct buf *room)
{
    size_t kept = 0, section = 0;
    struct buf mended = {0};
    buf_clear(room);
    for (size_t at = 0; at < xml.len; at++) {
        if (xml.ptr[at] == '<' && at >= section)
            section = end_of_section(xml, at);
        size_t len = mend(xml, at, at < section, &mended);
        if (!len)
            continue;
        buf_add_view(room, view_sub(xml, kept, at));
        buf_add_view(room, view_of_buf(&mended));
        kept = at + len;
        at += len - 1;
    }
    buf_release(&mended);
    if (kept == 0)
        return xml;
    buf_add_view(room, view_sub(xml, kept, xml.len));
    return view_of_buf(room);
}
